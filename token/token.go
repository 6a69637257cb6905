// Package token cuts sentences into tokens, the words, numbers and marks that rules and models
// see, by the conventions of the English Universal Dependencies treebanks: clitics stand alone
// ("do|n't", "Iraq|'s"), hyphenated compounds are cut at the hyphen, abbreviations keep their dot.
package token

import "github.com/bywhen/bywhen/text"

// Kind is the rough shape of a token.
type Kind uint8

// The kinds of token.
const (
	Word   Kind = iota // letters, perhaps with digits, dots or apostrophes: "U.S.", "n't", "A380"
	Number             // digits, perhaps with separators: "2025", "1,200.50", "15th", "12:30"
	Punct              // punctuation and quotation marks
	Symbol             // currency, percent, arithmetic and other signs
)

// Token is one token of a sentence. Tokens of a sentence are in order and do not overlap; what
// lies between two of them is white space or nothing.
type Token struct {
	Span  text.Span
	Kind  Kind
	Text  string // the text under Span
	Lower string // Text in lower case, apostrophes straight: what word lists are asked for
}

// Range is a half-open range of token indexes, [First, End), of one sentence: the second kind of
// position in the program, with a type of its own so that it is never taken for bytes.
type Range struct{ First, End int }

// Len is the number of tokens in the range.
func (r Range) Len() int { return r.End - r.First }

// Contains reports whether token i lies in the range.
func (r Range) Contains(i int) bool { return r.First <= i && i < r.End }
