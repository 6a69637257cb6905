package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// oldest is the oldest SQLite that keeps what it has acknowledged: before it, two connections that
// write and checkpoint at once can corrupt a database in WAL mode (sqlite.org/wal.html).
const oldest = 3_051_003

func connectSQLite(ctx context.Context, path string, o Options) (*Store, error) {
	s := &Store{engine: sqliteEngine}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist) && !o.Create:
		return s, ErrMissing
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return s, err
	case err == nil && info.IsDir():
		return s, fmt.Errorf("%w: it is a folder", ErrForeign)
	}
	open := func(pragmas ...string) (*sql.DB, error) {
		q := url.Values{"_pragma": append([]string{fmt.Sprintf("busy_timeout(%d)", o.wait())}, pragmas...), "_txlock": {"immediate"}}
		file := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}
		return sql.Open("sqlite", file.String())
	}
	if s.write, err = open("journal_mode(WAL)", "synchronous(FULL)", "secure_delete(1)", "temp_store(MEMORY)", "cache_size(-65536)"); err != nil {
		return s, err
	}
	s.write.SetMaxOpenConns(1)
	if s.read, err = open("query_only(1)", "cache_size(-65536)"); err != nil {
		return s, err
	}
	s.read.SetMaxOpenConns(4)
	return s, s.checkSQLite(ctx)
}

// checkSQLite holds that the engine keeps what it acknowledges, whatever the defaults of the
// driver, and that the database is ours.
func (s *Store) checkSQLite(ctx context.Context) error {
	if v := lib.SQLITE_VERSION_NUMBER; v < oldest {
		return fmt.Errorf("SQLite %d is older than %d, which can lose what it has acknowledged", v, oldest)
	}
	q := queries{ctx, s.write, s.engine}
	var id, tables int
	if err := q.row(&id)("PRAGMA application_id"); err != nil {
		return err
	}
	if err := q.row(&tables)("SELECT COUNT(*) FROM sqlite_master"); err != nil {
		return err
	}
	if id != applicationID && (id != 0 || tables > 0) {
		return ErrForeign
	}
	var journal string
	var synchronous int
	if err := q.row(&journal)("PRAGMA journal_mode"); err != nil {
		return err
	}
	if err := q.row(&synchronous)("PRAGMA synchronous"); err != nil {
		return err
	}
	if journal != "wal" || synchronous < 2 {
		return fmt.Errorf("journal_mode is %s and synchronous %d; a ledger needs wal and 2 (FULL), which this file system does not give", journal, synchronous)
	}
	return nil
}

func plainSQLite(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return ErrLocked
	case lib.SQLITE_NOTADB:
		return ErrForeign
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN:
		return fmt.Errorf("%w (%w)", ErrReadOnly, err)
	case lib.SQLITE_FULL:
		return fmt.Errorf("%w (%w)", ErrFull, err)
	case lib.SQLITE_CORRUPT:
		return fmt.Errorf("the file is damaged; bywhen doctor says where, and a backup restores it (%w)", err)
	}
	return err
}
