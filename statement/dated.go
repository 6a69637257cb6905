package statement

import (
	"strings"

	"github.com/bywhen/bywhen/parse"
)

// beToRule finds "is to be held", "are to marry".
var beToRule = rule{
	name: "be-to",
	yes: map[string]string{
		"The vote is to be held in May.":          "undertake:  / held",
		"The princess is to marry in the spring.": "undertake: The princess / marry",
	},
	no: []string{"The aim is to win.", "His job was to cook."},
	find: func(f *finder, i int) {
		t := f.tree
		if t.Words[i].Lemma != "be" || t.Words[i].Form != parse.Present && t.Words[i].Form != parse.Past {
			return
		}
		// The parsers of treebanks hang it either way: "be" above the infinitive, or below it.
		action := f.infinitiveOf(i)
		if action < 0 {
			if h := t.Words[i].Head; h > i && f.hasTo(h) && (t.Words[i].Rel == "aux" || t.Words[i].Rel == "cop" || t.Words[i].Rel == "aux:pass") &&
				t.Modal(h) < 0 && i+1 < t.Len() && (t.Tokens[i+1].Lower == "to" || t.Words[i+1].Tag == parse.ADV) {
				action = h
			}
		}
		if action < 0 {
			return
		}
		subject := f.tree.Subject(i)
		if subject < 0 {
			subject = f.tree.Subject(action)
		}
		if subject < 0 {
			subject = t.Child(action, "nsubj:outer")
		}
		if subject >= 0 && aims[t.Words[subject].Lemma] {
			return
		}
		actor := subject
		if t.IsPassive(action) {
			actor = t.PassiveAgent(action)
		}
		f.add(candidate{action: f.throughAspect(action), actor: actor, what: -1, cue: i, act: Undertake,
			polarity: Positive, certainty: Certain, rule: "be-to", strength: 12})
	},
}

// aims are what "is to" defines rather than schedules: "the aim is to win".
var aims = map[string]bool{"aim": true, "goal": true, "job": true, "task": true, "idea": true, "way": true, "purpose": true,
	"objective": true, "role": true, "point": true, "hope": true, "mission": true, "duty": true, "wish": true, "challenge": true}

// presentRule finds verbs in the present with a time to come: "his term expires in 2030".
var presentRule = rule{
	name: "present-future",
	yes: map[string]string{
		"The treaty expires in 2040.":           "undertake: The treaty / expires",
		"She is running for president in 2035.": "undertake: She / running",
		"The new rules take effect tomorrow.":   "undertake: The new rules / take effect",
	},
	no: []string{"The treaty expired in 2010.", "The treaty has 30 articles."},
	find: func(f *finder, i int) {
		t := f.tree
		w := t.Words[i]
		if w.Tag != parse.VERB || statives()[w.Lemma] || !f.inPresent(i) || !f.ownFuture(i) {
			return
		}
		if _, ok := cueAt(t, i); ok && f.hasCueAction(i) {
			return // the time belongs to what is announced
		}
		if f.governor(i) < 0 && speaks()[w.Lemma] {
			return
		}
		f.add(candidate{action: f.throughAspect(i), actor: f.actor(i), what: -1, cue: i, act: Undertake,
			polarity: Positive, certainty: Certain, rule: "present-future", strength: 6})
	},
}

// inPresent reports whether verb i is a finite present or a progressive present.
func (f *finder) inPresent(i int) bool {
	t := f.tree
	switch t.Words[i].Form {
	case parse.Present:
		return true
	case parse.Base: // what is no infinitive and has a subject: taggers take "rules take" for one
		return !f.hasTo(i) && t.Child(i, "aux") < 0 && t.Child(i, "nsubj") >= 0
	}
	if t.Words[i].Form != parse.Gerund && t.Words[i].Form != parse.Participle {
		return false
	}
	for _, a := range t.Auxiliaries(i) {
		if t.Words[a].Lemma == "be" && t.Words[a].Form == parse.Present {
			return true
		}
	}
	return false
}

