package sheet_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/sheet"
)

func day(s string) calendar.Day {
	d, _ := calendar.Parse(s)
	return d
}

const tracker = `id,who,action,what,where,status,since,due,baseline,if,source,quote,reported
1,City of Harrow,open,tram line 4,Eastbank,,,2026-12-31,2026-06-30,,Ilse Maron (named-person) > Harrow Post (media),"We will open line 4, ""I promise"".",2026-01-05
2,Lakeside Power,repay,the loan,,done,2026-09-28,2026-09-30,,,,,2026-02-02
3,Norvane,deliver,grain,,partly-done,2026-08-30,2027-02-01,,,,,2026-02-02
4,Council of Karsk,plant,200 trees,,missed,2026-07-02,2026-06-30,,,,,2026-02-02
5,Oster Rail,buy,trains,,suspended,2026-07-02,2026-11-30,,,,,2026-02-02
6,Tessel Water,lower,prices,,cancelled,2026-07-02,2026-11-30,,,,,2026-02-02
7,Bank of Lodavia,publish,the minutes,,refused,2026-07-02,2026-11-30,,,,,2026-02-02
8,Harrow Museum,lend,a painting,,pending,,2027-11-30,,if the owner agrees,,,2026-02-02
9,Sarn Ferries,hire,a crew,,in-force,2026-07-02,2027-11-30,,,,,2026-02-02
10,Karsk Airport,close,a runway,,proposed,,2027-03,,,,,2026-02-02
11,Meridian Air,build,a hangar,,agreed,,2027-01-01/2027-06-30,,,,,2026-02-02
12,Eastbank School,clean,@home,,,,,,,,,2026-02-02
`

// ledgerOf imports a file into a ledger in memory, and exports it.
func ledgerOf(t *testing.T, file string) string {
	t.Helper()
	var events []ledger.Event
	for row, err := range sheet.Read(strings.NewReader(file), nil) {
		if err != nil {
			t.Fatal(err)
		}
		r, err := sheet.Record("tracker.csv", row)
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, r.Events...)
	}
	all, err := ledger.FromEvents(events, calendar.Day{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w, err := sheet.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if err := w.Write(c, day("2026-11-23")); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// cells are the rows without the ids, sorted: the order of one day is that of ids.
func cells(t *testing.T, file string) []string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, r := range rows[1:] {
		all = append(all, strings.Join(r[1:], "|"))
	}
	slices.Sort(all)
	return all
}

func TestRoundTrip(t *testing.T) {
	first := ledgerOf(t, tracker)
	got, want := cells(t, ledgerOf(t, first)), cells(t, first)
	if len(want) != 12 {
		t.Errorf("%d commitments:\n%s", len(want), first)
	}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Errorf("out  %s\nback %s", want[i], slices.Concat(got, make([]string, 12))[i])
		}
	}
	for _, status := range []string{"due", "done", "partly-done", "missed", "suspended", "cancelled", "refused", "pending", "in-force", "proposed", "agreed"} {
		if !strings.Contains(first, ","+status+",") && status != "due" {
			t.Errorf("no row is %s:\n%s", status, first)
		}
	}
}

func TestGuard(t *testing.T) {
	for cell, want := range map[string]string{"": "", "tram": "tram", "-12": "-12", "=1+1": "'=1+1", "@home": "'@home", "＝1": "'＝1", "'=1": "''=1"} {
		if got := sheet.Guard(cell); got != want {
			t.Errorf("%q is written %q, want %q", cell, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(tracker)
	f.Add("what,due\n\"open,2026\nx,\"y\"z\n")
	f.Fuzz(func(t *testing.T, file string) {
		for row, err := range sheet.Read(strings.NewReader(file), nil) {
			var problem *sheet.Problem
			if err != nil && errors.As(err, &problem) && problem.Line < 1 {
				t.Errorf("a problem without a line: %v", err)
			}
			if err == nil && row.Action == "" {
				t.Errorf("a row without an action: %+v", row)
			}
		}
	})
}
