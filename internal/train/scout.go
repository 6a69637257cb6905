package train

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/bywhen/bywhen/internal/scout"
	"github.com/bywhen/bywhen/internal/syntax"
	"github.com/bywhen/bywhen/parse"
)

// Marked is a sentence with the class of each word.
type Marked struct {
	Tree    parse.Tree
	Classes []uint8
}

// ScoutOptions are the settings of a scout's training; [ScoutDefaults] are those of the embedded one.
type ScoutOptions struct {
	Sizes   scout.Sizes
	Rounds  int // passes over the sentences
	Batch   int // sentences that are learned from at once
	Rate    float64
	Decay   float64 // how strongly weights are drawn to zero
	Dropout Dropout
	Count   int // networks, each from a seed of its own
}

// ScoutDefaults are the settings for so many classes.
func ScoutDefaults(classes int) ScoutOptions {
	return ScoutOptions{Sizes: scout.Sizes{Width: 96, Layers: 1, Hidden: 64, Classes: classes}, Rounds: 12, Batch: 40, Rate: 1.5e-3, Decay: 0.01,
		Dropout: Dropout{0.3, 0.3, 0.3}, Count: 3}
}

// scoutNet is a scout while it is learned.
type scoutNet struct {
	scout.Sizes
	in               int
	net              *net // its recurrent layers, and all matrices as its dense ones
	entry, entryBias *weights
	head, headBias   *weights
	class, classBias *weights
}

func newScoutNet(s scout.Sizes, in int, rng *rand.Rand) *scoutNet {
	n := &scoutNet{Sizes: s, in: in, net: &net{}}
	add := func(p *weights) *weights {
		n.net.dense = append(n.net.dense, p)
		return p
	}
	n.net.Width, n.net.Layers = s.Width, s.Layers
	n.entry, n.entryBias = add(spread(rng, in, s.Width, math.Sqrt(1/float64(in)))), add(level(1, s.Width, 0))
	for range s.Layers {
		n.net.in = append(n.net.in, add(spread(rng, s.Width, 3*s.Width, math.Sqrt(1/float64(s.Width)))))
		n.net.bias = append(n.net.bias, add(level(1, 3*s.Width, 0)))
		n.net.forget = append(n.net.forget, add(level(1, s.Width, 0)))
		n.net.output = append(n.net.output, add(level(1, s.Width, 0)))
	}
	n.head, n.headBias = add(spread(rng, s.Width, s.Hidden, math.Sqrt(2/float64(s.Width+s.Hidden)))), add(level(1, s.Hidden, 0))
	n.class, n.classBias = add(spread(rng, s.Hidden, s.Classes, 0.1)), add(level(1, s.Classes, 0))
	return n
}

func (n *scoutNet) turn() {
	for _, p := range append(slices.Clone(n.net.in), n.entry, n.head, n.class) {
		p.turn()
	}
}

// scoutExample is a sentence as a scout sees it.
type scoutExample struct {
	x       []float32
	classes []uint8
}

// run reads sentences, and leaves the gradients of the loss in p.
func (n *scoutNet) run(p *pass, batch []scoutExample, rng *rand.Rand, scale float32) {
	a := &p.arena
	a.reset()
	for _, g := range p.gradients {
		clear(g)
	}
	var shapes []*example
	var right []uint8
	for _, m := range batch {
		shapes = append(shapes, &example{tags: m.classes})
		right = append(right, m.classes...)
	}
	count := len(right)
	in := a.get(count * n.in)
	at := 0
	for _, m := range batch {
		at += copy(in[at:], m.x)
	}
	times(in, a.mask(rng, len(in), p.drop.Input))
	x := a.get(count * n.Width)
	repeat(n.entryBias.w, x)
	product(count, in, n.entry.w, n.in, n.Width, x)
	inputs := [][]float32{x}
	var layers []*recurrence
	for l := range n.Layers {
		r := p.forward(l, x, shapes, rng)
		layers, x = append(layers, r), r.out
		inputs = append(inputs, x)
	}
	top := a.get(len(x))
	copy(top, x)
	topMask := a.mask(rng, len(x), p.drop.Layer)
	times(top, topMask)
	z := a.get(count * n.Hidden)
	repeat(n.headBias.w, z)
	product(count, top, n.head.w, n.Width, n.Hidden, z)
	for i, v := range z {
		z[i] = max(v, 0)
	}
	zMask := a.mask(rng, len(z), p.drop.Head)
	times(z, zMask)
	dz := p.classify(count, z, n.class, n.classBias, right, scale)
	times(dz, zMask)
	for i, v := range z {
		if v <= 0 {
			dz[i] = 0
		}
	}
	gradient(count, top, n.Width, dz, n.Hidden, p.of(n.head))
	sumRows(dz, n.Hidden, p.of(n.headBias))
	dx := a.get(len(x))
	product(count, dz, n.head.turned, n.Hidden, n.Width, dx)
	times(dx, topMask)
	for l := n.Layers - 1; l >= 0; l-- {
		dx = p.backward(l, layers[l], inputs[l], dx, shapes)
	}
	gradient(count, in, n.in, dx, n.Width, p.of(n.entry))
	sumRows(dx, n.Width, p.of(n.entryBias))
}

