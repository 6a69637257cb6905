package when

import (
	"fmt"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/text"
)

// VagueRule names the table by which [Time.Assume] gives days to words that name none, and its
// version: whoever changes the table gives it a new name.
const VagueRule = "vague-1"

// vagueSpans says how many days from the report's the words reach at most. They are a convention of
// this project, not a finding: a reader who switches the rule on accepts them.
var vagueSpans = []struct {
	value string // TIMEX3 value
	words string // that stand in the phrase; empty for any
	days  int
}{
	{"FUTURE_REF", "near future", 180},
	{"FUTURE_REF", "soon", 90},
	{"PXD", "", 14},
	{"PXW", "", 60},
	{"PXM", "", 365},
	{"PXY", "", 5 * 365},
}

// Assume gives a time that looks ahead without naming a day, "soon", "in the coming weeks", the window
// that VagueRule has for it: from the report's day to so many days later. All other times, and
// every time of a report without a day, come back as they are.
func (t Time) Assume(in *text.Text, report calendar.Day) Time {
	if !t.Window.IsZero() || report.IsZero() || t.Relation == "for" {
		return t
	}
	words := strings.ToLower(in.Slice(t.Phrase.Cover(t.Span)))
	if t.Type == DURATION && !pointsForward(words) {
		return t
	}
	for _, v := range vagueSpans {
		if t.Value != v.value || !strings.Contains(words, v.words) {
			continue
		}
		t.Window = calendar.Window{Earliest: report, Latest: report.AddDays(v.days)}
		t.Rule = VagueRule
		t.Trace = append(t.Trace[:len(t.Trace):len(t.Trace)],
			fmt.Sprintf("assumed by %s: at most %d days from the report of %s: %s", VagueRule, v.days, spoken(report), t.Window))
		return t
	}
	return t
}

// pointsForward reports whether the words of an amount of time point forward.
func pointsForward(words string) bool {
	for _, w := range []string{"coming", "next", "within", "in "} {
		if strings.Contains(words, w) {
			return !strings.Contains(words, "last") && !strings.Contains(words, "past")
		}
	}
	return false
}
