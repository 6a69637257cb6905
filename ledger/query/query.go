// Package query is the language in which commitments are asked for, the same on the command line,
// in addresses and in feeds:
//
//	who:"Ministry of Defence" status:overdue due:<2026-12 withdrawal
//
// Terms stand side by side and must all hold; "-" before one says that it must not. A word without
// a field is looked for in the title and in the sentences.
package query

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/edtf"
	"github.com/bywhen/bywhen/ledger"
)

// Query is a question that was understood. The zero Query is about all commitments.
type Query struct{ terms []term }

type term struct {
	not   bool
	field string   // "" for a word
	op    string   // "", "<", "<=", ">", ">="
	value string   // lower case
	any   []string // of a field that takes several values
	days  calendar.Window
	n     int
}

// fields says what each field is compared with; it is the list that help prints.
var fields = []struct{ Name, Help string }{
	{"who", "name or key of the actor"},
	{"what", "the thing acted upon"},
	{"where", "the place"},
	{"class", "class of the action: withdraw, sign"},
	{"status", "the summary: overdue, agreed, done"},
	{"due", "the window's last day: 2026-12, <2026-12, >=2026-06-01, none"},
	{"first", "the baseline's last day"},
	{"said", "a day of publication"},
	{"src", "on whose word"},
	{"in", "name or outlet of a report"},
	{"slips", "how often the date moved: 2, >1"},
	{"conflicts", "how many contradictions"},
	{"origins", "how many origins"},
	{"review", "unreviewed, accepted, rejected, corrected, unsure"},
	{"id", "the beginning of the id"},
}

// Error says what is wrong with a query, and where.
type Error struct {
	At      int    // the character, from 1, at which the wrong term begins
	Term    string // how it begins
	Message string
}

func (e *Error) Error() string {
	return fmt.Sprintf("the query, at character %d, %q: %s", e.At, e.Term, e.Message)
}

// also are other names of fields.
var also = map[string]string{"actor": "who", "place": "where", "source": "src", "report": "in", "published": "said"}

// Parse reads a query. The error is an *Error.
func Parse(s string) (Query, error) {
	var q Query
	rest := strings.TrimLeftFunc(s, unicode.IsSpace)
	for rest != "" {
		begin := rest
		wrong := func(format string, args ...any) (Query, error) {
			end := len(begin) - len(rest)
			if end == 0 {
				end = len(begin)
			}
			return Query{}, &Error{utf8.RuneCountInString(s[:len(s)-len(begin)]) + 1, short(begin[:end]), fmt.Sprintf(format, args...)}
		}
		var t term
		t.not = rest[0] == '-' && len(rest) > 1
		if t.not {
			rest = rest[1:]
		}
		if name, after, ok := strings.Cut(rest, ":"); ok && field(name) != "" {
			t.field, rest = field(name), after
			for _, op := range []string{"<=", ">=", "<", ">"} {
				if strings.HasPrefix(rest, op) {
					t.op, rest = op, rest[len(op):]
					break
				}
			}
		} else if ok && name != "" && !strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
			rest = after
			return wrong("no field is called %q; there are %s; a word with a colon stands in quotation marks", name, strings.Join(Fields(), ", "))
		}
		if strings.HasPrefix(rest, `"`) {
			end := strings.Index(rest[1:], `"`)
			if end < 0 {
				rest = ""
				return wrong("the quotation mark is not closed")
			}
			t.value, rest = rest[1:1+end], rest[end+2:]
		} else {
			end := strings.IndexFunc(rest, unicode.IsSpace)
			if end < 0 {
				end = len(rest)
			}
			t.value, rest = rest[:end], rest[end:]
		}
		t.value = strings.ToLower(t.value)
		if message := t.check(); message != "" {
			return wrong("%s", message)
		}
		q.terms = append(q.terms, t)
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
	}
	return q, nil
}

// Fields are the names of the fields.
func Fields() []string {
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	return names
}

// IsField reports whether a name is that of a field.
func IsField(name string) bool { return field(name) != "" }

// field is the field of a name; "" where there is none.
func field(name string) string {
	if f, ok := also[name]; ok {
		return f
	}
	if slices.Contains(Fields(), name) {
		return name
	}
	return ""
}

func short(s string) string {
	const most = 30
	if letters := []rune(s); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return s
}

// Shows reports whether a sentence is what the words of a query look for; without words every one is.
func (q Query) Shows(sentence string) bool {
	words := 0
	for _, t := range q.terms {
		if t.field != "" || t.not {
			continue
		}
		words++
		if strings.Contains(strings.ToLower(sentence), t.value) {
			return true
		}
	}
	return words == 0
}

// Asks reports whether a query has a term about a field.
func (q Query) Asks(field string) bool {
	return slices.ContainsFunc(q.terms, func(t term) bool { return t.field == field })
}

// lists are the fields whose value may be several, with commas between them, of which one must hold.
var lists = []string{"id", "status", "class", "review"}

// reviews are what people can have made of a statement.
var reviews = []string{"unreviewed", "accepted", "rejected", "corrected", "unsure"}

