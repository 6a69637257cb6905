package statement

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/bywhen/bywhen/lexicon"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/when"
)

// Mentioned is the act of an echo that tells no outcome: it only speaks of the action.
const Mentioned Act = "mention"

// EchoRule is the rule of every echo.
const EchoRule = "echo"

// Echoes are the words of a report that speak of an action without being a statement there: "after
// the withdrawal of the engineers", "the last engineers leave the dam". Taken alone they are
// background; to a reader of earlier reports they tell what became of something undertaken. Only
// actions of a known class (lexicon/en/action-classes.txt) are given, in the order of the text. They
// are no part of what [Find] gives, and have no conditions.
func Echoes(in Input) []Statement {
	var all []Statement
	for i := range in.Trees {
		if in.Trees[i].Len() == 0 {
			continue
		}
		f := newFinder(in, i)
		for _, c := range f.echoes() {
			found := f.found
			if c.act == Revise { // the day of a revision is not that of what is named on the way to it
				f.found = slices.DeleteFunc(slices.Clone(found), func(o candidate) bool { return o.act == Mentioned })
			}
			all = append(all, f.statement(c))
			f.found = found
			if s := &all[len(all)-1]; s.When.Window.IsZero() {
				for _, w := range []When{f.deadline(c.action), f.ofEvent(c)} {
					if !w.Window.IsZero() {
						s.When = w
					}
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Statement) int {
		return cmp.Or(cmp.Compare(a.Action.Start, b.Action.Start), cmp.Compare(a.Action.End, b.Action.End))
	})
	return all
}

// echoes are the candidates that the judge took for no statements, and other nouns of known
// actions. What it leaves in f.found are the statements and the echoes, so that times are shared
// out among both.
func (f *finder) echoes() []candidate {
	proposed := slices.Clone(f.proposed())
	var statements, echoes []candidate
	for i, c := range proposed {
		if f.judged(&c, judge()) {
			statements = append(statements, f.settleChange(c))
		}
		proposed[i].confidence = c.confidence
	}
	taken := func(i int) bool {
		return slices.ContainsFunc(statements, func(c candidate) bool { return c.action == i || c.cue == i && !strings.HasPrefix(c.rule, "open-") }) ||
			slices.ContainsFunc(echoes, func(c candidate) bool { return c.action == i })
	}
	// part reports whether word i only says again what a statement does, "summit" of "will meet for a summit".
	part := func(i int) bool {
		return f.tree.Words[i].Tag != parse.VERB && slices.ContainsFunc(statements, func(c candidate) bool {
			class := actionClasses()[f.tree.Words[c.action].Lemma]
			return (c.actor == i || c.what == i || f.patient(c.action) == i) &&
				class == actionClasses()[strings.ToLower(f.tree.Words[i].Lemma)]
		})
	}
	for i := range f.tree.Words {
		inner := i
		if f.tree.Words[i].Tag == parse.VERB {
			inner = f.throughAspect(i)
		}
		revises := slices.ContainsFunc(proposed, func(c candidate) bool {
			return c.cue == i && c.action != i && c.act == Revise && !strings.HasPrefix(c.rule, "open-")
		})
		if inner != i || revises || taken(i) || part(i) || !f.classed(i) || f.isTime(i) {
			continue
		}
		c := candidate{action: i, actor: -1, what: -1, cue: i, act: Mentioned, polarity: Positive, certainty: Certain, rule: EchoRule}
		if k := slices.IndexFunc(proposed, func(p candidate) bool { return p.action == i }); k >= 0 {
			p := proposed[k]
			c.actor, c.what, c.cue, c.confidence = p.actor, p.what, p.cue, p.confidence
			if p.act == Revise && !strings.HasPrefix(p.rule, "open-") {
				c.act, c.change = Revise, p.change                        // "has been postponed to May": told as what happened
				for j := p.cue + 1; j < f.tree.Len() && p.cue >= 0; j++ { // "after it was put off, it is moved to May"
					if q, ok := cueAt(f.tree, j); ok && q.act == Revise && f.tree.Words[j].Tag == parse.VERB && f.patient(j) == i {
						c.cue, c.change = j, q.change
					}
				}
			}
		} else if f.tree.Words[i].Tag == parse.VERB {
			c.actor = f.actor(i)
		} else {
			c.actor = f.possessor(i)
		}
		if h := f.relativeHead(i); c.actor < 0 && c.what < 0 && h >= 0 && strings.HasPrefix(f.tree.Words[i].Rel, "acl") {
			c.actor = h // "the talks to begin in May"
		}
		if f.verbal(i) != "" {
			c.actor = f.before(i)
		}
		if change := f.told(i); change != "" && c.act == Mentioned {
			c.act, c.change = Outcome, change
			for _, g := range []int{f.helper(i), f.polled(i)} {
				if c.actor < 0 && g >= 0 {
					c.actor = f.actor(g)
				}
			}
		}
		echoes = append(echoes, c)
	}
	revisers := map[int]bool{} // say what became of another word, which is the action
	for _, c := range echoes {
		if c.act == Revise && c.cue != c.action {
			revisers[c.cue] = true
		}
	}
	echoes = slices.DeleteFunc(echoes, func(c candidate) bool { return revisers[c.action] })
	f.found = append(statements, echoes...)
	return echoes
}

// ofEvent is the time of what the statement beside says of the event that c names: "the talks" of "the
// talks will begin today"; or the one right behind it, wherever the parser has hung it: "elections in May".
// The zero When where there is neither.
func (f *finder) ofEvent(c candidate) When {
	t := f.tree
	w := t.Words[c.action]
	if c.act != Mentioned || w.Tag == parse.VERB || !isEvent(t, c.action) {
		return When{}
	}
	if h := w.Head; h >= 0 && (strings.HasPrefix(w.Rel, "nsubj") || w.Rel == "obj") && actionClasses()[t.Words[h].Lemma] == "event" {
		if s, ok := f.at(h); ok && s.act != Mentioned {
			return f.bound(s)
		}
	}
	for _, at := range f.times {
		if at.future && f.followed(c.action, at) && !at.time.Window.IsZero() && f.startsLater(at) {
			return whenOf(at.time)
		}
	}
	return When{}
}

// deadline is the day before a deadline that word i says more of: "the May 31 withdrawal deadline";
// the zero When where there is none.
func (f *finder) deadline(i int) When {
	t := f.tree
	h := t.Words[i].Head
	if h < i || !deadlines[t.Words[h].Lemma] {
		return When{}
	}
	for _, at := range f.times {
		if at.time.Span.End <= t.Tokens[i].Span.Start && at.time.Span.End >= t.Tokens[max(0, i-2)].Span.Start && at.time.Type == when.DATE {
			w := When{Span: at.time.Phrase.Cover(at.time.Span), Relation: "by", Value: at.time.Value, Rule: at.time.Rule}
			w.Window.Latest = at.time.Days.Latest
			return w
		}
	}
	return When{}
}

var actionClasses = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for word, fields := range lexicon.LoadTable("en", "action-classes") {
		all[word] = fields[0]
	}
	return all
})

