package statement

import (
	"strings"

	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
)

// none is the option of leaving a slot empty; it stands first among the options.
const none = -1

// chooseActor gives a statement the actor that the ranker finds the likeliest. It is asked where no
// rule names one: over the trees of the parser a rule that does is as good.
func (f *finder) chooseActor(c candidate) int {
	words := f.actorOptions(c)
	options := make([][]string, len(words))
	for k, i := range words {
		options[k] = f.actorFeatures(c, i)
	}
	return words[actors().Choose(options)]
}

// actorOptions are the words of the sentence that may head the actor's phrase.
func (f *finder) actorOptions(c candidate) []int {
	t := f.tree
	options := []int{none}
	passive, subject := t.IsPassive(c.action), t.Subject(c.action)
	for i, w := range t.Words {
		switch {
		case i == c.actor && i != c.action:
		case i == c.action || f.isTime(i) || passive && i == subject:
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
	flag("plan", plans()[w.Lemma])
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

// Doers are the features of the words that may head the actor of one statement, for the training of
// the ranker. The first stands for nobody, with a zero span.
type Doers struct {
	Words    []text.Span
	Heads    []text.Span // the words on which these depend; zero where there is none
	Features [][]string
	Ruled    int // which of them the rule names
}

func (f *finder) doers(c candidate) Doers {
	var d Doers
	for k, i := range f.actorOptions(c) {
		var span, head text.Span
		if i != none {
			span = f.tree.Tokens[i].Span
			if h := f.tree.Words[i].Head; h >= 0 {
				head = f.tree.Tokens[h].Span
			}
		}
		if i == c.actor {
			d.Ruled = k
		}
		d.Words, d.Heads = append(d.Words, span), append(d.Heads, head)
		d.Features = append(d.Features, f.actorFeatures(c, i))
	}
	return d
}
