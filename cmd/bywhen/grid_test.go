package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"
)

func TestGrid(t *testing.T) {
	g := newGrid("DUE", "ID", "EMPTY", "WHAT")
	g.row("2026-08-04..2026-08-31", "PRPBN7", "", "open tram line 4")
	g.row("..2026-12-31", "AEXFNC", "", "deploy a monitoring\n mission to Zone B")
	for width, want := range map[int]string{
		80: `DUE                     ID      WHAT
2026-08-04..2026-08-31  PRPBN7  open tram line 4
..2026-12-31            AEXFNC  deploy a monitoring mission to Zone B
`,
		50: `DUE                    ID      WHAT
2026-08-04             PRPBN7  open tram line 4
..2026-08-31
..2026-12-31           AEXFNC  deploy a monitoring
                               mission to Zone B
`,
		40: `DUE           ID      WHAT
2026-08-04    PRPBN7  open tram line 4
..2026-08-31
..2026-12-31  AEXFNC  deploy a
                      monitoring mission
                      to Zone B
`,
		0: "2026-08-04..2026-08-31\tPRPBN7\t\topen tram line 4\n..2026-12-31\tAEXFNC\t\tdeploy a monitoring mission to Zone B\n",
	} {
		var b strings.Builder
		if g.print(&b, width); b.String() != want {
			t.Errorf("%d columns:\n%s\nwant\n%s", width, &b, want)
		}
	}
}

// TestGridFits holds that no line is wider than the terminal, where its columns can be made to fit, and
// that what is not cut is all there.
func TestGridFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(1, 5).Draw(t, "columns")
		g := newGrid(make([]string, columns)...)
		g.tall = 1000
		cell := rapid.StringMatching(`([a-zé日]{1,9}( |\.\.)?){0,6}`)
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			row := make([]string, columns)
			for i := range row {
				row[i] = cell.Draw(t, "cell")
			}
			g.row(row...)
		}
		width := rapid.IntRange(columns*(slim+gap), 100).Draw(t, "width")
		var b strings.Builder
		g.print(&b, width)
		for line := range strings.Lines(b.String()) {
			if n := uniseg.StringWidth(strings.TrimRight(line, "\n")); n > width {
				t.Fatalf("%d columns, want %d: %q", n, width, line)
			}
		}
		letters := func(s string) map[rune]int {
			n := map[rune]int{}
			for _, r := range s {
				n[r]++
			}
			delete(n, ' ')
			delete(n, '\n')
			return n
		}
		if got, want := letters(b.String()), letters(fmt.Sprint(g.rows)); !strings.Contains(b.String(), "…") {
			delete(want, '[')
			delete(want, ']')
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("%v, want %v", got, want)
			}
		}
	})
}
