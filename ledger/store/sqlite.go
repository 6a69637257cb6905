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
		return s, bare(err)
	case err == nil && info.IsDir():
		return s, fmt.Errorf("%w: it is a folder", ErrForeign)
	case err == nil && !info.Mode().IsRegular():
		return s, fmt.Errorf("%w: it is no file", ErrForeign)
	case err == nil && !permits(path, toRead):
		return s, os.ErrPermission
	}
	// Beside a ledger that nobody has open lies no log (-wal): it is read as it lies, and nothing is made
	// beside it. With a log, it is read as other programs leave it.
	reading := sqliteShared
	if _, err := os.Stat(path + "-wal"); errors.Is(err, os.ErrNotExist) {
		reading = sqliteAlone
	}
	writes := true
	if err == nil {
		// What is another program's is told before anything is set in it.
		only, err := openSQLite(ctx, path, o, reading)
		only.Close()
		if errors.Is(plainSQLite(err), ErrForeign) {
			return s, err
		}
		// SQLite would open a file that it may not write, and leave files beside it that the owner may not write.
		writes = permits(path, toWrite)
	}
	if writes {
		s, err = openSQLite(ctx, path, o, sqliteWritten)
		if o.Create || !errors.Is(plainSQLite(err), ErrReadOnly) {
			return s, err
		}
		s.Close()
	} else if o.Create {
		return s, ErrReadOnly
	}
	s, err = openSQLite(ctx, path, o, reading)
	if errors.Is(plainSQLite(err), ErrReadOnly) {
		err = fmt.Errorf("the ledger was left open, and cannot be read where its folder cannot be written; open it once where it can (%v)", err)
	}
	return s, err
}

// bare is the error of a file without the name of the file, which is told anyway.
func bare(err error) error {
	var at *os.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// How a file is opened.
const (
	sqliteWritten = ""            // to read and write
	sqliteShared  = "mode=ro"     // to read what another program may write
	sqliteAlone   = "immutable=1" // to read what nobody writes
)

func openSQLite(ctx context.Context, path string, o Options, how string) (s *Store, err error) {
	s = &Store{engine: sqliteEngine}
	open := func(pragmas ...string) (*sql.DB, error) {
		q := url.Values{"_pragma": append([]string{fmt.Sprintf("busy_timeout(%d)", o.wait())}, pragmas...), "_txlock": {"immediate"}}
		file := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode() + "&" + how}
		return sql.Open("sqlite", file.String())
	}
	pragmas := []string{"journal_mode(WAL)", "synchronous(FULL)", "secure_delete(1)", "temp_store(MEMORY)", "cache_size(-65536)"}
	if how != sqliteWritten {
		pragmas = []string{"query_only(1)"}
	}
	if s.write, err = open(pragmas...); err != nil {
		return s, err
	}
	s.write.SetMaxOpenConns(1)
	if s.read, err = open("query_only(1)", "cache_size(-65536)"); err != nil {
		return s, err
	}
	s.read.SetMaxOpenConns(4)
	return s, s.checkSQLite(ctx, how == sqliteWritten)
}

// checkSQLite holds that the engine keeps what it acknowledges, whatever the defaults of the
// driver, where it is written at all, and that the database is ours.
func (s *Store) checkSQLite(ctx context.Context, written bool) error {
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
		return fmt.Errorf("%w: the database belongs to another program", ErrForeign)
	}
	if !written {
		return nil
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
		return fmt.Errorf("%w: the file is no database", ErrForeign)
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN:
		return fmt.Errorf("%w (%w)", ErrReadOnly, err)
	case lib.SQLITE_FULL:
		return fmt.Errorf("%w (%w)", ErrFull, err)
	case lib.SQLITE_IOERR:
		return fmt.Errorf("the disk fails; nothing of this was recorded (%w)", err)
	case lib.SQLITE_CORRUPT:
		return fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	return err
}
