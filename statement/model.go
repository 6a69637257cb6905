package statement

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/bywhen/bywhen/text"
)

// The judge of candidates is a multinomial logistic regression: rules propose, the judge says
// how likely each is a statement and of which act. It is trained by internal/train/judge on
// annotated reports; judge.tsv holds a feature a line with its weight for each class.

// classes are what the judge tells apart; the first is "no statement".
var classes = []Act{"", Undertake, Demand, Forecast, Refuse, Revise, Outcome}

//go:embed judge.tsv
var judgeData string

// Judge weighs the features of candidates.
type Judge struct {
	weights map[string][]float64 // by feature, one weight a class
}

var judge = sync.OnceValue(func() Judge {
	j, err := ParseJudge(judgeData)
	if err != nil {
		panic("statement/judge.tsv: " + err.Error())
	}
	return j
})

// ParseJudge reads what String writes.
func ParseJudge(data string) (Judge, error) {
	j := Judge{weights: map[string][]float64{}}
	for i, line := range strings.Split(strings.TrimSuffix(data, "\n"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != len(classes)+1 {
			return Judge{}, fmt.Errorf("line %d: %d fields, want %d", i+1, len(fields), len(classes)+1)
		}
		w := make([]float64, len(classes))
		for k := range classes {
			v, err := strconv.Atoi(fields[k+1])
			if err != nil {
				return Judge{}, fmt.Errorf("line %d: %w", i+1, err)
			}
			w[k] = float64(v) / weightScale
		}
		j.weights[fields[0]] = w
	}
	return j, nil
}

// weightScale is the precision of stored weights: whole hundredths, so that the file is the same
// whatever the last bits of a sum are.
const weightScale = 100

// String writes the judge, a feature a line, sorted.
func (j Judge) String() string {
	var b strings.Builder
	names := make([]string, 0, len(j.weights))
	for name := range j.weights {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		row := make([]string, len(classes))
		zero := true
		for k, w := range j.weights[name] {
			n := int(math.Round(w * weightScale))
			row[k] = strconv.Itoa(n)
			zero = zero && n == 0
		}
		if !zero {
			b.WriteString(name + "\t" + strings.Join(row, "\t") + "\n")
		}
	}
	return b.String()
}

// Probabilities gives the likelihood of each class, in the order of classes.
func (j Judge) Probabilities(features []string) []float64 {
	p := make([]float64, len(classes))
	for _, name := range features {
		for k, w := range j.weights[name] {
			p[k] += w
		}
	}
	return softmax(p)
}

// softmax turns scores into probabilities, in place.
func softmax(p []float64) []float64 {
	top := slices.Max(p)
	sum := 0.0
	for k := range p {
		p[k] = math.Exp(p[k] - top)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

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
}

// Train fits a judge by gradient descent with AdaGrad steps on the log loss, L2 regularised, and
// averages the weights of the second half of the rounds. The order of the examples decides the
// last digits, so callers keep it fixed.
func Train(examples []Example, o Training) Judge {
	j, sum := Judge{weights: map[string][]float64{}}, Judge{weights: map[string][]float64{}}
	squares, counts := map[string][]float64{}, map[string]int{}
	index := map[Act]int{}
	for k, c := range classes {
		index[c] = k
	}
	for _, e := range examples {
		for _, f := range e.Features {
			counts[f]++
		}
	}
	for f, n := range counts {
		if n >= o.Least {
			j.weights[f] = make([]float64, len(classes))
			sum.weights[f] = make([]float64, len(classes))
			squares[f] = make([]float64, len(classes))
		}
	}
	for round := range o.Rounds {
		for _, e := range examples {
			p := j.Probabilities(e.Features)
			p[index[e.Act]]--
			for _, f := range e.Features {
				w, s := j.weights[f], squares[f]
				for k := range w {
					g := p[k] + o.L2*w[k]
					s[k] += g * g
					w[k] -= 0.1 * g / math.Sqrt(s[k]+1e-8)
				}
			}
		}
		if kept := o.Rounds - o.Rounds/2; round >= o.Rounds-kept {
			for f, w := range j.weights {
				for k := range w {
					sum.weights[f][k] += w[k] / float64(kept)
				}
			}
		}
	}
	return sum
}

// Judge gives the likeliest act of a candidate and how likely it is a statement at all.
func (j Judge) Judge(features []string) (Act, float64) {
	p := j.Probabilities(features)
	best := 1
	for k := range p {
		if k > 0 && p[k] > p[best] {
			best = k
		}
	}
	return classes[best], 1 - p[0]
}

// Why names the features that spoke loudest for and against an act, with their weights against
// "no statement": "cue=agree +1.2".
func (j Judge) Why(features []string, act Act) []string {
	k := slices.Index(classes, act)
	type weighed struct {
		name   string
		weight float64
	}
	var all []weighed
	for _, name := range features {
		if w, ok := j.weights[name]; ok && name != "bias" {
			all = append(all, weighed{name, w[k] - w[0]})
		}
	}
	slices.SortStableFunc(all, func(a, b weighed) int { return cmp.Compare(math.Abs(b.weight), math.Abs(a.weight)) })
	var why []string
	for _, f := range all[:min(len(all), 6)] {
		why = append(why, fmt.Sprintf("%s %+.1f", f.name, f.weight))
	}
	return why
}

// Proposal is a candidate as the judge is trained on it.
type Proposal struct {
	Action   text.Span
	Act      Act // as the rule has it
	Rule     string
	Features []string
}

// Propose gives all candidates of a report before the judge has chosen.
func Propose(in Input) []Proposal {
	var all []Proposal
	for i := range in.Trees {
		if in.Trees[i].Len() == 0 {
			continue
		}
		f := newFinder(in, i)
		for _, c := range f.proposed() {
			all = append(all, Proposal{Action: f.actionSpan(c.action), Act: c.act, Rule: c.rule, Features: f.features(c)})
		}
	}
	return all
}
