package entity

import (
	"strings"

	"github.com/bywhen/bywhen/internal/names"
	"github.com/bywhen/bywhen/token"
)

// linkNames says what each name stands for: first the names in full, then what is short for them.
func (f *finder) linkNames() {
	acronyms := f.acronyms()
	for i := range f.mentions {
		m := &f.mentions[i]
		switch {
		case m.Form == Demonym:
			m.Entity = f.government(f.demonyms[folded(f.tokens(m))])
		case m.Named == Person && m.Tokens.Len() > 1 && !(m.Tokens.Len() == 2 && f.isTitle(folded(f.tokens(m)[:1]))):
			f.person(m)
		}
	}
	for i := range f.mentions {
		m := &f.mentions[i]
		if m.Entity >= 0 {
			continue
		}
		if m.Named == Person && m.Tokens.Len() > 1 {
			f.person(m)
			continue
		}
		if m.Named == Person {
			f.surname(m)
			continue
		}
		if f.place(m) {
			continue
		}
		if m.Named == Organisation {
			f.organisation(m, acronyms)
		}
	}
}

// person links a name of several words to a person: the one of the same last name whose other words
// agree, else a new one.
func (f *finder) person(m *Mention) {
	words := strings.Fields(folded(f.tokens(m)))
	for len(words) > 1 && f.isTitle(words[0]) {
		words = words[1:]
	}
	if len(words) == 1 {
		f.oneName(m, words[0])
		return
	}
	last := words[len(words)-1]
	key := "per:" + slug(spaced(words))
	if e, ok := f.surnames[last]; ok {
		old := strings.TrimPrefix(f.all[e].Key, "per:")
		if strings.HasPrefix(old, slug(words[0])) || words[0][0] == old[0] && (len(words[0]) <= 2 || strings.Contains(old[:min(3, len(old))], "-")) {
			m.Entity, m.Rule = e, "name-again"
			return
		}
	}
	m.Entity = f.entity(key, Person, f.text.Slice(m.Span))
	if _, ok := f.surnames[last]; !ok {
		f.surnames[last] = m.Entity
	}
	if len(words) > 2 { // "al-Abadi": also by the part after the hyphen; "Mary Jane Holt" not by "Jane"
		if n := len(words); words[n-2] == "-" && n > 3 {
			f.surnames[spaced(words[n-3:])] = m.Entity
		}
	}
	f.side(m)
}

// surname links a name of one word to the person whose last name, or else first name, it is.
func (f *finder) surname(m *Mention) {
	f.oneName(m, folded(f.tokens(m)))
}

// isTitle reports whether a word is a title or an office and no given name.
func (f *finder) isTitle(word string) bool {
	k := f.lists.Word(names.Hash(word)).Kinds
	return k&(names.Title|names.Office) != 0 && k&names.First == 0
}

func (f *finder) oneName(m *Mention, word string) {
	if e, ok := f.surnames[word]; ok {
		m.Entity, m.Rule = e, "surname"
		return
	}
	for e := range f.all {
		if f.all[e].Kind == Person && strings.HasPrefix(f.all[e].Key, "per:"+slug(word)+"-") {
			m.Entity, m.Rule = e, "given-name"
			return
		}
	}
	m.Entity = f.entity("per:"+slug(word), Person, f.text.Slice(m.Span))
	f.surnames[word] = m.Entity
}

// place links the name of a country, a capital, a seat of power or another place; false where it is
// an organisation's.
func (f *finder) place(m *Mention) bool {
	words := folded(f.tokens(m))
	g, country := f.countries[words]
	seat := false
	if !country {
		g, seat = f.seats[words]
	}
	switch {
	case (country || seat) && f.acting(m, country):
		m.Entity, m.Rule = f.government(g), "acts"
	case country || seat || m.Named == Place:
		key := "loc:" + slug(words)
		if country {
			key = "loc:" + f.governments[g].slug
		}
		m.Entity = f.entity(key, Place, strings.TrimPrefix(f.text.Slice(m.Span), "the "))
		e := &f.all[m.Entity]
		if e.Where.Country == "" {
			if country || seat {
				e.Where.Country = f.governments[g].iso
			}
			if p, ok := f.lists.Place(hash(f.tokens(m))); ok && !country && (!seat || p.Country == e.Where.Country) {
				e.Where = Location{Country: p.Country, Lat: p.Lat, Lon: p.Lon, GeoNames: p.GeoNames}
			}
		}
	default:
		return false
	}
	return true
}

// hash is the key of a name in the tables, without "the" before it.
func hash(tokens []token.Token) uint64 {
	var phrase uint64
	for i := range tokens {
		w := names.Fold(tokens[i].Lower)
		if i > 0 || w != "the" || len(tokens) == 1 {
			phrase = names.Join(phrase, names.Hash(w))
		}
	}
	return phrase
}

