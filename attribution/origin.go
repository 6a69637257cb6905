package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen/text"
)

// Origins are the outlets in brackets from which a brief says it was taken: "(Reuters)" at the end
// of a line, "(AP) –" after the place at its beginning. They are where the report comes from and
// no source inside it. Brackets around anything that is not shaped like a name are left alone; a
// text without such brackets yields nil.
func Origins(t *text.Text) []text.Span {
	s := t.String()
	if !strings.Contains(s, "(") {
		return nil
	}
	var out []text.Span
	for start := 0; start < len(s); {
		end := start + strings.IndexByte(s[start:], '\n')
		if end < start {
			end = len(s)
		}
		if o, ok := dateline(s, start, end); ok {
			out = append(out, o)
		}
		first := len(out)
		for to := trimRight(s, start, end); to > start && s[to-1] == ')'; {
			open := strings.LastIndexByte(s[start:to], '(')
			if open <= 0 && start == 0 || open < 0 {
				break
			}
			inner := text.Span{Start: start + open + 1, End: to - 1}
			if !outletShaped(s[inner.Start:inner.End]) {
				break
			}
			out = append(out, inner)
			to = trimRight(s, start, start+open)
		}
		for i, j := first, len(out)-1; i < j; i, j = i+1, j-1 {
			out[i], out[j] = out[j], out[i]
		}
		start = end + 1
	}
	return out
}

// dateline is the outlet in "OSTPORT, June 3 (Wire) – ...", a bracket early in the line with a dash
// after it.
func dateline(s string, start, end int) (text.Span, bool) {
	open := strings.IndexByte(s[start:end], '(')
	if open <= 0 || open > 40 {
		return text.Span{}, false
	}
	length := strings.IndexByte(s[start+open:end], ')')
	if length < 0 {
		return text.Span{}, false
	}
	rest := strings.TrimLeft(s[start+open+length+1:end], " ")
	if !strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, "–") && !strings.HasPrefix(rest, "—") {
		return text.Span{}, false
	}
	inner := text.Span{Start: start + open + 1, End: start + open + length}
	first, _ := utf8.DecodeRuneInString(s[start:])
	return inner, unicode.IsUpper(first) && outletShaped(s[inner.Start:inner.End])
}

// outletShaped reports whether the words in brackets look like the name of an outlet: a few words,
// begun with a capital, of which none is a number.
func outletShaped(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 8 {
		return false
	}
	capitals := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) {
			capitals++
		}
		if strings.Trim(w, "0123456789.,–-") == "" {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	return 2*capitals >= len(words) && (unicode.IsUpper(first) || strings.Contains(words[0], "."))
}
