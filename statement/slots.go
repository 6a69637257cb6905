package statement

import (
	"strconv"
	"strings"

	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
)

// statement fills the slots of a candidate.
func (f *finder) statement(c candidate) Statement {
	t := f.tree
	c = f.withParties(c)
	s := Statement{
		Act: c.act, Change: c.change, Action: f.actionSpan(c.action), Lemma: f.actionLemma(c.action),
		Actor: f.party(c.actor, c.action), What: f.party(c.what, c.action), When: f.bound(c),
		Polarity: c.polarity, Certainty: c.certainty,
		Sources:  attribution.Chain(f.in.Attributions, t.Tokens[c.action].Span),
		Sentence: f.span(), Rule: c.rule, Confidence: c.confidence,
	}
	if v := f.voter(c); v >= 0 {
		s.Sources = append([]attribution.Source{{Span: f.mention(v).Span, Kind: attribution.NamedOrganisation}}, s.Sources...)
	}
	s.Place = f.placeOf(c, s.When.Span)
	s.Quantity = f.quantityOf(c)
	if s.Actor.Name == "" && f.isPronoun(c.actor) && len(s.Sources) > 0 {
		s.Actor.Name = f.in.Text.Slice(s.Sources[0].Span)
	}
	return s
}

// span is that of the sentence.
func (f *finder) span() text.Span {
	return text.Span{Start: f.tree.Tokens[0].Span.Start, End: f.tree.Tokens[f.tree.Len()-1].Span.End}
}

// withParties says who acts and on what, where the rule of a candidate has left that open.
func (f *finder) withParties(c candidate) candidate {
	action, subject := f.actionSpan(c.action), c.actor
	if c.act != Mentioned && (c.actor < 0 && !f.votedOut(c) || strings.HasPrefix(c.rule, "open-")) {
		c.actor = f.chooseActor(c) // where no rule names one
	}
	if c.what < 0 {
		c.what = f.patient(c.action)
		if c.what < 0 {
			c.what = f.behindParticle(c.action)
		}
		if c.what < 0 {
			c.what = f.complement(c.action)
		}
		if c.what >= 0 && action.Contains(f.tree.Tokens[c.what].Span) {
			c.what = none // the "effect" of "take effect"
		}
	}
	if c.act != Mentioned {
		c.actor = f.ofPossessive(c.actor)
	}
	if c.actor == none && c.what < 0 {
		c.what = subject // what takes effect, opens or is held acts on nothing
	}
	if c.what == c.actor {
		c.what = -1
	}
	return c
}

// ofPossessive is the subject that a possessive as actor stands for, in "the minister announced HIS plan to
// resign"; any other actor is left as it is.
func (f *finder) ofPossessive(actor int) int {
	t := f.tree
	if actor < 0 || !theirs[t.Tokens[actor].Lower] || t.Words[actor].Rel != "nmod:poss" || t.Words[t.Words[actor].Head].Rel == "nmod" {
		return actor
	}
	for h := t.Words[actor].Head; h >= 0; h = t.Words[h].Head {
		if t.Words[h].Tag != parse.VERB {
			continue
		}
		if s := t.Subject(h); s >= 0 && s < actor && !t.IsPassive(h) && f.agentive(s) {
			return s
		}
		break
	}
	return actor
}

var theirs = map[string]bool{"his": true, "her": true, "its": true, "their": true}

// actionSpan is the word that names the action, with its particle, and of light verbs with the
// noun that carries the sense: "take effect".
func (f *finder) actionSpan(i int) text.Span {
	span := f.tree.Tokens[i].Span
	if p := f.particle(i); p == i+1 {
		span.End = f.tree.Tokens[p].Span.End
	}
	if f.light(i) {
		span.End = f.tree.Tokens[i+1].Span.End
	}
	span.Start = f.tree.Tokens[f.hyphenated(i)].Span.Start
	return span
}