// eventRule finds nouns of planned events with a day to come: "a summit on Sunday".
var eventRule = rule{
	name: "event-date",
	yes: map[string]string{
		"The museum is silent about the auction on 20 May 2031.": "undertake:  / auction",
		"The final report is due in June.":                       "undertake:  / report",
	},
	no: []string{"The attack of 7 May 2019 killed ten."},
	find: func(f *finder, i int) {
		t := f.tree
		w := t.Words[i]
		if w.Tag != parse.NOUN && w.Tag != parse.PROPN {
			return
		}
		// "results are due", "a vote is scheduled for"
		if due := f.due(i); due >= 0 {
			f.add(candidate{action: i, actor: -1, what: -1, cue: due, act: Undertake,
				polarity: Positive, certainty: Certain, rule: "event-due", strength: 8})
			return
		}
		if !isEvent(t, i) || deadlines[w.Lemma] && t.Case(i) >= 0 {
			return // "before a deadline on 9 May" bounds something else
		}
		for _, at := range f.times {
			if (at.parent == i || f.followed(i, at)) && at.future && f.startsLater(at) && at.head > i {
				f.add(candidate{action: i, actor: t.Child(i, "nmod:poss"), what: -1, cue: at.head, act: Undertake,
					polarity: Positive, certainty: Certain, rule: "event-date", strength: 3})
				return
			}
		}
	},
}

// followed reports whether a time stands right behind word i, wherever the parser has hung it.
func (f *finder) followed(i int, at timeAt) bool {
	t := f.tree
	return i+1 < t.Len() && at.time.Phrase.Start == t.Tokens[i+1].Span.Start && at.time.Phrase.Len() > 0
}

// due is the word that says of the noun i, its subject, that its day is set; -1 for none.
func (f *finder) due(i int) int {
	t := f.tree
	h := t.Words[i].Head
	if h < 0 || t.Words[i].Rel != "nsubj" && t.Words[i].Rel != "nsubj:pass" {
		return -1
	}
	if duePredicates[t.Words[h].Lemma] && f.infinitiveOf(h) < 0 {
		return h
	}
	// The parser takes the "due" of "due next week" for a preposition at times.
	for _, k := range t.Children(h) {
		if k > i && t.Tokens[k].Lower == "due" && t.Words[k].Rel == "case" && t.Tokens[k+1].Lower != "to" {
			return k
		}
	}
	return -1
}

var duePredicates = map[string]bool{"due": true, "scheduled": true, "slated": true, "planned": true, "imminent": true}

// startsLater reports whether a time begins after the day of the report or ends after it: days
// to come, not "this year" told of what has been.
func (f *finder) startsLater(at timeAt) bool {
	w := at.time.Window
	return f.in.Published.IsZero() || w.Earliest.IsZero() || f.in.Published.Before(w.Earliest)
}

// headlineRule finds headlines without a finite verb: "Arvenia to withdraw troops by May".
var headlineRule = rule{
	name: "headline-to",
	yes: map[string]string{
		"Arvenia to withdraw troops by May 2031": "undertake: Arvenia / withdraw",
	},
	no: []string{"The aim was to win.", "He went home to sleep."},
	find: func(f *finder, i int) {
		t := f.tree
		if t.Words[i].Tag != parse.VERB || !f.hasTo(i) {
			return
		}
		subject := -1
		switch {
		case t.Child(i, "cop", "aux") >= 0:
			return // "the aim is to win"
		case t.Words[i].Rel == "root":
			subject = t.Child(i, "nsubj", "nsubj:pass")
		case t.Words[i].Head == t.Root() && t.Words[t.Root()].Tag == parse.PROPN && t.Words[i].Head < i:
			subject = t.Words[i].Head
		}
		if subject < 0 {
			return
		}
		f.add(candidate{action: i, actor: subject, what: -1, cue: i, act: Undertake, polarity: Positive,
			certainty: Certain, rule: "headline-to", strength: 9})
	},
}

