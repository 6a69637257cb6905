package entity_test

import (
	"reflect"
	"testing"

	"github.com/bywhen/bywhen/text"
)

// FuzzFind holds what is true of every text: mentions lie in it, on the border of runes and in
// order, point at entities that point back, and the same text gives the same entities.
func FuzzFind(f *testing.F) {
	f.Add("The Iraqi prime minister, Karim al-Sabari, met both capitals' envoys (CGF) in New York.")
	f.Add("U.S. Secretary of State of")
	f.Add("the company its it he The")
	f.Add("É Ångström – São Paulo, “Łódź”’s")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 2000 {
			return
		}
		txt, e := read(string([]rune(s)))
		last := 0
		for i, m := range e.Mentions {
			if m.Span.Start < 0 || m.Span.End > txt.Len() || m.Span.Start >= m.Span.End || m.Tokens.Len() < 1 {
				t.Fatalf("mention %d has the span %v of %d", i, m.Span, txt.Len())
			}
			if m.Form == 0 && m.Span.Start < last {
				t.Fatalf("mention %d stands before the one before it", i)
			}
			if m.Form == 0 {
				last = m.Span.Start
			}
			if m.Entity >= len(e.All) {
				t.Fatalf("mention %d is of entity %d of %d", i, m.Entity, len(e.All))
			}
			e.Key(m.Span)
		}
		seen := map[string]bool{}
		for i := range e.All {
			if seen[e.All[i].Key] {
				t.Fatalf("two entities have the key %q", e.All[i].Key)
			}
			seen[e.All[i].Key] = true
			for _, m := range e.All[i].Mentions {
				if e.Mentions[m].Entity != i {
					t.Fatalf("entity %d has mention %d of entity %d", i, m, e.Mentions[m].Entity)
				}
			}
		}
		if _, again := read(txt.String()); !reflect.DeepEqual(again.All, e.All) {
			t.Fatal("a second reading differs")
		}
		e.Key(text.Span{Start: 0, End: txt.Len()})
	})
}