// repeat fills rows with a bias.
func repeat(bias, rows []float32) {
	for i := 0; i < len(rows); i += len(bias) {
		copy(rows[i:], bias)
	}
}

// Scout learns a scout from the sentences, parsed by the embedded parser, and gives its model file. The
// same sentences in the same order give the same bytes.
func Scout(sentences []Marked, o ScoutOptions) []byte {
	words := parse.WordVectors()
	var corpus []scoutExample
	in := 0
	for _, m := range sentences {
		if m.Tree.Len() > 0 {
			corpus = append(corpus, scoutExample{scoutInputs(&m.Tree, &words), m.Classes})
			in = len(corpus[0].x) / len(corpus[0].classes)
		}
	}
	var networks []scout.Weights
	for seed := range o.Count {
		networks = append(networks, learnScout(slices.Clone(corpus), in, uint64(seed)+1, o))
	}
	return scout.Encode(networks)
}

// scoutInputs are what a scout sees of the words of a tree, before it is rounded: what the parser's
// network knows of each word in its sentence, and half its word vector.
func scoutInputs(tree *parse.Tree, words *syntax.Table) []float32 {
	exact := parse.Exact(tree.Tokens)
	known := len(exact) / tree.Len()
	width := known + words.Width
	in := make([]float32, tree.Len()*width)
	for i, t := range tree.Tokens {
		row := in[i*width : (i+1)*width]
		copy(row, exact[i*known:(i+1)*known])
		if at := words.Find(syntax.WordKey(t.Lower)); at >= 0 {
			words.AddTo(at, row[known:])
			for k := range row[known:] {
				row[known+k] *= 0.5
			}
		}
	}
	return in
}

// learnScout learns one network, of so many inputs a word.
func learnScout(corpus []scoutExample, in int, seed uint64, o ScoutOptions) scout.Weights {
	rng := rand.New(rand.NewPCG(seed, 21))
	n := newScoutNet(o.Sizes, in, rng)
	var passes [shards]*pass
	var rngs [shards]*rand.Rand
	for i := range passes {
		passes[i], rngs[i] = newPass(n.net, o.Dropout), rand.New(rand.NewPCG(seed, uint64(i)+22))
	}
	step := 0
	for round := range o.Rounds {
		rng.Shuffle(len(corpus), func(i, j int) { corpus[i], corpus[j] = corpus[j], corpus[i] })
		rate := o.Rate * (0.5 + 0.5*math.Cos(math.Pi*float64(round)/float64(o.Rounds)))
		for batch := range slices.Chunk(corpus, o.Batch) {
			step++
			n.turn()
			var wait sync.WaitGroup
			half := len(batch) / 2
			for i, part := range [shards][]scoutExample{batch[:half], batch[half:]} {
				wait.Go(func() { n.run(passes[i], part, rngs[i], 1.0/400) })
			}
			wait.Wait()
			a := adamAt(step, rate)
			for i, w := range n.net.dense {
				sum := passes[0].gradients[i]
				for _, p := range passes[1:] {
					add(sum, p.gradients[i])
				}
				if w.rows > 1 {
					keep := 1 - float32(rate*o.Decay)
					for k := range w.w {
						w.w[k] *= keep
					}
				}
				a.update(w, 0, sum)
			}
		}
	}
	w := scout.Weights{Sizes: n.Sizes, Entry: n.entry.w, EntryBias: n.entryBias.w, Head: n.head.w, HeadBias: n.headBias.w,
		Class: n.class.w, ClassBias: n.classBias.w}
	for l := range n.Layers {
		w.In, w.InBias = append(w.In, n.net.in[l].w), append(w.InBias, n.net.bias[l].w)
		w.Forget, w.Output = append(w.Forget, n.net.forget[l].w), append(w.Output, n.net.output[l].w)
	}
	return w
}
