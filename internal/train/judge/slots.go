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
	also  []int // options as good as the right one: other words of the actor's phrase
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
		right := -1
		var inside []int
		for k, span := range o.Actors {
			start, end := t.CodePoints(span)
			if k == 0 && g.Actor.End == 0 || k > 0 && g.Actor.Start <= start && end <= g.Actor.End {
				inside = append(inside, k)
				if right < 0 || o.Depths[k] < o.Depths[right] {
					right = k
				}
			}
		}
		r.addChoice("actor", "who:rule", o.Who, right, inside)
		right = -1
		want := calendar.Window{}
		want.Earliest, _ = calendar.Parse(g.When.Earliest)
		want.Latest, _ = calendar.Parse(g.When.Latest)
		for k, w := range o.Windows {
			if w == want && (right < 0 || right > 0 && slices.Contains(o.When[k], "when:rule")) {
				right = k
			}
		}
		if len(o.Windows) > 1 {
			r.addChoice("when", "when:rule", o.When, right, nil)
		}
	}
}

func (r *report) addChoice(slot, rule string, options [][]string, right int, also []int) {
	c := choice{slot: slot, also: also, Choice: statement.Choice{Options: options, Right: right}}
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
			if c.Right >= 0 {
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
			if c.Right < 0 {
				continue
			}
			n[1]++
			if best := ranker.Choose(c.Options); best == c.Right || slices.Contains(c.also, best) {
				n[2]++
			}
			if c.ruled == c.Right || slices.Contains(c.also, c.ruled) {
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
