package parse

import (
	_ "embed" // for the models
	"strings"
	"sync"

	"github.com/bywhen/bywhen/internal/syntax"
	"github.com/bywhen/bywhen/token"
)

//go:embed models/syntax.bin
var syntaxModel string

// Parser is the decoded models with what follows from them once. It is safe for concurrent use.
// Most callers want [Parse], which has the models that come with the program.
type Parser struct {
	models *syntax.Models
	words  []Word // what each tag means; Plural of pronouns is set for each word
	kinds  []uint8
	pool   sync.Pool
}

// load decodes the models, which are part of the program: a test decodes them, so it panics on a
// broken one.
var load = sync.OnceValue(func() *Parser {
	p, err := Open(syntaxModel)
	if err != nil {
		panic(err)
	}
	return p
})

// Open is a parser with the models in data, as internal/train writes them.
func Open(data string) (*Parser, error) {
	m, err := syntax.Decode(data)
	if err != nil {
		return nil, err
	}
	e := &Parser{models: m, kinds: syntax.TagKinds(m.Tags)}
	for _, tag := range m.Tags {
		upos, penn, _ := strings.Cut(tag, " ")
		e.words = append(e.words, newWord(upos, penn, ""))
	}
	e.pool.New = func() any { return &scratch{} }
	return e, nil
}

// scratch is what one sentence needs and the next can use again.
type scratch struct {
	atoms    []syntax.Atom
	tags     []uint8
	features []uint64
	scores   []int32
	state    syntax.State
}

// Parse tags and parses one sentence. It never fails: a sentence of any length or language has a
// tree.
func Parse(tokens []token.Token) Tree { return load().Parse(tokens) }

// Parse tags and parses one sentence.
func (e *Parser) Parse(tokens []token.Token) Tree {
	sc := e.pool.Get().(*scratch)
	defer e.pool.Put(sc)
	sc.atoms = e.models.Lexicon.Atoms(tokens, sc.atoms)
	e.tag(sc, syntax.CapitalsOf(tokens))
	e.attach(sc)
	words := make([]Word, len(tokens))
	for i := range words {
		w := e.words[sc.tags[i]]
		if w.Tag == PRON || w.Tag == DET {
			w = newWord(w.Tag.String(), w.Penn, tokens[i].Lower)
		}
		w.Lemma = lemma(&tokens[i], w)
		w.Head, w.Rel = int(sc.state.Heads[i]), e.models.Rels[sc.state.Rels[i]]
		if w.Head == len(words) {
			w.Head, w.Rel = -1, "root"
		}
		words[i] = w
	}
	return newTree(tokens, words)
}

// tag sets the tags of the sentence in sc.
func (e *Parser) tag(sc *scratch, capitals syntax.Capitals) {
	sc.tags = sc.tags[:0]
	classes := e.models.Tagger.Classes()
	for i := range sc.atoms {
		sc.features = syntax.TagFeatures(sc.features[:0], sc.atoms, sc.tags, i, capitals)
		scores := sc.clear(classes)
		e.models.Tagger.Score(sc.features, scores)
		sc.tags = append(sc.tags, syntax.Best(scores))
	}
}

// attach gives each word of the tagged sentence its head and relation.
func (e *Parser) attach(sc *scratch) {
	s := &sc.state
	s.Reset(sc.atoms, sc.tags, e.kinds)
	labels := e.models.Labels.Classes()
	for !s.Done() {
		sc.features = s.MoveFeatures(sc.features[:0])
		move := s.Best(e.models.Moves.Score(sc.features))
		if move == syntax.Shift {
			s.Do(move, 0)
			continue
		}
		sc.features = s.LabelFeatures(sc.features[:0], move)
		scores := sc.clear(labels)
		e.models.Labels.Score(sc.features, scores)
		s.Do(move, syntax.Best(scores))
	}
}

func (sc *scratch) clear(n int) []int32 {
	if cap(sc.scores) < n {
		sc.scores = make([]int32, n)
	}
	sc.scores = sc.scores[:n]
	clear(sc.scores)
	return sc.scores
}
