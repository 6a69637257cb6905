package entity

import (
	"slices"
	"strings"

	"github.com/bywhen/bywhen/internal/names"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// Find finds what a document speaks of. The trees are those of its sentences, in order; spans of
// their tokens point into the text. It never fails and is safe for concurrent use.
func Find(t *text.Text, trees []parse.Tree) Entities {
	f := finder{known: load(), text: t, trees: trees, keys: map[string]int{}, surnames: map[string]int{}, titles: map[string]int{}}
	f.names()
	f.listed()
	f.mentions = slices.DeleteFunc(f.mentions, func(m Mention) bool { return m.Tokens.Len() == 0 })
	f.inOrder()
	f.linkNames()
	f.describe()
	f.inOrder()
	f.refer()
	for i := range f.mentions {
		if e := f.mentions[i].Entity; e >= 0 {
			f.all[e].Mentions = append(f.all[e].Mentions, i)
		}
	}
	return Entities{Mentions: f.mentions, All: f.all, trees: trees}
}

// finder is the state of reading one document.
type finder struct {
	*known
	text     *text.Text
	trees    []parse.Tree
	mentions []Mention
	all      []Entity
	keys     map[string]int // keys to entities
	surnames map[string]int // last words of people's names to entities
	titles   map[string]int // offices and descriptions to their holders: "prime minister"
	from     []int          // where the names of each sentence begin, and the end of all
}

// names finds the names by the model.
func (f *finder) names() {
	sentences := f.lists.Prepare(f.trees)
	var d names.Decoder
	for i := range sentences {
		f.from = append(f.from, len(f.mentions))
		classes := f.model.Decode(&d, &sentences[i])
		f.titled(&f.trees[i], classes)
		for j := 0; j < len(classes); j++ {
			c := classes[j]
			if c&1 == 0 {
				continue
			}
			end := j + 1
			for end < len(classes) && classes[end] == c+1 {
				end++
			}
			switch c {
			case names.PersonFirst:
				t := &f.trees[i]
				if end-j > 2 && j > 1 && t.Tokens[j-1].Lower == "of" && f.posts[t.Tokens[j-2].Lower] {
					j++ // "Secretary of State Ruth Calloway"
				}
				f.add(i, j, end, Name, Person, "name")
			case names.OrgFirst:
				f.add(i, j, end, Name, Organisation, "name")
			case names.PlaceFirst:
				f.add(i, j, end, Name, Place, "name")
			}
			j = end - 1
		}
	}
	f.from = append(f.from, len(f.mentions))
	f.legal()
	f.agree()
}

// agree makes names that are written alike in one document of one kind: the kind of most of them.
func (f *finder) agree() {
	votes := map[string]*[4]int{}
	for i := range f.mentions {
		m := &f.mentions[i]
		name := f.text.Slice(m.Span)
		if votes[name] == nil {
			votes[name] = &[4]int{}
		}
		votes[name][m.Named]++
	}
	for i := range f.mentions {
		m := &f.mentions[i]
		v := votes[f.text.Slice(m.Span)]
		for kind := range v {
			if v[kind] > v[m.Named] {
				m.Named = Kind(kind)
			}
		}
	}
}

// titled makes people of what stands after an office like a given and a family name, where the model
// saw no name: "Secretary of State Ruth Calloway".
func (f *finder) titled(t *parse.Tree, classes []names.Class) {
	for j := range classes {
		if !f.posts[t.Tokens[j].Lower] || !large(t.Tokens[j].Text) {
			continue
		}
		first := j + 1
		if first+1 < len(classes) && t.Tokens[first].Lower == "of" && large(t.Tokens[first+1].Text) {
			first += 2
		}
		end := first
		for end < len(classes) && end < first+3 && t.Words[end].Tag == parse.PROPN && large(t.Tokens[end].Text) && noName(classes[end]) {
			end++
		}
		if end-first < 2 || f.lists.Word(names.Hash(names.Fold(t.Tokens[first].Lower))).Kinds&names.First == 0 ||
			end < len(classes) && !noName(classes[end]) && classes[end]&1 == 0 {
			continue
		}
		classes[first] = names.PersonFirst
		for k := first + 1; k < end; k++ {
			classes[k] = names.PersonInside
		}
	}
}

func noName(c names.Class) bool { return c == names.Outside || c >= names.OtherFirst }

// legal joins what the law adds to the name of a company: "Ostrand Gas, Inc.".
func (f *finder) legal() {
	for i := range f.mentions {
		m := &f.mentions[i]
		t := &f.trees[m.Sentence]
		if end := m.Tokens.End; m.Named == Organisation && end+1 < t.Len() && t.Tokens[end].Text == "," && legalForms[t.Tokens[end+1].Lower] {
			m.Tokens.End, m.Span.End = end+2, t.Tokens[end+1].Span.End
			if i+1 < len(f.mentions) && f.mentions[i+1].Span.Start < m.Span.End {
				f.mentions[i+1].Tokens.End = f.mentions[i+1].Tokens.First
			}
		}
	}
}

var legalForms = words("inc", "inc.", "llc", "l.l.c.", "ltd", "ltd.", "corp", "corp.", "plc", "lp", "l.p.", "co.", "llp", "pvt.")

func (f *finder) add(sentence, first, end int, form Form, named Kind, rule string) {
	tokens := f.trees[sentence].Tokens
	f.mentions = append(f.mentions, Mention{
		Span:     text.Span{Start: tokens[first].Span.Start, End: tokens[end-1].Span.End},
		Sentence: sentence, Tokens: token.Range{First: first, End: end}, Form: form, Named: named, Entity: -1, Rule: rule,
	})
}

// listed finds what stands in the list of governments, whatever the model makes of it, unless it is
// part of a longer name: countries, capitals and seats ("the Kremlin"), and the words for peoples
// ("Iraqi", "South Korean"). A capital that is the name of a person, too, is left to the model where
// the document gives that person in full.
func (f *finder) listed() {
	people := map[string]bool{}
	for i := range f.mentions {
		if m := &f.mentions[i]; m.Named == Person && m.Tokens.Len() > 1 {
			for _, t := range f.tokens(m) {
				people[t.Text] = true
			}
		}
	}
	for i := range f.trees {
		t := &f.trees[i]
		for j := 0; j < t.Len(); j++ {
			if !large(t.Tokens[j].Text) || t.Tokens[j].Text == "The" {
				continue
			}
			for n := min(names.MaxPhrase, t.Len()-j); n > 0; n-- {
				form, named, ok := f.listedAt(t, j, n)
				if ok && !people[t.Tokens[j].Text] && f.claim(i, j, j+n) {
					f.add(i, j, j+n, form, named, "listed")
					j += n - 1
					break
				}
			}
		}
	}
}

// listedAt reports whether the n words at j stand in a list as one name.
func (f *finder) listedAt(t *parse.Tree, j, n int) (Form, Kind, bool) {
	if lengths := f.lists.Word(names.Hash(names.Fold(t.Tokens[j].Lower))); n > 1 && lengths.Lengths>>n&1 == 0 {
		return 0, 0, false
	}
	tokens := t.Tokens[j : j+n]
	words := folded(tokens)
	_, folk := f.demonyms[words]
	_, place := f.countries[words]
	_, seat := f.seats[words]
	kinds := f.lists.Phrase(hash(tokens))
	switch {
	case words == "us" && tokens[0].Text != "US":
	case folk && (!place || t.Words[j].Tag == parse.ADJ):
		return Demonym, Government, true
	case seat && kinds&names.Agency != 0:
		return Name, Organisation, true
	case place || seat:
		return Name, Place, true
	case n > 1 && large(tokens[n-1].Text) && kinds&names.Region != 0:
		return Name, Place, true
	case n > 1 && large(tokens[n-1].Text) && kinds&names.Agency != 0:
		return Name, Organisation, true
	}
	return 0, 0, false
}

// claim takes the tokens from names that lie wholly within them; false where a name goes beyond.
func (f *finder) claim(sentence, first, end int) bool {
	for _, m := range f.mentions[f.from[sentence]:f.from[sentence+1]] {
		if m.Tokens.First < end && first < m.Tokens.End && (m.Tokens.First < first || end < m.Tokens.End) {
			return false
		}
	}
	for i := f.from[sentence]; i < f.from[sentence+1]; i++ {
		m := &f.mentions[i]
		if m.Tokens.First < end && first < m.Tokens.End {
			m.Tokens.End = m.Tokens.First // dropped below
		}
	}
	return true
}

func large(s string) bool { return s != "" && (s[0] >= 'A' && s[0] <= 'Z' || s[0] >= 0x80) }

// inOrder sorts the mentions by their place, the longer of two at one place first.
func (f *finder) inOrder() {
	slices.SortStableFunc(f.mentions, func(a, b Mention) int {
		if a.Span.Start != b.Span.Start {
			return a.Span.Start - b.Span.Start
		}
		return b.Span.End - a.Span.End
	})
}

func (f *finder) tokens(m *Mention) []token.Token {
	return f.trees[m.Sentence].Tokens[m.Tokens.First:m.Tokens.End]
}

// entity is the entity of a key, made where there is none.
func (f *finder) entity(key string, kind Kind, name string) int {
	if e, ok := f.keys[key]; ok {
		if len(name) > len(f.all[e].Name) && kind != Government && kind != Place {
			f.all[e].Name = name
		}
		return e
	}
	f.keys[key] = len(f.all)
	f.all = append(f.all, Entity{Key: key, Kind: kind, Name: name})
	return len(f.all) - 1
}

func (f *finder) government(g int) int {
	gov := &f.governments[g]
	e := f.entity("gov:"+gov.slug, Government, title(gov.name))
	f.all[e].Where.Country = gov.iso
	f.all[e].Side = f.all[e].Key
	return e
}

// title writes a name that stands in a list in small letters as texts do.
func title(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if w != "of" && w != "and" && w != "the" && len(w) > 0 {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}
