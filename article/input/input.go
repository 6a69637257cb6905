// Package input is the way in for files and streams: it cuts them into documents and decodes
// these. Cutting is cheap and keeps the order; decoding is costly and can be done by many workers
// at once. Memory does not grow with the length of a stream.
package input

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/bywhen/bywhen/article"
)

// The limits of one document. A page or text beyond them is a problem, not a document: news is a
// thousandth of it, and what is larger is a book, an archive, or an attack.
const (
	MaxText = 4 << 20  // bytes of the text that is read
	MaxPage = 8 << 20  // bytes of an HTML page
	MaxLine = 16 << 20 // bytes of a line of JSON, which may hold a page with every quote escaped
)

// Problem is what is wrong with one document, in words for the person who gave it.
type Problem struct {
	File   string // as it was given; "standard input" for a stream
	Line   int    // from 1; 0 where the whole file is meant
	Reason string // what is wrong and, after a semicolon, what to do
}

// Error is the one line to print: "file:line: reason".
func (p *Problem) Error() string {
	if p.Line == 0 {
		return p.File + ": " + p.Reason
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Reason)
}

// form is how a document is written down.
type form uint8

const (
	plain form = iota
	page       // HTML
	line       // one line of JSON
)

// Piece is one document as it stands in the input: cut out, not yet decoded. Where it could not
// be cut out, Document returns the problem.
type Piece struct {
	File    string
	Line    int // as in Problem
	form    form
	data    []byte
	problem *Problem
}

// Size is how many bytes the piece holds, for those who bound what is read at one time.
func (p Piece) Size() int { return len(p.data) }

// Document decodes the piece. A document comes with a problem where something beside its text
// could not be read (it then lacks that); problems alone, and false, mean there is no document.
// Document is pure: many workers may decode pieces at once.
func (p Piece) Document() (article.Document, []*Problem, bool) {
	if p.problem != nil {
		return article.Document{}, []*Problem{p.problem}, false
	}
	d := &decoder{piece: p}
	var doc article.Document
	var ok bool
	switch p.form {
	case plain:
		doc, ok = d.plain()
	case page:
		doc, ok = d.page(string(p.data), "")
	case line:
		doc, ok = d.line()
	}
	if doc.ID == "" {
		doc.ID = p.name()
	}
	return doc, d.problems, ok
}

// name is what a document is called that brings no name: its file, without the folder, which
// differs from machine to machine.
func (p Piece) name() string {
	name := filepath.Base(p.File)
	if p.Line > 0 {
		name = fmt.Sprintf("%s#%d", name, p.Line)
	}
	return name
}

// decoder decodes one piece and collects what is wrong with it.
type decoder struct {
	piece    Piece
	problems []*Problem
}

func (d *decoder) problem(format string, args ...any) {
	d.problems = append(d.problems, &Problem{d.piece.File, d.piece.Line, fmt.Sprintf(format, args...)})
}

func (d *decoder) plain() (article.Document, bool) {
	text := string(d.piece.data)
	return article.Document{Text: text}, d.readable(text)
}

// readable reports whether there is something in the text to read.
func (d *decoder) readable(text string) bool {
	switch {
	case len(text) > MaxText:
		d.problem("the text has %s, the limit is %s; cut it into documents", size(len(text)), size(MaxText))
	case strings.TrimSpace(strings.TrimPrefix(text, "\ufeff")) == "":
		d.problem("there is no text in it; nothing to read")
	default:
		return true
	}
	return false
}

// size is a number of bytes for people.
func size(n int) string {
	switch {
	case n < 1<<20:
		return fmt.Sprintf("%d kB", (n+1023)>>10)
	case n < 10<<20 && n%(1<<20) != 0:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d MB", n>>20)
}

// Problem is a problem with this piece.
func (p Piece) Problem(format string, args ...any) *Problem {
	return &Problem{p.File, p.Line, fmt.Sprintf(format, args...)}
}

// Failed stands for a file that could not be opened.
func Failed(name string, err error) Piece {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err // without "open NAME", which the line names already
	}
	return Piece{File: name, problem: &Problem{File: name, Reason: err.Error()}}
}
