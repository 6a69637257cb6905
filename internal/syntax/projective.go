package syntax

import (
	"math"

	"github.com/bywhen/bywhen/internal/matrix"
)

// chart is the room that the search for a tree needs; the next sentence can use it again.
type chart struct {
	// The best scores of spans: with an arc between the ends; headed at an end. What is read by its right
	// end stands by that first: open to the left, and fullTo.
	open, full, fullTo [2][]float32
	openAt, fullAt     [2][]int32 // where the best was cut
	stack              []span
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
		c.open[d], c.full[d], c.fullTo[d] = matrix.Room(c.open[d], n*n), matrix.Room(c.full[d], n*n), matrix.Room(c.fullTo[d], n*n)
		c.openAt[d], c.fullAt[d] = matrix.Room(c.openAt[d], n*n), matrix.Room(c.fullAt[d], n*n)
	}
	const left, right = 0, 1 // where the dependents of the head lie
	for i := range n {
		c.full[left][i*n+i], c.full[right][i*n+i], c.fullTo[left][i*n+i], c.fullTo[right][i*n+i] = 0, 0, 0, 0
	}
	for width := 1; width < n; width++ {
		for i := 0; i+width < n; i++ {
			j := i + width
			at, to := i*n+j, j*n+i
			// An arc between the ends, over two halves that meet.
			most, cut := join(c.full[right][at-width:at], c.fullTo[left][to+1:to+width+1])
			c.open[left][to], c.openAt[left][at] = most+scores[i*stride+j], int32(i+cut)
			c.open[right][at], c.openAt[right][at] = most+scores[j*stride+i], int32(i+cut)
			// The same arc with all that its dependent heads.
			most, cut = join(c.full[left][at-width:at], c.open[left][to:to+width])
			c.full[left][at], c.fullTo[left][to], c.fullAt[left][at] = most, most, int32(i+cut)
			most, cut = join(c.open[right][at-width+1:at+1], c.fullTo[right][to+1:to+width+1])
			c.full[right][at], c.fullTo[right][to], c.fullAt[right][at] = most, most, int32(i+1+cut)
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

// join is the highest sum of a score of a and the one of b beside it, and the first place that has it.
func join(a, b []float32) (most float32, at int) {
	most = float32(math.Inf(-1))
	b = b[:len(a)]
	for k, x := range a {
		if s := x + b[k]; s > most {
			most, at = s, k
		}
	}
	return most, at
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
