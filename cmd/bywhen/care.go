package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/store"
)

type verifyCommand struct {
	database
	Head      string `placeholder:"FILE" help:"Also hold that the ledger goes on from this head, kept elsewhere: that nothing was cut or rolled back."`
	PrintHead bool   `help:"Print the head of the ledger, to be kept elsewhere."`
}

func (v *verifyCommand) Run(c console) error {
	s, err := v.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	ctx := context.Background()
	size, wrong, err := s.Verify(ctx)
	if err != nil {
		return c.locked(err)
	}
	if v.Head != "" {
		kept, err := readHead(v.Head)
		if err != nil {
			return err
		}
		root, err := s.RootAt(ctx, kept.Size)
		if err == nil && root != kept.Root {
			err = fmt.Errorf("the first %d events are not those of %s", kept.Size, v.Head)
		}
		if err != nil {
			wrong = append(wrong, err.Error())
		}
		signed, err := s.Signed(ctx, kept)
		if err != nil {
			return c.locked(err)
		}
		if !signed {
			wrong = append(wrong, v.Head+" does not bear the signature of this ledger")
		}
	}
	for _, w := range wrong {
		fmt.Fprintln(c.err, "bywhen: "+w)
	}
	if len(wrong) > 0 {
		return status(reportable)
	}
	if v.PrintHead {
		h, err := s.Head(ctx)
		if err != nil {
			return c.locked(err)
		}
		_, err = io.WriteString(c.out, h.Note)
		return err
	}
	_, err = fmt.Fprintf(c.out, "%s: each is what was recorded, in its order.\n", counted(int(size), "event"))
	return err
}

func readHead(file string) (store.Head, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return store.Head{}, err
	}
	h, err := store.ParseHead(string(data))
	if err != nil {
		return h, fmt.Errorf("%s: %w", file, err)
	}
	return h, nil
}

type rebuildCommand struct{ database }

func (r *rebuildCommand) Run(c console) error {
	s, err := r.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	return c.locked(s.Rebuild(context.Background()))
}

type backupCommand struct {
	database
	To string `arg:"" help:"The file to write, which must not be there."`
}

func (b *backupCommand) Run(c console) error {
	if _, err := os.Stat(b.To); err == nil {
		return misuse(b.To + " is there already")
	}
	s, err := b.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Backup(context.Background(), b.To); err != nil {
		return c.locked(err)
	}
	return checked(c, b.To)
}

// checked verifies a copy: a backup is one only when it can be read.
func checked(c console, file string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, file, store.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	size, wrong, err := s.Verify(ctx)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%s does not verify: %s", file, wrong[0])
	}
	_, err = fmt.Fprintf(c.err, "bywhen: %s holds %s and verifies\n", file, counted(int(size), "event"))
	return err
}

type restoreCommand struct {
	database
	From string `arg:"" help:"A file that bywhen backup wrote."`
}

func (r *restoreCommand) Run(c console) error {
	if r.DB == "" {
		return misuse("restore to where? give a new file with --db FILE")
	}
	if err := checked(c, r.From); err != nil {
		return err
	}
	in, err := os.Open(r.From)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(r.DB, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return misuse(r.DB + " is there already; a restore never overwrites a ledger")
	}
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Sync(), out.Close()); err != nil {
		return err
	}
	return checked(c, r.DB)
}

type doctorCommand struct{ database }

func (d *doctorCommand) Run(c console) error {
	s, err := d.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	ctx := context.Background()
	damage, err := s.Check(ctx)
	if err != nil {
		return c.locked(err)
	}
	_, wrong, err := s.Verify(ctx)
	if err != nil {
		return c.locked(err)
	}
	counts, err := s.Counts(ctx)
	if err != nil {
		return c.locked(err)
	}
	var names []string
	for name := range counts {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(c.out, "%-12s %d\n", name, counts[name])
	}
	for _, w := range append(damage, wrong...) {
		fmt.Fprintln(c.err, "bywhen: "+w)
	}
	if len(damage)+len(wrong) > 0 {
		fmt.Fprintln(c.err, "bywhen: restore the last backup, or rebuild if only derived tables are hurt")
		return status(nothingRead)
	}
	_, err = fmt.Fprintln(c.out, "The database is whole and the log verifies.")
	return err
}

