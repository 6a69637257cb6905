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
