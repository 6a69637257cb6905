package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// describe says what the source headed by token i, from first to last, is and how it is called.
// The kind of a pronoun is empty: resolve finds it.
func (f *finder) describe(s *sent, i, first, last int) Source {
	src := Source{Span: s.span(first, last)}
	w := s.w[i]
	lemma := strings.ToLower(w.Lemma)
	if w.Tag == parse.PRON || w.Tag == parse.DET {
		if lemma == "who" || lemma == "this" || lemma == "that" || lemma == "which" {
			return src
		}
		return src
	}
	m := f.nameAt(s, i, first, last)
	if m != nil && f.isPerson(s, m) {
		src.Kind, src.Name = NamedPerson, f.t.Slice(m.Span)
		if m.Tokens.First > first {
			src.Span.Start = m.Span.Start
		}
		return src
	}
	if person := f.namedBehind(s, i, last); m == nil && person != nil {
		src.Kind, src.Name, src.Span = NamedPerson, f.t.Slice(person.Span), person.Span
		return src
	}
	from, to := f.nameIn(s, i, first, last)
	if from == to && from >= 0 && f.isTitle(s, from) {
		from = -1 // "Minister: ..." names nobody
	}
	if from >= 0 {
		name := s.span(from, to)
		src.Name = f.t.Slice(name)
		src.Kind = f.namedKind(s, i, first, last, from, to)
		if src.Kind == NamedPerson && m != nil && f.kindOf(m) != entity.Person {
			src.Kind = NamedOrganisation
		}
		if src.Kind != "" {
			if src.Kind == NamedPerson && first < from && from <= last && f.titled(s, first, from-1) {
				src.Span = text.Span{Start: name.Start, End: src.Span.End}
			}
			return src
		}
		src.Name = ""
	}
	src.Kind = f.commonKind(s, i, lemma)
	return src
}

// titled reports whether the tokens from first to last are a person's title or office.
func (f *finder) titled(s *sent, first, last int) bool {
	k := s.tok[last].Lower
	if _, ok := f.l.titles[k]; ok {
		return true
	}
	_, ok := f.l.persons[k]
	return ok
}

// nameIn is the last run of name words between first and last that belongs to the head at i, its
// prepositional phrases left out and titles taken off; -1 where the source has no name.
func (f *finder) nameIn(s *sent, i, first, last int) (from, to int) {
	if s.w[i].Tag != parse.PROPN {
		// "the minister, Ann Varga": the apposition is the name.
		for j := i + 1; j <= s.hi[i]; j++ {
			if s.w[j].Head == i && s.rel(j, "appos", "flat") && s.w[j].Tag == parse.PROPN {
				a, b := s.phrase(j)
				return f.nameIn(s, j, a, b)
			}
		}
		if f.l.persons[strings.ToLower(s.w[i].Lemma)] == 0 && s.w[i].Tag != parse.NOUN {
			return -1, -1
		}
		if _, person := f.l.persons[strings.ToLower(s.w[i].Lemma)]; person || s.w[i].Plural {
			return -1, -1
		}
		return -1, -1
	}
	from, to = i, i
	for to < last && f.nameWord(s, to+1, i) {
		to++
	}
	for from > first && f.nameWord(s, from-1, i) {
		from--
	}
	for to > from && !f.capital(s, to) {
		to--
	}
	for from < to && (!f.capital(s, from) || f.isTitle(s, from)) {
		from++
	}
	return from, to
}

// nameWord reports whether token k may stand inside the name headed by i.
func (f *finder) nameWord(s *sent, k, i int) bool {
	if f.capital(s, k) {
		return s.w[k].Tag != parse.DET || k == i
	}
	switch s.tok[k].Text {
	case "of", "for", "and", "the", "de", "da", "do", "dos", "del", "la", "bin", "ibn", "al", "el", "van", "von", "der", "den", "-", ".", "&":
		if (s.tok[k].Text == "and" || s.tok[k].Text == "the") && k < i {
			return k > 0 && f.capital(s, k-1) && s.tok[k].Text == "and" && f.capital(s, k+1)
		}
		return k+1 < len(s.tok) && k > 0 && f.capital(s, k-1) && (f.capital(s, k+1) || s.tok[k+1].Text == "the")
	}
	return s.w[k].Tag == parse.PROPN && s.tok[k].Kind == token.Word
}

func (f *finder) capital(s *sent, k int) bool {
	r, _ := utf8.DecodeRuneInString(s.tok[k].Text)
	return unicode.IsUpper(r)
}

