package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// letters emits a chunk of ASCII letters only.
func (sc *scanner) letters(at, to int) {
	switch sc.lower[at:to] {
	case "cannot", "gimme", "gonna", "gotta", "lemme", "wanna":
		sc.emit(at, at+3, Word)
		sc.emit(at+3, to, Word)
		return
	}
	sc.emit(at, to, Word)
}

// word emits the word or number that begins at 'at' and what clings to it, and gives its end. It
// reads no further than to; the chunk, which began at start, goes on to end.
func (sc *scanner) word(start, at, to, end int) int {
	if r, _ := utf8.DecodeRuneInString(sc.s[at:to]); r == '\'' || r == '’' {
		n := sc.clitic(at, to)
		sc.emit(at, at+n, Word)
		return at + n
	}
	if classes[sc.s[at]] == digit || sc.s[at] == '.' {
		return sc.number(at, to, end)
	}
	stop := sc.wordEnd(start, at, to, end)
	if cut := sc.cut(at, stop); cut > at && cut < stop {
		sc.letters(at, cut)
		sc.emit(cut, stop, Word)
		return stop
	}
	sc.letters(at, stop)
	return stop
}

// wordEnd is where the word that begins with a letter at 'at' ends, before any clitic is cut off.
func (sc *scanner) wordEnd(start, at, to, end int) int {
	i := at
	for i < to {
		c := sc.s[i]
		switch classes[c] {
		case letter, digit:
			i++
			continue
		case high:
			r, n := utf8.DecodeRuneInString(sc.s[i:to])
			if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == utf8.RuneError || r == '\u00ad' {
				i += n
				continue
			}
			if r == '’' && sc.inner(i, i+n, to) {
				if sc.clitic(i, to) > 0 {
					return i
				}
				i += n
				continue
			}
			return i
		}
		next := i + 1
		switch c {
		case '.':
			if stop, more := sc.dot(at, i, to, end); more {
				i = stop
				continue
			} else {
				return stop
			}
		case '\'':
			if !sc.inner(i, next, to) || sc.clitic(i, to) > 0 && !sc.negation(i, to) {
				return i
			}
		case '-', '‐' & 0xff:
			if !sc.inner(i, next, to) || !sc.prefix(start, at, i, to) {
				return i
			}
		case '&':
			if !sc.inner(i, next, to) || i-at > 3 || !isUpper(sc.s[i-1]) || !isUpper(sc.s[next]) {
				return i
			}
		case '_', '*', '@':
			if !sc.inner(i, next, to) {
				return i
			}
		default:
			return i
		}
		i = next
	}
	return i
}

// dot decides about the full stop at i in the word that began at 'at': whether the word goes on
// behind it, and from or to where.
func (sc *scanner) dot(at, i, to, end int) (stop int, more bool) {
	if i+1 < to && classes[sc.s[i+1]] != other && classes[sc.s[i+1]] != high { // a letter or digit follows
		before := sc.s[at:i]
		if isUpper(sc.s[i+1]) && i-at >= 3 && strings.IndexByte(before, '.') < 0 && lowerOnly(before[1:]) {
			return i, false // "left.The": a blank is missing
		}
		return i + 1, true
	}
	word := sc.lower[at:i]
	if word == "" || strings.HasSuffix(word, ".") {
		return i, false
	}
	if i+1 < to && sc.s[i+1] == '.' { // "..."
		return i, false
	}
	last := i+1 >= len(sc.s) || !hasWord(sc.s[i+1:])
	if i-at == 1 { // an initial; a pronoun or a letter at the end of the sentence is none
		if isUpper(sc.s[at]) && !last {
			return i + 1, false
		}
		return i, false
	}
	if j := strings.LastIndexByte(word, '.'); j >= 0 && len(word)-j-1 <= 2 && j <= 3 { // "U.S.", "p.m.", "Ph.D."
		return i + 1, false
	}
	class, ok := sc.abbreviations[sc.lower[at:i+1]]
	switch {
	case !ok:
		return i, false
	case class == "number":
		rest := strings.TrimLeft(sc.s[i+1:], " \u00a0\n")
		if rest == "" || classes[rest[0]] != digit {
			if !isUpper(sc.s[at]) || last || !month(word) {
				return i, false
			}
		}
	case class == "name" && last:
		return i, false
	case class == "either" && !isUpper(sc.s[at]) && last && word != "etc" && word != "al":
		return i, false
	}
	return i + 1, false
}

func month(word string) bool {
	switch word {
	case "jan", "feb", "apr", "aug", "sept", "sep", "oct", "nov", "dec":
		return true
	}
	return false
}

// inner reports whether a letter or digit stands before i and at next.
func (sc *scanner) inner(i, next, to int) bool {
	if next >= to || i == 0 {
		return false
	}
	c := sc.s[next]
	if classes[c] == high {
		r, _ := utf8.DecodeRuneInString(sc.s[next:to])
		return unicode.IsLetter(r)
	}
	return classes[c] == letter || classes[c] == digit
}

