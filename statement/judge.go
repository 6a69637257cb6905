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
	index index // the row of a feature
	rows  rows  // by feature: what it adds to each hidden unit
	layers
}

// rows are weights of features in 512ths, as they stand in the file, width for each: most are never
// looked at.
type rows []byte

// of are the weights of a feature.
func (r rows) of(feature int) rows { return r[feature*2*width:][:2*width] }

// at is the weight of a feature for unit k.
func (r rows) at(k int) int16 { return int16(binary.LittleEndian.Uint16(r[2*k:])) }

// put sets it.
func (r rows) put(k int, w int16) { binary.LittleEndian.PutUint16(r[2*k:], uint16(w)) }

// layers are the further weights of the committee in 512ths.
type layers struct {
	unitBias  [width]int16               // what each hidden unit begins with
	out       [width][len(classes)]int16 // what each hidden unit adds to the classes
	classBias [members][len(classes)]int16
	trust     [2]int16 // slope and shift that make of what the committee believes how often it is right
}

var judge = sync.OnceValue(func() *Judge {
	j, err := ParseJudge(judgeData)
	if err != nil {
		panic("statement/judge.bin: " + err.Error())
	}
	return &j
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
	j := Judge{index: newIndex(list)}
	parts, size := j.parts(), j.index.len()*2*width
	most := size
	for _, part := range parts {
		size += 2 * len(part)
	}
	if len(rest) != size {
		return Judge{}, fmt.Errorf("%d bytes of weights for %d features", len(rest), j.index.len())
	}
	j.rows, rest = rest[:most], rest[most:]
	for _, part := range parts {
		for k := range part {
			part[k] = int16(binary.LittleEndian.Uint16(rest[2*k:]))
		}
		rest = rest[2*len(part):]
	}
	return j, nil
}

func newJudge(names []string) Judge {
	return Judge{index: newIndex(strings.Join(names, "\n")), rows: make(rows, len(names)*2*width), layers: layers{trust: [2]int16{weightScale, 0}}}
}

// parts are the weights in the order of the file.
func (l *layers) parts() [][]int16 {
	parts := [][]int16{l.unitBias[:]}
	for u := range l.out {
		parts = append(parts, l.out[u][:])
	}
	for m := range l.classBias {
		parts = append(parts, l.classBias[m][:])
	}
	return append(parts, l.trust[:])
}

// Bytes writes the judge: the names of its features, a line each, and its weights.
func (j *Judge) Bytes() []byte {
	b := append([]byte(judgeMagic+j.index.list+"\n\n"), j.rows...)
	for _, part := range j.parts() {
		for _, w := range part {
			b = binary.LittleEndian.AppendUint16(b, uint16(w))
		}
	}
	return b
}

// hearing is what a judge has heard of one candidate.
type hearing struct {
	judge *Judge
	units [width]int32 // before those below zero are cut off
}

func (j *Judge) hearing() *hearing {
	h := &hearing{judge: j}
	for k, b := range j.unitBias {
		h.units[k] = int32(b)
	}
	return h
}

// feature adds what a feature says.
func (h *hearing) feature(name []byte) {
	if i, ok := h.judge.index.find(name); ok {
		row := h.judge.rows.of(i)
		for k := range h.units {
			h.units[k] += int32(row.at(k))
		}
	}
}

// hear is a hearing of all the features.
func (j *Judge) hear(features []string) *hearing {
	h := j.hearing()
	for _, name := range features {
		h.feature([]byte(name))
	}
	return h
}

// probabilities gives the likelihood of each class, in the order of classes: the mean of what the
// members of the committee say.
func (h *hearing) probabilities() [len(classes)]float64 {
	var mean, p [len(classes)]float64
	for m := range members {
		var sum [len(classes)]int64
		for k, b := range h.judge.classBias[m] {
			sum[k] = int64(b) * weightScale
		}
		for u := m * hidden; u < (m+1)*hidden; u++ {
			if h.units[u] <= 0 {
				continue
			}
			for k, w := range h.judge.out[u] {
				sum[k] += int64(h.units[u]) * int64(w)
			}
		}
		for k, s := range sum {
			p[k] = float64(s) / (weightScale * weightScale * temper)
		}
		for k, v := range softmax(p[:]) {
			mean[k] += v / members
		}
	}
	return mean
}

// verdict is the likeliest act of the candidate and how likely it is a statement at all.
func (h *hearing) verdict() (Act, float64) {
	p := h.probabilities()
	best := 1
	for k := range p {
		if k > 0 && p[k] > p[best] {
			best = k
		}
	}
	return classes[best], h.judge.trusted(1 - p[0])
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

// Judge gives the likeliest act of a candidate with these features and how likely it is a statement at all.
func (j *Judge) Judge(features []string) (Act, float64) { return j.hear(features).verdict() }

// trusted is how often the judge is right where its committee believes p.
func (j *Judge) trusted(p float64) float64 {
	p = max(0.001, min(0.999, p))
	slope, shift := float64(j.trust[0])/weightScale, float64(j.trust[1])/weightScale
	return 1 / (1 + math.Exp(-float64(slope*math.Log(p/(1-p)))-shift))
}

// Why names the features that spoke loudest for and against an act, with what each adds to it against
// "no statement" through the hidden units that are at work: "cue=agree +1.2".
func (j *Judge) Why(features []string, act Act) []string {
	class := slices.Index(classes[:], act)
	units := j.hear(features).units
	type weighed struct {
		name   string
		weight float64
	}
	var all []weighed
	for _, name := range features {
		i, ok := j.index.find([]byte(name))
		if !ok || name == "bias" {
			continue
		}
		sum := int64(0)
		row := j.rows.of(i)
		for k := range units {
			if units[k] > 0 {
				sum += int64(row.at(k)) * int64(j.out[k][class]-j.out[k][0])
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