// particle is that of verb i, also where the parser takes it for a preposition: "hand OVER the plant"; -1 for none.
func (f *finder) particle(i int) int {
	t := f.tree
	if p := t.Particle(i); p >= 0 {
		return p
	}
	if t.Words[i].Tag == parse.VERB && i+1 < t.Len() && t.Words[i+1].Rel == "case" && actionClasses()[t.Words[i].Lemma+" "+t.Tokens[i+1].Lower] != "" {
		return i + 1
	}
	return -1
}

// behindParticle is the noun that verb i acts upon, where the parser hangs its particle on that; -1 for none.
func (f *finder) behindParticle(i int) int {
	p := f.particle(i)
	if p < 0 || f.tree.Words[p].Rel != "case" || f.tree.Words[p].Head < p || f.isTime(f.tree.Words[p].Head) {
		return -1
	}
	return f.tree.Words[p].Head
}

// light reports whether verb i means nothing without the noun behind it: "take effect".
func (f *finder) light(i int) bool {
	t := f.tree
	return i+1 < t.Len() && lightVerbs[t.Words[i].Lemma] && t.Words[i+1].Head == i && lightNouns[t.Tokens[i+1].Lower]
}

// hyphenated is where the word begins that i ends: the "go" of "go-ahead", whose parts are words to the
// parser.
func (f *finder) hyphenated(i int) int {
	t := f.tree.Tokens
	for i >= 2 && t[i-1].Text == "-" && t[i-2].Span.End == t[i-1].Span.Start && t[i-1].Span.End == t[i].Span.Start {
		i -= 2
	}
	return i
}

func (f *finder) actionLemma(i int) string {
	lemma := f.tree.Words[i].Lemma
	if f.light(i) {
		return lemma + " " + f.tree.Tokens[i+1].Lower
	}
	if p := f.particle(i); p >= 0 {
		return lemma + " " + f.tree.Words[p].Lemma
	}
	if from := f.hyphenated(i); from < i && f.tree.Words[i].Tag == parse.NOUN {
		return strings.ToLower(f.in.Text.String()[f.tree.Tokens[from].Span.Start:f.tree.Tokens[i].Span.Start]) + lemma
	}
	return lemma
}

var (
	lightVerbs = map[string]bool{"take": true, "make": true, "go": true}
	lightNouns = map[string]bool{"effect": true, "place": true, "office": true, "part": true, "landfall": true, "public": true}
)

// mention is the noun phrase of word i.
func (f *finder) mention(i int) Mention {
	if i < 0 {
		return Mention{}
	}
	if rel := f.tree.Words[i].Rel; rel == "nmod:poss" {
		return Mention{Span: f.withoutGenitive(i)}
	}
	return Mention{Span: f.tree.PhraseCore(i)}
}

// party is the noun phrase of word i as a party of an action, without the clause of the action
// itself: "the firm" for "pay" in "called on the firm to pay".
func (f *finder) party(i, action int) Mention {
	i = f.antecedent(i)
	m := f.mention(i)
	f.completeName(&m, action)
	for k := action; k > i && i >= 0; k = f.tree.Words[k].Head {
		if f.tree.Words[k].Head != i {
			continue
		}
		first := f.tree.Tokens[f.tree.Subtree(k).First].Span.Start
		if first > m.Span.Start && first < m.Span.End {
			m.Span = f.in.Text.Trim(text.Span{Start: m.Span.Start, End: first})
		}
		break
	}
	return m
}

// completeName adds the rest of a name that the parser has cut off before the action or its modal:
// "US" in "US President Ann Varga will".
func (f *finder) completeName(m *Mention, action int) {
	t := f.tree
	for k := range action {
		if t.Tokens[k].Span.Start < m.Span.End || m.Span.Len() == 0 {
			continue
		}
		next := t.Words[k+1].Tag
		if tag := t.Words[k].Tag; tag != parse.PROPN && (tag != parse.NOUN || next != parse.PROPN) {
			return
		}
		m.Span.End = t.Tokens[k].Span.End
	}
}

