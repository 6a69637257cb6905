package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen/text"
)

// quotation is one stretch between quotation marks. A quotation of several paragraphs, each of
// which opens anew, is several quotations with one speech.
type quotation struct {
	span   text.Span // with the marks
	inner  text.Span // without them
	parent int       // index of the quotation around it, -1
	speech int       // index of the first quotation of the same speech; its own where it is the first
	double bool      // between double marks or guillemets; single ones are often mere scare quotes
}

// elisions are the words that begin with an apostrophe and so look as if they opened a quotation.
var elisions = []string{"'em", "'til", "'till", "'tis", "'twas", "'cause", "'n", "'s", "'d", "'ll", "'re", "'ve", "'m", "'t", "'bout", "'round"}

// quotations pairs the quotation marks of a text, straight and curly, double and single, nested
// and over several paragraphs. A mark without its fellow yields no quotation, except that one which
// the next paragraph takes up again ends with its paragraph.
func quotations(s string) []quotation {
	if !strings.ContainsAny(s, "\"'“”‘’«»„`") {
		return nil
	}
	var qs []quotation
	var carry *quotation // left open by the paragraph before, by double marks
	for start := 0; start <= len(s); {
		end := start + strings.IndexByte(s[start:], '\n')
		if end < start {
			end = len(s)
		}
		var open *quotation
		qs, open = paragraph(s, start, end, qs, carry)
		if strings.TrimSpace(s[start:end]) != "" {
			carry = open
		}
		start = end + 1
	}
	return qs
}

// mark is an opened quotation whose close is awaited.
type mark struct {
	at, after int // before and after the opening mark
	close     rune
	curly     bool // cannot be anything but an opening mark
	index     int  // place kept for it in the result
}

// paragraph pairs the marks of one line. carry is the quotation that the line before left open,
// which a line that begins with a mark continues. It returns the one that this line leaves open.
func paragraph(s string, start, end int, qs []quotation, carry *quotation) ([]quotation, *quotation) {
	var stack []mark
	first := len(qs)
	prev := rune(' ')
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(s[i:])
		next, _ := utf8.DecodeRuneInString(s[i+size : end])
		if i+size >= end {
			next = ' '
		}
		open, closes := role(s[i:end], r, prev, next)
		if r == '`' && next == '`' {
			size, closes, open = 2, 0, '"'
		}
		if r == '\'' && next == '\'' {
			size, open, closes = 2, 0, '"'
		}
		if closes == '\'' && prev == 's' && next == ' ' && closedLater(s[i+size:end]) {
			closes = 0 // "the workers' pay"
		}
		top := len(stack) - 1
		switch {
		case closes != 0 && top >= 0 && stack[top].close == closes:
			qs = shut(qs, stack[top], i, i+size, closes)
			stack = stack[:top]
		case closes != 0 && top >= 1 && stack[top-1].close == closes && closes != '\'':
			qs = shut(qs, stack[top-1], i, i+size, closes) // the inner one was never closed
			stack = stack[:top-1]
		case open != 0 && top >= 0 && stack[top].close == open && r == '"' && prev != '(':
			// A second opening before a close: the first was a slip, or closed by nothing.
			stack[top] = mark{i, i + size, open, false, stack[top].index}
		case open != 0:
			if open == '\'' && !closedLater(s[i+size:end]) {
				break
			}
			stack = append(stack, mark{i, i + size, open, r == '“' || r == '«', len(qs)})
			qs = append(qs, quotation{parent: -1, speech: -1})
		}
		prev = r
		i += size
	}
	// What is still open ends with the paragraph if the next one takes it up; the caller sees to
	// that by the last of them. Others are dropped.
	var left *quotation
	for _, m := range stack {
		if m.close == '\'' {
			continue
		}
		body := text.Span{Start: m.after, End: trimRight(s, m.after, end)}
		if body.Len() > 0 && (m.curly || continues(s, end)) {
			qs[m.index] = quotation{span: text.Span{Start: m.at, End: body.End}, inner: body, parent: -1, speech: -1, double: true}
			left = &qs[m.index]
		}
		break
	}
	qs = settle(qs, first)
	if carry != nil && first < len(qs) && strings.TrimSpace(s[start:qs[first].span.Start]) == "" {
		qs[first].speech = carry.speech
	}
	if left != nil {
		for i := first; i < len(qs); i++ {
			if qs[i].span.End == trimRight(s, start, end) && qs[i].parent < 0 {
				c := qs[i]
				return qs, &c
			}
		}
	}
	return qs, nil
}

