package ledger

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen/lexicon"
)

// eventClass is the class of words that only say that something begins, lasts, moves or ends.
const eventClass = "event"

// vagueThings are the heads of things that another word of the thing says more of: "withdrawal
// deadline".
var vagueThings = map[string]bool{"deadline": true, "date": true, "timetable": true, "schedule": true, "process": true, "plan": true, "effort": true, "part": true, "period": true, "state": true, "round": true}

var classes = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for word, fields := range lexicon.LoadTable("en", "action-classes") {
		m[singular(word)] = fields[0]
	}
	return m
})

// classOf is the class of an action: of its lemma with what belongs to the verb ("took place"), of its lemma,
// or of its words ("pull out"), or of its last word ("peace talks"); a word in no class is its own.
func classOf(lemma, words string) string {
	known := classes()
	lemma, words = singular(strings.ToLower(lemma)), strings.ToLower(words)
	last := singular(words[strings.LastIndexByte(words, ' ')+1:])
	_, particle, _ := strings.Cut(words, " ")
	for _, w := range []string{lemma + " " + particle, lemma, singular(words), last} {
		if c, ok := known[w]; ok {
			return c
		}
	}
	if lemma == "" {
		return last
	}
	return lemma[strings.LastIndexByte(lemma, ' ')+1:]
}

// thingClass is the class of the thing that a phrase is about, "" where it is about none.
func thingClass(phrase string) string {
	words, head := content(phrase)
	if vagueThings[head] {
		for _, w := range words {
			if c, ok := classes()[w]; ok && c != eventClass {
				return c
			}
		}
		for _, w := range words {
			if w != head {
				return w
			}
		}
	}
	if head == "" {
		return ""
	}
	return classOf(head, head)
}

// dull are words that say nothing of what a phrase is about.
var dull = map[string]bool{
	"the": true, "a": true, "an": true, "its": true, "their": true, "his": true, "her": true, "all": true, "any": true, "some": true,
	"this": true, "that": true, "these": true, "those": true, "remaining": true, "final": true, "last": true, "new": true, "more": true,
	"most": true, "nearly": true, "and": true, "or": true, "which": true, "who": true, "it": true, "they": true, "he": true, "she": true,
	"them": true, "him": true, "us": true, "we": true, "other": true, "first": true, "second": true, "next": true, "up": true, "several": true,
	"hundred": true, "thousand": true, "dozen": true, "number": true, "planned": true, "delayed": true, "possible": true, "own": true, "former": true,
	"one": true, "two": true, "three": true, "four": true, "five": true, "six": true, "seven": true, "eight": true, "nine": true, "ten": true,
	"country": true, "nation": true, "around": true, "about": true, "people": true, "total": true, "additional": true, "u.s": true, "entire": true, "complete": true, "partial": true,
}

// cutters end the part of a phrase that says what it is: "talks | with the government".
var cutters = map[string]bool{
	"of": true, "in": true, "on": true, "at": true, "for": true, "from": true, "to": true, "with": true, "between": true, "by": true,
	"against": true, "into": true, "over": true, "under": true, "within": true, "after": true, "before": true, "until": true, "during": true,
	"because": true, "who": true, "which": true, "that": true, "as": true, "about": true, "through": true, "ahead": true, "past": true, "while": true,
}

// clipped is the part of a phrase that names its thing, without the clauses that say more of it: "a deal" of
// "a deal which is to last until May", of "a deal ending the war".
func clipped(phrase string) string {
	end := len(phrase)
	for _, cut := range []string{", ", " which ", " that ", " who ", " whose ", " where ", " when ", " because ", " after ", " before ", " following ",
		" despite ", " amid ", " in order ", " if ", " while "} {
		if i := strings.Index(phrase, cut); i > 0 {
			end = min(end, i)
		}
	}
	words := strings.Fields(phrase[:end])
	for i, w := range words {
		if i > 1 && len(w) > 5 && strings.HasSuffix(w, "ing") && !strings.Contains(w, "-") && classes()[w] == "" && !cutters[strings.ToLower(words[i-1])] && !dull[strings.ToLower(words[i-1])] {
			return strings.Join(words[:i], " ")
		}
	}
	return phrase[:end]
}

// content are the words of a phrase that say what it is about, folded to lower case and singular,
// in order; and the one that heads it.
func content(phrase string) (words []string, head string) {
	inHead := true
	for w := range strings.FieldsFuncSeq(phrase, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\'' && r != '’' && r != '.'
	}) {
		low := strings.ToLower(strings.Trim(w, ".-'’"))
		low = strings.TrimSuffix(strings.TrimSuffix(low, "'s"), "’s")
		if cutters[low] {
			inHead = inHead && head == ""
			continue
		}
		if dull[low] || dull[singular(low)] || utf8.RuneCountInString(low) < 3 || unicode.IsDigit(rune(low[0])) {
			continue
		}
		low = singular(low)
		words = append(words, low)
		if inHead && !(head != "" && strings.HasSuffix(low, "ed")) {
			head = low
		}
	}
	return words, head
}

// singular takes the plural ending off a word, roughly: both forms of a word must only meet.
func singular(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is"):
		return w[:len(w)-1]
	}
	return w
}
