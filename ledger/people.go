package ledger

import (
	"slices"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/statement"
)

// pair is two statements, the smaller id first.
type pair struct{ a, b string }

func pairOf(a, b string) pair {
	if b < a {
		a, b = b, a
	}
	return pair{a, b}
}

// settledPairs is, of each pair of statements that people decided about, the last verb.
func settledPairs(decisions []Decision) map[pair]Verb {
	settled := map[pair]Verb{}
	for _, d := range decisions {
		if d.Verb != Same && d.Verb != Differ || len(d.Statements) < 2 {
			continue
		}
		for _, other := range d.Statements[1:] {
			settled[pairOf(d.Statements[0], other)] = d.Verb
		}
	}
	return settled
}

// apart are the statements that people told apart, both ways.
func apart(decisions []Decision) map[string]map[string]bool {
	m := map[string]map[string]bool{}
	put := func(a, b string) {
		if m[a] == nil {
			m[a] = map[string]bool{}
		}
		m[a][b] = true
	}
	for p, verb := range settledPairs(decisions) {
		if verb == Differ {
			put(p.a, p.b)
			put(p.b, p.a)
		}
	}
	return m
}

// Joined are the statements that people called the same, as pairs in a fixed order.
func Joined(decisions []Decision) [][2]string {
	var all [][2]string
	for p, verb := range settledPairs(decisions) {
		if verb == Same {
			all = append(all, [2]string{p.a, p.b})
		}
	}
	slices.SortFunc(all, func(x, y [2]string) int { return strings.Compare(x[0]+x[1], y[0]+y[1]) })
	return all
}

// Corrections are the fields that can be corrected.
var Corrections = []string{"act", "change", "actor", "what", "place", "earliest", "latest"}

// Correct gives the statements of a reading the values that people corrected.
func Correct(r Reading, decisions []Decision) Reading {
	fixed := r
	fixed.Statements = slices.Clone(r.Statements)
	for i := range fixed.Statements {
		s := &fixed.Statements[i]
		for _, d := range decisions {
			if d.Verb != Correction || len(d.Statements) == 0 || d.Statements[0] != s.ID {
				continue
			}
			s.correct(d.Field, d.Value)
		}
	}
	return fixed
}

func (s *Statement) correct(field, value string) {
	day, _ := calendar.Parse(value)
	switch field {
	case "act":
		s.Act = statement.Act(value)
	case "change":
		s.Change = value
	case "actor":
		s.Actor.Name = value
	case "what":
		s.What.Text = value
	case "place":
		s.Place.Text = value
	case "earliest":
		s.Earliest = day
	case "latest":
		s.Latest = day
	}
}
