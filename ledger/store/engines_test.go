package store_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// engines runs a test on each engine that is here: SQLite always, PostgreSQL where BYWHEN_POSTGRES
// is its address. fresh is the address of a new, empty ledger, which goes when the test ends.
func engines(t *testing.T, run func(t *testing.T, fresh func() string)) {
	t.Run("sqlite", func(t *testing.T) {
		folder, n := t.TempDir(), 0
		run(t, func() string { n++; return filepath.Join(folder, fmt.Sprintf("%d.db", n)) })
	})
	t.Run("postgres", func(t *testing.T) {
		address := os.Getenv("BYWHEN_POSTGRES")
		if address == "" {
			if os.Getenv("BYWHEN_REQUIRE_POSTGRES") != "" {
				t.Fatal("BYWHEN_POSTGRES does not say where a PostgreSQL is")
			}
			t.Skip("BYWHEN_POSTGRES does not say where a PostgreSQL is, such as postgres://postgres@127.0.0.1:5432/postgres")
		}
		run(t, func() string { return schema(t, address) })
	})
}

// schema makes a schema of PostgreSQL for one ledger, and drops it when the test ends.
func schema(t *testing.T, address string) string {
	t.Helper()
	do := func(query string) {
		db, err := sql.Open("pgx", address)
		if err == nil {
			_, err = db.Exec(query)
			db.Close()
		}
		if err != nil {
			t.Error(err)
		}
	}
	name := fmt.Sprintf("bywhen_test_%016x", rand.Uint64())
	do("CREATE SCHEMA " + name)
	t.Cleanup(func() { do("DROP SCHEMA IF EXISTS " + name + " CASCADE") })
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

// raw opens the database of a ledger as another program would.
func raw(t *testing.T, address string) *sql.DB {
	t.Helper()
	driver := "sqlite"
	if strings.HasPrefix(address, "postgres") {
		driver = "pgx"
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}
