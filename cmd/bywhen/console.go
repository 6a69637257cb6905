package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"sync"
	"time"

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

// terminal reports whether somebody reads standard output as it comes.
func (c console) terminal() bool {
	f, ok := c.out.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// width is how wide a table of a ledger is printed: as wide as the terminal, or as COLUMNS says. It is
// 0, for lines without head and end, where a program reads them.
func (c console) width() int {
	if !c.terminal() && c.env("COLUMNS") == "" {
		return 0
	}
	return c.table("never").Width
}

// say prints what a table amounts to, for people only.
func (c console) say(out io.Writer, format string, args ...any) error {
	if c.width() == 0 {
		return nil
	}
	_, err := fmt.Fprintf(out, format+"\n", args...)
	return err
}

// table is how a table is printed here. COLUMNS outranks what the terminal says; --color outranks
// NO_COLOR (no-color.org), which outranks the terminal.
func (c console) table(color string) table.Options {
	o := table.Options{Width: unknownWidth}
	terminal := c.terminal()
	if f, ok := c.out.(*os.File); ok && terminal {
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

// working tells how long a thing takes, every second, until what it returns is called, once
// or more: only to those who watch.
func (c console) working(what string) (done func()) {
	if !c.attended() {
		return func() {}
	}
	stop, stopped := make(chan bool), make(chan bool)
	go func() {
		defer close(stopped)
		said := false
		for n := 1; ; n++ {
			select {
			case <-stop:
				if said {
					fmt.Fprint(c.err, "\r\x1b[K")
				}
				return
			case <-time.After(time.Second):
				said = true
				fmt.Fprintf(c.err, "\rbywhen: %s, %d s", what, n)
			}
		}
	}()
	return sync.OnceFunc(func() {
		close(stop)
		<-stopped
	})
}
