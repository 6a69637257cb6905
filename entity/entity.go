// Package entity finds the names in a text and says what they stand for: people, organisations,
// governments and places, also where an acronym, a surname, an office, a capital ("Baghdad" for
// the Iraqi government), a description ("the company") or a pronoun stands for the name.
package entity

import (
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// Kind is what an entity is.
type Kind uint8

// The kinds of entity. A country or its capital is a Government where it acts and a Place elsewhere.
const (
	Person Kind = iota
	Organisation
	Government
	Place
)

// String is the kind as it stands in output: the tags of the CoNLL shared tasks, and GOV.
func (k Kind) String() string { return [...]string{"PER", "ORG", "GOV", "LOC"}[k&3] }

// Form is by what sort of words an entity is mentioned.
type Form uint8

// The forms of a mention.
const (
	Name        Form = iota // "Iraq", "Haider al-Abadi", "the Kremlin"
	Demonym                 // "Iraqi"
	Role                    // "the prime minister"
	Description             // "the company", "Iraqi officials"
	Pronoun                 // "he", "its"
)

// Mention is one place in the text at which an entity is spoken of.
type Mention struct {
	Span     text.Span
	Sentence int
	Tokens   token.Range // in the tree of the sentence
	Form     Form
	Named    Kind // what the words name, whatever they stand for: Place for "Baghdad" that agrees; of names only
	Entity   int  // which of Entities.All; -1 for a role, description or pronoun that is left open
	Rule     string
}

// Entity is somebody or something that a document speaks of.
type Entity struct {
	// Key is the same for the same entity in every document, as far as names tell:
	//
	//	gov:iraq                 a government: also for the capital that acts, and "Iraqi officials"
	//	loc:iraq, loc:mosul      a place; the country of a town is not in its key
	//	org:world-bank           an organisation, by its longest name or its usual one
	//	per:haider-al-abadi      a person by the longest name that the document gives
	//	role:iraq/prime-minister the holder of an office that the document does not name
	Key  string
	Kind Kind
	Name string // the fullest name that the document gives
	// Side is the key of the government on whose side the entity stands, where the text says so:
	// "gov:iraq" for "the Iraqi defence ministry" or "the Iraqi prime minister"; else "".
	Side     string
	Where    Location // of places; zero for others and where not known
	Mentions []int    // in order of the text
}

// Location is where a place lies, from GeoNames. The zero Location is nowhere known.
type Location struct {
	Country  string  // ISO 3166-1 alpha-2
	Lat, Lon float64 // degrees; both 0 for a country
	GeoNames int     // the number of the place; 0 where it has none
}

// Entities is what one document speaks of. The zero Entities is empty.
type Entities struct {
	Mentions []Mention // in order of the text; they may nest
	All      []Entity  // in order of their first mention
	trees    []parse.Tree
}

// At is the mention that says best what the words under the span are about, as an index: of the
// word that heads them, the longest mention within. It is -1 where no mention does.
func (e *Entities) At(s text.Span) int {
	if e == nil {
		return -1
	}
	best := -1
	head, headSpan := -1, text.Span{}
	for i := range e.Mentions {
		m := &e.Mentions[i]
		if !m.Span.Overlaps(s) {
			continue
		}
		if head < 0 {
			head, headSpan = headIn(&e.trees[m.Sentence], s)
			if head < 0 {
				return -1
			}
		}
		if m.Span.Contains(headSpan) && m.Form != Demonym && (best < 0 || better(m, &e.Mentions[best], s)) {
			best = i
		}
	}
	return best
}

// better reports whether a says more of the span than b.
func better(a, b *Mention, s text.Span) bool {
	if in, other := s.Contains(a.Span), s.Contains(b.Span); in != other {
		return in
	}
	if (a.Entity >= 0) != (b.Entity >= 0) {
		return a.Entity >= 0
	}
	return a.Span.Len() > b.Span.Len()
}

// headIn is the word of the span that depends on none other in it.
func headIn(t *parse.Tree, s text.Span) (int, text.Span) {
	for i := range t.Tokens {
		if !s.Overlaps(t.Tokens[i].Span) || t.Words[i].Tag == parse.PUNCT {
			continue
		}
		if h := t.Words[i].Head; h < 0 || !s.Overlaps(t.Tokens[h].Span) {
			if t.Is(i, "case") || t.Is(i, "mark") || t.Is(i, "cc") || t.Is(i, "det") {
				continue
			}
			return i, t.Tokens[i].Span
		}
	}
	return -1, text.Span{}
}

// Key is the key of the entity that the words under the span are about, "" where none is known.
// The span may be a whole phrase: "the Iraqi prime minister, Haider al-Abadi".
func (e *Entities) Key(s text.Span) string {
	if x := e.Of(s); x != nil {
		return x.Key
	}
	return ""
}

// Keys are the keys of all that the words under the span are about: one, or those of two
// governments for "both capitals", in order.
func (e *Entities) Keys(s text.Span) []string {
	m := e.At(s)
	if m < 0 {
		return nil
	}
	var keys []string
	for i := range e.Mentions {
		if o := &e.Mentions[i]; o.Span == e.Mentions[m].Span && o.Form == e.Mentions[m].Form && o.Entity >= 0 {
			keys = append(keys, e.All[o.Entity].Key)
		}
	}
	return keys
}

// Of is the entity that the words under the span are about, nil where none is known.
func (e *Entities) Of(s text.Span) *Entity {
	m := e.At(s)
	if m < 0 || e.Mentions[m].Entity < 0 {
		return nil
	}
	return &e.All[e.Mentions[m].Entity]
}

// Labels are the names of a sentence of n tokens for the last column of CoNLL-U: the label in the
// scheme IOB2, and with the first word the key of what it stands for, "Entity=B-LOC|Key=gov:iraq".
// Tokens outside names have "".
func (e *Entities) Labels(sentence, n int) []string {
	labels := make([]string, n)
	for i := range e.Mentions {
		m := &e.Mentions[i]
		if m.Sentence != sentence || m.Form != Name || m.Tokens.End > n {
			continue
		}
		for j := m.Tokens.First; j < m.Tokens.End; j++ {
			labels[j] = "Entity=I-" + m.Named.String()
		}
		first := &labels[m.Tokens.First]
		*first = "Entity=B-" + m.Named.String()
		if m.Entity >= 0 {
			*first += "|Key=" + e.All[m.Entity].Key
		}
	}
	return labels
}
