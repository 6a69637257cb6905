package statement

import (
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
)

// none is the option of leaving a slot empty; it stands first among the options.
const none = -1

// chooseActor gives a statement the actor that the ranker finds the likeliest, what its rule has
// found being one reason of many.
func (f *finder) chooseActor(c candidate) int {
	words := f.actorOptions(c)
	options := make([][]string, len(words))
	for k, i := range words {
		options[k] = f.actorFeatures(c, i)
	}
	return words[choices().Choose(options)]
}

// actorOptions are the words of the sentence that may head the actor's phrase.
func (f *finder) actorOptions(c candidate) []int {
	t := f.tree
	options := []int{none}
	for i, w := range t.Words {
		switch {
		case i == c.actor && i != c.action:
		case i == c.action || f.isTime(i):
			continue
		case w.Tag != parse.NOUN && w.Tag != parse.PROPN && w.Tag != parse.PRON && w.Rel != "nsubj" && w.Rel != "nmod:poss":
			continue
		case w.Rel == "compound" || strings.HasPrefix(w.Rel, "flat") || w.Tag == parse.PRON && notParty[w.Lemma]:
			continue
		}
		options = append(options, i)
	}
	return options
}

// notParty are pronouns that stand for nobody in particular.
var notParty = map[string]bool{"there": true, "what": true}

// actorFeatures describe word i as the actor of c.
func (f *finder) actorFeatures(c candidate, i int) []string {
	t := f.tree
	kind, cue, _ := strings.Cut(c.rule, " ")
	passive, form := "active", t.Words[c.action].Tag.String()+formName(t.Words[c.action].Form)
	if t.IsPassive(c.action) {
		passive = "passive"
	}
	if i == none {
		return []string{"who:none", "who:none+kind=" + kind, "who:none+form=" + form + passive, "who:none+cue=" + cue,
			"who:none+rule=" + map[bool]string{true: "none", false: "some"}[c.actor < 0],
			"who:none+kind+rule=" + kind + map[bool]string{true: "none", false: "some"}[c.actor < 0],
			"who:none+rel=" + t.Words[c.action].Rel, "who:none+lemma=" + t.Words[c.action].Lemma}
	}
	w := t.Words[i]
	var out []string
	add := func(what, value string) { out = append(out, "who:"+what+"="+value) }
	flag := func(what string, on bool) {
		if on {
			out = append(out, "who:"+what)
		}
	}
	acts := "thing"
	if f.agentive(i) {
		acts = "acts"
	}
	side := "after"
	if i < c.action {
		side = "before"
	}
	path := f.path(i, c.action)
	add("acts", acts+"+"+passive)
	add("rel", w.Rel+"+"+side)
	add("tag", w.Tag.String())
	add("path", path)
	add("path+form", path+"+"+form+passive)
	add("path+acts", path+"+"+acts)
	if w.Tag == parse.PRON {
		add("pronoun", w.Lemma)
	}
	flag("event", isEvent(t, i))
	if i == c.actor {
		flag("rule", true)
		add("rule+kind", kind)
		add("rule+rule", c.rule)
		add("rule+acts", acts)
		add("rule+form", form+passive)
		add("rule+path", path)
		add("rule+tag", w.Tag.String())
	}
	if c.cue >= 0 && c.cue != c.action {
		way := f.path(i, c.cue)
		add("cue-path", way)
		add("cue-path+kind", way+"+"+kind)
		add("cue-path+cue", way+"+"+t.Words[c.cue].Lemma)
		add("cue-path+acts", way+"+"+acts)
	}
	clause := t.Clause(c.action)
	for h, steps := c.action, 0; h >= 0 && steps < 6; h, steps = t.Words[h].Head, steps+1 {
		if t.Words[h].Tag == parse.VERB && t.Subject(h) == i {
			add("subject-of", map[bool]string{true: "action", false: "above"}[h == c.action]+passive)
			add("subject-of-lemma", t.Words[h].Lemma+"+"+form)
			break
		}
	}
	flag("clause-subject", clause >= 0 && t.Subject(clause) == i)
	flag("root-subject", t.Subject(t.Root()) == i)
	flag("patient", f.patient(c.action) == i)
	if k := t.Case(i); k >= 0 {
		add("case", t.Tokens[k].Lower+"+"+side)
		add("case+path", t.Tokens[k].Lower+"+"+path)
	}
	between, nouns := "", 0
	for k := min(i, c.action) + 1; k < max(i, c.action); k++ {
		switch t.Words[k].Tag {
		case parse.NOUN, parse.PROPN, parse.PRON:
			nouns++
		case parse.VERB:
			if len(between) < 3 {
				between += "v"
			}
		case parse.PUNCT:
			if len(between) < 3 && t.Tokens[k].Text == "," {
				between += ","
			}
		}
	}
	add("between", side+between+"+"+form)
	add("nouns", side+string(rune('0'+min(nouns, 6))))
	flag("nearest-before", i < c.action && nouns == 0)
	flag("nearest-before-cue", c.cue >= 0 && f.before(c.cue) == i)
	flag("before", f.before(c.action) == i)
	flag("first", i < c.action && !strings.Contains(between, "v") && nouns == 0)
	return out
}

// path is the way through the tree from word a to word b: the relations up from a to what both
// stand under, and down to b.
func (f *finder) path(a, b int) string {
	t := f.tree
	var up, down []string
	for i := a; ; i = t.Words[i].Head {
		if i < 0 || len(up) > 4 {
			return "far"
		}
		if i == b || t.IsAncestor(i, b) {
			for k := b; k != i; k = t.Words[k].Head {
				if down = append(down, t.Words[k].Rel); len(down) > 5 {
					return strings.Join(up, "^") + "^|far"
				}
			}
			return strings.Join(up, "^") + "|" + strings.Join(down, "_")
		}
		up = append(up, t.Words[i].Rel)
	}
}

