package names

import (
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/token"
)

// Class is what the model says of a token: outside names, or the first or a further word of one.
type Class uint8

// The classes. Works and products are told apart while deciding, and no names afterwards.
const (
	Outside Class = iota
	PersonFirst
	PersonInside
	OrgFirst
	OrgInside
	PlaceFirst
	PlaceInside
	OtherFirst
	OtherInside
	classes
)

// ClassCount is how many classes there are.
const ClassCount = int(classes)

// what the rest of the document tells of a word, a bit each.
const (
	seenLarge  = 1 << iota // with a capital, not at the start of a sentence
	seenSmall              // without a capital
	afterTitle             // after "Mr."
	afterGiven             // after a given name
	afterIn                // after "in"
	beforeOrg              // before "Ministry"
	beforeName             // before a family name
	docBits    = 7
)

// atom is what is known of one token before any feature is made of it.
type atom struct {
	hash      uint64
	word      Word
	begin     Kinds // of the lists in which a phrase begins here
	inside    Kinds // … goes on here
	shape     uint8
	tag       uint8
	cap       bool
	candidate bool
	first     bool   // of its sentence, past quotes and marks
	prefixes  uint64 // of 2 and 3 letters, hashed into halves
	suffixes  [3]uint64
	doc       uint8
	run, last int32 // the first word, and the last, of the words with capitals in a row around it
}

// Sentence is one sentence made ready for the model.
type Sentence struct {
	atoms []atom
	tree  *parse.Tree
	style uint64 // how the sentence is written: large throughout, every word large, else
}

// Len is the number of tokens.
func (s *Sentence) Len() int { return len(s.atoms) }

// Candidate reports whether the token may be part of a name: it has a capital, stands between two
// that have, or is in a list. The others are never asked of the model.
func (s *Sentence) Candidate(i int) bool { return s.atoms[i].candidate }

// Prepare makes the sentences of one document ready: the whole document, as one place tells what
// a word is in another.
func (l *Lists) Prepare(trees []parse.Tree) []Sentence {
	n := 0
	for i := range trees {
		n += trees[i].Len()
	}
	all := make([]atom, n)
	sentences := make([]Sentence, len(trees))
	doc := make(map[uint64]uint8, n/2)
	for i := range trees {
		t := &trees[i]
		s := &sentences[i]
		s.atoms, all, s.tree = all[:t.Len():t.Len()], all[t.Len():], t
		l.atoms(s)
		s.note(doc)
	}
	for i := range sentences {
		for j := range sentences[i].atoms {
			a := &sentences[i].atoms[j]
			if a.candidate {
				a.doc = doc[a.hash]
			}
		}
	}
	return sentences
}

func (l *Lists) atoms(s *Sentence) {
	first, large, whole, letters, pronouns := true, 0, 0, 0, 0
	for i := range s.atoms {
		t := &s.tree.Tokens[i]
		a := &s.atoms[i]
		folded := Fold(t.Lower)
		a.hash = Hash(folded)
		a.tag = uint8(s.tree.Words[i].Tag)
		a.shape = shape(t)
		a.cap = a.shape&1 != 0
		a.word = l.Word(a.hash)
		if t.Kind == token.Word {
			a.first, first = first, false
			letters++
			if a.cap {
				if a.shape == shapeLetter {
					pronouns++
				}
				large++
				if a.shape == shapeWhole {
					whole++
				}
			}
		}
	}
	switch {
	case letters > 2 && whole*4 > letters*3:
		s.style = 2
	case letters > 3 && large*4 > letters*3:
		s.style = 1
	}
	l.phrases(s)
	if letters > 2 && large-pronouns <= 1 && s.style == 0 && !anyLarge(s) {
		s.style = 3
	}
	s.runs()
	for i := range s.atoms {
		a := &s.atoms[i]
		a.candidate = s.style == 3 && (a.tag == uint8(parse.NOUN) || a.tag == uint8(parse.PROPN) || a.word.Kinds != 0) || a.cap || (a.begin|a.inside)&(Full|Country|Region|City|Company|Agency) != 0 ||
			a.word.Kinds&Country != 0 || s.between(i)
		if a.candidate {
			a.affixes(Fold(s.tree.Tokens[i].Lower))
		}
	}
}

// anyLarge reports whether a word past the first has a capital, the pronoun "I" apart.
func anyLarge(s *Sentence) bool {
	for i := range s.atoms {
		if a := &s.atoms[i]; a.cap && a.shape != shapeLetter && !a.first {
			return true
		}
	}
	return false
}

