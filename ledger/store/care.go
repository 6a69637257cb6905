package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/bywhen/bywhen/ledger"
)

// Erase withholds the texts of a report: its own, and those of its readings. The log keeps their
// salted hashes, and says who erased them and why. It returns whether there was such a report.
func (s *Store) Erase(ctx context.Context, now time.Time, report, by, reason string) (bool, error) {
	q := s.reader(ctx)
	ids, err := column[string](q, "SELECT id FROM readings WHERE report = ? ORDER BY id", report)
	if err != nil {
		return false, s.plain(err)
	}
	var known int
	err = q.row(&known)("SELECT COUNT(*) FROM events WHERE kind = ? AND id = ?", string(ledger.ReportEvent), report)
	if err != nil || known == 0 && len(ids) == 0 {
		return false, s.plain(err)
	}
	set := ledger.Setting{Name: ledger.Erase, Value: report, Events: append(ids, report), By: by, At: now.UTC().Truncate(time.Second), Reason: reason}
	_, err = s.Append(ctx, now, set.Event())
	return err == nil, err
}

// withhold deletes the bodies that an erasure names, and what is known of the readings.
func (t *tx) withhold(set ledger.Setting) error {
	if err := t.exec("DELETE FROM reread WHERE report = ?", set.Value); err != nil {
		return err
	}
	if err := inGroups(set.Events, "DELETE FROM readings WHERE id IN (%s)",
		func(query string, args []any) error { return t.exec(query, args...) }); err != nil {
		return err
	}
	return inGroups(set.Events, "DELETE FROM bodies WHERE seq IN (SELECT seq FROM events WHERE kind IN ('report', 'reading') AND id IN (%s))",
		func(query string, args []any) error { return t.exec(query, args...) })
}

// ReportOf is the id of the report of a name as it was given, or of a statement of it; "" where
// there is none.
func (s *Store) ReportOf(ctx context.Context, name string) (string, error) {
	for e, err := range s.Events(ctx, 0, 0) {
		if err != nil {
			return "", err
		}
		if e.Kind != ledger.ReportEvent || e.Body == nil {
			continue
		}
		r, err := ledger.Decode[ledger.Report](e)
		if err != nil {
			return "", err
		}
		if r.Name == name || r.URL == name || r.ID == strings.ToUpper(name) {
			return r.ID, nil
		}
	}
	return "", nil
}

// RootAt is the root of the Merkle tree over the first events, as the stored hashes give it.
func (s *Store) RootAt(ctx context.Context, size ledger.Seq) (tlog.Hash, error) {
	last, err := s.Last(ctx)
	if err != nil {
		return tlog.Hash{}, err
	}
	if size > last {
		return tlog.Hash{}, fmt.Errorf("the head speaks of %d events, the ledger has %d: it was cut or rolled back", size, last)
	}
	h, err := tlog.TreeHash(int64(size), &tree{queries: s.reader(ctx)})
	return h, s.plain(err)
}

// Backup writes a copy of the ledger into a file that must not be there, while the ledger is in use.
func (s *Store) Backup(ctx context.Context, file string) error {
	if s.engine != sqliteEngine {
		return errors.New("back a PostgreSQL ledger up with pg_dump")
	}
	_, err := s.write.ExecContext(ctx, "VACUUM INTO ?", file)
	if err != nil {
		os.Remove(file) // a part of a copy is none; SQLite refuses a file that was there before
		err = plainSQLite(err)
		if errors.Is(err, ErrFull) {
			err = errors.New("the disk is full; there is no copy")
		}
		return &ledgerError{file, err}
	}
	return nil
}

// OneFile reports whether the ledger is a file of its own, which Check can look at.
func (s *Store) OneFile() bool { return s.engine == sqliteEngine }

// Check looks for damage in the database itself, and returns what is wrong.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	if s.engine != sqliteEngine {
		return nil, nil
	}
	wrong, err := column[string](s.reader(ctx), "PRAGMA integrity_check(20)")
	if len(wrong) == 1 && wrong[0] == "ok" {
		wrong = nil
	}
	return wrong, s.plain(err)
}

// Counts are how many rows the tables have, by name.
func (s *Store) Counts(ctx context.Context) (map[string]int, error) {
	counts := map[string]int{}
	for _, table := range append([]string{"events", "bodies"}, derivedTables...) {
		var n int
		if err := s.reader(ctx).row(&n)("SELECT COUNT(*) FROM " + table); err != nil {
			return nil, s.plain(err)
		}
		counts[table] = n
	}
	return counts, nil
}

// Select runs a query that only reads, and gives the names of its columns and then each row as
// text.
func (s *Store) Select(ctx context.Context, query string, row func([]string) error) error {
	t, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return s.plain(err)
	}
	defer t.Rollback()
	rows, err := t.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	if err := row(names); err != nil {
		return err
	}
	values := make([]sql.NullString, len(names))
	targets := make([]any, len(names))
	for i := range values {
		targets[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		texts := make([]string, len(names))
		for i, v := range values {
			texts[i] = v.String
		}
		if err := row(texts); err != nil {
			return err
		}
	}
	return rows.Err()
}
