// Package sheet is the ledger as a table of rows and columns: a commitment a row, out to a CSV file and
// in from one that some other tracker kept.
package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/edtf"
	"github.com/bywhen/bywhen/ledger"
)

// Columns are the columns in their order. Later versions only add some at the end.
var Columns = []string{
	"id", "title", "actor", "action", "what", "place", "status", "since", "earliest", "due", "first_due",
	"moved", "days", "history", "condition", "said_by", "quote", "reported", "statements", "origins",
}

// Cells are the cells of a commitment's row, on a day.
func Cells(c *ledger.Commitment, today calendar.Day) []string {
	s := c.On(today)
	first := c.Items[0]
	actor, _ := c.Actor()
	lemma, _ := c.Action()
	days := ""
	if s.Schedule != "none" {
		days = strconv.Itoa(s.Days)
	}
	return []string{
		c.ID, c.Title(), actor, lemma, c.What(), c.Place(), string(s.Summary), s.Since.String(),
		c.Window.Earliest.String(), c.Window.Latest.String(), c.Baseline.Latest.String(),
		strconv.Itoa(len(c.Slips)), days, history(c), condition(c), chain(c), clean(first.Sentence), first.Published.String(),
		strconv.Itoa(len(c.Items)), strconv.Itoa(c.OriginCount()),
	}
}

// history is how the date moved, "published=window" in the Extended Date/Time Format, the baseline first:
// "2025-02-10=../2025-06-30 2025-05-20=../2025-09-30".
func history(c *ledger.Commitment) string {
	if c.Baseline.IsZero() {
		return ""
	}
	said := c.Items[0].Published
	for _, it := range c.Items {
		if it.Window() == c.Baseline {
			said = it.Published
			break
		}
	}
	all := []string{said.String() + "=" + interval(c.Baseline)}
	for _, s := range c.Slips {
		all = append(all, s.Item.Published.String()+"="+interval(s.Window))
	}
	return strings.Join(all, " ")
}

// interval is a window in the Extended Date/Time Format.
func interval(w calendar.Window) string {
	end := func(d calendar.Day) string {
		if d.IsZero() {
			return ".."
		}
		return d.String()
	}
	if w.Earliest == w.Latest {
		return w.Latest.String()
	}
	return end(w.Earliest) + "/" + end(w.Latest)
}

// days reads what interval wrote, or any date that has a first and a last day.
func days(s string) (calendar.Window, error) {
	v, err := edtf.Parse(s)
	w := v.Window()
	if err != nil || w.IsZero() {
		return w, fmt.Errorf("%q is no day, month or year; write 2026-12-31, 2026-12 or ../2026-12-31", s)
	}
	return w, nil
}

func condition(c *ledger.Commitment) string {
	for _, it := range c.Items {
		if len(it.Conditions) > 0 {
			return clean(strings.Join(it.Conditions, "; "))
		}
	}
	return ""
}

// chain is on whose word the first statement stands, innermost first, each with its kind.
func chain(c *ledger.Commitment) string {
	var all []string
	for _, s := range c.Items[0].Sources {
		name := s.Name
		if name == "" {
			name = s.Text
		}
		all = append(all, clean(name)+" ("+s.Kind+")")
	}
	return strings.Join(all, " > ")
}

func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

// Writer writes rows as CSV. Cells that a spreadsheet would take for a formula begin with an
// apostrophe, which Read takes off again.
type Writer struct{ w *csv.Writer }

// NewWriter writes the head of the table.
func NewWriter(w io.Writer) (*Writer, error) {
	x := &Writer{csv.NewWriter(w)}
	return x, x.w.Write(Columns)
}

// Write writes the row of a commitment.
func (x *Writer) Write(c *ledger.Commitment, today calendar.Day) error {
	cells := Cells(c, today)
	for i, cell := range cells {
		cells[i] = Guard(cell)
	}
	return x.w.Write(cells)
}

// Flush writes what is left.
func (x *Writer) Flush() error {
	x.w.Flush()
	return x.w.Error()
}

// formula are the characters with which a spreadsheet begins a formula, also at full width.
const formula = "=+-@\t\r＝＋－＠'"

// Guard keeps a spreadsheet from taking a cell for a formula; numbers are none.
func Guard(cell string) string {
	if _, err := strconv.Atoi(cell); err == nil || cell == "" {
		return cell
	}
	if strings.ContainsRune(formula, []rune(cell)[0]) {
		return "'" + cell
	}
	return cell
}

// unguard takes off what Guard put on.
func unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && rest != "" && strings.ContainsRune(formula, []rune(rest)[0]) {
		return rest
	}
	return cell
}
