package parse

import "github.com/bywhen/bywhen/text"

// Phrase is the span of the noun phrase or clause that i heads, with all that depends on it but
// without the words that tie it to the rest: its preposition, conjunction or mark, and the
// punctuation at its ends.
func (t *Tree) Phrase(i int) text.Span { return t.span(i, false) }

// PhraseCore is as Phrase, but ends before the first relative clause, apposition or aside: "the
// ministry" in "the ministry, which denies it".
func (t *Tree) PhraseCore(i int) text.Span { return t.span(i, true) }

func (t *Tree) span(i int, core bool) text.Span {
	if i < 0 {
		return text.Span{}
	}
	r := t.hull[i]
	for _, k := range t.Children(i) {
		rel := t.Words[k].Rel
		if k < i {
			switch {
			case is(rel, "case") || rel == "mark" || rel == "cc":
				r.First = max(r.First, t.hull[k].End)
			case core && (is(rel, "parataxis") || is(rel, "advcl")):
				r.First = max(r.First, t.hull[k].End)
			}
			continue
		}
		first := t.hull[k].First
		aside := rel == "acl" && (t.Tokens[first].Text == "," || t.Tokens[first-1].Text == ",")
		if core && (aside || rel == "acl:relcl" || rel == "appos" || rel == "parataxis" || rel == "dep" || rel == "list") {
			r.End = t.hull[k].First
			break
		}
	}
	for r.First < i && t.Words[r.First].Tag == PUNCT && !t.opens(r.First, r.End) {
		r.First++
	}
	for r.End-1 > i && t.Words[r.End-1].Tag == PUNCT && !t.closes(r.First, r.End-1) {
		r.End--
	}
	return text.Span{Start: t.Tokens[r.First].Span.Start, End: t.Tokens[r.End-1].Span.End}
}

// opens reports whether the bracket or quote at i is closed before end.
func (t *Tree) opens(i, end int) bool {
	want := partner(t.Tokens[i].Text)
	for j := i + 1; want != "" && j < end; j++ {
		if t.Tokens[j].Text == want {
			return j < end-1 // a pair around the whole is no part of it
		}
	}
	return false
}

// closes reports whether the bracket or quote at i was opened after first.
func (t *Tree) closes(first, i int) bool {
	for j := i - 1; j > first; j-- {
		if partner(t.Tokens[j].Text) == t.Tokens[i].Text {
			return true
		}
	}
	return false
}

// partner is the mark that closes the pair which s opens.
func partner(s string) string {
	switch s {
	case "(":
		return ")"
	case "[":
		return "]"
	case "“":
		return "”"
	case "‘":
		return "’"
	case "\"":
		return "\""
	}
	return ""
}

// predicate is i, or the word that i helps where it is an auxiliary or a copula.
func (t *Tree) predicate(i int) int {
	for i >= 0 && (t.Is(i, "aux") || t.Is(i, "cop")) {
		i = t.Words[i].Head
	}
	return i
}

// Subject is who does, suffers or is what the verb or predicate i says, as far as the sentence
// tells: its own subject, or the inherited one of an infinitive ("the minister" for "leave" in
// "the minister promised to leave"), a participle, a conjoined verb or a relative clause (the
// noun that it belongs to). It is -1 where the sentence has none.
func (t *Tree) Subject(i int) int { return t.subject(i, 0) }

func (t *Tree) subject(i, depth int) int {
	i = t.predicate(i)
	if i < 0 || depth > 16 {
		return -1
	}
	w := t.Words[i]
	if s := t.ownSubject(i); s >= 0 {
		if w.Rel == "acl:relcl" && t.relative(s) {
			return w.Head
		}
		return s
	}
	head := w.Head
	if head < 0 {
		return -1
	}
	switch {
	case w.Rel == "conj":
		return t.subject(head, depth+1)
	case w.Rel == "xcomp":
		if o := t.Object(head); o >= 0 && !subjectControl[t.Words[head].Lemma] {
			return o
		}
		return t.subject(head, depth+1)
	case is(w.Rel, "advcl"):
		return t.subject(head, depth+1)
	case w.Rel == "acl:relcl":
		if w.Form != Base { // "troops that left", not "a place to stay"
			return head
		}
	case w.Rel == "acl":
		return t.ofNoun(i, head, depth)
	}
	return -1
}

// subjectControl are the verbs whose object does not do what the infinitive says: "promised her
// to leave".
var subjectControl = map[string]bool{"promise": true, "threaten": true, "pledge": true, "vow": true, "use": true,
	"need": true, "have": true, "take": true, "make": false}

