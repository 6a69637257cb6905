package perceptron

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
)

// Moves is a model of three classes. Its weights stand in the table itself, so that a feature
// costs one look into memory. It is safe for concurrent use.
type Moves struct {
	shift uint
	table []uint64 // open addressing: 16 bits of hash, never 0 with weights, and three weights of 16 bits
}

// Score adds up the weights of the features.
func (m *Moves) Score(features []uint64) (sums [3]int32) {
	mask := len(m.table) - 1
	var entries [ahead]uint64
	for len(features) > 0 {
		n := min(len(features), ahead)
		for i, h := range features[:n] {
			entries[i] = m.table[h>>m.shift]
		}
		for i, h := range features[:n] {
			e := entries[i]
			for at := int(h >> m.shift); e != 0 && e&0xFFFF != h&0xFFFF; e = m.table[at] {
				at = (at + 1) & mask
			}
			sums[0] += int32(int16(e >> 16))
			sums[1] += int32(int16(e >> 32))
			sums[2] += int32(int16(e >> 48))
		}
		features = features[n:]
	}
	return sums
}

const moveRecord = 9 // bytes of a feature in the file: 4 of place, 2 of hash, 3 weights

// DecodeMoves reads a model as [Trainer.EncodeMoves] writes it.
func DecodeMoves(data string) (*Moves, error) {
	if len(data) < 8 || data[:4] != "BWM1" || (len(data)-8)%moveRecord != 0 {
		return nil, errModel
	}
	n := (len(data) - 8) / moveRecord
	logSize := bits.Len(uint(n + n/2 + 8))
	m := &Moves{shift: uint(64 - logSize), table: make([]uint64, 1<<logSize)}
	mask := len(m.table) - 1
	for k := data[8:]; len(k) >= moveRecord; k = k[moveRecord:] {
		high := uint64(k[0]) | uint64(k[1])<<8 | uint64(k[2])<<16 | uint64(k[3])<<24
		at := int(high << 32 >> m.shift)
		for m.table[at] != 0 {
			at = (at + 1) & mask
		}
		e := uint64(k[4]) | uint64(k[5])<<8
		for i := range 3 {
			e |= uint64(uint16(int16(int8(k[6+i])))) << (16 + 16*i)
		}
		m.table[at] = e
	}
	return m, nil
}

// EncodeMoves is as [Trainer.Encode] for a trainer of three classes.
func (t *Trainer) EncodeMoves(floor float64, least int) []byte {
	type feature struct {
		hash uint64
		w    [3]int8
	}
	top, scale := t.scale()
	var features []feature
	for at, hash := range t.hashes {
		if t.updates[at] < int32(least) {
			continue
		}
		f := feature{hash: hash}
		for _, w := range t.rows[at] {
			if avg := t.average(w); math.Abs(avg) >= floor*top {
				f.w[w.class] = int8(max(-127, min(127, int(math.Round(avg*scale)))))
			}
		}
		if f.w != [3]int8{} {
			features = append(features, f)
		}
	}
	slices.SortFunc(features, func(a, b feature) int {
		if a.hash < b.hash {
			return -1
		}
		return 1
	})
	out := append([]byte("BWM1"), 0, 0, 0, 0)
	for _, f := range features {
		out = binary.LittleEndian.AppendUint32(out, uint32(f.hash>>32))
		out = append(out, byte(f.hash), byte(f.hash>>8), byte(f.w[0]), byte(f.w[1]), byte(f.w[2]))
	}
	return out
}
