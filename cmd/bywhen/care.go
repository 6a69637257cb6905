package main

import (
	"bufio"
	"cmp"
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
	JSON      bool   `name:"json" help:"Print what was found as JSON."`
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
	if v.JSON {
		h, err := s.Head(ctx)
		if err != nil {
			return c.locked(err)
		}
		err = printJSON(c.out, only(map[string]any{
			"events": size, "wrong": listed(wrong),
			"head": map[string]any{"size": h.Size, "root": h.Root.String(), "note": h.Note},
		}))
		return cmp.Or(err, report(true, len(wrong)))
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
		return store.Head{}, named(file, err)
	}
	h, err := store.ParseHead(string(data))
	if err != nil {
		return h, fmt.Errorf("%s: %w", file, err)
	}
	return h, nil
}

type rebuildCommand struct {
	database
	JSON bool `name:"json" help:"Print how many rows the tables have as JSON."`
}

func (r *rebuildCommand) Run(c console) error {
	s, err := r.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	began := c.now()
	if c.attended() {
		fmt.Fprintln(c.err, "bywhen: rebuilding the tables; the log is not touched")
	}
	if err := s.Rebuild(context.Background()); err != nil {
		return c.locked(err)
	}
	if r.JSON {
		counts, err := s.Counts(context.Background())
		if err != nil {
			return c.locked(err)
		}
		return printJSON(c.out, only(map[string]any{"rows": counts}))
	}
	_, err = fmt.Fprintf(c.err, "bywhen: rebuilt in %.1f s\n", c.now().Sub(began).Seconds())
	return err
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
		return named(r.From, err)
	}
	defer in.Close()
	out, err := os.OpenFile(r.DB, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return misuse(r.DB + " is there already; a restore never overwrites a ledger")
	}
	if err != nil {
		return named(r.DB, err)
	}
	_, err = io.Copy(out, in)
	if err := cmp.Or(err, out.Sync(), out.Close()); err != nil {
		os.Remove(r.DB) // a part of a ledger is none
		return named(r.DB, err)
	}
	return checked(c, r.DB)
}

type doctorCommand struct {
	database
	JSON bool `name:"json" help:"Print what was found as JSON."`
}

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
	if d.JSON {
		err := printJSON(c.out, only(map[string]any{"rows": counts, "wrong": listed(damage, wrong)}))
		if err == nil && len(damage)+len(wrong) > 0 {
			return status(nothingRead)
		}
		return err
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
	JSON  bool   `name:"json" help:"Print each row as a JSON object, one a line."`
}

func (q *sqlCommand) Run(c console) error {
	s, err := q.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	out := bufio.NewWriter(c.out)
	var names []string
	if err := s.Select(context.Background(), q.Query, func(row []string) error {
		if q.JSON && names == nil {
			names = row
			return nil
		}
		if q.JSON {
			object := map[string]string{}
			for i, name := range names {
				object[name] = row[i]
			}
			return printJSON(out, only(object))
		}
		for i, cell := range row {
			row[i] = strings.NewReplacer("\t", " ", "\n", " ").Replace(cell)
		}
		_, err := fmt.Fprintln(out, strings.Join(row, "\t"))
		return err
	}); err != nil {
		if locked := c.locked(err); locked != err {
			return locked
		}
		return misuse("the query cannot be answered: " + err.Error())
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
	by := cmp.Or(e.By, c.env("USER"))
	if by == "" {
		return misuse("who decides? give your name with --by NAME")
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
		if i == 1 && (seq < 0 || seq > 0 && seq < d.From) {
			return misuse("--to must not be before --from")
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
	type change struct {
		Kind       string `json:"kind"` // new, gone, due, status, statements
		Commitment string `json:"commitment"`
		Title      string `json:"title"`
		From       string `json:"from"`
		To         string `json:"to"`
	}
	put := func(sign string, x change, line string) error {
		if d.JSON {
			return printJSON(out, only(x))
		}
		_, err := fmt.Fprintln(out, sign+" "+line)
		return err
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
			status := statusWords(b.On(today))
			if err := put("+", change{"new", id, b.Title(), "", status}, fmt.Sprintf("%s  %s  %s  %s", short(id), status, window(b.Window), printable(b.Title()))); err != nil {
				return err
			}
		case b == nil:
			if err := put("-", change{"gone", id, a.Title(), statusWords(a.On(today)), ""}, short(id)+"  "+printable(a.Title())); err != nil {
				return err
			}
		default:
			for _, x := range [][3]string{
				{"due", window(a.Window), window(b.Window)},
				{"status", statusWords(a.On(today)), statusWords(b.On(today))},
				{"statements", fmt.Sprint(len(a.Items)), fmt.Sprint(len(b.Items))},
			} {
				if x[1] == x[2] {
					continue
				}
				if err := put("~", change{x[0], id, b.Title(), x[1], x[2]}, fmt.Sprintf("%s  %s  %s -> %s  %s", short(id), x[0], orNone(x[1]), orNone(x[2]), printable(b.Title()))); err != nil {
					return err
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
