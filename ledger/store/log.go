package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/bywhen/bywhen/ledger"
)

const saltSize = 16

// record writes what is new of the events into the log and returns it with its numbers.
func (t *tx) record(now time.Time, events []ledger.Event) ([]ledger.Event, error) {
	var last ledger.Seq
	if err := t.row(&last)("SELECT COALESCE(MAX(seq), 0) FROM events"); err != nil {
		return nil, err
	}
	tree := &tree{queries: t.queries, fresh: map[int64]tlog.Hash{}}
	var fresh []ledger.Event
	for _, e := range events {
		var known int
		err := t.row(&known)("SELECT 1 FROM events WHERE kind = ? AND id = ?", string(e.Kind), e.ID)
		if err == nil {
			continue
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return nil, err
		}
		last++
		e.Seq, e.Recorded = last, now.UTC().Truncate(time.Second)
		salt := make([]byte, saltSize)
		rand.Read(salt) // never fails
		hash := bodyHash(salt, e.Body)
		if err := t.exec("INSERT INTO events (seq, kind, id, recorded, hash) VALUES (?, ?, ?, ?, ?)",
			int64(e.Seq), string(e.Kind), e.ID, e.Recorded.Format(time.RFC3339), hash); err != nil {
			return nil, err
		}
		if err := t.exec("INSERT INTO bodies (seq, salt, body) VALUES (?, ?, ?)", int64(e.Seq), salt, e.Body); err != nil {
			return nil, err
		}
		if err := tree.append(int64(e.Seq)-1, leaf(e, hash)); err != nil {
			return nil, err
		}
		fresh = append(fresh, e)
	}
	if len(fresh) == 0 {
		return nil, nil
	}
	root, err := tlog.TreeHash(int64(last), tree)
	if err != nil {
		return nil, err
	}
	return fresh, t.sign(Head{Size: last, Root: root})
}

// Unrecorded are those of the events that the ledger does not have.
func (s *Store) Unrecorded(ctx context.Context, events []ledger.Event) ([]ledger.Event, error) {
	var fresh []ledger.Event
	for _, e := range events {
		var known int
		err := s.reader(ctx).row(&known)("SELECT 1 FROM events WHERE kind = ? AND id = ?", string(e.Kind), e.ID)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			fresh = append(fresh, e)
		case err != nil:
			return nil, s.plain(err)
		}
	}
	return fresh, nil
}

// bodyHash is the salted hash of a body, which the log holds in its stead: the hash of a body that
// was erased, with its salt, cannot be found by guessing.
func bodyHash(salt, body []byte) []byte {
	h := sha256.New()
	h.Write(salt)
	h.Write(body)
	return h.Sum(nil)
}

// leaf is what the Merkle tree has of an event.
func leaf(e ledger.Event, hash []byte) []byte {
	return fmt.Appendf(nil, "bywhen event\n%d\n%s\n%s\n%s\n%x\n", e.Seq, e.Kind, e.ID, e.Recorded.UTC().Format(time.RFC3339), hash)
}

// tree is the Merkle tree of RFC 6962 over the leaves, as tlog stores it.
type tree struct {
	queries
	fresh map[int64]tlog.Hash // written in this transaction
}

// append adds the n-th leaf, counted from 0.
func (t *tree) append(n int64, leaf []byte) error {
	hashes, err := tlog.StoredHashes(n, leaf, t)
	if err != nil {
		return err
	}
	at := tlog.StoredHashIndex(0, n)
	for i, h := range hashes {
		place := at + int64(i)
		t.fresh[place] = h
		if err := t.exec("INSERT INTO hashes (place, hash) VALUES (?, ?)", place, h[:]); err != nil {
			return err
		}
	}
	return nil
}

// ReadHashes is what tlog asks for the hashes that it needs.
func (t *tree) ReadHashes(places []int64) ([]tlog.Hash, error) {
	all := make([]tlog.Hash, len(places))
	for i, p := range places {
		if h, ok := t.fresh[p]; ok {
			all[i] = h
			continue
		}
		var b []byte
		if err := t.row(&b)("SELECT hash FROM hashes WHERE place = ?", p); err != nil {
			return nil, err
		}
		if len(b) != len(all[i]) {
			return nil, fmt.Errorf("hash %d of the log has %d bytes", p, len(b))
		}
		copy(all[i][:], b)
	}
	return all, nil
}

const eventColumns = "SELECT e.seq, e.kind, e.id, e.recorded, e.hash, b.salt, b.body FROM events e LEFT JOIN bodies b ON b.seq = e.seq"

// events reads events in order, some thousands at a time, so that no query stays open.
func (q queries) events(after, upTo ledger.Seq) iter.Seq2[ledger.Event, error] {
	return func(yield func(ledger.Event, error) bool) {
		for s, err := range q.stored(after, upTo) {
			if !yield(s.Event, err) || err != nil {
				return
			}
		}
	}
}

// storedEvent is an event as it lies in the tables.
type storedEvent struct {
	ledger.Event
	hash, salt []byte
}

func (q queries) stored(after, upTo ledger.Seq) iter.Seq2[storedEvent, error] {
	const batch = 1000
	return func(yield func(storedEvent, error) bool) {
		for {
			var some []storedEvent
			err := q.each(eventColumns+" WHERE e.seq > ? ORDER BY e.seq LIMIT ?", []any{int64(after), batch}, func(r *sql.Rows) error {
				var e storedEvent
				var recorded string
				if err := r.Scan(&e.Seq, &e.Kind, &e.ID, &recorded, &e.hash, &e.salt, &e.Body); err != nil {
					return err
				}
				e.Recorded, _ = time.Parse(time.RFC3339, recorded)
				if e.Recorded.Format(time.RFC3339) != recorded {
					e.Recorded = time.Time{} // what is not a time, or not as we write it, fails to verify
				}
				some = append(some, e)
				return nil
			})
			if err != nil {
				yield(storedEvent{}, err)
				return
			}
			for _, e := range some {
				if upTo > 0 && e.Seq > upTo || !yield(e, nil) {
					return
				}
				after = e.Seq
			}
			if len(some) < batch {
				return
			}
		}
	}
}
