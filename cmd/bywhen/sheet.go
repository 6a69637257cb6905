package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/sheet"
	"github.com/bywhen/bywhen/ledger/store"
)

type exportCommand struct {
	Format string `arg:"" enum:"csv,jsonl,md" help:"csv, jsonl or md."`
	asked
}

func (x *exportCommand) Run(c console) error {
	out := bufio.NewWriterSize(c.out, 64<<10)
	defer out.Flush()
	if x.JSON.wanted || x.Format == "jsonl" {
		return x.each(c, nil, func(m *ledger.Commitment, today calendar.Day) error {
			return x.JSON.line(out, m.JSON(today))
		})
	}
	if x.Format == "md" {
		g := newGrid("Due", "Status", "Id", "Who", "What", "Moved", "On whose word")
		if err := x.each(c, nil, func(m *ledger.Commitment, today calendar.Day) error {
			g.row(window(m.Window), statusWords(m.On(today)), short(m.ID), who(m), what(m), moved(m), word(m))
			return nil
		}); err != nil {
			return err
		}
		g.markdown(out)
		return nil
	}
	w, err := sheet.NewWriter(out)
	if err != nil {
		return err
	}
	if err := x.each(c, nil, w.Write); err != nil {
		return err
	}
	return w.Flush()
}

type importCommand struct {
	decider
	File   string            `arg:"" help:"A CSV file whose first row names the columns; - for standard input."`
	Column map[string]string `placeholder:"FIELD=NAME" help:"Which column holds a field, where its name does not say so: --column due=Frist."`
	JSON   asJSON            `name:"json" help:"Print how much was recorded as JSON; --json=KEY,KEY only those keys."`
	DryRun bool              `help:"Read and check the file, and record nothing."`
}

func (x *importCommand) Run(c console) error {
	name, in := filepath.Base(x.File), c.in
	if x.File == "-" {
		name = "standard input"
	} else {
		f, err := os.Open(x.File)
		if err != nil {
			return named(x.File, err)
		}
		defer f.Close()
		in = f
	}
	var rows []sheet.Row
	bad := 0
	for row, err := range sheet.Read(in, x.Column) {
		var problem *sheet.Problem
		switch {
		case errors.As(err, &problem):
			bad++
			fmt.Fprintf(c.err, "bywhen: %s:%v\n", x.File, problem)
		case err != nil:
			return misuse(x.File + ": " + err.Error())
		default:
			rows = append(rows, row)
		}
	}
	fresh, known, err := x.record(c, name, rows)
	if err != nil {
		return err
	}
	if x.JSON.wanted {
		if err := x.JSON.print(c.out, map[string]any{"rows": len(rows), "new": fresh, "known": known, "not_read": bad}); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(c.err, "bywhen: %s read, %d new, %d known already, %d not read\n", counted(len(rows), "row"), fresh, known, bad)
	}
	switch {
	case bad == 0:
		return nil
	case len(rows) == 0:
		return status(nothingRead)
	}
	return status(partlyRead)
}

// record records the rows that are not known yet. What the tracker holds apart stays apart, and what
// it holds as one is one, by decisions.
func (x *importCommand) record(c console, file string, rows []sheet.Row) (fresh, known int, err error) {
	by := x.By
	if by == "" {
		by = "the tracker " + file
	}
	open := x.writable
	if x.DryRun {
		open = x.trial
	}
	s, err := open(c)
	if err != nil {
		return 0, 0, err
	}
	if s != nil {
		defer s.Close()
	}
	ctx := context.Background()
	var all []sheet.Recorded
	var events []ledger.Event
	seen := map[string]bool{}
	for _, row := range rows {
		r, err := sheet.Record(file, row)
		if err != nil {
			return 0, 0, err
		}
		there, err := has(ctx, s, row.ID, r.Statements[0])
		if err != nil {
			return 0, 0, c.locked(err)
		}
		if there || seen[r.Statements[0]] {
			known++
			continue
		}
		seen[r.Statements[0]] = true
		all = append(all, r)
		events = append(events, r.Events...)
		if d, ok := r.Settled(by); ok {
			d.At = c.now().UTC().Truncate(time.Second)
			events = append(events, d.Event())
		}
	}
	if x.DryRun {
		return len(all), known, nil
	}
	for chunk := range slices.Chunk(events, 4*together) {
		if _, err := s.Append(ctx, c.now(), chunk...); err != nil {
			return 0, 0, c.locked(err)
		}
	}
	return len(all), known, c.locked(x.settle(ctx, c, s, by, all))
}

// has reports whether a ledger, nil where there is none, has the commitment that a row was exported
// from, or the row itself.
func has(ctx context.Context, s *store.Store, ids ...string) (bool, error) {
	const whole = 26 // letters of an id
	for _, id := range ids {
		if s == nil || len(id) != whole {
			continue
		}
		found, err := s.Find(ctx, id)
		if err != nil || len(found) > 0 {
			return len(found) > 0, err
		}
	}
	return false, nil
}

// settle tells rows apart that were linked, and joins those statements of a row that were not. Each
// round can move statements on, so a few are needed; what is left then, people see.
func (x *importCommand) settle(ctx context.Context, c console, s *store.Store, by string, rows []sheet.Recorded) error {
	const rounds = 8
	for range rounds {
		in := map[string][]int{} // commitment to rows
		var events []ledger.Event
		seq, err := s.Last(ctx)
		if err != nil {
			return err
		}
		put := func(verb ledger.Verb, statements []string) {
			d := ledger.Decision{Verb: verb, Statements: statements, By: by, Reason: "so the tracker has it", At: c.now().UTC().Truncate(time.Second), Seen: seq}
			events = append(events, d.Event())
		}
		for i, r := range rows {
			split := false
			first := ""
			for _, id := range r.Statements {
				found, err := s.Find(ctx, id)
				if err != nil {
					return err
				}
				for _, f := range found {
					if first == "" {
						first = f
					}
					split = split || f != first
					if !slices.Contains(in[f], i) {
						in[f] = append(in[f], i)
					}
				}
			}
			if split {
				put(ledger.Same, r.Statements)
			}
		}
		for _, id := range slices.Sorted(maps.Keys(in)) {
			together := in[id]
			for n, i := range together {
				for _, st := range rows[i].Statements {
					others := []string{st}
					for _, j := range together[n+1:] {
						others = append(others, rows[j].Statements...)
					}
					if len(others) > 1 {
						put(ledger.Differ, others)
					}
				}
			}
		}
		if len(events) == 0 {
			return nil
		}
		if _, err := s.Append(ctx, c.now(), events...); err != nil {
			return err
		}
	}
	return nil
}

// markdown prints the table as GitHub and others read it.
func (g *grid) markdown(out *bufio.Writer) {
	line := func(cells []string) {
		for i, c := range cells {
			cells[i] = markdownEscape.Replace(c)
		}
		fmt.Fprintf(out, "| %s |\n", strings.Join(cells, " | "))
	}
	line(slices.Clone(g.head))
	fmt.Fprintf(out, "|%s\n", strings.Repeat(" --- |", len(g.head)))
	for _, r := range g.rows {
		line(r)
	}
}

var markdownEscape = strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`)
