package store_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bywhen/bywhen/internal/invent"
	"github.com/bywhen/bywhen/ledger/store"
)

// TestRefuses holds that what is no ledger of ours is not touched, on either engine.
func TestRefuses(t *testing.T) {
	engines(t, func(t *testing.T, fresh func() string) {
		run := func(query string) string {
			address := fresh()
			if _, err := raw(t, address).Exec(query); err != nil {
				t.Fatal(err)
			}
			return address
		}
		newer := fresh()
		open(t, newer).Close()
		db := raw(t, newer)
		if strings.HasPrefix(newer, "postgres") {
			_, err := db.Exec("UPDATE bywhen_schema SET version = 99")
			wants(t, err, nil)
		} else {
			_, err := db.Exec("PRAGMA user_version = 99")
			wants(t, err, nil)
		}
		for _, c := range []struct {
			name, address string
			want          error
		}{
			{"another program's", run("CREATE TABLE bookmarks (id INTEGER)"), store.ErrForeign},
			{"a newer one", newer, store.ErrNewer},
		} {
			_, err := store.Open(ctx, c.address, store.Options{Create: true})
			t.Run(c.name, func(t *testing.T) { wants(t, err, c.want) })
		}
		_, err := store.Open(ctx, fresh(), store.Options{})
		wants(t, err, store.ErrMissing)
	})
}

// wants holds that an error is the one wanted, and one line.
func wants(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("%v, want %v", err, want)
	}
	if err != nil && strings.Contains(err.Error(), "\n") {
		t.Errorf("more than one line: %v", err)
	}
}

// TestRefusesFiles holds it for what only a file can be.
func TestRefusesFiles(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "text")
	if err := os.WriteFile(text, []byte(strings.Repeat("not a database\n", 100)), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{text, folder} {
		_, err := store.Open(ctx, path, store.Options{Create: true})
		wants(t, err, store.ErrForeign)
	}
	others := filepath.Join(folder, "others.db")
	if _, err := raw(t, others).Exec("CREATE TABLE bookmarks (id INTEGER)"); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(others)
	wants(t, err, nil)
	_, err = store.Open(ctx, others, store.Options{Create: true})
	wants(t, err, store.ErrForeign)
	if after, err := os.ReadFile(others); err != nil || !bytes.Equal(before, after) {
		t.Error("the database of another program was written to", err)
	}
	none := filepath.Join(folder, "none.db")
	_, err = store.Open(ctx, none, store.Options{})
	wants(t, err, store.ErrMissing)
	if _, err := os.Stat(none); err == nil {
		t.Error("a ledger was made that nobody asked for")
	}
	_, err = store.Open(ctx, "postgres://nobody:secret@127.0.0.1:1/none", store.Options{})
	if err == nil || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "\n") {
		t.Errorf("a PostgreSQL that is not there: %v", err)
	}
}

// TestTwoWriters holds that two programs that write at once leave one log without gaps.
func TestTwoWriters(t *testing.T) {
	engines(t, func(t *testing.T, fresh func() string) {
		address := fresh()
		events := invent.Events(3, invent.Size{Reports: 40, Actors: 5, Days: 100})
		stores := []*store.Store{open(t, address), open(t, address)}
		var all sync.WaitGroup
		for i, s := range stores {
			all.Go(func() {
				for n := range events { // both record everything, from different ends
					if i == 1 {
						n = len(events) - 1 - n
					}
					if _, err := s.Append(ctx, noon, events[n]); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		all.Wait()
		size, wrong, err := stores[0].Verify(ctx)
		if err != nil || len(wrong) > 0 || int(size) != len(events) {
			t.Fatal(size, wrong, err)
		}
		same(t, "two at once", list(t, stores[1], store.AsOf{}), model(t, numbered(events), day("")))
	})
}

// TestFull holds that a full disk is one clear line, that nothing recorded is lost, and that the
// ledger goes on when there is room again.
func TestFull(t *testing.T) {
	address := filepath.Join(t.TempDir(), "ledger.db")
	s := open(t, address)
	events := invent.Events(3, invent.Size{Reports: 2000, Actors: 50, Days: 100})
	add(t, s, events[:100]...)
	wants(t, s.Limit(40), nil)
	recorded := 100
	for recorded < len(events) {
		_, err := s.Append(ctx, noon, events[recorded:recorded+10]...)
		if err != nil {
			wants(t, err, store.ErrFull)
			break
		}
		recorded += 10
	}
	if recorded == len(events) {
		t.Fatal("the disk was never full")
	}
	size, wrong, err := s.Verify(ctx)
	if err != nil || len(wrong) > 0 || int(size) != recorded {
		t.Fatal(size, recorded, wrong, err)
	}
	same(t, "on a full disk", list(t, s, store.AsOf{}), model(t, numbered(events[:recorded]), day("")))
	wants(t, s.Limit(1_000_000), nil)
	add(t, s, events[recorded:]...)
	same(t, "with room again", list(t, s, store.AsOf{}), model(t, numbered(events), day("")))
}

// TestLocked holds that a ledger that another program is writing can be read, and says that it is
// locked to whoever writes.
func TestLocked(t *testing.T) {
	engines(t, func(t *testing.T, fresh func() string) {
		address := fresh()
		events := invent.Events(3, invent.Size{Reports: 20, Actors: 5, Days: 100})
		s, err := store.Open(ctx, address, store.Options{Create: true, Wait: 50 * time.Millisecond})
		wants(t, err, nil)
		defer s.Close()
		add(t, s, events[:10]...)
		other, err := raw(t, address).Conn(ctx)
		wants(t, err, nil)
		defer other.Close()
		lock := []string{"BEGIN IMMEDIATE"}
		if strings.HasPrefix(address, "postgres") {
			lock = []string{"BEGIN", "SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 1652127592))"}
		}
		for _, query := range lock {
			_, err := other.ExecContext(ctx, query)
			wants(t, err, nil)
		}
		_, err = s.Append(ctx, noon, events[10:]...)
		wants(t, err, store.ErrLocked)
		same(t, "while it is locked", list(t, s, store.AsOf{}), model(t, numbered(events[:10]), day("")))
		_, err = other.ExecContext(ctx, "ROLLBACK")
		wants(t, err, nil)
		if n := add(t, s, events...); n != 10 {
			t.Errorf("%d events were new, want 10", n)
		}
	})
}

// TestReadOnly holds that a place where nothing can be written is one clear line.
func TestReadOnly(t *testing.T) {
	_, err := store.Open(ctx, filepath.Join(t.TempDir(), "no such folder", "ledger.db"), store.Options{Create: true})
	wants(t, err, store.ErrReadOnly)
	if _, err := os.Stat("/proc/self"); err != nil {
		t.Skip("no file system that nobody can write is here")
	}
	_, err = store.Open(ctx, "/proc/ledger.db", store.Options{Create: true})
	wants(t, err, store.ErrReadOnly)
}
