package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/query"
	"github.com/bywhen/bywhen/ledger/store"
)

// asked are the flags of every command that asks for commitments.
type asked struct {
	database
	asOf
	Query []string `arg:"" optional:"" help:"Which commitments: who:\"City of Harrow\" status:overdue due:<2026-12 tram."`
	JSON  asJSON   `name:"json" help:"Print one JSON object for each commitment, one a line; --json=KEY,KEY only those keys."`
}

// each opens the ledger and gives the commitments that are asked for to take, with the day on
// which the clock stands. narrow, where it is not nil, leaves out more.
func (a *asked) each(c console, narrow func(*ledger.Filter, calendar.Day), take func(*ledger.Commitment, calendar.Day) error) error {
	at, today, err := a.state(c)
	if err != nil {
		return err
	}
	q, err := query.Parse(joined(a.Query))
	if err != nil {
		return misuse(err.Error())
	}
	s, err := a.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	if today, err = a.clock(s, today); err != nil {
		return c.locked(err)
	}
	if err := c.reached(s, at.Seq); err != nil {
		return err
	}
	at.Filter = q.Filter(today)
	if narrow != nil {
		narrow(&at.Filter, today)
	}
	for commitment, err := range s.Commitments(context.Background(), at) {
		if err != nil {
			return c.locked(err)
		}
		if !q.Match(commitment, today) || refuted(commitment) && !q.Asks("review") && !q.Asks("id") {
			continue
		}
		if err := take(commitment, today); err != nil {
			return err
		}
	}
	return nil
}

// refuted reports whether people rejected all that was said of a commitment: it is listed only for
// those who ask for what was rejected.
func refuted(m *ledger.Commitment) bool {
	return !slices.ContainsFunc(m.Items, func(it *ledger.Item) bool { return m.ReviewOf(it) != "rejected" })
}

// reached holds that a ledger has the event up to which it is asked for.
func (c console) reached(s *store.Store, seq ledger.Seq) error {
	last, err := s.Last(context.Background())
	if err != nil {
		return c.locked(err)
	}
	if seq > last {
		return misuse(fmt.Sprintf("the ledger has no event %d yet; its last is %d", seq, last))
	}
	return nil
}

// joined is a query whose words the shell has cut; what it took the quotation marks from gets
// them back.
func joined(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w
		field, value, ok := strings.Cut(w, ":")
		if len(words) > 1 && ok && strings.Contains(value, " ") && !strings.Contains(value, `"`) {
			out[i] = field + `:"` + value + `"`
		}
	}
	if len(words) == 1 {
		field, value, ok := strings.Cut(words[0], ":")
		if ok && query.IsField(strings.TrimPrefix(strings.TrimSpace(field), "-")) && strings.Contains(value, " ") && !strings.ContainsAny(value, `":`) {
			return field + `:"` + value + `"`
		}
	}
	return strings.Join(out, " ")
}

type lsCommand struct{ asked }

func (l *lsCommand) Run(c console) error {
	out := bufio.NewWriterSize(c.out, 64<<10)
	defer out.Flush()
	g := newGrid("DUE", "STATUS", "ID", "WHO", "WHAT", "MOVED")
	err := l.each(c, nil, func(m *ledger.Commitment, today calendar.Day) error {
		if l.JSON.wanted {
			return l.JSON.line(out, m.JSON(today))
		}
		s := m.On(today)
		g.row(window(m.Window), statusWords(s), short(m.ID), who(m), what(m), moved(m))
		return nil
	})
	if err != nil || l.JSON.wanted {
		return err
	}
	g.print(out, c.width())
	return c.say(out, "%s.", counted(len(g.rows), "commitment"))
}

// span is a number of days: 30, 30d or 6w.
type span int

