package statement

import (
	"math"
	"slices"
	"sync"
)

// Example is one candidate with what it is in the gold: an act, or "" for no statement.
type Example struct {
	Features []string
	Act      Act
}

// Training says how a judge is fitted.
type Training struct {
	Rounds int     // passes over the examples
	Least  int     // examples that a feature must stand in to be kept
	L2     float64 // strength of regularisation
	Drop   float64 // share of an example's features that is left out of each look at it
	Chance func(member int) Chance
}

// Chance draws the lots of a training, the same ones every time: math/rand has it, which the core
// may not know.
type Chance interface {
	Float64() float64
	NormFloat64() float64
	Perm(n int) []int
}

// Train fits a judge by gradient descent with AdaGrad steps on the log loss. Each member of the
// committee sees the examples in an order of its own and each time without some of their features,
// which keeps it from trusting any one of them. The same examples give the same judge.
func Train(examples []Example, o Training) Judge {
	counts := map[string]int{}
	for _, e := range examples {
		for _, f := range e.Features {
			counts[f]++
		}
	}
	var names []string
	for f, n := range counts {
		if n >= o.Least {
			names = append(names, f)
		}
	}
	slices.Sort(names)
	j := newJudge(names)
	coded := make([]codedExample, len(examples))
	for i, e := range examples {
		coded[i].class = slices.Index(classes[:], e.Act)
		for _, f := range e.Features {
			if row, ok := j.index.find([]byte(f)); ok {
				coded[i].rows = append(coded[i].rows, row)
			}
		}
	}
	var wg sync.WaitGroup
	for m := range members {
		wg.Go(func() {
			n := newNetwork(len(names), o.Chance(m))
			n.fit(coded, o)
			n.store(&j, m)
		})
	}
	wg.Wait()
	return j
}

// Calibrate trains judges on all but one of the folds of examples in turn, and on others that are not
// asked about, and learns from what they say of the rest how far j can be trusted: committees are
// surer than they are right.
func (j *Judge) Calibrate(folds [][]Example, besides []Example, o Training) {
	type said struct{ belief, right float64 }
	var all []said
	for i, rest := range folds {
		others := slices.Clone(besides)
		for k, fold := range folds {
			if k != i {
				others = append(others, fold...)
			}
		}
		judge := Train(others, o)
		for _, e := range rest {
			s := said{belief: max(0.001, min(0.999, 1-judge.hear(e.Features).probabilities()[0]))}
			s.belief = math.Log(s.belief / (1 - s.belief))
			if e.Act != "" {
				s.right = 1
			}
			all = append(all, s)
		}
	}
	slope, shift := 1.0, 0.0
	for range 2000 {
		bySlope, byShift := 0.0, 0.0
		for _, s := range all {
			wrong := 1/(1+math.Exp(-float64(slope*s.belief)-shift)) - s.right
			bySlope += float64(wrong * s.belief)
			byShift += wrong
		}
		slope -= 0.1 * bySlope / float64(len(all))
		shift -= 0.5 * byShift / float64(len(all))
	}
	j.trust = [2]int16{int16(math.Round(slope * weightScale)), int16(math.Round(shift * weightScale))}
}

type codedExample struct {
	rows  []int
	class int
}

// weight is one number that is learned, with the sum of the squares of its gradients.
type weight struct{ value, squares float32 }

// network is a member of the committee while it is trained.
type network struct {
	chance    Chance
	rows      [][hidden]weight
	unitBias  [hidden]weight
	out       [hidden][len(classes)]weight
	classBias [len(classes)]weight
}

func newNetwork(features int, chance Chance) *network {
	n := &network{chance: chance, rows: make([][hidden]weight, features)}
	for i := range n.rows {
		for k := range n.rows[i] {
			n.rows[i][k].value = float32(0.1 * n.chance.NormFloat64())
		}
	}
	for u := range n.out {
		for k := range n.out[u] {
			n.out[u][k].value = float32(0.3 * n.chance.NormFloat64())
		}
	}
	return n
}

// fit passes over the examples. Products are rounded before they are added, so that no machine fuses
// the two and learns other weights.
func (n *network) fit(examples []codedExample, o Training) {
	const rate = 0.05
	step := func(w *weight, gradient float32) {
		gradient += float32(float32(o.L2) * w.value)
		w.squares += float32(gradient * gradient)
		w.value -= float32(rate * gradient / float32(math.Sqrt(float64(w.squares)+1e-6)))
	}
	var kept []int
	for range o.Rounds {
		for _, i := range n.chance.Perm(len(examples)) {
			kept = kept[:0]
			for _, row := range examples[i].rows {
				if n.chance.Float64() >= o.Drop {
					kept = append(kept, row)
				}
			}
			units, wrong := n.forward(kept)
			wrong[examples[i].class]--
			var back [hidden]float32
			for u := range units {
				if units[u] <= 0 {
					continue
				}
				for k := range wrong {
					back[u] += float32(wrong[k] * n.out[u][k].value)
				}
				for k := range wrong {
					step(&n.out[u][k], float32(wrong[k]*units[u]))
				}
			}
			for k := range wrong {
				step(&n.classBias[k], wrong[k])
			}
			for u := range back {
				if back[u] == 0 {
					continue
				}
				step(&n.unitBias[u], back[u])
				for _, row := range kept {
					step(&n.rows[row][u], back[u])
				}
			}
		}
	}
}

// forward gives the hidden units and the likelihood of each class.
func (n *network) forward(rows []int) (units [hidden]float32, p [len(classes)]float32) {
	for u := range units {
		units[u] = n.unitBias[u].value
	}
	for _, row := range rows {
		for u := range units {
			units[u] += n.rows[row][u].value
		}
	}
	scores := make([]float64, len(p))
	for k := range p {
		p[k] = n.classBias[k].value
	}
	for u := range units {
		units[u] = max(units[u], 0)
		for k := range p {
			p[k] += float32(units[u] * n.out[u][k].value)
		}
	}
	for k := range p {
		scores[k] = float64(p[k])
	}
	for k, v := range softmax(scores) {
		p[k] = float32(v)
	}
	return units, p
}

// store rounds the weights into the judge as its member m.
func (n *network) store(j *Judge, m int) {
	round := func(w weight) int16 {
		return int16(max(-32768, min(32767, math.Round(float64(w.value)*weightScale))))
	}
	for i := range n.rows {
		for u, w := range n.rows[i] {
			j.rows.of(i).put(m*hidden+u, round(w))
		}
	}
	for u := range hidden {
		j.unitBias[m*hidden+u] = round(n.unitBias[u])
		for k, w := range n.out[u] {
			j.out[m*hidden+u][k] = round(w)
		}
	}
	for k, w := range n.classBias {
		j.classBias[m][k] = round(w)
	}
}
