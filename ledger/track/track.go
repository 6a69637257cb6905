// Package track counts what became of commitments, by who was to act or on whose word they stood.
// Only those whose first date has passed are counted; there is no score and no ranking.
package track

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
)

// Record is what became of the commitments of one actor or origin. Of those whose baseline has
// passed, each is counted once; N is how many they are.
type Record struct {
	Name      string
	N         int
	OnTime    int
	Late      int
	LateDays  []int // of each late one, sorted
	Partly    int
	NotDone   int // missed
	Withdrawn int // refused, cancelled or suspended
	Unknown   int // no report tells what became of it
	Void      int // a condition failed; not in N
	Open      int // the baseline has not passed; not in N
	Undated   int // no date was given; not in N
	Classes   []Class
	Counted   []string // the ids of the commitments in N
}

// Class is the same for one class of action.
type Class struct {
	Name   string `json:"class"`
	N      int    `json:"n"`
	OnTime int    `json:"on_time"`
}

// Enough is how many commitments a share or a median is said of; of fewer only counts are.
const Enough = 5

// Records counts by name. names are, of a commitment, those whom it counts for; the records are
// in the order of their names, never by what they say.
type Records struct {
	today  calendar.Day
	byName map[string]*Record
}

// New counts what has passed on a day.
func New(today calendar.Day) *Records { return &Records{today, map[string]*Record{}} }

// Add counts a commitment for one name.
func (r *Records) Add(name string, c *ledger.Commitment) {
	rec := r.byName[name]
	if rec == nil {
		rec = &Record{Name: name}
		r.byName[name] = rec
	}
	s := c.On(r.today)
	last := c.Baseline.Latest
	switch {
	case s.Summary == ledger.Void:
		rec.Void++
		return
	case last.IsZero():
		rec.Undated++
		return
	case !last.Before(r.today):
		rec.Open++
		return
	}
	rec.N++
	rec.Counted = append(rec.Counted, c.ID)
	kept := false
	switch s.Summary {
	case ledger.Done:
		switch s.Schedule {
		case "on-time":
			kept = true
			rec.OnTime++
		case "late":
			rec.Late++
			rec.LateDays = append(rec.LateDays, s.Days)
		default:
			rec.Unknown++ // done, but nobody told on which day
		}
	case ledger.PartlyDone:
		rec.Partly++
	case ledger.Missed:
		rec.NotDone++
	case ledger.Refused, ledger.Cancelled, ledger.Suspended:
		rec.Withdrawn++
	default:
		if s.Evidence == ledger.Evidence(ledger.PartlyDone) { // and overdue with the rest
			rec.Partly++
		} else {
			rec.Unknown++
		}
	}
	class := c.Items[0].Class
	i := slices.IndexFunc(rec.Classes, func(k Class) bool { return k.Name == class })
	if i < 0 {
		i = len(rec.Classes)
		rec.Classes = append(rec.Classes, Class{Name: class})
	}
	rec.Classes[i].N++
	if kept {
		rec.Classes[i].OnTime++
	}
}

// All are the records, by name.
func (r *Records) All() []*Record {
	var all []*Record
	for _, rec := range r.byName {
		slices.Sort(rec.LateDays)
		slices.SortFunc(rec.Classes, func(a, b Class) int { return strings.Compare(a.Name, b.Name) })
		all = append(all, rec)
	}
	slices.SortFunc(all, func(a, b *Record) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// MedianLate is by how many days the late ones were late at the median; false where they are too few to say.
func (r *Record) MedianLate() (int, bool) {
	n := len(r.LateDays)
	if n < Enough {
		return 0, false
	}
	return (r.LateDays[(n-1)/2] + r.LateDays[n/2]) / 2, true
}

// Promiser is on whose word the first date of a commitment stands: the innermost source, where it
// has a name. Who is not named has no record.
func Promiser(c *ledger.Commitment) (name string, ok bool) {
	for _, it := range c.Items {
		if it.Window() != c.Baseline || c.Baseline.IsZero() && it != c.Items[0] {
			continue
		}
		if len(it.Sources) == 0 || Unnamed(it.Sources[0]) {
			return "", false
		}
		return cmp.Or(it.Sources[0].Name, it.Sources[0].Text), true
	}
	return "", false
}

// Unnamed reports whether a source is somebody without a name.
func Unnamed(s ledger.Source) bool { return strings.HasPrefix(s.Kind, "unnamed") }
