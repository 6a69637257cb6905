package statement

import "github.com/bywhen/bywhen/parse"

// grantRule finds what somebody is given a time to do: "gave the firm until June to pay".
var grantRule = rule{
	name: "give-time",
	yes: map[string]string{
		"The court gave the firm until June to pay the fine.":  "demand: the firm / pay",
		"The rebels gave the army 48 hours to leave the town.": "demand: the army / leave",
	},
	no: []string{"The court gave the firm a new name.", "She gave him a book to read."},
	find: func(f *finder, i int) {
		t := f.tree
		if l := t.Words[i].Lemma; l != "give" && l != "grant" || t.Words[i].Tag != parse.VERB {
			return
		}
		actor := t.Child(i, "iobj", "obj")
		if t.IsPassive(i) {
			actor = t.Subject(i)
		}
		if actor < 0 {
			return
		}
		for _, at := range f.times {
			if actor > i && at.time.Phrase.Len() > 0 && at.time.Phrase.Overlaps(t.Tokens[actor].Span) {
				// "gave the army 48 hours": the parser may make one phrase of the two
				if actor = f.nounBefore(at); actor <= i {
					return
				}
			}
			if at.head <= i || at.head <= actor {
				continue
			}
			if v := f.toVerbAfter(at.head); v >= 0 && v <= at.head+6 {
				f.add(candidate{action: v, actor: actor, what: -1, cue: i, act: Demand, polarity: Positive,
					certainty: Certain, rule: "give-time", strength: 16})
				return
			}
		}
	},
}

// nounBefore is the noun or name right before a time; -1 for none.
func (f *finder) nounBefore(at timeAt) int {
	t := f.tree
	for k := range t.Words {
		if k > 0 && t.Tokens[k].Span.Start == at.time.Phrase.Start {
			if tag := t.Words[k-1].Tag; tag == parse.NOUN || tag == parse.PROPN || tag == parse.PRON {
				return k - 1
			}
		}
	}
	return -1
}

// timeRule finds what it is time to do: "it is time for the army to leave".
var timeRule = rule{
	name: "time-to",
	yes: map[string]string{
		"It is time for the army to leave.":   "demand: the army / leave",
		"It is time to leave the war behind.": "demand:  / leave",
	},
	no: []string{"He had no time to rest.", "It took time to heal."},
	find: func(f *finder, i int) {
		t := f.tree
		if t.Words[i].Lemma != "time" || t.Child(i, "cop") < 0 {
			return
		}
		v := f.infinitiveOf(i)
		if v < 0 {
			if v = f.toVerbAfter(i); v < 0 {
				return
			}
		}
		actor := t.Child(v, "nsubj")
		if actor < 0 {
			actor = f.nominal(i, "for")
		}
		f.add(candidate{action: v, actor: actor, what: -1, cue: i, act: Demand, polarity: Positive,
			certainty: Certain, rule: "time-to", strength: 16})
	},
}

// throughAspect goes from "begin", "be able" to the action that begins or is possible.
func (f *finder) throughAspect(action int) int {
	for aspectual[f.tree.Words[action].Lemma] || f.tree.Words[action].Lemma == "able" {
		inner := f.infinitiveOf(action)
		if inner < 0 {
			inner = f.gerundOf(action)
		}
		if inner < 0 {
			break
		}
		action = inner
	}
	return action
}

// actorOrSubject is the subject of a passive cue unless the action has a doer of its own.
func (f *finder) actorOrSubject(i, action int) int {
	if action >= 0 && f.tree.IsPassive(action) {
		return f.tree.PassiveAgent(action)
	}
	return f.tree.Subject(i)
}

// pleaRule finds what somebody is asked for outright: "please go".
var pleaRule = rule{
	name: "please",
	yes: map[string]string{
		"\"Please leave the valley,\" the mayor said.": "demand:  / leave",
	},
	no: []string{"The food pleased him.", "He is pleased to leave."},
	find: func(f *finder, i int) {
		t := f.tree
		if t.Tokens[i].Lower != "please" || t.Words[i].Tag == parse.VERB && t.Object(i) >= 0 {
			return
		}
		for v := i + 1; v < min(t.Len(), i+5); v++ {
			switch w := t.Words[v]; {
			case w.Tag == parse.VERB && w.Form == parse.Base:
				f.add(candidate{action: f.throughAspect(v), actor: -1, what: -1, cue: i, act: Demand,
					polarity: polarityOf(t.Negated(v)), certainty: Certain, rule: "please", strength: 12})
				return
			case w.Tag == parse.NOUN, w.Tag == parse.DET, w.Tag == parse.VERB:
				return
			}
		}
	},
}

func polarityOf(negated bool) Polarity {
	if negated {
		return Negative
	}
	return Positive
}
