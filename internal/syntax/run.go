package syntax

import (
	"github.com/bywhen/bywhen/internal/matrix"
	"github.com/bywhen/bywhen/token"
)

// longest is how many words are read as one sentence: the work grows with the square of it.
const longest = 200

// known is how many different words a Scratch remembers the first layer of: 4 MB, which
// stay in the caches.
const known = 1024

// Scratch is what one sentence needs and the next can use again, and a memory of the words that
// were seen: it changes how fast a sentence is read, not how. The zero Scratch is ready for one
// Network. It holds the results of the last Read.
type Scratch struct {
	Tags  []uint8 // number of the tag of each word
	Heads []int32 // the head of each word; -1 for the root
	Rels  []uint8
	// Vectors are what the last layer knows of each word in its sentence, and half its word vector, as
	// activations for a further network; with room for a multiple of 4 words. They are the reader's to
	// keep.
	Vectors []int16
	// Exact, where it is not nil, gets what the last layer knows before it is rounded, Width numbers a
	// word: models are learned from that.
	Exact []float32

	memory   memory
	features []Feature
	vector   []float32 // of a word
	at       []int32   // of each word of the sentence: where the memory has it
	fresh    []int32   // of the words that were not remembered

	x, u, state, z, q, heads, scores, rel []float32
	ints                                  []int16
	chart                                 chart
}

// Read tags and parses a sentence; the results stand in sc.
func (n *Network) Read(tokens []token.Token, sc *Scratch) {
	sc.Tags, sc.Heads, sc.Rels = sc.Tags[:0], sc.Heads[:0], sc.Rels[:0]
	sc.Vectors = make([]int16, 0, (len(tokens)+3)&^3*(n.Width+n.words.Width))
	capitals := CapitalsOf(tokens)
	root := int32(-1)
	for from := 0; from < len(tokens); from += longest {
		end := min(from+longest, len(tokens))
		n.read(tokens[from:end], capitals, sc)
		for i := from; i < end; i++ {
			switch {
			case sc.Heads[i] >= 0:
				sc.Heads[i] += int32(from)
			case root < 0:
				root = int32(i)
			default: // a second root, of a later part, hangs on the first
				sc.Heads[i], sc.Rels[i] = root, n.loose()
			}
		}
	}
	sc.Vectors = sc.Vectors[:cap(sc.Vectors)]
}

// loose is the relation of parts that stand side by side.
func (n *Network) loose() uint8 {
	for i, rel := range n.Rels {
		if rel == "parataxis" {
			return uint8(i)
		}
	}
	return 0
}

// read appends the results for one run of words.
func (n *Network) read(tokens []token.Token, capitals Capitals, sc *Scratch) {
	count, width := len(tokens), n.Width
	rows := (count + 3) &^ 3
	n.look(tokens, capitals, sc)
	sc.x, sc.u = matrix.Room(sc.x, rows*width), matrix.Room(sc.u, rows*3*width)
	sc.ints, sc.state = matrix.Room(sc.ints, rows*max(width, n.Heads())), matrix.Room(sc.state, width)
	for i, slot := range sc.at {
		copy(sc.x[i*width:(i+1)*width], sc.memory.inputs[int(slot)*width:])
	}
	for l := range n.layers {
		if l > 0 {
			matrix.Quantize(sc.x[:rows*width], sc.ints[:rows*width])
			n.layers[l].In.Apply(count, sc.ints, sc.u)
		}
		n.layers[l].Run(count, func(i int) []float32 {
			if l == 0 {
				return sc.memory.first[int(sc.at[i])*3*width:]
			}
			return sc.u[i*3*width:]
		}, sc.x, sc.state)
	}
	matrix.Quantize(sc.x[:rows*width], sc.ints[:rows*width])
	if sc.Exact != nil {
		sc.Exact = append(sc.Exact, sc.x[:count*width]...)
	}
	for i, slot := range sc.at {
		sc.Vectors = append(sc.Vectors, sc.ints[i*width:][:width]...)
		sc.Vectors = append(sc.Vectors, sc.memory.words[int(slot)*n.words.Width:][:n.words.Width]...)
	}
	sc.z = matrix.Room(sc.z, rows*n.Sizes.Heads())
	n.heads.Apply(count, sc.ints, sc.z)
	n.tag(count, sc)
	n.attach(count, sc)
}

// look makes sure that the first layer's products of all words are remembered, and says where.
func (n *Network) look(tokens []token.Token, capitals Capitals, sc *Scratch) {
	width, m := n.Width, &sc.memory
	m.begin(width, n.words.Width)
	sc.at, sc.fresh = sc.at[:0], sc.fresh[:0]
	sc.x, sc.u = matrix.Room(sc.x, (len(tokens)+3)&^3*width), matrix.Room(sc.u, (len(tokens)+3)&^3*3*width)
	for i := range tokens {
		t := &tokens[i]
		slot, ok := m.recall(t.Text, capitals)
		if !ok {
			n.word(t, capitals, sc, sc.x[len(sc.fresh)*width:][:width], m.words[int(slot)*n.words.Width:][:n.words.Width])
			sc.fresh = append(sc.fresh, slot)
		}
		sc.at = append(sc.at, slot)
	}
	rows := (len(sc.fresh) + 3) &^ 3
	sc.ints = matrix.Room(sc.ints, rows*width)
	matrix.Quantize(sc.x[:rows*width], sc.ints[:rows*width])
	n.layers[0].In.Apply(len(sc.fresh), sc.ints, sc.u)
	for i, slot := range sc.fresh {
		copy(m.inputs[int(slot)*width:], sc.x[i*width:][:width])
		copy(m.first[int(slot)*3*width:], sc.u[i*3*width:][:3*width])
	}
}

