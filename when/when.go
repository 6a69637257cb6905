// Package when finds the times that a text names and works out which days they mean.
//
// It does so in two steps. [Find] says what the words say: "next Friday", "two weeks later", "by the
// end of May", each by a named rule (rules.go). [Resolve] says which days that is, given the day of
// the report and what was said before in the text: in news a bare month is the nearest one in the
// direction of its clause, in a tale of the past it belongs to the year last spoken of. What "by",
// "until" and the other words of relation make of those days stands in one table (algebra.go).
//
// Values follow TimeML (TIMEX3); windows count both their days in.
package when

import (
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/text"
)

// Type is the TIMEX3 type of a time expression (TimeML 1.2.1).
type Type string

// The TIMEX3 types.
const (
	DATE     Type = "DATE"
	TIME     Type = "TIME"
	DURATION Type = "DURATION"
	SET      Type = "SET"
)

// Time is one time expression with what it says and which days it means.
type Time struct {
	Span     text.Span // as TimeML marks it, without a preposition: "September 2025"
	Type     Type
	Value    string          // ISO 8601 as TimeML uses it: "2025-09", "P2Y", "FUTURE_REF"
	Mod      string          // TimeML mod: START, MID, END, APPROX, …; empty mostly
	Days     calendar.Window // the interval that the expression itself names; zero if it names none or is not resolved
	Phrase   text.Span       // Span with the words of relation before it: "by September 2025"
	Relation string          // by, before, until, within, in, on, from, after, for, …; empty if no word stands there
	Window   calendar.Window // what the whole phrase bounds an action to, by the table in GUIDELINES
	Rule     string          // the name of the rule that found it
	Trace    []string        // the derivation, a step a line, for people
}
