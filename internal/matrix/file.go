package matrix

import (
	"encoding/binary"
	"math"
)

// Writer writes the parts of a model file, one after another, each with its length.
type Writer struct{ Data []byte }

// Part writes bytes.
func (w *Writer) Part(b []byte) {
	w.Data = binary.LittleEndian.AppendUint32(w.Data, uint32(len(b)))
	w.Data = append(w.Data, b...)
}

// Ints writes whole numbers that are not negative.
func (w *Writer) Ints(n ...int) {
	var b []byte
	for _, x := range n {
		b = binary.LittleEndian.AppendUint32(b, uint32(x))
	}
	w.Part(b)
}

// Floats writes 32-bit floats, least byte first.
func (w *Writer) Floats(f []float32) {
	var b []byte
	for _, x := range f {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
	}
	w.Part(b)
}

// Matrix writes a matrix with so many columns, row after row, as bytes, and its bias as it is.
func (w *Writer) Matrix(m, bias []float32, cols int) {
	b, scales := Bytes(m, cols)
	w.Part(b)
	w.Floats(scales)
	w.Floats(bias)
}

// Reader reads what a Writer wrote. It keeps the string. Of a file that is cut or of another shape it
// gives zeros, and says so in Broken.
type Reader struct {
	Data   string
	Broken bool
}

// Part reads bytes.
func (r *Reader) Part() string {
	if len(r.Data) < 4 || int(word(r.Data)) > len(r.Data)-4 {
		r.Broken = true
		return ""
	}
	n := int(word(r.Data))
	p := r.Data[4 : 4+n]
	r.Data = r.Data[4+n:]
	return p
}

// Ints reads so many whole numbers, each at most 65,536.
func (r *Reader) Ints(count int) []int {
	p, out := r.Part(), make([]int, count)
	if len(p) != 4*count {
		r.Broken = true
		return out
	}
	for i := range out {
		n := word(p[4*i:])
		if n > 1<<16 {
			r.Broken = true
			continue
		}
		out[i] = int(n)
	}
	return out
}

// Floats reads so many floats.
func (r *Reader) Floats(n int) []float32 {
	p, out := r.Part(), make([]float32, n)
	if len(p) != 4*n {
		r.Broken = true
		return out
	}
	for i := range out {
		out[i] = math.Float32frombits(word(p[4*i:]))
	}
	return out
}

// Matrix reads a matrix of so many rows and columns.
func (r *Reader) Matrix(rows, cols int) *Packed {
	b := r.Part()
	scales := r.Floats(cols)
	bias := r.Floats(cols)
	if len(b) != rows*cols || rows%2 != 0 {
		r.Broken = true
		return Pack(0, 0, "", nil, nil)
	}
	return Pack(rows, cols, b, scales, bias)
}

func word(s string) uint32 {
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// Bytes are the weights of a matrix with so many columns as signed bytes, and the scale of each
// column.
func Bytes(w []float32, cols int) (bytes []byte, scales []float32) {
	bytes, scales = make([]byte, len(w)), make([]float32, cols)
	for c := range cols {
		var most float32
		for i := c; i < len(w); i += cols {
			most = max(most, max(w[i], -w[i]))
		}
		scales[c] = most / 127
		for i := c; i < len(w) && scales[c] > 0; i += cols {
			bytes[i] = byte(int8(math.RoundToEven(float64(w[i] / scales[c]))))
		}
	}
	return bytes, scales
}
