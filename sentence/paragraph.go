package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen/text"
)

// The columns at which plain text is wrapped by hand or by a mail program.
const (
	narrowest = 40
	widest    = 100
)

// paragraphs cuts the text into its lines, without blank ones. Where the lines are wrapped at a
// column, those of one paragraph come as one span.
func paragraphs(s string) []text.Span {
	lines := nonBlankLines(s)
	width := wrapColumn(s, lines)
	if width == 0 {
		return lines
	}
	joined := lines[:1]
	for _, l := range lines[1:] {
		last := &joined[len(joined)-1]
		if adjacent(s, *last, l) && continues(s, lastLine(s, *last), l, width) {
			last.End = l.End
		} else {
			joined = append(joined, l)
		}
	}
	return joined
}

func nonBlankLines(s string) []text.Span {
	var lines []text.Span
	for start := 0; start < len(s); {
		end := strings.IndexByte(s[start:], '\n')
		if end < 0 {
			end = len(s)
		} else {
			end += start
		}
		if l := trim(s, text.Span{Start: start, End: end}); l.Len() > 0 {
			lines = append(lines, l)
		}
		start = end + 1
	}
	return lines
}

// wrapColumn is the column at which the lines of the text are wrapped, 0 where they are not: the
// longest line is no wider than a screen, and almost wherever one line follows another directly,
// the next word would not have fitted.
func wrapColumn(s string, lines []text.Span) int {
	width := 0
	for _, l := range lines {
		if n := utf8.RuneCountInString(s[l.Start:l.End]); n > width {
			if n > widest && strings.IndexByte(s[l.Start:l.End], ' ') > 0 {
				return 0
			}
			width = min(n, widest)
		}
	}
	if width < narrowest {
		return 0
	}
	inner, full := 0, 0
	for i := 1; i < len(lines); i++ {
		if adjacent(s, lines[i-1], lines[i]) {
			inner++
			if continues(s, lines[i-1], lines[i], width) {
				full++
			}
		}
	}
	if full == 0 || full*10 < inner*7 {
		return 0
	}
	if full < 3 && !anyLower(s, lines) {
		return 0
	}
	return width
}

// anyLower reports whether some line after the first goes on in lower case directly below another.
func anyLower(s string, lines []text.Span) bool {
	for i := 1; i < len(lines); i++ {
		r, _ := utf8.DecodeRuneInString(s[lines[i].Start:])
		if adjacent(s, lines[i-1], lines[i]) && unicode.IsLower(r) {
			return true
		}
	}
	return false
}

// adjacent reports whether exactly one line break lies between the two lines.
func adjacent(s string, a, b text.Span) bool {
	return strings.Count(s[a.End:b.Start], "\n") == 1
}

// lastLine is the last line of a paragraph.
func lastLine(s string, p text.Span) text.Span {
	if i := strings.LastIndexByte(s[p.Start:p.End], '\n'); i >= 0 {
		p.Start += i + 1
	}
	return p
}

// continues reports whether line b goes on where a stopped for want of room. The first word of b
// would not have fitted behind a, with a little room for programs that count otherwise.
func continues(s string, a, b text.Span, width int) bool {
	next := s[b.Start:b.End]
	if strings.HasPrefix(next, "- ") || strings.HasPrefix(next, "* ") || strings.HasPrefix(next, "•") {
		return false
	}
	if i := strings.IndexByte(next, ' '); i >= 0 {
		next = next[:i]
	}
	room := width - utf8.RuneCountInString(s[a.Start:a.End])
	return room >= 0 && utf8.RuneCountInString(next)+1 > room-4
}
