package entity

import (
	"slices"
	"strings"
	"sync"

	"github.com/bywhen/bywhen/lexicon"
	"github.com/bywhen/bywhen/parse"
)

// reach is how many sentences back a pronoun or description looks for what it stands for.
const reach = 3

// refer finds descriptions ("the company") and pronouns and the entity nearest before that fits.
// Where two fit equally, the mention is kept without an entity.
func (f *finder) refer() {
	prior := f.mentions // in order of the text; a reference sees those before it and earlier references
	var out []Mention
	at := 0
	for i := range f.trees {
		t := &f.trees[i]
		for j := range t.Words {
			for at < len(prior) && (prior[at].Sentence < i || prior[at].Sentence == i && prior[at].Tokens.First <= j) {
				out = append(out, prior[at])
				at++
			}
			if m, ok := f.reference(out, i, j); ok {
				out = append(out, m)
			}
			out = append(out, f.both(out, i, j)...)
		}
		for at < len(prior) && prior[at].Sentence == i {
			out = append(out, prior[at])
			at++
		}
	}
	f.mentions = out
}

// reference is the reference whose head is token j, with what it stands for.
func (f *finder) reference(before []Mention, i, j int) (Mention, bool) {
	t := &f.trees[i]
	tok := &t.Tokens[j]
	if t.Words[j].Tag == parse.PRON || t.Words[j].Tag == parse.DET {
		gender, group, ok := pronoun(tok.Lower)
		if !ok || tok.Lower == "it" && t.Is(j, "expl") {
			return Mention{}, false
		}
		m := Mention{Span: tok.Span, Sentence: i, Form: Pronoun, Entity: -1, Rule: "pronoun"}
		m.Tokens.First, m.Tokens.End = j, j+1
		m.Entity = f.nearest(before, i, j, func(e *Entity) bool {
			switch {
			case gender != 0:
				g := f.gender(e)
				return e.Kind == Person && (g == 0 || g == gender)
			case group:
				return e.Kind == Organisation || e.Kind == Government
			}
			return false
		})
		return m, true
	}
	if t.Words[j].Tag != parse.NOUN || j == 0 {
		return Mention{}, false
	}
	det := t.Tokens[j-1].Lower
	if det != "the" && det != "this" || t.Child(j, "nmod", "compound", "amod", "nummod", "acl") >= 0 {
		return Mention{}, false
	}
	lemma := t.Words[j].Lemma
	m := Mention{Sentence: i, Form: Description, Entity: -1, Rule: "description"}
	m.Tokens.First, m.Tokens.End = j-1, j+1
	m.Span.Start, m.Span.End = t.Tokens[j-1].Span.Start, tok.Span.End
	var fits func(*Entity) bool
	switch {
	case t.Words[j].Plural:
		return Mention{}, false
	case business[lemma]:
		fits = func(e *Entity) bool { return e.Kind == Organisation && e.Side == "" && !agency(e.Key) }
	case sortOf[lemma]:
		fits = func(e *Entity) bool { return e.Kind == Organisation && strings.Contains(e.Key, lemma) }
	case lemma == "government":
		fits = func(e *Entity) bool {
			return e.Kind == Government
		}
	case lemma == "country" || lemma == "nation":
		fits = func(e *Entity) bool {
			return e.Kind == Government || e.Kind == Place && e.Where.Country != "" && e.Where.GeoNames == 0
		}
	case lemma == "city" || lemma == "town" || lemma == "capital":
		fits = func(e *Entity) bool { return e.Kind == Place && e.Where.GeoNames != 0 }
	default:
		return Mention{}, false
	}
	m.Entity = f.nearest(before, i, j, fits)
	return m, true
}