// runs notes which words with capitals stand in a row.
func (s *Sentence) runs() {
	for i := 0; i < len(s.atoms); {
		end := i + 1
		if s.atoms[i].cap {
			for end < len(s.atoms) && (s.atoms[end].cap || s.tree.Tokens[end].Text == "-" && end+1 < len(s.atoms) && s.atoms[end+1].cap) {
				end++
			}
		}
		for j := i; j < end; j++ {
			s.atoms[j].run, s.atoms[j].last = int32(i), int32(end-1)
		}
		i = end
	}
}

// between reports whether words with capitals stand on both sides of i, near it.
func (s *Sentence) between(i int) bool {
	near := func(j int) bool { return j >= 0 && j < len(s.atoms) && s.atoms[j].cap }
	return (near(i-1) || near(i-2)) && (near(i+1) || near(i+2))
}

// phrases marks what is in the lists as a phrase, the longest from each word.
func (l *Lists) phrases(s *Sentence) {
	for i := range s.atoms {
		lengths := s.atoms[i].word.Lengths
		if lengths == 0 {
			continue
		}
		phrase := s.atoms[i].hash
		var kinds Kinds
		end := i
		caps := s.atoms[i].cap
		for n := 2; n <= MaxPhrase && i+n <= len(s.atoms); n++ {
			phrase = Join(phrase, s.atoms[i+n-1].hash)
			caps = caps || s.atoms[i+n-1].cap
			if lengths>>n&1 == 0 {
				continue
			}
			if k := l.Phrase(phrase); k != 0 && caps {
				kinds, end = k, i+n
			}
		}
		for j := i; j < end; j++ {
			if j == i {
				s.atoms[j].begin |= kinds
			} else {
				s.atoms[j].inside |= kinds
			}
		}
	}
}

func (a *atom) affixes(word string) {
	if n := len(word); n > 0 {
		a.prefixes = Hash(word[:min(3, n)])
		for k := range a.suffixes {
			a.suffixes[k] = Hash(word[max(0, n-2-k):])
		}
	}
}

// note adds to doc what the sentence tells of its words.
func (s *Sentence) note(doc map[uint64]uint8) {
	if s.style != 0 {
		return // a headline tells nothing of capitals
	}
	for i := range s.atoms {
		a := &s.atoms[i]
		if s.tree.Tokens[i].Kind != token.Word {
			continue
		}
		if !a.cap {
			if a.word.Kinds != 0 {
				doc[a.hash] |= seenSmall
			}
			continue
		}
		var bits uint8
		if !a.first {
			bits |= seenLarge
		}
		if i > 0 {
			b := &s.atoms[i-1]
			switch {
			case b.cap && b.word.Kinds&Title != 0:
				bits |= afterTitle
			case b.cap && b.word.Kinds&First != 0:
				bits |= afterGiven
			}
			if b.hash == hashIn {
				bits |= afterIn
			}
		}
		if i+1 < len(s.atoms) {
			b := &s.atoms[i+1]
			switch {
			case b.cap && b.word.Kinds&OrgWord != 0:
				bits |= beforeOrg
			case b.cap && b.word.Kinds&Last != 0:
				bits |= beforeName
			}
		}
		doc[a.hash] |= bits
	}
}

var hashIn = Hash("in")

// The shapes of a word; the odd ones begin with a capital or have one.
const (
	shapeSmall  = 0
	shapeLarge  = 1 // "Iraq"
	shapeNumber = 2
	shapeWhole  = 3 // "NATO"
	shapeMark   = 4
	shapeMixed  = 5 // "eBay", "McCain"
	shapeDigits = 6 // digits and small letters
	shapeLetter = 7 // "A", "J."
	shapeDotted = 9 // "U.S."
	shapeCode   = 11
)

func shape(t *token.Token) uint8 {
	large, small, digit, dot, n := 0, 0, 0, 0, 0
	for _, r := range t.Text {
		switch {
		case r < utf8.RuneSelf && 'a' <= r && r <= 'z':
			small++
		case unicode.IsUpper(r):
			large++
		case unicode.IsDigit(r):
			digit++
		case r == '.':
			dot++
		case unicode.IsLetter(r):
			small++
		}
		n++
	}
	switch {
	case large > 0 && digit > 0:
		return shapeCode
	case large > 0 && small == 0 && dot > 1:
		return shapeDotted
	case large == 1 && small == 0:
		return shapeLetter
	case large > 0 && small == 0:
		return shapeWhole
	case large > 1:
		return shapeMixed
	case large == 1:
		if r, _ := utf8.DecodeRuneInString(t.Text); !unicode.IsUpper(r) {
			return shapeMixed
		}
		return shapeLarge
	case digit > 0 && small == 0:
		return shapeNumber
	case digit > 0:
		return shapeDigits
	case small > 0:
		return shapeSmall
	}
	return shapeMark
}