// ownSubject is the subject that depends on i itself. Of two, where the parser has taken a dateline or
// a word called out for one, it is that next to the verb.
func (t *Tree) ownSubject(i int) int {
	found := -1
	for _, k := range t.Children(i) {
		if rel := t.Words[k].Rel; is(rel, "nsubj") || is(rel, "csubj") {
			if rel == "nsubj:outer" || rel == "csubj:outer" {
				continue
			}
			if found < 0 || k < i || t.Tokens[found].Lower == "there" {
				found = k
			}
		}
	}
	return found
}

// relative reports whether the word is a relative pronoun.
func (t *Tree) relative(i int) bool {
	switch t.Tokens[i].Lower {
	case "who", "which", "that", "whom":
		return true
	}
	return false
}

// ofNoun is the subject of a clause i that belongs to a noun: the noun for a participle ("troops
// leaving"), else the owner of the noun ("the bank's plan to cut rates") or the subject of the
// verb whose object it is ("has plans to").
func (t *Tree) ofNoun(i, noun, depth int) int {
	if t.Words[i].Form == Gerund && t.Mark(i) < 0 || t.Words[i].Form == Participle {
		return noun
	}
	if owner := t.Child(noun, "nmod:poss"); owner >= 0 {
		return owner
	}
	for _, k := range t.Children(noun) {
		if k > noun && t.Is(k, "nmod") {
			if c := t.Case(k); c >= 0 && t.Tokens[c].Lower == "by" {
				return k // "an agreement by the parties to"
			}
		}
	}
	if t.Is(noun, "obj") || t.Is(noun, "obl") {
		return t.subject(t.Words[noun].Head, depth+1)
	}
	if t.Words[t.predicate(noun)].Tag != VERB && t.Child(noun, "cop") >= 0 {
		return t.ownSubject(noun)
	}
	return -1
}

// Object is the direct object of i, -1 if there is none.
func (t *Tree) Object(i int) int { return t.Child(t.predicate(i), "obj") }

// IsPassive reports whether the verb i is in the passive: "was sent", "troops sent home".
func (t *Tree) IsPassive(i int) bool {
	i = t.predicate(i)
	if i < 0 || t.Words[i].Form != Participle {
		return false
	}
	if t.Child(i, "aux:pass", "nsubj:pass", "csubj:pass") >= 0 {
		return true
	}
	if t.Child(i, "aux", "cop") >= 0 {
		return false
	}
	switch rel := t.Words[i].Rel; {
	case rel == "conj":
		return t.ownSubject(i) < 0 && t.IsPassive(t.Words[i].Head)
	case rel == "acl", is(rel, "advcl"), rel == "xcomp", rel == "amod":
		return true
	}
	return false
}

// PassiveAgent is who does it in the passive, "the army" in "sent by the army"; -1 if not said.
func (t *Tree) PassiveAgent(i int) int {
	i = t.predicate(i)
	if i < 0 {
		return -1
	}
	if a := t.Child(i, "obl:agent"); a >= 0 {
		return a
	}
	if !t.IsPassive(i) {
		return -1
	}
	for _, k := range t.Children(i) {
		if t.Words[k].Rel != "obl" || k < i {
			continue
		}
		if c := t.Case(k); c >= 0 && t.Tokens[c].Lower == "by" && t.Words[k].Tag != NUM && !t.temporal(k) {
			return k
		}
	}
	return -1
}

// temporal reports whether the word names a day, month or year, so that "by" is no agent's.
func (t *Tree) temporal(i int) bool {
	switch t.Words[i].Lemma {
	case "year", "month", "week", "day", "hour", "minute", "today", "tomorrow", "then", "end", "time", "noon",
		"midnight", "date", "deadline", "evening", "morning", "night", "summer", "winter", "autumn", "spring":
		return true
	}
	switch t.Tokens[i].Lower {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
		"november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"jan.", "feb.", "aug.", "sept.", "oct.", "nov.", "dec.":
		return true
	}
	return false
}

// Negated reports whether i is denied: by "not", "never", "no longer", by "no" before it or
// before its subject ("no troops will leave").
func (t *Tree) Negated(i int) bool {
	i = t.predicate(i)
	if i < 0 {
		return false
	}
	for _, k := range t.Children(i) {
		switch t.Tokens[k].Lower {
		case "not", "n't", "nt", "never", "neither", "nor":
			if t.Words[k].Tag != CCONJ || k < i {
				return true
			}
		case "no":
			if k < i && t.Is(k, "det") {
				return true
			}
		case "longer":
			if k > 0 && t.Tokens[k-1].Lower == "no" {
				return true
			}
		}
	}
	if s := t.ownSubject(i); s >= 0 {
		switch t.Tokens[s].Lower {
		case "nobody", "none", "nothing", "neither":
			return true
		}
		if d := t.Child(s, "det"); d >= 0 && (t.Tokens[d].Lower == "no" || t.Tokens[d].Lower == "neither") {
			return true
		}
	}
	if t.Words[i].Rel == "conj" && t.ownSubject(i) < 0 && t.Words[i].Form == Base && t.Child(i, "aux") < 0 {
		for _, k := range t.Children(i) {
			if t.Words[k].Rel == "cc" && t.Tokens[k].Lower == "or" { // "will not run or serve"
				return t.Negated(t.Words[i].Head)
			}
		}
	}
	return false
}

