package statement

import (
	"sync"

	"github.com/bywhen/bywhen/lexicon"
	"github.com/bywhen/bywhen/parse"
)

// modalRule finds the verbs under a modal: "will leave", "could be announced", "must go".
var modalRule = rule{
	name: "modal",
	yes: map[string]string{
		"The airline will resume flights in May.":                    "revise: The airline / flights",
		"Arvenia will withdraw its troops.":                          "undertake: Arvenia / withdraw",
		"The deal could be announced this month.":                    "forecast:  / announced",
		"The army must leave the town.":                              "demand: The army / leave",
		"The minister will not resign.":                              "refuse: The minister / resign",
		"The court has to decide by Friday.":                         "demand: The court / decide",
		"Under the plan, the port would close in April.":             "undertake: the port / close",
		"Prices will probably rise next year.":                       "forecast: Prices / rise",
		"The plan would see all troops leave the town.":              "undertake: all troops / leave",
		"The plan would see all crews from the port leave the town.": "undertake: all crews from the port / leave",
		"Units would remain in the port.":                            "undertake: Units / remain",
	},
	no: []string{
		"The bridge would have collapsed.",
		"Nobody could swim.",
		"It will be difficult.",
	},
	find: findModal,
}

var statives = sync.OnceValue(func() lexicon.Set { return lexicon.LoadSet("en", "statives") })

func findModal(f *finder, i int) {
	t := f.tree
	w := t.Words[i]
	var v int
	modal := w.Lemma
	switch {
	case w.Form == parse.ModalVerb && w.Head >= 0 && (w.Rel == "aux" || w.Rel == "aux:pass"):
		v = w.Head
	case w.Tag == parse.VERB && (w.Lemma == "have" || w.Lemma == "need" || w.Lemma == "ought") && f.infinitiveOf(i) >= 0 &&
		w.Form != parse.Gerund && t.Object(i) < 0:
		// "has to decide", "needs to decide"; but "will have to" is found at "will".
		modal, v = "must", i
		if m := t.Modal(i); m >= 0 {
			return
		}
		if w.Form == parse.Past {
			return // "had to" tells what was, not what is to be
		}
	default:
		return
	}
	if perfect(t, v) && modal != "will" {
		return // "would have left" is against the facts
	}
	action, seer := v, -1
	demand := modal == "must" || modal == "should" || modal == "ought"
	for t.Words[action].Tag == parse.VERB || t.Words[action].Tag == parse.ADJ {
		inner := f.infinitiveOf(action)
		if inner < 0 && aspectual[t.Words[action].Lemma] {
			inner = f.gerundOf(action)
		}
		l := t.Words[action].Lemma
		if seen := f.seen(action); seen >= 0 {
			seer, action = action, seen
			continue
		}
		switch {
		case inner < 0:
		case l == "have" || l == "need" || l == "ought":
			demand, action = true, inner
			continue
		case l == "able" || aspectual[l]:
			action = inner
			continue
		case licences[l] && t.IsPassive(action) && f.toVerbAt(action+1) == inner:
			action = inner // "visitors will be required to show"
			continue
		}
		if licences[l] && !t.IsPassive(action) {
			if a, _ := f.objectInfinitive(action, false); a >= 0 && a != action {
				action = a // "will require visitors to show"
				continue
			}
		}
		break
	}
	c := candidate{action: action, actor: f.actor(action), what: -1, cue: i, act: Undertake, polarity: Positive,
		certainty: Certain, rule: "modal-" + modal, strength: 10}
	if seer >= 0 && !t.IsPassive(action) {
		if k := t.Object(seer); k > seer && k < action {
			c.actor = k // "would see troops from the coalition leave"
		} else if k := f.before(action); k > seer {
			c.actor = k // "would see troops leave"
		}
	}
	if c.actor < 0 {
		c.actor = f.actor(v)
	}
	if c.actor < 0 && !t.IsPassive(action) {
		c.actor = f.before(i)
	}
	negated := t.Negated(v)
	switch {
	case demand:
		c.act = Demand
	case modal == "may" || modal == "might" || modal == "could":
		c.act, c.certainty = Forecast, Possible
	case modal == "can":
		if !f.hasFuture(action) {
			return
		}
	case modal == "will" || modal == "shall" || modal == "would":
		c.act = f.willAct(i, v, action, c.actor)
		if c.act == Forecast {
			c.certainty = Probable
		}
	default:
		return
	}
	if !f.actionable(action) {
		return
	}
	if negated {
		c.polarity = Negative
		if c.act == Undertake && f.controls(action, c.actor) && !f.promised(v) {
			c.act, c.polarity = Refuse, Positive
		}
	}
	if modal == "could" && negated && !f.reported(v) && !f.hasFuture(action) {
		return // "could not" of a report tells what was
	}
	if modal == "would" && !f.reported(v) && !f.hasFuture(action) && !f.underPlan(action) && !f.underPlan(v) {
		if t.Words[v].Rel != "root" || f.supposed(v) {
			return // a wish, a guess, a habit
		}
		c.rule = "modal-would-bare"
	}
	f.add(c)
}