// at is the atom at i, an empty one beyond the ends of the sentence.
func (s *Sentence) at(i int) *atom {
	switch {
	case i < 0:
		return &before
	case i >= len(s.atoms):
		return &after
	}
	return &s.atoms[i]
}

var before, after = atom{hash: 1, tag: 30, shape: 14}, atom{hash: 2, tag: 31, shape: 16}

// Features appends the features of token i.
func (s *Sentence) Features(f []uint64, i int) []uint64 {
	a, p, q := s.at(i), s.at(i-1), s.at(i+1)
	pp, qq := s.at(i-2), s.at(i+2)
	add := func(template, x uint64) { f = append(f, mix(template*0xA0761D6478BD642F, x)) }
	pair := func(template, x, y uint64) { f = append(f, mix(mix(template*0xA0761D6478BD642F, x), y)) }
	add(1, a.hash)
	add(2, p.hash)
	add(3, q.hash)
	add(4, pp.hash)
	add(5, qq.hash)
	pair(6, p.hash, a.hash)
	pair(7, a.hash, q.hash)
	shapes := uint64(a.shape) | s.style<<8
	if a.first {
		shapes |= 1 << 12
	}
	add(8, shapes)
	add(9, shapes|uint64(p.shape)<<16)
	add(10, shapes|uint64(q.shape)<<16)
	add(11, shapes|uint64(q.shape)<<16|uint64(p.shape)<<24)
	for k, x := range a.suffixes {
		add(12+uint64(k), x)
	}
	add(15, a.prefixes)
	tags := uint64(a.tag)
	add(16, tags)
	add(17, tags|uint64(p.tag)<<8)
	add(18, tags|uint64(q.tag)<<8)
	add(19, tags|uint64(p.tag)<<8|uint64(q.tag)<<16)
	add(20, uint64(a.word.Cluster)|uint64(a.shape)<<16)
	add(21, uint64(p.word.Cluster)|uint64(p.shape)<<16)
	add(22, uint64(q.word.Cluster)|uint64(q.shape)<<16)
	add(23, uint64(a.word.Coarse)|uint64(p.word.Coarse)<<8)
	add(24, uint64(a.word.Coarse)|uint64(q.word.Coarse)<<8)
	add(25, uint64(a.word.Coarse)|shapes<<8)
	add(26, uint64(pp.word.Coarse))
	add(27, uint64(qq.word.Coarse))
	known := uint64(a.word.Kinds)
	add(28, known|shapes<<16)
	add(29, known|uint64(p.word.Kinds)<<16|uint64(p.shape)<<32)
	add(30, known|uint64(q.word.Kinds)<<16|uint64(q.shape)<<32)
	for k := range KindCount {
		kind := Kinds(1) << k
		at := uint64(k)
		if a.word.Kinds&kind != 0 {
			add(31, at)
		}
		if a.begin&kind != 0 {
			add(32, at)
		}
		if a.inside&kind != 0 {
			add(33, at)
		}
		if p.word.Kinds&kind != 0 && p.cap {
			add(34, at)
		}
		if q.word.Kinds&kind != 0 && q.cap {
			add(35, at)
		}
		if q.inside&kind != 0 {
			add(36, at)
		}
	}
	for k := range docBits {
		if a.doc>>k&1 != 0 {
			add(37, uint64(k))
		}
	}
	add(38, uint64(a.doc)|shapes<<8)
	add(39, uint64(a.doc)|known<<8)
	w := &s.tree.Words[i]
	rel := Hash(w.Rel)
	head := s.at(w.Head)
	pair(40, rel, uint64(head.word.Cluster))
	pair(41, rel, head.hash)
	pair(42, rel, tags)
	if c := s.tree.Child(i, "case"); c >= 0 {
		add(43, s.atoms[c].hash)
	}
	if a.cap {
		first, last := &s.atoms[a.run], &s.atoms[a.last]
		b, e := s.at(int(a.run)-1), s.at(int(a.last)+1)
		place := uint64(min(3, i-int(a.run))) | uint64(min(3, int(a.last)-i))<<4
		var all Kinds
		for j := a.run; j <= a.last; j++ {
			all |= s.atoms[j].word.Kinds
		}
		add(44, place|s.style<<8)
		pair(45, last.hash, place)
		add(46, uint64(last.word.Kinds)|place<<16)
		add(47, uint64(first.word.Kinds)|place<<16)
		add(48, uint64(all)|place<<16)
		pair(49, b.hash, place)
		pair(50, e.hash, place)
		add(51, uint64(last.word.Coarse)|place<<16)
		add(52, uint64(b.word.Coarse)|uint64(e.word.Coarse)<<16)
		pair(53, b.hash, e.hash)
	}
	return f
}
