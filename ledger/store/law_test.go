package store_test

import (
	"database/sql"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/bywhen/bywhen/internal/invent"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/store"
)

// reference is the ledger as it is meant: a list of events, and every answer worked out anew from
// those that the question is about.
type reference struct{ events []ledger.Event }

// record appends what is not there yet.
func (r *reference) record(events ...ledger.Event) {
	for _, e := range events {
		if !slices.ContainsFunc(r.events, func(o ledger.Event) bool { return o.Kind == e.Kind && o.ID == e.ID }) {
			e.Seq = ledger.Seq(len(r.events) + 1)
			r.events = append(r.events, e)
		}
	}
}

// erase withholds the readings of a report. What was recorded by then is withheld, too.
func (r *reference) erase(report string) (ids []string) {
	for i, e := range r.events {
		if e.Kind != ledger.ReadingEvent || e.Body == nil {
			continue
		}
		if reading, _ := ledger.Decode[ledger.Reading](e); reading.Report == report {
			r.events[i].Body = nil
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// ask is what is listed of a state.
func (r *reference) ask(t *testing.T, at store.AsOf) string {
	var some []ledger.Event
	for _, e := range r.events {
		if e.Body != nil && (at.Seq == 0 || e.Seq <= at.Seq) {
			some = append(some, e)
		}
	}
	return model(t, some, at.Known)
}

// history does at random what people do to a ledger, the same to a store and to the reference.
type history struct {
	t      *testing.T
	store  *store.Store
	model  reference
	unsaid []ledger.Event // readings that were not recorded yet
	read   []ledger.Event // readings that were
}

func (h *history) record(events ...ledger.Event) {
	add(h.t, h.store, events...)
	h.model.record(events...)
}

func (h *history) step(t *rapid.T) {
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "chance"), 1))
	switch what := rapid.SampledFrom([]string{"read", "read", "read", "decide", "decide", "again", "reread", "erase"}).Draw(t, "what"); {
	case what == "read" && len(h.unsaid) > 0:
		n := rapid.IntRange(1, min(len(h.unsaid), 9)).Draw(t, "reports")
		h.read = append(h.read, h.unsaid[:n]...)
		h.record(h.unsaid[:n]...)
		h.unsaid = h.unsaid[n:]
	case what == "decide" && len(h.read) > 0:
		h.record(decision(r, h.read, h.model.events, ledger.Seq(len(h.model.events))))
	case what == "again" && len(h.read) > 0:
		h.record(h.read[r.IntN(len(h.read)):]...)
	case what == "reread" && len(h.read) > 0: // another version reads otherwise
		reading, _ := ledger.Decode[ledger.Reading](h.read[r.IntN(len(h.read))])
		reading.Reader = rapid.SampledFrom([]string{"invented 0", "invented 2"}).Draw(t, "reader")
		for i := range reading.Statements {
			s := &reading.Statements[i]
			s.Lemma, s.Latest = rapid.SampledFrom([]string{s.Lemma, "leave", "open"}).Draw(t, "action"), reading.Published.AddDays(r.IntN(400))
		}
		h.record(ledger.NewReading(reading))
	case what == "erase" && len(h.read) > 0 && r.IntN(4) == 0:
		reading, _ := ledger.Decode[ledger.Reading](h.read[r.IntN(len(h.read))])
		before, err := h.store.Last(ctx)
		wants(h.t, err, nil)
		_, err = h.store.Erase(ctx, noon, reading.Report, "N.K.", "asked for")
		wants(h.t, err, nil)
		h.model.erase(reading.Report)
		for e, err := range h.store.Events(ctx, before, 0) {
			wants(h.t, err, nil)
			h.model.record(e)
		}
	}
}