func (f *finder) isTitle(s *sent, k int) bool {
	_, title := f.l.titles[s.tok[k].Lower]
	_, person := f.l.persons[s.tok[k].Lower]
	return title || person
}

// namedKind is the kind of a source with the name from token from to token to.
func (f *finder) namedKind(s *sent, i, first, last, from, to int) Kind {
	if f.isOutlet(s, from, to) {
		return Media
	}
	for k := first; k < from; k++ { // "the newspaper Kurier", "news agency"
		if f.l.outletNouns[s.tok[k].Lower] && k+1 >= from {
			return Media
		}
		if f.isTitle(s, k) && (k+1 >= from || s.tok[k+1].Kind == token.Punct) {
			return NamedPerson
		}
	}
	end := s.tok[to].Lower
	if from > first && f.isTitle(s, from-1) {
		return NamedPerson
	}
	if _, given := f.l.givenNames[s.tok[from].Lower]; given && (to > from || !f.l.organisations[end]) {
		return NamedPerson
	}
	for k := from; k <= to; k++ {
		l := s.tok[k].Lower
		if l == "of" || l == "for" {
			break
		}
		if f.l.organisations[l] || f.l.organisations[strings.TrimSuffix(l, "s")] {
			return NamedOrganisation
		}
	}
	if f.l.documents[end] && to > from {
		return Document
	}
	for j := i + 1; j <= s.hi[i]; j++ { // "Varga, the minister": what the apposition says
		if s.w[j].Head == i && s.rel(j, "appos") {
			if _, person := f.l.persons[strings.ToLower(s.w[j].Lemma)]; person {
				return NamedPerson
			}
		}
	}
	if f.isTitle(s, from) && to > from {
		return NamedPerson
	}
	if n := to - from; n >= 1 && n <= 3 && !s.w[i].Plural && !f.acronym(s, to) && s.tok[from].Lower != "the" && (first == from || !strings.EqualFold(s.tok[first].Text, "the")) {
		plain := true
		for k := from; k <= to; k++ {
			if l := s.tok[k].Lower; l == "of" || l == "and" || l == "for" || nations[l] {
				plain = false
			}
		}
		if plain {
			return NamedPerson
		}
	}
	return NamedOrganisation
}

// nations are words that begin the names of states and not of persons.
var nations = map[string]bool{
	"united": true, "north": true, "south": true, "saudi": true, "new": true, "east": true, "west": true,
	"european": true, "great": true, "hong": true, "sri": true, "costa": true, "el": true, "states": true,
}

func (f *finder) acronym(s *sent, k int) bool {
	t := s.tok[k].Text
	return len(t) >= 2 && len(t) <= 6 && strings.ToUpper(t) == t
}

// isOutlet reports whether the tokens are the name of a newspaper, broadcaster or agency.
func (f *finder) isOutlet(s *sent, from, to int) bool {
	if from < to && s.tok[from].Lower == "the" {
		if f.l.outlets[strings.ToLower(f.t.Slice(s.span(from, to)))] {
			return true
		}
		from++
	}
	name := strings.ToLower(f.t.Slice(s.span(from, to)))
	if f.l.outlets[name] {
		return true
	}
	if from > 0 && s.tok[from-1].Lower == "the" && f.l.outlets["the "+name] {
		return true
	}
	return to > from && f.capital(s, to) && f.l.outletWords[s.tok[to].Lower] && (s.tok[to].Lower != "agency" || s.tok[to-1].Lower == "news" || s.tok[to-1].Lower == "press")
}

// commonKind is the kind of a source that only a common noun names.
func (f *finder) commonKind(s *sent, i int, lemma string) Kind {
	lower := s.tok[i].Lower
	_, person := f.l.persons[lemma]
	plural := s.w[i].Plural
	switch {
	case f.l.outletNouns[lower]:
		return Media
	case (lemma == "report") && s.has(i, "media", "compound"), lemma == "report" && s.has(i, "news", "compound"):
		return Media
	case f.l.documents[lemma] || f.l.documents[lower]:
		return Document
	case person && plural:
		return UnnamedGroup
	case person:
		return UnnamedPerson
	case f.l.organisations[lemma] && !plural || f.l.organisations[lower]:
		return NamedOrganisation
	case plural || lower == "people" || lower == "family" || lower == "police":
		return UnnamedGroup
	case s.w[i].Tag == parse.PROPN:
		return NamedOrganisation
	case s.w[i].Tag == parse.NUM || s.w[i].Tag == parse.ADJ:
		return UnnamedGroup
	case i > 0 && f.capital(s, i):
		return NamedOrganisation
	}
	return ""
}
