package attribution

import (
	"strings"

	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// noun tries the noun at i: "his promise that", "a warning by Ann Varga that", "Varga's
// announcement of". Without somebody whose promise it is, nothing is attributed.
func (f *finder) noun(s *sent, i int) {
	typ, ok := f.l.nouns[s.w[i].Lemma]
	if !ok {
		return
	}
	source, own, cue := -1, false, i
	if p := s.child(i, "nmod:poss"); p >= 0 {
		source, own = p, true
	} else if a := s.agent(i); a >= 0 {
		source, own = a, true
	} else if g, clause := s.giver(i); clause >= 0 {
		a, b := s.trim(s.lo[clause], s.hi[clause])
		f.add(s, "noun", typ, g, i, i, s.span(a, b))
		return
	} else if h := s.w[i].Head; h >= 0 && s.rel(i, "obj") && s.w[h].Tag == parse.VERB && givesWord[s.w[h].Lemma] {
		source, own = s.subject(h), true
		cue = min(h, i)
	} else if h >= 0 && h < i && s.rel(i, "obj", "obl") && s.w[h].Tag == parse.VERB && holdsWord[s.w[h].Lemma] {
		source, cue = s.subject(h), h // what "that" says is whose it is; "of" may tell of anything
	}
	if source < 0 {
		return
	}
	for j := i + 1; j <= s.hi[i]; j++ {
		if s.w[j].Head != i {
			continue
		}
		clause := s.rel(j, "acl", "ccomp") && (s.w[j].Rel != "acl:relcl" || s.has(j, "that", "mark")) && (s.w[j].Form != parse.Participle || s.child(j, "nsubj", "csubj") >= 0) && s.w[j].Lemma != "say"
		if clause && typ == Assertion && s.has(j, "to", "mark") && !s.finite(j) {
			continue // "their pledge to": who pledges acts
		}
		thing := own && s.rel(j, "nmod") && (announcing[s.w[i].Lemma] && s.has(j, "of", "case") || typ == Demand && s.has(j, "for", "case") || s.has(j, "against", "case"))
		if s.rel(j, "acl") && s.w[j].Form == parse.Gerund {
			clause = false // "a statement saying": the verb's own case
		}
		if !clause && !thing || s.w[j].Tag == parse.PROPN && thing || s.below(source, j) {
			continue
		}
		a, b := s.trim(s.lo[j], s.hi[j])
		if c := s.child(j, "csubj"); c >= 0 && c < j {
			b = s.hi[c] // "his claim that the troops left | was rejected"
		} else if c := s.childAfter(j, "ccomp", "xcomp"); c >= 0 && s.w[c].Form == parse.Participle && s.child(c, "nsubj", "mark") < 0 && s.w[s.lo[c]].Tag == parse.AUX {
			b = s.lo[c] - 1
		}
		f.add(s, "noun", typ, source, cue, i, s.span(a, b))
		return
	}
}

// giver is the head of what stands behind "from" under the noun at i or the verb above it, and that of the
// clause behind it, wherever the parser has hung that: "received assurances from Lodavia that"; -1 and -1 for none.
func (s *sent) giver(i int) (source, clause int) {
	h := s.w[i].Head
	for j := i + 1; j < len(s.w); j++ {
		if (s.w[j].Head == i || s.w[j].Head == h && s.rel(i, "obj")) && s.rel(j, "nmod", "obl") && s.has(j, "from", "case") {
			if k := s.hi[j] + 1; k < len(s.tok) && s.tok[k].Lower == "that" && s.rel(k, "mark") {
				return j, s.w[k].Head
			}
			break
		}
	}
	return -1, -1
}

// givesWord are the verbs that make the noun under them their subject's: "gave a promise that".
var givesWord = map[string]bool{
	"give": true, "make": true, "issue": true, "release": true, "repeat": true, "express": true, "voice": true,
	"send": true, "publish": true, "post": true, "deliver": true, "reject": false,
}

// holdsWord are the verbs that make a noun with "that" their subject's: "has no doubt that", "came
// to the conclusion that".
var holdsWord = map[string]bool{
	"have": true, "come": true, "reach": true, "hold": true, "share": true, "draw": true, "raise": true, "offer": true,
	"receive": false, "bring": true, "add": true, "base": false, "put": true, "get": false,
}

// announcing are the nouns whose "of" names what is announced: "the ministry's announcement of".
var announcing = map[string]bool{"announcement": true, "confirmation": true, "forecast": true, "prediction": true, "warning": true}

// adjective tries the adjective at i: "is confident that".
func (f *finder) adjective(s *sent, i int) {
	if !f.l.adjectives[s.w[i].Lemma] && !f.l.adjectives[s.tok[i].Lower] {
		return
	}
	if s.child(i, "cop") >= 0 {
		f.holds(s, i)
	}
}

// holds adds what the subject of the adjective or participle at i holds true.
func (f *finder) holds(s *sent, i int) {
	source := s.child(i, "nsubj", "nsubj:pass")
	c := s.childAfter(i, "ccomp", "advcl")
	if source < 0 || c < 0 || s.child(c, "nsubj", "nsubj:pass", "csubj", "expl") < 0 && !s.asks(c) || s.rel(c, "advcl") && !s.has(c, "that", "mark") {
		return
	}
	a, b := s.trim(s.lo[c], s.hi[c])
	f.add(s, "adjective", Belief, source, i, i, s.span(a, b))
}

// preposition tries the words that name a source without a verb: "according to", "in the words of".
func (f *finder) preposition(s *sent, i int) {
	last := -1
	switch s.tok[i].Lower {
	case "according":
		if i+1 < len(s.tok) && s.tok[i+1].Lower == "to" {
			last = i + 1
		}
	case "per":
		if s.tok[i].Text == "Per" && i == 0 {
			last = i
		}
	case "words":
		if i >= 2 && s.tok[i-2].Lower == "in" && i+1 < len(s.tok) && s.tok[i+1].Lower == "of" {
			f.named(s, "in-the-words-of", i-2, i+1)
			return
		}
	}
	if last >= 0 {
		f.named(s, "according-to", i, last)
	}
}

// named adds the attribution whose cue is the tokens first to last and whose source follows them:
// the content is the clause that the phrase stands in.
func (f *finder) named(s *sent, rule string, first, last int) {
	if last+1 >= len(s.tok) {
		return
	}
	source := f.headAfter(s, last)
	if source < 0 {
		return
	}
	_, end := s.phrase(source)
	end = max(end, min(s.hi[source], f.appositionEnd(s, source)))
	if s.tok[source].Lower == "plan" || s.tok[source].Lower == "schedule" || s.tok[source].Lower == "expectations" {
		if _, named := s.phrase(source); named == source {
			return // "went according to plan"
		}
	}
	// The clause: from the nearest finite verb above the phrase, less the phrase itself.
	h := source
	for steps := 0; h >= 0 && steps < len(s.w); steps++ {
		h = s.w[h].Head
		// A phrase behind a comma tells of a whole finite clause, not of the participle beside it.
		if h >= 0 && s.verbal(h) && !s.rel(h, "xcomp", "conj") && (s.finite(h) || first == 0 || s.tok[first-1].Text != ",") {
			break
		}
	}
	a, b := 0, len(s.tok)-1
	if h >= 0 && s.w[h].Head >= 0 && first > 1 && s.lo[h] < first {
		a, b = s.lo[h], s.hi[h]
		if s.tok[a].Lower == "that" || s.tok[a].Text == "," {
			a++
		}
	}
	if b < end || b == len(s.tok)-1 {
		b = max(b, end)
	}
	var content []text.Span
	if x, y := s.trimBoth(a, first-1); x <= y {
		content = append(content, s.span(x, y))
	}
	if x, y := s.trimBoth(end+1, b); x <= y && (first <= 1 || s.lo[source] < first) {
		content = append(content, s.span(x, y))
	}
	if len(content) == 0 {
		return
	}
	from, to := s.phrase(source)
	if f.premodified(s, last+1, source) {
		from = last + 1
	}
	at := f.addRange(s, rule, Assertion, source, from, to, first, last, f.widen(content, nil, s.span(first, end))...)
	f.spokeTo(s, source, at)
}

// premodified reports whether the tokens from first up to the noun i only describe it: parsers take
// the "informed" of "informed sources" for a verb.
func (f *finder) premodified(s *sent, first, i int) bool {
	for k := first; k < i; k++ {
		switch s.w[k].Tag {
		case parse.DET, parse.ADJ, parse.NUM:
		case parse.VERB:
			if s.w[k].Form != parse.Participle {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// spokeTo adds the outlet to which a source spoke as the enclosing link: "sources who spoke with
// the Meridian Wire".
func (f *finder) spokeTo(s *sent, source, inner int) {
	if inner < 0 {
		return
	}
	for v := source + 1; v < len(s.w); v++ {
		if s.w[v].Head != source || !s.rel(v, "acl") || !speaking[s.w[v].Lemma] {
			continue
		}
		for j := v + 1; j <= s.hi[v]; j++ {
			if s.w[j].Head != v || !s.rel(j, "obl", "obj", "iobj") {
				continue
			}
			first, last := s.phrase(j)
			if d := f.describe(s, j, first, last); d.Kind != Media || d.Name == "" {
				continue
			}
			whole := f.found[inner].hull().Cover(f.found[inner].Mention).Cover(f.found[inner].Cue)
			f.found[inner].outer = f.add(s, "told-outlet", Assertion, j, v, v, whole)
			return
		}
	}
}

// speaking are the verbs of what a source did with an outlet.
var speaking = map[string]bool{"speak": true, "talk": true, "tell": true, "brief": true, "inform": true, "confirm": true}

// trimBoth is trim for ranges that may be empty; then x > y.
func (s *sent) trimBoth(x, y int) (int, int) {
	if x > y {
		return x, y
	}
	x, y = s.trim(x, y)
	if x == y && s.tok[x].Kind == token.Punct {
		return x, x - 1
	}
	return x, y
}

// headAfter is the head of the noun phrase that begins after token i, -1 where none does.
func (f *finder) headAfter(s *sent, i int) int {
	for k := i + 1; k < min(len(s.tok), i+14); k++ {
		switch s.w[k].Tag {
		case parse.NOUN, parse.PROPN, parse.PRON, parse.NUM, parse.X:
		default:
			if s.tok[k].Kind == token.Punct && !isQuote(s.tok[k].Text) || s.w[k].Tag == parse.VERB && s.verbFinite(k) {
				return -1
			}
			continue
		}
		h := k
		for p := s.w[h].Head; p > i && p <= k+12 && s.rel(h, "compound", "nmod:poss", "amod", "flat", "nummod", "det", "nmod") && s.lo[p] >= i-4; p = s.w[h].Head {
			if s.verbal(p) {
				break
			}
			h = p
		}
		if s.rel(h, "nmod:poss") {
			continue
		}
		return h
	}
	return -1
}

// appositionEnd is the last token of the source at i with its apposition between commas: "according
// to Ann Varga, the minister,".
func (f *finder) appositionEnd(s *sent, i int) int {
	end := i
	for j := i + 1; j <= s.hi[i]; j++ {
		if s.w[j].Head == i && s.rel(j, "appos", "acl") {
			end = max(end, s.hi[j])
		}
	}
	return end
}

// headline tries a sentence that is a headline with its source before or after a mark: "Minister:
// no new taxes", "No new taxes – minister". It reports whether the sentence was one.
func (f *finder) headline(s *sent) bool {
	n := len(s.tok)
	if n < 4 || n > 30 {
		return false
	}
	last := s.tok[n-1].Text
	if last == "." || last == "\"" || last == "”" {
		return false
	}
	for i := 1; i < min(8, n-2); i++ {
		if s.w[i].Tag == parse.VERB || s.w[i].Tag == parse.AUX || s.tok[i].Kind == token.Punct && s.tok[i].Text != ":" && s.tok[i].Text != "-" {
			break
		}
		if s.tok[i].Text != ":" {
			continue
		}
		head := f.speakerIn(s, 0, i-1)
		if head >= 0 && f.holdsVerb(s, i+1, n-1) {
			a, b := s.trim(i+1, n-1)
			f.addRange(s, "headline-colon", Assertion, head, 0, i-1, -1, -1, s.span(a, b))
			return true
		}
		return false
	}
	for i := n - 2; i > max(2, n-8); i-- {
		if s.w[i].Tag == parse.VERB || s.tok[i].Text == "," {
			break
		}
		if t := s.tok[i].Text; t != "–" && t != "—" && t != ":" && (t != "-" || s.tok[i].Span.Start == s.tok[i-1].Span.End) {
			continue
		}
		head := f.speakerIn(s, i+1, n-1)
		if head >= 0 && f.holdsVerb(s, 0, i-1) {
			f.addRange(s, "headline-dash", Assertion, head, i+1, n-1, -1, -1, s.span(0, i-1))
			return true
		}
		return false
	}
	return false
}

// speakerIn is the last noun from token first to token last if somebody who may speak is named
// there, else -1. A label such as "Image" or "Update" is nobody.
func (f *finder) speakerIn(s *sent, first, last int) int {
	head := -1
	for k := first; k <= last; k++ {
		if s.tok[k].Kind == token.Punct && s.tok[k].Text != "-" && s.tok[k].Text != "'" {
			return -1
		}
		if s.w[k].Tag == parse.NOUN || s.w[k].Tag == parse.PROPN {
			head = k
		}
	}
	if head < 0 {
		return -1
	}
	lemma := strings.ToLower(s.w[head].Lemma)
	if _, person := f.l.persons[lemma]; person {
		return head
	}
	if f.l.outletNouns[lemma] || f.l.organisations[lemma] || f.l.documents[lemma] && (lemma == "report" || lemma == "study" || lemma == "poll" || lemma == "survey") {
		return head
	}
	first2 := s.tok[first].Lower
	_, given := f.l.givenNames[first2]
	if given && last > first || f.isOutlet(s, first, last) {
		return head
	}
	return -1
}

func (f *finder) holdsVerb(s *sent, first, last int) bool {
	for k := first; k <= last; k++ {
		if s.w[k].Tag == parse.VERB || s.w[k].Tag == parse.AUX {
			return true
		}
	}
	return false
}
