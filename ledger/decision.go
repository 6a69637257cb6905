package ledger

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/bywhen/bywhen/calendar"
)

// Verb is what a decision does.
type Verb string

// The verbs of a decision.
const (
	Accept     Verb = "accept"  // the statement is read right
	Reject     Verb = "reject"  // it is none, or read wrong; Reason says why
	Correction Verb = "correct" // Field of the statement is Value
	Same       Verb = "same"    // the statements are about one commitment
	Differ     Verb = "differ"  // the first statement is not about the commitment of the others
	Settle     Verb = "status"  // the status of the statement's commitment is Value
	Unsure     Verb = "unsure"  // cannot tell: a second reader is wanted
	Undo       Verb = "undo"    // takes back the decision whose id is Value
)

// Decision is what a person settled. It hangs on statements, never on readings or commitments, and
// so outlives both.
type Decision struct {
	Verb       Verb         `json:"verb"`
	Statements []string     `json:"statements,omitempty"`
	Field      string       `json:"field,omitempty"`
	Value      string       `json:"value,omitempty"`
	On         calendar.Day `json:"on,omitzero"` // of a status: the day since when it holds, such as that on which it was done
	Reason     string       `json:"reason,omitempty"`
	By         string       `json:"by"`
	At         time.Time    `json:"at"`
	Seen       Seq          `json:"seen"` // the last event that the person had before them
	ID         string       `json:"-"`    // of its event
	Seq        Seq          `json:"-"`
}

// Standing are the decisions that were not taken back, in the order they were recorded.
func Standing(all []Decision) []Decision {
	undone := map[string]bool{}
	slices.SortFunc(all, func(a, b Decision) int { return int(a.Seq - b.Seq) })
	for i := len(all) - 1; i >= 0; i-- { // an undo that was undone itself undoes nothing
		if d := all[i]; d.Verb == Undo && !undone[d.ID] {
			undone[d.Value] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(d Decision) bool { return d.Verb == Undo || undone[d.ID] })
}

// settle gives a status what a person decided, and by the day on which it was done says whether that
// was in time.
func (d *Decision) settle(s *Status, base calendar.Day) {
	s.Summary, s.Because = Summary(d.Value), d.ID
	s.Since = cmp.Or(d.On, dayOf(d.At))
	switch {
	case s.Summary == Void:
		s.Schedule = "void"
	case s.Summary == Done && !d.On.IsZero():
		s.Evidence = Evidence(Done)
		if !base.IsZero() {
			s.Schedule, s.Days = "on-time", d.On.Sub(base)
			if s.Days > 0 {
				s.Schedule = "late"
			}
		}
	}
}

// SummaryNames are all summaries in a line, to be told to somebody who gave none of them.
func SummaryNames() string {
	var names []string
	for _, s := range Summaries {
		names = append(names, string(s))
	}
	return strings.Join(names, ", ")
}