// chooseTime is which of the sentence's times bounds c, as the ranker sees it, none for none.
func (f *finder) chooseTime(c candidate) int {
	if len(f.times) == 0 {
		return none
	}
	options := make([][]string, len(f.times)+1)
	rule := f.timeByRule(c)
	for k := range options {
		options[k] = f.timeOption(c, k-1, rule)
	}
	return choices().Choose(options) - 1
}

// timeOption describes time k of the sentence as the one that bounds c; rule is the one that the
// rules would take.
func (f *finder) timeOption(c candidate, k, rule int) []string {
	t := f.tree
	kind, _, _ := strings.Cut(c.rule, " ")
	w := t.Words[c.action]
	form := w.Tag.String() + formName(w.Form)
	if k == none {
		ruled := "some"
		if rule < 0 {
			ruled = "none"
		}
		out := []string{"when:none", "when:none+kind=" + kind, "when:none+rule=" + ruled, "when:none+form=" + form,
			"when:none+kind+rule=" + kind + ruled, "when:none+rel=" + w.Rel, "when:none+rel+rule=" + w.Rel + ruled}
		if !f.sentenceHasFuture() {
			out = append(out, "when:none+past", "when:none+past+form="+form)
		}
		return out
	}
	at := f.times[k]
	var out []string
	add := func(what, value string) { out = append(out, "when:"+what+"="+value) }
	flag := func(what string, on bool) {
		if on {
			out = append(out, "when:"+what)
		}
	}
	tense := "past"
	switch {
	case at.time.Window == calendar.Window{}:
		tense = "vague"
	case at.future:
		tense = "future"
	}
	tense += string(at.time.Type)
	path := f.path(at.head, c.action)
	side := "after"
	if at.head < c.action {
		side = "before"
	}
	between, actions := "", 0
	for i := min(at.head, c.action) + 1; i < max(at.head, c.action); i++ {
		if _, ok := f.at(i); ok {
			actions++
		}
		switch {
		case t.Words[i].Tag == parse.VERB && len(between) < 3:
			between += "v"
		case t.Tokens[i].Text == "," && len(between) < 3:
			between += ","
		}
	}
	owner, direct := f.ownerOf(at)
	owned := "nobody"
	switch {
	case owner == c.action && direct:
		owned = "direct"
	case owner == c.action:
		owned = "own"
	case owner >= 0:
		owned = "other" + f.path(owner, c.action)
	}
	add("tense", tense)
	add("relation", at.time.Relation)
	add("relation+form", at.time.Relation+"+"+form)
	add("path", path)
	add("path+tense", path+"+"+tense)
	add("owned", owned)
	add("owned+tense", owned+"+"+tense)
	add("owned+kind", owned+"+"+kind)
	add("between", side+between)
	add("between+tense", side+between+"+"+tense)
	add("actions", side+string(rune('0'+min(actions, 4))))
	add("actions+owned", side+string(rune('0'+min(actions, 4)))+owned)
	flag("only", len(f.times) == 1)
	flag("only-found", len(f.found) == 1)
	if k == rule {
		flag("rule", true)
		add("rule+kind", kind)
		add("rule+tense", tense)
		add("rule+path", path)
		add("rule+form", form)
	}
	if at.parent >= 0 {
		p := t.Words[at.parent]
		add("parent", p.Lemma)
		add("parent-tag", p.Tag.String()+formName(p.Form))
		flag("speaks", p.Tag == parse.VERB && speaks()[p.Lemma] && at.parent != c.action)
		flag("parent-is-cue", at.parent == c.cue)
		flag("parent-is-action", at.parent == c.action)
	}
	return out
}

// Options are the features of what may fill the slots of one statement, for the training of the
// ranker. The first option of each is to leave the slot empty: a zero span, a zero window.
type Options struct {
	Action  text.Span
	Actors  []text.Span // the heads of the phrases
	Windows []calendar.Window
	Who     [][]string
	When    [][]string
}

// SlotOptions gives the options of the proposals for which keep is true, as if the judge had kept
// those.
func SlotOptions(in Input, keep func(action text.Span) bool) []Options {
	var all []Options
	for i := range in.Trees {
		if in.Trees[i].Len() == 0 {
			continue
		}
		f := newFinder(in, i)
		var kept []candidate
		for _, c := range f.proposed() {
			if keep(f.actionSpan(c.action)) {
				kept = append(kept, c)
			}
		}
		f.found = kept
		for _, c := range kept {
			all = append(all, f.slotOptions(c))
		}
	}
	return all
}

func (f *finder) slotOptions(c candidate) Options {
	o := Options{Action: f.actionSpan(c.action)}
	for _, i := range f.actorOptions(c) {
		span := text.Span{}
		if i != none {
			span = f.tree.Tokens[i].Span
		}
		o.Actors = append(o.Actors, span)
		o.Who = append(o.Who, f.actorFeatures(c, i))
	}
	rule := f.timeByRule(c)
	for k := -1; k < len(f.times); k++ {
		window := calendar.Window{}
		if k != none {
			window = f.windowOf(k, c)
		}
		o.Windows = append(o.Windows, window)
		o.When = append(o.When, f.timeOption(c, k, rule))
	}
	return o
}
