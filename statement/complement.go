package statement

import "github.com/bywhen/bywhen/parse"

// infinitiveCueRule finds infinitives and gerunds behind a cue.
var infinitiveCueRule = rule{
	name: "cue-infinitive",
	yes: map[string]string{
		"Arvenia agreed to withdraw its troops.":                 "undertake: Arvenia / withdraw",
		"The minister announced plans to limit gatherings.":      "undertake: The minister / limit",
		"The road is expected to reopen in June.":                "forecast: The road / reopen",
		"The council urged residents to leave the valley.":       "demand: residents / leave",
		"The union called on the company to raise wages.":        "demand: the company / raise",
		"The bank ruled out lending to the firm.":                "refuse: The bank / lending",
		"The company refused to pay the fine.":                   "refuse: The company / pay",
		"The region decided to resume exports of grain.":         "revise: The region / exports",
		"The contractor failed to finish the bridge.":            "outcome: The contractor / finish",
		"The firm is likely to miss its target.":                 "forecast: The firm / miss",
		"The council postponed a plan to raise the dam.":         "revise: The council / raise",
		"The court barred the airline from flying to the coast.": "undertake: the airline / flying",
		"The two firms are on the verge of merging.":             "undertake: The two firms / merging",
	},
	no: []string{"The minister seemed to agree.", "He went home to sleep."},
	find: func(f *finder, i int) {
		c, ok := cueAt(f.tree, i)
		if !ok {
			return
		}
		for _, fr := range c.frames {
			f.infinitiveFrame(c, fr, i)
		}
	},
}

func (f *finder) infinitiveFrame(c cue, fr frame, i int) {
	t := f.tree
	action, actor := -1, -1
	passive := t.IsPassive(i)
	switch fr.kind {
	case infinitive:
		if passive && c.has(objectInf) {
			return
		}
		if actor = f.holder(i); actor < 0 && !passive {
			actor = f.before(i)
		}
		if action = f.infinitiveOf(i); action < 0 {
			if n := f.nominal(i, "with"); n >= 0 {
				action = f.infinitiveOf(n) // "agreed with the union to raise wages"
			}
		}
	case passiveInf:
		if passive || t.Words[i].Form == parse.Participle && t.Words[i].Rel == "acl" {
			action = f.infinitiveOf(i)
			if actor = f.actorOrSubject(i, action); actor < 0 && !passive && action >= 0 && !t.IsPassive(action) {
				actor = t.Words[i].Head // "the council set to meet"
			}
		}
	case objectInf:
		action, actor = f.objectInfinitive(i, passive)
	case prepInf:
		if n := f.nominal(i, fr.prep); n >= 0 {
			if action = f.infinitiveOf(i); action < 0 {
				action = f.infinitiveOf(n)
			}
			actor = n
		}
	case gerund:
		action, actor = f.gerundOf(i), f.holder(i)
	case prepGerund:
		action, actor = f.prepGerund(i, fr.prep), f.holder(i)
	case objectPrepGerund:
		if actor = t.Object(i); passive {
			actor = t.Subject(i)
		}
		if action = f.prepGerund(i, fr.prep); action < 0 && actor > i {
			action = f.prepGerund(actor, fr.prep) // the parser may hang the gerund on the object
		}
	}
	if action < 0 {
		return
	}
	if t.IsPassive(action) {
		actor = t.PassiveAgent(action)
	}
	f.addCue(c, i, f.throughAspect(action), actor, "infinitive", 20)
}

// objectInfinitive finds "urged X to go" and "X was urged to go".
func (f *finder) objectInfinitive(i int, passive bool) (action, actor int) {
	t := f.tree
	if passive {
		action = f.infinitiveOf(i)
		return action, t.Subject(i)
	}
	actor = t.Child(i, "obj", "iobj")
	for _, c := range t.Children(i) {
		if c > i && f.hasTo(c) {
			switch t.Words[c].Rel {
			case "xcomp", "advcl", "ccomp":
				action = c
			}
		}
	}
	if action > 0 && actor < 0 {
		actor = t.Child(action, "nsubj", "nsubj:pass")
	}
	if action <= 0 && actor >= 0 {
		// the parser may hang the infinitive on the object
		action = f.infinitiveOf(actor)
	}
	if actor < 0 {
		return -1, -1
	}
	if action <= 0 {
		action = f.toVerbAfter(actor)
	}
	if action <= 0 {
		return -1, -1
	}
	return action, actor
}

