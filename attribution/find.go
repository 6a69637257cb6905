package attribution

import (
	"sort"

	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/text"
)

// Find is every attribution of a text, in the order of the text, with who quotes whom in Within.
// trees[i] is the parse of sentences[i]; a sentence without a tree (Words empty) yields none of
// its own. The entities tell who is a person and who "she" is; without them (nil) the words alone do.
// A text that quotes nobody yields nil.
func Find(t *text.Text, sentences []sentence.Sentence, trees []parse.Tree, entities *entity.Entities) []Attribution {
	f := &finder{t: t, s: t.String(), sentences: sentences, trees: trees, entities: entities, namesOf: -1, l: english()}
	f.quotes = quotations(f.s)
	var buf []int
	for n := range min(len(sentences), len(trees)) {
		if len(trees[n].Words) == 0 {
			continue
		}
		var s *sent
		s, buf = newSent(n, &trees[n], buf)
		f.sentence(s)
	}
	f.bare()
	f.carryOn()
	f.nest()
	f.resolve()
	return f.finish()
}

// finder is the state of one Find.
type finder struct {
	t         *text.Text
	s         string
	sentences []sentence.Sentence
	trees     []parse.Tree
	entities  *entity.Entities // may be nil
	names     []entity.Mention // those of sentence namesOf, kept as it is asked for again and again
	namesOf   int
	quotes    []quotation
	l         *words
	found     []found
	people    *people // made when the first pronoun speaks
}

// found is an attribution and where it was found.
type found struct {
	Attribution
	sent   int // index of the sentence of the cue
	cue    int // token of the cue in that sentence, -1 where there is none
	source int // token of the source's head in that sentence, -1 where none is named
	outer  int // index of the found that encloses this one by construction, -1
}

// add keeps an attribution whose source is headed by a token, -1 for nobody, and gives its index.
// One without content is not kept, and -1 is given.
func (f *finder) add(s *sent, rule string, typ Type, source, cueFirst, cueLast int, content ...text.Span) int {
	first, last := 0, 0
	if source >= 0 {
		if cueFirst >= 0 {
			source, first, last = f.speaker(s, cueFirst, source)
		} else {
			first, last = s.phrase(source)
		}
	}
	return f.addRange(s, rule, typ, source, first, last, cueFirst, cueLast, content...)
}

// addRange is add for a source from token first to token last.
func (f *finder) addRange(s *sent, rule string, typ Type, source, first, last, cueFirst, cueLast int, content ...text.Span) int {
	a := found{sent: s.n, cue: cueFirst, source: source, outer: -1}
	a.Rule, a.Type, a.Within = rule, typ, -1
	if cueFirst >= 0 {
		a.Cue = s.span(s.governor(cueFirst), cueLast)
	}
	around := -1 // what is said inside a quotation ends with it
	if cueFirst >= 0 && len(f.quotes) > 0 {
		around = f.quotationAt(s.tok[cueFirst].Span)
	}
	for _, c := range content {
		if around >= 0 {
			q := f.quotes[around].inner
			c = text.Span{Start: max(c.Start, q.Start), End: max(max(c.Start, q.Start), min(c.End, q.End))}
		}
		if c = f.t.Trim(c); c.Len() > 0 {
			a.Content = append(a.Content, c)
		}
	}
	if len(a.Content) == 0 {
		return -1
	}
	if source >= 0 {
		a.Mention = s.span(first, last)
		a.Source = f.describe(s, source, first, last)
		if noun := s.antecedent(source); noun >= 0 {
			from, to := s.phrase(noun)
			a.Source = f.describe(s, noun, from, min(to, source-1))
		}
	}
	f.found = append(f.found, a)
	return len(f.found) - 1
}

// sentence looks for each cue of one sentence.
func (f *finder) sentence(s *sent) {
	if f.headline(s) {
		return
	}
	for i := range s.w {
		switch s.w[i].Tag {
		case parse.VERB:
			f.verb(s, i)
		case parse.NOUN:
			f.noun(s, i)
		case parse.ADJ:
			f.adjective(s, i)
		}
		if s.w[i].Tag != parse.VERB {
			f.misread(s, i)
			f.afterQuotation(s, i)
		}
		f.preposition(s, i)
	}
}

// finish puts the attributions in the order of the text: by cue, else by content.
func (f *finder) finish() []Attribution {
	if len(f.found) == 0 {
		return nil
	}
	order := make([]int, len(f.found))
	for i := range order {
		order[i] = i
	}
	at := func(i int) text.Span {
		if f.found[i].Cue.IsZero() {
			return f.found[i].Content[0]
		}
		return f.found[i].Cue
	}
	sort.SliceStable(order, func(a, b int) bool {
		x, y := at(order[a]), at(order[b])
		if x.Start != y.Start {
			return x.Start < y.Start
		}
		return f.found[order[a]].hull().Len() > f.found[order[b]].hull().Len()
	})
	place := make([]int, len(order))
	for to, from := range order {
		place[from] = to
	}
	out := make([]Attribution, len(order))
	for to, from := range order {
		out[to] = f.found[from].Attribution
		if w := out[to].Within; w >= 0 {
			out[to].Within = place[w]
		}
	}
	return out
}
