package statement

import (
	"hash/maphash"
	"math/bits"
	"strings"
)

// index finds the number of a name in a list of distinct names. It holds no more than the list and
// where each name stands, so that it is made in no time and stays in the caches.
type index struct {
	list  string // the names, a line each
	begin []int32
	slots []slot // by the hash of the name, or the next that was free; a power of two, half of them empty
}

type slot struct {
	hash   uint32 // of the name, its lower half
	number int32  // from 1; 0 where the slot is empty
}

var seed = maphash.MakeSeed()

func newIndex(list string) index {
	if list == "" {
		return index{}
	}
	n := strings.Count(list, "\n") + 1
	x := index{list: list, begin: make([]int32, 1, n+1), slots: make([]slot, 1<<bits.Len(uint(2*n)))}
	for name := range strings.Lines(list) {
		x.begin = append(x.begin, x.begin[len(x.begin)-1]+int32(len(name)))
		h := maphash.String(seed, strings.TrimSuffix(name, "\n"))
		at := x.first(h)
		for x.slots[at].number > 0 {
			at = (at + 1) & (len(x.slots) - 1)
		}
		x.slots[at] = slot{uint32(h), int32(len(x.begin) - 1)}
	}
	x.begin[n]++ // the last line has no end of line
	return x
}

// first is the slot where a name of that hash is looked for first.
func (x *index) first(hash uint64) int { return int(hash>>32) & (len(x.slots) - 1) }

func (x *index) len() int { return max(0, len(x.begin)-1) }

// find is the number of a name, from 0.
func (x *index) find(name []byte) (int, bool) {
	if len(x.slots) == 0 {
		return 0, false
	}
	h := maphash.Bytes(seed, name)
	for at := x.first(h); ; at = (at + 1) & (len(x.slots) - 1) {
		s := x.slots[at]
		if s.number == 0 {
			return 0, false
		}
		if i := int(s.number) - 1; s.hash == uint32(h) && x.list[x.begin[i]:x.begin[i+1]-1] == string(name) {
			return i, true
		}
	}
}
