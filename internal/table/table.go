// Package table prints a reading for people: what is to happen by when, soonest first. A wide
// terminal gets a table; a narrow one gets an entry a statement, as eight columns of eight letters
// help nobody.
package table

import (
	"fmt"
	"strings"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/article"
	"github.com/bywhen/bywhen/statement"
)

// Options say what the reading is printed on.
type Options struct {
	Width int  // columns; at least 40 are used
	Color bool // whether it shows colour
}

// wide is the width from which a table is easier to read than entries.
const wide = 140

// Append appends the reading to b: a head that says which report it is, its statements, its notes.
func Append(b []byte, r bywhen.Reading, o Options) []byte {
	p := &printer{b: b, columns: max(o.Width, 40), color: o.Color}
	p.head(r)
	list := rows(r)
	switch {
	case len(list) == 0:
		p.line(p.paint(dim, "  Nothing in it is promised, demanded, expected, refused, changed or done as promised."))
	case p.columns >= wide:
		p.table(list)
	default:
		p.entries(list)
	}
	p.notes(r)
	p.line("")
	return p.b
}

type printer struct {
	b       []byte
	columns int
	color   bool
}

func (p *printer) line(s string) {
	p.b = append(p.b, strings.TrimRight(s, " ")...)
	p.b = append(p.b, '\n')
}

func (p *printer) paint(style, s string) string {
	if !p.color || strings.TrimSpace(s) == "" {
		return s
	}
	return style + s + reset
}

// head names the report: its title, then outlet, day and how much was found.
func (p *printer) head(r bywhen.Reading) {
	for _, l := range wrap(title(r.Document), p.columns) {
		p.line(p.paint(bold, l))
	}
	p.line(p.paint(dim, subtitle(r.Document, len(r.Statements))))
	p.line("")
}

func title(d article.Document) string {
	if d.Title != "" {
		return clean(d.Title)
	}
	return clean(d.ID)
}

func subtitle(d article.Document, n int) string {
	var parts []string
	if d.Publisher != "" {
		parts = append(parts, clean(d.Publisher))
	}
	if d.Published.IsZero() {
		parts = append(parts, "day of publication not known (--date gives it)")
	} else {
		parts = append(parts, d.Published.Weekday().String()[:3]+" "+Day(d.Published))
	}
	switch n {
	case 0:
	case 1:
		parts = append(parts, "1 statement")
	default:
		parts = append(parts, fmt.Sprintf("%d statements", n))
	}
	return strings.Join(parts, " · ")
}

// tint is the colour of an act.
func tint(a statement.Act) string {
	switch a {
	case statement.Undertake:
		return green
	case statement.Demand:
		return yellow
	case statement.Forecast:
		return cyan
	case statement.Refuse:
		return red
	case statement.Revise:
		return magenta
	}
	return blue
}

// entries prints each statement as an entry: deadline and act at the left, beside them what is to
// be done, and below it whatever else is known.
func (p *printer) entries(list []row) {
	const margin, gap = 2, 2
	left := 0
	for _, r := range list {
		left = max(left, width(r.when()), width(r.kind))
	}
	left = min(left, p.columns/3)
	right := p.columns - margin - left - gap
	for i, r := range list {
		if i > 0 {
			p.line("")
		}
		var a []string // painted, padded
		for _, l := range wrap(r.when(), left) {
			a = append(a, p.paint(r.style(), pad(l, left)))
		}
		for _, l := range wrap(r.kind, left) {
			a = append(a, p.paint(tint(r.act), pad(l, left)))
		}
		var c []string
		for _, l := range wrap(r.deed(), right) {
			c = append(c, p.paint(bold, l))
		}
		for _, d := range r.details() {
			c = append(c, p.labelled(d.label, d.value, right)...)
		}
		for j := range max(len(a), len(c)) {
			l := strings.Repeat(" ", left)
			if j < len(a) {
				l = a[j]
			}
			if j < len(c) {
				l += strings.Repeat(" ", gap) + c[j]
			}
			p.line(strings.Repeat(" ", margin) + l)
		}
	}
}

// detail is something further that is known of a statement.
type detail struct{ label, value string }

func (r row) details() []detail {
	var list []detail
	for _, d := range []detail{{"where", r.where}, {"how much", r.amount}} {
		if d.value != "" && !strings.Contains(r.what, d.value) {
			list = append(list, d)
		}
	}
	for _, c := range r.provided {
		list = append(list, detail{"condition", c})
	}
	if r.word != "" {
		list = append(list, detail{"said by", r.word})
	}
	return list
}

func (p *printer) labelled(label, value string, columns int) []string {
	const room = 11
	lines := wrap(value, columns-room)
	for i, l := range lines {
		head := strings.Repeat(" ", room)
		if i == 0 {
			head = p.paint(dim, pad(label, room))
		}
		lines[i] = head + l
	}
	return lines
}

// deed is who is to do what, in one line.
func (r row) deed() string {
	if r.who == "" {
		return r.what
	}
	return r.who + ": " + r.what
}

func (r row) when() string {
	if r.deadline == "" {
		return "no date"
	}
	return r.deadline
}

func (r row) style() string {
	if r.dated {
		return bold
	}
	return dim
}

// notes prints what is doubtful; of many, the first few.
func (p *printer) notes(r bywhen.Reading) {
	const most = 3
	for i, n := range r.Notes {
		if i == 0 {
			p.line("")
		}
		if i == most {
			p.line(p.paint(dim, fmt.Sprintf("  … and %d more; bywhen explain prints them", len(r.Notes)-most)))
			break
		}
		for j, l := range wrap(clean(n.Message), p.columns-8) {
			label := "      "
			if j == 0 {
				label = "note  "
			}
			p.line("  " + p.paint(dim, label) + l)
		}
	}
}
