package train

import (
	"math"
	"math/rand/v2"

	"github.com/bywhen/bywhen/internal/syntax"
)

// Dropout says how much is left out while learning, so that nothing is learned by heart.
type Dropout struct{ Input, Layer, Head float32 }

// pass is one way through the network and back, for a part of a batch.
type pass struct {
	n         *net
	drop      Dropout
	arena     arena
	gradients [][]float32 // of n.dense, in its order
	features  []float32   // gradient of the sum of features of each word, Width each
	touched   [][]int32   // the rows of the features of each word
	loss      float64
	right     int // heads
}

func newPass(n *net, drop Dropout) *pass {
	p := &pass{n: n, drop: drop}
	for _, w := range n.dense {
		p.gradients = append(p.gradients, make([]float32, len(w.w)))
	}
	return p
}

// of is the gradient of a matrix.
func (p *pass) of(w *weights) []float32 {
	for i, d := range p.n.dense {
		if d == w {
			return p.gradients[i]
		}
	}
	panic("train: a matrix that is not learned")
}

func times(x, mask []float32) {
	for i, m := range mask {
		x[i] *= m
	}
}

func sumRows(x []float32, cols int, out []float32) {
	for i := 0; i < len(x); i += cols {
		for c, v := range x[i : i+cols] {
			out[c] += v
		}
	}
}

// run reads sentences, and leaves the gradients of the loss, summed over words times scale.
func (p *pass) run(batch []*example, rng *rand.Rand, scale float32) {
	n, a := p.n, &p.arena
	a.reset()
	p.loss, p.right, p.touched = 0, 0, p.touched[:0]
	for _, g := range p.gradients {
		clear(g)
	}
	count := 0
	for _, e := range batch {
		count += e.len()
	}
	width := n.Width
	// The vectors of the words.
	x, vectors := a.get(count*width), a.get(count*n.project.rows)
	at := 0
	for _, e := range batch {
		copy(vectors[at*n.project.rows:], e.vectors)
		for i, rows := range e.features {
			if rng.Float32() < e.rare[i] {
				rows = rows[1:]
			}
			p.touched = append(p.touched, rows)
			out := x[at*width : (at+1)*width]
			copy(out, n.start.w)
			for _, r := range rows {
				if r > 0 {
					for k, v := range n.features.w[int(r)*width : (int(r)+1)*width] {
						out[k] += v
					}
				}
			}
			at++
		}
	}
	product(count, vectors, n.project.w, n.project.rows, width, x)
	dropped := a.mask(rng, len(x), p.drop.Input)
	times(x, dropped)
	inputs := [][]float32{x}
	var layers []*recurrence
	for l := range n.Layers {
		r := p.forward(l, x, batch, rng)
		layers = append(layers, r)
		x = r.out
		inputs = append(inputs, x)
	}
	top := a.get(len(x))
	copy(top, x)
	topMask := p.sentenceMask(batch, width, p.drop.Layer, rng)
	times(top, topMask)
	h := n.Sizes.Heads()
	z := a.get(count * h)
	for i := range count {
		copy(z[i*h:], n.headsBias.w)
	}
	product(count, top, n.heads.w, width, h, z)
	relu := 2*n.Arc + n.Sizes.Tag
	for i := range count {
		row := z[i*h : i*h+relu]
		for k, v := range row {
			row[k] = max(v, 0)
		}
	}
	zMask := p.sentenceMask(batch, h, p.drop.Head, rng)
	times(z, zMask)
	dz := a.get(len(z))
	at = 0
	for _, e := range batch {
		m := e.len()
		p.judge(e, z[at*h:(at+m)*h], dz[at*h:(at+m)*h], scale)
		at += m
	}
	times(dz, zMask)
	for i := range count {
		row, d := z[i*h:i*h+relu], dz[i*h:i*h+relu]
		for k, v := range row {
			if v <= 0 {
				d[k] = 0
			}
		}
	}
	gradient(count, top, width, dz, h, p.of(n.heads))
	sumRows(dz, h, p.of(n.headsBias))
	dx := a.get(count * width)
	product(count, dz, n.heads.turned, h, width, dx)
	times(dx, topMask)
	for l := n.Layers - 1; l >= 0; l-- {
		dx = p.backward(l, layers[l], inputs[l], dx, batch)
	}
	times(dx, dropped)
	gradient(count, vectors, n.project.rows, dx, width, p.of(n.project))
	sumRows(dx, width, p.of(n.start))
	p.features = dx
}

// sentenceMask is a dropout mask that leaves the same units out in all words of a sentence.
func (p *pass) sentenceMask(batch []*example, width int, chance float32, rng *rand.Rand) []float32 {
	count := 0
	for _, e := range batch {
		count += e.len()
	}
	out := p.arena.get(count * width)
	at := 0
	for _, e := range batch {
		m := p.arena.mask(rng, width, chance)
		for range e.len() {
			copy(out[at*width:], m)
			at++
		}
	}
	return out
}

