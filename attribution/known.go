package attribution

import (
	"sort"
	"strings"

	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// inSentence are the mentions of entities in sentence n.
func (f *finder) inSentence(n int) []entity.Mention {
	if f.entities == nil || f.namesOf == n {
		return f.names
	}
	all := f.entities.Mentions
	first := sort.Search(len(all), func(k int) bool { return all[k].Sentence >= n })
	end := first
	for end < len(all) && all[end].Sentence == n {
		end++
	}
	f.names, f.namesOf = all[first:end], n
	return f.names
}

// nameAt is the name of the source headed by token i, from first to last, as the names of the
// document have it: the one that i belongs to, or the person whose office the rest of the phrase
// tells ("Premier of Norvia Ann Varga"). It is nil where there is none.
func (f *finder) nameAt(s *sent, i, first, last int) *entity.Mention {
	var found *entity.Mention
	names := f.inSentence(s.n)
	for k := range names {
		m := &names[k]
		if m.Form != entity.Name || m.Tokens.Len() == 1 && f.isTitle(s, m.Tokens.First) {
			continue
		}
		if m.Named == entity.Person && m.Tokens.First > first && m.Tokens.End-1 == last && !f.governed(s, first, m.Tokens.First) {
			return m
		}
		if found == nil && m.Tokens.Contains(i) {
			found = m
		}
	}
	return found
}

// namedBehind is the person whom an apposition names: "another author, Ann Varga,". It is nil where
// the noun at i is nobody's office or calling.
func (f *finder) namedBehind(s *sent, i, last int) *entity.Mention {
	if _, person := f.l.persons[s.w[i].Lemma]; !person || s.w[i].Plural || s.at(last+1) != "," {
		return nil
	}
	names := f.inSentence(s.n)
	for k := range names {
		m := &names[k]
		if m.Form == entity.Name && m.Tokens.First == last+2 && f.isPerson(s, m) {
			if end := m.Tokens.End; end == len(s.tok) || s.tok[end].Kind == token.Punct {
				return m
			}
		}
	}
	return nil
}

// governed reports whether the name at token k of the phrase from first on hangs on a preposition or
// an "and", with nothing but titles between: "a lawyer of President Ann Varga".
func (f *finder) governed(s *sent, first, k int) bool {
	for k--; k > first && (f.isTitle(s, k) || s.w[k].Tag == parse.DET || s.w[k].Tag == parse.ADJ); k-- {
	}
	return s.w[k].Tag == parse.ADP || s.w[k].Tag == parse.CCONJ || s.tok[k].Text == "," || s.tok[k].Lower == "'s" && k+1 < len(s.w)
}

// isPerson reports whether the name is a person's. Of a single word that never stands with a given
// name or an office the model only guesses.
func (f *finder) isPerson(s *sent, m *entity.Mention) bool {
	if f.kindOf(m) != entity.Person || f.isOutlet(s, m.Tokens.First, m.Tokens.End-1) {
		return false
	}
	if m.Tokens.Len() > 1 || m.Entity >= 0 && strings.Contains(f.entities.All[m.Entity].Name, " ") {
		return true
	}
	return m.Tokens.First > 0 && f.isTitle(s, m.Tokens.First-1) || f.l.givenNames[s.tok[m.Tokens.First].Lower] != 0
}

// kindOf is the kind of the entity that a name stands for.
func (f *finder) kindOf(m *entity.Mention) entity.Kind {
	if m.Entity >= 0 && m.Named != entity.Place {
		return f.entities.All[m.Entity].Kind
	}
	return m.Named
}

// personOf is the last name before byte at of the person that a mention at the span stands for; its
// Kind is empty where none is known.
func (f *finder) personOf(at text.Span) Source {
	if f.entities == nil {
		return Source{}
	}
	e := f.entities.Of(at)
	if e == nil || e.Kind != entity.Person {
		return Source{}
	}
	best := -1
	for _, k := range e.Mentions {
		if m := &f.entities.Mentions[k]; m.Form == entity.Name && m.Span.Start < at.Start {
			best = k
		}
	}
	if best < 0 {
		return Source{}
	}
	return Source{Span: f.entities.Mentions[best].Span, Kind: NamedPerson, Name: e.Name}
}
