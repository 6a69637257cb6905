package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
)

// grid is a table with one line a row. Where it is too wide, the widest columns are cut.
type grid struct {
	head []string
	rows [][]string
}

func newGrid(head ...string) *grid { return &grid{head: head} }

func (g *grid) row(cells ...string) {
	for i, c := range cells {
		cells[i] = strings.Join(strings.Fields(printable(c)), " ")
	}
	g.rows = append(g.rows, cells)
}

// printable is a text of others without what a terminal would take for a command.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		turns := r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 // of the direction of writing
		if unicode.IsControl(r) && !unicode.IsSpace(r) || turns {
			return -1
		}
		return r
	}, s)
}

// print prints the table, without columns that are empty throughout, and nothing where there is
// no row.
func (g *grid) print(w io.Writer, width int) {
	if len(g.rows) == 0 {
		return
	}
	const gap = 2
	var shown []int
	room := make([]int, len(g.head))
	total := -gap
	for i, h := range g.head {
		for _, r := range g.rows {
			room[i] = max(room[i], uniseg.StringWidth(r[i]))
		}
		if room[i] > 0 {
			room[i] = max(room[i], len(h))
			shown = append(shown, i)
			total += room[i] + gap
		}
	}
	for total > width {
		widest := shown[0]
		for _, i := range shown {
			if room[i] >= room[widest] {
				widest = i
			}
		}
		if room[widest] <= 8 {
			break
		}
		room[widest]--
		total--
	}
	line := func(cells []string) {
		var b strings.Builder
		for _, i := range shown {
			cell := cut(cells[i], room[i])
			b.WriteString(cell + strings.Repeat(" ", room[i]-uniseg.StringWidth(cell)+gap))
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
	line(g.head)
	for _, r := range g.rows {
		line(r)
	}
}

// cut is a string cut to a width, with "…" where something is missing.
func cut(s string, width int) string {
	if uniseg.StringWidth(s) <= width {
		return s
	}
	var b strings.Builder
	used := 0
	for rest, state := s, -1; rest != ""; {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used+w > width-1 {
			break
		}
		b.WriteString(cluster)
		used += w
	}
	return b.String() + "…"
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// short is the beginning of an id that people are shown.
func short(id string) string { return id[:min(len(id), 6)] }

func window(w calendar.Window) string {
	switch {
	case w.IsZero():
		return ""
	case w.Earliest == w.Latest:
		return w.Latest.String()
	}
	return w.String()
}

func who(m *ledger.Commitment) string {
	name, _ := m.Actor()
	return name
}

func what(m *ledger.Commitment) string {
	title := printable(m.Title())
	if name := who(m); name != "" {
		title = strings.TrimPrefix(title, name+": ")
	}
	return title
}

func moved(m *ledger.Commitment) string {
	if len(m.Slips) == 0 {
		return ""
	}
	return fmt.Sprintf("%dx %+d d", len(m.Slips), m.Window.Latest.Sub(m.Baseline.Latest))
}

func statusWords(s ledger.Status) string {
	switch s.Schedule {
	case "late":
		return fmt.Sprintf("%s %s late", s.Summary, counted(s.Days, "day"))
	case "on-time":
		return string(s.Summary) + " on time"
	}
	return string(s.Summary)
}

// word is on whose word the last date stands.
func word(m *ledger.Commitment) string {
	for i := len(m.Items) - 1; i >= 0; i-- {
		if it := m.Items[i]; it.Window() == m.Window {
			return chain(it)
		}
	}
	return ""
}

// chain is on whose word a statement stands, innermost first.
func chain(it *ledger.Item) string {
	var names []string
	for _, s := range it.Sources {
		names = append(names, cmp.Or(s.Name, s.Text))
	}
	return strings.Join(names, " > ")
}

// quote prints a statement with its words.
func quote(w io.Writer, it *ledger.Item) {
	kind := string(it.Act)
	if it.Change != "" {
		kind += ": " + it.Change
	}
	day := it.Published.String()
	if day == "" {
		day = "no day"
	}
	fmt.Fprintf(w, "    %s  %s  %s  %s\n", day, short(it.ID), kind, printable(strings.TrimSpace(it.Name+" "+it.Publisher)))
	fmt.Fprintf(w, "      %q\n", strings.Join(strings.Fields(it.Sentence), " "))
	if c := chain(it); c != "" {
		fmt.Fprintf(w, "      said by %s\n", printable(c))
	}
	if it.When.Text != "" {
		fmt.Fprintf(w, "      %q = %s\n", it.When.Text, cmp.Or(window(it.Window()), "no day"))
	}
}

// showOne prints a commitment with all that was said of it.
func showOne(w io.Writer, m *ledger.Commitment, today calendar.Day, width int) {
	s := m.On(today)
	fmt.Fprintf(w, "%s\n%s  %s\n\n", printable(m.Title()), m.ID, strings.ToUpper(statusWords(s)))
	fmt.Fprintf(w, "  word      %s\n  evidence  %s\n  schedule  %s", cmp.Or(string(s.Word), "none"), s.Evidence, s.Schedule)
	if s.Schedule != "none" && s.Days != 0 {
		fmt.Fprintf(w, ", %+d days", s.Days)
	}
	fmt.Fprintf(w, "\n  since     %s, set by %s\n", cmp.Or(s.Since.String(), "no day"), cmp.Or(s.Because, "nothing"))
	if !m.Baseline.IsZero() {
		fmt.Fprintf(w, "  first     %s\n  now       %s\n", window(m.Baseline), window(m.Window))
	}
	fmt.Fprintf(w, "  origins   %d of %s\n\n", m.OriginCount(), counted(len(m.Items), "statement"))
	if len(m.Slips) > 0 {
		slipTable(w, m, width)
	}
	for _, x := range m.Contradictions {
		fmt.Fprintf(w, "Contradiction about the %s: %s and %s.\n\n", x.About, short(x.A.ID), short(x.B.ID))
	}
	for _, it := range m.Items {
		if r := m.ReviewOf(it); r != "unreviewed" {
			fmt.Fprintf(w, "    (%s)\n", r)
		}
		quote(w, it)
	}
}
