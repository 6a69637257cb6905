package statement

import (
	"fmt"
	"slices"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/when"
)

// bound is the time that bounds the action of c, never the speaking.
func (f *finder) bound(c candidate) When {
	k := f.timeByRule(c)
	if k == none {
		return When{}
	}
	t := f.times[k].time
	t.Window = f.throughEvent(c, f.times[k])
	t.Window = f.counted(c, t)
	if c.act == Revise {
		t.Window = revised(c.change, t)
	}
	if f.ofDeadline(f.times[k]) && !t.Window.Latest.IsZero() {
		t.Window.Earliest = calendar.Day{} // a deadline on a day leaves all days before it
	}
	return whenOf(t)
}

// whenOf is a time as a statement has it.
func whenOf(t when.Time) When {
	return When{Span: t.Phrase, Relation: t.Relation, Window: t.Window, Value: t.Value, EDTF: t.EDTF(), Rule: t.Rule, Trace: t.Trace}
}

// timeByRule is which time the tree gives to the action of c: of those that hang on it the best,
// else the one of a neighbour that shares it; none where there is none.
func (f *finder) timeByRule(c candidate) int {
	best, score := none, 0
	for k, at := range f.times {
		if s := f.fits(at, c); s > score {
			best, score = k, s
		}
	}
	if best != none {
		return best
	}
	if n, ok := f.neighbour(c); ok {
		return f.timeByRule(n)
	}
	if k := f.ofAttended(c); k != none {
		return k
	}
	if d := f.toDeadline(c); d >= 0 {
		if k := slices.IndexFunc(f.times, func(at timeAt) bool { return at.parent == d || at.head == d }); k >= 0 {
			return k
		}
	}
	return f.stray(c)
}

// revised reads "until" behind a change: what is put off until a day is on that day.
func revised(change string, t when.Time) calendar.Window {
	if change == "delayed" && (t.Relation == "until" || t.Relation == "till" || t.Relation == "to") && !t.Days.IsZero() {
		return t.Days
	}
	return t.Window
}

// ofDeadline reports whether a time is that of a deadline: "before a deadline on 11 May".
func (f *finder) ofDeadline(at timeAt) bool {
	if p := at.parent; p >= 0 && deadlines[f.tree.Words[p].Lemma] {
		return true
	}
	p := f.wordBefore(at)
	return p >= 0 && deadlines[f.tree.Words[p].Lemma]
}

var deadlines = map[string]bool{"deadline": true, "cutoff": true}

// stray is a time to come that the tree gives to no statement and that stands nearest to c, of all
// statements of the sentence; -1 for none. Parsers often hang a time on a word too far down.
func (f *finder) stray(c candidate) int {
	for k, at := range f.times {
		if !at.future || at.time.Type == when.SET || at.time.Window.IsZero() || f.replaced(at, c) {
			continue
		}
		if !f.startsLater(at) && (at.head < c.action || f.tellsPast(at)) {
			continue // "this year" may be told of what has been
		}
		if owner, _ := f.ownerOf(at); owner >= 0 {
			continue
		}
		nearest, distance := -1, 1<<30
		for _, o := range f.found {
			d := at.head - o.action
			if d < 0 {
				d = 2 * -d // what follows its verb is the rule
			}
			if d < distance && o.act != Outcome {
				nearest, distance = o.action, d
			}
		}
		if nearest == c.action {
			return k
		}
	}
	return -1
}

// tellsPast reports whether the verb above a time tells of the past.
func (f *finder) tellsPast(at timeAt) bool {
	v := f.tree.Clause(at.head)
	return v >= 0 && f.tree.Tense(v) == parse.PastTense
}

// fits is how well a time bounds the action of c; 0 for not at all.
func (f *finder) fits(at timeAt, c candidate) int {
	t := f.tree
	if at.time.Type == when.SET || f.replaced(at, c) {
		return 0
	}
	owner, direct := f.ownerOf(at)
	if owner != c.action {
		return 0
	}
	score := 10
	if direct {
		score += 4
	}
	past := at.time.Window != calendar.Window{} && !at.future && !f.in.Published.IsZero() && !at.time.Window.Latest.IsZero()
	if past && at.time.Window.Latest.Before(f.in.Published) && c.act != Outcome && c.act != Revise && !direct {
		return 0
	}
	if at.time.Window.IsZero() {
		score -= 6
	}
	if f.describes(at) {
		score -= 8
	}
	if past {
		if p := f.wordBefore(at); p >= 0 && p != c.action && at.time.Phrase == at.time.Span && disasters[t.Words[p].Lemma] {
			return 0 // "suspends classes after the earthquake yesterday"
		}
		score -= 3
	}
	if at.time.Span.Start > t.Tokens[c.action].Span.Start {
		score++
	}
	if c.act == Revise && c.cue >= 0 && c.cue+1 < t.Len() && at.time.Phrase.Contains(t.Tokens[c.cue+1].Span) {
		score += 3 // "rescheduled to May"
	}
	return score
}