// role says whether the mark r, between prev and next, may open and whether it may close; the
// value is the mark that closes. rest is the text from the mark on.
func role(rest string, r, prev, next rune) (open, closes rune) {
	before := unicode.IsSpace(prev) || strings.ContainsRune("([{—–-/“‘\"", prev)
	switch r {
	case '“', '„':
		if r == '“' && !before && prev != ' ' && (unicode.IsSpace(next) || unicode.IsPunct(next)) {
			return 0, '"' // German habit, or a slip
		}
		return '"', 0
	case '”':
		return 0, '"'
	case '«':
		return '»', 0
	case '»':
		return 0, '»'
	case '"':
		if before && !unicode.IsSpace(next) {
			return '"', 0
		}
		return 0, '"'
	case '‘':
		return '\'', 0
	case '’':
		if !unicode.IsLetter(next) && !unicode.IsDigit(next) && !unicode.IsSpace(prev) {
			return 0, '\''
		}
	case '\'':
		if before && (unicode.IsLetter(next) || unicode.IsDigit(next) || next == '[') {
			lower := strings.ToLower(rest[:min(len(rest), 8)])
			for _, e := range elisions {
				if after, ok := strings.CutPrefix(lower, e); ok {
					if c, _ := utf8.DecodeRuneInString(after); !unicode.IsLetter(c) {
						return 0, 0
					}
				}
			}
			if unicode.IsDigit(next) && len(rest) > 3 && rest[3] == 's' { // '90s
				return 0, 0
			}
			return '\'', 0
		}
		if !unicode.IsLetter(next) && !unicode.IsDigit(next) && !unicode.IsSpace(prev) {
			return 0, '\''
		}
	}
	return 0, 0
}

// closedLater reports whether a single mark that may close a quotation comes in rest before
// another that opens one, and before long.
func closedLater(rest string) bool {
	rest = rest[:min(len(rest), 1000)]
	prev := rune(0)
	for i, r := range rest {
		if r == '\'' || r == '’' {
			next, _ := utf8.DecodeRuneInString(rest[i+utf8.RuneLen(r):])
			word := unicode.IsLetter(next) || unicode.IsDigit(next)
			switch {
			case unicode.IsSpace(prev) && word && r == '\'':
				return false
			case !word && !unicode.IsSpace(prev):
				return true
			}
		}
		prev = r
	}
	return false
}

// shut completes the quotation that m opened.
func shut(qs []quotation, m mark, at, after int, closes rune) []quotation {
	qs[m.index] = quotation{
		span:   text.Span{Start: m.at, End: after},
		inner:  text.Span{Start: m.after, End: at},
		parent: -1, speech: -1,
		double: closes != '\'',
	}
	return qs
}

// settle drops the places of quotations never closed, from index first on, and links each to the
// one around it.
func settle(qs []quotation, first int) []quotation {
	kept := first
	for i := first; i < len(qs); i++ {
		if qs[i].inner.Len() > 0 {
			qs[kept] = qs[i]
			qs[kept].speech = kept
			kept++
		}
	}
	qs = qs[:kept]
	for i := first; i < len(qs); i++ {
		for j := i - 1; j >= first; j-- {
			if qs[j].span.Contains(qs[i].span) {
				qs[i].parent = j
				break
			}
		}
	}
	return qs
}

// continues reports whether the paragraph after end begins with an opening mark.
func continues(s string, end int) bool {
	rest := strings.TrimLeft(s[end:], " \t\r\n")
	r, size := utf8.DecodeRuneInString(rest)
	if r != '"' && r != '“' && r != '«' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[size:])
	return !unicode.IsSpace(next)
}

func trimRight(s string, start, end int) int {
	return start + len(strings.TrimRight(s[start:end], " \t\r\n"))
}
