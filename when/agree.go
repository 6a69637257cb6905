package when

import (
	"fmt"
	"math"

	"github.com/bywhen/bywhen/text"
)

// agreement checks amounts of time that stand between two dates, "by 2026, nearly seven years after
// the vote of January 2020", and notes whether they agree. A writer who is wrong in one of the
// three is wrong in a date.
func (r *resolver) agreement(exprs []Expr, all []dated, index []int) {
	for i := range exprs {
		e := &exprs[i]
		if e.said.op != opShift && e.said.op != opDuration || e.said.vague || e.said.unit != month && e.said.unit != year || i+1 >= len(exprs) {
			continue
		}
		after, ok := r.between(e, &exprs[i+1])
		if !ok || index[i+1] < 0 || all[i+1].days.IsZero() {
			continue
		}
		// The other date stands before the amount, or behind the first.
		other := -1
		for _, k := range []int{i - 1, i + 2} {
			if k >= 0 && k < len(exprs) && exprs[k].Sentence == e.Sentence && index[k] >= 0 && !all[k].days.IsZero() && exprs[k].Type == DATE && exprs[k].said.op != opShift {
				other = k
				break
			}
		}
		if other < 0 {
			continue
		}
		from, to := &all[i+1], &all[other]
		if !after {
			from, to = to, from
		}
		unit, name := 365.25, "years"
		if e.said.unit == month {
			unit, name = 365.25/12, "months"
		}
		least := float64(to.days.Earliest.Sub(from.days.Latest)) / unit
		most := float64(to.days.Latest.Sub(from.days.Earliest)) / unit
		n := math.Abs(e.said.n)
		low, high := least-0.5, most+0.5
		switch e.Mod {
		case "LESS_THAN", "EQUAL_OR_LESS": // "nearly seven": somewhat less
			low, high = least-0.1, most+1
		case "MORE_THAN", "EQUAL_OR_MORE":
			low, high = least-1, most+0.1
		case "APPROX":
			low, high = least-1, most+1
		}
		words := fmt.Sprintf("%s from %s to %s: %.1f to %.1f %s", quote(r.t.Slice(e.Span)), from.days, to.days, max(least, 0), most, name)
		if n >= low && n <= high {
			r.notes = append(r.notes, text.Note{Span: e.Span, Rule: "duration-agrees", Message: words + ", which agrees"})
		} else {
			r.notes = append(r.notes, text.Note{Span: e.Span, Rule: "duration-disagrees", Message: words + ", which does not agree; one of the three is wrong"})
		}
	}
}

// between reports whether the amount e counts from the date next, which stands behind it in its
// sentence ("seven years after the vote of 2013"), and whether it counts forward.
func (r *resolver) between(e, next *Expr) (forward, ok bool) {
	if next.Sentence != e.Sentence || next.Type != DATE || next.Span.Start < e.Span.End || next.Span.Start-e.amountEnd() > 60 {
		return false, false
	}
	words := r.t.Slice(text.Span{Start: e.amountEnd(), End: next.Span.Start})
	switch firstWord(words) {
	case "after", "since", "from", "following":
		return true, true
	case "before":
		return false, true
	}
	return false, false
}

// amountEnd is where the amount of time alone ends.
func (e *Expr) amountEnd() int {
	if e.amount.Len() > 0 {
		return e.amount.End
	}
	return e.Span.End
}

// firstWord is the first word of s in lower case, up to a comma or stop.
func firstWord(s string) string {
	word := make([]byte, 0, 12)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
			word = append(word, c)
		case c >= 'A' && c <= 'Z':
			word = append(word, c+'a'-'A')
		case c == ' ' && len(word) == 0:
		default:
			return string(word)
		}
	}
	return string(word)
}
