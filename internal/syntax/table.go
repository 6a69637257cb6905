package syntax

import (
	"encoding/binary"
	"math"
	"slices"

	"github.com/bywhen/bywhen/internal/matrix"
)

// Table holds a vector for each of many keys, in bytes with a scale for each vector. It reads them
// where they stand in the model file, so that opening it costs little.
type Table struct {
	Width  int
	keys   string // hashes of 32 bits each, in order
	scales string
	rows   string  // Width bytes each
	begin  []int32 // where the keys begin whose first bits are a number; the last is the end of all
}

// firstBits is how many bits of a key say where to look for it: few keys share them.
const firstBits = 13

// Len is the number of vectors.
func (t *Table) Len() int { return len(t.keys) / 4 }

// Find is the place of a key; -1 where it has no vector.
func (t *Table) Find(key uint32) int {
	if t.begin == nil {
		return -1
	}
	first := key >> (32 - firstBits)
	for at := t.begin[first]; at < t.begin[first+1]; at++ {
		if word32(t.keys, int(at)) == key {
			return int(at)
		}
	}
	return -1
}

// AddTo adds the vector at a place to out.
func (t *Table) AddTo(at int, out []float32) {
	matrix.AddScaled(t.rows[at*t.Width:(at+1)*t.Width], math.Float32frombits(word32(t.scales, at)), out)
}

func word32(s string, i int) uint32 {
	_ = s[4*i+3]
	return uint32(s[4*i]) | uint32(s[4*i+1])<<8 | uint32(s[4*i+2])<<16 | uint32(s[4*i+3])<<24
}

// EncodeTable writes a table; rows[i] is the vector of keys[i]. Keys are distinct, in any order.
func EncodeTable(keys []uint32, rows [][]float32) []byte {
	order := make([]int, len(keys))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return int(int64(keys[a]) - int64(keys[b])) })
	width := 0
	if len(rows) > 0 {
		width = len(rows[0])
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(keys)))
	out = binary.LittleEndian.AppendUint32(out, uint32(width))
	var scales, bytes []byte
	for _, i := range order {
		out = binary.LittleEndian.AppendUint32(out, keys[i])
		q, scale := matrix.Bytes(rows[i], 1)
		scales = binary.LittleEndian.AppendUint32(scales, math.Float32bits(scale[0]))
		bytes = append(bytes, q...)
	}
	return append(append(out, scales...), bytes...)
}

// OpenTable reads what EncodeTable wrote; the table keeps the string.
func OpenTable(data string) (Table, error) {
	if len(data) < 8 {
		return Table{}, errModel
	}
	n, width := int(word32(data, 0)), int(word32(data, 1))
	data = data[8:]
	if n > len(data)/8 || width > 1<<12 || len(data) != n*(8+width) {
		return Table{}, errModel
	}
	t := Table{Width: width, keys: data[:4*n], scales: data[4*n : 8*n], rows: data[8*n:], begin: make([]int32, 1<<firstBits+1)}
	for i := range n {
		t.begin[word32(t.keys, i)>>(32-firstBits)+1]++
	}
	for i := range 1 << firstBits {
		t.begin[i+1] += t.begin[i]
	}
	return t, nil
}
