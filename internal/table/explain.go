package table

import (
	"fmt"
	"strings"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/statement"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/when"
)

// Explain appends, sentence by sentence, what was found and why: times with their derivation, whose
// word it is, statements with what decided each slot, and what is doubtful; each with the name of
// its rule.
func Explain(b []byte, r bywhen.Reading, o Options) []byte {
	p := &printer{b: b, columns: max(o.Width, 40), color: o.Color}
	p.head(r)
	noted := make([]bool, len(r.Notes))
	for i, s := range r.Sentences {
		for j, l := range wrap(clean(r.Text.Slice(s.Span)), p.columns-indent) {
			number := strings.Repeat(" ", indent)
			if j == 0 {
				number = p.paint(dim, pad(fmt.Sprint(i+1), indent))
			}
			p.line(number + p.paint(bold, l))
		}
		for _, t := range r.Times {
			if s.Span.Contains(t.Span) {
				p.time(r.Text, t)
			}
		}
		for _, a := range r.Attributions {
			if s.Span.Contains(anchor(a)) {
				p.attribution(r, a)
			}
		}
		for _, st := range r.Statements {
			if s.Span.Contains(st.Action) {
				p.statement(r, st)
			}
		}
		for j, n := range r.Notes {
			if n.Span.Len() > 0 && s.Span.Contains(n.Span) {
				noted[j] = true
				p.fact(yellow, "note", clean(n.Message), n.Rule)
			}
		}
		p.line("")
	}
	for j, n := range r.Notes {
		if !noted[j] {
			p.fact(yellow, "note", clean(n.Message), n.Rule)
		}
	}
	return p.b
}

// indent is how far all but the numbers of the sentences stands in; label is the room of a label.
const indent, label = 4, 11

// anchor is where an attribution is told: at its cue, or else at its words.
func anchor(a attribution.Attribution) text.Span {
	if a.Cue.Len() > 0 {
		return a.Cue
	}
	if len(a.Content) > 0 {
		return a.Content[0]
	}
	return a.Source.Span
}

func (p *printer) time(t *text.Text, x when.Time) {
	said := phrase(t, x.Phrase)
	if said == "" {
		said = phrase(t, x.Span)
	}
	var parts []string
	for _, s := range []string{x.Value, x.Mod} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	value := strings.Join(parts, " ")
	means := Window(x.Window)
	if means == "" {
		means = "no days"
	}
	p.fact(cyan, "time", fmt.Sprintf("“%s” is %s %s: %s", said, x.Type, value, means), x.Rule)
	for _, step := range x.Trace {
		p.detail("", clean(step))
	}
}

func (p *printer) attribution(r bywhen.Reading, a attribution.Attribution) {
	who := named(r.Text, a.Source.Span, a.Source.Name)
	if who == "" {
		who = "somebody not named"
	}
	line := who
	if a.Source.Kind != "" {
		line += fmt.Sprintf(" (%s)", a.Source.Kind)
	}
	if cue := phrase(r.Text, a.Cue); cue != "" {
		line += fmt.Sprintf(", by “%s”", cue)
	}
	p.fact(magenta, "word of", line, a.Rule)
	for _, c := range a.Content {
		p.detail("content", phrase(r.Text, c))
	}
	if a.Within >= 0 && a.Within < len(r.Attributions) {
		outer := r.Attributions[a.Within]
		p.detail("within", "what "+named(r.Text, outer.Source.Span, outer.Source.Name)+" says")
	}
}

func (p *printer) statement(reading bywhen.Reading, s statement.Statement) {
	r := describe(reading.Text, s)
	p.fact(tint(s.Act), "statement", fmt.Sprintf("%s, %s: %s", r.kind, s.Polarity, r.deed()), s.Rule)
	if d := r.deadline; d != "" {
		p.detail("by when", d+" · "+s.When.Rule)
		for _, step := range s.When.Trace {
			p.detail("", clean(step))
		}
	}
	for _, d := range r.details() {
		p.detail(d.label, d.value)
	}
	for i, step := range reading.Trace(s) {
		name := ""
		if i == 0 {
			name = "because"
		}
		p.detail(name, clean(step))
	}
	if s.Confidence > 0 {
		p.detail("confidence", fmt.Sprintf("%.2f", s.Confidence))
	}
}

// fact prints a finding and the rule that made it.
func (p *printer) fact(style, name, value, rule string) {
	if rule != "" {
		value += " [" + rule + "]"
	}
	for i, l := range wrap(value, p.columns-indent-label) {
		head := strings.Repeat(" ", label)
		if i == 0 {
			head = p.paint(style, pad(name, label))
		}
		p.line(strings.Repeat(" ", indent) + head + l)
	}
}

// detail prints something further about the finding above it.
func (p *printer) detail(name, value string) {
	for _, l := range p.labelled(name, value, p.columns-indent-label) {
		p.line(strings.Repeat(" ", indent+label) + l)
	}
}
