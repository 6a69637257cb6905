package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen/when"
)

// namesYear reports whether a time is the year in a name, "the 2031 Spring Games", which is no time
// of what is done: a bare year before a name, with no preposition or an article.
func (f *finder) namesYear(t when.Time) bool {
	words := f.in.Text.Slice(t.Span)
	if len(words) != 4 || t.Phrase != t.Span && t.Phrase.Len() > 0 && !strings.HasSuffix(f.in.Text.Slice(t.Phrase), "the "+words) {
		return false
	}
	for _, r := range words {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	for i, tok := range f.tree.Tokens {
		if tok.Span.Start == t.Span.End+1 {
			first, _ := utf8.DecodeRuneInString(tok.Text)
			return unicode.IsUpper(first) && i > 1
		}
	}
	return false
}
