package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"strconv"
	"strings"
)

// engine is what differs between the databases. All of it stands in this file, in sqlite.go and
// in postgres.go.
type engine uint8

const (
	sqliteEngine engine = iota
	postgresEngine
)

// isPostgres reports whether an address is one of PostgreSQL; any other is a file.
func isPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// connect opens the connections. The Store it returns with an error only serves to explain it.
func connect(ctx context.Context, address string, o Options) (s *Store, err error) {
	if isPostgres(address) {
		s, err = connectPostgres(ctx, address, o)
	} else {
		s, err = connectSQLite(ctx, address, o)
	}
	s.name = shown(address)
	return s, err
}

// shown is an address as it may be shown: without the password.
func shown(address string) string {
	if u, err := url.Parse(address); err == nil && isPostgres(address) {
		return u.Redacted()
	}
	return address
}

var (
	sqliteTypes   = strings.NewReplacer("{int}", "INTEGER", "{bytes}", "BLOB", "{text}", "TEXT", "{rowless}", "WITHOUT ROWID")
	postgresTypes = strings.NewReplacer("{int}", "BIGINT", "{bytes}", "BYTEA", "{text}", `TEXT COLLATE "C"`, "{rowless}", "")
)

// sql is a query as the engine wants it: parameters, and in braces the types of columns and tables. Texts
// compare by their bytes in both.
func (e engine) sql(query string) string {
	if e == sqliteEngine {
		if strings.Contains(query, "{") {
			return sqliteTypes.Replace(query)
		}
		return query
	}
	if strings.Contains(query, "{") {
		query = postgresTypes.Replace(query)
	}
	if !strings.Contains(query, "?") {
		return query
	}
	var b strings.Builder
	n := 0
	for i := range len(query) {
		if query[i] != '?' {
			b.WriteByte(query[i])
			continue
		}
		n++
		b.WriteString("$" + strconv.Itoa(n))
	}
	return b.String()
}

// plain says in our words what people can do something about, and of which ledger.
func (s *Store) plain(err error) error {
	var said *ledgerError
	if err == nil || errors.As(err, &said) {
		return err
	}
	if s.engine == postgresEngine {
		err = plainPostgres(err)
	} else {
		err = plainSQLite(err)
	}
	return &ledgerError{s.name, err}
}

// ledgerError is what went wrong with the ledger of a name.
type ledgerError struct {
	name string
	err  error
}

func (e *ledgerError) Error() string { return e.name + ": " + e.err.Error() }
func (e *ledgerError) Unwrap() error { return e.err }

// snapshot gives work one state of the ledger to read, whatever is written meanwhile.
func (s *Store) snapshot(ctx context.Context, work func(queries) error) error {
	o := &sql.TxOptions{ReadOnly: true}
	if s.engine == postgresEngine {
		o.Isolation = sql.LevelRepeatableRead
	}
	t, err := s.read.BeginTx(ctx, o)
	if err != nil {
		return s.plain(err)
	}
	defer t.Rollback()
	return s.plain(work(queries{ctx, s.preparing(t), s.engine}))
}
