package main

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/article/input"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/internal/table"
	"github.com/bywhen/bywhen/internal/wire"
)

// sources are the flags and arguments of every command that reads documents.
type sources struct {
	Files   []string `arg:"" optional:"" name:"file" help:"Plain text, HTML or JSON Lines; none or - for standard input."`
	Date    string   `placeholder:"DAY" help:"Day of publication (2024-09-07) of documents that have none."`
	Workers int      `placeholder:"N" help:"Documents read at one time; as many as there are processors."`
}

type readCommand struct {
	sources
	JSON  bool   `name:"json" help:"Print one JSON object for each document, one a line."`
	Text  bool   `help:"Print the text that was read; with --json, put it into the object."`
	Color string `enum:"auto,always,never" default:"auto" help:"Colour the table: auto, always or never."`
	// The switch names the rule with its version, so that a script says what it has accepted.
	Assume string `enum:",vague-1" default:"" placeholder:"RULE" help:"Give days to vague times (soon, in the coming weeks) by the named rule: vague-1."`
}

func (r *readCommand) Run(c console) error {
	if r.JSON {
		return r.each(c, func(reading bywhen.Reading) []byte {
			r.assume(&reading)
			return append(wire.Append(nil, reading, r.Text), '\n')
		})
	}
	if r.Text {
		return r.each(c, func(reading bywhen.Reading) []byte { return []byte(reading.Document.Text) })
	}
	o := c.table(r.Color)
	return r.each(c, func(reading bywhen.Reading) []byte {
		r.assume(&reading)
		return table.Append(nil, reading, o)
	})
}

func (r *readCommand) assume(reading *bywhen.Reading) {
	if r.Assume != "" {
		reading.Assume()
	}
}

// outcome is what became of one document.
type outcome[T any] struct {
	value    T       // what was made of the reading
	problems []error // what could not be read
	doubts   []error // what was read, but hardly is as it was given
	read     bool
}

// each reads all documents and prints each one's reading in the order of the input.
func (s *sources) each(c console, print func(bywhen.Reading) []byte) error {
	out := bufio.NewWriterSize(c.out, 64<<10)
	err := readEach(s, c, print, func(printed []byte) error {
		_, err := out.Write(printed)
		return err
	})
	if failed := out.Flush(); failed != nil {
		return failed
	}
	return err
}

// readEach reads all documents, in parallel, and gives what is made of each reading to take, in
// the order of the input. Everything that is wrong goes to standard error. The status it returns
// is the contract's.
func readEach[T any](s *sources, c console, of func(bywhen.Reading) T, take func(T) error) error {
	day, err := s.day()
	if err != nil {
		return err
	}
	for _, f := range s.Files {
		if strings.Contains(f, "://") {
			return misuse(f + ": addresses are not fetched yet; save the page and give the file")
		}
	}
	workers := s.Workers
	if workers < 0 {
		return misuse("--workers must be at least 1")
	}
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	read, failed := 0, 0
	for o := range inOrder(s.pieces(c.in), workers, func(p input.Piece) outcome[T] {
		return work(p, day, of)
	}) {
		failed += len(o.problems)
		for _, p := range append(o.problems, o.doubts...) {
			fmt.Fprintln(c.err, "bywhen: "+p.Error())
		}
		if !o.read {
			continue
		}
		read++
		if err := take(o.value); err != nil {
			return err
		}
	}
	switch {
	case failed == 0:
		return nil
	case read == 0:
		return status(nothingRead)
	}
	return status(partlyRead)
}

// work decodes and reads one piece and makes a value of it. A panic is a fault of ours: it costs this document
// only, and its line names the document.
func work[T any](p input.Piece, day calendar.Day, of func(bywhen.Reading) T) (o outcome[T]) {
	defer func() {
		if fault := recover(); fault != nil {
			o = outcome[T]{problems: []error{p.Problem("the reader failed on this document (%v at %s); please report it with the document", fault, place())}}
		}
	}()
	doc, problems, ok := p.Document()
	for _, problem := range problems {
		o.problems = append(o.problems, problem)
	}
	if !ok {
		return o
	}
	if doc.Published.IsZero() {
		doc.Published = day
	}
	reading := bywhen.Read(doc)
	for _, n := range reading.Notes {
		if n.Rule == bywhen.PublishedConflict {
			o.doubts = append(o.doubts, p.Problem("%s", n.Message))
		}
	}
	o.value = of(reading)
	o.read = true
	return o
}

// place is the line of our program that panicked.
func place() string {
	stack := string(debug.Stack())
	_, stack, _ = strings.Cut(stack, "\npanic(") // what lies above is this function and work's
	previous := ""
	for line := range strings.Lines(stack) {
		file, ours := strings.CutPrefix(line, "\t")
		if ours && strings.HasPrefix(previous, "github.com/bywhen/bywhen") && !strings.Contains(previous, "OnceValue") {
			file, _, _ = strings.Cut(file, " ")
			return file[strings.LastIndex(file, "/")+1:]
		}
		previous = line
	}
	return "an unknown place"
}

func (s *sources) day() (calendar.Day, error) {
	if s.Date == "" {
		return calendar.Day{}, nil
	}
	day, ok := calendar.Parse(s.Date)
	if !ok {
		return day, misuse(fmt.Sprintf("--date %q is no day; write it as 2024-09-07", s.Date))
	}
	return day, nil
}

// pieces are the documents of all files, or of standard input.
func (s *sources) pieces(in io.Reader) iter.Seq[input.Piece] {
	files := s.Files
	if len(files) == 0 {
		files = []string{"-"}
	}
	return func(yield func(input.Piece) bool) {
		for _, f := range files {
			if !one(f, in, yield) {
				return
			}
		}
	}
}

func one(name string, in io.Reader, yield func(input.Piece) bool) bool {
	if name == "-" {
		name = "standard input"
	} else {
		f, err := os.Open(name)
		if err != nil {
			return yield(input.Failed(name, err))
		}
		defer f.Close()
		in = f
	}
	for p := range input.Scan(name, in) {
		if !yield(p) {
			return false
		}
	}
	return true
}
