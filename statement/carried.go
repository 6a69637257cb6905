package statement

import (
	"slices"

	"github.com/bywhen/bywhen/text"
)

// carried is the time that a report has set for what it goes on to explain: of "The region moves to level 3
// from Monday. This means that schools are closed" Monday bounds the closing, too.
type carried struct {
	sentence int // the one that said it
	when     When
}

// dated reports whether the sentence has days of its own: "from 9 p.m. to 6 a.m." are none.
func (f *finder) dated() bool {
	return slices.ContainsFunc(f.times, func(at timeAt) bool { return !at.time.Window.IsZero() })
}

// bind gives the time to the statements of a sentence without days that explains the one before.
func (c carried) bind(f *finder, found []Statement) {
	if c.when.Window.IsZero() || c.sentence != f.sentence-1 || f.dated() || !f.explains() {
		return
	}
	for i := range found {
		if found[i].When.Span == (text.Span{}) && found[i].Act != Outcome {
			found[i].When = c.when
		}
	}
}

// note keeps the time of the last undertaking of a sentence.
func (c *carried) note(f *finder, found []Statement) {
	for _, s := range found {
		if !s.When.Window.IsZero() && (s.Act == Undertake || s.Act == Revise) {
			*c = carried{f.sentence, s.When}
		}
	}
}

// explains reports whether the sentence says what the one before means: "This means that", "The measures
// include".
func (f *finder) explains() bool {
	t := f.tree
	root := t.Root()
	s := t.Subject(root)
	if s < 0 || s > 3 || !explaining[t.Words[root].Lemma] {
		return false
	}
	return pointers[t.Tokens[s].Lower] || t.Tokens[s].Lower == "that" || measuresTaken[t.Words[s].Lemma]
}

var (
	explaining    = map[string]bool{"mean": true, "include": true, "involve": true, "imply": true, "entail": true, "require": true}
	measuresTaken = map[string]bool{"measure": true, "rule": true, "restriction": true, "change": true, "step": true, "lockdown": true, "curfew": true}
)