// classed reports whether word i names an action of a known class.
func (f *finder) classed(i int) bool {
	w := f.tree.Words[i]
	switch w.Tag {
	case parse.VERB:
		if w.Rel == "amod" || w.Rel == "case" || speaks()[w.Lemma] {
			return false
		}
	case parse.NOUN: // also in "the withdrawal deadline"
	case parse.ADJ: // taggers take the noun of "their withdrawal from" for one
		if !eventNouns()[w.Lemma] {
			return false
		}
	case parse.PROPN:
		if w.Rel == "compound" || w.Rel == "flat" {
			return false
		}
	default:
		return false
	}
	for _, word := range []string{f.actionLemma(i), w.Lemma, f.tree.Tokens[i].Lower, f.verbal(i)} {
		class, ok := actionClasses()[strings.ToLower(word)]
		if !ok {
			continue
		}
		if class == "troop" || class == "citizen" || class == "event" && w.Tag != parse.VERB && f.nominal(i, "of") < 0 && w.Rel != "root" {
			return false
		}
		return w.Tag == parse.VERB || w.Tag == parse.ADJ || isEvent(f.tree, i) || w.Tag == parse.PROPN || strings.HasSuffix(f.tree.Tokens[i].Lower, "s")
	}
	return false
}

// verbal is the verb that a word taken for a noun is by its ending and place: "withdraws" of "The
// Arvenian Navy formally withdraws from the port"; "" where it is none.
func (f *finder) verbal(i int) string {
	t := f.tree
	lower := t.Tokens[i].Lower
	if _, known := actionClasses()[t.Words[i].Lemma]; known && t.Words[i].Tag == parse.VERB || i == 0 || t.Tokens[i].Text != lower || !strings.HasSuffix(lower, "s") || isEvent(t, i) {
		return ""
	}
	if _, known := actionClasses()[lower]; known {
		return ""
	}
	verb := strings.TrimSuffix(lower, "s")
	before := f.before(i)
	if _, known := actionClasses()[verb]; !known || eventNouns()[verb] || before < 0 {
		return ""
	}
	if t.Words[before].Tag == parse.NOUN && t.Child(before, "det", "nmod:poss") < 0 {
		return "" // "faces murder charges"
	}
	return verb
}

// helper is the verb that says of the action i that it begins or ends: "begins" of "begins the
// withdrawal", "completed" of "has completed withdrawing"; -1 for none.
func (f *finder) helper(i int) int {
	h := f.tree.Words[i].Head
	if h < 0 || f.tree.Words[h].Tag != parse.VERB {
		return -1
	}
	switch rel := f.tree.Words[i].Rel; {
	case rel == "obj" || rel == "nsubj" || rel == "nsubj:pass" || rel == "xcomp" || rel == "ccomp":
	default:
		return -1
	}
	if _, ok := phases[f.tree.Words[h].Lemma]; !ok {
		return -1
	}
	return h
}

