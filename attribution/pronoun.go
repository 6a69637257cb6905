package attribution

import (
	"strings"

	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
)

// people are those whom the text has named, in its order, for pronouns to stand for.
type people struct {
	all  []named
	byID map[string]int // surname in lower case to the first full mention
}

// named is one place where somebody is named.
type named struct {
	sent    int
	span    text.Span
	src     Source
	gender  byte // 'f', 'm' or 0
	plural  bool
	subject bool
	quoted  bool
}

// gather collects the mentions that pronouns may stand for.
func (f *finder) gather() *people {
	p := &people{byID: map[string]int{}}
	for n := range min(len(f.sentences), len(f.trees)) {
		if len(f.trees[n].Words) == 0 {
			continue
		}
		s, _ := newSent(n, &f.trees[n], nil)
		for i := range s.w {
			tag := s.w[i].Tag
			if tag != parse.PROPN && tag != parse.NOUN || s.rel(i, "flat", "compound", "fixed", "goeswith") {
				continue
			}
			lemma := strings.ToLower(s.w[i].Lemma)
			gender, role := f.l.persons[lemma]
			subject := s.rel(i, "nsubj")
			if tag == parse.NOUN && !subject && !(role && s.rel(i, "obl")) {
				continue
			}
			first, last := s.phrase(i)
			src := f.describe(s, i, first, last)
			if src.Kind == "" {
				continue
			}
			m := named{sent: n, span: s.span(first, last), src: src, subject: subject, gender: gender,
				plural: s.w[i].Plural || s.child(i, "conj") >= 0, quoted: f.quotationAt(s.tok[i].Span) >= 0}
			if src.Kind == NamedPerson {
				m.gender = f.gender(s, first, last)
				p.adopt(&m)
			} else if src.Kind == NamedOrganisation && src.Name != "" {
				p.adopt(&m)
			}
			p.all = append(p.all, m)
		}
	}
	return p
}

// adopt lets a mention by surname take kind, name and gender of the full name before it.
func (p *people) adopt(m *named) {
	words := strings.Fields(strings.ToLower(m.src.Name))
	if len(words) == 0 {
		return
	}
	last := words[len(words)-1]
	if k, ok := p.byID[last]; ok {
		full := &p.all[k]
		if full.src.Kind == NamedPerson && (len(words) == 1 || strings.HasSuffix(strings.ToLower(full.src.Name), strings.Join(words, " "))) {
			m.src.Kind, m.src.Name = NamedPerson, full.src.Name
			if m.gender == 0 {
				m.gender = full.gender
			} else if full.gender == 0 {
				full.gender = m.gender
			}
		}
		return
	}
	if m.src.Kind == NamedPerson && len(words) > 1 {
		p.byID[last] = len(p.all)
	}
}

// gender is what the words of a person's phrase tell: title, office or given name.
func (f *finder) gender(s *sent, first, last int) byte {
	for k := max(0, first-2); k <= last; k++ {
		if g := f.l.titles[s.tok[k].Lower]; g != 0 {
			return g
		}
		if g := f.l.persons[s.tok[k].Lower]; g != 0 {
			return g
		}
		if g := f.l.givenNames[s.tok[k].Lower]; g != 0 && k >= first && f.capital(s, k) {
			return g
		}
	}
	return 0
}

// resolve finds what the pronouns that speak stand for, and gives surnames their full names.
func (f *finder) resolve() {
	for i := range f.found {
		a := &f.found[i]
		if a.source < 0 {
			continue
		}
		words := f.trees[a.sent].Words
		if words[a.source].Tag != parse.PRON && words[a.source].Tag != parse.DET {
			if a.Source.Kind == NamedPerson || a.Source.Kind == NamedOrganisation && !strings.Contains(a.Source.Name, " ") {
				f.fullName(a)
			}
			continue
		}
		f.pronoun(a, f.trees[a.sent].Tokens[a.source].Lower)
	}
}

func (f *finder) known() *people {
	if f.people == nil {
		f.people = f.gather()
	}
	return f.people
}