type sqlCommand struct {
	database
	Query string `arg:"" help:"A query that only reads: \"select class, count(*) from commitments group by 1\"."`
}

func (q *sqlCommand) Run(c console) error {
	s, err := q.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	out := bufio.NewWriter(c.out)
	if err := s.Select(context.Background(), q.Query, func(row []string) error {
		for i, cell := range row {
			row[i] = strings.NewReplacer("\t", " ", "\n", " ").Replace(cell)
		}
		_, err := fmt.Fprintln(out, strings.Join(row, "\t"))
		return err
	}); err != nil {
		return err
	}
	return out.Flush()
}

type eraseCommand struct {
	decider
	Report string `arg:"" help:"The report whose texts are to be withheld: its id or address as it was given."`
}

func (e *eraseCommand) Run(c console) error {
	if e.Reason == "" {
		return misuse("say why with --reason; the log keeps who erased what and why")
	}
	by := e.By
	if by == "" {
		by = c.env("USER")
	}
	s, err := e.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	ctx := context.Background()
	report, err := s.ReportOf(ctx, e.Report)
	if err != nil {
		return c.locked(err)
	}
	found := false
	if report != "" {
		found, err = s.Erase(ctx, c.now(), report, by, e.Reason)
	}
	if err != nil {
		return c.locked(err)
	}
	if !found {
		fmt.Fprintf(c.err, "bywhen: there is no report %q\n", e.Report)
		return status(noSuchID)
	}
	_, err = fmt.Fprintf(c.err, "bywhen: the texts of report %s are withheld; copies in backups are not\n", short(report))
	return err
}

type diffCommand struct {
	asked
	From int64 `required:"" placeholder:"N" help:"The state to compare with: as recorded up to event N."`
	To   int64 `placeholder:"N" help:"The later state; the present one where it is not given."`
}

func (d *diffCommand) Run(c console) error {
	states := [2]map[string]*ledger.Commitment{}
	var order []string
	out := bufio.NewWriter(c.out)
	defer out.Flush()
	today := c.today()
	for i, seq := range []int64{d.From, d.To} {
		states[i] = map[string]*ledger.Commitment{}
		if i == 0 && seq < 1 {
			return misuse("--from must be at least 1")
		}
		a := d.asked
		a.AtSeq = seq
		err := a.each(c, func(f *ledger.Filter, _ calendar.Day) { *f = ledger.Filter{} }, func(m *ledger.Commitment, on calendar.Day) error {
			today = on
			states[i][m.ID] = m
			order = append(order, m.ID)
			return nil
		})
		if err != nil {
			return err
		}
	}
	seen := map[string]bool{}
	for _, id := range order {
		if seen[id] {
			continue
		}
		seen[id] = true
		a, b := states[0][id], states[1][id]
		switch {
		case a == nil:
			fmt.Fprintf(out, "+ %s  %s  %s  %s\n", short(id), statusWords(b.On(today)), window(b.Window), b.Title())
		case b == nil:
			fmt.Fprintf(out, "- %s  %s\n", short(id), a.Title())
		default:
			for _, change := range [][3]string{
				{"due", window(a.Window), window(b.Window)},
				{"status", statusWords(a.On(today)), statusWords(b.On(today))},
				{"statements", fmt.Sprint(len(a.Items)), fmt.Sprint(len(b.Items))},
			} {
				if change[1] != change[2] {
					fmt.Fprintf(out, "~ %s  %s  %s -> %s  %s\n", short(id), change[0], orNone(change[1]), orNone(change[2]), b.Title())
				}
			}
		}
	}
	return nil
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
