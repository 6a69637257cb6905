package store_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/bywhen/bywhen/internal/invent"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/query"
	"github.com/bywhen/bywhen/ledger/store"
)

// search is what `bywhen ls --json` prints of a query: all of a state that the query matches or,
// narrowed, what is left of what the store finds.
func search(t *testing.T, s *store.Store, at store.AsOf, words string, narrowed bool) string {
	t.Helper()
	q, err := query.Parse(words)
	wants(t, err, nil)
	if narrowed {
		at.Filter = q.Filter(today)
	}
	var b strings.Builder
	for c, err := range s.Commitments(ctx, at) {
		wants(t, err, nil)
		if q.Match(c, today) {
			b.Write(append(c.JSON(today), '\n'))
		}
	}
	return b.String()
}

// looked is a query with a part, cut anywhere, of what somebody said.
func looked(r *rand.Rand, events []ledger.Event) string {
	for {
		reading, err := ledger.Decode[ledger.Reading](events[r.IntN(len(events))])
		if err != nil || len(reading.Statements) == 0 {
			continue
		}
		s := reading.Statements[r.IntN(len(reading.Statements))]
		field, text := "", s.Sentence
		switch r.IntN(5) {
		case 0:
			field, text = "who:", s.Actor.Text
		case 1:
			field, text = "what:", s.What.Text
		case 2:
			field, text = "where:", s.Named.Place[0][len("loc:"):]
		case 3:
			text = s.Actor.Text + ": " + s.Lemma + " " + s.What.Text
		}
		from := r.IntN(len(text))
		part := text[from : from+1+r.IntN(min(25, len(text)-from))]
		if strings.TrimSpace(part) != "" {
			return field + `"` + part + `"`
		}
	}
}

// TestSearch holds that a search by the words in the tables finds what reading everything finds.
func TestSearch(t *testing.T) {
	engines(t, func(t *testing.T, fresh func() string) {
		s := open(t, fresh())
		events := invent.Events(11, invent.Size{Reports: 300, Actors: 60, Days: 900})
		add(t, s, events...)
		long, _ := ledger.Decode[ledger.Reading](events[0])
		long.Report, long.Name, long.Statements = "LONG", "long", long.Statements[:1]
		long.Statements[0].ID, long.Statements[0].Echo = "LONG-0", false
		long.Statements[0].Sentence = strings.Repeat("x", 5000) + "yacht " + strings.Repeat("z", 3000)
		add(t, s, ledger.NewReading(long))
		r := rand.New(rand.NewPCG(3, 4))
		for range 60 {
			words := looked(r, events)
			if r.IntN(2) == 0 {
				words += " " + looked(r, events)
			}
			at := store.AsOf{}
			if r.IntN(3) == 0 {
				at.Known = day("2010-01-01").AddDays(r.IntN(900))
			}
			same(t, words, search(t, s, at, words, true), search(t, s, at, words, false))
		}
		for words, want := range map[string]bool{"hospital": true, "hospitals": false, "ospita": true, "ministry-hospital": false, "!": false, "quince": false, "xyacht": true, "-quince": true} {
			if got := search(t, s, store.AsOf{}, words, true); (got != "") != want {
				t.Errorf("%s: found %v", words, got)
			}
		}
	})
}

// TestErasedWords holds that nothing of an erased report can be found, nor lies among the words.
func TestErasedWords(t *testing.T) {
	engines(t, func(t *testing.T, fresh func() string) {
		address := fresh()
		s := open(t, address)
		events := invent.Events(11, invent.Size{Reports: 30, Actors: 9, Days: 90})
		reading, err := ledger.Decode[ledger.Reading](events[7])
		wants(t, err, nil)
		reading.Statements[0].Sentence, reading.Statements[0].Echo = "Quincunx said it would leave.", false
		events[7] = ledger.NewReading(reading)
		add(t, s, events...)
		if search(t, s, store.AsOf{}, "quincunx", true) == "" {
			t.Error("what was said is not found")
		}
		_, err = s.Erase(ctx, noon, reading.Report, "N.K.", "asked for")
		wants(t, err, nil)
		if found := search(t, s, store.AsOf{}, "quincunx", true); found != "" {
			t.Error("what was erased is found:", found)
		}
		for _, table := range []string{"words", "postings"} {
			var n int
			wants(t, raw(t, address).QueryRow("SELECT COUNT(*) FROM "+table+" WHERE word = 'quincunx'").Scan(&n), nil)
			if n != 0 {
				t.Errorf("the table of %s still has an erased word", table)
			}
		}
	})
}

// TestMigrate holds that a ledger of the first schema is brought up to what it would be now.
func TestMigrate(t *testing.T) {
	engines(t, func(t *testing.T, fresh func() string) {
		address := fresh()
		s := open(t, address)
		add(t, s, invent.Events(11, small)...)
		want, kept := list(t, s, store.AsOf{}), tables(t, raw(t, address))
		wants(t, s.Close(), nil)
		db := raw(t, address)
		version := "PRAGMA user_version = 1"
		if strings.HasPrefix(address, "postgres") {
			version = "UPDATE bywhen_schema SET version = 1"
		}
		for _, query := range []string{"DROP TABLE postings", "DROP TABLE words", "DROP TABLE mentions", "DROP INDEX commitments_lapse", "ALTER TABLE commitments DROP COLUMN lapse", "DROP INDEX items_order", "DROP INDEX items_reading",
			"CREATE INDEX items_recorded ON items (class, seq, place)", "CREATE INDEX items_class ON items (class, place)", version} {
			_, err := db.Exec(query)
			wants(t, err, nil)
		}
		wants(t, db.Close(), nil)
		s = open(t, address)
		same(t, "brought up", list(t, s, store.AsOf{}), want)
		same(t, "its tables", tables(t, raw(t, address)), kept)
	})
}