// fullName gives a source named by surname the full name and kind of an earlier mention.
func (f *finder) fullName(a *found) {
	name := strings.ToLower(a.Source.Name)
	if name == "" || strings.Contains(name, " ") {
		return
	}
	p := f.known()
	if k, ok := p.byID[name]; ok && p.all[k].span.Start < a.Source.Span.Start {
		a.Source.Name, a.Source.Kind = p.all[k].src.Name, p.all[k].src.Kind
	}
}

// pronoun resolves the source of a, which the text gives as a pronoun only. Where it stays
// unclear, the pronoun itself is left as the source.
func (f *finder) pronoun(a *found, lower string) {
	switch lower {
	case "i", "we", "me", "us", "my", "our":
		a.Source.Kind = UnnamedPerson
		if lower == "we" || lower == "us" || lower == "our" {
			a.Source.Kind = UnnamedGroup
		}
		for j, steps := a.Within, 0; j >= 0 && steps < len(f.found); j, steps = f.found[j].Within, steps+1 {
			if o := &f.found[j]; o.source >= 0 && f.trees[o.sent].Words[o.source].Tag != parse.PRON || !o.Source.Span.IsZero() && o.Source.Span != o.Mention {
				a.Source = o.Source
				return
			}
		}
		return
	case "he", "him", "his":
		a.Source.Kind = UnnamedPerson
		f.antecedent(a, 'm')
	case "she", "her", "hers":
		a.Source.Kind = UnnamedPerson
		f.antecedent(a, 'f')
	case "they", "them", "their", "both", "all", "some", "many", "others", "few", "several":
		a.Source.Kind = UnnamedGroup
		if lower[:2] == "th" {
			f.antecedent(a, 'p')
		}
	case "it", "its":
		a.Source.Kind = NamedOrganisation
		f.antecedent(a, 'n')
	case "someone", "somebody", "anyone", "one", "you", "everyone", "nobody", "everybody":
		a.Source.Kind = UnnamedPerson
	}
}

// antecedent gives a the nearest fitting mention before it: a person for he (m) and she (f), a
// plural or a body for they (p), a body or document for it (n).
func (f *finder) antecedent(a *found, want byte) {
	if want == 'm' || want == 'f' {
		if known := f.personOf(a.Mention); known.Kind != "" {
			a.Source = known
			return
		}
	}
	p := f.known()
	best, score := -1, -5.5
	for k := len(p.all) - 1; k >= 0; k-- {
		m := &p.all[k]
		if m.span.Start >= a.Mention.Start {
			continue
		}
		far := a.sent - m.sent
		if far > 8 {
			break
		}
		if m.sent == a.sent && a.Covers(m.span) {
			continue
		}
		sc := -float64(far)
		switch want {
		case 'm', 'f':
			if m.plural || m.src.Kind != NamedPerson && m.src.Kind != UnnamedPerson || m.gender != 0 && m.gender != want {
				continue
			}
			if m.gender == want {
				sc += 1.5
			}
			if m.src.Kind == UnnamedPerson {
				sc -= 0.5
			}
		case 'p':
			if far > 3 || m.src.Kind == NamedPerson && !m.plural || m.src.Kind == UnnamedPerson {
				continue
			}
			if m.plural || m.src.Kind == UnnamedGroup {
				sc += 1.5
			}
			if m.src.Kind == Document || m.src.Kind == NamedOrganisation && !m.subject {
				sc -= 1.5
			}
			sc -= float64(far)
		case 'n':
			if far > 3 || m.plural || m.src.Kind == NamedPerson || m.src.Kind == UnnamedPerson || m.src.Kind == UnnamedGroup {
				continue
			}
			if !m.subject {
				sc -= 1.5
			}
			sc -= float64(far)
		}
		if m.subject {
			sc++
		}
		if f.speaks(m) {
			sc += 0.7
		}
		if m.quoted && f.quotationAt(a.Mention) < 0 {
			sc -= 1.5
		}
		if sc > score {
			best, score = k, sc
		}
	}
	if best < 0 {
		return
	}
	m := &p.all[best]
	a.Source = m.src
}

// speaks reports whether the mention is the source of an attribution.
func (f *finder) speaks(m *named) bool {
	for i := range f.found {
		if f.found[i].Mention.Overlaps(m.span) {
			return true
		}
	}
	return false
}
