package attribution_test

import (
	"strings"
	"testing"

	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

func FuzzFind(f *testing.F) {
	f.Add("“We will leave,” said Ann Varga, who told the Meridian Wire that the port, she added, was closed.")
	f.Add("According to informed sources who spoke with Meridian Wire, “the plan”, the outlet reports.")
	f.Add("Minister: troops will leave – official \"\n\n\"who 'which")
	f.Fuzz(func(t *testing.T, s string) {
		tx, _, atts := read(s)
		within := func(sp text.Span) bool { return sp.Start >= 0 && sp.Start <= sp.End && sp.End <= tx.Len() }
		for i, a := range atts {
			if !within(a.Source.Span) || !within(a.Mention) || !within(a.Cue) || len(a.Content) == 0 {
				t.Fatalf("%q: attribution %d out of bounds: %+v", s, i, a)
			}
			for _, c := range a.Content {
				if !within(c) || c.Len() == 0 {
					t.Fatalf("%q: content of %d out of bounds: %+v", s, i, a)
				}
			}
			if a.Within >= len(atts) || a.Within == i {
				t.Fatalf("%q: attribution %d within %d", s, i, a.Within)
			}
		}
		attribution.Sayings(atts)
		attribution.Chain(atts, text.Span{Start: 0, End: tx.Len()})
	})
}

func BenchmarkFind(b *testing.B) {
	t := text.New(strings.Repeat("The ministry said on Monday that the bridge would open in May. “It will be late,” Ann Varga, the mayor, told the Meridian Wire. Prices rose, according to two officials.\n", 10))
	sentences := sentence.Split(t)
	trees := make([]parse.Tree, len(sentences))
	for i, s := range sentences {
		trees[i] = parse.Parse(token.Split(t, s.Span))
	}
	entities := entity.Find(t, trees)
	b.SetBytes(int64(t.Len()))
	b.ReportAllocs()
	for b.Loop() {
		attribution.Find(t, sentences, trees, &entities)
	}
}
