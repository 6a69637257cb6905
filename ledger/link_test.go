package ledger

import "testing"

// TestHopeless holds that no cluster is left out that a statement fits, over statements that differ and
// agree in everything that is compared.
func TestHopeless(t *testing.T) {
	var all []*Item
	for n := range 2 * 2 * 2 * 3 * 2 * 2 * 2 {
		bit := func(of int) int { b := n % of; n /= of; return b }
		pick := func(i int, words ...string) []string { return words[i : i+1] }
		it := &Item{Class: "withdraw", Actors: pick(bit(2), "arvenia", "lodavia"), Places: pick(bit(2), "sarn", "harrow"), Theme: pick(bit(2), "bridge", "port")}
		it.Report, it.Published = []string{"R1", "R2"}[bit(2)], dayOne
		if w := bit(3); w > 0 {
			it.Latest = dayOne.AddDays(30 * w)
		}
		if bit(2) > 0 {
			it.Names = []string{"kestrel"}
		}
		if bit(2) > 0 {
			it.With = []string{"velden"}
		}
		if bit(2) > 0 {
			it.What, it.Action = Phrase{Start: 10, End: 30, Text: "the kestrel withdrawal"}, Phrase{Start: 19, End: 29, Text: "withdrawal"}
		}
		it.Act = "undertake"
		all = append(all, it)
	}
	left := 0
	for _, first := range all {
		for _, it := range all {
			c := &Cluster{}
			c.Take(first)
			choice := NewLinker(nil).choice(it)
			if !choice.hopeless(c) {
				continue
			}
			if left++; c.fits(it) > threshold {
				t.Fatalf("%+v fits %+v by %v and is left out", it, first, c.fits(it))
			}
		}
	}
	if left == 0 {
		t.Error("none is left out")
	}
}
