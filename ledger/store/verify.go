package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/bywhen/bywhen/ledger"
)

// Verify reads the whole log and holds that every event is what it was: its body has its hash, its
// leaf lies in the tree, each head that was written is the root over the events before it, and no
// number is missing. It returns what is wrong, at most a few dozen lines.
func (s *Store) Verify(ctx context.Context) (size ledger.Seq, wrong []string, err error) {
	q := s.reader(ctx)
	fault := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	signer, err := q.signer()
	if err != nil && !errors.Is(err, errSigner) {
		return 0, nil, s.plain(err)
	}
	if err != nil {
		fault("%v", err)
		return 0, wrong, nil
	}
	heads := map[ledger.Seq][]byte{}
	if err := q.each("SELECT size, note FROM heads", nil, func(r *sql.Rows) error {
		var n ledger.Seq
		var note []byte
		err := r.Scan(&n, &note)
		heads[n] = note
		return err
	}); err != nil {
		return 0, nil, s.plain(err)
	}
	stored := memory{}
	erased, withheld := map[string]bool{}, map[string]ledger.Seq{}
	var newest ledger.Seq
	for n := range heads {
		newest = max(newest, n)
	}
	for e, err := range q.stored(0, 0) {
		if err != nil {
			return size, wrong, s.plain(err)
		}
		if len(wrong) > 30 {
			break
		}
		size++
		if e.Seq != size {
			fault("event %d is missing", size)
			return size, wrong, nil
		}
		if e.Body != nil && !bytes.Equal(bodyHash(e.salt, e.Body), e.hash) {
			fault("event %d, %s %s: its content was changed", e.Seq, e.Kind, e.ID)
		}
		switch {
		case e.Body == nil:
			withheld[e.ID] = e.Seq
		case e.Kind == ledger.SettingEvent:
			set, err := ledger.Decode[ledger.Setting](e.Event)
			if err == nil && set.Name == ledger.Erase {
				for _, id := range set.Events {
					erased[id] = true
				}
			}
		}
		hashes, err := tlog.StoredHashes(int64(size)-1, leaf(e.Event, e.hash), &stored)
		if err != nil {
			return size, wrong, err
		}
		stored = append(stored, hashes...)
		if signed, ok := heads[size]; ok {
			root, err := tlog.TreeHash(int64(size), &stored)
			if err != nil {
				return size, wrong, err
			}
			// The signature of a text is always the same, so that a head is what it was or another.
			want, err := Head{Size: size, Root: root}.note(signer)
			if err != nil {
				return size, wrong, err
			}
			if !bytes.Equal(want, signed) {
				fault("event %d or one before it was changed, or the signed head of %d events was", e.Seq, size)
				return size, wrong, nil
			}
		}
	}
	for _, id := range sorted(withheld) {
		if !erased[id] {
			fault("event %d: its content is gone, and no erasure was recorded", withheld[id])
		}
	}
	if size != newest {
		fault("the log has %d events, its newest head speaks of %d", size, newest)
	}
	i := int64(0)
	err = q.each("SELECT place, hash FROM hashes ORDER BY place", nil, func(r *sql.Rows) error {
		var place int64
		var h []byte
		if err := r.Scan(&place, &h); err != nil {
			return err
		}
		if place != i || i >= int64(len(stored)) || !bytes.Equal(h, stored[i][:]) {
			if len(wrong) == 0 {
				fault("hash %d of the tree was changed", place)
			}
		}
		i++
		return nil
	})
	if err == nil && i != int64(len(stored)) && len(wrong) == 0 {
		fault("the tree has %d hashes in place of %d", i, len(stored))
	}
	return size, wrong, s.plain(err)
}

// memory is the hashes of a tree, held in memory.
type memory []tlog.Hash

// ReadHashes is what tlog asks for the hashes that it needs.
func (m *memory) ReadHashes(places []int64) ([]tlog.Hash, error) {
	all := make([]tlog.Hash, len(places))
	for i, p := range places {
		all[i] = (*m)[p]
	}
	return all, nil
}