// both is the mention of two governments in "both capitals" or "the two countries", once for each:
// the two that were named before, in the same sentence or the one before it. Nothing is said of more.
func (f *finder) both(before []Mention, i, j int) []Mention {
	t := &f.trees[i]
	if !t.Words[j].Plural || j == 0 || !pairs[t.Words[j].Lemma] || t.Tokens[j-1].Lower != "both" && t.Tokens[j-1].Lower != "two" {
		return nil
	}
	first, found := j-1, []int{}
	if j > 1 && t.Tokens[j-2].Lower == "the" {
		first--
	}
	for k := len(before) - 1; k >= 0 && before[k].Sentence >= i-1; k-- {
		m := &before[k]
		if m.Sentence < i && len(found) >= 2 {
			break
		}
		if m.Entity < 0 || m.Named == Person {
			continue
		}
		if g := f.asGovernment(m); g >= 0 && !slices.Contains(found, g) {
			found = append(found, g)
		}
	}
	if len(found) != 2 {
		return nil
	}
	slices.Sort(found)
	m := Mention{Sentence: i, Form: Description, Entity: found[0], Rule: "both"}
	m.Tokens.First, m.Tokens.End = first, j+1
	m.Span.Start, m.Span.End = t.Tokens[first].Span.Start, t.Tokens[j].Span.End
	other := m
	other.Entity = found[1]
	return []Mention{m, other}
}

var pairs = words("capital", "country", "government", "nation", "state", "neighbour", "neighbor")

// pronoun is what a third-person pronoun stands for: 'm' or 'f' for a person, group for an
// organisation or government.
func pronoun(lower string) (gender byte, group, ok bool) {
	switch lower {
	case "he", "him", "his", "himself":
		return 'm', false, true
	case "she", "her", "hers", "herself":
		return 'f', false, true
	case "it", "its", "itself":
		return 0, true, true
	}
	return 0, false, false
}

// business are the nouns for organisations of any kind, sortOf those that the name itself has.
var (
	business = words("company", "firm", "group", "organisation", "organization", "maker", "manufacturer", "carrier", "airline",
		"operator", "builder", "developer", "utility", "retailer", "corporation", "charity", "startup")
	sortOf = words("ministry", "bank", "party", "commission", "court", "union", "club", "university", "council", "committee",
		"department", "agency", "authority", "force", "institute", "association", "federation", "board", "museum", "hospital")
)

// agency reports whether the key is one of a body that nobody calls "the company".
func agency(key string) bool {
	for noun := range sortOf {
		if strings.Contains(key, noun) {
			return true
		}
	}
	return strings.Contains(key, "/") || strings.Contains(key, "nations") || key == "org:nato" || strings.Contains(key, "parliament")
}

// nearest is the entity that fits nearest before token j of sentence i: in each sentence, the
// subject before others. It is -1 where none fits, or two do that nothing tells apart.
func (f *finder) nearest(before []Mention, i, j int, fits func(*Entity) bool) int {
	for back := range reach + 1 {
		subject, subjects, other, others := -1, 0, -1, 0
		for k := len(before) - 1; k >= 0 && before[k].Sentence >= i-back; k-- {
			m := &before[k]
			if m.Sentence != i-back || m.Entity < 0 || m.Form == Demonym || !fits(&f.all[m.Entity]) {
				continue
			}
			t := &f.trees[m.Sentence]
			if p := m.Tokens.First - 1; p >= 0 && t.Tokens[p].Text == "(" {
				continue // the outlet after a report, an acronym
			}
			h := nameHead(t, m)
			if m.Sentence == i && (m.Tokens.Contains(j) || t.IsAncestor(h, j)) {
				continue // "its" in "Ostrand and its plant" is looked for below; not in its own phrase
			}
			for t.Words[h].Rel == "conj" {
				h = t.Words[h].Head
			}
			if t.Is(h, "nsubj") {
				if subject != m.Entity {
					subject = m.Entity
					subjects++
				}
			} else if other != m.Entity {
				other = m.Entity
				others++
			}
		}
		switch {
		case subjects == 1:
			return subject
		case subjects > 1:
			return -1
		case others == 1:
			return other
		case others > 1:
			return -1
		}
	}
	return -1
}

var genders = sync.OnceValue(func() map[string][]string { return lexicon.LoadTable("en", "given-names") })

// gender is 'm' or 'f' by the given name of a person; 0 where that does not tell.
func (f *finder) gender(e *Entity) byte {
	given, _, _ := strings.Cut(strings.TrimPrefix(e.Key, "per:"), "-")
	if g := genders()[given]; len(g) > 0 && g[0] != "" {
		return g[0][0]
	}
	return 0
}
