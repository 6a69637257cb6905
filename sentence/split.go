package sentence

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen/lexicon"
	"github.com/bywhen/bywhen/text"
)

// maxLen is the length in bytes at which a sentence is cut even where none ends, so that a text
// without any full stop costs the later stages no more than another text of its size.
const maxLen = 8192

var (
	abbreviations = sync.OnceValue(func() map[string]string {
		classes := map[string]string{}
		for word, fields := range lexicon.LoadTable("en", "abbreviations") {
			classes[word] = fields[0]
		}
		return classes
	})
	starters = sync.OnceValue(func() lexicon.Set { return lexicon.LoadSet("en", "sentence-starters") })
)

// Split cuts the text into sentences. The end of a line ends a paragraph and so a sentence; only
// in a text whose lines are wrapped at a column are the lines of a paragraph joined. An outlet in
// brackets after the last full stop of a brief, "(Reuters)", is a sentence of its own, so that it
// is in no clause's way. A text without a word has no sentences.
func Split(t *text.Text) []Sentence {
	s := splitter{s: t.String(), abbreviations: abbreviations(), starters: starters()}
	s.out = make([]Sentence, 0, len(s.s)/120+1)
	for i, p := range paragraphs(s.s) {
		s.paragraph(p, i)
	}
	return s.out
}

type splitter struct {
	s             string
	abbreviations map[string]string
	starters      lexicon.Set
	out           []Sentence
	word          []byte // scratch for the word in lower case
}

// paragraph appends the sentences of one paragraph.
func (s *splitter) paragraph(p text.Span, number int) {
	first := len(s.out)
	start := p.Start
	for at := p.Start; at < p.End; {
		c := s.s[at]
		if at-start >= maxLen && (c == ' ' || c == '\n') {
			s.add(text.Span{Start: start, End: at}, number, first)
			start = at
		}
		if !mayEnd[c] || c == 0xE2 && !strings.HasPrefix(s.s[at:], "…") {
			at++
			continue
		}
		end, next := s.after(at, p.End)
		if next < p.End && s.ends(start, at, end, next, p.End) {
			s.add(text.Span{Start: start, End: end}, number, first)
			start = next
		}
		at = end
	}
	s.add(text.Span{Start: start, End: p.End}, number, first)
}

var mayEnd = [256]bool{'.': true, '!': true, '?': true, 0xE2: true}

// add appends a sentence; one without letter or digit is joined to the one before it in the same
// paragraph, and dropped where there is none.
func (s *splitter) add(span text.Span, number, first int) {
	span = trim(s.s, span)
	if span.Len() == 0 {
		return
	}
	if !hasWord(s.s[span.Start:span.End]) {
		if len(s.out) > first {
			s.out[len(s.out)-1].Span.End = span.End
		}
		return
	}
	s.out = append(s.out, Sentence{Span: span, Paragraph: number})
}

// after gives the end of the full stop at 'at' with the marks, quotes and brackets that close
// behind it, and the start of what follows. The two are equal where no white space lies between.
func (s *splitter) after(at, limit int) (end, next int) {
	end = at
	for end < limit {
		r, n := utf8.DecodeRuneInString(s.s[end:limit])
		if r != '.' && r != '!' && r != '?' && r != '…' {
			break
		}
		end += n
	}
	for end < limit {
		r, n := utf8.DecodeRuneInString(s.s[end:limit])
		switch {
		case strings.ContainsRune(`"'”’)]»}`, r):
			end += n
			continue
		case r == '[': // a reference mark, "[12]"
			if n := reference(s.s[end:limit]); n > 0 {
				end += n
				continue
			}
		}
		break
	}
	next = end
	for next < limit {
		r, n := utf8.DecodeRuneInString(s.s[next:limit])
		if !space(r) {
			break
		}
		next += n
	}
	return end, next
}

// reference is the length of "[12]" at the start of s, 0 where there is none.
func reference(s string) int {
	i := 1
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i > 1 && i < len(s) && s[i] == ']' {
		return i + 1
	}
	return 0
}

// ends decides whether a sentence that began at start ends with the mark at 'at'; end and next are
// as after gave them.
func (s *splitter) ends(start, at, end, next, limit int) bool {
	if next == end {
		return s.glued(at, end, limit)
	}
	following, size := utf8.DecodeRuneInString(s.s[next:limit])
	if unicode.IsLower(following) {
		return false
	}
	closed := s.s[at:end]
	mark := strings.TrimRight(closed, `"'”’)]»}0123456789[`)
	if mark != "." {
		if strings.Contains(mark, "...") || mark == "…" || strings.Contains(mark, ". .") {
			return unicode.IsUpper(following) || opens(following)
		}
		return len(closed) == len(mark) || !s.spoken(next, limit)
	}
	if following == ',' || following == ';' || following == ':' || following == '-' || following == '–' || following == '—' {
		return false
	}
	word := s.wordBefore(start, at)
	if word == "" {
		return true
	}
	head := at - len(word)
	if trim(s.s, text.Span{Start: start, End: head}).Len() == 0 && enumerates(word) {
		return false // "3. Third point"
	}
	if head > start && s.s[head-1] == '#' {
		return true
	}
	lone := len(word) == 1 && isUpper(word[0])
	class := s.abbreviations[string(s.lower(word))]
	if class == "" && strings.IndexByte(word, '.') >= 0 && dotted(word) {
		class = "either"
	}
	switch class {
	case "name", "inside":
		return false
	case "number":
		return !unicode.IsDigit(following) && !romanFollows(s.s[next:limit])
	case "time":
		return !zoneOrDay(s.nextWord(next, limit)) && following != '('
	case "either":
		return s.starts(next, limit, following, size)
	}
	if lone {
		return s.starts(next, limit, following, size)
	}
	return true
}

