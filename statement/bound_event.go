package statement

import (
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/when"
)

// throughEvent is the window of a time that bounds the action of c through an event between them: what
// lasts "until elections in May" ends by the end of May, what comes "after the vote in May" not before May.
func (f *finder) throughEvent(c candidate, at timeAt) calendar.Window {
	t, w := f.tree, at.time.Window
	if w.Latest.IsZero() {
		return w
	}
	if f.toDeadline(c) == at.parent && at.parent >= 0 {
		if v := t.Words[at.parent].Head; v >= 0 && (t.Words[v].Lemma == "miss" || t.Negated(v)) {
			return calendar.Window{Earliest: w.Latest.AddDays(1)}
		}
		return calendar.Window{Latest: w.Latest}
	}
	if w.Earliest.IsZero() {
		return w
	}
	p := at.parent
	if p == c.action { // parsers hang the day of the event on what it bounds
		p = f.wordBefore(at)
	}
	for ; p >= 0 && p != c.action; p = t.Words[p].Head {
		k := t.Case(p)
		if k < 0 || !isEvent(t, p) {
			continue
		}
		switch throughEvents[t.Tokens[k].Lower] {
		case "until":
			return calendar.Window{Latest: w.Latest}
		case "after":
			return calendar.Window{Earliest: w.Earliest}
		}
	}
	return w
}

// counted is the window of a length of time that begins with the day of the report: "bans him for two
// years" lasts until two years from now, "two months before the games" says when the games are. The zero
// Window where the length has no known start.
func (f *finder) counted(c candidate, t when.Time) calendar.Window {
	published := f.in.Published
	if t.Type != when.DURATION || !t.Window.IsZero() || published.IsZero() {
		return t.Window
	}
	end, ok := when.LaterBy(published, t.Value)
	words := strings.ToLower(f.in.Text.Slice(t.Phrase.Cover(t.Span)))
	v := f.tree.Clause(c.action)
	switch {
	case !ok || v < 0 || f.tree.Tense(v) != parse.PresentTense || f.tree.Modal(v) >= 0 || f.hasTo(c.action):
	case strings.HasSuffix(words, " before") && f.tree.Words[c.action].Tag != parse.VERB:
		return calendar.OneDay(end)
	case t.Relation == "for" && imposes[f.tree.Words[c.action].Lemma] && c.act != Outcome:
		return calendar.Window{Earliest: published, Latest: end}
	}
	return t.Window
}

// imposes are the verbs of what holds from the day on which it is told.
var imposes = map[string]bool{"ban": true, "bar": true, "suspend": true, "exclude": true, "disqualify": true, "close": true, "prohibit": true, "shut": true}

// wordBefore is the word before the phrase of a time; -1 for none.
func (f *finder) wordBefore(at timeAt) int {
	for i := 1; i < f.tree.Len(); i++ {
		if f.tree.Tokens[i].Span.Start == at.time.Phrase.Start {
			return i - 1
		}
	}
	return -1
}

// toDeadline is the deadline of which the action of c says for what it is: "the May 1 deadline to
// leave"; -1 for none.
func (f *finder) toDeadline(c candidate) int {
	if i := c.action - 2; i >= 0 && f.tree.Tokens[i+1].Lower == "to" && deadlines[f.tree.Words[i].Lemma] {
		return i
	}
	return -1
}

// throughEvents are what prepositions before an event bound by its day.
var throughEvents = map[string]string{"until": "until", "till": "until", "pending": "until", "before": "until",
	"after": "after", "following": "after"}

// replaced reports whether a time is the day that a revision takes away: "postpones the vote scheduled
// for May", "cancels a summit that was planned for May".
func (f *finder) replaced(at timeAt, c candidate) bool {
	if c.act != Revise || c.change != "" && c.change != "delayed" && c.change != "cancelled" && c.change != "suspended" {
		return false
	}
	t := f.tree
	for p := at.parent; p >= 0 && p != c.action && p != c.cue; p = t.Words[p].Head {
		if oldPlans[strings.ToLower(t.Words[p].Lemma)] || strings.HasPrefix(t.Words[p].Rel, "acl:relcl") && t.Tense(p) != parse.PresentTense {
			return true
		}
	}
	return false
}

// oldPlans are the words before a day that had been set.
var oldPlans = map[string]bool{"schedule": true, "scheduled": true, "plan": true, "planned": true, "due": true, "slate": true, "slated": true}

// ofAttended is the time of what the action of c takes part in: "will not attend talks scheduled for
// next week"; none where it has none.
func (f *finder) ofAttended(c candidate) int {
	t := f.tree
	if !attends[t.Words[c.action].Lemma] {
		return none
	}
	event := t.Object(c.action)
	for _, k := range t.Children(c.action) {
		if event < 0 && k > c.action && t.Words[k].Rel == "obl" && isEvent(t, k) {
			event = k // "take part in talks on Monday"
		}
	}
	if event < 0 || !isEvent(t, event) {
		return none
	}
	for k, at := range f.times {
		if at.future && !at.time.Window.IsZero() && (at.parent == event || at.parent >= 0 && t.IsAncestor(event, at.parent)) {
			return k
		}
	}
	return none
}

// attends are the verbs of taking part, which is done when the event takes place.
var attends = map[string]bool{"attend": true, "boycott": true, "join": true, "skip": true, "host": true, "hold": true,
	"participate": true, "take part": true, "compete": true, "take": true}

// follows reports whether cue a tells what came of what cue b told: "after being put off, the vote is
// set for May" is told by "set", on which the clause of b hangs.
func (f *finder) follows(a, b int) bool {
	return a >= 0 && b >= 0 && a != b && f.tree.Words[b].Rel == "advcl" && f.tree.IsAncestor(a, b)
}
