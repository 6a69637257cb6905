package main

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"

	"github.com/bywhen/bywhen/internal/table"
)

// console is where a command reads and prints.
type console struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
}

// unknownWidth is how wide a table is printed into a file or pipe.
const unknownWidth = 100

// table is how a table is printed here. COLUMNS outranks what the terminal says; --color outranks
// NO_COLOR (no-color.org), which outranks the terminal.
func (c console) table(color string) table.Options {
	o := table.Options{Width: unknownWidth}
	f, isFile := c.out.(*os.File)
	terminal := isFile && term.IsTerminal(int(f.Fd()))
	if terminal {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
			o.Width = w
		}
	}
	if w, err := strconv.Atoi(c.env("COLUMNS")); err == nil && w > 0 {
		o.Width = w
	}
	switch color {
	case "always":
		o.Color = true
	case "auto":
		o.Color = terminal && c.env("NO_COLOR") == "" && c.env("TERM") != "dumb"
	}
	return o
}

// attended reports whether somebody reads standard error as it comes: only then progress is told.
func (c console) attended() bool {
	f, ok := c.err.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