// toVerbAfter is the next verb with "to" after word i, no other verb or stop between: parsers hang
// the infinitive of "orders all schools in the state to close" on the nearest noun. -1 for none.
func (f *finder) toVerbAfter(i int) int {
	t := f.tree
	for k := i + 1; k+1 < min(t.Len(), i+14); k++ {
		switch t.Words[k].Tag {
		case parse.VERB, parse.AUX, parse.SCONJ:
			return -1
		case parse.PUNCT:
			if t.Tokens[k].Text != "," && t.Tokens[k].Text != "-" && t.Tokens[k].Text != "–" {
				return -1
			}
		}
		if t.Tokens[k].Lower != "to" {
			continue
		}
		for v := k + 1; v < min(t.Len(), k+3); v++ {
			if t.Words[v].Tag == parse.VERB && t.Words[v].Form == parse.Base {
				return v
			}
		}
	}
	return -1
}

// holder is whose cue it is: the subject of a verb or adjective; of a noun the possessor, the
// one behind "of" or "by", or the subject of the verb that the noun completes ("X has a plan").
func (f *finder) holder(i int) int {
	t := f.tree
	if tag := t.Words[i].Tag; tag != parse.NOUN && tag != parse.PROPN {
		if tag == parse.ADV && t.Words[i].Head >= 0 {
			return t.Subject(t.Words[i].Head) // "has yet to pay"
		}
		if t.IsPassive(i) {
			if a := t.PassiveAgent(i); a >= 0 {
				return a
			}
		}
		return f.tree.Subject(i)
	}
	if p := f.possessor(i); p >= 0 {
		return p
	}
	if s := t.Child(i, "nsubj"); s >= 0 && t.Child(i, "cop") >= 0 {
		return s // "we are on the brink of"
	}
	if n := f.nominal(i, "by"); n >= 0 {
		return n
	}
	for h := t.Words[i].Head; h >= 0; h = t.Words[h].Head {
		if t.Words[h].Tag == parse.VERB {
			return f.tree.Subject(h)
		}
	}
	return -1
}

// finiteCueRule finds finite clauses that a cue demands or foretells: "demanded that they leave".
var finiteCueRule = rule{
	name: "cue-clause",
	yes: map[string]string{
		"The union demanded that the company raise wages.": "demand: the company / raise",
	},
	no: []string{"The union said that the company raised wages."},
	find: func(f *finder, i int) {
		c, ok := cueAt(f.tree, i)
		if !ok || !c.has(finite) {
			return
		}
		if action := f.finiteOf(i); action >= 0 && f.tree.Words[action].Form != parse.Past &&
			f.tree.Tense(action) != parse.PastTense && f.actionable(action) {
			f.addCue(c, i, f.throughAspect(action), f.actor(action), "clause", 18)
		}
	},
}

// nounCueRule finds nouns that a cue puts against the future: "called for an inquiry".
var nounCueRule = rule{
	name: "cue-noun",
	yes: map[string]string{
		"The council called for an inquiry.":                       "demand:  / inquiry",
		"The government announced the withdrawal of its troops.":   "undertake: The government / withdrawal",
		"The league postponed the match until Sunday.":             "revise: The league / match",
		"The match was postponed.":                                 "revise:  / match",
		"The senate rejected the amendment.":                       "refuse: The senate / amendment",
		"The ministry announced the postponement of the election.": "revise: The ministry / election",
		"The two sides agreed on a timetable for the withdrawal.":  "undertake: The two sides / withdrawal",
		"Arvenia extended the curfew until 3 May.":                 "revise: Arvenia / curfew",
		"The court postponed the execution date.":                  "revise: The court / execution",
		"The council postponed most of its elections.":             "revise: The council / elections",
		"Unions called for the bill to be dropped.":                "demand:  / dropped",
		"The plan requires a go-ahead from both capitals.":         "demand: both capitals / go-ahead",
		"The league postponed it.":                                 "revise: The league / postponed",
	},
	no: []string{"The council sold a house.", "He ate an apple."},
	find: func(f *finder, i int) {
		c, ok := cueAt(f.tree, i)
		if !ok {
			return
		}
		for _, fr := range c.frames {
			f.nounFrame(c, fr, i)
		}
	},
}