// word writes what is known of the form of a word, and half its word vector.
func (n *Network) word(t *token.Token, capitals Capitals, sc *Scratch, out []float32, half []int16) {
	copy(out, n.start)
	sc.features = Features(sc.features[:0], t, capitals)
	for _, f := range sc.features {
		if at := n.features.Find(uint32(f)); at >= 0 {
			n.features.AddTo(at, out)
		}
	}
	clear(half)
	if at := n.words.Find(WordKey(t.Lower)); at >= 0 {
		sc.vector = matrix.Room(sc.vector, n.words.Width)
		clear(sc.vector)
		n.words.AddTo(at, sc.vector)
		matrix.MulAdd(1, len(sc.vector), n.Width, sc.vector, len(sc.vector), 1, n.project, n.Width, out, n.Width)
		for k := range sc.vector {
			sc.vector[k] *= 0.5
		}
		matrix.Quantize(sc.vector, half)
	}
}

// tag appends the tag of each word.
func (n *Network) tag(count int, sc *Scratch) {
	rows, stride, from := (count+3)&^3, n.Sizes.Heads(), 2*n.Arc
	sc.rel = matrix.Room(sc.rel, rows*max(n.Tag, n.Rel))
	for i := range count {
		positive(sc.z[i*stride+from:][:n.Tag], sc.rel[i*n.Tag:])
	}
	matrix.Quantize(sc.rel[:rows*n.Tag], sc.ints[:rows*n.Tag])
	cols := n.tags.Cols()
	sc.scores = matrix.Room(sc.scores, rows*cols)
	n.tags.Apply(count, sc.ints, sc.scores)
	for i := range count {
		sc.Tags = append(sc.Tags, uint8(best(sc.scores[i*cols:][:len(n.Tags)], -1)))
	}
}

// attach appends the head and the relation of each word.
func (n *Network) attach(count int, sc *Scratch) {
	rows, stride, arc := (count+3)&^3, n.Sizes.Heads(), n.Arc
	// As dependents, times the weights; then each against each as head, the last as the root.
	sc.q = matrix.Room(sc.q, rows*arc)
	for i := range count {
		positive(sc.z[i*stride:][:arc], sc.q[i*arc:])
	}
	matrix.Quantize(sc.q[:rows*arc], sc.ints[:rows*arc])
	n.arcs.Apply(count, sc.ints, sc.q)
	cols := (count + 1 + 15) &^ 15
	sc.heads, sc.scores = matrix.Room(sc.heads, arc*cols), matrix.Room(sc.scores, count*cols)
	clear(sc.heads)
	clear(sc.scores)
	for j := range count {
		for k, v := range sc.z[j*stride+arc:][:arc] {
			sc.heads[k*cols+j] = max(v, 0)
		}
	}
	for k, v := range n.rootArc {
		sc.heads[k*cols+count] = v
	}
	matrix.MulAdd(count, arc, cols, sc.q, arc, 1, sc.heads, cols, sc.scores, cols)
	for i := range count {
		for j := range count {
			sc.scores[i*cols+j] += n.distances[Distance(j-i)]
		}
	}
	begin := len(sc.Heads)
	sc.Heads = append(sc.Heads, make([]int32, count)...)
	heads := sc.Heads[begin:]
	sc.chart.bestTree(count, sc.scores, cols, heads)
	sc.relate(n, count, heads)
	for i, h := range heads {
		if int(h) == count {
			heads[i] = -1
		}
	}
}

// relate appends the relation of each word to its head.
func (sc *Scratch) relate(n *Network, count int, heads []int32) {
	rows, stride, rel := (count+3)&^3, n.Sizes.Heads(), n.Rel
	from := stride - 2*rel
	sc.rel = matrix.Room(sc.rel, rows*rel)
	for i, h := range heads {
		head := n.rootRel
		if int(h) < count {
			head = sc.z[int(h)*stride+from+rel:][:rel]
		}
		out := sc.rel[i*rel:][:rel]
		for k, v := range sc.z[i*stride+from:][:rel] {
			out[k] = max(v+head[k], 0)
		}
	}
	matrix.Quantize(sc.rel[:rows*rel], sc.ints[:rows*rel])
	cols := n.rels.Cols()
	sc.scores = matrix.Room(sc.scores, rows*cols)
	n.rels.Apply(count, sc.ints, sc.scores)
	for i, h := range heads {
		if int(h) == count {
			sc.Rels = append(sc.Rels, uint8(n.root))
			continue
		}
		sc.Rels = append(sc.Rels, uint8(best(sc.scores[i*cols:][:len(n.Rels)], n.root)))
	}
}

// positive copies numbers, those below zero as zero.
func positive(from, to []float32) {
	to = to[:len(from)]
	for i, v := range from {
		to[i] = max(v, 0)
	}
}

// best is the number of the highest score other than that of 'not'; the first of equals.
func best(scores []float32, not int) int {
	at := -1
	for i, s := range scores {
		if i != not && (at < 0 || s > scores[at]) {
			at = i
		}
	}
	return at
}