// organisation links the name of an organisation: by the usual key of a known one, the long name of
// an acronym, or the longer name that the document gives.
func (f *finder) organisation(m *Mention, acronyms map[string]string) {
	words := folded(f.tokens(m))
	name := f.text.Slice(m.Span)
	if long, ok := acronyms[words]; ok {
		words, m.Rule = long, "acronym"
	}
	if key, ok := f.aliases[words]; ok {
		m.Entity = f.entity("org:"+key, Organisation, name)
		return
	}
	words = plainOrg(words)
	key := "org:" + slug(words)
	if _, ok := f.keys[key]; !ok && !f.listedOrg(m) {
		for i := range f.mentions { // the beginning of one longer name, not of two
			o := &f.mentions[i]
			if o.Named != Organisation || o.Form != Name || o.Tokens.Len() <= m.Tokens.Len() {
				continue
			}
			long := plainOrg(folded(f.tokens(o)))
			if strings.HasPrefix(long, words+" ") {
				if m.Rule == "short-name" && key != "org:"+slug(long) {
					key, m.Rule = "org:"+slug(words), "name"
					break
				}
				key, m.Rule = "org:"+slug(long), "short-name"
			}
		}
	}
	m.Entity = f.entity(key, Organisation, name)
	f.side(m)
}

// listedOrg reports whether the lists know the name as one of its own, as "Reuters" is not short for
// "Reuters Norvania", or as a word of many names ("Press").
func (f *finder) listedOrg(m *Mention) bool {
	h := hash(f.tokens(m))
	return (f.lists.Word(h).Kinds|f.lists.Phrase(h))&(names.Company|names.Agency|names.OrgWord) != 0
}

// plainOrg is the name of an organisation without the marks of its legal form.
func plainOrg(words string) string {
	for _, end := range []string{" inc", " inc.", " corp", " corp.", " corporation", " ltd", " ltd.", " llc", " plc", " co", " co.", " gmbh", " ag", " s.a."} {
		if s, ok := strings.CutSuffix(words, end); ok && s != "" {
			return strings.TrimSuffix(s, " ,")
		}
	}
	return words
}

// acronyms finds what the text introduces in brackets: "Central Guard Force (CGF)", "CGF (Central
// Guard Force)". The keys are the acronyms.
func (f *finder) acronyms() map[string]string {
	found := map[string]string{}
	for i := 1; i < len(f.mentions); i++ {
		a, b := &f.mentions[i-1], &f.mentions[i]
		if a.Sentence != b.Sentence || a.Named == Person || b.Named == Person || b.Tokens.First != a.Tokens.End+1 {
			continue
		}
		t := &f.trees[a.Sentence]
		if t.Tokens[a.Tokens.End].Text != "(" || b.Tokens.End >= t.Len() || t.Tokens[b.Tokens.End].Text != ")" {
			continue
		}
		switch {
		case b.Tokens.Len() == 1 && stands(t.Tokens[b.Tokens.First].Text, f.tokens(a)):
			found[folded(f.tokens(b))] = folded(f.tokens(a))
			b.Named = a.Named
		case a.Tokens.Len() == 1 && stands(t.Tokens[a.Tokens.First].Text, f.tokens(b)):
			found[folded(f.tokens(a))] = folded(f.tokens(b))
			a.Named = b.Named
		}
	}
	return found
}

// stands reports whether the letters of the acronym are those by which words of the name begin.
func stands(acronym string, name []token.Token) bool {
	if len(name) < 2 || len(acronym) < 2 || strings.ToUpper(acronym) != acronym {
		return false
	}
	at := 0
	letters := strings.ReplaceAll(strings.ToLower(acronym), ".", "")
	for i := range name {
		w := names.Fold(name[i].Lower)
		if at < len(letters) && w[0] == letters[at] {
			at++
		}
	}
	return at*3 >= len(letters)*2
}

// side notes the government on whose side a named entity stands: that of a demonym or country that
// depends on it or on its title ("the Iraqi prime minister Haider al-Abadi"), or whose seat it is.
func (f *finder) side(m *Mention) {
	e := &f.all[m.Entity]
	if e.Side != "" {
		return
	}
	if g, ok := f.seats[folded(f.tokens(m))]; ok && m.Named == Organisation { // "the Pentagon reports"
		e.Side = "gov:" + f.governments[g].slug
		return
	}
	t := &f.trees[m.Sentence]
	first := m.Tokens.First
	for n := 0; first > 0 && n < 6; n++ { // words of the title before the name
		w := t.Words[first-1]
		if w.Head < m.Tokens.First-6 || w.Tag.String() == "PUNCT" || w.Tag.String() == "VERB" || w.Tag.String() == "ADP" || w.Tag.String() == "CCONJ" {
			break
		}
		first--
	}
	for j := first; j < m.Tokens.End; j++ {
		for n := 1; n <= 2 && j+n <= m.Tokens.End; n++ {
			words := folded(t.Tokens[j : j+n])
			g, ok := f.demonyms[words]
			if !ok {
				g, ok = f.countries[words]
			}
			if ok && large(t.Tokens[j].Text) {
				e.Side = "gov:" + f.governments[g].slug
				return
			}
		}
	}
}
