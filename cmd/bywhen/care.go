package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/store"
)

type rebuildCommand struct {
	database
	JSON   asJSON `name:"json" help:"Print how many rows the tables have as JSON; --json=KEY,KEY only those keys."`
	DryRun bool   `help:"Say of how many events the tables would be made, and make none."`
}

func (r *rebuildCommand) Run(c console) error {
	s, err := r.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	ctx := context.Background()
	began := c.now()
	if !r.DryRun {
		done := c.working("rebuilding the tables; the log is not touched")
		err := s.Rebuild(ctx)
		done()
		if err != nil {
			return c.locked(err)
		}
	}
	counts, err := s.Counts(ctx)
	if err != nil {
		return c.locked(err)
	}
	if r.JSON.wanted {
		return r.JSON.print(c.out, told(r.DryRun, map[string]any{"rows": counts}))
	}
	if r.DryRun {
		_, err = fmt.Fprintf(c.err, "bywhen: would make the tables anew from %s\n", counted(counts["events"], "event"))
		return err
	}
	_, err = fmt.Fprintf(c.err, "bywhen: rebuilt in %.1f s\n", c.now().Sub(began).Seconds())
	return err
}

type backupCommand struct {
	database
	JSON   asJSON `name:"json" help:"Print what was written as JSON; --json=KEY,KEY only those keys."`
	DryRun bool   `help:"Check that the file can be made, and make none."`
	To     string `arg:"" help:"The file to write, which must not be there."`
}

func (b *backupCommand) Run(c console) error {
	if err := free(b.To); err != nil {
		return err
	}
	s, err := b.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	if b.DryRun {
		last, err := s.Last(context.Background())
		if err != nil {
			return c.locked(err)
		}
		return copied{b.To, last, true}.tell(c, b.JSON)
	}
	done := c.working("copying and verifying")
	defer done()
	if err := s.Backup(context.Background(), b.To); err != nil {
		return c.locked(err)
	}
	size, err := checked(b.To)
	done()
	if err != nil {
		return c.locked(err)
	}
	return copied{b.To, size, false}.tell(c, b.JSON)
}

// free holds that a file can be made: it is not there, and its folder is.
func free(file string) error {
	if _, err := os.Lstat(file); err == nil {
		return misuse(file + " is there already")
	}
	if _, err := os.Stat(filepath.Dir(file)); err != nil {
		return named(file, err)
	}
	return nil
}

// checked verifies a copy, and returns how many events it holds: a backup is one only when it can be read.
func checked(file string) (ledger.Seq, error) {
	ctx := context.Background()
	s, err := store.Open(ctx, file, store.Options{})
	if err != nil {
		return 0, err
	}
	defer s.Close()
	size, wrong, err := s.Verify(ctx)
	if err == nil && len(wrong) > 0 {
		err = fmt.Errorf("%s does not verify: %s", file, wrong[0])
	}
	return size, err
}

// copied is a copy of a ledger, made or (in a dry run) to be made.
type copied struct {
	File   string     `json:"file"`
	Events ledger.Seq `json:"events"`
	DryRun bool       `json:"dry_run,omitempty"`
}

func (x copied) tell(c console, j asJSON) error {
	if j.wanted {
		return j.print(c.out, x)
	}
	holds := "holds %s and verifies"
	if x.DryRun {
		holds = "would hold %s"
	}
	_, err := fmt.Fprintf(c.err, "bywhen: %s "+holds+"\n", x.File, counted(int(x.Events), "event"))
	return err
}

type restoreCommand struct {
	database
	JSON   asJSON `name:"json" help:"Print what was restored as JSON; --json=KEY,KEY only those keys."`
	DryRun bool   `help:"Verify the backup and check that the ledger can be made, and make none."`
	From   string `arg:"" help:"A file that bywhen backup wrote."`
}

func (r *restoreCommand) Run(c console) error {
	if r.DB == "" {
		return misuse("restore to where? give a new file with --db FILE")
	}
	done := c.working("verifying and copying")
	defer done()
	size, err := checked(r.From)
	if err != nil {
		return c.locked(err)
	}
	if free(r.DB) != nil {
		if _, err := os.Lstat(r.DB); err == nil {
			return misuse(r.DB + " is there already; a restore never overwrites a ledger")
		}
		return free(r.DB)
	}
	if r.DryRun {
		done()
		return copied{r.DB, size, true}.tell(c, r.JSON)
	}
	if err := r.copy(); err != nil {
		return err
	}
	if size, err = checked(r.DB); err != nil {
		return c.locked(err)
	}
	done()
	return copied{r.DB, size, false}.tell(c, r.JSON)
}

// copy makes the ledger, whole or not at all.
func (r *restoreCommand) copy() error {
	in, err := os.Open(r.From)
	if err != nil {
		return named(r.From, err)
	}
	defer in.Close()
	out, err := os.OpenFile(r.DB, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return named(r.DB, err)
	}
	_, err = io.Copy(out, in)
	if err := cmp.Or(err, out.Sync(), out.Close()); err != nil {
		os.Remove(r.DB) // a part of a ledger is none
		return named(r.DB, err)
	}
	return nil
}

type doctorCommand struct {
	database
	JSON asJSON `name:"json" help:"Print what was found as JSON; --json=KEY,KEY only those keys."`
}

func (d *doctorCommand) Run(c console) error {
	s, err := d.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	done := c.working("looking")
	counts, wrong, err := d.look(s)
	done()
	if err != nil {
		return c.locked(err)
	}
	if d.JSON.wanted {
		err := d.JSON.print(c.out, map[string]any{"rows": counts, "wrong": listed(wrong)})
		if err == nil && len(wrong) > 0 {
			return status(nothingRead)
		}
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(c.out, "%-12s %d\n", name, counts[name])
	}
	for _, w := range wrong {
		fmt.Fprintln(c.err, "bywhen: "+w)
	}
	if len(wrong) > 0 {
		fmt.Fprintln(c.err, "bywhen: restore the last backup, or rebuild if only derived tables are hurt")
		return status(nothingRead)
	}
	whole := "The database is whole and the log verifies."
	if !s.OneFile() {
		whole = "The log verifies. Whether the files of PostgreSQL are whole, its own tools say (pg_amcheck, data checksums)."
	}
	_, err = fmt.Fprintln(c.out, whole)
	return err
}

// look counts the rows and finds what is wrong, with damage to the file itself first.
func (d *doctorCommand) look(s *store.Store) (counts map[string]int, wrong []string, err error) {
	ctx := context.Background()
	damage, err := s.Check(ctx)
	if err == nil {
		_, wrong, err = s.Verify(ctx)
		wrong = append(damage, wrong...)
	}
	if err == nil {
		counts, err = s.Counts(ctx)
	}
	if errors.Is(err, store.ErrDamaged) {
		return counts, append(wrong, err.Error()), nil
	}
	return counts, wrong, err
}