// supposed reports whether the clause of v depends on an "if": what would be then is only thought of.
func (f *finder) supposed(v int) bool {
	for _, k := range f.tree.Children(v) {
		if m := f.tree.Mark(k); f.tree.Words[k].Rel == "advcl" && m >= 0 && f.tree.Tokens[m].Lower == "if" {
			return true
		}
	}
	return false
}

// promised reports whether a word of promising governs the clause of v: who "promised that it would
// not" undertakes and refuses nothing.
func (f *finder) promised(v int) bool {
	h := f.governor(v)
	if h < 0 {
		return false
	}
	switch f.tree.Words[h].Lemma {
	case "promise", "pledge", "vow", "swear", "guarantee", "agree", "undertake", "assure", "commit":
		return true
	}
	return false
}

// seen is the action that a plan "would see" or "would mean": "see troops leave", "mean farmers
// paying more"; -1 where the verb takes none.
func (f *finder) seen(v int) int {
	t := f.tree
	if l := t.Words[v].Lemma; l != "see" && l != "mean" && l != "involve" {
		return -1
	}
	for _, host := range []int{v, t.Object(v)} {
		if host < 0 {
			continue
		}
		for _, k := range t.Children(host) {
			w := t.Words[k]
			if k < v || w.Tag != parse.VERB || w.Form == parse.Past || t.Mark(k) >= 0 {
				continue
			}
			if w.Rel == "ccomp" || w.Rel == "xcomp" || w.Rel == "acl" && host != v ||
				w.Rel == "advcl" && w.Form == parse.Base && t.Object(v) >= 0 && t.Object(v) < k {
				return k
			}
		}
	}
	return -1
}

// licences are verbs by which one has or lets somebody do the action.
var licences = map[string]bool{"require": true, "allow": true, "permit": true, "oblige": true, "force": true, "entitle": true}

// aspectual verbs give way to the action they begin or end: "will begin offering".
var aspectual = map[string]bool{"begin": true, "start": true, "continue": true, "go": true, "try": true, "help": true}

// perfect reports whether the verb group of v has a "have".
func perfect(t *parse.Tree, v int) bool {
	for _, a := range t.Auxiliaries(v) {
		if t.Words[a].Lemma == "have" {
			return true
		}
	}
	return false
}

// actionable reports whether word i can name an action: most verbs, and of adjectives and nouns
// those that stand beside a time to come.
func (f *finder) actionable(i int) bool {
	w := f.tree.Words[i]
	switch w.Tag {
	case parse.VERB:
		return !statives()[w.Lemma]
	case parse.ADJ:
		return planAdjectives[w.Lemma] || f.hasFuture(i)
	case parse.AUX:
		return f.hasFuture(i)
	case parse.NOUN, parse.PROPN:
		return isEvent(f.tree, i) || f.hasFuture(i)
	}
	return f.hasFuture(i)
}

var planAdjectives = map[string]bool{"available": true, "effective": true, "eligible": true, "open": true, "closed": true, "free": true, "mandatory": true, "present": true}

// willAct tells an undertaking from a forecast: who controls the action, and how sure are the words?
func (f *finder) willAct(modal, v, action, actor int) Act {
	t := f.tree
	if f.hedged(v) {
		return Forecast
	}
	if h := f.governor(v); h >= 0 {
		if c, ok := cueAt(t, h); ok && c.act == Forecast {
			return Forecast
		}
		switch t.Words[h].Lemma {
		case "think", "believe", "estimate", "argue", "fear", "hope", "likely", "suggest", "doubt":
			return Forecast
		}
	}
	if outcomes()[t.Words[action].Lemma] && !t.IsPassive(action) && !f.agentive(actor) {
		return Forecast
	}
	return Undertake
}

// hedged reports whether an adverb makes the clause of v a guess: "will probably leave".
func (f *finder) hedged(v int) bool {
	for _, c := range f.tree.Children(v) {
		switch f.tree.Words[c].Lemma {
		case "likely", "probably", "possibly", "perhaps", "maybe", "apparently", "inevitably":
			return true
		}
	}
	return false
}

// outcomes are verbs of what comes about by itself: rise, fall, cost, lead.
var outcomes = sync.OnceValue(func() lexicon.Set { return lexicon.LoadSet("en", "happenings") })
