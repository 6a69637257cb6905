package attribution

import (
	"strings"

	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// Note [Order of words beside the tree]
//
// A parser errs most where reports speak most densely: "confirms that" after a name, a clause
// without "that", a name after a long title. English word order tells the same facts well enough
// there: who speaks stands left of the verb, what is said runs from the verb to the end of the
// sentence. The functions of this file read the order; the rules ask the tree first.

// opensClause reports whether the words after the verb at i begin a clause of what is said:
// "that", perhaps after whom and where it was said, or somebody or something who then will, would,
// has or is.
func (f *finder) opensClause(s *sent, i int) bool {
	k := i + 1
	if k < len(s.tok) && s.tok[k].Text == "," { // "says, should it rain, he will"
		for k++; k < len(s.tok) && s.tok[k].Text != ","; k++ {
		}
		k++
	}
	for k < len(s.tok) && (s.w[k].Tag == parse.ADV || timeWord(s.tok[k].Lower) || s.tok[k].Lower == "on" && timeWord(s.at(k+1))) {
		k++
	}
	if k >= len(s.tok) {
		return false
	}
	if s.tok[k].Lower == "that" {
		return k+2 < len(s.tok) && s.tok[k+1].Kind != token.Punct
	}
	nominal := false
	start, from := s.w[k].Tag, k
	for n := 0; k < len(s.tok) && n < 16; k, n = k+1, n+1 {
		switch s.w[k].Tag {
		case parse.NOUN, parse.PROPN, parse.PRON, parse.NUM, parse.SCONJ, parse.DET, parse.ADJ, parse.ADP, parse.ADV, parse.CCONJ, parse.PART:
			lower := s.tok[k].Lower
			if lower == "that" && nominal && (start == parse.ADP || start == parse.PROPN || start == parse.PRON && k == from+1) {
				return k+2 < len(s.tok) && s.tok[k+1].Kind != token.Punct // "announces on the radio that"
			}
			if relative(lower) || s.w[k].Tag == parse.SCONJ || lower == "to" && s.w[k].Tag == parse.PART {
				return false
			}
			if t := s.w[k].Tag; t == parse.NOUN || t == parse.PROPN || t == parse.PRON || t == parse.NUM {
				nominal = true
			}
		case parse.AUX:
			prev := s.w[k-1].Tag
			return nominal && prev != parse.CCONJ && (prev != parse.PUNCT || isQuote(s.tok[k-1].Text) || s.tok[k-1].Text == ",") && start != parse.ADP
		case parse.VERB:
			return nominal && s.verbFinite(k) && s.rel(k, "ccomp", "root", "conj", "advcl") && start != parse.ADP
		case parse.PUNCT:
			switch {
			case isQuote(s.tok[k].Text):
			case nominal && s.tok[k].Text == "," && relative(s.at(k+1)): // "said Ann Varga, who is ill, will"
				for k++; k < len(s.tok)-1 && s.tok[k].Text != ","; k++ {
				}
			default:
				return false
			}
		default:
			return false
		}
	}
	return false
}

// at is the lower-case form of token k, empty past the end.
func (s *sent) at(k int) string {
	if k >= len(s.tok) {
		return ""
	}
	return s.tok[k].Lower
}

// untilEnd is the last token of what is said by the verb at i, reckoned from token from: the end
// of the sentence, or what comes before the verb's next deed ("said so and left") or next saying.
func (f *finder) untilEnd(s *sent, i, from int) int {
	end := len(s.tok) - 1
	for j := from + 1; j <= end; j++ {
		if s.tok[j].Text == ";" {
			end = j - 1
			break
		}
		if s.w[j].Tag != parse.VERB {
			continue
		}
		gerund := s.w[j].Form == parse.Gerund && s.tok[j-1].Text == ","
		_, _, says := f.lookup(s, j)
		if gerund && (says && s.w[j].Head <= i || s.w[j].Lemma == "cite" || s.w[j].Lemma == "quote") {
			end = j - 1
			break
		}
		if !s.rel(j, "conj") || s.w[j].Head != i {
			continue
		}
		if own := s.child(j, "nsubj", "nsubj:pass", "expl"); own >= 0 {
			if own > j || s.child(j, "mark") >= 0 || s.w[i].Rel != "root" {
				continue
			}
			// "said so, and the port was closed": the report goes on by itself, unless "would".
			if s.tok[s.lo[own]-1].Lower != "and" && s.tok[s.lo[own]-1].Lower != "but" || s.modal(j) {
				continue
			}
			end = s.lo[own] - 2
			break
		}
		same := s.w[j].Form == s.w[i].Form && s.child(j, "aux") < 0
		if same && (s.w[j].Form == parse.Past || s.w[j].Form == parse.Present) {
			end = j - 1
			for end > from && (s.w[end].Tag == parse.ADV || s.w[end].Tag == parse.CCONJ || s.tok[end].Text == ",") {
				end--
			}
			break
		}
	}
	return max(end, from)
}

// modal reports whether the verb at i stands under will, would and their like.
func (s *sent) modal(i int) bool {
	for j := s.lo[i]; j < i; j++ {
		if s.w[j].Head == i && s.w[j].Form == parse.ModalVerb {
			return true
		}
	}
	return false
}

// following is what is said by the verb at i as the order of words has it: all that follows it.
func (f *finder) following(s *sent, i, last int) []text.Span {
	from := last + 1
	for from < len(s.tok)-1 && (s.tok[from].Kind == token.Punct && !isQuote(s.tok[from].Text)) {
		from++
	}
	if from >= len(s.tok) {
		return nil
	}
	a, b := s.trimBoth(from, min(f.untilEnd(s, i, from), s.reach(i)))
	if a >= b {
		return nil
	}
	return []text.Span{s.span(a, b)}
}

// speaker is the head, first and last token of who speaks with the verb at i: the subject, mended
// by the words between it and the verb; where the tree has none, the noun phrase left of the verb.
func (f *finder) speaker(s *sent, i, subject int) (head, first, last int) {
	if subject > i || subject >= 0 && !s.below(subject, i) {
		first, last = s.phrase(subject)
		return subject, first, last
	}
	if subject >= 0 && !timeWord(s.tok[subject].Lower) {
		head = subject
		first, last = s.phrase(subject)
	} else {
		head, first, last = s.nominalBefore(i)
		if head < 0 {
			return subject, 0, 0
		}
		return head, first, last
	}
	if s.w[head].Tag == parse.PRON || last >= i {
		return head, first, last
	}
	// Nothing but name words up to the verb: they belong to the name.
	k := last + 1
	comma := k < i && s.tok[k].Text == ","
	if comma {
		k++
	}
	from := k
	for k < i && (s.w[k].Tag == parse.PROPN || !comma && (s.w[k].Tag == parse.NOUN || s.w[k].Tag == parse.ADJ) && s.tok[k].Kind == token.Word) {
		k++
	}
	named := k > from
	if comma && named && k < i && s.tok[k].Text == "," && k+1 < i {
		for k+1 < i && (s.w[k+1].Tag == parse.ADV || s.w[k+1].Tag == parse.AUX) && k+2 <= i {
			if k+2 == i {
				return k - 1, from, k - 1
			}
			k++
		}
	}
	for k < i && (s.w[k].Tag == parse.ADV || s.w[k].Tag == parse.AUX) {
		k++
	}
	if named && k == i {
		for k > from && s.w[k-1].Tag != parse.PROPN && s.w[k-1].Tag != parse.NOUN {
			k--
		}
		if comma {
			first = from
		}
		head, last = k-1, k-1
	} else if comma && named && k < i && s.tok[k].Text == "," && k+1 == i {
		// "the director, Ann Varga, said": the name is who speaks.
		return k - 1, from, k - 1
	} else if !comma || s.w[from].Tag != parse.PROPN {
		// "Ann Varga, a prominent critic, said", with the critic for the subject.
		if first > 1 && s.tok[first-1].Text == "," && s.w[first-2].Tag == parse.PROPN && k < len(s.tok) && s.comma(last+1, i) && s.w[first].Tag == parse.DET {
			if h, a, b := s.nominalBefore(i); h >= 0 && h < first {
				return h, a, b
			}
		}
	}
	for first < last && (timeWord(s.tok[first].Lower) || s.tok[first].Text == ",") {
		first++
	}
	return head, first, last
}

// comma reports whether a comma stands from token first up to, not including, token end.
func (s *sent) comma(first, end int) bool {
	for k := first; k < end; k++ {
		if s.tok[k].Text == "," {
			return true
		}
	}
	return false
}

// nominalBefore is the noun phrase that ends left of token i, appositions between commas and
// brackets passed over; head is -1 where something else stands there.
func (s *sent) nominalBefore(i int) (head, first, last int) {
	k := i - 1
	for k >= 0 && (s.w[k].Tag == parse.ADV || s.w[k].Tag == parse.AUX || s.w[k].Tag == parse.PART && s.tok[k].Lower != "'s") {
		k--
	}
	if k >= 0 && s.tok[k].Text == ")" {
		for k >= 0 && s.tok[k].Text != "(" {
			k--
		}
		k--
	}
	if k >= 0 && (s.tok[k].Text == "," || s.tok[k].Text == "–" || s.tok[k].Text == "—") {
		j := k - 1
		for j >= 0 && s.tok[j].Text != s.tok[k].Text {
			if s.verbFinite(j) && s.w[j].Tag == parse.VERB && j < k-12 {
				return -1, 0, 0
			}
			j--
		}
		if j > 0 {
			k = j - 1
		} else {
			k--
		}
	}
	if k < 0 {
		return -1, 0, 0
	}
	switch s.w[k].Tag {
	case parse.NOUN, parse.PROPN, parse.PRON, parse.NUM:
	default:
		return -1, 0, 0
	}
	if timeWord(s.tok[k].Lower) {
		return -1, 0, 0
	}
	head, first, last = k, k, k
	for first > 0 {
		t := s.w[first-1].Tag
		switch {
		case t == parse.PROPN, t == parse.NOUN, t == parse.ADJ, t == parse.DET, t == parse.NUM,
			s.tok[first-1].Lower == "of", s.tok[first-1].Text == "-", s.tok[first-1].Lower == "'s",
			(s.tok[first-1].Lower == "for" || s.tok[first-1].Lower == "in" || s.tok[first-1].Lower == "at") && s.w[max(0, first-2)].Tag == parse.NOUN:
			first--
			continue
		}
		break
	}
	// "A court in Lodavia": the court speaks.
	for j := first + 1; j < k; j++ {
		if s.w[j].Tag == parse.ADP && (s.w[j-1].Tag == parse.NOUN || s.w[j-1].Tag == parse.PROPN) {
			head = j - 1
			break
		}
	}
	if j := s.closeTo(first); j >= 0 {
		for head, first = j, j; first > 0; first-- {
			if t := s.w[first-1].Tag; t != parse.NUM && t != parse.ADJ && t != parse.DET && t != parse.NOUN {
				break
			}
		}
	}
	for first < last && (s.tok[first].Lower == "of" || s.tok[first].Lower == "for" || s.tok[first].Lower == "'s" || timeWord(s.tok[first].Lower)) {
		first++
	}
	return head, first, last
}

// closeTo is the noun that the phrase at token first only describes: "sources" for "the talks" in
// "sources close to the talks". It is -1 elsewhere.
func (s *sent) closeTo(first int) int {
	if first < 3 || first >= len(s.tok) || s.w[first-3].Tag != parse.NOUN {
		return -1
	}
	switch s.tok[first-2].Lower + " " + s.tok[first-1].Lower {
	case "close to", "familiar with", "briefed on", "involved in", "acquainted with", "privy to":
		return first - 3
	}
	return -1
}

// timeWord reports whether the word names a time that may stand between subject and verb.
func timeWord(lower string) bool {
	switch lower {
	case "today", "yesterday", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday",
		"saturday", "sunday", "morning", "evening", "afternoon", "night", "week", "month", "year":
		return true
	}
	return false
}

// misread tries a word that the tagger has not taken for a verb, but which is a form of a
// reporting verb between a name and what it governs: "Norvia confirms that", "a court orders the
// release", "miners call for".
func (f *finder) misread(s *sent, i int) {
	if i == 0 || i+2 >= len(s.tok) {
		return
	}
	v, ok := f.l.forms[s.tok[i].Lower]
	if !ok || s.rel(i-1, "nmod:poss") || s.w[i-1].Tag == parse.DET || s.w[i-1].Tag == parse.ADJ || s.w[i-1].Tag == parse.ADP || s.w[i-1].Tag == parse.NUM {
		return
	}
	next := s.tok[i+1].Lower
	clause := v.frames&clauseFrame != 0 && v.typ == Assertion && (next == "that" || s.w[i+1].Tag == parse.PRON && s.w[i+2].Tag == parse.AUX)
	if v.typ == Demand && v.frames&clauseFrame != 0 && next == "that" && f.opensClause(s, i) {
		for k := i + 2; k < min(len(s.tok), i+8); k++ { // "a judge orders that he must go"
			clause = clause || s.w[k].Form == parse.ModalVerb || s.tok[k].Lower == "be"
		}
	}
	to := v.frames&objectToFrame != 0 && v.typ == Demand && s.toVerb(i+1)
	thing := v.frames&objectFrame != 0 && (next == "the" || next == "a" || next == "an" || next == "its" || next == "his" || next == "her" || next == "their" || next == "new" || next == "plans")
	wish := v.frames&objectForFrame != 0 && next == "for"
	if !clause && !to && !thing && !wish {
		return
	}
	head, first, last := s.nominalBefore(i)
	if head < 0 || last != i-1 && s.w[i-1].Tag != parse.PUNCT && s.w[i-1].Tag != parse.ADV || s.w[head].Tag == parse.NUM {
		return
	}
	rule, typ := "verb-clause", v.typ
	switch {
	case clause:
	case to:
		rule, typ = "verb-object-to", Demand
	case thing:
		rule = "verb-object"
	default:
		rule, typ = "verb-object-for", Demand
	}
	f.addRange(s, rule, typ, head, first, last, i, i, f.widen(f.following(s, i, i), nil, s.tok[i].Span)...)
}

// afterQuotation tries a noun that ends the sentence behind a quotation, or stands before whom it
// quotes: parsers take the "reports" of "..., the outlet reports" for one.
func (f *finder) afterQuotation(s *sent, i int) {
	cue := s.tok[i].Lower
	quotes := cue == "quotes" || cue == "quoted" || cue == "cites" || cue == "cited"
	v, ok := f.l.forms[cue]
	if !quotes && (!ok || v.frames&quoteFrame == 0 || i+2 < len(s.tok)) {
		return
	}
	mark := i - 1
	for mark > 0 && !isQuote(s.tok[mark].Text) {
		switch s.w[mark].Tag {
		case parse.DET, parse.ADJ, parse.NOUN, parse.PROPN, parse.NUM:
			mark--
		default:
			return
		}
	}
	if mark == 0 || mark == i-1 {
		return
	}
	content := text.Span{}
	for k := range f.quotes {
		if q := &f.quotes[k]; q.span.End == s.tok[mark].Span.End && f.clauseIn(s, q.span) {
			content = q.span
		}
	}
	if content.Len() == 0 {
		return
	}
	if !quotes {
		f.addRange(s, "verb-quotation", Assertion, i-1, mark+1, i-1, i, i, content)
		return
	}
	last := i
	for last+1 < len(s.tok) {
		switch s.w[last+1].Tag {
		case parse.DET, parse.ADJ, parse.NOUN, parse.PROPN, parse.NUM:
			last++
			continue
		}
		break
	}
	inner := last
	if inner == i {
		return
	}
	outer := f.addRange(s, "quotes", Assertion, i-1, mark+1, i-1, i, i, content.Cover(s.span(i, last)))
	if at := f.addRange(s, "quotes", Assertion, inner, i+1, last, i, i, content); at >= 0 {
		f.found[at].outer = outer
	}
}

// toVerb reports whether, from token k on, a noun phrase and then "to" with a verb follow.
func (s *sent) toVerb(k int) bool {
	for n := 0; k+1 < len(s.tok) && n < 14; k, n = k+1, n+1 {
		if s.tok[k].Lower == "to" && (s.w[k+1].Form == parse.Base || s.tok[k+1].Lower == "be") {
			return n > 0
		}
		if s.w[k].Tag == parse.VERB || s.w[k].Tag == parse.AUX || s.tok[k].Text == ";" || s.tok[k].Text == ":" {
			return false
		}
	}
	return false
}

// inflected are the third person and the past of a regular verb, and of the few irregular ones
// that report.
func inflected(lemma string) []string {
	switch lemma {
	case "say":
		return []string{"says", "said"}
	case "tell":
		return []string{"tells", "told"}
	case "write":
		return []string{"writes", "wrote"}
	}
	n := len(lemma)
	switch {
	case strings.HasSuffix(lemma, "e"):
		return []string{lemma + "s", lemma + "d"}
	case strings.HasSuffix(lemma, "y") && n > 1 && !strings.ContainsRune("aeiou", rune(lemma[n-2])):
		return []string{lemma[:n-1] + "ies", lemma[:n-1] + "ied"}
	case strings.HasSuffix(lemma, "s"), strings.HasSuffix(lemma, "sh"), strings.HasSuffix(lemma, "ch"):
		return []string{lemma + "es", lemma + "ed"}
	}
	return []string{lemma + "s", lemma + "ed"}
}
