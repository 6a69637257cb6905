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

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/edtf"
	"github.com/bywhen/bywhen/ledger"
)

// Query is a question that was understood. The zero Query is about all commitments.
type Query struct{ terms []term }

type term struct {
	not   bool
	field string // "" for a word
	op    string // "", "<", "<=", ">", ">="
	value string // lower case
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

// Parse reads a query. The error is a line that says what is wrong, and where.
func Parse(s string) (Query, error) {
	var q Query
	rest := strings.TrimSpace(s)
	for rest != "" {
		var t term
		t.not = rest[0] == '-' && len(rest) > 1
		if t.not {
			rest = rest[1:]
		}
		if name, after, ok := strings.Cut(rest, ":"); ok && known(name) {
			t.field, rest = name, after
			for _, op := range []string{"<=", ">=", "<", ">"} {
				if strings.HasPrefix(rest, op) {
					t.op, rest = op, rest[len(op):]
					break
				}
			}
		} else if ok && name != "" && !strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
			return q, fmt.Errorf("no field is called %q; there are %s", name, strings.Join(Fields(), ", "))
		}
		if strings.HasPrefix(rest, `"`) {
			end := strings.Index(rest[1:], `"`)
			if end < 0 {
				return q, fmt.Errorf("the quotation mark at %q is not closed", short(rest))
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
		if err := t.check(); err != nil {
			return q, err
		}
		q.terms = append(q.terms, t)
		rest = strings.TrimSpace(rest)
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

func known(name string) bool { return slices.Contains(Fields(), name) }

func short(s string) string { return s[:min(len(s), 20)] }

// check reads what the value of a term means.
func (t *term) check() error {
	if t.value == "" {
		return fmt.Errorf("%s: there is no value", t.field)
	}
	switch t.field {
	case "due", "first", "said":
		if t.value == "none" && t.op == "" {
			return nil
		}
		v, err := edtf.Parse(t.value)
		w := v.Window()
		if err != nil || w.Earliest.IsZero() || w.Latest.IsZero() {
			return fmt.Errorf("%s:%s is no day, month or year; write 2026-12-31, 2026-12 or 2026", t.field, t.value)
		}
		t.days = w
	case "slips", "conflicts", "origins":
		n, err := strconv.Atoi(t.value)
		if err != nil {
			return fmt.Errorf("%s:%s is no number", t.field, t.value)
		}
		t.n = n
	case "status":
		if !slices.Contains(ledger.Summaries, ledger.Summary(t.value)) {
			return fmt.Errorf("no status is called %q; there are %v", t.value, ledger.Summaries)
		}
	}
	if t.op != "" && t.days.IsZero() && t.field != "slips" && t.field != "conflicts" && t.field != "origins" {
		return fmt.Errorf("%s: %s needs a day or a number", t.field, t.op)
	}
	return nil
}

// Filter is what a store can leave out before Match is asked, to save time: it keeps all that match.
func (q Query) Filter() ledger.Filter {
	var f ledger.Filter
	for _, t := range q.terms {
		if t.not {
			continue
		}
		switch t.field {
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
			f.Dated = f.Dated || t.value == string(ledger.Overdue) || t.value == string(ledger.Due)
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
		return anyItem(func(it *ledger.Item) bool { return it.Class == t.value || it.Lemma == t.value })
	case "status":
		return string(c.On(today).Summary) == t.value
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
		return anyItem(func(it *ledger.Item) bool { return c.ReviewOf(it) == t.value })
	case "id":
		return strings.HasPrefix(strings.ToLower(c.ID), t.value)
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
