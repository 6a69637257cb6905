package statement

import (
	"strings"

	"github.com/bywhen/bywhen/parse"
)

// tieRule finds what was done as someone had undertaken, demanded or expected it.
var tieRule = rule{
	name: "tie",
	yes: map[string]string{
		"As agreed in June, Arvenia withdrew its engineers.": "outcome: Arvenia / withdrew",
		"The troops left the port as planned.":               "outcome: The troops / left",
		"The firm repaid the loan, as it had promised.":      "outcome: The firm / repaid",
		"The firm left, as it agreed to do.":                 "outcome: The firm / left",
		"Under the deal, the firm paid 3 million crowns.":    "outcome: the firm / paid",
		"The last train left ahead of schedule.":             "outcome: The last train / left",
		"The firm missed the deadline.":                      "outcome: The firm / missed",
	},
	no: []string{"The firm paid 3 million crowns.", "He worked as a driver.", "The train left under a bridge."},
	find: func(f *finder, i int) {
		t := f.tree
		if t.Words[i].Tag != parse.VERB || t.Tense(i) != parse.PastTense || !f.tied(i) || strings.HasPrefix(t.Words[i].Rel, "acl") || speaks()[t.Words[i].Lemma] {
			return
		}
		if _, ok := cueAt(t, i); ok && (f.infinitiveOf(i) >= 0 || f.hasCueAction(i)) {
			return
		}
		c := candidate{action: f.throughAspect(i), actor: f.actor(i), what: -1, cue: i, act: Outcome, change: "done",
			polarity: Positive, certainty: Certain, rule: "tie", strength: 6}
		if t.Negated(i) || t.Words[i].Lemma == "miss" {
			c.change = "missed"
		}
		f.add(c)
	},
}

// tied reports whether the clause of verb i names the undertaking that it carries out: "as agreed",
// "under the deal", "on schedule", "ahead of the deadline".
func (f *finder) tied(i int) bool {
	t := f.tree
	r := t.Subtree(i)
	for k := r.First; k+1 < r.End; k++ {
		next := t.Tokens[k+1].Lower
		switch t.Tokens[k].Lower {
		case "as":
			said := k + 1
			if t.Words[said].Tag == parse.PRON {
				said++ // "as it had promised"
			}
			if said < r.End && t.Tokens[said].Lower == "had" {
				said++
			}
			if said < r.End && tiedParticiples[t.Tokens[said].Lower] && said != i {
				return true
			}
		case "under":
			if h := t.Words[k].Head; h > k && bargains[t.Words[h].Lemma] && t.Words[h].Head == i {
				return true
			}
		case "on", "of":
			if next == "schedule" {
				return true
			}
		case "the":
			if next == "deadline" && deadlineVerbs[t.Words[i].Lemma] && t.Words[k+1].Head == i {
				return true
			}
		}
	}
	return false
}

// bargains are what two sides have agreed; a law or a policy is no promise.
var bargains = map[string]bool{"deal": true, "agreement": true, "accord": true, "ceasefire": true, "truce": true, "treaty": true, "pact": true, "timetable": true}

var deadlineVerbs = map[string]bool{"meet": true, "miss": true, "beat": true, "keep": true, "pass": true}

var tiedParticiples = map[string]bool{"agreed": true, "planned": true, "promised": true, "scheduled": true, "expected": true,
	"announced": true, "ordered": true, "demanded": true, "pledged": true, "requested": true, "stipulated": true,
	"foreseen": true, "predicted": true, "intended": true}