// Modal is the modal auxiliary of i, "will" in "will leave", also one that a conjoined verb
// shares ("will leave and return"); -1 if there is none.
func (t *Tree) Modal(i int) int {
	i = t.predicate(i)
	for i >= 0 {
		for _, k := range t.Children(i) {
			if t.Is(k, "aux") && t.Words[k].Form == ModalVerb {
				return k
			}
		}
		w := t.Words[i]
		if w.Rel != "conj" || t.ownSubject(i) >= 0 || t.Child(i, "aux", "aux:pass", "cop") >= 0 ||
			w.Form != Base && w.Form != Participle {
			return -1
		}
		i = w.Head
	}
	return -1
}

// Auxiliaries are the auxiliaries of i, in order of the text, without the copula.
func (t *Tree) Auxiliaries(i int) []int { return t.all(t.predicate(i), "aux") }

// Complements are the clauses that i takes as complements: "to leave", "that he left".
func (t *Tree) Complements(i int) []int { return t.all(t.predicate(i), "xcomp", "ccomp") }

func (t *Tree) all(i int, rels ...string) []int {
	if i < 0 {
		return nil
	}
	var found []int
	for _, k := range t.Children(i) {
		for _, rel := range rels {
			if t.Is(k, rel) {
				found = append(found, k)
				break
			}
		}
	}
	return found
}

// Mark is the word that opens the clause of i, "that", "if", "to"; -1 if there is none.
func (t *Tree) Mark(i int) int { return t.Child(t.predicate(i), "mark") }

// Case is the preposition (or possessive 's) of i, the first word of "because of"; -1 if there is
// none.
func (t *Tree) Case(i int) int { return t.Child(i, "case") }

// Particle is the particle of a phrasal verb, "out" in "pull out"; -1 if there is none.
func (t *Tree) Particle(i int) int { return t.Child(t.predicate(i), "compound:prt") }

// Clause is the head of the innermost clause that holds i: i itself where it heads one.
func (t *Tree) Clause(i int) int {
	for i >= 0 {
		i = t.predicate(i)
		w := t.Words[i]
		if w.Head < 0 {
			return i
		}
		switch {
		case is(w.Rel, "ccomp"), is(w.Rel, "xcomp"), is(w.Rel, "csubj"), is(w.Rel, "advcl"), is(w.Rel, "acl"),
			w.Rel == "parataxis":
			return i
		case w.Rel == "conj" && (w.Tag == VERB || t.ownSubject(i) >= 0 || t.Child(i, "cop") >= 0):
			return i
		}
		i = w.Head
	}
	return -1
}

// Tense is the time in which a verb group stands.
type Tense uint8

// The tenses. The zero Tense is that of infinitives, participles and of no verb at all.
const (
	NoTense      Tense = iota
	PastTense          // "left", "was leaving", "had left", "has left"
	PresentTense       // "leaves", "is leaving"
	FutureTense        // "will leave", "shall leave"
	Conditional        // "would leave", "could leave"
)

// Tense is the tense of the verb group of i, the whole group asked: "has been sent" is past. The
// present perfect counts as past. Conjoined verbs share the auxiliary of the first.
func (t *Tree) Tense(i int) Tense {
	i = t.predicate(i)
	if i < 0 {
		return NoTense
	}
	if m := t.Modal(i); m >= 0 {
		switch t.Tokens[m].Lower {
		case "will", "'ll", "shall", "wo", "can", "may", "must", "ca":
			return FutureTense
		}
		return Conditional
	}
	for _, k := range t.Children(i) {
		if t.Is(k, "aux") || t.Is(k, "cop") {
			if tense := t.finite(k); tense != NoTense {
				return tense
			}
		}
	}
	if tense := t.finite(i); tense != NoTense {
		return tense
	}
	if w := t.Words[i]; w.Rel == "conj" && t.ownSubject(i) < 0 {
		return t.Tense(w.Head)
	}
	return NoTense
}

func (t *Tree) finite(i int) Tense {
	switch w := t.Words[i]; w.Form {
	case Past:
		return PastTense
	case Present:
		if w.Lemma == "have" && t.Is(i, "aux") {
			return PastTense
		}
		return PresentTense
	}
	return NoTense
}
