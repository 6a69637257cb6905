package train

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/bywhen/bywhen/internal/syntax"
	"github.com/bywhen/bywhen/parse"
)

// shards is into how many parts a batch is cut, whatever the machine: sums are made in the order of
// the parts, so that the number of processors does not show.
const shards = 2

// Syntax learns tagger and parser from the trees and the frames of this package, and gives the bytes
// of the model file.
func Syntax(trees []parse.Tree, o Options) ([]byte, error) {
	framed, err := readFrames(framesText).trees(o.Frames)
	if err != nil {
		return nil, err
	}
	tagOf := func(w parse.Word) string { return w.Tag.String() + " " + w.Penn }
	tags, tagNumber := labels(trees, tagOf, 4)
	rels, relNumber := labels(trees, func(w parse.Word) string { return w.Rel }, 4)
	trees = append(append(slices.Clip(trees), headlines(trees)...), framed...)
	v := newVocabulary(trees, parse.WordVectors(), o.Least)
	var corpus []*example
	for _, t := range trees {
		if t.Len() <= 150 {
			corpus = append(corpus, v.example(t, func(w parse.Word) uint8 { return tagNumber(tagOf(w)) },
				func(w parse.Word) uint8 { return relNumber(w.Rel) }))
		}
	}
	rng := rand.New(rand.NewPCG(o.Seed, 1))
	n := newNet(o.Sizes, len(v.keys)+1, len(tags), len(rels), v.words.Width, rng)
	fmt.Fprintf(o.Log, "%d sentences, %d tags, %d relations, %d features\n", len(corpus), len(tags), len(rels), len(v.keys))
	l := newLearner(n, o)
	words := 0
	for _, e := range corpus {
		words += e.len()
	}
	steps := float64(o.Rounds*words/o.Batch + 1)
	for round := range o.Rounds {
		l.loss, l.right, l.words = 0, 0, 0
		rng.Shuffle(len(corpus), func(i, j int) { corpus[i], corpus[j] = corpus[j], corpus[i] })
		for rest := corpus; len(rest) > 0; {
			size, take := 0, 0
			for take < len(rest) && size < o.Batch {
				size += rest[take].len()
				take++
			}
			done := float64(l.step) / steps
			rate := o.Rate * min(1, float64(l.step+1)/200) * max(0.02, 0.5+0.5*math.Cos(math.Pi*min(1, done)))
			l.learn(rest[:take], size, rate)
			rest = rest[take:]
		}
		fmt.Fprintf(o.Log, "round %d: loss %.4f, %.2f %% of heads\n", round+1, l.loss/float64(l.words), 100*float64(l.right)/float64(l.words))
		if o.Watch != nil && (round%5 == 4 || round == o.Rounds-1) {
			o.Watch(n.model(tags, rels, v))
		}
	}
	return n.model(tags, rels, v), nil
}

// learner takes steps.
type learner struct {
	n            *net
	passes       [shards]*pass
	rngs         [shards]*rand.Rand
	rows         map[int32]int // touched rows of features to their place in sums
	order        []int32
	sums         []float32
	step         int
	loss         float64
	right, words int
}

func newLearner(n *net, o Options) *learner {
	l := &learner{n: n, rows: map[int32]int{}}
	for i := range l.passes {
		l.passes[i], l.rngs[i] = newPass(n, o.Dropout), rand.New(rand.NewPCG(o.Seed, uint64(i)+2))
	}
	return l
}

// learn takes one step.
func (l *learner) learn(batch []*example, words int, rate float64) {
	l.step++
	l.n.turn()
	half := 0
	for size := 0; half < len(batch)-1 && size < words/2; half++ {
		size += batch[half].len()
	}
	parts := [shards][]*example{batch[:half], batch[half:]}
	var wait sync.WaitGroup
	for i, p := range l.passes {
		wait.Go(func() { p.run(parts[i], l.rngs[i], 1/float32(words)) })
	}
	wait.Wait()
	for _, p := range l.passes {
		l.loss += p.loss
		l.right += p.right
	}
	l.words += words
	a := adamAt(l.step, rate)
	wait.Go(func() { l.learnFeatures(a) })
	for i, w := range l.n.dense {
		sum := l.passes[0].gradients[i]
		for _, p := range l.passes[1:] {
			add(sum, p.gradients[i])
		}
		a.update(w, 0, sum)
	}
	wait.Wait()
}

// learnFeatures updates the rows of the features that the batch touched.
func (l *learner) learnFeatures(a adam) {
	width := l.n.Width
	clear(l.rows)
	l.order, l.sums = l.order[:0], l.sums[:0]
	for _, p := range l.passes {
		for i, rows := range p.touched {
			d := p.features[i*width : (i+1)*width]
			for _, r := range rows {
				if r == 0 {
					continue
				}
				at, ok := l.rows[r]
				if !ok {
					at = len(l.order)
					l.rows[r] = at
					l.order = append(l.order, r)
					l.sums = append(l.sums, d...)
					continue
				}
				add(l.sums[at*width:(at+1)*width], d)
			}
		}
	}
	for at, r := range l.order {
		a.update(l.n.features, int(r)*width, l.sums[at*width:(at+1)*width])
	}
}

// model is the model file of what was learned.
func (n *net) model(tags, rels []string, v *vocabulary) []byte {
	w := syntax.Weights{Sizes: n.Sizes, Tags: tags, Rels: rels, Features: v.keys, Project: n.project.w, Start: n.start.w,
		Heads: n.heads.w, HeadsBias: n.headsBias.w, Arcs: n.arcs.w, ArcsBias: n.arcsBias.w, RelOut: n.rel.w, RelOutBias: n.relBias.w,
		TagOut: n.tag.w, TagOutBias: n.tagBias.w, RootArc: n.rootArc.w, RootRel: n.rootRel.w, Distances: n.distances.w}
	for i := range v.keys {
		w.FeatureRows = append(w.FeatureRows, n.features.w[(i+1)*n.Width:(i+2)*n.Width])
	}
	for l := range n.Layers {
		w.In, w.InBias = append(w.In, n.in[l].w), append(w.InBias, n.bias[l].w)
		w.Forget, w.Output = append(w.Forget, n.forget[l].w), append(w.Output, n.output[l].w)
	}
	return w.Encode()
}
