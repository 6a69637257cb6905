package matrix

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// plainly runs f without the vector kernels.
func plainly(f func()) {
	defer func(v bool) { vectors = v }(vectors)
	vectors = false
	f()
}

// TestKernelsAreTheSameBitsEverywhere holds each kernel to the plain loop.
func TestKernelsAreTheSameBitsEverywhere(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	floats := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = float32(rng.NormFloat64() * 4)
		}
		return out
	}
	for _, s := range [][3]int{{1, 8, 16}, {5, 32, 40}, {8, 192, 576}} {
		n, rows, cols := s[0], s[1], s[2]
		weights := make([]byte, rows*cols)
		for i := range weights {
			weights[i] = byte(rng.IntN(256))
		}
		p := Pack(rows, cols, string(weights), floats(cols), floats(cols))
		up := (n + 3) &^ 3
		x := make([]int16, up*rows)
		in := floats(up * rows)
		in[0], in[1], in[2], in[3] = 99, -99, 0.5/Unit, 1.5/Unit
		Quantize(in, x)
		plainly(func() {
			y := make([]int16, len(x))
			Quantize(in, y)
			if !slices.Equal(x, y) {
				t.Error("Quantize differs")
			}
		})
		sum, plain := slices.Clone(in[:rows]), slices.Clone(in[:rows])
		AddScaled(string(weights[:rows]), 0.3, sum)
		plainly(func() { AddScaled(string(weights[:rows]), 0.3, plain) })
		if !slices.Equal(sum, plain) {
			t.Errorf("AddScaled differs for %d bytes", rows)
		}
		got, want := make([]float32, up*p.Cols()), make([]float32, up*p.Cols())
		p.Apply(n, x, got)
		plainly(func() { p.Apply(n, x, want) })
		if !slices.Equal(got, want) {
			t.Errorf("Apply differs for %v", s)
		}
		older := make([]float32, up*p.Cols())
		func() {
			defer func(d bool) { dots = d }(dots)
			dots = false
			p.Apply(n, x, older)
		}()
		if !slices.Equal(older, want) {
			t.Errorf("Apply differs for %v on a processor without dot products", s)
		}
		u, f, r, in2, vf, vr, c := floats(rows), floats(rows), floats(rows), floats(rows), floats(rows), floats(rows), floats(rows)
		c2, h, h2 := slices.Clone(c), make([]float32, rows), make([]float32, rows)
		Recur(u, f, r, in2, vf, vr, c, h)
		plainly(func() { Recur(u, f, r, in2, vf, vr, c2, h2) })
		if !slices.Equal(c, c2) || !slices.Equal(h, h2) {
			t.Errorf("Recur differs for %d units", rows)
		}
	}
}

func BenchmarkApply(b *testing.B) {
	const n, rows, cols = 32, 192, 576
	p := Pack(rows, cols, string(make([]byte, rows*cols)), make([]float32, cols), make([]float32, cols))
	x, out := make([]int16, n*rows), make([]float32, n*cols)
	for b.Loop() {
		p.Apply(n, x, out)
	}
	b.ReportMetric(float64(n*rows*cols)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}

func BenchmarkAddScaled(b *testing.B) {
	row, out := string(make([]byte, 192)), make([]float32, 192)
	for b.Loop() {
		AddScaled(row, 0.5, out)
	}
}

func BenchmarkRecur(b *testing.B) {
	const n = 96
	var v [8][n]float32
	for b.Loop() {
		Recur(v[0][:], v[1][:], v[2][:], v[3][:], v[4][:], v[5][:], v[6][:], v[7][:])
	}
}
