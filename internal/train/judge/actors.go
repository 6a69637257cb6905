package main

import (
	"fmt"
	"slices"

	"github.com/bywhen/bywhen/statement"
	"github.com/bywhen/bywhen/text"
)

// mention is a phrase of the gold, zero where there is none.
type mention struct{ Start, End int }

// choices are the examples for the ranker of actors: each gold statement that is proposed, with which
// words are those of its actor. What takes effect or opens may stand in either slot of the gold.
func (r *report) choose(t *text.Text) {
	for k, p := range r.proposals {
		if r.golds[k] < 0 {
			continue
		}
		actor := r.Statements[r.golds[k]].Actor
		c := choice{Choice: statement.Choice{Options: p.Doers.Features, Right: make([]bool, len(p.Doers.Words))}, ruled: p.Doers.Ruled}
		nobody := actor == mention{}
		if nobody {
			actor = r.Statements[r.golds[k]].What
		}
		c.Right[0] = nobody
		for i, word := range p.Doers.Words[1:] {
			start, end := t.CodePoints(word)
			c.Right[i+1] = actor.Start <= start && end <= actor.End
		}
		r.choices = append(r.choices, c)
	}
}

// choice is an example for the ranker with the option that the rules alone would take.
type choice struct {
	statement.Choice
	ruled int
}

// actorExamples are the choices of the reports that have a right option.
func actorExamples(reports []report) []statement.Choice {
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

// actorTally counts how often the ranker and the rules name the right actor.
type actorTally struct{ all, ranker, rules int }

func (t *actorTally) add(ranker statement.Ranker, reports []report) {
	for _, r := range reports {
		for _, c := range r.choices {
			t.all++
			if c.Right[ranker.Choose(c.Options)] {
				t.ranker++
			}
			if c.Right[c.ruled] {
				t.rules++
			}
		}
	}
}

func (t actorTally) print() {
	fmt.Printf("who acts, of %d statements: %d right by the rules, %d as chosen\n", t.all, t.rules, t.ranker)
}
