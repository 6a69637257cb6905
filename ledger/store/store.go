// Package store keeps a ledger in SQLite or PostgreSQL: the events in the order they were
// recorded, the Merkle tree over them, and the tables of what follows from them.
package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/bywhen/bywhen/ledger"
)

// Errors that a caller may want to tell apart.
var (
	ErrMissing  = errors.New("no such ledger")
	ErrLocked   = errors.New("the ledger is locked by another program; try again when it is done")
	ErrForeign  = errors.New("this is no ledger")
	ErrNewer    = errors.New("the ledger was written by a newer version of bywhen")
	ErrReadOnly = errors.New("the ledger cannot be written")
	ErrDamaged  = errors.New("the file is damaged; a backup restores it, and bywhen rebuild what only follows from the log")
	ErrDenied   = errors.New("the user of the database has no right to do that")
	ErrFull     = errors.New("the disk is full; nothing of this was recorded")
)

// Store is an open ledger. One process writes it at a time; it is safe for concurrent use.
type Store struct {
	write, read *sql.DB // of SQLite, one connection that writes and a few that read
	engine      engine
	name        string // the address, as it may be shown
}

// Options say how to open a ledger.
type Options struct {
	Create bool          // make one where there is none
	Wait   time.Duration // how long to wait for another program that writes; five seconds where it is 0
}

func (o Options) wait() int64 { return cmp.Or(o.Wait, 5*time.Second).Milliseconds() }

// Open opens the ledger at an address: a file for SQLite, postgres://… for PostgreSQL. It brings
// an older ledger up to the newest schema.
func Open(ctx context.Context, address string, o Options) (*Store, error) {
	s, err := connect(ctx, address, o)
	if err != nil {
		s.Close()
		return nil, s.plain(err)
	}
	if err := s.migrate(ctx, o.Create); err != nil {
		s.Close()
		return nil, s.plain(err)
	}
	return s, nil
}

// Close closes the ledger.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// tx runs work in a transaction that writes: all of it or nothing.
func (s *Store) tx(ctx context.Context, work func(*tx) error) error {
	t, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return s.plain(err)
	}
	defer t.Rollback() // after Commit it does nothing
	x := &tx{queries: queries{ctx, s.preparing(t), s.engine}}
	if err := x.lock(); err != nil {
		return s.plain(err)
	}
	if err := work(x); err != nil {
		return s.plain(err)
	}
	return s.plain(t.Commit())
}

// Append records events and brings the tables up to them, all or none. It returns how many were
// new; what is recorded already is left out. An event is safe on disk when Append returns.
func (s *Store) Append(ctx context.Context, now time.Time, events ...ledger.Event) (added int, err error) {
	err = s.tx(ctx, func(t *tx) error {
		fresh, err := t.record(now, events)
		if err != nil || len(fresh) == 0 {
			return err
		}
		added = len(fresh)
		return t.derive(fresh)
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// Last is the sequence number of the last event, 0 for an empty ledger.
func (s *Store) Last(ctx context.Context) (ledger.Seq, error) {
	var last ledger.Seq
	err := s.reader(ctx).row(&last)("SELECT COALESCE(MAX(seq), 0) FROM events")
	return last, s.plain(err)
}

// Events are the events after one sequence number and up to another (0: to the end), in order.
func (s *Store) Events(ctx context.Context, after, upTo ledger.Seq) iter.Seq2[ledger.Event, error] {
	return func(yield func(ledger.Event, error) bool) {
		for e, err := range s.reader(ctx).events(after, upTo) {
			if !yield(e, s.plain(err)) {
				return
			}
		}
	}
}

func (s *Store) reader(ctx context.Context) queries { return queries{ctx, s.read, s.engine} }

// queries runs queries on a database or in a transaction. SQL is written with ? for parameters
// and is the same for both engines.
type queries struct {
	ctx    context.Context
	on     runs
	engine engine
}

// runs is a database or a transaction.
type runs interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

// tx is a transaction that writes.
type tx struct {
	queries
	said map[posting]int // words that clusters say more or less often than the tables have it
}

func (q queries) exec(query string, args ...any) error {
	_, err := q.on.ExecContext(q.ctx, q.engine.sql(query), args...)
	if err != nil {
		return fmt.Errorf("%w (in %s)", err, firstWords(query))
	}
	return nil
}

// row reads one row into the targets; sql.ErrNoRows where there is none.
func (q queries) row(targets ...any) func(query string, args ...any) error {
	return func(query string, args ...any) error {
		return q.on.QueryRowContext(q.ctx, q.engine.sql(query), args...).Scan(targets...)
	}
}

// each calls scan for each row of a query.
func (q queries) each(query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := q.on.QueryContext(q.ctx, q.engine.sql(query), args...)
	if err != nil {
		return fmt.Errorf("%w (in %s)", err, firstWords(query))
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// column reads the first column of a query.
func column[T any](q queries, query string, args ...any) ([]T, error) {
	var all []T
	err := q.each(query, args, func(r *sql.Rows) error {
		var v T
		err := r.Scan(&v)
		all = append(all, v)
		return err
	})
	return all, err
}

// inGroups runs a query over many values, some hundreds at a time: %s stands for the list.
func inGroups[T any](values []T, query string, run func(query string, args []any) error) error {
	const most = 500
	for len(values) > 0 {
		n := min(most, len(values))
		args := make([]any, n)
		for i, v := range values[:n] {
			args[i] = v
		}
		if err := run(fmt.Sprintf(query, marks(n)), args); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}

func firstWords(query string) string {
	words := strings.Fields(query)
	return strings.Join(words[:min(4, len(words))], " ")
}
