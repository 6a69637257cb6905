// Package demo is an invented ledger: forty reports of invented outlets about invented countries, and
// what an invented editor decided about them.
package demo

import (
	_ "embed"
	"time"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
)

// Reports are the reports, as JSON Lines.
//
//go:embed reports.jsonl
var Reports []byte

// Mark is the name of the setting that marks a ledger as the demo; its value is the day on which the
// clock of the demo stands.
const Mark = "demo"

// Day is the day on which the clock stands.
func Day() calendar.Day { return on(2026, time.November, 23) }

var opened = time.Date(2026, time.November, 23, 9, 0, 0, 0, time.UTC)

// Marking is the event that marks a ledger as the demo, the first one in it.
func Marking() ledger.Event {
	return ledger.Setting{Name: Mark, Value: Day().String(), At: opened, Reason: "invented reports, to try bywhen with"}.Event()
}

func on(year int, month time.Month, day int) calendar.Day {
	d, _ := calendar.Date(year, month, day)
	return d
}

// decisions are what the editor decided, about the first statement of a report.
var decisions = []struct {
	report string
	ledger.Decision
}{
	{"demo-01", ledger.Decision{Verb: ledger.Accept}},
	{"demo-08", ledger.Decision{Verb: ledger.Settle, Value: string(ledger.PartlyDone), On: on(2026, time.June, 11), Reason: "146 of 200 were released (demo-09)"}},
	{"demo-10", ledger.Decision{Verb: ledger.Settle, Value: string(ledger.Done), On: on(2026, time.August, 20), Reason: "opened on 20 August (demo-12)"}},
	{"demo-17", ledger.Decision{Verb: ledger.Settle, Value: string(ledger.InForce), On: on(2026, time.August, 14), Reason: "the first observers came on 14 August (demo-18)"}},
	{"demo-18", ledger.Decision{Verb: ledger.Reject, Reason: "not a commitment"}},
	{"demo-29", ledger.Decision{Verb: ledger.Settle, Value: string(ledger.Void), Reason: "the loan that it hung on was refused (demo-30)"}},
	{"demo-30", ledger.Decision{Verb: ledger.Unsure}},
	{"demo-35", ledger.Decision{Verb: ledger.Settle, Value: string(ledger.Done), On: on(2026, time.August, 31), Reason: "the Lake Union says so (demo-36)"}},
}

// Decisions are the decisions about the readings of the reports, which are recorded up to seen.
func Decisions(readings []ledger.Reading, seen ledger.Seq) []ledger.Event {
	first := map[string]string{}
	for _, r := range readings {
		if len(r.Statements) > 0 {
			first[r.Name] = r.Statements[0].ID
		}
	}
	var events []ledger.Event
	for i, d := range decisions {
		id, ok := first[d.report]
		if !ok {
			continue
		}
		x := d.Decision
		x.Statements, x.By, x.At, x.Seen = []string{id}, "N. Kessel", opened.Add(time.Duration(i)*time.Minute), seen
		events = append(events, x.Event())
	}
	return events
}
