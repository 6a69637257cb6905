package eval

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Count is how often gold and prediction agree, and how many there are on each side.
type Count struct{ tp, gold, predicted int }

func (c *Count) add(tp, gold, predicted int) {
	c.tp += tp
	c.gold += gold
	c.predicted += predicted
}

// Scores gives precision, recall and their harmonic mean, 0 to 1; 0 where nothing was counted.
func (c Count) Scores() (precision, recall, f1 float64) {
	if c.predicted > 0 {
		precision = float64(c.tp) / float64(c.predicted)
	}
	if c.gold > 0 {
		recall = float64(c.tp) / float64(c.gold)
	}
	if precision+recall > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	return precision, recall, f1
}

// Result is what a comparison found.
type Result struct {
	counts      map[string]*Count
	absent      []string // gold documents without a prediction
	faults      []fault
	reliability reliability
}

// fault is one disagreement, in words.
type fault struct{ id, kind, gold, predicted string }

func (r *Result) fault(id, kind, gold, predicted string) {
	r.faults = append(r.faults, fault{id, kind, gold, predicted})
}

func (r *Result) count(name string) *Count {
	c := r.counts[name]
	if c == nil {
		c = &Count{}
		r.counts[name] = c
	}
	return c
}

// Names are the names of all that was counted, sorted: "statement found", "time value".
func (r *Result) Names() []string { return slices.Sorted(maps.Keys(r.counts)) }

// Score is what was counted under a name; the zero Count if the gold has no such layer.
func (r *Result) Score(name string) Count {
	if c := r.counts[name]; c != nil {
		return *c
	}
	return Count{}
}

// Print writes a line for each count, then the first errors disagreements, then, where statements
// carry a confidence, how far it can be trusted. It returns the error of w.
func (r *Result) Print(w io.Writer, errors int) error {
	var b strings.Builder
	for _, name := range r.Names() {
		c := r.counts[name]
		precision, recall, f1 := c.Scores()
		fmt.Fprintf(&b, "%-24s P %5.1f  R %5.1f  F1 %5.1f   (%d of %d gold, %d predicted)\n",
			name, 100*precision, 100*recall, 100*f1, c.tp, c.gold, c.predicted)
	}
	if len(r.absent) > 0 {
		fmt.Fprintf(&b, "%d gold documents have no prediction, %s first: scored as empty\n", len(r.absent), r.absent[0])
	}
	for _, f := range r.faults[:min(max(errors, 0), len(r.faults))] {
		fmt.Fprintf(&b, "%s: %s\n    gold      %s\n    predicted %s\n", f.id, f.kind, f.gold, f.predicted)
	}
	r.reliability.print(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// verdict is what became of one predicted statement.
type verdict struct{ found, act, frame bool }

// bin holds the statements whose confidence lies in one tenth of the scale.
type bin struct {
	n, found, act, frame int
	confidence           float64 // sum
}

// reliability is the statements by their confidence: bin i holds [i/10, (i+1)/10), the last one 1.
type reliability [10]bin

func (r *reliability) add(confidence float64, v verdict) {
	b := &r[min(max(int(confidence*10+1e-9), 0), 9)] // 1e-9: 0.7*10 is a little less than 7
	b.n++
	b.found += count(v.found)
	b.act += count(v.act)
	b.frame += count(v.frame)
	b.confidence += confidence
}

// print writes the table, or nothing where no statement carries a confidence.
func (r *reliability) print(b *strings.Builder) {
	total := 0.0
	for _, bin := range r {
		total += bin.confidence
	}
	if total == 0 {
		return
	}
	b.WriteString("\nconfidence   statements   said   found   act   frame, percent right\n")
	for i, bin := range r {
		if bin.n == 0 {
			continue
		}
		n := float64(bin.n)
		fmt.Fprintf(b, "%.1f to %.1f %12d %6.0f %7.0f %5.0f %7.0f\n", float64(i)/10, float64(i+1)/10, bin.n,
			100*bin.confidence/n, 100*float64(bin.found)/n, 100*float64(bin.act)/n, 100*float64(bin.frame)/n)
	}
}

// brief is a statement in one line, for people.
func brief(s Statement) string {
	source := "the report"
	if m := innermost(s); m != nil {
		source = m.Text
	}
	actor, action, when, range_ := "-", "None", "-", ""
	if m := named(s.Actor); m != nil {
		actor = m.Text
	}
	if s.Action != nil {
		action = s.Action.Text
	}
	if s.When != nil && s.When.Text != "" {
		when = s.When.Text
	}
	if w := days(s); w.known() {
		range_ = "(" + quoteOrNone(w.earliest) + ", " + quoteOrNone(w.latest) + ")"
	}
	return fmt.Sprintf("%s: %s / %s / %s %s / %s", orNone(s.Act), actor, action, when, range_, source)
}

// span is the days of a time, for people.
func span(t Time) string { return orNone(t.Earliest) + ".." + orNone(t.Latest) }

func valueOrNone(t Time) string {
	if t.Value == nil {
		return "None"
	}
	return *t.Value
}

func orNone(s string) string {
	if s == "" {
		return "None"
	}
	return s
}

func quoteOrNone(day string) string {
	if day == "" {
		return "None"
	}
	return "'" + day + "'"
}
