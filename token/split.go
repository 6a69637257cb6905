package token

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen/lexicon"
	"github.com/bywhen/bywhen/text"
)

// class of a byte, for the scanner.
type class uint8

const (
	other  class = iota
	blank        // ASCII white space
	letter       // ASCII letter
	digit
	high // part of a rune beyond ASCII
)

var classes = func() (c [256]class) {
	for b := range c {
		switch {
		case b == ' ' || b >= '\t' && b <= '\r':
			c[b] = blank
		case b|0x20 >= 'a' && b|0x20 <= 'z' && b < 0x80:
			c[b] = letter
		case b >= '0' && b <= '9':
			c[b] = digit
		case b >= 0x80:
			c[b] = high
		}
	}
	return c
}()

var abbreviations = sync.OnceValue(func() map[string]string {
	classes := map[string]string{}
	for word, fields := range lexicon.LoadTable("en", "abbreviations") {
		classes[word] = fields[0]
	}
	return classes
})

// Split cuts the part of the text under s, one sentence, into tokens. Every byte that is not white
// space lies in exactly one token.
func Split(t *text.Text, s text.Span) []Token {
	part := t.Slice(s)
	sc := scanner{
		s: part, lower: asciiLower(part), base: s.Start, abbreviations: abbreviations(),
		out: make([]Token, 0, len(part)/4+4),
	}
	for at := 0; at < len(part); {
		if n := spaceAt(part, at); n > 0 {
			at += n
			continue
		}
		end := at + 1
		for end < len(part) && spaceAt(part, end) == 0 {
			end++
		}
		sc.chunk(at, end)
		at = end
	}
	return sc.out
}

// spaceAt is the length of the white space at i, 0 where there is none.
func spaceAt(s string, i int) int {
	switch classes[s[i]] {
	case blank:
		return 1
	case high:
		if r, n := utf8.DecodeRuneInString(s[i:]); unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			return n
		}
	}
	return 0
}

// asciiLower is s with its ASCII letters in lower case and all else unchanged, so that offsets
// agree; it is s itself where nothing changes.
func asciiLower(s string) string {
	i := 0
	for i < len(s) && (s[i] < 'A' || s[i] > 'Z') {
		i++
	}
	if i == len(s) {
		return s
	}
	b := []byte(s)
	for ; i < len(b); i++ {
		if b[i] >= 'A' && b[i] <= 'Z' {
			b[i] += 'a' - 'A'
		}
	}
	return string(b)
}

type scanner struct {
	s, lower      string
	base          int
	abbreviations map[string]string
	out           []Token
}

// emit appends the token s[from:to].
func (sc *scanner) emit(from, to int, kind Kind) {
	sc.out = append(sc.out, Token{
		Span:  text.Span{Start: sc.base + from, End: sc.base + to},
		Kind:  kind,
		Text:  sc.s[from:to],
		Lower: lowered(sc.lower[from:to]),
	})
}

// lowered finishes a word whose ASCII letters are lowered already: other letters are lowered,
// apostrophes become straight.
func lowered(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			if s == "’s" {
				return "'s"
			}
			return strings.Map(func(r rune) rune {
				if r == '’' || r == '‘' || r == 'ʼ' {
					return '\''
				}
				return unicode.ToLower(r)
			}, s)
		}
	}
	return s
}

// chunk cuts the run s[at:end], which holds no white space.
func (sc *scanner) chunk(at, end int) {
	i := at
	for i < end && classes[sc.s[i]] == letter {
		i++
	}
	if i == end {
		sc.letters(at, end)
		return
	}
	if from, to, ok := address(sc.s, at, end); ok {
		sc.pieces(at, from, end)
		sc.emit(from, to, Word)
		sc.pieces(to, end, end)
		return
	}
	sc.pieces(at, end, end)
}

// pieces cuts s[at:to] from left to right; the chunk goes on to end.
func (sc *scanner) pieces(at, to, end int) {
	start := at
	for at < to {
		if sc.wordStart(at, to) {
			at = sc.word(start, at, to, end)
			continue
		}
		r, n := utf8.DecodeRuneInString(sc.s[at:to])
		n = sc.mark(at, to, r, n)
		kind := Punct
		if isSymbol(r) {
			kind = Symbol
		}
		sc.emit(at, at+n, kind)
		at += n
	}
}

// mark is the length of the mark at 'at': runs of the same stop, dash or rule are one mark.
func (sc *scanner) mark(at, to int, r rune, n int) int {
	switch r {
	case '.', '-', '*', '=', '_', '~', '!', '?', '`', '\'', '>', '<', '+', '#', '^', '|':
		end := at + 1
		for end < to && (sc.s[end] == byte(r) || (r == '!' || r == '?') && (sc.s[end] == '!' || sc.s[end] == '?')) {
			end++
		}
		if (r == '\'' || r == '`') && end-at > 2 {
			end = at + 2
		}
		return end - at
	}
	return n
}

// wordStart reports whether a word or number begins at 'at'.
func (sc *scanner) wordStart(at, end int) bool {
	switch classes[sc.s[at]] {
	case letter, digit:
		return true
	case high:
		r, n := utf8.DecodeRuneInString(sc.s[at:end])
		if r == '’' {
			return at+n < end && classes[sc.s[at+n]] == letter && sc.clitic(at, end) > 0
		}
		return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == utf8.RuneError
	case other:
		c := sc.s[at]
		next := byte(0)
		if at+1 < end {
			next = sc.s[at+1]
		}
		if c == '\'' && classes[next] == letter && sc.clitic(at, end) > 0 {
			return true // a clitic on its own: "Bush 's", "1990's"
		}
		return c == '.' && classes[next] == digit && (at == 0 || classes[sc.s[at-1]] != digit) // ".5"
	}
	return false
}

// Of is the token that a form, already cut elsewhere (in a treebank), stands for, at a place of a
// text.
func Of(form string, at int) Token {
	kind := Word
	r, _ := utf8.DecodeRuneInString(form)
	switch {
	case unicode.IsDigit(r) && (len(form) < 2 || !unicode.IsLetter(rune(form[len(form)-1])) || numeral(form)):
		kind = Number
	case r == '.' && len(form) > 1 && classes[form[1]] == digit:
		kind = Number
	case hasWord(form):
	case isSymbol(r):
		kind = Symbol
	default:
		kind = Punct
	}
	return Token{
		Span: text.Span{Start: at, End: at + len(form)},
		Kind: kind, Text: form, Lower: lowered(asciiLower(form)),
	}
}

// numeral reports whether letters behind the digits leave them a number: "15th", "1990s".
func numeral(form string) bool {
	i := 0
	for i < len(form) && classes[form[i]] != letter {
		i++
	}
	switch asciiLower(form[i:]) {
	case "st", "nd", "rd", "th", "s":
		return true
	}
	return false
}

func isSymbol(r rune) bool {
	return unicode.IsSymbol(r) && r != '`' || r == '%' || r == '#' || r == '&' || r == '@' || r == '*' || r == '‰'
}
