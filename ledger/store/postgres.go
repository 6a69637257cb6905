package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// oldestPostgres is the oldest PostgreSQL that its makers still mend.
const oldestPostgres = 14_00_00

// patience is how long a PostgreSQL may take to answer, where its address does not say it (connect_timeout).
const patience = 10 * time.Second

// connectPostgres opens a ledger in the schema that is first in the search_path of the address.
func connectPostgres(ctx context.Context, address string, o Options) (*Store, error) {
	s := &Store{engine: postgresEngine}
	open := func(settings ...string) (*sql.DB, error) {
		c, err := pgx.ParseConfig(address)
		if err != nil {
			return nil, errors.New("this is no address of PostgreSQL; write postgres://USER@HOST:5432/DATABASE")
		}
		if c.ConnectTimeout == 0 {
			c.ConnectTimeout = patience
		}
		c.RuntimeParams["application_name"] = "bywhen"
		c.RuntimeParams["client_min_messages"] = "warning"
		for i := 0; i < len(settings); i += 2 {
			c.RuntimeParams[settings[i]] = settings[i+1]
		}
		return stdlib.OpenDB(*c), nil
	}
	var err error
	if s.write, err = open("synchronous_commit", "on", "lock_timeout", fmt.Sprint(o.wait())); err != nil {
		return s, err
	}
	s.write.SetMaxOpenConns(1)
	if s.read, err = open("default_transaction_read_only", "on"); err != nil {
		return s, err
	}
	s.read.SetMaxOpenConns(4)
	return s, s.checkPostgres(ctx)
}

// checkPostgres holds that the engine keeps what it acknowledges, and that the schema is ours.
func (s *Store) checkPostgres(ctx context.Context) error {
	q := queries{ctx, s.write, s.engine}
	var version, tables, ours int
	var fsync, commit, encoding string
	err := q.row(&version, &fsync, &commit, &encoding, &tables, &ours)(`SELECT CAST(current_setting('server_version_num') AS INT), current_setting('fsync'),
		current_setting('synchronous_commit'), current_setting('server_encoding'),
		(SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()),
		(SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'bywhen_schema')`)
	switch {
	case err != nil:
		return err
	case version < oldestPostgres:
		return fmt.Errorf("PostgreSQL %d is older than 14", version/10000)
	case fsync != "on" || commit != "on":
		return fmt.Errorf("fsync is %s and synchronous_commit %s; a ledger needs both on", fsync, commit)
	case encoding != "UTF8":
		return fmt.Errorf("the database is encoded as %s; a ledger needs UTF8", encoding)
	case tables > 0 && ours == 0:
		return fmt.Errorf("%w: the schema belongs to another program", ErrForeign)
	}
	return nil
}

// writer is the advisory lock of the one that writes, one for each schema.
const writer = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 1652127592))"

// lock takes the right to write, which a transaction of SQLite has from its begin. Whoever waits
// longer than lock_timeout is told that the ledger is locked.
func (t *tx) lock() error {
	if t.engine == sqliteEngine {
		return nil
	}
	return t.exec(writer)
}

func plainPostgres(err error) error {
	var e *pgconn.PgError
	var c *pgconn.ConnectError
	isConnect := errors.As(err, &c)
	if errors.As(err, &e) {
		switch {
		case e.Code == "55P03", e.Code == "40001", e.Code == "40P01": // lock_not_available, serialization_failure, deadlock_detected
			return ErrLocked
		case e.Code == "3D000", e.Code == "3F000": // no such database, no such schema
			return fmt.Errorf("PostgreSQL has no such database or schema; make it first (%s)", e.Message)
		case e.Code == "25006": // read_only_sql_transaction
			return fmt.Errorf("%w (%s)", ErrReadOnly, e.Message)
		case e.Code == "42501": // insufficient_privilege
			return fmt.Errorf("%w (%s)", ErrDenied, e.Message)
		case e.Code == "53100": // disk_full
			return fmt.Errorf("%w (%s)", ErrFull, e.Message)
		case isConnect:
			return fmt.Errorf("PostgreSQL does not let this user in (%s)", e.Message)
		}
		return err
	}
	if isConnect { // a line for each address that was tried, with and without TLS
		lines := strings.Split(c.Error(), "\n")
		return fmt.Errorf("no PostgreSQL answers (%s)", strings.TrimSpace(lines[len(lines)-1]))
	}
	return err
}
