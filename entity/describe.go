package entity

import (
	"slices"
	"strings"

	"github.com/bywhen/bywhen/internal/names"
	"github.com/bywhen/bywhen/parse"
)

// describe finds the roles and descriptions that say themselves whom they mean: "Iraqi officials",
// "the Iraqi prime minister", "the head of the World Bank"; and who holds an office, where the text
// puts a name beside it ("Prime Minister Haider al-Abadi").
func (f *finder) describe() {
	named := f.mentions // those of names and peoples; what is found here comes after
	at := 0
	for i := range f.trees {
		t := &f.trees[i]
		from := at
		for at < len(named) && named[at].Sentence == i {
			at++
		}
		here := named[from:at]
		for j := range t.Words {
			if t.Words[j].Tag != parse.NOUN && t.Words[j].Tag != parse.PROPN || inName(here, j) {
				continue
			}
			lemma := strings.ToLower(t.Words[j].Lemma)
			switch {
			case f.posts[lemma] && !t.Words[j].Plural:
				f.post(i, j, here)
			case f.stateNouns[lemma], f.bodies[lemma]:
				f.ofState(i, j, lemma, here)
			}
		}
	}
}

func inName(mentions []Mention, i int) bool {
	return slices.ContainsFunc(mentions, func(m Mention) bool { return m.Form == Name && m.Tokens.Contains(i) })
}

// owner is the entity whose the noun at j is: of the demonym, country or organisation in its phrase
// from first on ("Iraqi", "Iraq's"), or after "of"; -1 where none is named.
func (f *finder) owner(t *parse.Tree, first, j int, here []Mention) (entity, end int) {
	for k := range here {
		m := &here[k]
		if m.Entity >= 0 && m.Tokens.First >= first && m.Tokens.End <= j && m.Named != Person {
			if g := f.asGovernment(m); g >= 0 {
				return g, j + 1
			}
			return m.Entity, j + 1
		}
		if m.Entity >= 0 && m.Form == Name && m.Named != Person && m.Tokens.First > j && m.Tokens.First <= j+3 && t.Tokens[j+1].Lower == "of" {
			if g := f.asGovernment(m); g >= 0 {
				return g, m.Tokens.End
			}
			return m.Entity, m.Tokens.End
		}
	}
	return -1, j + 1
}

// asGovernment is the government of the country, or of the seat of power, that a mention names; -1
// for others.
func (f *finder) asGovernment(m *Mention) int {
	words := folded(f.tokens(m))
	if g, ok := f.demonyms[words]; ok && m.Form == Demonym {
		return f.government(g)
	}
	if g, ok := f.countries[words]; ok {
		return f.government(g)
	}
	if g, ok := f.seats[words]; ok && m.Form == Name {
		return f.government(g)
	}
	if f.all[m.Entity].Kind == Government {
		return m.Entity
	}
	return -1
}

// start is where the noun phrase begins that ends at j: before its adjectives and nouns.
func start(t *parse.Tree, j int) int {
	for j > 0 {
		p := &t.Words[j-1]
		switch {
		case p.Tag == parse.ADJ, p.Tag == parse.NOUN, p.Tag == parse.PROPN, p.Rel == "det", t.Tokens[j-1].Text == "-":
		case p.Tag == parse.PART && p.Rel == "case": // 's
		default:
			return j
		}
		if j--; p.Rel == "det" {
			return j
		}
	}
	return j
}

// ofState notes what stands for a government, or is a body of its state.
func (f *finder) ofState(i, j int, lemma string, here []Mention) {
	t := &f.trees[i]
	first := start(t, j)
	if t.Is(j, "compound") && j+1 < t.Len() && (t.Words[j+1].Tag == parse.NOUN || t.Words[j+1].Tag == parse.PROPN) {
		return // "state television"
	}
	owner, end := f.owner(t, first, j, here)
	if owner < 0 || f.all[owner].Kind != Government {
		return
	}
	kind := f.kindOf(t, first, j, here)
	if f.bodies[lemma] && (t.Tokens[first].Lower == "a" || t.Tokens[first].Lower == "an" || lemma == "bank" && kind != "central bank") {
		return // "a court" is any of them
	}
	f.add(i, first, end, Description, Government, "of-state")
	m := &f.mentions[len(f.mentions)-1]
	m.Entity = owner
	if f.bodies[lemma] {
		country := strings.TrimPrefix(f.all[owner].Key, "gov:")
		m.Entity = f.entity("org:"+country+"/"+slug(kind), Organisation, f.text.Slice(m.Span))
		f.all[m.Entity].Side = f.all[owner].Key
		m.Rule = "body-of-state"
	}
}