// UnmarshalText reads it from the command line.
func (s *span) UnmarshalText(b []byte) error {
	digits, unit := strings.TrimRight(string(b), "dw"), 1
	if strings.HasSuffix(string(b), "w") {
		unit = 7
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 || n > 100_000 || len(b)-len(digits) > 1 {
		return fmt.Errorf("%q is no number of days; write 30d or 6w", b)
	}
	*s = span(n * unit)
	return nil
}

type dueCommand struct {
	asked
	Within     span `default:"30d" placeholder:"DAYS" help:"Also what is due within so many days: 30d, 6w."`
	ExitStatus bool `help:"Exit with status 10 where there is something to report."`
}

func (d *dueCommand) Run(c console) error {
	within := int(d.Within)
	g := newGrid("DUE", "DAYS", "ID", "WHO", "WHAT", "MOVED", "ON WHOSE WORD")
	type line struct {
		m *ledger.Commitment
		s ledger.Status
	}
	var lines []line
	var today calendar.Day
	err := d.each(c, func(f *ledger.Filter, today calendar.Day) {
		f.Dated = true
		if last := today.AddDays(within); f.To.IsZero() || last.Before(f.To) {
			f.To = last
		}
	}, func(m *ledger.Commitment, on calendar.Day) error {
		today = on
		s := m.On(on)
		if s.Summary != ledger.Overdue && (m.Window.Latest.IsZero() || s.Schedule != "due" && s.Schedule != "not-due" ||
			m.Window.Latest.After(on.AddDays(within)) || m.Window.Latest.Before(on)) {
			return nil
		}
		if s.Summary == ledger.Done || s.Summary == ledger.Cancelled || s.Summary == ledger.Refused || s.Summary == ledger.Void {
			return nil
		}
		lines = append(lines, line{m, s})
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortStableFunc(lines, func(a, b line) int { return a.m.Window.Latest.Compare(b.m.Window.Latest) })
	out := bufio.NewWriter(c.out)
	defer out.Flush()
	for _, l := range lines {
		if d.JSON.wanted {
			if err := d.JSON.line(out, l.m.JSON(today)); err != nil {
				return err
			}
			continue
		}
		g.row(window(l.m.Window), fmt.Sprintf("%+d", l.m.Window.Latest.Sub(today)), short(l.m.ID), who(l.m), what(l.m), moved(l.m), word(l.m))
	}
	if !d.JSON.wanted {
		g.print(out, c.width())
		c.say(out, "%s due or overdue on %s.", counted(len(lines), "commitment"), today)
	}
	return report(d.ExitStatus, len(lines))
}

type overdueCommand struct {
	asked
	ExitStatus bool `help:"Exit with status 10 where there is something to report."`
}

func (o *overdueCommand) Run(c console) error {
	o.Query = append(o.Query, "status:overdue")
	n := 0
	out := bufio.NewWriter(c.out)
	defer out.Flush()
	g := newGrid("DUE", "DAYS", "ID", "WHO", "WHAT", "MOVED", "ON WHOSE WORD")
	var lines [][]string
	if err := o.each(c, nil, func(m *ledger.Commitment, today calendar.Day) error {
		n++
		if o.JSON.wanted {
			return o.JSON.line(out, m.JSON(today))
		}
		lines = append(lines, []string{m.Window.Latest.String(), fmt.Sprintf("%+d", m.Window.Latest.Sub(today)), short(m.ID), who(m), what(m), moved(m), word(m)})
		return nil
	}); err != nil {
		return err
	}
	if !o.JSON.wanted {
		slices.SortStableFunc(lines, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
		for _, l := range lines {
			g.row(l...)
		}
		g.print(out, c.width())
		c.say(out, "%s overdue.", counted(n, "commitment"))
	}
	return report(o.ExitStatus, n)
}

// reportable is the exit status, where it was asked for, when there is something to report.
const reportable = 10

func report(asked bool, n int) error {
	if asked && n > 0 {
		return status(reportable)
	}
	return nil
}

type slipsCommand struct {
	asked
	ExitStatus bool `help:"Exit with status 10 where there is something to report."`
}

func (s *slipsCommand) Run(c console) error {
	out := bufio.NewWriter(c.out)
	defer out.Flush()
	n := 0
	err := s.each(c, func(f *ledger.Filter, _ calendar.Day) { f.Slips = true }, func(m *ledger.Commitment, today calendar.Day) error {
		if len(m.Slips) == 0 {
			return nil
		}
		n++
		if s.JSON.wanted {
			return s.JSON.line(out, m.JSON(today))
		}
		if c.width() > 0 {
			fmt.Fprintf(out, "%s  %s\n", short(m.ID), printable(m.Title()))
		}
		slipTable(out, m, today, c.width())
		return nil
	})
	if err != nil {
		return err
	}
	if !s.JSON.wanted {
		c.say(out, "%s moved.", counted(n, "commitment"))
	}
	return report(s.ExitStatus, n)
}

// slipTable prints how a date moved; of no width, lines that begin with the id of the commitment.
func slipTable(out io.Writer, m *ledger.Commitment, today calendar.Day, width int) {
	g := newGrid("REPORTED", "AS PRINTED", "WINDOW", "CHANGE", "ON WHOSE WORD", "IN")
	g.tall = 6
	first := true
	for _, it := range m.Items {
		change := ""
		for _, slip := range m.Slips {
			if slip.Item == it {
				change = fmt.Sprintf("%+d d", slip.Days)
			}
		}
		if first && it.Window() == m.Baseline && !m.Baseline.IsZero() {
			change, first = "first", false
		}
		if change != "" {
			g.row(it.Published.String(), it.When.Text, window(it.Window()), change, chain(it), it.Name)
		}
	}
	if width == 0 {
		for i, r := range g.rows {
			g.rows[i] = append([]string{short(m.ID)}, r...)
		}
		g.print(out, width)
		return
	}
	g.print(out, width)
	if n := len(m.Slips); n > 0 {
		fmt.Fprintf(out, "Last day moved by %d days in %s.\n", m.Window.Latest.Sub(m.Baseline.Latest), counted(n, "change"))
		if times, days := lapses(m, today); days > 0 {
			fmt.Fprintf(out, "%s without a valid date: %s.\n", counted(days, "day"), strings.Join(times, ", "))
		}
		fmt.Fprintln(out)
	}
}

type conflictsCommand struct {
	asked
	ExitStatus bool `help:"Exit with status 10 where there is something to report."`
}

func (s *conflictsCommand) Run(c console) error {
	out := bufio.NewWriter(c.out)
	defer out.Flush()
	n := 0
	err := s.each(c, func(f *ledger.Filter, _ calendar.Day) { f.Conflicts = true }, func(m *ledger.Commitment, today calendar.Day) error {
		if len(m.Contradictions) == 0 {
			return nil
		}
		n++
		if s.JSON.wanted {
			return s.JSON.line(out, m.JSON(today))
		}
		if c.width() == 0 {
			g := newGrid()
			for _, x := range m.Contradictions {
				for _, it := range []*ledger.Item{x.A, x.B} {
					g.row(short(m.ID), x.About, it.Published.String(), short(it.ID), string(it.Act), it.Sentence)
				}
			}
			g.print(out, 0)
			return nil
		}
		fmt.Fprintf(out, "%s  %s\n", short(m.ID), printable(m.Title()))
		for _, x := range m.Contradictions {
			fmt.Fprintf(out, "  about the %s:\n", x.About)
			for _, it := range []*ledger.Item{x.A, x.B} {
				quote(out, it)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if !s.JSON.wanted {
		c.say(out, "%s contradicted.", counted(n, "commitment"))
	}
	return report(s.ExitStatus, n)
}

type searchCommand struct{ asked }

func (s *searchCommand) Run(c console) error {
	if len(s.Query) == 0 {
		return misuse("search for what?")
	}
	q, err := query.Parse(joined(s.Query))
	if err != nil {
		return misuse(err.Error())
	}
	out := bufio.NewWriter(c.out)
	defer out.Flush()
	n := 0
	err = s.each(c, nil, func(m *ledger.Commitment, today calendar.Day) error {
		n++
		if s.JSON.wanted {
			return s.JSON.line(out, m.JSON(today))
		}
		g := newGrid()
		if c.width() > 0 {
			fmt.Fprintf(out, "%s  %s  (%s)\n", short(m.ID), printable(m.Title()), statusWords(m.On(today)))
		}
		for _, it := range m.Items {
			switch {
			case !q.Shows(it.Sentence):
			case c.width() > 0:
				quote(out, it)
			default:
				g.row(short(m.ID), it.Published.String(), short(it.ID), string(it.Act), it.Sentence)
			}
		}
		g.print(out, 0)
		return nil
	})
	if err == nil && n == 0 {
		return status(nothingRead)
	}
	return err
}
