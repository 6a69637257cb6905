package attribution

import (
	"strings"

	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// sent is one parsed sentence with what the rules ask of it at hand.
type sent struct {
	n      int // index of the sentence
	tok    []token.Token
	w      []parse.Word
	lo, hi []int // first and last token of the subtree of each word
}

func newSent(n int, tree *parse.Tree, buf []int) (*sent, []int) {
	size := len(tree.Words)
	if cap(buf) < 2*size {
		buf = make([]int, 2*size+64)
	}
	s := &sent{n: n, tok: tree.Tokens, w: tree.Words, lo: buf[:size], hi: buf[size : 2*size]}
	for i := range s.w {
		s.lo[i], s.hi[i] = i, i
	}
	for i := range s.w {
		// Heads above i take it into their extent; the steps are bounded, should a tree ever have a loop.
		for h, steps := s.w[i].Head, 0; h >= 0 && steps < size; h, steps = s.w[h].Head, steps+1 {
			s.lo[h], s.hi[h] = min(s.lo[h], i), max(s.hi[h], i)
		}
	}
	return s, buf
}

// span is the text from token first to token last, both included.
func (s *sent) span(first, last int) text.Span {
	return text.Span{Start: s.tok[first].Span.Start, End: s.tok[last].Span.End}
}

// rel reports whether the word's relation is one of rels, subtypes aside.
func (s *sent) rel(i int, rels ...string) bool {
	base, _, _ := strings.Cut(s.w[i].Rel, ":")
	for _, r := range rels {
		if base == r || s.w[i].Rel == r {
			return true
		}
	}
	return false
}

// child is the first dependent of i in one of the relations, or -1.
func (s *sent) child(i int, rels ...string) int {
	for j := s.lo[i]; j <= s.hi[i]; j++ {
		if s.w[j].Head == i && s.rel(j, rels...) {
			return j
		}
	}
	return -1
}

// childAfter is the first dependent of i to its right in one of the relations, or -1.
func (s *sent) childAfter(i int, rels ...string) int {
	for j := i + 1; j <= s.hi[i]; j++ {
		if s.w[j].Head == i && s.rel(j, rels...) {
			return j
		}
	}
	return -1
}

// below reports whether i is i or depends, perhaps through others, on h.
func (s *sent) below(i, h int) bool {
	for steps := 0; i >= 0 && steps <= len(s.w); i, steps = s.w[i].Head, steps+1 {
		if i == h {
			return true
		}
	}
	return false
}

// has reports whether i has a dependent whose lower-case form is word, in one of the relations.
func (s *sent) has(i int, word string, rels ...string) bool {
	for j := s.lo[i]; j <= s.hi[i]; j++ {
		if s.w[j].Head == i && s.tok[j].Lower == word && s.rel(j, rels...) {
			return true
		}
	}
	return false
}

// passive reports whether verb i stands in the passive voice.
func (s *sent) passive(i int) bool {
	return s.child(i, "nsubj:pass", "aux:pass", "csubj:pass") >= 0
}

// agent is the head of the by-phrase of a verb or noun, or -1.
func (s *sent) agent(i int) int {
	for j := i + 1; j <= s.hi[i]; j++ {
		if s.w[j].Head == i && (s.w[j].Rel == "obl:agent" || s.rel(j, "obl", "nmod") && s.has(j, "by", "case")) {
			return j
		}
	}
	return -1
}

// finite reports whether the clause that i heads has a tense or a modal.
func (s *sent) finite(i int) bool {
	return s.w[i].Form == parse.Past || s.w[i].Form == parse.Present || s.child(i, "aux", "cop") >= 0 || s.w[i].Tag != parse.VERB
}

// verbal reports whether word i heads a clause: a verb, or a noun or adjective with a copula.
func (s *sent) verbal(i int) bool {
	return s.w[i].Tag == parse.VERB || s.child(i, "cop", "nsubj") >= 0
}

// subject is the head of who does verb i, looked for where the grammar leaves it unsaid too: in
// the verb it is joined to, governed by, or in the noun it describes. -1 where nothing is found.
func (s *sent) subject(i int) int {
	for steps := 0; steps < 6; steps++ {
		if s.passive(i) {
			if a := s.agent(i); a >= 0 {
				return a
			}
			if steps == 0 {
				return -1
			}
			return s.child(i, "nsubj:pass")
		}
		if j := s.child(i, "nsubj"); j >= 0 {
			for k := j + 1; k < i; k++ { // "The bridge, she said, will open": the nearer one, behind a comma
				if s.w[k].Head == i && s.rel(k, "nsubj") && s.comma(j, k) {
					j = k
				}
			}
			if s.w[i].Rel == "acl:relcl" && relative(s.tok[j].Lower) {
				return s.w[i].Head
			}
			return j
		}
		h := s.w[i].Head
		if h < 0 {
			return -1
		}
		switch {
		case s.rel(i, "advcl") && s.w[i].Tag == parse.VERB && !s.has(i, "to", "mark") && (s.verbFinite(i) || s.child(i, "aux") >= 0 && s.w[i].Form != parse.Gerund):
			return -1 // "after a report said": the subject of its own is lost
		case s.rel(i, "conj") && (s.w[h].Tag == parse.VERB || s.w[h].Tag == parse.AUX),
			s.rel(i, "xcomp", "advcl", "parataxis", "ccomp") && s.w[h].Tag != parse.NOUN:
			if s.rel(i, "advcl", "xcomp") && s.w[h].Lemma == "quote" {
				if o := s.child(h, "obj"); o >= 0 {
					return o
				}
			}
			if s.rel(i, "ccomp", "parataxis") && s.w[i].Form != parse.Gerund {
				return -1
			}
			i = h
		case s.rel(i, "acl"):
			if s.w[i].Form == parse.Participle {
				return s.agent(i)
			}
			// "released a statement saying": who released it speaks.
			v := s.w[h].Head
			if v >= 0 && s.rel(h, "obj") && s.w[v].Tag == parse.VERB && s.w[v].Lemma != "quote" && s.w[v].Lemma != "cite" {
				i = v
				continue
			}
			return h
		default:
			return -1
		}
	}
	return -1
}

// governor is the first word of the group of verbs that ends with i, auxiliaries left out: the
// "wants" of "wants to know", the "able" of "was able to show".
func (s *sent) governor(i int) int {
	for h := s.w[i].Head; h >= 0 && h < i && i-h <= 5 && s.rel(i, "xcomp") && s.has(i, "to", "mark"); h = s.w[i].Head {
		if s.child(h, "obj", "iobj") >= 0 {
			break // "urged him to say"
		}
		i = h
	}
	return i
}

// punctuated reports whether a mark stands from token first up to, not including, token end.
func (s *sent) punctuated(first, end int) bool {
	for k := first; k < end; k++ {
		if s.tok[k].Kind == token.Punct {
			return true
		}
	}
	return false
}

// nominal reports whether the tokens from first to last are a noun phrase and nothing else.
func (s *sent) nominal(first, last int) bool {
	noun := false
	for k := first; k <= last; k++ {
		switch s.w[k].Tag {
		case parse.NOUN, parse.PROPN:
			noun = !timeWord(s.tok[k].Lower)
		case parse.DET, parse.ADJ, parse.NUM:
		default:
			return false
		}
	}
	return noun
}

// parenthetical reports whether the verb from i to last and its subject stand alone between commas, or
// between a comma and the end of the sentence: "The road, she said, opens in May".
func (s *sent) parenthetical(i, last, source int) bool {
	if c := s.childAfter(i, "ccomp", "xcomp"); source < 0 || !s.below(source, i) || s.childAfter(i, "obj", "iobj") >= 0 || c >= 0 && s.has(c, "that", "mark") {
		return false
	}
	from, to := s.phrase(source)
	from, to = min(from, i), max(to, last)
	for k := from; k <= to; k++ {
		if s.tok[k].Kind == token.Punct && s.tok[k].Text != "-" && s.tok[k].Text != "." || s.tok[k].Kind == token.Word && s.w[k].Tag == parse.VERB && k != i {
			return false
		}
	}
	if from < 2 || s.tok[from-1].Text != "," || to+1 < len(s.tok) && s.tok[to+1].Text != "," && s.tok[to+1].Text != "." {
		return false
	}
	if s.at(to+1) == "," && !isQuote(s.tok[0].Text) {
		return true
	}
	for k := range from - 1 {
		if s.w[k].Tag == parse.AUX || s.w[k].Tag == parse.VERB && s.verbFinite(k) {
			return true
		}
		if isQuote(s.tok[k].Text) {
			return false
		}
	}
	return false
}

// reach is the last token that what the verb at i says can take: it stops before who is cited for it
// (", citing two officials"), before what else is said (", adding that"), and where a relative clause
// between commas ends.
func (s *sent) reach(i int) int {
	for k := i + 2; k < len(s.tok); k++ {
		if l := s.w[k].Lemma; s.w[k].Form == parse.Gerund && s.tok[k-1].Text == "," && (l == "cite" || l == "quote" || goesOn[l]) {
			return min(k-2, s.relativeEnd(i))
		}
	}
	return s.relativeEnd(i)
}

// relativeEnd is the last token that the verb at i can govern in a relative clause between commas:
// "Ann Varga, who said the port was open, resigned". It is the last of the sentence elsewhere.
func (s *sent) relativeEnd(i int) int {
	k := i - 1
	for k > 0 && (s.w[k].Tag == parse.AUX || s.w[k].Tag == parse.ADV) {
		k--
	}
	if k < 1 || s.tok[k-1].Text != "," || s.tok[k].Lower != "who" && s.tok[k].Lower != "which" {
		return len(s.tok) - 1
	}
	for k = i + 1; k+1 < len(s.tok); k++ {
		if s.tok[k].Text == "," && (s.w[k+1].Tag == parse.AUX || s.w[k+1].Tag == parse.VERB && s.w[k+1].Form != parse.Gerund) {
			return k - 1
		}
	}
	return len(s.tok) - 1
}

// toldThat is the "that" behind whoever was told by the verb that ends at token last, "told lawmakers
// that"; -1 where none stands there.
func (s *sent) toldThat(last int) int {
	for k := last + 2; k < min(len(s.tok)-2, last+14); k++ {
		if s.tok[k].Lower == "that" && s.w[k].Tag != parse.DET {
			if s.w[last+1].Tag == parse.PRON && k == last+2 || s.nominal(last+1, k-1) {
				return k
			}
			return -1
		}
	}
	return -1
}

// asks reports whether the clause of i begins with a word of asking: "how to write", "whether".
func (s *sent) asks(i int) bool {
	switch s.tok[s.lo[i]].Lower {
	case "what", "how", "why", "where", "when", "who", "whether", "which", "whom", "whose":
		return true
	}
	return false
}

// relative reports whether the word is a relative pronoun.
func relative(lower string) bool {
	return lower == "who" || lower == "which" || lower == "that" || lower == "whom"
}

// phraseEnd is the last token of the noun phrase that i heads, without the clauses and the
// appositions between commas that follow it.
func (s *sent) phraseEnd(i int) int {
	end := i
	for j := i + 1; j <= s.hi[i]; j++ {
		if s.w[j].Head != i {
			continue
		}
		switch {
		case s.rel(j, "flat", "fixed", "goeswith", "compound", "nummod"):
			end = max(end, s.phraseEnd(j))
		case s.rel(j, "amod") && s.lo[j] == end+1: // "sources close to the talks"
			end = s.hi[j]
		case s.rel(j, "nmod"), s.rel(j, "conj"), s.rel(j, "appos") && s.tok[s.lo[j]-1].Text != "," && s.tok[s.lo[j]].Text != ",":
			if s.lo[j] > 0 && s.lo[j] <= end+2 || s.rel(j, "conj") {
				end = max(end, s.phraseEnd(j))
			}
		case s.rel(j, "acl", "appos", "parataxis", "advcl", "dep"):
			return end
		}
	}
	return end
}

// antecedent is the noun that the relative pronoun i stands for, "the party" in "the party, which
// says"; -1 where i is none. The noun stands before it, whatever the tree (Note [Order of words beside
// the tree]).
func (s *sent) antecedent(i int) int {
	if l := s.tok[i].Lower; i == 0 || l != "who" && l != "which" && (l != "that" || s.w[i].Tag != parse.PRON) {
		return -1
	}
	k := i - 1
	if s.tok[k].Text == "," && k > 0 {
		k--
	}
	if s.w[k].Tag != parse.NOUN && s.w[k].Tag != parse.PROPN {
		return -1
	}
	// Up to the head of its phrase: the "minister" of "the minister of Norvia, who".
	for h := s.w[k].Head; h >= 0 && h < k && s.rel(k, "nmod", "flat", "compound", "appos") && (s.tok[i].Lower == "who" || !s.rel(k, "nmod")); h = s.w[k].Head {
		k = h
	}
	return k
}

// phrase is the first and last token of the noun phrase that i heads, without its preposition.
func (s *sent) phrase(i int) (first, last int) {
	first = i
	for j := s.lo[i]; j < i; j++ {
		if s.w[j].Head == i && s.rel(j, "det", "amod", "compound", "nummod", "nmod", "flat", "appos", "advmod") && s.tok[j].Kind != token.Punct {
			first = min(first, s.lo[j])
			break
		}
	}
	for k := first; k < i; k++ {
		if isQuote(s.tok[k].Text) {
			first = k + 1 // what is quoted before the name is no part of it: `in all areas,” Ann Varga said`
		}
	}
	for first < i && s.tok[first].Kind == token.Punct {
		first++
	}
	// Its article, where the parser takes the noun for an adjective: "the general".
	if first > 0 && s.w[first-1].Tag == parse.DET {
		if l := s.tok[first-1].Lower; l == "the" || l == "a" || l == "an" {
			first--
		}
	}
	last = s.phraseEnd(i)
	if s.w[i].Tag == parse.NOUN && last == i && s.closeTo(i+3) == i { // "sources close to the talks"
		for last = i + 2; last+1 < len(s.tok); last++ {
			if t := s.w[last+1].Tag; t != parse.DET && t != parse.ADJ && t != parse.NOUN && t != parse.PROPN {
				break
			}
		}
	}
	for last > i && s.tok[last].Kind == token.Punct {
		last--
	}
	if last == i && s.rel(i, "nsubj") && s.at(i+1) == "'s" && s.w[i+1].Head == i {
		last++ // "Moody's says": the genitive is the name
	}
	return first, last
}

// trim narrows the token range until it neither begins nor ends with a comma, colon, dash or stop.
func (s *sent) trim(first, last int) (int, int) {
	for first < last && strings.Contains(",;:–—-", s.tok[first].Text) {
		first++
	}
	for last > first && strings.Contains(",;:–—-.", s.tok[last].Text) {
		last--
	}
	return first, last
}
