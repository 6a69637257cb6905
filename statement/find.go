package statement

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/internal/scout"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/when"
)

// Input is what the earlier stages found in one report. Sentences[i] is parsed in Trees[i].
type Input struct {
	Text         *text.Text
	Published    calendar.Day // zero where it is not known
	Trees        []parse.Tree
	Times        []when.Time
	Attributions []attribution.Attribution
	Scout        *scout.Model // nil for the one that comes with the program
}

// Find gives the statements of a report in the order of their actions. It never fails; a report
// that undertakes nothing has none.
func Find(in Input) []Statement {
	var found []Statement
	plans, time := planConditions{}, carried{}
	for i := range in.Trees {
		if in.Trees[i].Len() == 0 {
			continue
		}
		f := newFinder(in, i)
		plans.note(f)
		before := len(found)
		for _, c := range f.candidates() {
			s := f.statement(c)
			s.Conditions = plans.bind(f, c)
			found = append(found, s)
		}
		time.bind(f, found[before:])
		time.note(f, found[before:])
	}
	slices.SortStableFunc(found, func(a, b Statement) int {
		return cmp.Or(cmp.Compare(a.Action.Start, b.Action.Start), cmp.Compare(a.Action.End, b.Action.End))
	})
	return found
}

// candidate is a statement in the making. Its positions are token indexes of one sentence,
// -1 for "none".
type candidate struct {
	action, actor, what int
	cue                 int // the word that puts the action against the future
	act                 Act
	change              string
	polarity            Polarity
	certainty           Certainty
	rule                string
	confidence          float64 // how likely it is a statement
	strength            int     // of two candidates with one action, the stronger stays
}

// finder looks for the statements of one sentence.
type finder struct {
	in       Input
	tree     *parse.Tree
	sentence int
	times    []timeAt // those of the sentence
	found    []candidate
	gone     []int // actions that rules have found and dropped again
	hints    []float32
	scouted  bool   // hints have been asked for
	lower    string // the sentence in lower case, "" until asked for
}

// timeAt is a time of the sentence with its place in the tree.
type timeAt struct {
	time   when.Time
	head   int // the word of the phrase that all its others depend on
	parent int // the word on which head depends, -1 for none
	future bool
}

func newFinder(in Input, sentence int) *finder {
	f := &finder{in: in, tree: &in.Trees[sentence], sentence: sentence}
	span := f.span()
	from, _ := slices.BinarySearchFunc(in.Times, span.Start, func(t when.Time, at int) int {
		return cmp.Compare(t.Span.Start, at)
	})
	for _, t := range in.Times[from:] {
		if t.Span.Start >= span.End {
			break
		}
		if f.namesYear(t) {
			continue
		}
		if f.daily(t) {
			t.Window = calendar.Window{}
		}
		if at, ok := f.place(t); ok {
			f.times = append(f.times, at)
		}
	}
	return f
}

// daily reports whether a time is a time of day without a day: "a curfew from 10 p.m." bounds no
// action to the day of the report.
func (f *finder) daily(t when.Time) bool {
	if t.Rule != "clock" || t.Days.Earliest != f.in.Published {
		return false
	}
	words := strings.ToLower(f.in.Text.Slice(t.Span))
	return !strings.Contains(words, "today") && !strings.Contains(words, "tonight") && !strings.Contains(words, "this ")
}

// place finds where in the tree a time stands.
func (f *finder) place(t when.Time) (timeAt, bool) {
	span := t.Phrase.Cover(t.Span)
	head := -1
	for i, tok := range f.tree.Tokens {
		if !span.Contains(tok.Span) {
			continue
		}
		h := f.tree.Words[i].Head
		if h < 0 || !span.Contains(f.tree.Tokens[h].Span) {
			// Of several words that depend on words outside, the last one that is no
			// preposition is the time itself.
			if head < 0 || f.tree.Words[i].Tag != parse.ADP && f.tree.Words[i].Tag != parse.PUNCT {
				head = i
			}
		}
	}
	if head < 0 {
		return timeAt{}, false
	}
	return timeAt{time: t, head: head, parent: f.beforeAnd(head), future: f.isFuture(t.Window)}, true
}

