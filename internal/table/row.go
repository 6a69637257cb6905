package table

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/statement"
	"github.com/bywhen/bywhen/text"
)

// row is one statement in words for people. Only deadline and act are always there.
type row struct {
	deadline string
	dated    bool // the deadline is days, not words of the report
	act      statement.Act
	kind     string // the act, with how it changed and how sure it is
	who      string
	what     string
	where    string
	amount   string
	provided []string // conditions
	word     string   // on whose word; "" for the report's own
}

// rows are the statements of a reading in the order of their last day, which is what one looks
// for; those that have none follow in the order of the text.
func rows(r bywhen.Reading) []row {
	statements := slices.Clone(r.Statements)
	slices.SortStableFunc(statements, func(a, b statement.Statement) int { return compare(a.When.Window, b.When.Window) })
	list := make([]row, len(statements))
	for i, s := range statements {
		list[i] = describe(r.Text, s)
	}
	return list
}

func compare(a, b calendar.Window) int {
	return cmp.Or(
		boolean(a.IsZero(), b.IsZero()),
		last(a).Compare(last(b)),
		a.Earliest.Compare(b.Earliest),
	)
}

func last(w calendar.Window) calendar.Day {
	if w.Latest.IsZero() {
		return w.Earliest
	}
	return w.Latest
}

func boolean(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func describe(t *text.Text, s statement.Statement) row {
	r := row{
		deadline: deadline(t, s.When),
		dated:    !s.When.Window.IsZero(),
		act:      s.Act,
		kind:     kind(s),
		who:      named(t, s.Actor.Span, s.Actor.Name),
		what:     deed(t, s),
		where:    phrase(t, s.Place.Span),
		amount:   phrase(t, s.Quantity.Span),
		word:     chain(t, s.Sources),
	}
	if actor := s.Actor.Span; actor.Contains(s.Action) && s.Action.Len() > 0 {
		// "prices to fall" are prices; "the inspection of the dam" is what is done.
		before := strings.TrimSpace(t.Slice(text.Span{Start: actor.Start, End: s.Action.Start}))
		if cut, ok := strings.CutSuffix(before, " to"); ok {
			r.who = shorten(clean(cut))
		} else {
			r.who, r.what = "", phrase(t, actor)
		}
	}
	for _, c := range s.Conditions {
		r.provided = append(r.provided, phrase(t, c))
	}
	return r
}

// kind is the act, what was changed, and how sure the wording is where it is not certain.
func kind(s statement.Statement) string {
	k := string(s.Act)
	if s.Change != "" {
		k += ": " + s.Change
	}
	if s.Certainty != statement.Certain && s.Certainty != "" {
		k += ", " + string(s.Certainty)
	}
	return k
}

// deed is what is to be done, in the words of the report: the words from the action to the thing
// acted upon, where that follows; "thing: action" where it stands before.
func deed(t *text.Text, s statement.Statement) string {
	action, what := s.Action, s.What.Span
	d := phrase(t, action)
	const near = 60 // bytes; what stands further off is not one phrase with the action
	switch {
	case what.Len() == 0 || action.Contains(what):
	case what.Contains(action):
		d = phrase(t, what)
	case what.Start >= action.End && what.Start-action.End <= near && s.Sentence.Contains(what):
		d = phrase(t, action.Cover(what))
	case what.Start >= action.End:
		d += " … " + phrase(t, what)
	default:
		if s.Polarity == statement.Negative {
			d = "not " + d
		}
		return named(t, what, s.What.Name) + ": " + d
	}
	if s.Polarity == statement.Negative {
		d = "not " + d
	}
	return d
}

// named is a phrase, or the name that it stands for where it is but a pronoun.
func named(t *text.Text, s text.Span, name string) string {
	said := phrase(t, s)
	if name != "" && pronoun(said) {
		return clean(name)
	}
	return said
}

// phrase is a span as a cell has it.
func phrase(t *text.Text, s text.Span) string { return shorten(clean(t.Slice(s))) }

func pronoun(s string) bool {
	switch strings.ToLower(s) {
	case "he", "she", "it", "they", "him", "her", "them", "i", "we", "us", "you", "who", "which", "that", "this", "these", "those":
		return true
	}
	return false
}

// chain says on whose word: "informed sources, via Reuters".
func chain(t *text.Text, sources []attribution.Source) string {
	var links []string
	for _, s := range sources {
		if link := named(t, s.Span, s.Name); link != "" {
			links = append(links, link)
		}
	}
	return strings.Join(links, ", via ")
}

// deadline is the time of an action as one would write it into a diary: "by 30 Sep 2025",
// "6 May 2025", "Sep 2025"; the words of the report where they name no days; "" where there are
// none.
func deadline(t *text.Text, w statement.When) string {
	e, l := w.Window.Earliest, w.Window.Latest
	switch {
	case e.IsZero() && l.IsZero():
		if w.Span.Len() == 0 {
			return ""
		}
		return "“" + phrase(t, w.Span) + "”"
	case e.IsZero() && (w.Relation == "until" || w.Relation == "till" || w.Relation == "through"):
		return w.Relation + " " + Day(l)
	case e.IsZero():
		return "by " + Day(l)
	case l.IsZero():
		return "from " + Day(e)
	}
	return Window(w.Window)
}

// Day is a day as people write it: "6 May 2025".
func Day(d calendar.Day) string {
	return fmt.Sprintf("%d %s %d", d.DayOfMonth(), short(d.Month()), d.Year())
}

func short(m time.Month) string { return m.String()[:3] }

// Window is the days from one to another as people write them, in the largest grain that says the
// same: "Sep 2025", "1–15 Sep 2025", "2025".
func Window(w calendar.Window) string {
	e, l := w.Earliest, w.Latest
	switch {
	case e.IsZero() && l.IsZero():
		return ""
	case e.IsZero():
		return "… – " + Day(l)
	case l.IsZero():
		return Day(e) + " – …"
	case e == l:
		return Day(e)
	case w == calendar.YearOf(e.Year()):
		return fmt.Sprint(e.Year())
	case w == calendar.MonthOf(e.Year(), e.Month()):
		return fmt.Sprintf("%s %d", short(e.Month()), e.Year())
	case e.Year() != l.Year():
		return Day(e) + " – " + Day(l)
	case e.Month() == l.Month():
		return fmt.Sprintf("%d–%s", e.DayOfMonth(), Day(l))
	case e.DayOfMonth() == 1 && l.AddDays(1).DayOfMonth() == 1:
		return fmt.Sprintf("%s–%s %d", short(e.Month()), short(l.Month()), l.Year())
	}
	return fmt.Sprintf("%d %s – %s", e.DayOfMonth(), short(e.Month()), Day(l))
}
