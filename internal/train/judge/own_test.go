package main

import (
	"testing"

	"github.com/bywhen/bywhen/statement"
)

func TestInline(t *testing.T) {
	content, got, err := inline("The Norvane council — which met — said it would {close|undertake|it} the “old” port and {keep|undertake|it} it so.\n")
	if err != nil {
		t.Fatal(err)
	}
	if want := "The Norvane council — which met — said it would close the “old” port and keep it so.\n"; content != want {
		t.Fatalf("text %q", content)
	}
	runes := []rune(content)
	for i, want := range []string{"close", "keep"} {
		s := got[i]
		if word := string(runes[s.Action.Start:s.Action.End]); word != want || s.Act != statement.Undertake {
			t.Errorf("statement %d: %q %s, want %q", i, word, s.Act, want)
		}
	}
	if first := got[0].Actor; string(runes[first.Start-5:first.End]) != "said it" {
		t.Errorf("the actor is %q, not the word that stands nearest", string(runes[first.Start-5:first.End]))
	}
	for _, bad := range []string{"They {leave|undertake}.", "They {leave|undertake|nobody}.", "They {leave"} {
		if _, _, err := inline(bad); err == nil {
			t.Errorf("%q has no error", bad)
		}
	}
}

func TestOccurs(t *testing.T) {
	const sentence = "Élan sells; it will sell the sell-off, then sell."
	for n, want := range map[int]int{1: 20, 2: 29, 3: 44} {
		if got, ok := occurs(sentence, "sell", n); !ok || got != (mention{want, want + 4}) {
			t.Errorf("number %d of sell: %v, %v, want %d", n, got, ok, want)
		}
	}
	if _, ok := occurs(sentence, "sell", 4); ok {
		t.Error("a fourth place is found")
	}
}

// TestInvented holds the invented reports to their form: each is read, and each of its statements has an act.
func TestInvented(t *testing.T) {
	reports, err := split(inventedReports)
	if err != nil {
		t.Fatal(err)
	}
	known := map[statement.Act]bool{statement.Undertake: true, statement.Demand: true, statement.Forecast: true,
		statement.Refuse: true, statement.Revise: true, statement.Outcome: true}
	for _, r := range reports {
		for _, s := range r.Statements {
			if !known[s.Act] {
				t.Errorf("report of %s: no act %q", r.Published, s.Act)
			}
		}
	}
}