// beforeAnd is the word on which a time depends. Of "suspends games until May and restricts visits" it is no
// verb behind the "and", where the parser may hang it.
func (f *finder) beforeAnd(time int) int {
	t := f.tree
	h := t.Words[time].Head
	for h > time && t.Words[h].Rel == "conj" {
		if and := t.Child(h, "cc"); and < time || and > h {
			break
		}
		h = t.Words[h].Head
	}
	return h
}

// isFuture reports whether a window reaches past the day of the report. Without a day of the
// report every window may.
func (f *finder) isFuture(w calendar.Window) bool {
	if f.in.Published.IsZero() {
		return w != calendar.Window{}
	}
	return f.in.Published.Before(w.Latest) || w.Latest.IsZero() && !w.Earliest.IsZero() && !w.Earliest.Before(f.in.Published)
}

// add keeps a candidate unless its action has a stronger one already.
func (f *finder) add(c candidate) {
	if c.action < 0 || f.standsForVerb(c.action) {
		return
	}
	for k, old := range f.found {
		if old.action == c.action {
			if c.strength > old.strength || c.act == Revise && old.act == Revise && f.follows(c.cue, old.cue) {
				f.found[k] = c
			}
			return
		}
	}
	f.found = append(f.found, c)
}

// standsForVerb reports whether word i is the "do" that stands for a verb said before: "as it agreed to do".
func (f *finder) standsForVerb(i int) bool {
	t := f.tree
	if t.Words[i].Lemma != "do" || t.Object(i) >= 0 {
		return false
	}
	for h := i; h >= 0; h = t.Words[h].Head {
		if f.as(h) {
			return true
		}
	}
	return false
}

// at is the candidate whose action is word i.
func (f *finder) at(i int) (candidate, bool) {
	for _, c := range f.found {
		if c.action == i {
			return c, true
		}
	}
	return candidate{}, false
}

// proposed runs the rules over the sentence and settles what they found.
func (f *finder) proposed() []candidate {
	for _, r := range rules {
		for i := range f.tree.Words {
			r.find(f, i)
		}
	}
	before := slices.Clone(f.found)
	f.compose()
	f.dropBackground()
	f.gone = nil
	for _, c := range before {
		if _, ok := f.at(c.action); !ok {
			f.gone = append(f.gone, c.action)
		}
	}
	for i := range f.tree.Words {
		f.open(i)
	}
	slices.SortFunc(f.found, func(a, b candidate) int { return cmp.Compare(a.action, b.action) })
	return f.found
}

// candidates are the proposals that the judge takes for statements, with the act it gives them.
func (f *finder) candidates() []candidate {
	proposed := f.proposed()
	kept := proposed[:0:0]
	for _, c := range proposed {
		if f.worthAsking(c) && f.judged(&c, judge()) {
			kept = append(kept, f.settleChange(c))
		}
	}
	f.found = f.oneOfTwo(giveWay(kept))
	return f.found
}

// oneOfTwo leaves of two candidates that name one thing, a word and what completes it, the likelier: of "plans
// to leave" the plan or the leaving, of "bans flights" the ban or the flights. In the training reports both are
// statements in hardly any of such pairs, and of a verb and its infinitive it is the infinitive.
func (f *finder) oneOfTwo(found []candidate) []candidate {
	t := f.tree
	less := map[int]bool{}
	for _, inner := range found {
		i := f.stead(inner.action)
		for _, outer := range found {
			rel, _, _ := strings.Cut(t.Words[i].Rel, ":")
			if outer.action != t.Words[i].Head || !exclusive[t.Words[outer.action].Tag.String()+" "+rel+" "+t.Words[inner.action].Tag.String()] {
				continue
			}
			bonus := 0.0
			if rel == "xcomp" {
				bonus = 0.2
			}
			if inner.confidence+bonus >= outer.confidence {
				less[outer.action] = true
			} else {
				less[inner.action] = true
			}
		}
	}
	return slices.DeleteFunc(found, func(c candidate) bool { return less[c.action] })
}

// exclusive are the pairs of a word and what completes it of which only one is a statement, by cross-validation
// on the training reports.
var exclusive = map[string]bool{"VERB xcomp VERB": true, "VERB obj NOUN": true, "VERB nsubj NOUN": true, "NOUN nmod NOUN": true,
	"NOUN acl VERB": true}