// phases are what verbs say of an action that they begin or end.
var phases = map[string]string{"begin": "begun", "start": "begun", "commence": "begun", "launch": "begun", "resume": "begun",
	"continue": "begun", "complete": "done", "finish": "done", "conclude": "done", "finalise": "done", "finalize": "done", "hold": "done"}

// happens are the verbs that say of an event that it came about.
var happens = map[string]bool{"happen": true, "occur": true, "take": true, "take place": true, "go ahead": true, "hold": true, "host": true,
	"stage": true, "conduct": true, "carry out": true, "carry": true, "achieve": true, "reach": true, "declare": true, "impose": true,
	"make": true, "enforce": true, "end": true, "organise": true, "organize": true, "undertake": true, "enter": true}

// told is what the clause of word i says became of the action: done, begun, or "" where it tells
// nothing. News briefs tell what happened in the present: "The last engineers leave the dam".
func (f *finder) told(i int) string {
	t := f.tree
	change := "done"
	at := i
	if f.verbal(i) != "" {
		return change
	}
	if h := f.helper(i); h >= 0 {
		at, change = h, phases[t.Words[h].Lemma]
	} else if t.Words[i].Tag != parse.VERB {
		if f.behind(i) || f.polled(i) >= 0 {
			return change
		}
		return ""
	}
	if phase, ok := phases[t.Words[at].Lemma]; ok && at == i {
		change = phase
	} else if at == i && actionClasses()[t.Words[i].Lemma] == "event" && !happens[f.actionLemma(i)] && !happens[t.Words[i].Lemma] {
		return "" // "the vote scheduled for May"
	}
	if t.Negated(at) || f.isQuestion() || f.unreal(at) || f.hasTo(at) || t.Modal(at) >= 0 || at != i && f.hasTo(i) && t.Words[i].Rel == "advcl" {
		return ""
	}
	for k := at; k >= 0; k = t.Words[k].Head {
		for _, c := range t.Children(k) {
			if t.Words[c].Rel == "mark" && irreal[t.Tokens[c].Lower] {
				return ""
			}
		}
	}
	if t.Words[at].Rel == "xcomp" {
		return ""
	}
	switch t.Tense(at) {
	case parse.PastTense, parse.PresentTense:
		for _, a := range t.Auxiliaries(at) {
			if t.Words[a].Lemma == "be" && t.Words[at].Form == parse.Gerund {
				return "begun" // "are leaving", "were leaving"
			}
		}
		return change
	case parse.NoTense: // "the accord signed in May"; "Both armies leave", which taggers take for an infinitive
		if f.inPresent(at) && t.Words[at].Form == parse.Base && strings.HasPrefix(t.Words[at].Rel, "root") {
			return change
		}
		if t.Words[at].Form == parse.Participle && strings.HasPrefix(t.Words[at].Rel, "acl") {
			return change
		}
	}
	return ""
}

// behind reports whether noun i names what had come about before what its clause tells: "the dam broke
// after the withdrawal of the engineers".
func (f *finder) behind(i int) bool {
	t := f.tree
	k := t.Case(i)
	if k < 0 || !since[t.Tokens[k].Lower] || f.isQuestion() {
		return false
	}
	d := t.Child(i, "det", "nmod:poss")
	if d < 0 || !strings.HasPrefix(t.Words[d].Rel, "nmod") && t.Tokens[d].Lower != "the" {
		return false
	}
	for p := t.Words[i].Head; p >= 0; p = t.Words[p].Head {
		if t.Words[p].Tag != parse.VERB {
			continue
		}
		if t.Modal(p) >= 0 || f.hasTo(p) || f.unreal(p) || t.Words[p].Form == parse.Gerund && t.Tense(p) == parse.NoTense {
			return false
		}
		for _, at := range f.times {
			if at.future && !at.time.Window.IsZero() {
				return false
			}
		}
		return true
	}
	return false
}

// polled is the verb of going to the polls where noun i is the election that is held so: "Voters go to the
// polls for the first round of the election"; -1 for none.
func (f *finder) polled(i int) int {
	t := f.tree
	if c := actionClasses()[t.Words[i].Lemma]; c != "elect" && c != "vote" {
		return -1
	}
	for k := 3; k < min(i, t.Len()); k++ {
		v := k - 3
		if t.Tokens[k].Lower == "polls" && t.Tokens[k-1].Lower == "the" && t.Tokens[k-2].Lower == "to" && goes[t.Words[v].Lemma] &&
			t.Modal(v) < 0 && !f.hasTo(v) && !t.Negated(v) && (t.Tense(v) != parse.NoTense || f.inPresent(v)) {
			return v
		}
	}
	return -1
}

var goes = map[string]bool{"go": true, "head": true, "return": true}

// since are the prepositions before what is over.
var since = map[string]bool{"after": true, "following": true, "since": true}

// irreal are the words that begin a clause of what did not happen, or not yet.
var irreal = map[string]bool{"if": true, "unless": true, "until": true, "before": true, "whether": true, "when": true, "once": true, "to": true, "in case": true}
