package statement

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
)

// The judge of candidates: rules propose, the judge says how likely each is a statement and of which
// act. It is a committee of small networks with one hidden layer over the features of a candidate,
// trained by internal/train/judge on annotated reports. Its weights are whole numbers, so its sums
// are the same on every machine.

// classes are what the judge tells apart; the first is "no statement".
var classes = [...]Act{"", Undertake, Demand, Forecast, Refuse, Revise, Outcome}

const (
	members = 8                // networks of the committee, each trained from its own seed
	hidden  = 8                // units of the hidden layer of each
	width   = members * hidden // units of all
)

// weightScale is the precision of stored weights: whole 512ths.
const weightScale = 512

//go:embed judge.bin
var judgeData []byte

// Judge weighs the features of candidates.
type Judge struct {
	index map[string]int // the row of a feature
	names []string       // the features, in the order of their rows
	layers
}

// layers are the weights of the committee in 512ths.
type layers struct {
	rows      [][width]int16             // by feature: what it adds to each hidden unit
	unitBias  [width]int16               // what each hidden unit begins with
	out       [width][len(classes)]int16 // what each hidden unit adds to the classes
	classBias [members][len(classes)]int16
	trust     [2]int16 // slope and shift that make of what the committee believes how often it is right
}

var judge = sync.OnceValue(func() Judge {
	j, err := ParseJudge(judgeData)
	if err != nil {
		panic("statement/judge.bin: " + err.Error())
	}
	return j
})

// temper flattens the likelihoods, as networks are surer of themselves than they are right; chosen by
// cross-validation on the training reports.
const temper = 1.8

const judgeMagic = "bywhen judge 3\n"

// ParseJudge reads what Bytes writes. Of no data it makes a judge that knows nothing, so that training
// can begin from an empty file.
func ParseJudge(data []byte) (Judge, error) {
	if len(data) == 0 {
		return newJudge(nil), nil
	}
	head, rest, ok := bytes.Cut(data, []byte("\n\n"))
	list, isJudge := strings.CutPrefix(string(head), judgeMagic)
	if !ok || !isJudge {
		return Judge{}, errors.New("no judge of this version")
	}
	j := newJudge(strings.Split(list, "\n"))
	if len(rest) != binary.Size(j.rows)+binary.Size(j.unitBias)+binary.Size(j.out)+binary.Size(j.classBias)+binary.Size(j.trust) {
		return Judge{}, fmt.Errorf("%d bytes of weights for %d features", len(rest), len(j.names))
	}
	r := bytes.NewReader(rest)
	for _, part := range []any{j.rows, &j.unitBias, &j.out, &j.classBias, &j.trust} {
		if err := binary.Read(r, binary.LittleEndian, part); err != nil {
			return Judge{}, err
		}
	}
	return j, nil
}

func newJudge(names []string) Judge {
	j := Judge{index: make(map[string]int, len(names)), names: names, layers: layers{rows: make([][width]int16, len(names)), trust: [2]int16{weightScale, 0}}}
	for i, name := range names {
		j.index[name] = i
	}
	return j
}

// Bytes writes the judge: the names of its features, a line each, and its weights.
func (j Judge) Bytes() []byte {
	b := bytes.NewBufferString(judgeMagic + strings.Join(j.names, "\n") + "\n\n")
	for _, part := range []any{j.rows, j.unitBias, j.out, j.classBias, j.trust} {
		// Writing numbers to memory does not fail.
		_ = binary.Write(b, binary.LittleEndian, part)
	}
	return b.Bytes()
}

// units are the hidden units for some features, those below zero cut off.
func (j Judge) units(features []string) [width]int32 {
	var u [width]int32
	for k, b := range j.unitBias {
		u[k] = int32(b)
	}
	for _, name := range features {
		if i, ok := j.index[name]; ok {
			for k, w := range j.rows[i] {
				u[k] += int32(w)
			}
		}
	}
	for k := range u {
		u[k] = max(u[k], 0)
	}
	return u
}

// Probabilities gives the likelihood of each class, in the order of classes: the mean of what the
// members of the committee say.
func (j Judge) Probabilities(features []string) []float64 {
	mean := make([]float64, len(classes))
	units := j.units(features)
	p := make([]float64, len(classes))
	for m := range members {
		var sum [len(classes)]int64
		for k, b := range j.classBias[m] {
			sum[k] = int64(b) * weightScale
		}
		for u := m * hidden; u < (m+1)*hidden; u++ {
			if units[u] == 0 {
				continue
			}
			for k, w := range j.out[u] {
				sum[k] += int64(units[u]) * int64(w)
			}
		}
		for k, s := range sum {
			p[k] = float64(s) / (weightScale * weightScale * temper)
		}
		for k, v := range softmax(p) {
			mean[k] += v / members
		}
	}
	return mean
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

// Judge gives the likeliest act of a candidate and how likely it is a statement at all.
func (j Judge) Judge(features []string) (Act, float64) {
	p := j.Probabilities(features)
	best := 1
	for k := range p {
		if k > 0 && p[k] > p[best] {
			best = k
		}
	}
	return classes[best], j.trusted(1 - p[0])
}

// trusted is how often the judge is right where its committee believes p.
func (j Judge) trusted(p float64) float64 {
	p = max(0.001, min(0.999, p))
	slope, shift := float64(j.trust[0])/weightScale, float64(j.trust[1])/weightScale
	return 1 / (1 + math.Exp(-float64(slope*math.Log(p/(1-p)))-shift))
}

// Why names the features that spoke loudest for and against an act, with what each adds to it against
// "no statement" through the hidden units that are at work: "cue=agree +1.2".
func (j Judge) Why(features []string, act Act) []string {
	class := slices.Index(classes[:], act)
	units := j.units(features)
	type weighed struct {
		name   string
		weight float64
	}
	var all []weighed
	for _, name := range features {
		i, ok := j.index[name]
		if !ok || name == "bias" {
			continue
		}
		sum := int64(0)
		for k, w := range j.rows[i] {
			if units[k] > 0 {
				sum += int64(w) * int64(j.out[k][class]-j.out[k][0])
			}
		}
		all = append(all, weighed{name, float64(sum) / (weightScale * weightScale * members)})
	}
	slices.SortStableFunc(all, func(a, b weighed) int { return cmp.Compare(math.Abs(b.weight), math.Abs(a.weight)) })
	var why []string
	for _, f := range all[:min(len(all), 6)] {
		why = append(why, fmt.Sprintf("%s %+.1f", f.name, f.weight))
	}
	return why
}