// threshold is the likelihood from which a candidate is a statement, chosen by cross-validation
// on the training reports.
const threshold = 0.36

// openThreshold is the same for what no rule has found: there the judge stands alone, and more
// certainty costs little (cross-validation on the training reports, the development reports).
const openThreshold = 0.4

// judged takes the judge's word on a candidate and reports whether it stays. That the words deny
// the action is the rule's to say: the judge never turns a refusal into a promise.
func (f *finder) judged(c *candidate, j *Judge) bool {
	h := j.hearing()
	f.features(*c, h.feature)
	act, likelihood := h.verdict()
	if c.rule == absoluteRule.name && f.ownFuture(c.action) {
		// The rest of a staged plan, with a day of its own, is as much a statement as its first part.
		likelihood = max(likelihood, 0.6)
	}
	if c.rule == tieRule.name || c.rule == "cue-infinitive yet.d" {
		// What the words themselves tie to an undertaking is an outcome by definition, and too
		// rare in the training reports for the judge to have learned it.
		act, likelihood = Outcome, max(likelihood, 0.6)
	}
	c.confidence = likelihood
	if likelihood < threshold || likelihood < openThreshold && strings.HasPrefix(c.rule, "open-") {
		return false
	}
	if c.act == Refuse && act != Refuse {
		if (act == Undertake || act == Demand) && f.agentive(c.actor) && !f.tree.IsPassive(c.action) {
			act = Refuse
		} else if act != Outcome {
			c.polarity = Negative
		}
	}
	if act == Refuse && c.act == Undertake && c.polarity == Negative {
		act = Undertake // "promised not to"
	}
	if act == Refuse {
		c.polarity = Positive
	}
	switch {
	case f.denied(*c) && (act == Undertake || act == Demand || act == Forecast):
		act, c.polarity = Refuse, Positive
	case act == Forecast && c.act == Undertake && f.seenByPlan(c.action):
		act, c.certainty = Undertake, Certain // what a plan would see done is planned
	case act == Undertake && c.act == Demand && c.cue >= 0 && asks[f.tree.Words[c.cue].Lemma]:
		act = Demand // who only asks binds nobody; an order may
	case act == Undertake && f.votedOut(*c):
		act, c.actor = Demand, -1
	case act == Undertake && f.byOutsider(c.action):
		act, c.certainty = Forecast, Probable
	case act == Undertake && (tentative[c.rule] || f.hedged(c.action) || c.act == Forecast && strings.HasPrefix(c.rule, "cue-")):
		act = Forecast // who only may, will likely or wishes to do it is not bound
	}
	c.act = act
	return true
}

// seenByPlan reports whether action i is what a plan "would see" done.
func (f *finder) seenByPlan(i int) bool {
	g := f.tree.Words[i].Head
	return g >= 0 && f.tree.Words[g].Lemma == "see" && f.tree.Modal(g) >= 0 && f.planBehind(i) != ""
}

// asks are the cues of those who cannot order.
var asks = map[string]bool{"ask": true, "urge": true, "call": true, "request": true, "appeal": true, "plead": true, "beg": true,
	"recommend": true, "advise": true, "encourage": true, "press": true, "implore": true, "petition": true}

// votedOut reports whether an assembly votes that somebody go, which is not in its own hands: "voted to
// expel the envoy".
func (f *finder) votedOut(c candidate) bool {
	if c.cue < 0 || f.tree.Words[c.cue].Lemma != "vote" {
		return false
	}
	switch f.tree.Words[c.action].Lemma {
	case "expel", "expulsion", "oust", "ouster", "evict", "eviction", "deport", "deportation":
		return true
	}
	return false
}

// voter is the assembly on whose word somebody is to go; -1 where c is no such vote.
func (f *finder) voter(c candidate) int {
	if c.act != Demand || !f.votedOut(c) {
		return -1
	}
	return f.tree.Subject(c.cue)
}

// tentative are the rules of modals that bind nobody, whoever uses them.
var tentative = map[string]bool{"modal-may": true, "modal-might": true, "modal-could": true}
