package table

import "strings"

// column is one column of the table on a wide terminal.
type column struct {
	title string
	cell  func(row) string
	style func(row) string
	room  int // columns of the terminal, once it is settled
}

// table prints a line, or a few, for each statement. A column that is empty throughout is left
// out and its room given to the others.
func (p *printer) table(list []row) {
	plain := func(row) string { return "" }
	all := []column{
		{title: "BY WHEN", cell: row.when, style: row.style},
		{title: "WHO", cell: func(r row) string { return r.who }, style: plain},
		{title: "WHAT", cell: func(r row) string { return r.what }, style: func(row) string { return bold }},
		{title: "WHERE", cell: func(r row) string { return r.where }, style: plain},
		{title: "HOW MUCH", cell: func(r row) string { return r.amount }, style: plain},
		{title: "CONDITION", cell: func(r row) string { return strings.Join(r.provided, "; ") }, style: plain},
		{title: "ON WHOSE WORD", cell: row.wordOrReport, style: func(r row) string {
			if r.word == "" {
				return dim
			}
			return ""
		}},
		{title: "ACT", cell: func(r row) string { return r.kind }, style: func(r row) string { return tint(r.act) }},
	}
	var columns []column
	for _, c := range all {
		for _, r := range list {
			if c.cell(r) != "" {
				columns = append(columns, c)
				break
			}
		}
	}
	const margin, gap = 2, 3
	p.share(columns, list, p.columns-margin-gap*(len(columns)-1))

	print := func(cells [][]string, style func(int) string) {
		tall := 0
		for _, c := range cells {
			tall = max(tall, len(c))
		}
		for i := range tall {
			line := strings.Repeat(" ", margin)
			for j, c := range cells {
				if j > 0 {
					line += strings.Repeat(" ", gap)
				}
				s := ""
				if i < len(c) {
					s = c[i]
				}
				line += p.paint(style(j), s) + strings.Repeat(" ", max(0, columns[j].room-width(s)))
			}
			p.line(line)
		}
	}
	head := make([][]string, len(columns))
	rule := make([][]string, len(columns))
	for i, c := range columns {
		head[i] = []string{c.title}
		rule[i] = []string{strings.Repeat("─", c.room)}
	}
	print(head, func(int) string { return dim })
	print(rule, func(int) string { return dim })
	cells := make([][][]string, len(list))
	apart := false // a blank line between statements, where one takes several lines
	for i, r := range list {
		cells[i] = make([][]string, len(columns))
		for j, c := range columns {
			cells[i][j] = wrap(c.cell(r), c.room)
			apart = apart || len(cells[i][j]) > 1
		}
	}
	for i, r := range list {
		if apart && i > 0 {
			p.line("")
		}
		print(cells[i], func(j int) string { return columns[j].style(r) })
	}
}

func (r row) wordOrReport() string {
	if r.word == "" {
		return "the report"
	}
	return r.word
}

// share settles the room of each column: what its longest cell needs, and where that is too much
// for the terminal, less for the widest, line by line, until all fit.
func (p *printer) share(columns []column, list []row, room int) {
	sum := 0
	for i := range columns {
		c := &columns[i]
		c.room = width(c.title)
		for _, r := range list {
			c.room = max(c.room, width(c.cell(r)))
		}
		sum += c.room
	}
	for ; sum > room; sum-- {
		widest := 0
		for i := range columns {
			if columns[i].room > columns[widest].room {
				widest = i
			}
		}
		columns[widest].room--
	}
}