// disasters are events of which a past day right behind them tells when they struck.
var disasters = map[string]bool{"earthquake": true, "quake": true, "storm": true, "attack": true, "bombing": true, "explosion": true, "blast": true,
	"crash": true, "fire": true, "flood": true, "death": true, "killing": true, "shooting": true, "riot": true, "clash": true, "accident": true, "strike": true}

// describes reports whether a time stands before the noun that it tells from others: "the 2031 election",
// "next year's games". It bounds an action only where no other time does.
func (f *finder) describes(at timeAt) bool {
	if at.parent < at.head || f.tree.Words[at.parent].Tag != parse.NOUN {
		return false
	}
	switch f.tree.Words[at.head].Rel {
	case "nummod", "compound", "nmod:poss", "nmod:unmarked", "amod":
		return f.tree.Case(at.head) < 0 || f.tree.Words[at.head].Rel == "nmod:poss"
	}
	return false
}

// ownerOf is the action that a time belongs to, and whether it hangs on it without a noun or a
// cue between; -1 where it belongs to the speaking or to something else.
func (f *finder) ownerOf(at timeAt) (owner int, direct bool) {
	t := f.tree
	direct = true
	for p := at.parent; p >= 0; p = t.Words[p].Head {
		if _, ok := f.at(p); ok {
			return p, direct
		}
		for _, c := range f.found {
			if c.cue != p {
				continue
			}
			// A time on the cue bounds the action where the cue sets the date ("scheduled for",
			// "postponed until") or where it stands behind an action it can reach past the cue.
			if c.act == Revise || c.rule == "event-due" || datedCues[t.Words[p].Lemma] ||
				at.time.Span.Start > t.Tokens[c.action].Span.Start && at.future {
				return c.action, direct && t.Words[p].Head < 0
			}
			return -1, false
		}
		if t.Words[p].Tag == parse.VERB || t.Words[p].Tag == parse.AUX {
			if inner := f.throughAspect(p); inner != p {
				if _, ok := f.at(inner); ok {
					return inner, direct
				}
			}
			return -1, false
		}
		direct = false
	}
	return -1, false
}

// datedCues are cues whose time is that of what they announce.
var datedCues = map[string]bool{"schedule": true, "due": true, "set": true, "expect": true, "slate": true, "plan": true,
	"scheduled": true, "expected": true, "propose": true, "impose": true, "declare": true, "invite": true}

// neighbour is the statement whose time c shares: "will leave the base and reduce their presence
// by May", "will sign on Monday, completing the process".
func (f *finder) neighbour(c candidate) (candidate, bool) {
	t := f.tree
	h := t.Words[c.action].Head
	if h >= 0 && t.Words[c.action].Rel == "conj" || h >= 0 && t.Words[c.action].Rel == "advcl" && t.Words[c.action].Form == parse.Gerund {
		if o, ok := f.at(h); ok && o.action != c.action {
			return f.timed(o)
		}
	}
	last := f.lastConjunct(c.action)
	if last < 0 && h >= 0 && f.seen(h) == c.action {
		last = f.lastConjunct(h) // "would see troops leave and hand over the base by May", hung on "see"
	}
	if last >= 0 && t.Child(last, "nsubj", "nsubj:pass") < 0 {
		if o, ok := f.at(last); ok {
			return f.timed(o)
		}
	}
	return candidate{}, false
}

// lastConjunct is the last word that is coordinated with word i; -1 for none.
func (f *finder) lastConjunct(i int) int {
	last := -1
	for _, k := range f.tree.Children(i) {
		if f.tree.Words[k].Rel == "conj" {
			last = k
		}
	}
	return last
}

// timed is the statement if a time of its own bounds it.
func (f *finder) timed(o candidate) (candidate, bool) {
	for _, at := range f.times {
		if f.fits(at, o) > 0 {
			return o, true
		}
	}
	return candidate{}, false
}

// describe says for people how a time came to bound the action.
func (w When) describe() string {
	if w.Span.Len() == 0 {
		return ""
	}
	return fmt.Sprintf("relation %q, value %s", w.Relation, w.Value)
}
