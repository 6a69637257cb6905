package statement

import (
	"slices"

	"github.com/bywhen/bywhen/parse"
)

// open proposes word i where no rule did: every other verb, every other noun of an event or that the
// scout takes for one, and what something is to be. Few are statements; the judge tells them by their
// clause: "signed the deal as agreed", "a month-long lockdown", "will be open".
func (f *finder) open(i int) {
	t := f.tree
	w := t.Words[i]
	c := candidate{action: i, actor: -1, what: -1, cue: t.Clause(i), act: Undertake, polarity: Positive,
		certainty: Certain, strength: 1}
	switch {
	case w.Tag == parse.VERB && !statives()[w.Lemma] && w.Rel != "amod" && w.Rel != "case":
		if c.actor = f.actor(i); c.actor < 0 && (w.Form == parse.Past || w.Form == parse.Present) {
			c.actor = f.before(i)
		}
		c.rule = "open-verb"
		if w.Form == parse.Past || perfect(t, i) {
			c.act, c.change = Outcome, "done"
		}
		if t.Negated(i) {
			c.polarity = Negative
		}
	case f.toBe(i):
		if c.actor = t.Subject(i); c.actor < 0 {
			c.actor = f.before(i)
		}
		c.rule = "open-state"
	case (w.Tag == parse.NOUN || w.Tag == parse.PROPN) && w.Rel != "compound" && (isEvent(t, i) || f.hinted(i) && !f.agentive(i)):
		c.actor = f.possessor(i)
		if w.Rel == "obj" && c.actor < 0 {
			c.actor = f.actor(w.Head) // "declared a curfew"
		}
		c.rule = "open-noun"
	default:
		return
	}
	if f.isQuestion() || f.unreal(i) || f.dropped(i) || f.leadsOn(i) {
		return
	}
	if c.cue == i && w.Head >= 0 {
		c.cue = w.Head
	}
	f.add(c)
}

// toBe reports whether word i is a state that is to come: "will be mandatory", "to be open".
func (f *finder) toBe(i int) bool {
	t := f.tree
	if t.Words[i].Tag == parse.VERB || t.Child(i, "cop") < 0 {
		return false
	}
	return t.Modal(i) >= 0 || f.hasTo(i)
}

// hinted reports whether the scout takes word i for an action rather than for none, or nearly so.
func (f *finder) hinted(i int) bool {
	scores := f.hint(i)
	if scores == nil {
		return false
	}
	_, margin := lead(scores)
	return margin >= -1.5
}

// leadsOn reports whether word i only leads to an action that a rule has found: the demand in "rejected the
// demand for an inquiry".
func (f *finder) leadsOn(i int) bool {
	to := f.throughTimetable(i)
	_, found := f.at(to)
	return to != i && found
}

// dropped reports whether a rule has found word i and dropped it again.
func (f *finder) dropped(i int) bool { return slices.Contains(f.gone, i) }

// settleChange gives a revision or an outcome the change that its words name, where the rule that
// found it had another act in mind.
func (f *finder) settleChange(c candidate) candidate {
	switch c.act {
	case Revise:
		if revisions[c.change] {
			return c
		}
		c.change = "delayed"
		for _, i := range []int{c.cue, c.action} {
			if i < 0 {
				continue
			}
			if change, ok := turns[f.tree.Words[i].Lemma]; ok {
				c.change = change
				break
			}
			if q, ok := cueAt(f.tree, i); ok && q.act == Revise {
				c.change = q.change
				break
			} else if ok && q.act == Refuse {
				c.change = "cancelled" // "the rejection of the accord"
			}
		}
	case Outcome:
		if c.change == "missed" || c.change == "partly-done" || c.change == "begun" {
			return c
		}
		c.change = "done"
		if c.polarity == Negative || f.tree.Negated(c.action) {
			c.change, c.polarity = "missed", Positive
		}
	default:
		c.change = ""
	}
	return c
}

// turns are words that change what was planned, and are no cues of it as they tell of much else.
var turns = map[string]string{"end": "cancelled", "stop": "cancelled", "leave": "cancelled", "quit": "cancelled", "withdraw": "cancelled",
	"repeal": "cancelled", "void": "cancelled", "relax": "reduced", "cut": "reduced", "shorten": "reduced", "narrow": "reduced",
	"raise": "increased", "tighten": "increased", "expand": "increased", "widen": "increased"}

var revisions = map[string]bool{"delayed": true, "suspended": true, "cancelled": true, "resumed": true,
	"advanced": true, "extended": true, "reduced": true, "increased": true}
