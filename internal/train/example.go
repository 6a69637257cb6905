package train

import (
	"math/rand/v2"
	"slices"

	"github.com/bywhen/bywhen/internal/matrix"
	"github.com/bywhen/bywhen/internal/syntax"
	"github.com/bywhen/bywhen/parse"
)

// example is one sentence of a treebank as the network sees it.
type example struct {
	features [][]int32 // rows of the features of each word; the first is that of the whole word
	rare     []float32 // how likely the whole word is overlooked, so that the rest of it is learned from
	vectors  []float32 // word vectors, one after another
	tags     []uint8
	heads    []int32 // that of the root is the number of words
	rels     []uint8
}

func (e *example) len() int { return len(e.tags) }

// vocabulary gives features their rows.
type vocabulary struct {
	row   map[syntax.Feature]int32
	keys  []uint32 // of row 1, 2, …
	count map[syntax.Feature]int
	words syntax.Table
}

// newVocabulary has the features that stand at least 'least' times in the trees.
func newVocabulary(trees []parse.Tree, words syntax.Table, least int) *vocabulary {
	v := &vocabulary{row: map[syntax.Feature]int32{}, count: map[syntax.Feature]int{}, words: words}
	var f []syntax.Feature
	for _, t := range trees {
		capitals := syntax.CapitalsOf(t.Tokens)
		for i := range t.Tokens {
			f = syntax.Features(f[:0], &t.Tokens[i], capitals)
			for _, x := range f {
				v.count[x]++
			}
		}
	}
	for x, n := range v.count {
		if n >= least {
			v.keys = append(v.keys, uint32(x))
		}
	}
	slices.Sort(v.keys)
	for i, x := range v.keys {
		v.row[syntax.Feature(x)] = int32(i) + 1
	}
	return v
}

// example is a tree as the network sees it.
func (v *vocabulary) example(t parse.Tree, tag, rel func(parse.Word) uint8) *example {
	e := &example{vectors: make([]float32, t.Len()*v.words.Width)}
	capitals := syntax.CapitalsOf(t.Tokens)
	var f []syntax.Feature
	for i := range t.Tokens {
		f = syntax.Features(f[:0], &t.Tokens[i], capitals)
		var rows []int32
		for _, x := range f {
			rows = append(rows, v.row[x])
		}
		e.features = append(e.features, rows)
		e.rare = append(e.rare, 0.5/(0.5+float32(v.count[f[0]])))
		if at := v.words.Find(syntax.WordKey(t.Tokens[i].Lower)); at >= 0 {
			v.words.AddTo(at, e.vectors[i*v.words.Width:(i+1)*v.words.Width])
		}
		w := t.Words[i]
		head := int32(w.Head)
		if head < 0 {
			head = int32(t.Len())
		}
		e.heads = append(e.heads, head)
		e.tags, e.rels = append(e.tags, tag(w)), append(e.rels, rel(w))
	}
	return e
}

// product adds the product of x (n rows) with a matrix to y.
func product(n int, x []float32, p []float32, rows, cols int, y []float32) {
	matrix.MulAdd(n, rows, cols, x, rows, 1, p, cols, y, cols)
}

// gradient adds the gradient of a matrix, given x (n rows) and the gradient of the product.
func gradient(n int, x []float32, rows int, dy []float32, cols int, out []float32) {
	matrix.MulAdd(rows, n, cols, x, 1, rows, dy, cols, out, cols)
}

// arena hands out zeroed numbers that live until the next reset.
type arena struct {
	slab []float32
	used int
	more [][]float32
}

func (a *arena) get(n int) []float32 {
	n16 := (n + 15) &^ 15
	if a.used+n16 > len(a.slab) {
		s := make([]float32, n16)
		a.more = append(a.more, s)
		return s[:n]
	}
	s := a.slab[a.used : a.used+n]
	a.used += n16
	clear(s)
	return s
}

func (a *arena) reset() {
	if len(a.more) > 0 {
		total := len(a.slab)
		for _, s := range a.more {
			total += len(s)
		}
		a.slab, a.more = make([]float32, total+total/4), nil
	}
	a.used = 0
}

// mask is a dropout mask: 0 with the chance, else what makes up for it.
func (a *arena) mask(rng *rand.Rand, n int, chance float32) []float32 {
	m := a.get(n)
	for i := range m {
		if rng.Float32() >= chance {
			m[i] = 1 / (1 - chance)
		}
	}
	return m
}