func (f *finder) nounFrame(c cue, fr frame, i int) {
	t := f.tree
	var n int
	switch fr.kind {
	case object:
		if c.has(objectInf) && f.hasCueAction(i) {
			return // "ordered the company to leave" orders no company
		}
		if n = t.Object(i); n >= 0 && f.isTime(n) {
			n = -1 // "will resume tomorrow"
		}
		if n < 0 && t.Words[i].Rel == "amod" && t.Child(i, "cc") >= 0 {
			n = t.Words[i].Head // "moved its ships and recently suspended talks", where the parser takes talks to be suspended ones
		}
		if n < 0 && c.act == Revise && !t.IsPassive(i) && t.Words[i].Tag == parse.VERB {
			if s := t.Subject(i); s >= 0 && isEvent(t, s) {
				n = s // "the talks will resume"
			}
		}
		if t.IsPassive(i) {
			if f.infinitiveOf(i) >= 0 {
				return // "is expected to be signed" is found at the infinitive
			}
			n = f.tree.Subject(i)
		} else if n < 0 && t.Words[i].Form == parse.Participle && t.Words[i].Rel == "acl" {
			n = t.Words[i].Head // "a conference scheduled for"
		}
	case prepNoun:
		n = f.nominal(i, fr.prep)
		if v := f.toBeDone(i, n); v >= 0 && c.has(prepInf) {
			return // "called for the bill to be dropped" calls for no bill
		}
	default:
		return
	}
	if n < 0 {
		return
	}
	if c.act == Revise && pointers[t.Tokens[n].Lower] {
		f.addCue(c, i, i, f.nounActor(c, i, n), "noun", 15) // "postponed it": no better word names what is put off
		return
	}
	n = f.throughTimetable(n)
	if !fr.any && !isEvent(t, n) {
		return
	}
	if inner, ok := cueAt(t, n); ok && (f.infinitiveOf(n) >= 0) && inner.act != Revise {
		return // "announced plans to leave" is found at "plans"
	}
	f.addCue(c, i, n, f.nounActor(c, i, n), "noun", 15)
	for _, k := range t.Children(n) {
		if t.Words[k].Rel == "conj" && (fr.any || isEvent(t, k)) && t.Words[k].Tag != parse.VERB {
			f.addCue(c, i, k, f.nounActor(c, i, n), "noun", 15)
		}
	}
}

// pointers are pronouns that stand for what was named before.
var pointers = map[string]bool{"it": true, "them": true, "this": true, "these": true}

// toBeDone is the passive infinitive that cue i or noun n carries: "called for the bill TO BE DROPPED"; -1
// for none.
func (f *finder) toBeDone(i, n int) int {
	for _, k := range []int{i, n} {
		if k < 0 {
			continue
		}
		if v := f.infinitiveOf(k); v >= 0 && f.tree.IsPassive(v) {
			return v
		}
	}
	return -1
}

// nounActor is who does the noun n: for demands nobody unless it is said, else whose cue it is.
func (f *finder) nounActor(c cue, i, n int) int {
	if c.act == Demand {
		if p := f.tree.Child(n, "nmod:poss"); p >= 0 {
			return p
		}
		for _, prep := range []string{"by", "from"} {
			if p := f.nominal(n, prep); p >= 0 && (f.agentive(p) || approvals[f.tree.Words[n].Lemma]) {
				return p // "a go-ahead from both capitals"
			}
		}
		return -1
	}
	if f.tree.Words[i].Tag == parse.VERB && f.tree.IsPassive(i) {
		if a := f.tree.PassiveAgent(i); a < 0 || !f.isTime(a) { // "has been delayed by a year"
			return a // the subject is what the cue is about
		}
		return -1
	}
	if h := f.holder(i); h != n {
		return h
	}
	return -1 // "the talks will resume"
}

// throughTimetable goes from "a timetable for the withdrawal" to the withdrawal.
func (f *finder) throughTimetable(n int) int {
	if timetables[f.tree.Words[n].Lemma] || requests[f.tree.Words[n].Lemma] {
		for _, prep := range []string{"for", "of", "on"} {
			if inner := f.nominal(n, prep); inner >= 0 {
				return inner
			}
		}
	}
	if k := f.tree.Child(n, "compound"); k >= 0 && wrappers[f.tree.Words[n].Lemma] && isEvent(f.tree, k) {
		return k // "postponed the execution date"
	}
	return n
}

