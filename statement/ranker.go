package statement

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A Ranker chooses who acts among the words of a sentence by the weights of their features. It is a
// log-linear model, trained by internal/train/judge on annotated reports; actors.tsv holds a feature
// a line with its weight.
type Ranker struct{ weights map[string]float64 }

// rankScale is the precision of stored weights: whole hundredths, so that the file is the same
// whatever the last bits of a sum are.
const rankScale = 100

//go:embed actors.tsv
var actorsData string

var actors = sync.OnceValue(func() Ranker {
	r, err := ParseRanker(actorsData)
	if err != nil {
		panic("statement/actors.tsv: " + err.Error())
	}
	return r
})

// ParseRanker reads what String writes.
func ParseRanker(data string) (Ranker, error) {
	r := Ranker{weights: make(map[string]float64, strings.Count(data, "\n"))}
	for i, line := range strings.Split(strings.TrimSuffix(data, "\n"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, _ := strings.Cut(line, "\t")
		v, err := strconv.Atoi(value)
		if err != nil {
			return Ranker{}, fmt.Errorf("line %d: %w", i+1, err)
		}
		r.weights[name] = float64(v) / rankScale
	}
	return r, nil
}

// String writes the ranker, a feature a line, sorted.
func (r Ranker) String() string {
	var b strings.Builder
	names := make([]string, 0, len(r.weights))
	for name := range r.weights {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if n := int(math.Round(r.weights[name] * rankScale)); n != 0 {
			b.WriteString(name + "\t" + strconv.Itoa(n) + "\n")
		}
	}
	return b.String()
}

// Choose gives the best of the options, the first of equals. There is at least one.
func (r Ranker) Choose(options [][]string) int {
	best, top := 0, math.Inf(-1)
	for k, features := range options {
		if s := r.score(features); s > top {
			best, top = k, s
		}
	}
	return best
}

func (r Ranker) score(features []string) float64 {
	s := 0.0
	for _, f := range features {
		s += r.weights[f]
	}
	return s
}

// Choice is an example for a ranker: the features of each option, and which options are right.
type Choice struct {
	Options [][]string
	Right   []bool
}

// TrainRanker fits a ranker by gradient descent with AdaGrad steps on the log loss of the right
// options together, and averages the weights of the second half of the rounds. The same examples
// give the same weights.
func TrainRanker(examples []Choice) Ranker {
	const rounds, least, l2, rate = 20, 3, 0.03, 0.1
	counts := map[string]int{}
	for _, e := range examples {
		for _, option := range e.Options {
			for _, f := range option {
				counts[f]++
			}
		}
	}
	r, sum, squares := Ranker{weights: map[string]float64{}}, map[string]float64{}, map[string]float64{}
	for f, n := range counts {
		if n >= least {
			r.weights[f] = 0
		}
	}
	for round := range rounds {
		for _, e := range examples {
			r.learn(e, squares, l2, rate)
		}
		if round >= rounds/2 {
			for f, w := range r.weights {
				sum[f] += w / (rounds - rounds/2)
			}
		}
	}
	return Ranker{weights: sum}
}

// learn takes one step towards the right options of an example.
func (r Ranker) learn(e Choice, squares map[string]float64, l2, rate float64) {
	p := make([]float64, len(e.Options))
	for k, option := range e.Options {
		p[k] = r.score(option)
	}
	right := 1e-9
	for k, v := range softmax(p) {
		if e.Right[k] {
			right += v
		}
	}
	gradient := map[string]float64{}
	var order []string // floats are added in one order only
	for k, option := range e.Options {
		wrong := p[k]
		if e.Right[k] {
			wrong -= p[k] / right
		}
		for _, f := range option {
			if _, ok := r.weights[f]; !ok {
				continue
			}
			if _, ok := gradient[f]; !ok {
				order = append(order, f)
			}
			gradient[f] += wrong
		}
	}
	for _, f := range order {
		g := gradient[f] + l2*r.weights[f]
		squares[f] += g * g
		r.weights[f] -= rate * g / math.Sqrt(squares[f]+1e-8)
	}
}
