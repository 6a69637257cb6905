package table

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// The colours are the eight that every terminal has and lets its owner choose. Colour never
// carries meaning alone: the word stands there too.
const (
	reset   = "\x1b[0m"
	bold    = "\x1b[1m"
	dim     = "\x1b[2m"
	red     = "\x1b[31m"
	green   = "\x1b[32m"
	yellow  = "\x1b[33m"
	blue    = "\x1b[34m"
	magenta = "\x1b[35m"
	cyan    = "\x1b[36m"
)

// width is how many columns of a terminal the text takes: two for East Asian wide characters,
// none for marks that combine.
func width(s string) int { return uniseg.StringWidth(s) }

// clean makes a phrase of a report fit to print on one line of a terminal: white space is one
// space, and what could command the terminal or turn the direction of writing is left out.
func clean(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
		case unicode.IsControl(r), r == '\u00ad', r == '\ufeff',
			'\u200e' <= r && r <= '\u200f', '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
		default:
			if space {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(r)
		}
	}
	return b.String()
}

// most is how many columns of a phrase are printed at most; what is longer is no phrase any more.
const most = 160

// shorten cuts a phrase that is too long for a cell.
func shorten(s string) string {
	if width(s) <= most {
		return s
	}
	head, _ := cut(s, most)
	if at := strings.LastIndexByte(head, ' '); at > 0 {
		head = head[:at]
	}
	return head + " …"
}

// wrap breaks a clean phrase into lines of at most so many columns, at spaces where it can. An
// empty phrase is no line.
func wrap(s string, columns int) []string {
	columns = max(columns, 1)
	var lines []string
	line, used := "", 0
	flush := func() {
		if line != "" {
			lines = append(lines, line)
		}
		line, used = "", 0
	}
	for word := range strings.FieldsSeq(s) {
		w := width(word)
		if used > 0 && used+1+w > columns {
			flush()
		}
		for w > columns { // a word longer than the line is cut between characters
			head, rest := cut(word, columns)
			lines = append(lines, head)
			word, w = rest, width(rest)
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		line, used = line+word, used+w
	}
	flush()
	return lines
}

// cut takes as many characters of a word as fit, at least one.
func cut(word string, columns int) (head, rest string) {
	used, at, state := 0, 0, -1
	for rest = word; rest != ""; {
		cluster, after, w, next := uniseg.FirstGraphemeClusterInString(rest, state)
		if at > 0 && used+w > columns {
			break
		}
		used, at, rest, state = used+w, at+len(cluster), after, next
	}
	return word[:at], word[at:]
}

// pad fills a line up to so many columns.
func pad(s string, columns int) string {
	return s + strings.Repeat(" ", max(0, columns-width(s)))
}