// TestLaws holds, for any history, that every question about any state is answered as the
// reference answers it, and that the tables rebuilt are the tables kept, row by row.
func TestLaws(t *testing.T) {
	engines(t, func(t *testing.T, fresh func() string) {
		if strings.HasSuffix(t.Name(), "postgres") && !testing.Short() {
			defer flag.Set("rapid.checks", flag.Lookup("rapid.checks").Value.String())
			flag.Set("rapid.checks", "30") // it answers slower, and has the same code
		}
		rapid.Check(t, func(rt *rapid.T) {
			address := fresh()
			s, err := store.Open(ctx, address, store.Options{Create: true})
			wants(t, err, nil)
			defer s.Close()
			h := &history{t: t, store: s, unsaid: invent.Events(rapid.Uint64().Draw(rt, "seed"), invent.Size{Reports: 40, Actors: 6, Days: 900})}
			r := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "order"), 1))
			r.Shuffle(len(h.unsaid), func(i, j int) { h.unsaid[i], h.unsaid[j] = h.unsaid[j], h.unsaid[i] })
			for range rapid.IntRange(1, 25).Draw(rt, "steps") {
				h.step(rt)
			}
			check := func(at store.AsOf) {
				if got, want := list(t, s, at), h.model.ask(t, at); got != want {
					rt.Fatalf("as of %v:\n%s\nwant\n%s", at, got, want)
				}
			}
			check(store.AsOf{})
			for range 4 {
				at := store.AsOf{Seq: ledger.Seq(rapid.IntRange(0, len(h.model.events)).Draw(rt, "seq"))}
				if rapid.Bool().Draw(rt, "known") {
					at.Known = day("2010-01-01").AddDays(rapid.IntRange(0, 900).Draw(rt, "day"))
				}
				check(at)
			}
			for range 6 { // single commitments, in past states that the tables may hold
				at := store.AsOf{Seq: ledger.Seq(rapid.IntRange(1, len(h.model.events)+1).Draw(rt, "seq"))}
				want := h.model.ask(t, at)
				lines := strings.SplitAfter(want, "\n")
				line := lines[rapid.IntRange(0, len(lines)-1).Draw(rt, "commitment")]
				if line == "" {
					continue
				}
				at.IDs = []string{strings.Split(line, `"`)[3]}
				if got := list(t, s, at); got != line && !strings.Contains(got, line) {
					rt.Fatalf("as of %v:\n%s\nwant\n%s", at, got, line)
				}
			}
			if len(h.read) > 0 {
				for _, words := range []string{looked(r, h.read), "status:overdue", "status:due", "status:due,overdue"} {
					if got, want := search(t, s, store.AsOf{}, words, true), search(t, s, store.AsOf{}, words, false); got != want {
						rt.Fatalf("%s finds:\n%s\nwant\n%s", words, got, want)
					}
				}
			}
			db := raw(t, address)
			defer db.Close()
			kept := tables(t, db)
			wants(t, s.Rebuild(ctx), nil)
			if rebuilt := tables(t, db); rebuilt != kept {
				rt.Fatalf("rebuilt:\n%s\nkept:\n%s", rebuilt, kept)
			}
			_, wrong, err := s.Verify(ctx)
			if err != nil || len(wrong) > 0 {
				rt.Fatal(wrong, err)
			}
		})
	})
}

// tables are the rows of the derived tables.
func tables(t *testing.T, db *sql.DB) string {
	t.Helper()
	var b strings.Builder
	for _, query := range []string{
		"SELECT report, reader, id, seq FROM readings ORDER BY 1, 2, 3", "SELECT id, report, class, published, cluster, data FROM items ORDER BY 1",
		"SELECT id, commitment, first, last, state FROM clusters ORDER BY 1", "SELECT name, last, cluster, '' FROM cluster_keys ORDER BY 1, 2, 3",
		"SELECT id, place, actor, class, latest, slips, conflicts, lapse FROM commitments ORDER BY 1", "SELECT seq, id, data FROM decisions ORDER BY 1",
		"SELECT word, cluster, n FROM postings ORDER BY 1, 2", "SELECT word FROM words ORDER BY 1", "SELECT name, day, seq FROM mentions ORDER BY 1, 2, 3",
	} {
		rows, err := db.Query(query)
		wants(t, err, nil)
		names, _ := rows.Columns()
		values, targets := make([]sql.RawBytes, len(names)), make([]any, len(names))
		for i := range values {
			targets[i] = &values[i]
		}
		for rows.Next() {
			wants(t, rows.Scan(targets...), nil)
			fmt.Fprintf(&b, "%q\n", values)
		}
		wants(t, rows.Close(), nil)
	}
	return b.String()
}
