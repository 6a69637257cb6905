package statement

import (
	"strings"

	"github.com/bywhen/bywhen/parse"
)

// The questions to a clause that the rules share. All take and give token indexes of the
// finder's sentence, -1 for "none".

// infinitiveOf is the verb of the infinitive that completes word i: "agreed TO LEAVE", "plan TO
// LEAVE". An infinitive of purpose beside a complete verb is none.
func (f *finder) infinitiveOf(i int) int {
	for _, c := range f.tree.Children(i) {
		if c < i || !f.hasTo(c) {
			continue
		}
		switch f.tree.Words[c].Rel {
		case "xcomp", "ccomp", "csubj", "acl", "acl:to", "obj":
			return c
		case "advcl":
			if f.tree.Object(i) < 0 || f.tree.Words[i].Tag != parse.VERB {
				return c
			}
		}
	}
	if tag := f.tree.Words[i].Tag; tag == parse.NOUN || tag == parse.ADJ || tag == parse.ADV {
		// The parser may hang it higher up: "denied plans TO SELL".
		return f.toVerbAt(i + 1)
	}
	return -1
}

// toVerbAt is the verb of the infinitive that begins at word k, one adverb between allowed; -1 for
// none.
func (f *finder) toVerbAt(k int) int {
	t := f.tree
	if k >= t.Len() || t.Tokens[k].Lower != "to" {
		return -1
	}
	for v := k + 1; v < min(t.Len(), k+4); v++ {
		switch {
		case t.Words[v].Tag == parse.VERB && (t.Words[v].Form == parse.Base || t.Words[v].Form == parse.Present):
			return v
		case t.Words[v].Tag == parse.VERB && t.Tokens[v-1].Lower == "be":
			return v
		case t.Words[v].Tag != parse.ADV && t.Words[v].Tag != parse.AUX:
			return -1
		}
	}
	return -1
}

// hasTo reports whether verb i is an infinitive with "to".
func (f *finder) hasTo(i int) bool {
	for _, c := range f.tree.Children(i) {
		if c < i && f.tree.Words[c].Rel == "mark" && f.tree.Tokens[c].Lower == "to" {
			return true
		}
	}
	return false
}

// gerundOf is the verb of the gerund that completes verb i: "stopped SELLING".
func (f *finder) gerundOf(i int) int {
	for _, c := range f.tree.Children(i) {
		w := f.tree.Words[c]
		switch {
		case c < i:
		case w.Form == parse.Gerund && (w.Rel == "xcomp" || w.Rel == "ccomp" || w.Rel == "obj"):
			return c
		case w.Tag == parse.NOUN && w.Rel == "xcomp" && strings.HasSuffix(f.tree.Tokens[c].Lower, "ing"):
			return c // the tagger takes the "lending" of "ruled out lending" for a noun
		}
	}
	return -1
}

// finiteOf is the head of the finite clause that completes word i: "demanded that they LEAVE".
func (f *finder) finiteOf(i int) int {
	for _, c := range f.tree.Children(i) {
		switch f.tree.Words[c].Rel {
		case "ccomp", "acl", "csubj", "csubj:pass":
			if !f.hasTo(c) && c > i && f.tree.Child(c, "nsubj", "nsubj:pass") >= 0 && f.tree.Words[c].Form != parse.Gerund {
				return c
			}
		}
	}
	return -1
}

// nominal is the noun that stands behind preposition prep under word i: "called FOR a VOTE".
func (f *finder) nominal(i int, prep string) int {
	for _, c := range f.tree.Children(i) {
		if c < i {
			continue
		}
		switch f.tree.Words[c].Rel {
		case "obl", "nmod", "obl:agent", "obl:unmarked":
			if k := f.tree.Case(c); k >= 0 && f.tree.Tokens[k].Lower == prep {
				return c
			}
		}
	}
	return f.nounBehind(i, prep)
}

