package perceptron

import (
	"encoding/binary"
	"math"
	"slices"
)

// Trainer learns the weights. The zero Trainer is not ready: see [NewTrainer].
type Trainer struct {
	classes int
	step    int32
	places  []uint64 // open addressing: the hashes of the features
	numbers []int32  // the row of the feature at the same place
	hashes  []uint64 // of each row
	rows    [][]weight
	updates []int32 // of each row
}

type weight struct {
	class uint8
	now   int32
	step  int32 // when sum was brought up to date
	sum   int64
}

// NewTrainer is a trainer for that many classes, 256 at most.
func NewTrainer(classes int) *Trainer {
	return &Trainer{classes: classes, places: make([]uint64, 1<<16), numbers: make([]int32, 1<<16)}
}

// Score adds the present weights of the features to scores.
func (t *Trainer) Score(features []uint64, scores []int32) {
	for _, h := range features {
		if row := t.row(h); row >= 0 {
			for _, w := range t.rows[row] {
				scores[w.class] += w.now
			}
		}
	}
}

// row is the row of a feature, -1 where it has none. The hash 0 stands for an empty place and for
// no feature.
func (t *Trainer) row(h uint64) int32 {
	mask := len(t.places) - 1
	for at := int(h>>20) & mask; ; at = (at + 1) & mask {
		switch t.places[at] {
		case h:
			return t.numbers[at]
		case 0:
			return -1
		}
	}
}

// place notes the row of a new feature.
func (t *Trainer) place(h uint64, row int32) {
	if len(t.rows)*2 >= len(t.places) {
		t.places, t.numbers = make([]uint64, 2*len(t.places)), make([]int32, 2*len(t.places))
		for i, old := range t.hashes {
			t.put(old, int32(i))
		}
	}
	t.put(h, row)
}

func (t *Trainer) put(h uint64, row int32) {
	mask := len(t.places) - 1
	at := int(h>>20) & mask
	for t.places[at] != 0 {
		at = (at + 1) & mask
	}
	t.places[at], t.numbers[at] = h, row
}

// Tick counts one decision; the averages run over them.
func (t *Trainer) Tick() { t.step++ }

// Update moves the features' weights towards the class by delta.
func (t *Trainer) Update(features []uint64, class int, delta int32) {
	for _, h := range features {
		row := t.row(h)
		if row < 0 {
			row = int32(len(t.rows))
			t.place(h, row)
			t.hashes = append(t.hashes, h)
			t.rows = append(t.rows, nil)
			t.updates = append(t.updates, 0)
		}
		t.updates[row]++
		ws := t.rows[row]
		i := slices.IndexFunc(ws, func(w weight) bool { return w.class == uint8(class) })
		if i < 0 {
			i = len(ws)
			ws = append(ws, weight{class: uint8(class), step: t.step})
			t.rows[row] = ws
		}
		w := &ws[i]
		w.sum += int64(w.now) * int64(t.step-w.step)
		w.step = t.step
		w.now += delta
	}
}

// Encode averages the weights over all steps, quantises them to a byte, leaves out those nearer
// to zero than floor (in parts of the largest) and features updated fewer than 'least' times, and gives the bytes that [Decode] reads. The same
// training gives the same bytes. Weights are whole numbers until the end, so that this holds on
// every machine.
func (t *Trainer) Encode(floor float64, least int) []byte {
	type feature struct {
		hash  uint64
		cells []byte
	}
	top, scale := t.scale()
	var features []feature
	size := 0
	for at, hash := range t.hashes {
		if t.updates[at] < int32(least) {
			continue
		}
		row := slices.Clone(t.rows[at])
		slices.SortFunc(row, func(a, b weight) int { return int(a.class) - int(b.class) })
		var cells []byte
		for _, w := range row {
			avg := t.average(w)
			q := int(math.Round(avg * scale))
			if q == 0 || math.Abs(avg) < floor*top {
				continue
			}
			cells = append(cells, w.class, byte(int8(max(-127, min(127, q)))))
		}
		if len(cells) > 0 && len(cells) <= 510 {
			features = append(features, feature{hash, cells})
			size += len(cells)
		}
	}
	slices.SortFunc(features, func(a, b feature) int {
		if a.hash < b.hash {
			return -1
		}
		return 1
	})
	out := append([]byte("BWP1"), make([]byte, 12)...)
	binary.LittleEndian.PutUint32(out[4:], uint32(t.classes))
	binary.LittleEndian.PutUint32(out[8:], uint32(len(features)))
	binary.LittleEndian.PutUint32(out[12:], uint32(size))
	for _, f := range features {
		out = binary.LittleEndian.AppendUint32(out, uint32(f.hash>>32))
		out = append(out, byte(f.hash), byte(f.hash>>8), byte(f.hash>>16), byte(len(f.cells)/2))
	}
	for _, f := range features {
		out = append(out, f.cells...)
	}
	return out
}

func (t *Trainer) average(w weight) float64 {
	return float64(w.sum+int64(w.now)*int64(t.step-w.step)) / float64(max(t.step, 1))
}

// Features is how many features have been met.
func (t *Trainer) Features() int { return len(t.rows) }

// scale gives the weight that becomes 127, one that hardly any other exceeds, and the factor.
func (t *Trainer) scale() (top, scale float64) {
	var all []float64
	for _, row := range t.rows {
		for _, w := range row {
			all = append(all, math.Abs(t.average(w)))
		}
	}
	slices.Sort(all)
	top = 1
	if len(all) > 0 {
		top = all[int(float64(len(all)-1)*0.9999)]
	}
	return top, 127 / top
}
