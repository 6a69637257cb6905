// Package syntax is the network of the tagger and the parser: what it sees of a word, its file, and
// how it gives each word of a sentence a tag, a head and a relation. internal/train learns the
// weights.
//
// A word is the sum of what is known of its form and of its word vector; layers of simple
// recurrent units read the sentence both ways (Lei, Zhang, Wang, Dai and Artzi 2018); each pair of
// words is scored as dependent and head by a biaffine form (Dozat and Manning 2017), and the best
// tree without crossing arcs is taken (Eisner 1996). The weights are bytes and the sums integers, so
// that a sentence has the same tree on every machine.
package syntax

import (
	"errors"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/internal/matrix"
)

// Sizes are the widths of the parts of a network, each a multiple of 16.
type Sizes struct {
	Width  int // of the vector of a word; half of it reads forwards, half backwards
	Layers int
	Arc    int // of the vectors compared for heads
	Rel    int // of the vectors that decide relations
	Tag    int // of the vectors that decide tags
}

// Heads is the width of all that is asked of a word after the last layer, in this order: as
// dependent and as head (Arc each), for its tag (Tag), as dependent and head of a relation (Rel each).
func (s Sizes) Heads() int { return 2*s.Arc + s.Tag + 2*s.Rel }

// Network is a decoded model. It is safe for concurrent use.
type Network struct {
	Sizes
	Tags, Rels []string // by number: the universal and the Penn tag, "NOUN NNS"; the relations

	words    Table // of word vectors
	features Table
	project  []float32 // from word vectors to Width, row after row
	start    []float32 // of the vector of each word

	layers    []matrix.Layer
	heads     *matrix.Packed
	arcs      *matrix.Packed // Arc by Arc
	rels      *matrix.Packed // Rel by relations
	tags      *matrix.Packed // Tag by tags
	rootArc   []float32      // what stands for the root as head
	rootRel   []float32
	distances []float32 // by Distance
	root      int       // the relation "root"
}

// Distances is how many distances between a word and its head are told apart.
const Distances = 32

// Distance is the class of a head so many words to the right (left, where negative).
func Distance(d int) int {
	class, n := 0, max(d, -d)
	switch {
	case n < 8:
		class = n
	case n < 12:
		class = 8
	case n < 16:
		class = 9
	case n < 24:
		class = 10
	case n < 40:
		class = 11
	default:
		class = 12
	}
	if d > 0 {
		class += 16
	}
	return class
}

const magic = "bywhen syntax model 3\n"

var errModel = errors.New("syntax: this is no model of the version that the program reads; retrain: go run ./internal/train/cmd (ARCHITECTURE.md, Models)")

// Weights are the weights of a network before they are made small, matrices row after row.
type Weights struct {
	Sizes
	Tags, Rels         []string
	Features           []uint32
	FeatureRows        [][]float32
	Project, Start     []float32
	In, InBias         [][]float32 // by layer
	Forget, Output     [][]float32
	Heads, HeadsBias   []float32
	Arcs, ArcsBias     []float32
	RelOut, RelOutBias []float32
	TagOut, TagOutBias []float32
	RootArc, RootRel   []float32
	Distances          []float32
}

// Encode writes the model file.
func (w *Weights) Encode() []byte {
	f := matrix.Writer{Data: []byte(magic)}
	f.Ints(w.Width, w.Layers, w.Arc, w.Rel, w.Tag)
	f.Part([]byte(strings.Join(w.Tags, "\n")))
	f.Part([]byte(strings.Join(w.Rels, "\n")))
	f.Part(EncodeTable(w.Features, w.FeatureRows))
	f.Floats(w.Project)
	f.Floats(w.Start)
	for i := range w.Layers {
		f.Layer(w.In[i], w.InBias[i], w.Forget[i], w.Output[i])
	}
	f.Matrix(w.Heads, w.HeadsBias, w.Sizes.Heads())
	f.Matrix(w.Arcs, w.ArcsBias, w.Arc)
	f.Matrix(w.RelOut, w.RelOutBias, len(w.Rels))
	f.Matrix(w.TagOut, w.TagOutBias, len(w.Tags))
	f.Floats(w.RootArc)
	f.Floats(w.RootRel)
	f.Floats(w.Distances)
	return f.Data
}

// Decode reads what Encode wrote, and the table of word vectors that it was learned with.
func Decode(data, vectors string) (*Network, error) {
	if !strings.HasPrefix(data, magic) {
		return nil, errModel
	}
	f := matrix.Reader{Data: data[len(magic):]}
	s := f.Ints(5)
	n := &Network{Sizes: Sizes{s[0], s[1], s[2], s[3], s[4]}}
	if f.Broken || n.Width > 1<<12 || n.Layers > 16 || n.Arc > 1<<12 || n.Rel > 1<<12 || n.Tag > 1<<12 {
		return nil, errModel
	}
	n.Tags, n.Rels = strings.Split(f.Part(), "\n"), strings.Split(f.Part(), "\n")
	n.root = slices.Index(n.Rels, "root")
	var errs [2]error
	n.words, errs[0] = OpenTable(vectors)
	n.features, errs[1] = OpenTable(f.Part())
	n.project, n.start = f.Floats(n.words.Width*n.Width), f.Floats(n.Width)
	for range n.Layers {
		n.layers = append(n.layers, f.Layer(n.Width))
	}
	n.heads = f.Matrix(n.Width, n.Heads())
	n.arcs = f.Matrix(n.Arc, n.Arc)
	n.rels = f.Matrix(n.Rel, len(n.Rels))
	n.tags = f.Matrix(n.Tag, len(n.Tags))
	n.rootArc, n.rootRel = f.Floats(n.Arc), f.Floats(n.Rel)
	n.distances = f.Floats(Distances)
	if err := errors.Join(errs[:]...); err != nil || f.Broken || len(f.Data) > 0 || n.root < 0 || n.features.Width != n.Width {
		return nil, errModel
	}
	return n, nil
}
