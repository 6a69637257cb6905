// Package wire writes a reading as the JSON of the contract of `bywhen read`: field by field in
// its order, offsets in code points, null for what is not known, [] for an empty list.
package wire

import (
	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/statement"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/when"
)

// Append appends the JSON object of a reading, without a line end, to b; with the text that the
// offsets count in, if that is wanted.
func Append(b []byte, r bywhen.Reading, withText bool) []byte {
	w := &writer{encoder{b: b}, r.Text, &r.Entities}
	ids := r.StatementIDs()
	w.record(func() {
		d := r.Document
		w.str("id", d.ID)
		w.str("url", d.URL)
		w.str("publisher", d.Publisher)
		w.str("published", d.Published.String())
		w.str("title", d.Title)
		w.str("lang", d.Lang)
		w.str("sha256", r.TextHash())
		w.str("reader", "bywhen "+bywhen.Version)
		w.list("times", len(r.Times), func(i int) { w.record(func() { w.timeFields(r.Times[i]) }) })
		sayings := attribution.Sayings(r.Attributions)
		w.list("attributions", len(sayings), func(i int) { w.attribution(sayings[i]) })
		w.list("statements", len(r.Statements), func(i int) { w.statement(ids[i], r.Statements[i]) })
		w.list("notes", len(r.Notes), func(i int) { w.note(r.Notes[i]) })
		if withText {
			w.str("text", d.Text)
		}
	})
	return w.b
}

type writer struct {
	encoder
	text     *text.Text
	entities *entity.Entities
}

// span writes start, end and text into the open object.
func (w *writer) span(s text.Span) {
	w.place(s)
	w.str("text", w.text.Slice(s))
}

func (w *writer) place(s text.Span) {
	start, end := w.text.CodePoints(s)
	w.integer("start", start)
	w.integer("end", end)
}

// phrase writes a field that is a span with further fields, or null where the span points nowhere.
func (w *writer) phrase(name string, s text.Span, further func()) {
	if s.Len() == 0 {
		w.null(name)
		return
	}
	w.key(name)
	w.record(func() {
		w.span(s)
		if further != nil {
			further()
		}
	})
}

func (w *writer) spans(name string, list []text.Span) {
	w.list(name, len(list), func(i int) { w.record(func() { w.span(list[i]) }) })
}

func (w *writer) days(window calendar.Window) {
	w.orNull("earliest", window.Earliest.String())
	w.orNull("latest", window.Latest.String())
}

func (w *writer) timeFields(t when.Time) {
	w.span(t.Span)
	w.str("type", string(t.Type))
	w.str("value", t.Value)
	w.str("mod", t.Mod)
	w.days(t.Days)
	w.str("rule", t.Rule)
}

func (w *writer) attribution(a attribution.Attribution) {
	w.record(func() {
		w.phrase("source", a.Mention, nil)
		w.phrase("cue", a.Cue, nil)
		w.spans("content", a.Content)
		w.orNull("kind", string(a.Source.Kind))
		if a.Within < 0 {
			w.null("within")
		} else {
			w.integer("within", a.Within)
		}
	})
}

func (w *writer) statement(id string, s statement.Statement) {
	w.record(func() {
		w.str("id", id)
		w.str("act", string(s.Act))
		w.orNull("change", s.Change)
		w.phrase("action", s.Action, func() { w.str("lemma", s.Lemma) })
		w.mention("actor", s.Actor)
		w.mention("what", s.What)
		w.phrase("place", s.Place.Span, func() { w.str("entity", w.entities.Key(s.Place.Span)) })
		w.phrase("quantity", s.Quantity.Span, func() {
			if s.Quantity.Value == 0 {
				w.null("value")
			} else {
				w.number("value", s.Quantity.Value)
			}
			w.str("unit", s.Quantity.Unit)
		})
		w.phrase("when", s.When.Span, func() {
			w.str("relation", s.When.Relation)
			w.days(s.When.Window)
			w.str("edtf", s.When.EDTF)
			w.str("rule", s.When.Rule)
			w.strings("trace", s.When.Trace)
		})
		w.str("polarity", string(s.Polarity))
		w.str("certainty", string(s.Certainty))
		w.spans("conditions", s.Conditions)
		w.list("sources", len(s.Sources), func(i int) {
			w.record(func() {
				w.span(s.Sources[i].Span)
				w.str("kind", string(s.Sources[i].Kind))
				w.str("name", s.Sources[i].Name)
			})
		})
		w.phrase("sentence", s.Sentence, nil)
		w.str("rule", s.Rule)
		w.number("confidence", s.Confidence)
	})
}

func (w *writer) mention(name string, m statement.Mention) {
	w.phrase(name, m.Span, func() {
		w.str("name", m.Name)
		w.str("entity", w.entities.Key(m.Span))
	})
}

func (w *writer) note(n text.Note) {
	w.record(func() {
		w.place(n.Span)
		w.str("rule", n.Rule)
		w.str("message", n.Message)
	})
}