// recurrence is what the way back needs of a layer.
type recurrence struct {
	masked, mask  []float32
	u             []float32 // products, 3 Width a word; then the gates' clipped arguments in their place
	before, after []float32 // the state
	out           []float32
}

// forward runs layer l over x.
func (p *pass) forward(l int, x []float32, batch []*example, rng *rand.Rand) *recurrence {
	n, a, width := p.n, &p.arena, p.n.Width
	count := len(x) / width
	r := &recurrence{masked: a.get(len(x)), u: a.get(3 * len(x)), before: a.get(len(x)), after: a.get(len(x)), out: a.get(len(x))}
	r.mask = p.sentenceMask(batch, width, p.drop.Layer, rng)
	copy(r.masked, x)
	times(r.masked, r.mask)
	for i := range count {
		copy(r.u[i*3*width:], n.bias[l].w)
	}
	product(count, r.masked, n.in[l].w, width, 3*width, r.u)
	vf, vr := n.forget[l].w, n.output[l].w
	state := a.get(width)
	steps(batch, width, func(i, from, to int, first bool) {
		u := r.u[i*3*width : (i+1)*3*width]
		for j := from; j < to; j++ {
			c := state[j]
			if first {
				c = 0
			}
			r.before[i*width+j] = c
			f, uf := gate(u[width+j] + float32(vf[j]*c))
			o, uo := gate(u[2*width+j] + float32(vr[j]*c))
			u[width+j], u[2*width+j] = uf, uo
			c = u[j] + float32(f*(c-u[j]))
			in := x[i*width+j]
			state[j], r.after[i*width+j] = c, c
			r.out[i*width+j] = in + float32(o*(c-in))
		}
	})
	return r
}

// steps calls f for each word of each sentence, forwards for the first half of the units and
// backwards for the second.
func steps(batch []*example, width int, f func(word, from, to int, first bool)) {
	at := 0
	for _, e := range batch {
		m := e.len()
		for i := range m {
			f(at+i, 0, width/2, i == 0)
			f(at+m-1-i, width/2, width, i == 0)
		}
		at += m
	}
}

// gate is matrix.Gate and its argument cut to between -1 and 1.
func gate(x float32) (open, u float32) {
	u = max(-1, min(1, float32(x*(1.0/3))))
	return opened(u), u
}

func opened(u float32) float32 { return 0.5 + float32(u*(0.75-float32(0.25*float32(u*u)))) }

// slope is the derivative of the gate.
func slope(u float32) float32 { return 0.25 * (1 - float32(u*u)) }

// backward takes the gradient of a layer's output to that of its input.
func (p *pass) backward(l int, r *recurrence, x, dout []float32, batch []*example) []float32 {
	n, a, width := p.n, &p.arena, p.n.Width
	du, dx, dstate := a.get(len(r.u)), a.get(len(x)), a.get(width)
	vf, vr := n.forget[l].w, n.output[l].w
	dvf, dvr := p.of(n.forget[l]), p.of(n.output[l])
	back(batch, width, func(i, from, to int, last bool) {
		u, d := r.u[i*3*width:(i+1)*3*width], du[i*3*width:(i+1)*3*width]
		for j := from; j < to; j++ {
			if last {
				dstate[j] = 0
			}
			k := i*width + j
			c, old, in, dh := r.after[k], r.before[k], x[k], dout[k]
			uf, uo := u[width+j], u[2*width+j]
			f, o := opened(uf), opened(uo)
			dc := dstate[j] + float32(dh*o)
			dx[k] = float32(dh * (1 - o))
			do := float32(float32(dh*(c-in)) * slope(uo))
			df := float32(float32(dc*(old-u[j])) * slope(uf))
			d[j], d[width+j], d[2*width+j] = float32(dc*(1-f)), df, do
			dvf[j] += float32(df * old)
			dvr[j] += float32(do * old)
			dstate[j] = float32(dc*f) + float32(df*vf[j]) + float32(do*vr[j])
		}
	})
	count := len(x) / width
	gradient(count, r.masked, width, du, 3*width, p.of(n.in[l]))
	sumRows(du, 3*width, p.of(n.bias[l]))
	masked := a.get(len(x))
	product(count, du, n.in[l].turned, 3*width, width, masked)
	for i, m := range r.mask {
		dx[i] += float32(masked[i] * m)
	}
	return dx
}

// back is steps in the opposite order.
func back(batch []*example, width int, f func(word, from, to int, last bool)) {
	at := 0
	for _, e := range batch {
		m := e.len()
		for i := range m {
			f(at+m-1-i, 0, width/2, i == 0)
			f(at+i, width/2, width, i == 0)
		}
		at += m
	}
}

