package store_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/internal/invent"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/store"
)

var (
	ctx   = context.Background()
	noon  = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	today = day("2011-06-01")
)

func day(s string) calendar.Day {
	d, _ := calendar.Parse(s)
	return d
}

func open(t *testing.T, address string) *store.Store {
	t.Helper()
	s, err := store.Open(ctx, address, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func add(t *testing.T, s *store.Store, events ...ledger.Event) int {
	t.Helper()
	n, err := s.Append(ctx, noon, events...)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// list is what `bywhen ls --json` prints.
func list(t *testing.T, s *store.Store, at store.AsOf) string {
	t.Helper()
	var b bytes.Buffer
	for c, err := range s.Commitments(ctx, at) {
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(c.JSON(today), '\n'))
	}
	return b.String()
}

// model is what the tables must hold, worked out from the events alone.
func model(t *testing.T, events []ledger.Event, known calendar.Day) string {
	t.Helper()
	all, err := ledger.FromEvents(events, known)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, c := range all {
		b.Write(append(c.JSON(today), '\n'))
	}
	return b.String()
}

// numbered are events as a store numbers them.
func numbered(events []ledger.Event) []ledger.Event {
	events = slices.Clone(events)
	for i := range events {
		events[i].Seq = ledger.Seq(i + 1)
	}
	return events
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("%s: line %d is\n%s\nwant\n%s", what, i+1, g[i], w[i])
		}
	}
	t.Fatalf("%s: %d lines, want %d", what, len(g), len(w))
}

var small = invent.Size{Reports: 80, Actors: 15, Days: 900}

// TestOrder holds that the order and the batches in which events arrive do not matter, that adding
// twice changes nothing, and that the tables rebuilt are the tables kept.
func TestOrder(t *testing.T) {
	engines(t, func(t *testing.T, fresh func() string) {
		orders := 100
		if strings.HasSuffix(t.Name(), "postgres") {
			orders = 30
		}
		if testing.Short() {
			orders = 5
		}
		events := invent.Events(1, small)
		want := model(t, numbered(events), calendar.Day{})
		r := rand.New(rand.NewPCG(2, 3))
		for n := range orders {
			s := open(t, fresh())
			r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
			rest := events
			for batch := 1 + r.IntN(8); batch > 0; batch-- {
				n := len(rest) / batch
				add(t, s, rest[:n]...)
				rest = rest[n:]
			}
			same(t, "any order", list(t, s, store.AsOf{}), want)
			if n := add(t, s, events[:len(events)/2]...); n != 0 {
				t.Fatalf("adding again recorded %d events", n)
			}
			if n%10 == 0 {
				if err := s.Rebuild(ctx); err != nil {
					t.Fatal(err)
				}
				same(t, "rebuilt", list(t, s, store.AsOf{}), want)
			}
			s.Close()
		}
	})
}

// TestAsOf holds that questions about the past are answered as the model answers them.
func TestAsOf(t *testing.T) {
	engines(t, func(t *testing.T, fresh func() string) {
		events := invent.Events(4, small)
		r := rand.New(rand.NewPCG(5, 6))
		r.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		s := open(t, fresh())
		var all []ledger.Event
		for i, e := range events {
			all = append(all, e)
			if i%7 == 3 {
				all = append(all, decision(r, events[:i+1], all, ledger.Seq(len(all))))
			}
		}
		for _, e := range all {
			add(t, s, e)
		}
		all = numbered(all)
		same(t, "now", list(t, s, store.AsOf{}), model(t, all, calendar.Day{}))
		for range 40 {
			at := store.AsOf{Seq: ledger.Seq(1 + r.IntN(len(all)))}
			if r.IntN(2) == 0 {
				at.Known = day("2010-01-01").AddDays(r.IntN(900))
			}
			same(t, fmt.Sprint(at), list(t, s, at), model(t, all[:at.Seq], at.Known))
			at.Seq = 0
			same(t, fmt.Sprint(at), list(t, s, at), model(t, all, at.Known))
		}
		if err := s.Rebuild(ctx); err != nil {
			t.Fatal(err)
		}
		same(t, "rebuilt", list(t, s, store.AsOf{}), model(t, all, calendar.Day{}))
	})
}

// decision is one that somebody could take after some events.
func decision(r *rand.Rand, readings, all []ledger.Event, seen ledger.Seq) ledger.Event {
	some := func() string {
		for {
			reading, _ := ledger.Decode[ledger.Reading](readings[r.IntN(len(readings))])
			if n := len(reading.Statements); n > 0 {
				return reading.Statements[r.IntN(n)].ID
			}
		}
	}
	d := ledger.Decision{By: "N.K.", At: noon, Seen: seen, Statements: []string{some()}}
	switch r.IntN(8) {
	case 0:
		d.Verb = ledger.Accept
	case 1:
		d.Verb, d.Reason = ledger.Reject, "old news"
	case 2:
		d.Verb, d.Field, d.Value = ledger.Correction, "latest", "2011-02-03"
	case 3, 4:
		d.Verb, d.Statements = ledger.Same, append(d.Statements, some())
	case 5:
		d.Verb, d.Statements = ledger.Differ, append(d.Statements, some(), some())
	case 6:
		d.Verb, d.Value, d.Reason = ledger.Settle, "void", "the condition failed"
	case 7:
		d.Verb, d.Statements = ledger.Undo, nil
		for _, e := range all {
			if e.Kind == ledger.DecisionEvent && (d.Value == "" || r.IntN(2) == 0) {
				d.Value = e.ID
			}
		}
	}
	return d.Event()
}

// TestRebuildStopped holds that a rebuild that is stopped on its way leaves the tables as they were.
func TestRebuildStopped(t *testing.T) {
	engines(t, func(t *testing.T, fresh func() string) {
		address := fresh()
		s := open(t, address)
		add(t, s, invent.Events(3, invent.Size{Reports: 300, Actors: 30, Days: 400})...)
		db := raw(t, address)
		kept := tables(t, db)
		stopped := 0
		for after := time.Millisecond; after < 100*time.Millisecond; after *= 3 {
			short, cancel := context.WithTimeout(ctx, after)
			if s.Rebuild(short) != nil {
				stopped++
			}
			cancel()
			same(t, "after a rebuild that was stopped", kept, tables(t, db))
		}
		if stopped == 0 {
			t.Error("none was stopped")
		}
		wants(t, s.Rebuild(ctx), nil)
		same(t, "rebuilt", kept, tables(t, db))
	})
}
