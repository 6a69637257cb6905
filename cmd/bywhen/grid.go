package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// grid is a table. Where it is too wide, the cells of the widest columns go on in the next line.
type grid struct {
	head []string
	rows [][]string
	tall int // how many lines a cell takes at most
}

func newGrid(head ...string) *grid { return &grid{head: head, tall: 3} }

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

// gap lies between columns; what is no wider than brief is broken late, and no column is made
// narrower than slim.
const (
	gap   = 2
	brief = 12
	slim  = 8
)

// print prints the table, without columns that are empty throughout, and nothing where there is no
// row. Of no width are lines for programs: all columns, with tabs between them, and nothing cut.
func (g *grid) print(w io.Writer, width int) {
	if width == 0 {
		for _, r := range g.rows {
			fmt.Fprintln(w, strings.Join(r, "\t"))
		}
		return
	}
	if len(g.rows) == 0 {
		return
	}
	shown, room := g.share(width)
	line := func(cells []string) {
		parts := make([][]string, len(cells))
		tall := 0
		for _, i := range shown {
			parts[i] = g.broken(cells[i], room[i])
			tall = max(tall, len(parts[i]))
		}
		for n := range tall {
			var b strings.Builder
			for _, i := range shown {
				cell := ""
				if n < len(parts[i]) {
					cell = parts[i][n]
				}
				b.WriteString(cell + strings.Repeat(" ", max(0, room[i]-uniseg.StringWidth(cell))+gap))
			}
			fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
		}
	}
	line(g.head)
	for _, r := range g.rows {
		line(r)
	}
}

// share settles which columns are shown, and how much room each has: what its widest cell needs, and
// where that is too much, less for that which then adds the fewest lines.
func (g *grid) share(width int) (shown, room []int) {
	room = make([]int, len(g.head))
	least := make([]int, len(g.head)) // of the words of a column the longest
	widths := make([][]int, len(g.rows))
	for n, r := range g.rows {
		for _, c := range r {
			widths[n] = append(widths[n], uniseg.StringWidth(c))
		}
	}
	total := -gap
	for i, h := range g.head {
		for n, r := range g.rows {
			room[i] = max(room[i], widths[n][i])
			for _, word := range words(r[i]) {
				least[i] = max(least[i], uniseg.StringWidth(word))
			}
		}
		if room[i] > 0 {
			room[i], least[i] = max(room[i], len(h)), max(least[i], len(h))
			shown = append(shown, i)
			total += room[i] + gap
		}
	}
	// lines is about how many lines the table takes, as its first rows show.
	const looked = 500
	lines := func() (n int) {
		for _, widths := range widths[:min(len(widths), looked)] {
			tall := 1
			for _, i := range shown {
				tall = max(tall, (widths[i]+room[i]-1)/room[i])
			}
			n += tall
		}
		return n
	}
	for _, floor := range []func(i int) int{
		func(i int) int { return max(least[i], brief) },
		func(i int) int { return max(least[i], slim) },
		func(int) int { return slim }, // words are cut
	} {
		for total > width {
			best, cost := -1, 0
			for _, i := range shown {
				if room[i] <= floor(i) {
					continue
				}
				room[i]--
				n := lines()
				room[i]++
				if best < 0 || n < cost || n == cost && room[i] >= room[best] {
					best, cost = i, n
				}
			}
			if best < 0 {
				break
			}
			room[best]--
			total--
		}
	}
	return shown, room
}

// words are the parts of a cell between which a line may end: words, and the ends of a window.
func words(cell string) []string {
	return strings.Fields(strings.ReplaceAll(cell, "..", " .."))
}

// broken is a cell in lines of a width, with "…" where something is missing.
func (g *grid) broken(cell string, width int) []string {
	if uniseg.StringWidth(cell) <= width {
		return []string{cell}
	}
	var lines []string
	now := ""
	rest := cell
	for _, word := range words(cell) {
		at := strings.Index(rest, word)
		between := rest[:at]
		rest = rest[at+len(word):]
		switch {
		case now == "" && len(lines) == 0:
			now = word
		case uniseg.StringWidth(now+between+word) <= width:
			now += between + word
		case len(lines) == g.tall-1:
			now += between + word // and is cut
		default:
			lines = append(lines, cut(now, width))
			now = word
		}
	}
	return append(lines, cut(now, width))
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
