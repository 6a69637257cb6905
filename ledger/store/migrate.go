package store

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
)

// applicationID marks a file of SQLite as a ledger of ours: "bywh".
const applicationID = 0x62797768

// migrations bring a ledger from one version of the schema to the next; the version of a ledger
// is how many it has had. A migration that was released is never changed. Tables below the line
// "derived" can be dropped and rebuilt from the events.
var migrations = []string{schema1, schema2, schema3}

var (
	//go:embed schema1.sql
	schema1 string
	//go:embed schema2.sql
	schema2 string
	//go:embed schema3.sql
	schema3 string
)

func (s *Store) migrate(ctx context.Context, create bool) error {
	q := queries{ctx, s.write, s.engine}
	version, err := s.version(q)
	if err != nil {
		return err
	}
	switch {
	case version == len(migrations):
		return nil
	case version > len(migrations):
		return fmt.Errorf("%w: its schema is %d, this program knows %d", ErrNewer, version, len(migrations))
	case version == 0 && !create:
		return ErrMissing
	}
	return s.tx(ctx, func(t *tx) error {
		version, err := s.version(t.queries) // under the lock: another program may have been first
		if err != nil || version == len(migrations) {
			return err
		}
		for _, m := range migrations[min(version, len(migrations)):] {
			for statement := range strings.SplitSeq(m, ";\n") {
				if strings.TrimSpace(statement) == "" {
					continue
				}
				if err := t.exec(statement); err != nil {
					return err
				}
			}
		}
		if version == 0 {
			err = t.newSigner()
		} else {
			err = t.rebuild() // to fill what is new
		}
		if err != nil {
			return err
		}
		return s.setVersion(t, len(migrations))
	})
}

// version is how many migrations the ledger has had, 0 for an empty database.
func (s *Store) version(q queries) (n int, err error) {
	if s.engine == sqliteEngine {
		return n, q.row(&n)("PRAGMA user_version")
	}
	var ours bool
	err = q.row(&ours)("SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'bywhen_schema')")
	if err != nil || !ours {
		return 0, err
	}
	return n, q.row(&n)("SELECT version FROM bywhen_schema")
}

func (s *Store) setVersion(t *tx, n int) error {
	statements := []string{fmt.Sprintf("PRAGMA user_version = %d", n), fmt.Sprintf("PRAGMA application_id = %d", applicationID)}
	if s.engine == postgresEngine {
		statements = []string{"CREATE TABLE IF NOT EXISTS bywhen_schema (version BIGINT NOT NULL)", "DELETE FROM bywhen_schema",
			fmt.Sprintf("INSERT INTO bywhen_schema (version) VALUES (%d)", n)}
	}
	for _, statement := range statements {
		if err := t.exec(statement); err != nil {
			return err
		}
	}
	return nil
}