// clitic is the length of the clitic that begins with the apostrophe at i and ends the run of
// letters, 0 where there is none: "'s", "'ll". For "n't" see cut.
func (sc *scanner) clitic(i, to int) int {
	_, n := utf8.DecodeRuneInString(sc.s[i:to])
	j := i + n
	for j < to && classes[sc.s[j]] == letter {
		j++
	}
	if j < to && (classes[sc.s[j]] == digit || classes[sc.s[j]] == high && letterAt(sc.s, j)) {
		return 0
	}
	switch sc.lower[i+n : j] {
	case "s", "m", "d", "ll", "re", "ve":
		return j - i
	}
	return 0
}

// negation reports whether the apostrophe at i is that of "n't".
func (sc *scanner) negation(i, to int) bool {
	return i > 0 && sc.lower[i-1] == 'n' && i+1 < to && sc.lower[i+1] == 't'
}

// cut is where a word falls into two: "do|n't", "can|not"; its end where it does not.
func (sc *scanner) cut(at, end int) int {
	word := sc.lower[at:end]
	for _, nt := range [...]string{"n't", "n’t"} {
		if strings.HasSuffix(word, nt) && len(word) > len(nt) {
			return end - len(nt)
		}
	}
	return end
}

// prefix reports whether the hyphen at i joins a prefix to its word, as the treebanks leave it:
// "re-elect", "e-mail", "anti-war"; other compounds are cut.
func (sc *scanner) prefix(start, at, i, to int) bool {
	switch sc.lower[at:i] {
	case "e", "re", "co", "anti", "non", "pre", "post", "ex", "multi", "semi", "sub", "super", "ultra", "un", "vice",
		"pro", "counter", "inter", "intra", "mini", "mid", "micro", "over", "under", "de", "bi", "tri", "al", "el",
		"uh", "mm", "pseudo", "quasi", "neo", "trans", "extra", "x", "t":
		return true
	}
	return false
}

// number emits the number that begins at 'at' and a unit glued to it, and gives the end.
func (sc *scanner) number(at, to, end int) int {
	i := at
	for i < to {
		c := sc.s[i]
		if classes[c] == digit {
			i++
			continue
		}
		if (c == '.' || c == ',' || c == ':' || c == '/') && i+1 < to && classes[sc.s[i+1]] == digit {
			i++
			continue
		}
		break
	}
	if n := sc.hyphened(at, i, to); n > i {
		sc.emit(at, n, Number)
		return n
	}
	j := i
	for j < to && classes[sc.s[j]] == letter {
		j++
	}
	if j == i {
		sc.emit(at, i, Number)
		return i
	}
	switch unit := sc.lower[i:j]; unit {
	case "st", "nd", "rd", "th", "s":
		sc.emit(at, j, Number)
		return j
	case "am", "pm", "a", "p": // "5pm", "5p.m."
		k := j
		if k+2 <= to && sc.lower[k] == '.' && sc.lower[k+1] == 'm' && len(unit) == 1 {
			k += 2
			if k < to && sc.s[k] == '.' {
				k++
			}
			sc.emit(at, i, Number)
			sc.emit(i, k, Word)
			return k
		}
		if len(unit) == 2 {
			sc.emit(at, i, Number)
			sc.emit(i, j, Word)
			return j
		}
	case "km", "kg", "mm", "cm", "mph", "kmh", "kph", "mi", "ft", "lb", "lbs", "ml", "mg", "hrs", "min", "mins", "bn", "tn", "mn", "mb", "gb", "tb", "kb", "mw", "gw", "kw", "mhz", "ghz", "hz", "yr", "yrs":
		sc.emit(at, i, Number)
		sc.emit(i, j, Word)
		return j
	}
	// "3D", "747s", "1st-class": a word that begins with digits.
	stop := max(sc.wordEnd(at, j, to, end), j)
	if stop > j && sc.s[stop-1] == '.' {
		stop-- // the dot ends the sentence
	}
	sc.emit(at, stop, Word)
	return stop
}

// hyphened is the end of a number with hyphens that is one token, a date ("2025-09-01") or a
// telephone number ("555-0134-22"): two hyphens or more; i where there is none.
func (sc *scanner) hyphened(at, i, to int) int {
	j, hyphens := i, 0
	for j+1 < to && sc.s[j] == '-' && classes[sc.s[j+1]] == digit {
		hyphens++
		j++
		for j < to && classes[sc.s[j]] == digit {
			j++
		}
	}
	if hyphens >= 2 && (j == to || classes[sc.s[j]] != letter) {
		return j
	}
	return i
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

func lowerOnly(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return true
}

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

func hasWord(s string) bool {
	for i := 0; i < len(s); i++ {
		switch classes[s[i]] {
		case letter, digit:
			return true
		case high:
			if letterAt(s, i) {
				return true
			}
		}
	}
	return false
}