// absoluteRule finds what hangs on a statement as "with the rest to follow": "with" and a noun
// with a gerund, infinitive or participle.
var absoluteRule = rule{
	name: "with-absolute",
	yes: map[string]string{
		"Half of the troops will leave in May, with the rest departing in June.": "undertake: Half of the troops / leave; undertake: the rest / departing",
	},
	no: []string{"He left with the rest.", "She came with two men."},
	find: func(f *finder, i int) {
		t := f.tree
		w := t.Words[i]
		if w.Tag != parse.VERB || w.Form == parse.Past || w.Form == parse.Present {
			return
		}
		with := -1
		for _, c := range t.Children(i) {
			if c < i && t.Tokens[c].Lower == "with" && (t.Words[c].Rel == "mark" || t.Words[c].Rel == "case") {
				with = c
			}
		}
		actor := t.Child(i, "nsubj", "nsubj:pass")
		if with < 0 && t.Words[i].Head >= 0 {
			// or the noun carries "with" and the verb describes it
			h := t.Words[i].Head
			if k := t.Case(h); k >= 0 && t.Tokens[k].Lower == "with" && h < i && (w.Rel == "acl" || w.Rel == "amod") {
				with, actor = k, h
			}
		}
		if with < 0 || actor < 0 {
			with, actor = f.withBefore(i)
		}
		if with < 0 || actor < 0 {
			return
		}
		host, ok := f.hostOf(i)
		switch {
		case f.hasTo(i) || f.hasFuture(i):
		case !ok || host.act == Outcome || w.Form == parse.Participle:
			return
		}
		c := candidate{action: i, actor: actor, what: -1, cue: with, act: Undertake, polarity: Positive,
			certainty: Certain, rule: "with-absolute", strength: 7}
		if ok && (host.act == Forecast || host.act == Demand) {
			c.act, c.certainty = host.act, host.certainty
		}
		if f.tree.IsPassive(i) || t.Words[i].Form == parse.Participle {
			c.actor = t.PassiveAgent(i)
			c.what = actor
		}
		f.add(c)
	},
}

// withBefore is the "with" and the last word of the noun phrase between it and the gerund i, as the
// order of words has them: parsers take the "remaining" of "with the remaining three following" for
// a verb. -1 and -1 where they do not stand there.
func (f *finder) withBefore(i int) (with, noun int) {
	t := f.tree
	if t.Words[i].Form != parse.Gerund || i < 3 || t.Words[i-1].Tag != parse.NOUN && t.Words[i-1].Tag != parse.NUM {
		return -1, -1
	}
	for k := i - 1; k > 0; k-- {
		switch t.Words[k].Tag {
		case parse.NOUN, parse.PROPN, parse.NUM, parse.ADJ, parse.DET:
			continue
		case parse.VERB:
			if t.Tokens[k].Lower == "remaining" {
				continue
			}
		}
		if t.Tokens[k].Lower == "with" {
			return k, i - 1
		}
		return -1, -1
	}
	return -1, -1
}

// hostOf is the statement in whose clause word i stands.
func (f *finder) hostOf(i int) (candidate, bool) {
	for h := f.tree.Words[i].Head; h >= 0; h = f.tree.Words[h].Head {
		if c, ok := f.at(h); ok {
			return c, true
		}
		for _, c := range f.found {
			if c.cue == h {
				return c, true
			}
		}
	}
	return candidate{}, false
}

