package bywhen

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/when"
)

// PublishedConflict is the rule of the note that the text contradicts its day of publication. All
// relative times were worked out from that day, and are then to be doubted.
const PublishedConflict = "published-conflict"

// slack is how many days a text may seem younger or older than its day of publication: weeklies,
// time zones and corrections.
const slack = 31

// conflict looks for words that cannot have been written on the day of publication: a dateline of
// another day, or finished events that lie after it, at least one for every two that lie before.
func conflict(r Reading) (text.Note, bool) {
	published := r.Document.Published
	if published.IsZero() {
		return text.Note{}, false
	}
	before, after := 0, 0
	var first when.Time
	for _, t := range r.Times {
		if t.Type != when.DATE || t.Days.IsZero() || !dated(t) {
			continue
		}
		if far := len(t.Value) == len("2025-09-30") && (t.Days.Earliest.Sub(published) > slack || published.Sub(t.Days.Latest) > slack); far && dateline(r.Text, t.Span) {
			return note(t, "the dateline says %s, the day of publication given is %s", t.Days.Earliest, published), true
		}
		if len(t.Value) == len("2025") && t.Relation != "in" || open[t.Relation] || !says(r.Text.Slice(t.Span), t.Days.Earliest) || !finished(r.Trees, t.Span) {
			continue
		}
		switch {
		case t.Days.Earliest.Sub(published) <= slack:
			before++
		case after == 0:
			first = t
			fallthrough
		default:
			after++
		}
	}
	if after == 0 || 2*after < before {
		return text.Note{}, false
	}
	return note(first, "the text tells what happened in “%s”, after its day of publication, %s", r.Text.Slice(first.Span), published), true
}

func note(t when.Time, format string, args ...any) text.Note {
	return text.Note{Span: t.Span, Rule: PublishedConflict,
		Message: fmt.Sprintf(format, args...) + "; one of them is wrong, and the times relative to it with it"}
}

// open are the relations that may reach from the past into the days ahead.
var open = map[string]bool{"until": true, "till": true, "through": true, "to": true, "by": true, "before": true, "for": true, "within": true, "from": true, "since": true}

// dated reports whether a time is a year, a month or a day of the calendar.
func dated(t when.Time) bool {
	switch len(t.Value) {
	case len("2025"), len("2025-09"), len("2025-09-30"):
		return t.Mod == ""
	}
	return false
}

// says reports whether the words themselves name the year of the day.
func says(words string, d calendar.Day) bool {
	return strings.Contains(words, fmt.Sprintf("%04d", d.Year()))
}

// dateline reports whether the words are the date at the head of a report: alone on one of its
// first lines ("March 1, 2008"), or before the dash that ends the dateline ("VELTRAN, 1 March -").
func dateline(t *text.Text, s text.Span) bool {
	const head = 400
	if s.Start > head {
		return false
	}
	all := t.String()
	line := strings.LastIndexByte(all[:s.Start], '\n') + 1
	rest, _, _ := strings.Cut(all[s.End:], "\n")
	rest = strings.TrimLeft(rest, ".,) \t\r")
	before := strings.TrimSpace(all[line:s.Start])
	r, n := utf8.DecodeRuneInString(rest)
	switch {
	case rest == "":
		return utf8.RuneCountInString(before) <= len("Published on Wednesday,")
	case (r == '-' || r == '–' || r == '—') && strings.HasPrefix(rest[n:], " "):
		place, _, _ := strings.Cut(before, ",")
		return len(before) < 50 && place != "" && place == strings.ToUpper(place)
	}
	return false
}

// finished reports whether the words say when something was done, in the past tense.
func finished(trees []parse.Tree, s text.Span) bool {
	for i := range trees {
		t := &trees[i]
		for j, tok := range t.Tokens {
			if tok.Span.Start >= s.Start && tok.Span.End <= s.End {
				// A bare year may be part of a name: "the 2024 championship".
				return (s.Len() > len("2024") || strings.HasPrefix(t.Words[j].Rel, "obl")) && past(t, j)
			}
		}
	}
	return false
}

// past climbs from a word of a date to its verb, and says whether that is in the past.
func past(t *parse.Tree, i int) bool {
	for steps := 0; i >= 0 && steps < 6; steps++ {
		w := t.Words[i]
		switch {
		case w.Tag == parse.VERB:
			return w.Form == parse.Past && !ahead[w.Lemma] ||
				w.Form == parse.Participle && !ahead[w.Lemma] && (auxiliary(t, i) || t.Child(i, "aux") < 0 && t.Child(i, "nsubj") >= 0)
		case relative(t, i): // "a January 2020 vote that called for"
			return true
		case w.Rel == "appos" || strings.HasPrefix(w.Rel, "acl") || w.Rel == "parataxis":
			return false
		}
		i = w.Head
	}
	return false
}

// relative reports whether a relative clause in the past tells what the noun did.
func relative(t *parse.Tree, i int) bool {
	for _, k := range t.Children(i) {
		if w := t.Words[k]; w.Rel == "acl:relcl" && w.Form == parse.Past {
			return true
		}
	}
	return false
}

// ahead are the verbs whose past tense sets a date that lies ahead ("was scheduled for May 2025").
var ahead = map[string]bool{
	"schedule": true, "set": true, "plan": true, "expect": true, "postpone": true, "delay": true, "extend": true, "fix": true,
	"slate": true, "move": true, "agree": true, "call": true, "vote": true, "announce": true, "aim": true, "say": true,
	"expire": true, "intend": true, "want": true, "hope": true, "promise": true, "give": true, "book": true, "be": true,
}

// auxiliary reports whether a participle is finished or passive in the past: has, had, was, were.
func auxiliary(t *parse.Tree, i int) bool {
	found := false
	for _, k := range t.Children(i) {
		w := t.Words[k]
		if w.Form == parse.ModalVerb || w.Lemma == "will" || strings.HasPrefix(w.Rel, "mark") {
			return false
		}
		if strings.HasPrefix(w.Rel, "aux") && (w.Lemma == "have" || w.Form == parse.Past) {
			found = true
		}
	}
	return found
}
