// Package syntax holds what the tagger and the parser see of a sentence, and the transition
// system of the parser, apart from any weights: package parse runs them, internal/train learns
// the weights.
package syntax

import (
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen/token"
)

// Atom is what the models know of one token before it is tagged.
type Atom struct {
	Word    uint32 // of the word in lower case, its digits and quotes made alike
	Suffix  [4]uint32
	Prefix  [3]uint32
	Shape   uint32 // which kinds of character it is made of
	Cluster uint32 // which words it behaves like
	Class   uint32 // which tags it had in training
}

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

// Atoms are the atoms of the tokens, appended to out[:0].
func (l *Lexicon) Atoms(tokens []token.Token, out []Atom) []Atom {
	out = out[:0]
	for i := range tokens {
		out = append(out, l.atom(&tokens[i]))
	}
	return out
}

func (l *Lexicon) atom(t *token.Token) Atom {
	a := Atom{Shape: shape(t)}
	w := t.Lower
	switch t.Kind {
	case token.Punct, token.Symbol:
		w = plainMark(w)
		a.Word = hashString(w)
		a.Class = l.class(a.Word)
		return a
	case token.Number:
		var buf [32]byte
		w = digits(w, buf[:0])
	}
	a.Word = hashString(w)
	n := len(w)
	for k := range a.Suffix {
		if n > k+1 {
			a.Suffix[k] = hashString(w[n-k-1:])
		}
		if k < len(a.Prefix) && n > k+1 {
			a.Prefix[k] = hashString(w[:k+1])
		}
	}
	a.Class = l.class(a.Word)
	a.Cluster = l.cluster(a.Word)
	return a
}

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

// WordHash is the Word of the atom of a word in lower case.
func WordHash(lower string) uint32 { return hashString(lower) }
