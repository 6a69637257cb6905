package train

import (
	"math"
	"math/rand/v2"

	"github.com/bywhen/bywhen/internal/syntax"
)

// weights is one matrix that is learned, row after row, with what Adam (Kingma and Ba 2015) keeps of
// it. A sparse one is updated only in the rows that a batch touched.
type weights struct {
	rows, cols int
	w, m, v    []float32
	turned     []float32 // the transposed matrix, where the way back needs it
}

// spread makes a matrix of normal random numbers with the deviation.
func spread(rng *rand.Rand, rows, cols int, deviation float64) *weights {
	p := level(rows, cols, 0)
	for i := range p.w {
		p.w[i] = float32(rng.NormFloat64() * deviation)
	}
	return p
}

// level makes a matrix of one number.
func level(rows, cols int, x float32) *weights {
	n := rows * cols
	p := &weights{rows: rows, cols: cols, w: make([]float32, n), m: make([]float32, n), v: make([]float32, n)}
	for i := range p.w {
		p.w[i] = x
	}
	return p
}

// turn brings the transposed matrix up to date.
func (p *weights) turn() {
	if p.turned == nil {
		p.turned = make([]float32, len(p.w))
	}
	for r := range p.rows {
		for c := range p.cols {
			p.turned[c*p.rows+r] = p.w[r*p.cols+c]
		}
	}
}

// adam is the state of the optimiser at one step.
type adam struct {
	rate, one, two float32 // the rate, and how much of the moments' start is left
}

const beta1, beta2 = 0.9, 0.98

func adamAt(step int, rate float64) adam {
	return adam{float32(rate), float32(1 - math.Pow(beta1, float64(step))), float32(1 - math.Pow(beta2, float64(step)))}
}

// update moves the weights from, from+1, … against their gradient.
func (a adam) update(p *weights, from int, gradient []float32) {
	w, m, v := p.w[from:], p.m[from:], p.v[from:]
	for i, g := range gradient {
		m[i] = float32(beta1*m[i]) + float32((1-beta1)*g)
		v[i] = float32(beta2*v[i]) + float32(float32((1-beta2)*g)*g)
		w[i] -= a.rate * (m[i] / a.one) / (float32(math.Sqrt(float64(v[i]/a.two))) + 1e-7)
	}
}

// net is a network while it is learned. dense lists all matrices but the features.
type net struct {
	syntax.Sizes
	tags, rels int // how many

	features *weights // a row each; row 0 is for what is not known
	dense    []*weights

	project, start   *weights
	in, bias         []*weights // by layer
	forget, output   []*weights
	heads, headsBias *weights
	arcs, arcsBias   *weights
	rel, relBias     *weights
	tag, tagBias     *weights
	rootArc, rootRel *weights
	distances        *weights
}

// newNet is a network before it has learned anything.
func newNet(s syntax.Sizes, features, tags, rels, vector int, rng *rand.Rand) *net {
	n := &net{Sizes: s, tags: tags, rels: rels}
	add := func(p *weights) *weights {
		n.dense = append(n.dense, p)
		return p
	}
	xavier := func(rows, cols int) *weights {
		return add(spread(rng, rows, cols, math.Sqrt(2/float64(rows+cols))))
	}
	n.features = spread(rng, features, s.Width, 0.1)
	n.project, n.start = add(spread(rng, vector, s.Width, 0.08)), add(level(1, s.Width, 0))
	for range s.Layers {
		n.in = append(n.in, add(spread(rng, s.Width, 3*s.Width, math.Sqrt(1/float64(s.Width)))))
		n.bias = append(n.bias, add(level(1, 3*s.Width, 0)))
		n.forget = append(n.forget, add(level(1, s.Width, 0)))
		n.output = append(n.output, add(level(1, s.Width, 0)))
	}
	n.heads, n.headsBias = xavier(s.Width, s.Heads()), add(level(1, s.Heads(), 0))
	n.arcs, n.arcsBias = add(spread(rng, s.Arc, s.Arc, 0.1)), add(level(1, s.Arc, 0))
	n.rel, n.relBias = xavier(s.Rel, rels), add(level(1, rels, 0))
	n.tag, n.tagBias = xavier(s.Tag, tags), add(level(1, tags, 0))
	n.rootArc, n.rootRel = add(spread(rng, 1, s.Arc, 0.1)), add(spread(rng, 1, s.Rel, 0.1))
	n.distances = add(level(1, syntax.Distances, 0))
	return n
}

// turn brings all transposed matrices up to date.
func (n *net) turn() {
	for _, p := range n.in {
		p.turn()
	}
	for _, p := range []*weights{n.project, n.heads, n.arcs, n.rel, n.tag} {
		p.turn()
	}
}
