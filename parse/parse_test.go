package parse_test

import (
	"testing"

	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// read is the tree of s, one sentence.
func read(s string) parse.Tree {
	t := text.New(s)
	return parse.Parse(token.Split(t, text.Span{End: t.Len()}))
}

func TestParseAnswers(t *testing.T) {
	tree := read("The ministry promised on Monday to withdraw hundreds of troops from Ostrava by the end of 2026.")
	at := func(w string) int {
		for i, tok := range tree.Tokens {
			if tok.Text == w {
				return i
			}
		}
		t.Fatalf("no %q", w)
		return -1
	}
	if got := tree.Subject(at("withdraw")); got != at("ministry") {
		t.Errorf("subject of withdraw: %d", got)
	}
	if got := tree.Object(at("withdraw")); got != at("hundreds") {
		t.Errorf("object of withdraw: %d", got)
	}
	if got := tree.Tense(at("promised")); got != parse.PastTense {
		t.Errorf("tense of promised: %d", got)
	}
}

func TestSubjectBehindADateline(t *testing.T) {
	tree := read("VELTRAN, June 12 - Arvenia will transfer two power stations on the Sarn river to Lodavia by the end of March 2026.")
	for i, w := range tree.Words {
		if w.Lemma != "transfer" {
			continue
		}
		if s := tree.Subject(i); s < 0 || tree.Tokens[s].Text != "Arvenia" {
			t.Errorf("subject of transfer: %d", s)
		}
	}
}

func TestParseNeverFails(t *testing.T) {
	if got := parse.Parse(nil); got.Len() != 0 || got.Root() != -1 {
		t.Error("the empty sentence has a word")
	}
	for _, s := range []string{"a", "?", "— — —x", "日本語 の 文", "1 2 3 4", "\"\"\" a \"\"\""} {
		tree := read(s)
		roots := 0
		for i, w := range tree.Words {
			if w.Head < 0 {
				roots++
			}
			if w.Head >= tree.Len() || w.Head == i {
				t.Errorf("%q: head of %d is %d", s, i, w.Head)
			}
		}
		if tree.Len() > 0 && roots != 1 {
			t.Errorf("%q: %d roots", s, roots)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	t := text.New("The ministry, which had denied the plan, said on Monday that it would withdraw hundreds of troops from the city by the end of 2026, but officials in both capitals doubted whether parliament would approve.")
	tokens := token.Split(t, sentence.Split(t)[0].Span)
	b.ReportAllocs()
	for b.Loop() {
		parse.Parse(tokens)
	}
	b.ReportMetric(float64(len(tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
