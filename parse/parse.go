package parse

import (
	_ "embed" // for the models
	"strings"
	"sync"

	"github.com/bywhen/bywhen/internal/matrix"
	"github.com/bywhen/bywhen/internal/syntax"
	"github.com/bywhen/bywhen/token"
)

//go:embed models/syntax.bin
var syntaxModel string

//go:embed models/vectors.bin
var wordVectors string

// Parser is the decoded model with what follows from it once. It is safe for concurrent use. Most
// callers want [Parse], which has the model that comes with the program.
type Parser struct {
	network *syntax.Network
	words   []Word // what each tag means; Plural of pronouns is set for each word
	spare   matrix.Spare[syntax.Scratch]
}

// load decodes the model, which is part of the program: a test decodes it, so it panics on a
// broken one.
var load = sync.OnceValue(func() *Parser {
	p, err := Open(syntaxModel)
	if err != nil {
		panic(err)
	}
	return p
})

// Open is a parser with the model in data, as internal/train writes it.
func Open(data string) (*Parser, error) {
	n, err := syntax.Decode(data, wordVectors)
	if err != nil {
		return nil, err
	}
	p := &Parser{network: n}
	for _, tag := range n.Tags {
		upos, penn, _ := strings.Cut(tag, " ")
		p.words = append(p.words, newWord(upos, penn, ""))
	}
	return p, nil
}

// WordVectors is the table of word vectors that the parser reads, for those who learn with it.
func WordVectors() syntax.Table {
	t, err := syntax.OpenTable(wordVectors)
	if err != nil {
		panic(err)
	}
	return t
}

// Exact is what the parser's network knows of each word of a sentence before it is rounded for
// [Tree.Vectors], for those who learn with it.
func Exact(tokens []token.Token) []float32 {
	sc := &syntax.Scratch{Exact: []float32{}}
	load().network.Read(tokens, sc)
	return sc.Exact
}

// Parse tags and parses one sentence. It never fails: a sentence of any length or language has a
// tree.
func Parse(tokens []token.Token) Tree { return load().Parse(tokens) }

// Parse tags and parses one sentence.
func (p *Parser) Parse(tokens []token.Token) Tree {
	sc := p.spare.Get()
	defer p.spare.Put(sc)
	p.network.Read(tokens, sc)
	words := make([]Word, len(tokens))
	for i := range words {
		w := p.words[sc.Tags[i]]
		if w.Tag == PRON || w.Tag == DET {
			w = newWord(w.Tag.String(), w.Penn, tokens[i].Lower)
		}
		w.Lemma = lemma(&tokens[i], w)
		w.Head, w.Rel = int(sc.Heads[i]), p.network.Rels[sc.Rels[i]]
		words[i] = w
	}
	t := newTree(tokens, words)
	t.vectors = sc.Vectors
	return t
}
