package ledger

import (
	"cmp"
	"slices"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/statement"
	"github.com/bywhen/bywhen/text"
)

// Phrase is words of a report. Start and End count code points, End exclusive.
type Phrase struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Name  string `json:"name,omitempty"` // the name a pronoun stands for
}

// named is the name, or the words where there is none.
func (p Phrase) named() string { return cmp.Or(p.Name, p.Text) }

// Source is somebody on whose word a statement stands.
type Source struct {
	Text string `json:"text"`
	Kind string `json:"kind"`
	Name string `json:"name,omitempty"`
}

// Statement is a statement of a report as the ledger keeps it, with its words, so that it can be
// shown and linked without the text of the report.
type Statement struct {
	ID         string              `json:"id"`
	Act        statement.Act       `json:"act"`
	Change     string              `json:"change,omitempty"`
	Action     Phrase              `json:"action"`
	Lemma      string              `json:"lemma"`
	Actor      Phrase              `json:"actor,omitzero"`
	What       Phrase              `json:"what,omitzero"`
	Place      Phrase              `json:"place,omitzero"`
	Quantity   Phrase              `json:"quantity,omitzero"`
	When       Phrase              `json:"when,omitzero"`
	Earliest   calendar.Day        `json:"earliest,omitzero"`
	Latest     calendar.Day        `json:"latest,omitzero"`
	Polarity   statement.Polarity  `json:"polarity"`
	Certainty  statement.Certainty `json:"certainty"`
	Conditions []string            `json:"conditions,omitempty"`
	Sources    []Source            `json:"sources,omitempty"` // innermost first
	Sentence   string              `json:"sentence"`
	Named      Named               `json:"named,omitzero"`
	Echo       bool                `json:"echo,omitempty"`   // no statement in its report; it can only tell of what others bind
	Likely     int                 `json:"likely,omitempty"` // of an echo: how likely it is a statement after all, in percent
}

// Window is the days in which the action is to happen.
func (s Statement) Window() calendar.Window {
	return calendar.Window{Earliest: s.Earliest, Latest: s.Latest}
}

// readingOf copies what the reader found out of the text it points into.
func readingOf(r bywhen.Reading) Reading {
	d := r.Document
	out := Reading{
		Report: r.ReportID(), Name: d.ID, Publisher: d.Publisher, Published: d.Published, Title: d.Title,
		Reader: "bywhen " + bywhen.Version,
	}
	phrase := func(s text.Span, name string) Phrase {
		if s.Len() == 0 {
			return Phrase{}
		}
		start, end := r.Text.CodePoints(s)
		return Phrase{start, end, r.Text.Slice(s), name}
	}
	known := len(r.Statements)
	r.Statements = append(slices.Clone(r.Statements), r.Echoes()...)
	ids, named := r.StatementIDs(), namedBy(r)
	for i, s := range r.Statements {
		kept := Statement{
			ID: ids[i], Act: s.Act, Change: s.Change,
			Action: phrase(s.Action, ""), Lemma: s.Lemma,
			Actor: phrase(s.Actor.Span, s.Actor.Name), What: phrase(s.What.Span, s.What.Name),
			Place: phrase(s.Place.Span, s.Place.Name), Quantity: phrase(s.Quantity.Span, ""),
			When: phrase(s.When.Span, ""), Earliest: s.When.Window.Earliest, Latest: s.When.Window.Latest,
			Polarity: s.Polarity, Certainty: s.Certainty,
			Sentence: r.Text.Slice(s.Sentence), Named: named[i], Echo: i >= known,
		}
		if kept.Echo {
			kept.Likely = int(100 * s.Confidence)
		}
		for _, c := range s.Conditions {
			kept.Conditions = append(kept.Conditions, r.Text.Slice(c))
		}
		for _, src := range s.Sources {
			kept.Sources = append(kept.Sources, Source{r.Text.Slice(src.Span), string(src.Kind), src.Name})
		}
		out.Statements = append(out.Statements, kept)
	}
	slices.SortStableFunc(out.Statements, func(a, b Statement) int { return cmp.Compare(a.Action.Start, b.Action.Start) })
	return out
}
