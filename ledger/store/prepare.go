package store

import (
	"context"
	"database/sql"
)

// preparing is a transaction of SQLite that keeps the statements it has parsed: parsing one takes as
// long as running it. The driver of PostgreSQL does as much by itself.
type preparing struct {
	*sql.Tx
	known map[string]*sql.Stmt
}

// preparing is a transaction that keeps what it has parsed, on either engine.
func (s *Store) preparing(t *sql.Tx) runs {
	if s.engine == sqliteEngine {
		return &preparing{t, map[string]*sql.Stmt{}}
	}
	return t
}

// mostPrepared bounds what is kept: queries with lists are of many lengths.
const mostPrepared = 100

func (p *preparing) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := p.known[query]; s != nil || len(p.known) == mostPrepared {
		return s, nil
	}
	s, err := p.PrepareContext(ctx, query)
	if err == nil {
		p.known[query] = s
	}
	return s, err
}

// ExecContext runs a statement, parsed before where it can be.
func (p *preparing) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := p.stmt(ctx, query)
	if err != nil || s == nil {
		return p.Tx.ExecContext(ctx, query, args...)
	}
	return s.ExecContext(ctx, args...)
}

// QueryContext runs a query likewise.
func (p *preparing) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := p.stmt(ctx, query)
	if err != nil || s == nil {
		return p.Tx.QueryContext(ctx, query, args...)
	}
	return s.QueryContext(ctx, args...)
}

// QueryRowContext runs a query of one row likewise.
func (p *preparing) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := p.stmt(ctx, query)
	if err != nil || s == nil {
		return p.Tx.QueryRowContext(ctx, query, args...)
	}
	return s.QueryRowContext(ctx, args...)
}