// conjunctRule carries a statement to the verbs that stand beside its own: "will resign and hand
// over power", and to participles that go with it: "will sign the treaty, completing the process".
var conjunctRule = rule{
	name: "conjunct",
	yes: map[string]string{
		"The king will resign on Monday and leave the palace.": "undertake: The king / resign; undertake: The king / leave",
	},
	no: []string{"He swims and dives."},
	find: func(f *finder, i int) {
		t := f.tree
		w := t.Words[i]
		if w.Rel != "conj" || w.Head < 0 {
			return
		}
		c, ok := f.at(w.Head)
		if !ok {
			c, ok = f.throughInner(w.Head)
		}
		if !ok || c.rule == "event-date" || c.rule == "present-future" {
			return
		}
		if t.Words[c.action].Tag == parse.VERB {
			if w.Tag != parse.VERB || t.Modal(i) >= 0 && t.Child(i, "aux") >= 0 && t.Child(i, "aux") > w.Head && t.Child(i, "nsubj", "nsubj:pass") >= 0 {
				return
			}
			if !f.parallel(w.Head, i) || statives()[w.Lemma] {
				return
			}
		} else if w.Tag == parse.VERB || !isEvent(t, i) {
			return
		}
		own := t.Child(i, "nsubj", "nsubj:pass")
		c.action = f.throughAspect(i)
		switch {
		case own >= 0:
			c.actor = f.actor(i)
		case t.IsPassive(i):
			c.actor = t.PassiveAgent(i)
		}
		c.what = -1
		c.rule = "conjunct " + c.rule
		c.strength--
		f.add(c)
	},
}

// throughInner is the statement whose action was reached through word i ("begin" of "begin offering").
func (f *finder) throughInner(i int) (candidate, bool) {
	if seen := f.seen(i); seen >= 0 {
		return f.at(seen)
	}
	if !aspectual[f.tree.Words[i].Lemma] {
		return candidate{}, false
	}
	return f.at(f.throughAspect(i))
}

// parallel reports whether conjoined verb b can share the modal or the "to" of verb a.
func (f *finder) parallel(a, b int) bool {
	t := f.tree
	fa, fb := t.Words[a].Form, t.Words[b].Form
	if t.Modal(b) >= 0 || f.hasTo(b) {
		return true
	}
	switch fb {
	case parse.Past, parse.Present:
		return fa == fb && t.Modal(a) < 0
	}
	return fa == fb || fb == parse.Base || fb == parse.Participle && t.IsPassive(a)
}

// toBeRule finds nouns of which it is said what is to be done with them: "a conference to be held".
var toBeRule = rule{
	name: "noun-to-be",
	yes: map[string]string{
		"The bank sent out invitations to a dinner to be held in June.": "undertake:  / held",
	},
	no: []string{"He is a man to be trusted.", "It was the first bridge to be built of steel."},
	find: func(f *finder, i int) {
		t := f.tree
		w := t.Words[i]
		if w.Tag != parse.VERB || !f.hasTo(i) || !f.hasFuture(i) {
			return
		}
		noun := f.toBeOf(i)
		if noun < 0 {
			return
		}
		if _, ok := cueAt(t, noun); ok {
			return
		}
		if k := t.Case(noun); k >= 0 && (t.Tokens[k].Lower == "in" || t.Tokens[k].Lower == "as") {
			return // "in an effort to", "as a step to" give a purpose
		}
		actor := noun
		if t.IsPassive(i) {
			actor = t.PassiveAgent(i)
		}
		f.add(candidate{action: f.throughAspect(i), actor: actor, what: -1, cue: i, act: Undertake,
			polarity: Positive, certainty: Certain, rule: "noun-to-be", strength: 4})
	},
}

// toBeOf is the noun that the infinitive of verb i describes; of "to be held" also the event right
// before it, wherever the parser has hung the verb; -1 for none.
func (f *finder) toBeOf(i int) int {
	t := f.tree
	if h := t.Words[i].Head; strings.HasPrefix(t.Words[i].Rel, "acl") && h >= 0 && h < i {
		return h
	}
	if i >= 3 && t.Tokens[i-1].Lower == "be" && t.Tokens[i-2].Lower == "to" && t.Words[i].Rel == "advcl" && t.Words[i-3].Tag == parse.NOUN {
		return i - 3
	}
	return -1
}
