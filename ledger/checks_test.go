package ledger_test

import (
	"strings"
	"testing"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
)

// TestParts holds that stages of one plan are commitments of their own, with the statement of the whole.
func TestParts(t *testing.T) {
	for _, x := range []struct{ text, whole, parts string }{
		{"2031-02-01 Norvane agrees to withdraw its 900 soldiers from Chile by December 2031. Hundreds of soldiers will leave Chile by May 2031.", "withdraw", "leave"},
		{"2031-02-01 Norvane agrees to withdraw its soldiers from Chile by December 2031. The first group of soldiers will leave Chile by May 2031.", "withdraw", "leave"},
		{"2031-02-01 Norvane agrees to withdraw its soldiers from Chile by December 2031. Keld Airlines will leave Chile by May 2031.", "", ""},
	} {
		all, err := ledger.FromEvents(read(x.text), calendar.Day{})
		if err != nil {
			t.Fatal(err)
		}
		of := map[string]string{} // statement to its word
		for _, c := range all {
			for _, it := range c.Items {
				of[it.ID] = it.Action.Text
			}
		}
		whole, parts := "", ""
		for _, c := range all {
			if c.PartOf != "" {
				whole, parts = of[c.PartOf], parts+c.Items[0].Action.Text
			}
		}
		if whole != x.whole || parts != x.parts {
			t.Errorf("%s\n%q is part of %q, want %q of %q", x.text, parts, whole, x.parts, x.whole)
		}
	}
}

// TestSums holds that a sum that does not come out is noted, and that one that does is not.
func TestSums(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{"2031-02-01 The city of Harrow will open the bridge on 1 May 2031.\n2031-03-01 The city of Harrow postpones the opening of the bridge by two weeks to 20 May 2031.", `moved-by: it says "by two weeks", and the last day moved by 19 days`},
		{"2031-02-01 The city of Harrow will open the bridge on 1 May 2031.\n2031-03-01 The city of Harrow postpones the opening of the bridge by two weeks to 15 May 2031.", ""},
		{"2031-02-01 Norvane will withdraw its 900 soldiers from Chile by December 2031. The first 400 of its soldiers will leave Chile by May 2031 and the remaining 300 soldiers will leave Chile by July 2031.", "parts: its parts add up to 700, and the whole is 900"},
		{"2031-02-01 Norvane will withdraw its 900 soldiers from Chile by December 2031. The first 400 of its soldiers will leave Chile by May 2031 and the remaining 500 soldiers will leave Chile by July 2031.", ""},
	} {
		all, err := ledger.FromEvents(read(x.text), calendar.Day{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range all {
			for _, n := range c.Notes {
				got = append(got, n.Rule+": "+n.Text)
			}
		}
		if strings.Join(got, "\n") != x.want {
			t.Errorf("%s\ngot  %q\nwant %q", x.text, got, x.want)
		}
	}
}
