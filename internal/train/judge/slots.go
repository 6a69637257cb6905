package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/statement"
	"github.com/bywhen/bywhen/text"
)

// choice is an example for the ranker of slots, with the option that the rules alone would take.
type choice struct {
	statement.Choice
	slot  string
	ruled int
}

// choose makes the examples of a report: for each gold statement that is proposed, which word heads
// its actor and which time bounds it. What the options don't hold teaches nothing.
func (r *report) choose(t *text.Text, in statement.Input) {
	gold := map[text.Span]int{}
	for k, p := range r.proposals {
		if r.golds[k] >= 0 {
			gold[p.Action] = r.golds[k]
		}
	}
	for _, o := range statement.SlotOptions(in, func(s text.Span) bool { _, ok := gold[s]; return ok }) {
		g := r.Statements[gold[o.Action]]
		right := make([]bool, len(o.Actors))
		for k, span := range o.Actors {
			start, end := t.CodePoints(span)
			switch {
			case k == 0:
				// What takes effect or opens may stand in either slot.
				right[k] = g.Actor.End == 0
			case g.Actor.End == 0:
				right[k] = g.What.Start <= start && end <= g.What.End
			default:
				right[k] = g.Actor.Start <= start && end <= g.Actor.End
			}
		}
		r.addChoice("actor", "who:rule", o.Who, right)
		right = make([]bool, len(o.Windows))
		want := calendar.Window{}
		want.Earliest, _ = calendar.Parse(g.When.Earliest)
		want.Latest, _ = calendar.Parse(g.When.Latest)
		for k, w := range o.Windows {
			right[k] = w == want
		}
		if len(o.Windows) > 1 {
			r.addChoice("when", "when:rule", o.When, right)
		}
	}
}

func (r *report) addChoice(slot, rule string, options [][]string, right []bool) {
	c := choice{slot: slot, Choice: statement.Choice{Options: options, Right: right}}
	for k, features := range options {
		if slices.Contains(features, rule) {
			c.ruled = k
		}
	}
	r.choices = append(r.choices, c)
}

// slotExamples are the examples of the reports that have a right option.
func slotExamples(reports []report) []statement.Choice {
	var all []statement.Choice
	for _, r := range reports {
		for _, c := range r.choices {
			if slices.Contains(c.Right, true) {
				all = append(all, c.Choice)
			}
		}
	}
	return all
}

// slotTally counts how often the ranker and the rules take the right option.
type slotTally map[string]*[4]int // all, reachable, ranker, rules

func (t slotTally) add(ranker statement.Ranker, reports []report) {
	for _, r := range reports {
		for _, c := range r.choices {
			kind, _, _ := strings.Cut(r.ID, "-")
			n := t[c.slot+" "+kind]
			if n == nil {
				n = new([4]int)
				t[c.slot+" "+kind] = n
			}
			n[0]++
			if slices.Contains(c.Right, true) {
				n[1]++
			}
			if c.Right[ranker.Choose(c.Options)] {
				n[2]++
			}
			if c.Right[c.ruled] {
				n[3]++
			}
		}
	}
}

func (t slotTally) print() {
	for _, slot := range slices.Sorted(maps.Keys(t)) {
		n := t[slot]
		fmt.Printf("%s: %d statements, right option there for %d, ranker right %d, rules right %d\n", slot, n[0], n[1], n[2], n[3])
	}
}
