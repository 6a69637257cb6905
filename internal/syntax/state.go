package syntax

import "strings"

// Move is a kind of transition of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez, Satta 2011).
type Move uint8

// The moves.
const (
	Shift Move = iota // the next word goes on the stack
	Left              // the word on the stack depends on the next word
	Right             // the word on the stack depends on the one below it
)

// State is a sentence half parsed. Words count from 0; the root is the word after the last.
type State struct {
	atoms []Atom
	tags  []uint8
	kinds []uint8     // of each tag
	seen  [][3]uint16 // verbs, commas and other marks before each word
	n     int
	stack []int32
	next  int
	Heads []int32
	Rels  []uint8
	// of each word, its outermost and second children on either side, and how many
	left, left2, right, right2 []int32
	nLeft, nRight              []uint8
}

// The kinds of tag that features ask for.
const (
	nominal uint8 = 1 << iota
	verbal
	mark
)

// TagKinds tells the kinds of tags from their names.
func TagKinds(tags []string) []uint8 {
	kinds := make([]uint8, 256)
	for i, tag := range tags {
		switch upos, _, _ := strings.Cut(tag, " "); upos {
		case "NOUN", "PROPN", "PRON", "NUM":
			kinds[i] = nominal
		case "VERB", "AUX":
			kinds[i] = verbal
		case "PUNCT":
			kinds[i] = mark
		}
	}
	return kinds
}

// Reset begins a sentence; kinds are those of TagKinds.
func (s *State) Reset(atoms []Atom, tags, kinds []uint8) {
	n := len(atoms)
	s.atoms, s.tags, s.kinds, s.n, s.next = atoms, tags, kinds, n, 0
	s.seen = append(s.seen[:0], [3]uint16{})
	for i, tag := range tags {
		c := s.seen[i]
		switch {
		case kinds[tag] == verbal:
			c[0]++
		case kinds[tag] == mark && atoms[i].Word == comma:
			c[1]++
		case kinds[tag] == mark:
			c[2]++
		}
		s.seen = append(s.seen, c)
	}
	s.stack = s.stack[:0]
	if cap(s.Heads) < n+1 {
		c := n + n/2 + 32
		s.Heads, s.Rels = make([]int32, c), make([]uint8, c)
		s.left, s.left2 = make([]int32, c), make([]int32, c)
		s.right, s.right2 = make([]int32, c), make([]int32, c)
		s.nLeft, s.nRight = make([]uint8, c), make([]uint8, c)
	}
	s.Heads, s.Rels = s.Heads[:n+1], s.Rels[:n+1]
	s.left, s.left2, s.right, s.right2 = s.left[:n+1], s.left2[:n+1], s.right[:n+1], s.right2[:n+1]
	s.nLeft, s.nRight = s.nLeft[:n+1], s.nRight[:n+1]
	for i := range n + 1 {
		s.Heads[i], s.Rels[i] = -1, 0
		s.left[i], s.left2[i], s.right[i], s.right2[i] = -1, -1, -1, -1
		s.nLeft[i], s.nRight[i] = 0, 0
	}
}

// Done reports whether every word has its head.
func (s *State) Done() bool { return s.next == s.n && len(s.stack) == 0 }

// Can reports whether the move is possible. One word alone depends on the root.
func (s *State) Can(m Move) bool {
	switch m {
	case Shift:
		return s.next < s.n
	case Left:
		return len(s.stack) > 0 && (s.next < s.n || len(s.stack) == 1)
	}
	return len(s.stack) > 1
}

// Do makes the move, with the relation of the new arc.
func (s *State) Do(m Move, rel uint8) {
	if m == Shift {
		s.stack = append(s.stack, int32(s.next))
		s.next++
		return
	}
	top := len(s.stack) - 1
	child := s.stack[top]
	s.stack = s.stack[:top]
	head := int32(s.next)
	if m == Right {
		head = s.stack[top-1]
	}
	s.Heads[child], s.Rels[child] = head, rel
	if child < head {
		s.left2[head] = s.left[head]
		s.left[head] = child
		s.nLeft[head]++
	} else {
		s.right2[head] = s.right[head]
		s.right[head] = child
		s.nRight[head]++
	}
}

// Best is the possible move with the highest score, the first of equals.
func (s *State) Best(scores [3]int32) Move {
	best := Move(255)
	for m := Shift; m <= Right; m++ {
		if s.Can(m) && (best == 255 || scores[m] > scores[best]) {
			best = m
		}
	}
	return best
}

// Best is the class with the highest score, the first of equals.
func Best(scores []int32) uint8 {
	best := 0
	for c, v := range scores {
		if v > scores[best] {
			best = c
		}
	}
	return uint8(best)
}

// Costs says for each move how many arcs of the gold tree can no longer be built after it
// (Goldberg and Nivre 2013); 1000 stands for a move that is not possible. The gold head of the
// root word is the number of words.
func (s *State) Costs(gold []int32) (costs [3]int) {
	n := int32(s.n)
	for m := range costs {
		if !s.Can(Move(m)) {
			costs[m] = 1000
		}
	}
	b := int32(s.next)
	if costs[Shift] == 0 {
		for k, w := range s.stack {
			if gold[w] == b {
				costs[Shift]++
			}
			if gold[b] == w && k < len(s.stack)-1 {
				costs[Shift]++
			}
		}
	}
	if len(s.stack) == 0 {
		return costs
	}
	top := s.stack[len(s.stack)-1]
	lost := 0 // children of top still to come
	for d := b; d < n; d++ {
		if gold[d] == top {
			lost++
		}
	}
	below := int32(-1)
	if len(s.stack) > 1 {
		below = s.stack[len(s.stack)-2]
	}
	if costs[Left] == 0 {
		costs[Left] = lost
		if gold[top] == below || gold[top] > b {
			costs[Left]++
		}
	}
	if costs[Right] == 0 {
		costs[Right] = lost
		if gold[top] >= b {
			costs[Right]++
		}
	}
	return costs
}

// Arc is the arc that the move would make.
func (s *State) Arc(m Move) (child, head int32) {
	top := len(s.stack) - 1
	if m == Left {
		return s.stack[top], int32(s.next)
	}
	return s.stack[top], s.stack[top-1]
}

var comma = hashString(",")
