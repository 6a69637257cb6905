// Package scout reads a sentence for words that look like actions somebody is to do, by a small
// recurrent network over what the parser's network knows of each word. It proposes nothing by
// itself: the judge of statement hears it beside the rules. internal/train learns its weights.
package scout

import (
	"errors"
	"strings"

	"github.com/bywhen/bywhen/internal/matrix"
	"github.com/bywhen/bywhen/parse"
)

// Sizes are the widths of the parts of a scout, but for Layers and Classes each a multiple of 16.
type Sizes struct {
	Width   int // half of it reads forwards, half backwards
	Layers  int
	Hidden  int // of the vector that decides
	Classes int // what is told apart; class 0 is none of them
}

// Model is a decoded scout: a few networks, learned from different seeds, whose scores are averaged. It
// is safe for concurrent use.
type Model struct {
	networks []network
	spare    matrix.Spare[scratch]
}

type network struct {
	Sizes
	entry  *matrix.Packed // what is known of a word by Width
	layers []matrix.Layer
	head   *matrix.Packed // Width by Hidden
	class  *matrix.Packed // Hidden by Classes
}

// Weights are the weights of a scout before they are made small, matrices row after row.
type Weights struct {
	Sizes
	Entry, EntryBias []float32
	In, InBias       [][]float32
	Forget, Output   [][]float32
	Head, HeadBias   []float32
	Class, ClassBias []float32
}

const magic = "bywhen scout 1\n"

// Encode writes the model file of networks with the same classes.
func Encode(networks []Weights) []byte {
	f := matrix.Writer{Data: []byte(magic)}
	f.Ints(len(networks))
	for _, w := range networks {
		f.Ints(w.Width, w.Layers, w.Hidden, w.Classes, len(w.Entry)/w.Width)
		f.Matrix(w.Entry, w.EntryBias, w.Width)
		for i := range w.Layers {
			f.Layer(w.In[i], w.InBias[i], w.Forget[i], w.Output[i])
		}
		f.Matrix(w.Head, w.HeadBias, w.Hidden)
		f.Matrix(w.Class, w.ClassBias, w.Classes)
	}
	return f.Data
}

// Decode reads what Encode wrote.
func Decode(data string) (*Model, error) {
	f := matrix.Reader{Data: strings.TrimPrefix(data, magic)}
	m := &Model{}
	broken := errors.New("scout: this is no model of the version that the program reads; retrain: go run ./internal/train/judge (ARCHITECTURE.md, Models)")
	if !strings.HasPrefix(data, magic) {
		return nil, broken
	}
	for range f.Ints(1)[0] {
		s := f.Ints(5)
		n := network{Sizes: Sizes{s[0], s[1], s[2], s[3]}}
		if f.Broken || n.Width > 1<<12 || n.Layers > 16 || n.Hidden > 1<<12 {
			return nil, broken
		}
		n.entry = f.Matrix(s[4], n.Width)
		for range n.Layers {
			n.layers = append(n.layers, f.Layer(n.Width))
		}
		n.head, n.class = f.Matrix(n.Width, n.Hidden), f.Matrix(n.Hidden, n.Classes)
		m.networks = append(m.networks, n)
	}
	if f.Broken || len(f.Data) > 0 || len(m.networks) == 0 {
		return nil, broken
	}
	return m, nil
}

// scratch is what one sentence needs and the next can use again.
type scratch struct {
	ints        []int16
	x, u, state []float32
}

// Scores are the scores of each word of a tree for each class, higher for likelier. It is nil for a tree
// that the parser did not make.
func (m *Model) Scores(tree *parse.Tree) []float32 {
	n := tree.Len()
	if n == 0 || tree.Vectors() == nil {
		return nil
	}
	sc := m.spare.Get()
	defer m.spare.Put(sc)
	out := make([]float32, n*m.networks[0].Classes)
	share := 1 / float32(len(m.networks))
	for i := range m.networks {
		m.networks[i].score(tree.Vectors(), n, sc, share, out)
	}
	return out
}

// score adds a share of the scores of n words with their inputs to out.
func (m *network) score(in []int16, n int, sc *scratch, share float32, out []float32) {
	rows := (n + 3) &^ 3
	sc.ints = matrix.Room(sc.ints, rows*max(m.Width, m.Hidden))
	sc.x, sc.u = matrix.Room(sc.x, rows*max(m.Width, m.Hidden)), matrix.Room(sc.u, rows*3*m.Width)
	m.entry.Apply(n, in, sc.x)
	for _, l := range m.layers {
		matrix.Quantize(sc.x[:n*m.Width], sc.ints[:n*m.Width])
		l.In.Apply(n, sc.ints, sc.u)
		sc.state = matrix.Room(sc.state, m.Width)
		l.Run(n, func(i int) []float32 { return sc.u[i*3*m.Width:] }, sc.x, sc.state)
	}
	matrix.Quantize(sc.x[:n*m.Width], sc.ints[:n*m.Width])
	m.head.Apply(n, sc.ints, sc.x)
	for i, v := range sc.x[:n*m.Hidden] {
		sc.x[i] = max(v, 0)
	}
	matrix.Quantize(sc.x[:n*m.Hidden], sc.ints[:n*m.Hidden])
	cols := m.class.Cols()
	sc.u = matrix.Room(sc.u, rows*cols)
	m.class.Apply(n, sc.ints, sc.u)
	for i := range n {
		for k, s := range sc.u[i*cols:][:m.Classes] {
			out[i*m.Classes+k] += float32(s * share)
		}
	}
}
