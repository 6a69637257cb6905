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
	"encoding/binary"
	"errors"
	"math"
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

	layers    []layer
	heads     *matrix.Packed
	arcs      *matrix.Packed // Arc by Arc
	rels      *matrix.Packed // Rel by relations
	tags      *matrix.Packed // Tag by tags
	rootArc   []float32      // what stands for the root as head
	rootRel   []float32
	distances []float32 // by Distance
	root      int       // the relation "root"
}

type layer struct {
	in             *matrix.Packed // Width by 3 Width: candidate, forget gate, highway gate
	forget, output []float32      // with which the gates see the state
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
	out := []byte(magic)
	part := func(b []byte) {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(b)))
		out = append(out, b...)
	}
	floats := func(f []float32) {
		var b []byte
		for _, x := range f {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
		}
		part(b)
	}
	packed := func(m, bias []float32, cols int) {
		b, scales := Bytes(m, cols)
		part(b)
		floats(scales)
		floats(bias)
	}
	var sizes []byte
	for _, n := range []int{w.Width, w.Layers, w.Arc, w.Rel, w.Tag} {
		sizes = binary.LittleEndian.AppendUint32(sizes, uint32(n))
	}
	part(sizes)
	part([]byte(strings.Join(w.Tags, "\n")))
	part([]byte(strings.Join(w.Rels, "\n")))
	part(EncodeTable(w.Features, w.FeatureRows))
	floats(w.Project)
	floats(w.Start)
	for i := range w.Layers {
		packed(w.In[i], w.InBias[i], 3*w.Width)
		floats(w.Forget[i])
		floats(w.Output[i])
	}
	packed(w.Heads, w.HeadsBias, w.Sizes.Heads())
	packed(w.Arcs, w.ArcsBias, w.Arc)
	packed(w.RelOut, w.RelOutBias, len(w.Rels))
	packed(w.TagOut, w.TagOutBias, len(w.Tags))
	floats(w.RootArc)
	floats(w.RootRel)
	floats(w.Distances)
	return out
}

// Decode reads what Encode wrote, and the table of word vectors that it was learned with.
func Decode(data, vectors string) (*Network, error) {
	if !strings.HasPrefix(data, magic) {
		return nil, errModel
	}
	data = data[len(magic):]
	broken := false
	part := func() string {
		if len(data) < 4 || int(word32(data, 0)) > len(data)-4 {
			broken = true
			return ""
		}
		n := int(word32(data, 0))
		p := data[4 : 4+n]
		data = data[4+n:]
		return p
	}
	floats := func(n int) []float32 {
		f := matrix.Floats(part())
		if len(f) != n {
			broken = true
			return make([]float32, n)
		}
		return f
	}
	packed := func(rows, cols int) *matrix.Packed {
		w := part()
		if len(w) != rows*cols {
			broken = true
			return nil
		}
		scale := floats(cols)
		return matrix.Pack(rows, cols, w, scale, floats(cols))
	}
	sizes := part()
	if len(sizes) != 20 {
		return nil, errModel
	}
	n := &Network{Sizes: Sizes{
		int(word32(sizes, 0)), int(word32(sizes, 1)), int(word32(sizes, 2)), int(word32(sizes, 3)), int(word32(sizes, 4))}}
	if n.Width > 1<<12 || n.Layers > 16 || n.Arc > 1<<12 || n.Rel > 1<<12 || n.Tag > 1<<12 {
		return nil, errModel
	}
	n.Tags, n.Rels = strings.Split(part(), "\n"), strings.Split(part(), "\n")
	for i, rel := range n.Rels {
		if rel == "root" {
			n.root = i
		}
	}
	var errs [2]error
	n.words, errs[0] = OpenTable(vectors)
	n.features, errs[1] = OpenTable(part())
	n.project, n.start = floats(n.words.Width*n.Width), floats(n.Width)
	for range n.Layers {
		in := packed(n.Width, 3*n.Width)
		forget := floats(n.Width)
		n.layers = append(n.layers, layer{in, forget, floats(n.Width)})
	}
	n.heads = packed(n.Width, n.Heads())
	n.arcs = packed(n.Arc, n.Arc)
	n.rels = packed(n.Rel, len(n.Rels))
	n.tags = packed(n.Tag, len(n.Tags))
	n.rootArc, n.rootRel = floats(n.Arc), floats(n.Rel)
	n.distances = floats(Distances)
	if err := errors.Join(errs[:]...); err != nil || broken || len(data) > 0 || n.features.Width != n.Width {
		return nil, errModel
	}
	return n, nil
}