// glued decides where no white space follows the mark: "left.The" of a badly cut page is an end,
// "amazon.com", "3.5" and "Node.JS" are none.
func (s *splitter) glued(at, end, limit int) bool {
	if end >= limit || end-at > 1 && s.s[end-1] == '.' {
		return false
	}
	if end-at > 1 { // `him."The`
		r, _ := utf8.DecodeRuneInString(s.s[end:limit])
		return unicode.IsUpper(r) && s.s[at] == '.' && strings.ContainsAny(s.s[at:end], `”)]`)
	}
	if at < 3 || at+3 > limit || s.s[at] != '.' {
		return false
	}
	for _, c := range []byte(s.s[at-3 : at]) {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	word := s.nextWord(at+1, limit)
	return len(word) > 1 && isUpper(word[0]) && s.starters[string(s.lower(word)[:len(word)])]
}

// starts reports whether what follows an abbreviation that may end a sentence begins a new one.
func (s *splitter) starts(next, limit int, following rune, size int) bool {
	if opens(following) && following != '(' && following != '[' {
		next += size
	}
	word := s.nextWord(next, limit)
	if word == "" || !isUpper(word[0]) {
		return false
	}
	return s.starters[string(s.lower(word)[:len(word)])]
}

// spoken reports whether a quotation that closed with "?" or "!" is followed by its speaker:
// `"Will it?" Smith asked.`
func (s *splitter) spoken(next, limit int) bool {
	for range 3 {
		word := s.nextWord(next, limit)
		if word == "" {
			return false
		}
		switch word {
		case "said", "asked", "says", "asks", "told", "added", "wrote", "shouted", "replied", "declared", "cried":
			return true
		}
		if !isUpper(word[0]) {
			return false
		}
		next += len(word)
		if next >= limit || s.s[next] != ' ' {
			return false
		}
		next++
	}
	return false
}

// wordBefore is the run without white space, quotes or brackets that ends at 'at'.
func (s *splitter) wordBefore(start, at int) string {
	i := at
	for i > start {
		c := s.s[i-1]
		if c <= ' ' || c == '(' || c == '[' || c == '"' || c == '\'' || c == '/' || c == '-' || c == '#' || c >= utf8.RuneSelf && !letterBefore(s.s[start:i]) {
			break
		}
		i--
	}
	return s.s[i:at]
}

// letterBefore reports whether s ends in a byte of a letter, not of a dash or a quote.
func letterBefore(s string) bool {
	for i := len(s) - 1; i >= 0 && i >= len(s)-utf8.UTFMax; i-- {
		if utf8.RuneStart(s[i]) {
			r, _ := utf8.DecodeRuneInString(s[i:])
			return r == utf8.RuneError || unicode.IsLetter(r)
		}
	}
	return false
}

// nextWord is the run of ASCII letters, digits and inner dots at i.
func (s *splitter) nextWord(i, limit int) string {
	from := i
	for i < limit && (isLetter(s.s[i]) || s.s[i] >= '0' && s.s[i] <= '9' || s.s[i] == '.') {
		i++
	}
	return strings.TrimRight(s.s[from:i], ".")
}

// lower is the word in lower case with a full stop behind it, as the list of abbreviations has it.
// It is good until the next call.
func (s *splitter) lower(word string) []byte {
	s.word = s.word[:0]
	for i := 0; i < len(word); i++ {
		c := word[i]
		if isUpper(c) {
			c += 'a' - 'A'
		}
		s.word = append(s.word, c)
	}
	s.word = append(s.word, '.')
	return s.word
}

// enumerates reports whether the word numbers an item of a list: "3", "b", "iv".
func enumerates(word string) bool {
	if len(word) > 4 {
		return false
	}
	if len(word) == 1 && isLetter(word[0]) {
		return true
	}
	return strings.Trim(word, "0123456789") == "" && len(word) <= 2 || strings.Trim(word, "ivxIVX") == ""
}

// dotted reports whether the word is made of short parts between dots: "Ph.D", "U.S".
func dotted(word string) bool {
	for part := range strings.SplitSeq(word, ".") {
		if part == "" || len(part) > 2 || !isLetter(part[0]) {
			return false
		}
	}
	return true
}

// romanFollows reports whether a Roman number follows: "Art. IV".
func romanFollows(s string) bool {
	n := len(s) - len(strings.TrimLeft(s, "IVXLC"))
	return n > 1 && (n == len(s) || !isLetter(s[n]))
}

// zoneOrDay reports whether the word may follow a time of day within a sentence.
func zoneOrDay(word string) bool {
	switch word {
	case "GMT", "UTC", "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "PST", "PDT", "PT", "BST", "CET", "CEST",
		"IST", "JST", "Eastern", "Pacific", "Central", "Mountain", "Greenwich",
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
		"Mon", "Tue", "Tues", "Wed", "Thu", "Thurs", "Fri", "Sat", "Sun",
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
		"November", "December", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Oct", "Nov", "Dec":
		return true
	}
	return false
}

func opens(r rune) bool   { return strings.ContainsRune("\"'“‘([«", r) }
func space(r rune) bool   { return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// trim narrows the span until it neither begins nor ends with white space.
func trim(s string, span text.Span) text.Span {
	part := strings.TrimLeftFunc(s[span.Start:span.End], space)
	span.Start = span.End - len(part)
	span.End = span.Start + len(strings.TrimRightFunc(part, space))
	return span
}

func hasWord(s string) bool {
	for i, r := range s {
		if r < utf8.RuneSelf {
			if isLetter(s[i]) || '0' <= r && r <= '9' {
				return true
			}
		} else if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