// nounBehind is the noun behind preposition prep right after the noun i, wherever the parser has hung
// it: "the demand FOR an INQUIRY"; -1 for none.
func (f *finder) nounBehind(i int, prep string) int {
	t := f.tree
	if t.Words[i].Tag != parse.NOUN || i+2 >= t.Len() || t.Tokens[i+1].Lower != prep || t.Words[i+1].Rel != "case" {
		return -1
	}
	n := t.Words[i+1].Head
	if n <= i || f.isTime(n) || t.Words[n].Tag != parse.NOUN && t.Words[n].Tag != parse.PROPN {
		return -1
	}
	return n
}

// prepGerund is the gerund behind preposition prep under word i: "barred them FROM ENTERING".
func (f *finder) prepGerund(i int, prep string) int {
	for _, c := range f.tree.Children(i) {
		if c < i || f.tree.Words[c].Form != parse.Gerund {
			continue
		}
		for _, m := range f.tree.Children(c) {
			if m < c && f.tree.Tokens[m].Lower == prep && (f.tree.Words[m].Rel == "mark" || f.tree.Words[m].Rel == "case") {
				return c
			}
		}
	}
	return -1
}

// governor is the word whose complement the clause of v is: the "said" of "said it will".
func (f *finder) governor(v int) int {
	switch rel := f.tree.Words[v].Rel; {
	case rel == "ccomp" || rel == "xcomp" || rel == "csubj" || rel == "csubj:pass" || rel == "parataxis" || rel == "acl":
		return f.tree.Words[v].Head
	case rel == "conj":
		return f.governor(f.tree.Words[v].Head)
	}
	return -1
}

// actor is who would do action i: the subject, of a passive the agent.
func (f *finder) actor(i int) int {
	if !f.tree.IsPassive(i) {
		return f.tree.Subject(i)
	}
	if a := f.tree.PassiveAgent(i); a >= 0 && !f.isTime(a) {
		return a
	}
	return -1
}

// before is the head of the noun phrase that ends right before word i, adverbs and auxiliaries left
// out; -1 where none stands there. The rules ask it where the tree has lost the subject: in English
// it stands there.
func (f *finder) before(i int) int {
	t := f.tree
	k := i - 1
	for k >= 0 && (t.Words[k].Tag == parse.ADV || t.Words[k].Tag == parse.AUX) {
		k--
	}
	if k > 0 && t.Tokens[k].Text == "," && t.Words[k-1].Tag == parse.PROPN {
		k--
	}
	if k < 0 || f.isTime(k) {
		return -1
	}
	switch t.Words[k].Tag {
	case parse.NOUN, parse.PROPN, parse.PRON:
	default:
		return -1
	}
	for h := t.Words[k].Head; h >= 0 && h < i && t.Words[h].Tag != parse.VERB && t.Words[h].Tag != parse.AUX; h = t.Words[h].Head {
		switch t.Words[k].Rel {
		case "compound", "flat", "nmod", "conj", "nmod:poss", "appos", "amod":
			k = h
			continue
		}
		break
	}
	return k
}

// possessor is whose noun i is.
func (f *finder) possessor(i int) int { return f.tree.Child(i, "nmod:poss") }

// antecedent is the noun before the relative pronoun i, or i where it is none.
func (f *finder) antecedent(i int) int {
	t := f.tree
	if i < 1 || t.Tokens[i].Lower != "which" && t.Tokens[i].Lower != "who" {
		return i
	}
	if k := f.before(i); k >= 0 {
		return k
	}
	if t.Tokens[i-1].Text == "," {
		if k := f.before(i - 1); k >= 0 {
			return k
		}
	}
	return i
}

// relativeHead is the noun that the relative clause of i describes.
func (f *finder) relativeHead(i int) int {
	for k := i; k >= 0; k = f.tree.Words[k].Head {
		if strings.HasPrefix(f.tree.Words[k].Rel, "acl") {
			return f.tree.Words[k].Head
		}
	}
	return -1
}

