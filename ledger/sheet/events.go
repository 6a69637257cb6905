package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/article"
	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/statement"
	"github.com/bywhen/bywhen/text"
)

// reader is the version of what reads rows, beside those of what reads reports.
const reader = "sheet 1"

// Recorded is a row as the ledger keeps it: a report for each date that it tells, and one for its status.
type Recorded struct {
	Row        Row
	Events     []ledger.Event
	Statements []string // their ids, the first one of the baseline
}

// Record makes events of a row of a file. The same row of the same file gives the same events, so that
// to import it again adds nothing.
func Record(file string, row Row) (Recorded, error) {
	out := Recorded{Row: row}
	var all []telling
	history := row.History
	if len(history) == 0 {
		history = []Said{{On: row.Reported}}
	}
	for i, said := range history {
		s := telling{row: row, on: said.On, window: said.Window, act: statement.Undertake, verb: "will", first: i == 0}
		switch {
		case i > 0:
			s.act, s.change, s.verb = statement.Revise, "delayed", "is now to"
			if said.Window.Latest.Before(history[i-1].Window.Latest) {
				s.change = "advanced"
			}
		case row.Status == ledger.Proposed:
			s.act, s.verb = statement.Forecast, "may"
		}
		all = append(all, s)
	}
	told := telling{row: row, on: row.Since}
	if told.on.IsZero() {
		told.on = history[len(history)-1].On
	}
	switch row.Status {
	case ledger.Done, ledger.PartlyDone, ledger.Missed:
		told.act, told.change, told.verb = statement.Outcome, string(row.Status), "was to"
	case ledger.InForce:
		told.act, told.change, told.verb = statement.Outcome, "begun", "began to"
	case ledger.Suspended, ledger.Cancelled:
		told.act, told.change, told.verb = statement.Revise, string(row.Status), "was to"
	case ledger.Refused:
		told.act, told.verb = statement.Refuse, "will not"
	}
	if told.act != "" {
		all = append(all, told)
	}
	// What was told on one day is one report, so that it keeps its order.
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].on == all[0].on {
			n++
		}
		if err := out.record(file, all[:n]); err != nil {
			return out, err
		}
		all = all[n:]
	}
	return out, nil
}

// Settled is the decision for a status that no statement can tell; false for all others.
func (r Recorded) Settled(by string) (ledger.Decision, bool) {
	if r.Row.Status != ledger.Void {
		return ledger.Decision{}, false
	}
	return ledger.Decision{Verb: ledger.Settle, Statements: r.Statements[:1], Value: string(ledger.Void), By: by, Reason: "so the tracker has it"}, true
}

// telling is a row put into words, with each field's place in them.
type telling struct {
	row    Row
	on     calendar.Day
	window calendar.Window
	act    statement.Act
	change string
	verb   string
	first  bool
}

// record adds the report of what was told on one day.
func (r *Recorded) record(file string, told []telling) error {
	var b strings.Builder
	var statements []statement.Statement
	for _, t := range told {
		statements = append(statements, t.write(&b))
	}
	doc := article.Document{ID: file, URL: r.Row.Source, Published: told[0].on, Text: b.String()}
	if r.Row.ID != "" {
		doc.ID += "#" + r.Row.ID
	}
	reading := bywhen.Read(doc) // for the names in it; its statements are the row's
	reading.Statements = statements
	events := ledger.EventsOf(reading)
	kept, err := ledger.Decode[ledger.Reading](events[1])
	if err != nil {
		return err
	}
	kept.Reader = reader
	r.Events = append(r.Events, events[0], ledger.NewReading(kept))
	for _, s := range kept.Statements {
		r.Statements = append(r.Statements, s.ID)
	}
	return nil
}

// write puts it into words, a line, and says where in them each field stands.
func (s telling) write(b *strings.Builder) statement.Statement {
	begin := b.Len()
	write := func(before, words string) text.Span {
		if words == "" {
			return text.Span{}
		}
		b.WriteString(before)
		start := b.Len()
		b.WriteString(words)
		return text.Span{Start: start, End: b.Len()}
	}
	row := s.row
	st := statement.Statement{Act: s.act, Change: s.change, Polarity: statement.Positive, Certainty: statement.Certain, Rule: "row-of-a-tracker"}
	if s.act == statement.Forecast {
		st.Certainty = statement.Possible
	}
	st.Actor.Span = write("", row.Actor)
	write(" ", s.verb)
	st.Action, st.Lemma = write(" ", row.Action), row.Action
	st.What.Span = write(" ", row.What)
	st.Place.Span = write(", ", row.Place)
	if !s.window.IsZero() {
		st.When.Span = write(", ", interval(s.window))
		st.When.Window = s.window
	}
	if s.change != "" {
		write(": ", s.change)
	}
	if s.act == statement.Undertake {
		condition := row.Condition
		if condition == "" && row.Status == ledger.Pending {
			condition = "a condition that the tracker does not name"
		}
		if condition != "" && row.Status != ledger.Agreed {
			st.Conditions = append(st.Conditions, write(", if ", condition))
		}
	}
	b.WriteString(".")
	st.Sentence = text.Span{Start: begin, End: b.Len()}
	if row.SaidBy != "" && s.first {
		before := " Said by "
		for part := range strings.SplitSeq(row.SaidBy, " > ") {
			words, kind := sourceKind(part)
			src := attribution.Source{Kind: kind, Span: write(before, words)}
			if !strings.HasPrefix(string(kind), "unnamed") {
				src.Name = words
			}
			st.Sources = append(st.Sources, src)
			before = " through "
		}
		b.WriteString(".")
	}
	if s.first {
		if q := write("\n", row.Quote); q.Len() > 0 {
			st.Sentence = q
		}
	}
	b.WriteString("\n")
	return st
}

// sourceKind is the words for a source and its kind, which stands in brackets or is guessed.
func sourceKind(s string) (string, attribution.Kind) {
	if words, kind, ok := strings.Cut(strings.TrimSuffix(s, ")"), " ("); ok && strings.HasSuffix(s, ")") {
		switch k := attribution.Kind(kind); k {
		case attribution.NamedPerson, attribution.NamedOrganisation, attribution.UnnamedPerson, attribution.UnnamedGroup, attribution.Document, attribution.Media:
			return words, k
		}
	}
	if first, _ := utf8.DecodeRuneInString(s); unicode.IsUpper(first) {
		return s, attribution.NamedOrganisation
	}
	return s, attribution.UnnamedGroup
}