// wrappers are nouns whose compound names the action: "execution date", "curfew timing".
var wrappers = map[string]bool{"date": true, "timing": true, "agreement": true, "deal": true, "forecast": true, "projection": true,
	"timetable": true, "plan": true, "quota": true, "target": true, "period": true, "process": true}

// requests are nouns behind which stands what is asked for: "rejected the demand for an inquiry".
var requests = map[string]bool{"demand": true, "call": true, "request": true, "appeal": true, "bid": true}

var timetables = map[string]bool{"timetable": true, "schedule": true, "calendar": true, "roadmap": true,
	"deadline": true, "date": true, "start": true, "series": true, "round": true, "number": true, "rest": true, "plan": true,
	"state": true, "level": true, "holding": true, "most": true, "some": true, "all": true, "part": true, "half": true}

// selfCueRule finds cues that are the action themselves: "bans flights".
var selfCueRule = rule{
	name: "cue-self",
	yes: map[string]string{
		"Arvenia bans flights over the strait.": "undertake: Arvenia / bans",
		"The donors pledged 40 million crowns.": "undertake: The donors / pledged",
	},
	find: func(f *finder, i int) {
		c, ok := cueAt(f.tree, i)
		if !ok {
			return
		}
		for _, fr := range c.frames {
			if fr.kind == self && f.tree.Words[i].Tag == parse.VERB && f.tree.Words[i].Rel != "amod" || fr.kind == selfDated && f.hasFuture(i) {
				if !f.hasCueAction(i) && f.finiteOf(i) < 0 && !f.asSaid(i) {
					actor := f.holder(i)
					if f.tree.IsPassive(i) {
						actor = f.tree.PassiveAgent(i)
					}
					f.addCue(c, i, i, actor, "self", 5)
				}
			}
		}
	},
}

// asSaid reports whether verb i only says that something is as it was said to be: "as it had promised".
func (f *finder) asSaid(i int) bool { return f.as(i) && f.tree.Object(i) < 0 }

// as reports whether the clause of verb i begins with "as".
func (f *finder) as(i int) bool {
	k := f.tree.Child(i, "mark")
	return k >= 0 && f.tree.Tokens[k].Lower == "as"
}

// hasCueAction reports whether cue i has found an action already.
func (f *finder) hasCueAction(i int) bool {
	for _, c := range f.found {
		if c.cue == i {
			return true
		}
	}
	return false
}

// addCue adds what a cue puts against the future.
func (f *finder) addCue(c cue, i, action, actor int, name string, strength int) {
	cand := candidate{action: action, actor: actor, what: -1, cue: i, act: c.act, change: c.change,
		polarity: c.polarity, certainty: c.certainty, rule: "cue-" + name + " " + c.word, strength: strength}
	if f.tree.Words[action].Tag == parse.VERB && statives()[f.tree.Words[action].Lemma] && action != i && name != "infinitive" {
		return
	}
	if f.tree.Negated(i) || f.noPlan(i) {
		cand = negate(cand)
	} else if q, ok := f.turned(i); ok && c.act == Undertake && name == "infinitive" {
		cand.act, cand.change, cand.strength = Revise, q.change, strength+1
	}
	if f.tree.Negated(action) && action != i {
		cand.polarity = flip(cand.polarity)
	}
	f.add(cand)
}

// turned is the cue that changes the plan at i: "postponed a plan to raise the dam".
func (f *finder) turned(i int) (cue, bool) {
	t := f.tree
	if h := t.Words[i].Head; h >= 0 && t.Words[i].Rel == "obj" && t.Words[i].Tag == parse.NOUN {
		if q, ok := cueAt(t, h); ok && q.act == Revise {
			return q, true
		}
	}
	return cue{}, false
}

// noPlan reports whether a cue noun is denied by its article: "no plans to".
func (f *finder) noPlan(i int) bool {
	d := f.tree.Child(i, "det")
	return d >= 0 && f.tree.Tokens[d].Lower == "no"
}

// negate turns a cue around: "does not plan to" refuses, "did not refuse to" undertakes, "is not
// expected to" expects the contrary.
func negate(c candidate) candidate {
	switch c.act {
	case Undertake:
		c.act = Refuse
	case Refuse:
		c.act = Undertake
	case Forecast:
		c.polarity = flip(c.polarity)
	}
	return c
}

func flip(p Polarity) Polarity {
	if p == Positive {
		return Negative
	}
	return Positive
}