// check reads what the value of a term means. It returns what is wrong, "" if nothing is.
func (t *term) check() string {
	if t.value == "" {
		if t.field == "" {
			return "there is nothing between the quotation marks"
		}
		return t.field + ": there is no value"
	}
	if slices.Contains(lists, t.field) {
		t.any = strings.Split(t.value, ",")
	}
	switch t.field {
	case "due", "first", "said":
		if t.value == "none" && t.op == "" {
			return ""
		}
		v, err := edtf.Parse(strings.ToUpper(t.value))
		w := v.Window()
		if err != nil || w.Earliest.IsZero() || w.Latest.IsZero() || w.Latest.Before(w.Earliest) {
			return fmt.Sprintf("%s:%s is no day, month or year; write 2026-12-31, 2026-12 or 2026", t.field, t.value)
		}
		t.days = w
	case "slips", "conflicts", "origins":
		value, more := strings.CutSuffix(t.value, "+")
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 {
			return fmt.Sprintf("%s:%s is no number", t.field, t.value)
		}
		if more && t.op == "" {
			t.op = ">="
		}
		t.n = n
	case "status":
		for _, v := range t.any {
			if !slices.Contains(ledger.Summaries, ledger.Summary(v)) {
				return fmt.Sprintf("no status is called %q; there are %s", v, ledger.SummaryNames())
			}
		}
	case "review":
		for _, v := range t.any {
			if !slices.Contains(reviews, v) {
				return fmt.Sprintf("no review is called %q; there are %s", v, strings.Join(reviews, ", "))
			}
		}
	}
	if t.op != "" && t.days.IsZero() && t.field != "slips" && t.field != "conflicts" && t.field != "origins" {
		return fmt.Sprintf("%s: %s needs a day or a number", t.field, t.op)
	}
	return ""
}

// Filter is what a store can leave out before Match is asked on a day, to save time: it keeps all that match.
func (q Query) Filter(today calendar.Day) ledger.Filter {
	var f ledger.Filter
	for _, t := range q.terms {
		if t.not {
			continue
		}
		switch t.field {
		case "", "who", "what", "where", "src":
			f.Texts = append(f.Texts, t.value)
		case "due":
			f.Dated = f.Dated || t.value != "none"
			if t.op == "<" || t.op == "<=" || t.op == "" {
				f.To = t.days.Latest
			}
			if t.op == ">" || t.op == ">=" || t.op == "" {
				f.From = t.days.Earliest
			}
		case "slips":
			f.Slips = f.Slips || t.n > 0 && t.op != "<" && t.op != "<="
		case "conflicts":
			f.Conflicts = f.Conflicts || t.n > 0 && t.op != "<" && t.op != "<="
		case "status":
			due, overdue := slices.Contains(t.any, string(ledger.Due)), slices.Contains(t.any, string(ledger.Overdue))
			others := slices.ContainsFunc(t.any, func(v string) bool { return v != string(ledger.Due) && v != string(ledger.Overdue) })
			switch {
			case others || today.IsZero():
			case due && overdue:
				f.Lapse = calendar.Window{Latest: today.AddDays(ledger.Soon)}
			case due:
				f.Lapse = calendar.Window{Earliest: today, Latest: today.AddDays(ledger.Soon)}
			case overdue:
				f.Lapse = calendar.Window{Latest: today.AddDays(-1)}
			}
		}
	}
	return f
}

// Match reports whether a commitment is asked for, on a day.
func (q Query) Match(c *ledger.Commitment, today calendar.Day) bool {
	for _, t := range q.terms {
		if t.match(c, today) == t.not {
			return false
		}
	}
	return true
}

func (t *term) match(c *ledger.Commitment, today calendar.Day) bool {
	has := func(s string) bool { return strings.Contains(strings.ToLower(s), t.value) }
	anyItem := func(f func(it *ledger.Item) bool) bool { return slices.ContainsFunc(c.Items, f) }
	switch t.field {
	case "who":
		name, key := c.Actor()
		return has(name) || has(key) || anyItem(func(it *ledger.Item) bool { return has(it.Actor.Text) || has(it.Actor.Name) })
	case "what":
		return anyItem(func(it *ledger.Item) bool { return has(it.What.Text) })
	case "where":
		return anyItem(func(it *ledger.Item) bool { return has(it.Place.Text) || slices.ContainsFunc(it.Places, has) })
	case "class":
		return anyItem(func(it *ledger.Item) bool {
			return slices.Contains(t.any, it.Class) || slices.Contains(t.any, strings.ToLower(it.Lemma))
		})
	case "status":
		return slices.Contains(t.any, string(c.On(today).Summary))
	case "due":
		return t.day(c.Window.Latest)
	case "first":
		return t.day(c.Baseline.Latest)
	case "said":
		return anyItem(func(it *ledger.Item) bool { return t.day(it.Published) })
	case "src":
		return anyItem(func(it *ledger.Item) bool {
			return slices.ContainsFunc(it.Sources, func(s ledger.Source) bool { return has(s.Text) || has(s.Name) })
		})
	case "in":
		return anyItem(func(it *ledger.Item) bool { return has(it.Name) || has(it.Publisher) })
	case "slips":
		return t.number(len(c.Slips))
	case "conflicts":
		return t.number(len(c.Contradictions))
	case "origins":
		return t.number(c.OriginCount())
	case "review":
		return anyItem(func(it *ledger.Item) bool { return slices.Contains(t.any, c.ReviewOf(it)) })
	case "id":
		return slices.ContainsFunc(t.any, func(v string) bool { return v != "" && strings.HasPrefix(strings.ToLower(c.ID), v) })
	}
	return has(c.Title()) || anyItem(func(it *ledger.Item) bool { return has(it.Sentence) })
}

func (t *term) day(d calendar.Day) bool {
	if t.days.IsZero() { // none
		return d.IsZero()
	}
	if d.IsZero() {
		return false
	}
	switch t.op {
	case "<":
		return d.Before(t.days.Earliest)
	case "<=":
		return !d.After(t.days.Latest)
	case ">":
		return d.After(t.days.Latest)
	case ">=":
		return !d.Before(t.days.Earliest)
	}
	return t.days.Contains(d)
}

func (t *term) number(n int) bool {
	switch t.op {
	case "<":
		return n < t.n
	case "<=":
		return n <= t.n
	case ">":
		return n > t.n
	case ">=":
		return n >= t.n
	}
	return n == t.n
}
