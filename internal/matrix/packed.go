package matrix

import "math"

// Unit is the step of activations in 16-bit integers: a float x is kept as x*Unit, rounded.
const Unit = 1024

// lanes is how many columns stand side by side in a Packed.
const lanes = 16

// Packed is a matrix of 8-bit weights, a scale for each column and a bias, in the order that the
// kernels read: blocks of 16 columns, in them pairs of rows, in them the columns' two weights.
type Packed struct {
	rows, cols  int
	w           []int16
	scale, bias []float32 // of each column; the scale counts the step of the activations in
}

// Pack prepares a matrix of signed bytes, row after row. Rows must be even; the columns are filled
// up to a multiple of 16 (see Cols), with zeros.
func Pack(rows, cols int, weights string, scale, bias []float32) *Packed {
	full := (cols + lanes - 1) / lanes * lanes
	p := &Packed{rows: rows, cols: full, w: make([]int16, rows*full), scale: make([]float32, full), bias: make([]float32, full)}
	for i, s := range scale {
		p.scale[i] = float32(s / Unit)
	}
	copy(p.bias, bias)
	for c := range cols {
		block := p.w[c/lanes*lanes*rows:]
		for r := range rows {
			block[r/2*2*lanes+c%lanes*2+r%2] = int16(int8(weights[r*cols+c]))
		}
	}
	return p
}

// Cols is the number of columns of a product.
func (p *Packed) Cols() int { return p.cols }

// Apply writes to out (n rows of Cols columns) the product of x (n rows of activations) with the
// matrix, scaled, plus the bias. Both slices have room for n rounded up to a multiple of 4 rows.
func (p *Packed) Apply(n int, x []int16, out []float32) {
	if n == 0 {
		return
	}
	up := (n + 3) &^ 3
	_, _ = x[up*p.rows-1], out[up*p.cols-1]
	c := 0
	for ; vectors && dots && c+2*lanes <= p.cols; c += 2 * lanes {
		for i := 0; i < n; i += 4 {
			apply4dot(p.rows/2, &x[i*p.rows], 2*p.rows, &p.w[c*p.rows], 2*lanes*p.rows, &out[i*p.cols+c], 4*p.cols, &p.scale[c], &p.bias[c])
		}
	}
	for ; c < p.cols; c += lanes {
		for i := 0; i < n; i += 4 {
			p.four(i, c, x, out)
		}
	}
}

// four is the product for the four rows from i and the block of columns from c.
func (p *Packed) four(i, c int, x []int16, out []float32) {
	w := p.w[c*p.rows:]
	if vectors {
		apply4(p.rows/2, &x[i*p.rows], 2*p.rows, &w[0], &out[i*p.cols+c], 4*p.cols, &p.scale[c], &p.bias[c])
		return
	}
	for k := i; k < i+4; k++ {
		p.one(x[k*p.rows:][:p.rows], w, out[k*p.cols+c:][:lanes], c)
	}
}

// one is the product for one row and one block of columns.
func (p *Packed) one(x, w []int16, out []float32, c int) {
	var sum [lanes]int32
	for r := 0; r < len(x); r += 2 {
		pair := w[r*lanes:][:2*lanes]
		for j := range sum {
			sum[j] += int32(x[r])*int32(pair[2*j]) + int32(x[r+1])*int32(pair[2*j+1])
		}
	}
	for j, s := range sum {
		out[j] = float32(float32(s)*p.scale[c+j]) + p.bias[c+j]
	}
}

// Quantize writes floats as activations: rounded to the nearest step, half to even, cut at the ends
// of 16 bits.
func Quantize(x []float32, out []int16) {
	out = out[:len(x)]
	done := 0
	if vectors {
		done = len(x) &^ 7
		if done > 0 {
			quantize(done, &x[0], &out[0])
		}
	}
	for i := done; i < len(x); i++ {
		v := math.RoundToEven(float64(float32(x[i] * Unit)))
		out[i] = int16(max(math.MinInt16, min(math.MaxInt16, v)))
	}
}

// AddScaled adds a row of signed bytes, times a scale, to out.
func AddScaled(row string, scale float32, out []float32) {
	out = out[:len(row)]
	done := 0
	if vectors {
		done = len(row) &^ 7
		if done > 0 {
			addScaled(row[:done], scale, &out[0])
		}
	}
	for i := done; i < len(row); i++ {
		out[i] += float32(float32(int8(row[i])) * scale)
	}
}

// Gate is the smooth step from 0 at -3 to 1 at 3 that stands in for the logistic function: it has
// the same slope in the middle, needs no exponential and is the same bits everywhere.
func Gate(x float32) float32 {
	u := max(-1, min(1, float32(x*(1.0/3))))
	return 0.5 + float32(u*(0.75-float32(0.25*float32(u*u))))
}

// Recur does one step of a simple recurrent unit (Lei, Zhang, Wang, Dai and Artzi 2018) for
// len(c) units: u, f and r are the products for the candidate, the forget and the highway gate, vf
// and vr the weights with which gates see the state c, x the input of the layer. It changes c and
// writes the output to h. The number of units is a multiple of 8.
func Recur(u, f, r, x, vf, vr, c, h []float32) {
	n := len(c)
	u, f, r, x, vf, vr, h = u[:n], f[:n], r[:n], x[:n], vf[:n], vr[:n], h[:n]
	if vectors && n > 0 && n%8 == 0 {
		recur(n, &u[0], &f[0], &r[0], &x[0], &vf[0], &vr[0], &c[0], &h[0])
		return
	}
	for j, old := range c {
		forget := Gate(f[j] + float32(vf[j]*old))
		highway := Gate(r[j] + float32(vr[j]*old))
		c[j] = u[j] + float32(forget*(old-u[j]))
		h[j] = x[j] + float32(highway*(c[j]-x[j]))
	}
}
