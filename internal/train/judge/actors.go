package main

import (
	"slices"
	"strings"
	"unicode"

	"github.com/bywhen/bywhen/statement"
	"github.com/bywhen/bywhen/text"
)

// mention is a phrase of the gold; one without a place is a name that stands nowhere in the text.
type mention struct {
	Text       string
	Start, End int
}

// rightDoers says of each doer whether it is the gold's: the scorer takes the thing that "takes
// effect" in either place, as the one who acts or as what is acted upon.
func rightDoers(t *text.Text, doers []statement.Doer, actor, what mention) []bool {
	right := make([]bool, len(doers))
	for k, d := range doers {
		start, end := t.CodePoints(d.Span)
		m := mention{t.Slice(d.Span), start, end}
		switch {
		case m.Text == "":
			right[k] = actor.Text == "" || same(what, actor)
		case actor.Text == "":
			right[k] = same(m, what)
		default:
			right[k] = same(m, actor)
		}
	}
	return right
}

// same reports whether two mentions name the same thing, as far as their places and words tell.
func same(a, b mention) bool {
	if a.Text == "" || b.Text == "" {
		return false
	}
	if a.Start < b.End && b.Start < a.End {
		return true
	}
	wa, wb := words(a.Text), words(b.Text)
	shared := 0
	for _, w := range wa {
		if slices.Contains(wb, w) {
			shared++
		}
	}
	return shared > 0 && 2*shared >= min(len(wa), len(wb))
}

var stopWords = strings.Fields("the a an of for in on at to and or its his her their our this that mr mrs ms dr sir who which")

// words are the words of a phrase that tell it from others, each once.
func words(s string) []string {
	all := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(w string) bool { return slices.Contains(stopWords, w) })
}

// trainActors learns the choice of who acts from the statements of which a phrase of the sentence is
// the doer.
func trainActors(reports []report) statement.ActorWeights {
	var choices []statement.Choice
	for _, r := range reports {
		for k, p := range r.proposals {
			if r.labels[k] != "" && slices.Contains(r.doers[k], true) {
				choices = append(choices, statement.Choice{Doers: p.Doers, Right: r.doers[k]})
			}
		}
	}
	return statement.TrainActors(choices)
}

// addActors counts how often the rules and the choice name the gold's doer.
func (t *tally) addActors(w statement.ActorWeights, test []report) {
	for _, r := range test {
		for k, p := range r.proposals {
			if r.labels[k] == "" {
				continue
			}
			t.statements++
			if r.doers[k][p.Actor] {
				t.ruleActor++
			}
			if r.doers[k][w.Choose(p.Doers)] {
				t.chosenActor++
			}
		}
	}
}
