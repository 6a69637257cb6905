// Package invent makes ledgers up: readings of invented reports about invented actors, by a seed,
// with the skew of news, where a few actors are in most of it. Tests and benchmarks are made of
// them.
package invent

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/statement"
)

// Size says how much is made up.
type Size struct {
	Reports       int // of about two statements each
	Actors        int
	Days          int // over which the reports are spread
	ReportsPerDay int // where it is not 0, Days follows from it
	Life          int // days after which an actor turns to other undertakings; 0: never
}

var (
	actions = []string{"withdraw", "leave", "sign", "open", "build", "release", "publish", "pay", "deploy", "vote", "hold", "close", "raise", "cut", "extend"}
	things  = []string{"troops", "talks", "bridge", "road", "accord", "prisoners", "budget", "election", "port", "plant", "hospital", "tariff", "pension", "railway", "loan", "mission"}
	places  = []string{"Arvenia", "Lodavia", "Harrow", "Sarn", "Meridia", "Tolmar", "Velden", "Ostrava Bay", "Kellin", "Pradesh Hills"}
	changes = []string{"delayed", "delayed", "cancelled", "suspended", "advanced", "extended"}
	ends    = []string{"done", "done", "begun", "partly-done", "missed"}
)

// begin is the day of the first report.
var begin, _ = calendar.Parse("2010-01-01")

// Readings are the readings of invented reports, in the order of their days, the same for the
// same seed and size.
func Readings(seed uint64, size Size) func(yield func(ledger.Reading) bool) {
	return func(yield func(ledger.Reading) bool) {
		r := rand.New(rand.NewPCG(seed, 1))
		days := size.Days
		if size.ReportsPerDay > 0 {
			days = size.Reports / size.ReportsPerDay
		}
		for i := range size.Reports {
			day := begin.AddDays(i * max(1, days) / max(1, size.Reports))
			if !yield(reading(r, i, day, size)) {
				return
			}
		}
	}
}

// skewed is a number below n, small ones far more often (Zipf's law with exponent 1).
func skewed(r *rand.Rand, n int) int {
	return min(n-1, int(math.Exp(r.Float64()*math.Log(float64(n)+1)))-1)
}

func reading(r *rand.Rand, n int, day calendar.Day, size Size) ledger.Reading {
	out := ledger.Reading{
		Report: fmt.Sprintf("R%07d", n), Name: fmt.Sprintf("report-%07d", n), Publisher: fmt.Sprintf("Outlet %d", skewed(r, 200)),
		Published: day, Reader: "invented 1",
	}
	for i := range 1 + r.IntN(3) {
		actor := skewed(r, size.Actors)
		// What an actor does hangs on the actor, so that reports speak of the same undertakings.
		a, b, c := actor*7, actor*5, actor*3
		more := 0 // who is in most of the news has more in hand
		if size.Life > 0 {
			round := (day.Sub(begin) + 37*actor) / size.Life
			a, b, c, more = a+round*11, b+round*9+round/5, c+round*7+round/3, 40/(actor+1)
		}
		action := actions[(a+skewed(r, 4+more))%len(actions)]
		thing := things[(b+skewed(r, 3+more))%len(things)]
		place := places[(c+skewed(r, 2+more))%len(places)]
		name := fmt.Sprintf("Ministry %d", actor)
		s := ledger.Statement{
			ID: fmt.Sprintf("S%07d-%d", n, i), Act: statement.Undertake, Lemma: action,
			Action: ledger.Phrase{Start: 20 * i, End: 20*i + len(action), Text: action},
			Actor:  ledger.Phrase{Start: 20*i + 1, End: 20*i + 2, Text: name}, What: ledger.Phrase{Start: 20*i + 3, End: 20*i + 4, Text: "the " + thing},
			Place:    ledger.Phrase{Start: 20*i + 5, End: 20*i + 6, Text: place},
			Polarity: statement.Positive, Certainty: statement.Certain,
			Sentence: fmt.Sprintf("%s said it would %s the %s in %s, report %d.", name, action, thing, place, r.IntN(3)),
			Named:    ledger.Named{Actor: []string{fmt.Sprintf("org:ministry-%d", actor)}, Place: []string{"loc:" + place}},
		}
		if r.IntN(4) == 0 {
			s.Echo, s.Likely = true, r.IntN(40)
		}
		switch x := r.IntN(20); {
		case s.Echo && x < 14:
			s.Act = statement.Mentioned
		case x < 3:
			s.Act, s.Change = statement.Revise, changes[r.IntN(len(changes))]
		case x < 5:
			s.Act, s.Change = statement.Outcome, ends[r.IntN(len(ends))]
		case x < 7:
			s.Act = statement.Demand
		case x < 9:
			s.Act = statement.Forecast
		case x < 10:
			s.Act = statement.Refuse
		case x < 11:
			s.Certainty = statement.Possible
		case x < 12:
			s.Conditions = []string{"if parliament approves"}
		}
		if r.IntN(5) < 2 {
			s.Latest = day.AddDays(30 * (1 + r.IntN(12)))
			s.When = ledger.Phrase{Start: 20*i + 7, End: 20*i + 8, Text: "by " + s.Latest.String()}
		}
		out.Statements = append(out.Statements, s)
	}
	return out
}

// Events are the events of readings.
func Events(seed uint64, size Size) []ledger.Event {
	var all []ledger.Event
	for r := range Readings(seed, size) {
		all = append(all, ledger.NewReading(r))
	}
	return all
}
