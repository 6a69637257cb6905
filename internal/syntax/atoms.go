package syntax

import (
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen/token"
)

// Capitals says how a sentence uses capitals.
type Capitals uint8

// The ways to use capitals: as usual, In Nearly Every Word, ALL THE TIME.
const (
	Usual Capitals = iota
	Title
	Shout
)

// CapitalsOf looks at the longer words of a sentence.
func CapitalsOf(tokens []token.Token) Capitals {
	words, upper, shout, short := 0, 0, 0, 0
	for i, t := range tokens {
		if t.Kind != token.Word {
			continue
		}
		r, n := utf8.DecodeRuneInString(t.Text)
		if !unicode.IsLetter(r) {
			continue
		}
		if len(t.Text) < 4 {
			if i > 0 && unicode.IsLower(r) {
				short++
			}
			continue
		}
		words++
		if unicode.IsUpper(r) {
			upper++
			if second, _ := utf8.DecodeRuneInString(t.Text[n:]); unicode.IsUpper(second) {
				shout++
			}
		}
	}
	switch {
	case words >= 3 && shout*10 >= words*8 && short == 0:
		return Shout
	case words >= 3 && upper*10 >= words*9:
		return Title
	}
	return Usual
}

// Feature names one thing that can be seen of a word: a hash of what kind of thing it is and of its
// letters.
type Feature uint32

// The kinds of feature.
const (
	wholeWord = iota // in lower case, its digits and quotes made alike
	suffix           // up to four letters
	prefix           // up to three letters
	wordShape        // which kinds of character it is made of
	caseShape        // the same, in a sentence that uses capitals in such a way
)

// Features appends the features of a token in a sentence that uses capitals so. The first is that
// of the whole word.
func Features(f []Feature, t *token.Token, capitals Capitals) []Feature {
	w := t.Lower
	mark := t.Kind == token.Punct || t.Kind == token.Symbol
	if mark {
		w = plainMark(w)
	}
	var buf [32]byte
	if t.Kind == token.Number {
		w = digits(w, buf[:0])
	}
	f = append(f, feature(wholeWord, w))
	if mark {
		return f
	}
	for n := 1; n <= 4 && n < len(w); n++ {
		f = append(f, feature(suffix, w[len(w)-n:]))
		if n <= 3 {
			f = append(f, feature(prefix, w[:n]))
		}
	}
	s := shape(t)
	return append(f, mix(wordShape, s), mix(caseShape, s*4+uint32(capitals)))
}

func feature(kind uint32, s string) Feature { return mix(kind+uint32(len(s))<<8, hashString(s)) }

// mix scatters the bits of a kind and a hash.
func mix(kind, h uint32) Feature {
	x := (uint64(kind)+1)*0x9E3779B97F4A7C15 ^ uint64(h)*0xD6E8FEB86659FD93
	x ^= x >> 32
	x *= 0xD6E8FEB86659FD93
	return Feature(x >> 32)
}

// WordKey is the key of a word, in lower case, in a [Table] of word vectors.
func WordKey(lower string) uint32 { return hashString(plainMark(lower)) }

// plainMark writes typographic marks as treebanks mostly have them.
func plainMark(s string) string {
	switch s {
	case "“", "”", "„", "«", "»", "``", "''":
		return "\""
	case "‘", "’", "`":
		return "'"
	case "–", "—", "―":
		return "--"
	case "…":
		return "..."
	}
	return s
}

// digits writes every digit as 0.
func digits(s string, buf []byte) string {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if '0' <= c && c <= '9' {
			c = '0'
		}
		buf = append(buf, c)
	}
	return string(buf)
}

func shape(t *token.Token) uint32 {
	var upper, lower, digit, hyphen, dot, first, others uint32
	for i, r := range t.Text {
		switch {
		case 'a' <= r && r <= 'z':
			lower = 1
		case 'A' <= r && r <= 'Z':
			upper = min(upper+1, 2)
			if i == 0 {
				first = 1
			}
		case '0' <= r && r <= '9':
			digit = min(digit+1, 5)
		case r == '-':
			hyphen = 1
		case r == '.':
			dot = 1
		case r < utf8.RuneSelf:
			others = 1
		case unicode.IsUpper(r):
			upper = min(upper+1, 2)
			if i == 0 {
				first = 1
			}
		case unicode.IsLower(r):
			lower = 1
		}
	}
	s := uint32(t.Kind)
	for _, p := range [...]uint32{upper, lower, hyphen, dot, first, others} {
		s = s*3 + p
	}
	return s*6 + digit + 1
}

// hashString is FNV-1a, and never 0, which stands for "no word".
func hashString(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	if h == 0 {
		return 1
	}
	return h
}
