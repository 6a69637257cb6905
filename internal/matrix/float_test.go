package matrix

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestMulAddIsTheSameBitsEverywhere holds the kernels to the plain loops, for shapes with and
// without rests, and for transposed a.
func TestMulAddIsTheSameBitsEverywhere(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	numbers := func(n int) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = float32(rng.NormFloat64())
		}
		return out
	}
	for _, s := range [][3]int{{1, 1, 1}, {4, 8, 16}, {7, 33, 48}, {9, 5, 20}, {16, 64, 31}} {
		m, k, n := s[0], s[1], s[2]
		a, b, start := numbers(m*k), numbers(k*n), numbers(m*n)
		for _, strides := range [][2]int{{k, 1}, {1, m}} {
			got := slices.Clone(start)
			MulAdd(m, k, n, a, strides[0], strides[1], b, n, got, n)
			want := slices.Clone(start)
			for i := range m {
				for j := range n {
					for l := range k {
						want[i*n+j] += float32(a[i*strides[0]+l*strides[1]] * b[l*n+j])
					}
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%v with strides %v differs", s, strides)
			}
		}
	}
}

func BenchmarkMulAdd(b *testing.B) {
	const m, k, n = 64, 256, 768
	x, y, z := make([]float32, m*k), make([]float32, k*n), make([]float32, m*n)
	for b.Loop() {
		MulAdd(m, k, n, x, k, 1, y, n, z, n)
	}
	b.ReportMetric(float64(m*k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}