// withoutGenitive is the phrase of a possessor without its "'s".
func (f *finder) withoutGenitive(i int) text.Span {
	span := f.tree.PhraseCore(i)
	for _, c := range f.tree.Children(i) {
		if f.tree.Words[c].Rel == "case" && c > i && f.tree.Tokens[c].Span.End == span.End {
			span.End = f.tree.Tokens[c].Span.Start
		}
	}
	return span
}

func (f *finder) isPronoun(i int) bool {
	return i >= 0 && f.tree.Words[i].Tag == parse.PRON
}

var placePrepositions = map[string]bool{"in": true, "at": true, "from": true, "to": true, "into": true, "across": true,
	"near": true, "over": true, "around": true, "throughout": true, "inside": true, "outside": true, "within": true}

// placeOf is where: a name behind a preposition of place under the action or what it acts upon.
func (f *finder) placeOf(c candidate, when text.Span) Mention {
	for _, host := range []int{c.action, c.what} {
		if host < 0 {
			continue
		}
		for _, k := range f.tree.Children(host) {
			w := f.tree.Words[k]
			if k < host || w.Rel != "obl" && w.Rel != "nmod" {
				continue
			}
			p := f.tree.Case(k)
			if p < 0 || !placePrepositions[f.tree.Tokens[p].Lower] || when.Overlaps(f.tree.Tokens[k].Span) || f.isTime(k) {
				continue
			}
			if w.Tag == parse.PROPN || placeNouns[w.Lemma] {
				span := f.tree.PhraseCore(k)
				if first := f.tree.Tokens[p].Span; first.Start == span.Start {
					span = f.in.Text.Trim(text.Span{Start: first.End, End: span.End})
				}
				return Mention{Span: span}
			}
		}
	}
	return Mention{}
}

func (f *finder) isTime(i int) bool {
	for _, at := range f.times {
		if at.time.Phrase.Overlaps(f.tree.Tokens[i].Span) {
			return true
		}
	}
	return false
}

var placeNouns = map[string]bool{"city": true, "town": true, "country": true, "capital": true, "region": true, "province": true,
	"island": true, "airport": true, "base": true, "border": true, "airbase": true, "port": true, "state": true, "area": true,
	"village": true, "district": true, "zone": true, "county": true, "school": true, "territory": true, "soil": true}

var measures = map[string]bool{"hundred": true, "thousand": true, "million": true, "billion": true, "trillion": true,
	"dozen": true, "all": true, "half": true, "remainder": true, "rest": true, "most": true, "majority": true, "percent": true, "%": true}

// quantityOf is how much: a number or measure on what is acted upon, else on the actor.
func (f *finder) quantityOf(c candidate) Quantity {
	t := f.tree
	for _, host := range []int{c.what, c.actor} {
		if host < 0 {
			continue
		}
		if measures[t.Words[host].Lemma] {
			return f.measure(host, host)
		}
		for _, k := range t.Children(host) {
			w := t.Words[k]
			if (w.Rel == "nummod" || w.Rel == "det" && w.Lemma == "all" || w.Rel == "amod" && measures[w.Lemma]) && !f.isTime(k) {
				return f.measure(k, host)
			}
		}
	}
	return Quantity{}
}

// measure is the quantity whose number is word k and whose unit is word host.
func (f *finder) measure(k, host int) Quantity {
	t := f.tree
	r := t.Subtree(k)
	span := text.Span{Start: t.Tokens[min(r.First, k)].Span.Start, End: t.Tokens[k].Span.End}
	q := Quantity{Span: span, Value: number(f.in.Text.Slice(span))}
	if host != k {
		q.Unit = t.Words[host].Lemma
	}
	return q
}

var scales = map[string]float64{"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}

// number reads digits and a scale: "4.5 billion"; 0 where there are no digits.
func number(s string) float64 {
	value := 0.0
	for _, word := range strings.Fields(strings.ToLower(s)) {
		digits := strings.Trim(strings.ReplaceAll(word, ",", ""), "$€£")
		if v, err := strconv.ParseFloat(digits, 64); err == nil {
			value = v
		} else if scale, ok := scales[word]; ok {
			value *= scale
		}
	}
	return value
}
