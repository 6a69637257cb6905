package statement

import (
	"slices"
	"sync"
	"unicode"

	"github.com/bywhen/bywhen/lexicon"
	"github.com/bywhen/bywhen/parse"
)

var (
	agents = sync.OnceValue(func() lexicon.Set { return lexicon.LoadSet("en", "agents") })
	plans  = sync.OnceValue(func() lexicon.Set { return lexicon.LoadSet("en", "plans") })
	speaks = sync.OnceValue(func() lexicon.Set { return lexicon.LoadSet("en", "speaking-verbs") })
)

// compose settles cues within cues. What is announced, agreed or will be done and is itself a
// revision or a refusal is that: "agreed to resume exports" revises the exports. What a cue says
// inside an action that is still to come says nothing yet: in "will consider a ban" nobody bans.
func (f *finder) compose() {
	var kept []candidate
	for _, c := range f.found {
		outer, inside := f.outerOf(c)
		switch {
		case !inside:
			kept = append(kept, c)
		case (c.act == Revise || c.act == Refuse) && outer.act == Undertake && outer.polarity == Positive:
			kept = append(kept, c)
		case c.act == Revise && outer.act == Revise:
			kept = append(kept, c)
		}
	}
	f.found = giveWay(kept)
}

// giveWay drops the actions that give way to a revision or a refusal inside them: of "agreed to resume
// exports" the resuming.
func giveWay(found []candidate) []candidate {
	return slices.DeleteFunc(slices.Clone(found), func(c candidate) bool {
		return slices.ContainsFunc(found, func(o candidate) bool {
			return o.cue == c.action && o.action != c.action && (o.act == Revise || o.act == Refuse) &&
				(c.act == Undertake || c.act == Revise)
		})
	})
}

// outerOf is the statement whose action is the cue of c.
func (f *finder) outerOf(c candidate) (candidate, bool) {
	for _, o := range f.found {
		if o.action == c.cue && o.action != c.action {
			return o, true
		}
	}
	return candidate{}, false
}

// dropBackground drops what only looks like a statement.
func (f *finder) dropBackground() {
	question := f.isQuestion()
	f.found = slices.DeleteFunc(f.found, func(c candidate) bool {
		return question && c.act != Demand || f.isPurpose(c) || f.unreal(c.action) || c.cue >= 0 && f.unreal(c.cue) || f.takenBack(c) ||
			f.asked(c.action) || f.inTitle(c.action) || f.onlyDue(c.action)
	})
}

// onlyDue reports whether word i says of a deadline no more than when it is: "the deadline will come seven years
// after the vote".
func (f *finder) onlyDue(i int) bool {
	s := f.tree.Subject(i)
	return s >= 0 && deadlines[f.tree.Words[s].Lemma] && comes[f.tree.Words[i].Lemma]
}

var comes = map[string]bool{"come": true, "fall": true, "loom": true, "near": true, "approach": true, "arrive": true}

// takenBack reports whether the cue itself is denied, so that nothing is left: "did not refuse to
// resign", "did not fail to pay", "nobody expects", "declined to comment".
func (f *finder) takenBack(c candidate) bool {
	t := f.tree
	if q, ok := cueAt(t, c.action); ok && q.act == Refuse && (c.act == Refuse || c.polarity == Negative) {
		return true // "would not rule out"
	}
	if c.cue < 0 || c.cue == c.action {
		return false
	}
	q, ok := cueAt(t, c.cue)
	if !ok {
		return false
	}
	if t.Negated(c.cue) && (q.act == Refuse || q.act == Outcome) {
		return true
	}
	if q.act == Refuse && idle[t.Words[c.action].Lemma] {
		return true
	}
	s := t.Subject(c.cue)
	return s >= 0 && (t.Tokens[s].Lower == "nobody" || t.Tokens[s].Lower == "none") && q.act == Forecast
}

// asked reports whether word i stands in a question that is only told: "asked whether he would go".
func (f *finder) asked(i int) bool {
	t := f.tree
	v := f.stead(i)
	m := t.Mark(v)
	if m < 0 || t.Tokens[m].Lower != "whether" && t.Tokens[m].Lower != "if" || t.Words[v].Head < 0 {
		return false
	}
	return t.Words[v].Rel == "ccomp" && questions[t.Words[t.Words[v].Head].Lemma]
}

var questions = map[string]bool{"ask": true, "wonder": true, "question": true, "inquire": true, "enquire": true}

// inTitle reports whether word i stands in the title of a work: inside marks of quotation in which
// every word of weight begins with a capital.
func (f *finder) inTitle(i int) bool {
	t := f.tree
	open, end := -1, -1
	for k := i; k >= max(0, i-8) && open < 0; k-- {
		if quotes[t.Tokens[k].Text] {
			open = k
		}
	}
	for k := i; k < min(t.Len(), i+8) && end < 0; k++ {
		if quotes[t.Tokens[k].Text] {
			end = k
		}
	}
	if open < 0 || end < 0 || end-open < 3 {
		return false
	}
	for k := open + 1; k < end; k++ {
		if first := []rune(t.Tokens[k].Text)[0]; unicode.IsLower(first) && len(t.Tokens[k].Text) > 3 {
			return false
		}
	}
	return unicode.IsUpper([]rune(t.Tokens[i].Text)[0])
}

var quotes = map[string]bool{"\"": true, "“": true, "”": true, "``": true, "''": true}

// idle are what people decline to do who merely do not talk.
var idle = map[string]bool{"comment": true, "say": true, "answer": true, "elaborate": true, "discuss": true, "respond": true,
	"speak": true, "talk": true, "identify": true, "name": true, "reveal": true, "disclose": true, "confirm": true}

// isPurpose reports whether the cue itself is only the purpose of a finished event.
func (f *finder) isPurpose(c candidate) bool {
	t := f.tree
	if c.cue < 0 || c.cue == c.action || t.Words[c.cue].Tag != parse.VERB {
		return false
	}
	return t.Words[c.cue].Rel == "advcl" && f.hasTo(c.cue) && c.act != Revise
}

// hasFuture reports whether a time to come stands in the clause of word i.
func (f *finder) hasFuture(i int) bool {
	for _, at := range f.times {
		if at.future && (f.attached(at, i) || f.tree.IsAncestor(i, at.head) && f.tree.Clause(at.head) == i) {
			return true
		}
	}
	return false
}

// ownFuture reports whether a time that begins after the day of the report hangs on word i.
func (f *finder) ownFuture(i int) bool {
	for _, at := range f.times {
		if !at.future || !f.startsLater(at) {
			continue
		}
		// "take effect tomorrow": the parser may hang the time on the object.
		if at.parent == i || at.parent >= 0 && f.tree.Words[at.parent].Head == i && lightNouns[f.tree.Tokens[at.parent].Lower] {
			return true
		}
	}
	return false
}

// attached reports whether a time hangs on word i or on a noun below it.
func (f *finder) attached(at timeAt, i int) bool {
	for p := at.parent; p >= 0; p = f.tree.Words[p].Head {
		if p == i {
			return true
		}
		if f.tree.Words[p].Tag == parse.VERB {
			return false
		}
	}
	return false
}
