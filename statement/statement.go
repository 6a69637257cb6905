// Package statement finds who is to do what, by when, under what condition, on whose word.
package statement

import (
	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/text"
)

// Act is what is done with the words of a statement.
type Act string

// The acts.
const (
	Undertake Act = "undertake"
	Demand    Act = "demand"
	Forecast  Act = "forecast"
	Refuse    Act = "refuse"
	Revise    Act = "revise"
	Outcome   Act = "outcome"
)

// Polarity says whether the action is to be done or not to be done.
type Polarity string

// Certainty is how sure the wording of the source is.
type Certainty string

// The values of Polarity and Certainty.
const (
	Positive Polarity = "positive"
	Negative Polarity = "negative"

	Certain  Certainty = "certain"
	Probable Certainty = "probable"
	Possible Certainty = "possible"
)

// Mention is a phrase of the text; the zero Mention stands for "not said".
type Mention struct {
	Span text.Span
	Name string // the name a pronoun stands for, where that is known
}

// Quantity is how much or how many.
type Quantity struct {
	Span  text.Span
	Value float64 // 0 where the words give no number ("hundreds")
	Unit  string  // "troops", "US dollars", "percent"; empty where none is named
}

// When is the time bound on an action.
type When struct {
	Span     text.Span // the whole phrase with its preposition; zero for "no time"
	Relation string
	Window   calendar.Window
	Value    string // TIMEX3 value of the time
	EDTF     string // Window in the Extended Date/Time Format; empty where it has no end

	Rule  string
	Trace []string
}

// Statement is one clause that places an action against the future or tells its outcome.
type Statement struct {
	Act        Act
	Change     string // delayed, suspended, cancelled, resumed, advanced, extended, reduced, increased; done, partly-done, begun, missed; else empty
	Action     text.Span
	Lemma      string
	Actor      Mention
	What       Mention
	Place      Mention
	Quantity   Quantity
	When       When
	Polarity   Polarity
	Certainty  Certainty
	Conditions []text.Span
	Sources    []attribution.Source // innermost first
	Sentence   text.Span
	Rule       string
	Confidence float64 // 0 to 1
}
