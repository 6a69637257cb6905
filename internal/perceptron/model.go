// Package perceptron holds a multi-class linear model over hashed sparse features: [Trainer]
// learns it as an averaged perceptron (Collins 2002), [Model] is its small, quantised form that a
// program carries.
package perceptron

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// Model scores classes for a set of features. It is safe for concurrent use.
type Model struct {
	classes int
	shift   uint     // a feature's place in table is its hash >> shift
	table   []uint64 // open addressing: 24 bits of hash, 8 bits of count, 32 bits of place in cells
	cells   string   // count pairs of class and weight, a byte each
}

const fingerprint = 1<<24 - 1

// Hash mixes the number of a feature's template with what it saw.
func Hash(template uint64, a, b, c uint32) uint64 {
	h := (template + 1) * 0x9E3779B97F4A7C15
	h = (h ^ uint64(a)) * 0xD6E8FEB86659FD93
	h ^= h >> 31
	h = (h ^ uint64(b)) * 0xD6E8FEB86659FD93
	h ^= h >> 31
	h = (h ^ uint64(c)) * 0xD6E8FEB86659FD93
	return h ^ h>>32
}

// Classes is the number of classes.
func (m *Model) Classes() int { return m.classes }

// ahead is how many features are looked up side by side. Nearly every look-up misses the caches;
// without a branch between them the processor waits for many at a time.
const ahead = 64

// Score adds the weights of the features to scores, which has room for all classes.
func (m *Model) Score(features []uint64, scores []int32) {
	var entries [ahead]uint64
	for len(features) > 0 {
		n := min(len(features), ahead)
		for i, h := range features[:n] {
			entries[i] = m.table[h>>m.shift]
		}
		m.score(features[:n], &entries, scores)
		features = features[n:]
	}
}

// score adds the weights of at most so many features, whose first entries have been read.
func (m *Model) score(features []uint64, entries *[ahead]uint64, scores []int32) {
	mask := len(m.table) - 1
	var first [ahead]byte // the class of the first weight, read for all before any is used
	n := 0
	for i, h := range features {
		e := entries[i]
		for at := int(h >> m.shift); e != 0 && e>>40 != h&fingerprint; e = m.table[at] {
			at = (at + 1) & mask
		}
		if e>>32&0xFF == 0 {
			continue
		}
		entries[n], first[n] = e, m.cells[uint32(e)]
		n++
	}
	for i, e := range entries[:n] {
		from := int(uint32(e))
		cells := m.cells[from : from+int(e>>32&0xFF)*2]
		scores[first[i]] += int32(int8(cells[1]))
		for k := 2; k+1 < len(cells); k += 2 {
			scores[cells[k]] += int32(int8(cells[k+1]))
		}
	}
}

var errModel = errors.New("perceptron: not a model of this version")

// Decode reads a model as [Trainer.Encode] writes it. The model keeps the string.
func Decode(data string) (*Model, error) {
	const head = 16
	if len(data) < head || data[:4] != "BWP1" {
		return nil, errModel
	}
	b := []byte(data[4:head])
	m := &Model{classes: int(binary.LittleEndian.Uint32(b))}
	n, size := int(binary.LittleEndian.Uint32(b[4:])), int(binary.LittleEndian.Uint32(b[8:]))
	if m.classes > 256 || len(data) != head+8*n+size {
		return nil, errModel
	}
	m.cells = data[head+8*n:]
	logSize := bits.Len(uint(n + n/3 + 8))
	m.shift = uint(64 - logSize)
	m.table = make([]uint64, 1<<logSize)
	mask := len(m.table) - 1
	from := 0
	// Features come in order of their hashes, so that the table is filled front to back.
	for i := head; i < head+8*n; i += 8 {
		k := data[i : i+8]
		high := uint64(k[0]) | uint64(k[1])<<8 | uint64(k[2])<<16 | uint64(k[3])<<24
		low := uint64(k[4]) | uint64(k[5])<<8 | uint64(k[6])<<16
		count := uint64(k[7])
		at := int(high << 32 >> m.shift)
		for m.table[at] != 0 {
			at = (at + 1) & mask
		}
		m.table[at] = low<<40 | count<<32 | uint64(from)
		from += 2 * int(count)
	}
	if from != size {
		return nil, errModel
	}
	return m, nil
}
