package attribution

import (
	"slices"
	"strings"

	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// silent are the verbs under which a verb of speech says nothing: "declined to say".
var silent = map[string]bool{
	"refuse": true, "decline": true, "fail": true, "avoid": true, "forbear": true, "hesitate": true,
	"forbid": true, "prevent": true, "stop": true, "cease": true,
}

// lookup is the list's entry for the verb at i, with the particle or preposition that belongs to it.
func (f *finder) lookup(s *sent, i int) (v verb, last int, ok bool) {
	lemma := s.w[i].Lemma
	if f.l.particles[lemma] {
		for j := i + 1; j <= min(s.hi[i], i+3); j++ {
			if v, ok := f.l.verbs[lemma+" "+s.tok[j].Lower]; ok {
				return v, j, true
			}
		}
	}
	v, ok = f.l.verbs[lemma]
	return v, i, ok
}

// verb tries the frames of the reporting verb at i.
func (f *finder) verb(s *sent, i int) {
	lemma := s.w[i].Lemma
	switch {
	case s.rel(i, "amod", "compound", "discourse", "case", "mark", "fixed"):
		return
	case lemma == "cite" || lemma == "quote":
		f.citing(s, i)
		return
	case lemma == "give" || lemma == "set":
		f.deadline(s, i)
		return
	}
	v, last, ok := f.lookup(s, i)
	if !ok {
		f.feeling(s, i)
		return
	}
	if j := s.child(i, "nsubj"); lemma == "mean" && (j < 0 || s.w[j].Tag != parse.PRON || s.tok[j].Lower != "i" && s.tok[j].Lower != "you") {
		return // "which means that": nobody says it
	}
	if h := s.w[i].Head; s.rel(i, "xcomp", "advcl", "ccomp") && h >= 0 && h < i && silent[s.w[h].Lemma] {
		return
	}
	passive := s.passive(i)
	if v.typ == Fact && s.modal(i) && s.child(i, "ccomp") >= 0 && !s.finite(s.child(i, "ccomp")) {
		return // "the plan would see troops leave": nobody has seen it
	}
	source := f.sameVoice(s, i, s.subject(i))
	if before := f.speaksOnIn(s, i, source); before >= 0 {
		source = before
	}
	if x := s.childAfter(i, "xcomp"); passive && x >= 0 && s.child(i, "ccomp", "csubj") < 0 {
		switch p := s.child(i, "nsubj:pass"); {
		case source < 0:
			return // "is said to be": nobody says it
		case p >= 0 && v.typ != Demand && v.frames&tellFrame == 0 && v.frames&clauseFrame != 0: // "is seen by many to be"
			f.add(s, "verb-clause", v.typ, source, i, last, s.span(s.lo[p], s.hi[p]), s.span(s.lo[x], s.hi[x]))
			return
		}
	}
	if source < 0 && !passive && s.w[i].Form != parse.Base && s.w[i].Form != parse.Gerund && s.child(i, "csubj") < 0 {
		source, _, _ = s.nominalBefore(i)
	}
	if source < 0 && !passive && i > 0 && (isQuote(s.tok[i-1].Text) || s.tok[i-1].Text == ",") && v.frames&quoteFrame != 0 && len(f.quotes) > 0 {
		if b := f.beside(s, i); b > i {
			source = b // "...?" asked Ann Varga
		}
	}
	quoted := f.quoted(s, i, source, v)
	if passive && source < 0 && (v.typ != Assertion || v.frames&tellFrame != 0 || lemma == "ask") {
		return // "it is known that", "was told that"
	}
	if v.frames&(clauseFrame|quoteFrame|tellFrame) != 0 {
		if c := f.clause(s, i, last, source, v); len(c) > 0 && (v.frames&clauseFrame != 0 || len(quoted) > 0) {
			c = f.widen(c, quoted, s.tok[i].Span)
			at := f.add(s, "verb-clause", v.typ, source, i, last, c...)
			f.told(s, i, at, v)
			return
		}
		if len(quoted) > 0 && (v.typ != Fact) {
			if source < 0 {
				source = f.beside(s, i)
			}
			at := f.add(s, "verb-quotation", v.typ, source, i, last, quoted...)
			f.told(s, i, at, v)
			return
		}
	}
	if v.frames&(objectToFrame|objectForFrame|objectOfFrame) != 0 && f.wanted(s, i, last, source, v) {
		return
	}
	if v.frames&objectFrame != 0 {
		f.object(s, i, last, source, v)
	}
}

// sameVoice is the subject of the verb at i, -1 where one of the two is quoted without the other:
// whoever speaks does not stand inside his own words.
func (f *finder) sameVoice(s *sent, i, subject int) int {
	if subject < 0 || len(f.quotes) == 0 || f.quotationAt(s.tok[i].Span) == f.quotationAt(s.tok[subject].Span) {
		return subject
	}
	for j := s.lo[i]; j <= s.hi[i]; j++ { // "The bridge," said Ann Varga, "will open"
		if s.w[j].Head == i && s.rel(j, "nsubj") && f.quotationAt(s.tok[j].Span) == f.quotationAt(s.tok[i].Span) {
			return j
		}
	}
	return -1
}

// speaksOnIn is the source of the saying before the gerund at i that goes on with it, "said the deal
// was dead, adding that", also where the subject is nobody who speaks: "said the trial would end, saying
// that". It is -1 for other verbs.
func (f *finder) speaksOnIn(s *sent, i, subject int) int {
	if s.w[i].Form != parse.Gerund || i == 0 || s.tok[i-1].Text != "," {
		return -1
	}
	if !goesOn[s.w[i].Lemma] {
		if subject < 0 || s.w[subject].Tag != parse.NOUN {
			return -1
		}
		if first, last := s.phrase(subject); f.describe(s, subject, first, last).Kind != "" {
			return -1
		}
	}
	for k := len(f.found) - 1; k >= 0 && f.found[k].sent == s.n; k-- {
		if a := &f.found[k]; a.Type == Assertion && a.cue >= 0 && a.cue < i && a.source >= 0 {
			return f.sameVoice(s, i, a.source)
		}
	}
	return -1
}

// goesOn are the verbs whose gerund tells more of what the same speaker says.
var goesOn = map[string]bool{"add": true, "note": true, "stress": true, "explain": true, "emphasise": true, "emphasize": true}

// feeling tries the participle at i that says what somebody holds: "is concerned that".
func (f *finder) feeling(s *sent, i int) {
	if s.w[i].Form == parse.Participle && f.l.adjectives[s.tok[i].Lower] && s.child(i, "nsubj:pass", "nsubj") >= 0 {
		f.holds(s, i)
	}
}

// clause is the content of the verb at i as the grammar has it: a clause that it governs, a clause
// that it interrupts ("The road, she said, opens in May"), or one it is set beside.
func (f *finder) clause(s *sent, i, last, source int, v verb) []text.Span {
	if v.typ == Assertion && s.parenthetical(i, last, source) {
		return f.around(s, 0, len(s.tok)-1, i, last, source)
	}
	if k := s.toldThat(last); v.frames&tellFrame != 0 && k >= 0 && !s.passive(i) {
		a, b := s.trim(k, max(k, min(f.untilEnd(s, i, k), s.reach(i))))
		return []text.Span{s.span(a, b)}
	}
	for j := s.lo[i]; j <= s.hi[i]; j++ {
		if s.w[j].Head != i || j == i {
			continue
		}
		if s.rel(j, "ccomp") && s.hi[j] < i && !s.punctuated(s.hi[j], i) {
			continue // what is said first ends with a comma: "sources close to the talks said"
		}
		extraposed := s.rel(j, "csubj") && (s.passive(i) || s.child(i, "expl") >= 0)
		if s.w[j].Rel == "ccomp" && (v.typ != Fact || s.finite(j) || s.asks(j)) || extraposed {
			end := s.hi[j]
			start := s.lo[j]
			if v.typ == Assertion && start > i {
				end = max(end, f.untilEnd(s, i, start))
				if v.frames&tellFrame == 0 && source < i && s.nominal(last+1, start-1) {
					start = last + 1 // "indicated no support will come", the subject cut off
				}
			}
			return f.around(s, start, end, i, last, source)
		}
	}
	open := v.typ != Fact && f.opensClause(s, last) || v.typ == Fact && s.at(last+1) == "that" && s.w[last+1].Tag == parse.SCONJ
	if open && v.frames&clauseFrame != 0 && !s.passive(i) && (!s.rel(i, "acl") || s.w[i].Form == parse.Gerund) {
		if c := f.following(s, i, last); len(c) > 0 {
			return c
		}
	}
	if o := s.childAfter(i, "obj"); o >= 0 && s.asks(o) && s.lo[o] == o && s.child(o, "acl") >= 0 && !s.passive(i) {
		return []text.Span{s.span(o, s.hi[o])} // "see what he has", the pronoun taken for the object
	}
	if v.typ == Fact {
		return nil // "you know", by the way
	}
	if j := s.childAfter(i, "parataxis"); j >= 0 && s.verbal(j) && s.lo[j] > i {
		if before := s.tok[s.lo[j]-1].Text; before == ":" || before == "," || isQuote(s.tok[s.lo[j]].Text) || isQuote(before) {
			return f.around(s, s.lo[j], s.hi[j], i, last, source)
		}
	}
	h := s.w[i].Head
	beside := s.w[i].Rel == "parataxis" || s.w[i].Rel == "advcl" && s.has(i, "as", "mark", "advmod")
	if h >= 0 && beside && source >= 0 && s.below(source, i) && s.child(i, "obj", "ccomp") < 0 && s.verbal(h) {
		return f.around(s, s.lo[h], s.hi[h], i, last, source)
	}
	return nil
}

// around is the text from token first to token last less the part that holds the verb and its
// subject, should it lie within.
func (f *finder) around(s *sent, first, last, verb, verbLast, source int) []text.Span {
	if r := s.reach(verb); r < last && r >= first {
		last = r
	}
	cutFrom, cutTo := verb, verbLast
	if a, b := 0, 0; source >= 0 {
		if a, b = s.phrase(source); a != verbLast+1 && !s.below(source, verb) {
			a, b = cutFrom, cutTo
		}
		cutFrom, cutTo = min(cutFrom, a), max(cutTo, b)
	}
	if cutTo < first || cutFrom > last {
		first, last = s.trim(first, last)
		return []text.Span{s.span(first, last)}
	}
	var out []text.Span
	if cutFrom > first {
		a, b := s.trim(first, cutFrom-1)
		if s.tok[b].Kind != token.Punct || b > a {
			out = append(out, s.span(a, b))
		}
	}
	if cutTo < last {
		a, b := s.trim(cutTo+1, last)
		if b > a || s.tok[b].Kind == token.Word {
			out = append(out, s.span(a, b))
		}
	}
	return out
}

func isQuote(t string) bool {
	switch t {
	case "\"", "“", "”", "``", "''", "‘", "«", "'":
		return true
	}
	return false
}

// wanted handles verbs that want or expect something of others: "urged them to go", "called for a
// vote", "warned of floods".
func (f *finder) wanted(s *sent, i, last, source int, v verb) bool {
	typ := Demand
	if v.typ == Belief || v.frames&objectToFrame == 0 && v.frames&objectOfFrame != 0 {
		typ = v.typ
	}
	if v.frames&objectToFrame != 0 {
		x := s.childAfter(i, "xcomp")
		if x < 0 {
			x = s.childAfter(i, "advcl", "ccomp")
		}
		to := x >= 0 && s.has(x, "to", "mark")
		o := s.childAfter(i, "obj", "iobj", "obl")
		if o < 0 && to { // "expects prices to fall": the parse may give the object to the infinitive
			if n := s.child(x, "nsubj"); n > i && n < x {
				o = n
			}
		}
		switch {
		case to && o >= 0 && o < x && !s.passive(i) && source >= 0:
			first, _ := s.phrase(o)
			a, b := s.trim(min(first, s.lo[x]), s.hi[x])
			f.add(s, "verb-object-to", typ, source, i, last, s.span(a, b))
			return true
		case to && s.passive(i) && s.agent(i) >= 0:
			a, b := s.trim(s.lo[x], s.hi[x])
			f.add(s, "verb-object-to", typ, s.agent(i), i, last, s.span(a, b))
			return true
		}
	}
	if s.passive(i) || source < 0 {
		return false
	}
	for j := i + 1; j <= s.hi[i]; j++ {
		if s.w[j].Head != i || !s.rel(j, "obl", "advcl", "nmod") {
			continue
		}
		prep := ""
		if c := s.child(j, "case", "mark"); c >= 0 {
			prep = s.tok[c].Lower
		}
		switch {
		case v.frames&objectForFrame != 0 && (prep == "for" || prep == "against"):
			typ = Demand
		case v.frames&objectOfFrame != 0 && prep == "of":
			typ = v.typ
		default:
			continue
		}
		a, b := s.trim(min(s.lo[j]+1, s.hi[j]), s.hi[j])
		if s.at(b+1) == "to" && b+2 < len(s.tok) { // "called for the dam to be repaired"
			a, b = s.trim(a, max(b, f.untilEnd(s, i, b+2)))
		}
		f.add(s, "verb-object-for", typ, source, i, last, s.span(a, b))
		return true
	}
	return false
}

// deadline handles "gave the company until May to pay".
func (f *finder) deadline(s *sent, i int) {
	source := s.subject(i)
	if source < 0 || s.passive(i) {
		return
	}
	until := false
	x := -1
	for j := i + 1; j <= s.hi[i]; j++ {
		switch s.tok[j].Lower {
		case "until", "deadline", "hours", "days", "weeks", "months", "ultimatum":
			until = true
		}
		if s.w[j].Tag == parse.VERB && s.has(j, "to", "mark") && s.rel(j, "xcomp", "advcl", "acl", "ccomp") {
			x = j
			break
		}
	}
	if !until || x < 0 || s.childAfter(i, "obj", "iobj") < 0 {
		return
	}
	a, b := s.trim(i+1, s.hi[i])
	f.add(s, "gave-until-to", Demand, source, i, i, s.span(a, b))
}

// object handles verbs whose noun object is what is said: "announced a ban", "a ban announced by".
func (f *finder) object(s *sent, i, last, source int, v verb) {
	if s.passive(i) {
		if p := s.child(i, "nsubj:pass"); p >= 0 && source >= 0 && s.w[p].Tag != parse.PRON && f.tells(s, s.lo[p], s.hi[p]) {
			f.add(s, "verb-object", v.typ, source, i, last, s.span(s.lo[p], s.hi[p]))
		}
		return
	}
	if s.rel(i, "acl") && s.w[i].Form == parse.Participle && source >= 0 {
		if h := s.w[i].Head; h == i-1 || h == i-2 && s.w[i-1].Tag == parse.ADV {
			first, _ := s.phrase(h)
			if a, b := s.trim(first, h); f.tells(s, a, b) {
				f.add(s, "verb-object", v.typ, source, i, last, s.span(a, b))
			}
		}
		return
	}
	o := s.childAfter(i, "obj")
	if o < 0 || source < 0 || s.w[o].Tag != parse.NOUN && s.w[o].Tag != parse.PROPN && s.w[o].Tag != parse.VERB {
		if x := s.childAfter(i, "xcomp"); x >= 0 && source >= 0 && s.w[x].Form == parse.Gerund {
			a, b := s.trim(s.lo[x], s.hi[x])
			f.add(s, "verb-object", v.typ, source, i, last, s.span(a, b))
		}
		return
	}
	// What follows the object inside the clause ("to take effect in May") tells of it too.
	end := s.hi[o]
	for j := o + 1; j <= s.hi[i]; j++ {
		if s.w[j].Head == i && s.rel(j, "xcomp", "advcl", "obl") && s.lo[j] == end+1 {
			end = s.hi[j]
		}
	}
	if a, b := s.trim(s.lo[o], end); f.tells(s, a, b) {
		f.add(s, "verb-object", v.typ, source, i, last, s.span(a, b))
	}
}

// tells reports whether the tokens from first to last name something that is done or planned: a
// ban is announced like a sentence, a wax figure is not.
func (f *finder) tells(s *sent, first, last int) bool {
	for k := first; k <= last; k++ {
		if s.w[k].Tag == parse.VERB && s.w[k].Form != parse.Participle || s.w[k].Tag == parse.NOUN && f.l.events[s.w[k].Lemma] {
			return true
		}
	}
	return false
}

// told adds the outlet that was told as the enclosing link: "told the Meridian Wire".
func (f *finder) told(s *sent, i, inner int, v verb) {
	if inner < 0 {
		return
	}
	for j := s.lo[i]; j <= s.hi[i]; j++ {
		if s.w[j].Head != i {
			continue
		}
		direct := v.frames&tellFrame != 0 && s.rel(j, "obj", "iobj")
		to := s.rel(j, "obl") && (s.has(j, "to", "case") || s.has(j, "with", "case"))
		if !direct && !to {
			continue
		}
		if k := s.child(j, "nmod"); to && k >= 0 && s.w[j].Lemma == "interview" {
			j = k
		}
		first, last := s.phrase(j)
		if d := f.describe(s, j, first, last); d.Kind != Media || d.Name == "" && s.child(j, "flat", "appos", "compound") < 0 {
			continue
		}
		whole := f.found[inner].hull().Cover(f.found[inner].Mention).Cover(f.found[inner].Cue)
		at := f.add(s, "told-outlet", Assertion, j, i, i, whole)
		f.found[inner].outer = at
		return
	}
}

// citing handles "citing X" and "quoted X as saying".
func (f *finder) citing(s *sent, i int) {
	source := s.subject(i)
	o := s.childAfter(i, "obj")
	if s.w[i].Lemma == "quote" && s.passive(i) { // the verb under it finds the speaker
		p := s.child(i, "nsubj:pass")
		if a := s.agent(i); a >= 0 && p >= 0 {
			f.add(s, "quoted-by", Assertion, a, i, i, s.span(s.lo[p], s.hi[p]), s.span(min(i+1, s.hi[i]), s.hi[i]))
		}
		return
	}
	if o < 0 {
		return
	}
	first, last := s.phrase(o)
	kind := f.describe(s, o, first, last).Kind
	_, person := f.l.persons[s.w[o].Lemma]
	if kind == "" || kind == UnnamedGroup && !person || kind == Document && f.l.nouns[s.w[o].Lemma] == "" && !citable[s.w[o].Lemma] {
		return
	}
	h := s.w[i].Head
	if s.w[i].Form == parse.Gerund && h >= 0 && s.rel(i, "advcl", "acl", "conj") {
		// "A said B, citing C": what A says is on C's word.
		says := h // the saying that it is cited for: "reported that the troops would leave, citing"
		for f.byVerb(s, says) < 0 && s.w[says].Head >= 0 && s.rel(says, "ccomp", "conj", "xcomp") {
			says = s.w[says].Head
		}
		content := f.contentAt(s, says)
		if len(content) == 0 && s.verbal(h) {
			content = f.around(s, s.lo[h], s.hi[h], i, max(i, s.hi[i]), -1)
		}
		at := f.add(s, "citing", Assertion, o, i, i, content...)
		if at >= 0 {
			f.found[at].outer = f.byVerb(s, says)
		}
		return
	}
	if s.w[i].Lemma == "quote" && source >= 0 {
		a, b := s.trim(s.lo[o], s.hi[i])
		outer := f.add(s, "quotes", Assertion, source, i, i, f.widen([]text.Span{s.span(a, b)}, f.quoted(s, i, source, verb{Assertion, quoteFrame}), s.tok[i].Span)...)
		if x := s.childAfter(i, "advcl", "obl", "xcomp"); x >= 0 && strings.HasPrefix(s.w[x].Lemma, "say") {
			return // the verb of saying finds the inner link
		}
		if q := f.quoted(s, i, source, verb{Assertion, quoteFrame}); len(q) > 0 {
			if at := f.add(s, "quotes", Assertion, o, i, i, q...); at >= 0 {
				f.found[at].outer = outer
			}
		}
	}
}

// byVerb is the index of what was found with the cue at token i of s, or -1.
func (f *finder) byVerb(s *sent, i int) int {
	for k := len(f.found) - 1; k >= 0 && f.found[k].sent == s.n; k-- {
		if f.found[k].cue == i {
			return k
		}
	}
	return -1
}

// contentAt is the content of what was found with the cue at token i, nil where there is none.
func (f *finder) contentAt(s *sent, i int) []text.Span {
	if k := f.byVerb(s, i); k >= 0 {
		return slices.Clone(f.found[k].Content)
	}
	return nil
}

// citable are the documents that are cited as sources; rules and orders are cited as reasons.
var citable = map[string]bool{
	"document": true, "study": true, "survey": true, "poll": true, "filing": true, "letter": true, "memo": true,
	"data": true, "figure": true, "article": true, "record": true, "source": true, "transcript": true,
}
