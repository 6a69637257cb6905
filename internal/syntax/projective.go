package syntax

import (
	"math"

	"github.com/bywhen/bywhen/internal/matrix"
)

// chart is the room that the search for a tree needs; the next sentence can use it again.
type chart struct {
	open, full     [2][]float32 // the best scores of spans: arc between the ends; headed at an end
	openAt, fullAt [2][]int32   // where the best was cut
	stack          []span
}

// span is a part of a tree that is still to be laid out.
type span struct {
	from, to int32
	right    bool // the head is at the left end
	full     bool
}

// bestTree gives each of n words the head with which the tree has the highest score, among trees
// with one root whose arcs do not cross (Eisner 1996): later stages take the words below a word to
// stand together, as in English all but a few in a thousand do. The score of word i with head j is
// scores[i*stride+j]; the head n is the root.
func (c *chart) bestTree(n int, scores []float32, stride int, heads []int32) {
	roots := 0
	for i := range n {
		heads[i] = int32(best(scores[i*stride:i*stride+n+1], i))
		if int(heads[i]) == n {
			roots++
		}
	}
	if roots == 1 && planar(heads) {
		return
	}
	for d := range 2 {
		c.open[d], c.full[d] = matrix.Room(c.open[d], n*n), matrix.Room(c.full[d], n*n)
		c.openAt[d], c.fullAt[d] = matrix.Room(c.openAt[d], n*n), matrix.Room(c.fullAt[d], n*n)
	}
	const left, right = 0, 1 // where the dependents of the head lie
	for i := range n {
		c.full[left][i*n+i], c.full[right][i*n+i] = 0, 0
	}
	for width := 1; width < n; width++ {
		for i := 0; i+width < n; i++ {
			j := i + width
			at := i*n + j
			// An arc between the ends, over two halves that meet.
			most, cut := float32(math.Inf(-1)), i
			for k := i; k < j; k++ {
				if s := c.full[right][i*n+k] + c.full[left][(k+1)*n+j]; s > most {
					most, cut = s, k
				}
			}
			c.open[left][at], c.openAt[left][at] = most+scores[i*stride+j], int32(cut)
			c.open[right][at], c.openAt[right][at] = most+scores[j*stride+i], int32(cut)
			// The same arc with all that its dependent heads.
			most, cut = float32(math.Inf(-1)), i
			for k := i; k < j; k++ {
				if s := c.full[left][i*n+k] + c.open[left][k*n+j]; s > most {
					most, cut = s, k
				}
			}
			c.full[left][at], c.fullAt[left][at] = most, int32(cut)
			most, cut = float32(math.Inf(-1)), j
			for k := i + 1; k <= j; k++ {
				if s := c.open[right][i*n+k] + c.full[right][k*n+j]; s > most {
					most, cut = s, k
				}
			}
			c.full[right][at], c.fullAt[right][at] = most, int32(cut)
		}
	}
	root, most := 0, float32(math.Inf(-1))
	for r := range n {
		if s := scores[r*stride+n] + c.full[left][r] + c.full[right][r*n+n-1]; s > most {
			root, most = r, s
		}
	}
	heads[root] = int32(n)
	c.stack = append(c.stack[:0], span{0, int32(root), false, true}, span{int32(root), int32(n - 1), true, true})
	for len(c.stack) > 0 {
		s := c.stack[len(c.stack)-1]
		c.stack = c.stack[:len(c.stack)-1]
		if s.from == s.to {
			continue
		}
		at, d := int(s.from)*n+int(s.to), left
		if s.right {
			d = right
		}
		switch {
		case !s.full:
			cut := c.openAt[d][at]
			c.stack = append(c.stack, span{s.from, cut, true, true}, span{cut + 1, s.to, false, true})
			if s.right {
				heads[s.to] = s.from
			} else {
				heads[s.from] = s.to
			}
		case s.right:
			cut := c.fullAt[d][at]
			c.stack = append(c.stack, span{s.from, cut, true, false}, span{cut, s.to, true, true})
		default:
			cut := c.fullAt[d][at]
			c.stack = append(c.stack, span{s.from, cut, false, true}, span{cut, s.to, false, false})
		}
	}
}

// planar reports whether the heads form a tree without crossing arcs, given that one is the root.
func planar(heads []int32) bool {
	n := int32(len(heads))
	for _, h := range heads {
		steps := int32(0)
		for at := h; at != n; at = heads[at] {
			if steps++; steps > n {
				return false // in a circle
			}
		}
	}
	for i, h := range heads {
		if h == n {
			continue
		}
		// What stands under an arc hangs there, and the root under none.
		left, right := min(int32(i), h), max(int32(i), h)
		for k := left + 1; k < right; k++ {
			if heads[k] < left || heads[k] > right {
				return false
			}
		}
	}
	return true
}
