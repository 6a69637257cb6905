package store_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/bywhen/bywhen/internal/invent"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/store"
)

// committed are the columns that hold what was committed, each with the key of its row.
var committed = []struct{ table, key, column string }{
	{"events", "seq", "kind"}, {"events", "seq", "id"}, {"events", "seq", "recorded"}, {"events", "seq", "hash"},
	{"bodies", "seq", "salt"}, {"bodies", "seq", "body"}, {"hashes", "place", "hash"}, {"heads", "size", "note"},
}

// TestVerify holds that every byte that is changed in what was committed is found.
func TestVerify(t *testing.T) {
	engines(t, func(t *testing.T, fresh func() string) {
		address := fresh()
		s := open(t, address)
		events := invent.Events(7, invent.Size{Reports: 20, Actors: 5, Days: 50})
		add(t, s, events[:9]...)
		add(t, s, events[9:]...)
		holds := func(what string, broken bool) {
			t.Helper()
			if _, wrong, err := s.Verify(ctx); err != nil || len(wrong) > 0 != broken {
				t.Fatalf("after %s: found %v, %v", what, wrong, err)
			}
		}
		holds("nothing", false)
		db := raw(t, address)
		do := func(query string, args ...any) {
			t.Helper()
			if _, err := db.Exec(query, args...); err != nil {
				t.Fatal(query, err)
			}
		}
		r := rand.New(rand.NewPCG(8, 9))
		for _, c := range committed {
			for n := range 25 {
				var key int64
				var data []byte
				row := db.QueryRow("SELECT " + c.key + ", " + c.column + " FROM " + c.table + " ORDER BY random() LIMIT 1")
				if err := row.Scan(&key, &data); err != nil {
					t.Fatal(err)
				}
				put := func() {
					var v any = data
					if c.table == "events" && c.column != "hash" {
						v = string(data)
					}
					do("UPDATE "+c.table+" SET "+c.column+" = $1 WHERE "+c.key+" = $2", v, key)
				}
				at, bit := r.IntN(len(data)), byte(1)<<r.IntN(7) // text stays text
				if data[at]^bit == 0 {
					continue
				}
				data[at] ^= bit
				put()
				holds(fmt.Sprintf("flip %d of a bit of %s.%s", n, c.table, c.column), true)
				data[at] ^= bit
				put()
			}
		}
		for _, c := range []struct{ break_, mend string }{
			{"UPDATE events SET seq = 22 WHERE seq = 20", "UPDATE events SET seq = 20 WHERE seq = 22"},
			{"UPDATE events SET seq = 22 WHERE seq = 3", "UPDATE events SET seq = 3 WHERE seq = 22"},
			{"UPDATE bodies SET seq = 22 WHERE seq = 3", "UPDATE bodies SET seq = 3 WHERE seq = 22"},
			{"UPDATE heads SET size = 21 WHERE size = 20", "UPDATE heads SET size = 20 WHERE size = 21"},
			{"UPDATE heads SET size = 8 WHERE size = 9", "UPDATE heads SET size = 9 WHERE size = 8"},
			{"UPDATE signers SET secret = 'X' || secret", "UPDATE signers SET secret = SUBSTR(secret, 2)"},
		} {
			do(c.break_)
			holds(c.break_, true)
			do(c.mend)
			holds(c.mend, false)
		}
	})
}

// TestRolledBack holds that a past that was cut off is found by a head that was kept elsewhere, and
// that the head of another ledger is told apart.
func TestRolledBack(t *testing.T) {
	engines(t, func(t *testing.T, fresh func() string) {
		events := invent.Events(7, invent.Size{Reports: 20, Actors: 5, Days: 50})
		long, short := open(t, fresh()), open(t, fresh())
		add(t, long, events...)
		add(t, short, events[:9]...)
		kept, err := long.Head(ctx)
		wants(t, err, nil)
		kept, err = store.ParseHead(kept.Note)
		wants(t, err, nil)
		if ok, err := long.Signed(ctx, kept); !ok || err != nil {
			t.Error("a ledger does not know its own head", err)
		}
		if root, err := long.RootAt(ctx, kept.Size); err != nil || root != kept.Root {
			t.Error("a head has another root", err)
		}
		if ok, err := short.Signed(ctx, kept); ok || err != nil {
			t.Error("the head of another ledger was taken", err)
		}
		if _, err := short.RootAt(ctx, kept.Size); err == nil {
			t.Error("a ledger that was rolled back was not found")
		}
		kept.Size = 19
		if ok, _ := long.Signed(ctx, kept); ok {
			t.Error("a head that was changed was taken")
		}
	})
}

// TestVerifyFile flips bytes of events in the file itself, below the database.
func TestVerifyFile(t *testing.T) {
	address := t.TempDir() + "/ledger.db"
	s := open(t, address)
	add(t, s, invent.Events(7, invent.Size{Reports: 30, Actors: 5, Days: 50})...)
	var events [][]byte // as they lie in the file: salt, then body
	var size int
	for e, err := range s.Events(ctx, 0, 0) {
		wants(t, err, nil)
		events = append(events, e.Body[:min(len(e.Body), 300)])
		size++
	}
	salt := make([][]byte, size)
	db := raw(t, address)
	for i := range salt {
		wants(t, db.QueryRow("SELECT salt FROM bodies WHERE seq = ?", i+1).Scan(&salt[i]), nil)
	}
	wants(t, db.Close(), nil)
	wants(t, s.Close(), nil)
	file, err := os.ReadFile(address)
	wants(t, err, nil)
	r := rand.New(rand.NewPCG(5, 5))
	flips := 0
	for i := range events {
		place := bytes.Index(file, append(salt[i], events[i]...))
		if place < 0 {
			continue // cut by the end of a page
		}
		for range 4 {
			flips++
			at := place + r.IntN(16+len(events[i]))
			damaged := bytes.Clone(file)
			damaged[at] ^= 1 << r.IntN(8)
			copied := t.TempDir() + "/damaged.db"
			wants(t, os.WriteFile(copied, damaged, 0o666), nil)
			s, err := store.Open(ctx, copied, store.Options{})
			wants(t, err, nil)
			_, wrong, err := s.Verify(ctx)
			if err != nil || len(wrong) == 0 || !strings.Contains(wrong[0], fmt.Sprintf("event %d", ledger.Seq(i+1))) {
				t.Errorf("byte %d of the file, in event %d: found %v, %v", at, i+1, wrong, err)
			}
			wants(t, s.Close(), nil)
		}
	}
	if flips < 40 {
		t.Errorf("only %d bytes were flipped", flips)
	}
}