// patient is what action i is done to: the object, of a passive the subject, of a noun what
// stands behind "of".
func (f *finder) patient(i int) int {
	t := f.tree
	if t.Words[i].Tag == parse.NOUN || t.Words[i].Tag == parse.PROPN {
		for _, prep := range []string{"of", "on", "for", "against", "to"} {
			if n := f.nominal(i, prep); n >= 0 {
				return n
			}
		}
		return t.Child(i, "compound")
	}
	if t.IsPassive(i) {
		return t.Subject(i)
	}
	return t.Object(i)
}

// complement is the noun that says what becomes of somebody: "become the first WOMAN", "serve as PRESIDENT";
// -1 for none.
func (f *finder) complement(i int) int {
	if !becoming[f.tree.Words[i].Lemma] {
		return -1
	}
	for _, k := range f.tree.Children(i) {
		if w := f.tree.Words[k]; k > i && w.Rel == "xcomp" && (w.Tag == parse.NOUN || w.Tag == parse.PROPN) {
			return k
		}
	}
	return f.nominal(i, "as")
}

var becoming = map[string]bool{"become": true, "remain": true, "stay": true, "serve": true, "act": true, "continue": true, "return": true}

// agentive reports whether a noun can act on purpose, as far as its shape tells: persons,
// organisations, governments.
func (f *finder) agentive(i int) bool {
	if i < 0 {
		return false
	}
	w := f.tree.Words[i]
	switch {
	case w.Tag == parse.PROPN:
		return true
	case w.Tag == parse.PRON:
		return f.tree.Tokens[i].Lower != "it" && f.tree.Tokens[i].Lower != "this" && f.tree.Tokens[i].Lower != "that"
	}
	return agents()[w.Lemma]
}

// controls reports whether the actor of an action is one who can refuse it.
func (f *finder) controls(action, actor int) bool {
	return f.agentive(actor) || actor < 0 && f.tree.IsPassive(action) ||
		actor >= 0 && f.tree.Tokens[actor].Lower == "it"
}

// reported reports whether word i stands in the words of a source.
func (f *finder) reported(i int) bool {
	span := f.tree.Tokens[i].Span
	for _, a := range f.in.Attributions {
		for _, c := range a.Content {
			if c.Contains(span) {
				return true
			}
		}
	}
	return false
}

// stead is the word in whose place i stands: of conjoined words the first, of
// "would see troops leave" the "see", of "began to leave" the "began", of "a timetable for the
// withdrawal" the timetable.
func (f *finder) stead(i int) int {
	t := f.tree
	for steps := 0; steps < 6; steps++ {
		h := t.Words[i].Head
		switch {
		case h < 0:
			return i
		case t.Words[i].Rel == "conj":
		case f.seen(h) == i:
		case t.Words[h].Tag == parse.VERB && aspectual[t.Words[h].Lemma] && f.throughAspect(h) == i:
		case timetables[t.Words[h].Lemma] && t.Words[i].Rel == "nmod" && f.throughTimetable(h) == i:
		default:
			return i
		}
		i = h
	}
	return i
}

// planAbove reports whether word i is what a plan "would see".
func (f *finder) planAbove(i int) bool {
	h := f.tree.Words[i].Head
	return h >= 0 && f.tree.Modal(h) >= 0 && f.underPlan(h)
}

// underPlan reports whether the clause of i describes or has as subject a plan, a deal, a law:
// what such a thing "would" do is undertaken.
func (f *finder) underPlan(i int) bool {
	t := f.tree
	if h := f.relativeHead(i); h >= 0 && plans()[t.Words[h].Lemma] {
		return true
	}
	if s := t.Subject(i); s >= 0 && plans()[t.Words[s].Lemma] {
		return true
	}
	for _, c := range t.Children(i) {
		if k := t.Case(c); k >= 0 && (t.Tokens[k].Lower == "under" || t.Tokens[k].Lower == "by") && plans()[t.Words[c].Lemma] {
			return true
		}
	}
	return false
}
