package when

import (
	"strings"
	"testing"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// TestRules runs the examples of each rule.
func TestRules(t *testing.T) {
	published, _ := calendar.Parse("2024-09-07")
	seen := map[string]bool{}
	by := func(rule, s string) []string {
		tx := text.New(s)
		var tokens [][]token.Token
		for _, x := range sentence.Split(tx) {
			tokens = append(tokens, token.Split(tx, x.Span))
		}
		times, _ := Read(tx, tokens, published)
		var found []string
		for _, x := range times {
			if x.Rule == rule {
				found = append(found, tx.Slice(x.Span))
			}
		}
		return found
	}
	for _, r := range rules {
		if seen[r.name] {
			t.Errorf("rule %s stands twice", r.name)
		}
		seen[r.name] = true
		if len(r.yes) == 0 || len(r.no) == 0 {
			t.Errorf("rule %s lacks examples", r.name)
		}
		for _, s := range r.yes {
			_, rest, _ := strings.Cut(s, "[")
			want, _, _ := strings.Cut(rest, "]")
			got := by(r.name, strings.NewReplacer("[", "", "]", "").Replace(s))
			if len(got) != 1 || got[0] != want {
				t.Errorf("%s: in %q it finds %q", r.name, s, got)
			}
		}
		for _, s := range r.no {
			if got := by(r.name, s); len(got) > 0 {
				t.Errorf("%s: in %q it finds %q", r.name, s, got)
			}
		}
	}
}

// TestBounds holds that the table of the algebra says nothing twice and names no empty window.
func TestBounds(t *testing.T) {
	seen := map[string]bool{}
	w := calendar.MonthOf(2025, 5)
	for _, b := range bounds {
		if seen[b.words] {
			t.Errorf("%q stands twice", b.words)
		}
		seen[b.words] = true
		if b.words != strings.ToLower(b.words) || (b.relation == "") != (b.words == "") {
			t.Errorf("%q: wrong words or relation", b.words)
		}
		if got := b.window(w); got.IsZero() || !got.Earliest.IsZero() && !got.Latest.IsZero() && got.Latest.Before(got.Earliest) {
			t.Errorf("%q bounds %s to %s", b.words, w, got)
		}
	}
}
