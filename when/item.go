package when

import (
	"strings"

	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// item is what the rules see: a token, or a part of one that mixes digits and other characters
// ("6pm", "1955-57", "12:30"), with what the word lists know of it.
type item struct {
	span   text.Span
	low    string // lower case; all dashes between words are "-"
	word   *word  // never nil; plainWord where the lists don't know it
	num    float64
	digits int8 // number of digits of a plain number, 0 for all else
	grains bool // a number with thousands separators or decimals: no year, no day
	ord    bool // "15th"
	plural bool // "1990s"
	upper  bool // begins with a capital
	gap    bool // white space stands before it
}

func (it *item) is(c class) bool { return it.word.class&c != 0 }

var plainWord = &word{}

// triggered reports whether the sentence can hold a time expression. It allocates nothing.
func triggered(d *dictionary, tokens []token.Token) bool {
	for i := range tokens {
		t := &tokens[i]
		switch t.Kind {
		case token.Word:
			if len(t.Lower) < 2 {
				continue
			}
			if w := d.words[t.Lower]; w != nil && w.class&triggers != 0 && (w.class&triggers&^(cHoliday|cMonth|cWeekday) != 0 || t.Text != t.Lower) {
				return true // names of days, months and holidays need a capital
			}
			if t.Lower == "date" && i > 0 && tokens[i-1].Lower == "that" {
				return true
			}
			if t.Lower == "then" && i > 0 && boundsByLast[tokens[i-1].Lower] != nil {
				return true // "by then"
			}
			if hasDigit(t.Text) || strings.IndexByte(t.Lower, '-') > 0 {
				return true
			}
		case token.Number:
			if timely(t.Text) {
				return true
			}
		}
	}
	return false
}

// timely reports whether a number can be a time without any word beside it: a year, a decade, a
// clock time, a date in digits.
func timely(s string) bool {
	digits, dots := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '.':
			dots++
		case c >= '0' && c <= '9':
			digits++
		case c == ':' || c == '/' || c == '-' || c >= 0x80 || c >= 'A':
			return true
		}
	}
	return digits == 4 && s[0] != '0' || dots == 2
}

func hasDigit(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			return true
		}
	}
	return false
}

// itemise makes the items of a sentence, into the room of items.
func itemise(d *dictionary, tokens []token.Token, items []item) []item {
	items = items[:0]
	end := -1
	for i := range tokens {
		t := &tokens[i]
		gap := t.Span.Start != end
		end = t.Span.End
		if t.Kind != token.Punct && mixed(t.Text) {
			items = splitToken(d, t, gap, items)
			continue
		}
		items = append(items, newItem(d, t.Span, t.Text, t.Lower, gap))
	}
	return items
}

// mixed reports whether a token has a digit, or a dash or slash between its letters.
func mixed(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= '9' && (c >= '0' || c == '-' || c == '/') || c == 0xe2 {
			return len(s) > 1 || c >= '0'
		}
	}
	return false
}

func newItem(d *dictionary, span text.Span, s, low string, gap bool) item {
	it := item{span: span, low: low, gap: gap, word: plainWord}
	if s != "" {
		it.upper = s[0] >= 'A' && s[0] <= 'Z'
	}
	switch low {
	case "–", "—", "‐", "‑", "−", "--", "---":
		it.low = "-"
		return it
	case "’":
		it.low = "'"
	case "’s":
		it.low = "'s"
	case "a.m.", "a.m", "am":
		it.low = "am"
		return it
	case "p.m.", "p.m", "pm":
		it.low = "pm"
		return it
	}
	if w := d.words[it.low]; w != nil {
		it.word = w
		if w.class&(cNumber|cOrdinal) != 0 {
			it.num = float64(w.n)
		}
	}
	return it
}

// splitToken cuts a token at the borders of digits, letters and marks. "1,200.50" stays whole,
// "15th" and "1990s" become one item.
func splitToken(d *dictionary, t *token.Token, gap bool, items []item) []item {
	s := t.Text
	low := t.Lower
	if len(low) != len(s) {
		low = strings.ToLower(s)
		if len(low) != len(s) {
			return append(items, newItem(d, t.Span, s, t.Lower, gap))
		}
	}
	at := t.Span.Start
	dotted := strings.Count(s, ".") > 1 // "25.12.2024" has no decimals
	for i := 0; i < len(s); {
		j := i
		switch {
		case isDigit(s[i]):
			it := item{word: plainWord, gap: gap}
			var frac float64
			for j < len(s) {
				if isDigit(s[j]) {
					if frac > 0 {
						it.num += float64(s[j]-'0') * frac
						frac /= 10
					} else {
						it.num = it.num*10 + float64(s[j]-'0')
					}
					it.digits++
					j++
					continue
				}
				if frac == 0 && s[j] == ',' && j+3 < len(s) && isDigit(s[j+1]) && isDigit(s[j+2]) && isDigit(s[j+3]) {
					it.grains = true
					j++
					continue
				}
				if frac == 0 && !dotted && s[j] == '.' && j+1 < len(s) && isDigit(s[j+1]) {
					it.grains = true
					frac = 0.1
					j++
					continue
				}
				break
			}
			if it.digits > 12 {
				it.digits = 12
			}
			k := j
			for k < len(low) && isLetter(low[k]) {
				k++
			}
			switch low[j:k] {
			case "st", "nd", "rd", "th":
				it.ord = true
				j = k
			case "s":
				it.plural = true
				j = k
			}
			it.span = text.Span{Start: at + i, End: at + j}
			it.low = low[i:j]
			if it.grains {
				it.digits = 0
			}
			items = append(items, it)
		case isLetter(s[i]) || s[i] >= 0x80:
			// A dash beyond ASCII stands alone; all else up to a digit, hyphen or slash is a word.
			for j < len(s) && !isDigit(s[j]) && s[j] != '-' && s[j] != '/' && dashAt(s, j) == 0 {
				j++
			}
			if j == i {
				j += dashAt(s, i)
			}
			items = append(items, newItem(d, text.Span{Start: at + i, End: at + j}, s[i:j], low[i:j], gap))
		default:
			j++
			items = append(items, newItem(d, text.Span{Start: at + i, End: at + j}, s[i:j], low[i:j], gap))
		}
		gap = false
		i = j
	}
	return items
}

// dashAt is the length of the dash (‐ ‑ ‒ – — −) at s[i], 0 where there is none.
func dashAt(s string, i int) int {
	if strings.HasPrefix(s[i:], "\u2010") || strings.HasPrefix(s[i:], "\u2011") || strings.HasPrefix(s[i:], "\u2012") ||
		strings.HasPrefix(s[i:], "\u2013") || strings.HasPrefix(s[i:], "\u2014") || strings.HasPrefix(s[i:], "\u2212") {
		return 3
	}
	return 0
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