// judge adds the losses of one sentence's tags, heads and relations, and their gradient.
func (p *pass) judge(e *example, z, dz []float32, scale float32) {
	n, a := p.n, &p.arena
	m, h, arc, rel, tag := e.len(), n.Sizes.Heads(), n.Arc, n.Rel, n.Sizes.Tag
	part := func(x []float32, from, width int) []float32 {
		out := a.get(m * width)
		for i := range m {
			copy(out[i*width:], x[i*h+from:i*h+from+width])
		}
		return out
	}
	put := func(d []float32, from, width int) {
		for i := range m {
			for k, v := range d[i*width : (i+1)*width] {
				dz[i*h+from+k] += v
			}
		}
	}
	// Tags.
	zt := part(z, 2*arc, tag)
	dt := p.classify(m, zt, n.tag, n.tagBias, e.tags, scale)
	put(dt, 2*arc, tag)

	// Heads: as dependents times the weights, against each as head and the root.
	zd, q := part(z, 0, arc), a.get(m*arc)
	for i := range m {
		copy(q[i*arc:], n.arcsBias.w)
	}
	product(m, zd, n.arcs.w, arc, arc, q)
	heads := a.get((m + 1) * arc)
	copy(heads, part(z, arc, arc))
	copy(heads[m*arc:], n.rootArc.w)
	turned := a.get(arc * (m + 1))
	for i := range m + 1 {
		for k := range arc {
			turned[k*(m+1)+i] = heads[i*arc+k]
		}
	}
	s := a.get(m * (m + 1))
	product(m, q, turned, arc, m+1, s)
	dd := p.of(n.distances)
	for i := range m {
		row := s[i*(m+1) : (i+1)*(m+1)]
		for j := range m {
			row[j] += n.distances.w[syntax.Distance(j-i)]
		}
		row[i] = -1e9
		if p.choose(row, int(e.heads[i]), scale) {
			p.right++
		}
		for j := range m {
			dd[syntax.Distance(j-i)] += row[j]
		}
	}
	dq := a.get(m * arc)
	product(m, s, heads, m+1, arc, dq)
	dheads := a.get((m + 1) * arc)
	gradient(m, s, m+1, q, arc, dheads)
	put(dheads[:m*arc], arc, arc)
	add(p.of(n.rootArc), dheads[m*arc:])
	gradient(m, zd, arc, dq, arc, p.of(n.arcs))
	sumRows(dq, arc, p.of(n.arcsBias))
	dd2 := a.get(m * arc)
	product(m, dq, n.arcs.turned, arc, arc, dd2)
	put(dd2, 0, arc)

	// Relations to the right heads.
	from := h - 2*rel
	pre := a.get(m * rel)
	for i, head := range e.heads {
		other := n.rootRel.w
		if int(head) < m {
			other = z[int(head)*h+from+rel:][:rel]
		}
		for k := range rel {
			pre[i*rel+k] = max(z[i*h+from+k]+other[k], 0)
		}
	}
	dpre := p.classify(m, pre, n.rel, n.relBias, e.rels, scale)
	for i, head := range e.heads {
		for k := range rel {
			if pre[i*rel+k] <= 0 {
				continue
			}
			d := dpre[i*rel+k]
			dz[i*h+from+k] += d
			if int(head) < m {
				dz[int(head)*h+from+rel+k] += d
			} else {
				p.of(n.rootRel)[k] += d
			}
		}
	}
}

// classify adds the losses of a choice among classes for each of some rows x, given the right ones, and
// the gradients of its matrix and bias. It gives the gradient of x.
func (p *pass) classify(count int, x []float32, w, bias *weights, right []uint8, scale float32) []float32 {
	scores := p.arena.get(count * w.cols)
	for i := range count {
		copy(scores[i*w.cols:], bias.w)
	}
	product(count, x, w.w, w.rows, w.cols, scores)
	for i := range count {
		p.choose(scores[i*w.cols:(i+1)*w.cols], int(right[i]), scale)
	}
	gradient(count, x, w.rows, scores, w.cols, p.of(w))
	sumRows(scores, w.cols, p.of(bias))
	dx := p.arena.get(count * w.rows)
	product(count, scores, w.turned, w.cols, w.rows, dx)
	return dx
}

// choose adds the loss of a choice among scores, and puts its gradient in their place. It reports
// whether the right one had the highest score.
func (p *pass) choose(scores []float32, right int, scale float32) bool {
	most := scores[0]
	for _, s := range scores {
		most = max(most, s)
	}
	hit := scores[right] == most
	var sum float32
	for i, s := range scores {
		scores[i] = float32(math.Exp(float64(s - most)))
		sum += scores[i]
	}
	p.loss -= math.Log(float64(scores[right]/sum) + 1e-30)
	for i := range scores {
		scores[i] *= scale / sum
	}
	scores[right] -= scale
	return hit
}

func add(to, from []float32) {
	for i, v := range from {
		to[i] += v
	}
}