// kindOf are the words of the phrase from first to j without its determiner and names: "defence
// minister", "central bank".
func (f *finder) kindOf(t *parse.Tree, first, j int, here []Mention) string {
	var kind []string
	for k := first; k <= j; k++ {
		inside := slices.ContainsFunc(here, func(m Mention) bool { return m.Tokens.Contains(k) })
		if w := names.Fold(t.Tokens[k].Lower); !inside && t.Words[k].Rel != "det" && w != "'s" && w != "-" && !past[w] {
			kind = append(kind, w)
		}
	}
	return spaced(kind)
}

// post notes an office, and who holds it where a name stands beside it.
func (f *finder) post(i, j int, here []Mention) {
	t := &f.trees[i]
	first := start(t, j)
	owner, end := f.owner(t, first, j, here)
	office := f.kindOf(t, first, j, here)
	if j+1 < t.Len() && t.Tokens[j+1].Text == "-" {
		if j+2 >= t.Len() || t.Tokens[j+2].Lower != "general" && t.Tokens[j+2].Lower != "elect" {
			return // "Leader-Post"
		}
		office, end = office+" "+t.Tokens[j+2].Lower, j+3 // "Secretary-General"
	}
	if j+2 < t.Len() && t.Tokens[j+1].Lower == "of" && !inName(here, j+2) && (t.Words[j+2].Tag == parse.NOUN || t.Words[j+2].Tag == parse.PROPN) {
		office += " of " + names.Fold(t.Tokens[j+2].Lower) // "secretary of state"
		end = j + 3
		if more := f.ownerAfter(t, end, here); owner < 0 && more >= 0 {
			owner = more
		}
	}
	office = slug(office)
	holder := -1
	for k := range here {
		m := &here[k]
		if m.Form != Name || m.Named != Person {
			continue
		}
		next := m.Tokens.First == end || m.Tokens.First == end+1 && end < t.Len() && t.Tokens[end].Text == ","
		after := m.Tokens.End+1 == first && t.Tokens[m.Tokens.End].Text == ","
		if next || after {
			holder = m.Entity
		}
	}
	f.add(i, first, end, Role, Person, "post")
	m := &f.mentions[len(f.mentions)-1]
	side, scope := "", ""
	if owner >= 0 {
		side = f.all[owner].Side
		_, scope, _ = strings.Cut(f.all[owner].Key, ":")
	}
	if holder >= 0 {
		m.Entity, m.Rule = holder, "post-holder"
		if f.all[holder].Side == "" {
			f.all[holder].Side = side
		}
		f.hold(office, scope, holder)
		return
	}
	if e, ok := f.titles[scope+"/"+office]; ok && e >= 0 {
		m.Entity, m.Rule = e, "post-held"
		return
	}
	if owner >= 0 {
		m.Entity = f.entity("role:"+scope+"/"+office, Person, f.text.Slice(m.Span))
		f.all[m.Entity].Side = side
		f.hold(office, scope, m.Entity)
	}
}

// past are words before an office that do not tell one from another.
var past = words("former", "ex", "then", "outgoing", "new", "acting", "incoming", "current", "its", "his", "her", "their", "our", "late", "veteran")

// ownerAfter is the country in "secretary of state of Iraq"; -1 where there is none.
func (f *finder) ownerAfter(t *parse.Tree, end int, here []Mention) int {
	for k := range here {
		if m := &here[k]; end < t.Len() && m.Entity >= 0 && m.Tokens.First == end+1 && t.Tokens[end].Lower == "of" {
			return f.asGovernment(m)
		}
	}
	return -1
}

// hold notes who holds an office, also for where it stands without its country; an office that two
// hold is nobody's by that.
func (f *finder) hold(office, scope string, holder int) {
	for _, key := range []string{scope + "/" + office, "/" + office} {
		if e, ok := f.titles[key]; ok && e != holder {
			f.titles[key] = -1
			continue
		}
		f.titles[key] = holder
	}
}
