package track_test

import (
	"testing"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/track"
	"github.com/bywhen/bywhen/statement"
)

func day(s string) calendar.Day {
	d, _ := calendar.Parse(s)
	return d
}

// promise is a commitment to be kept by a day, and what was told of it on another.
func promise(id, by, told, change string) *ledger.Commitment {
	items := []*ledger.Item{{Statement: ledger.Statement{ID: id, Act: statement.Undertake, Lemma: "open", Certainty: statement.Certain, Latest: day(by)}, Class: "open", Published: day("2026-01-01")}}
	switch change {
	case "":
	case "cancelled":
		items = append(items, &ledger.Item{Statement: ledger.Statement{ID: id + "2", Act: statement.Revise, Change: change}, Class: "open", Published: day(told)})
	default:
		items = append(items, &ledger.Item{Statement: ledger.Statement{ID: id + "2", Act: statement.Outcome, Change: change}, Class: "open", Published: day(told)})
	}
	return ledger.NewCommitment(items, nil)
}

func TestRecord(t *testing.T) {
	records := track.New(day("2026-11-01"))
	for _, c := range []*ledger.Commitment{
		promise("A", "2026-06-30", "2026-06-29", "done"),
		promise("B", "2026-06-30", "2026-07-10", "done"),
		promise("C", "2026-06-30", "2026-06-20", "partly-done"),
		promise("D", "2026-06-30", "2026-07-02", "missed"),
		promise("E", "2026-06-30", "2026-05-02", "cancelled"),
		promise("F", "2026-06-30", "", ""),
		promise("G", "2026-11-01", "2026-10-01", "done"), // its day is not over
		promise("H", "", "", ""),
	} {
		records.Add("Harrow", c)
	}
	all := records.All()
	if len(all) != 1 {
		t.Fatalf("%d records", len(all))
	}
	r := all[0]
	got := [...]int{r.N, r.OnTime, r.Late, r.Partly, r.Unknown, r.NotDone, r.Withdrawn, r.Open, r.Undated}
	want := [...]int{6, 1, 1, 1, 1, 1, 1, 1, 1}
	if got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if _, ok := r.MedianLate(); ok {
		t.Error("a median of one")
	}
	if sum := r.OnTime + r.Late + r.Partly + r.NotDone + r.Withdrawn + r.Unknown; sum != r.N {
		t.Errorf("%d are counted, of %d", sum, r.N)
	}
}

// TestDecided holds that a person who says on which day it was done says whether it was in time.
func TestDecided(t *testing.T) {
	for _, c := range []struct{ on, want string }{
		{"", "cannot tell"},
		{"2026-06-30", "on time"},
		{"2026-07-01", "late"},
	} {
		m := promise("A", "2026-06-30", "", "")
		done := ledger.Decision{Verb: ledger.Settle, Statements: []string{"A"}, Value: string(ledger.Done), On: day(c.on), By: "ann", ID: "D"}
		records := track.New(day("2026-11-01"))
		records.Add("Harrow", ledger.NewCommitment(m.Items, []ledger.Decision{done}))
		r := records.All()[0]
		got := map[[3]int]string{{0, 0, 1}: "cannot tell", {1, 0, 0}: "on time", {0, 1, 0}: "late"}[[3]int{r.OnTime, r.Late, r.Unknown}]
		if got != c.want || r.N != 1 {
			t.Errorf("done on %q: %s of %d, want %s", c.on, got, r.N, c.want)
		}
	}
}
