package syntax

import (
	"math/rand/v2"
	"testing"
)

// TestBestTreeIsTheBest compares with all trees of short sentences.
func TestBestTreeIsTheBest(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	var c chart
	for range 400 {
		n := 1 + rng.IntN(5)
		stride := n + 1 + rng.IntN(3)
		scores := make([]float32, n*stride)
		for i := range scores {
			scores[i] = float32(rng.IntN(20))
		}
		value := func(heads []int32) (sum float32) {
			for i, h := range heads {
				sum += scores[i*stride+int(h)]
			}
			return sum
		}
		got := make([]int32, n)
		c.bestTree(n, scores, stride, got)
		if !tree(got) {
			t.Fatalf("%v is no tree with one root and no crossing arcs", got)
		}
		heads := make([]int32, n)
		var try func(i int)
		try = func(i int) {
			if i == n {
				if tree(heads) && value(heads) > value(got) {
					t.Fatalf("%v is better than %v", heads, got)
				}
				return
			}
			for h := range n + 1 {
				if h != i {
					heads[i] = int32(h)
					try(i + 1)
				}
			}
		}
		try(0)
	}
}

func tree(heads []int32) bool {
	roots := 0
	for _, h := range heads {
		if int(h) == len(heads) {
			roots++
		}
	}
	return roots == 1 && planar(heads)
}
