package syntax

import "github.com/bywhen/bywhen/internal/perceptron"

// view is what the features see of one word.
type view struct{ word, tag, cluster uint32 }

func (s *State) view(i int32) view {
	switch {
	case i < 0:
		return view{3, 254, 0xFFFE}
	case int(i) >= s.n:
		return view{4, 253, 0xFFFD}
	}
	a := &s.atoms[i]
	return view{a.Word, uint32(s.tags[i]), a.Cluster}
}

func (s *State) rel(i int32) uint32 {
	if i < 0 {
		return 0
	}
	return uint32(s.Rels[i]) + 1
}

func (s *State) child(of []int32, i int32) int32 {
	if i < 0 {
		return -1
	}
	return of[i]
}

func (s *State) counts(i int32) (left, right uint32) {
	if i < 0 {
		return 9, 9
	}
	return uint32(min(s.nLeft[i], 4)), uint32(min(s.nRight[i], 4))
}

// MoveFeatures appends the features that decide the next move.
func (s *State) MoveFeatures(f []uint64) []uint64 {
	i0, i1, i2 := int32(-1), int32(-1), int32(-1)
	k := len(s.stack)
	if k > 0 {
		i0 = s.stack[k-1]
	}
	if k > 1 {
		i1 = s.stack[k-2]
	}
	if k > 2 {
		i2 = s.stack[k-3]
	}
	j0 := int32(s.next)
	s0, s1, s2 := s.view(i0), s.view(i1), s.view(i2)
	b0, b1, b2 := s.view(j0), s.view(j0+1), s.view(j0+2)
	if int(j0) >= s.n {
		b1, b2 = s.view(-1), s.view(-1)
	} else if int(j0+1) >= s.n {
		b2 = s.view(-1)
	}
	s0l, s0r, s0l2, s0r2 := s.child(s.left, i0), s.child(s.right, i0), s.child(s.left2, i0), s.child(s.right2, i0)
	s1l, s1r, s1r2 := s.child(s.left, i1), s.child(s.right, i1), s.child(s.right2, i1)
	b0l, b0l2 := s.child(s.left, j0), s.child(s.left2, j0)
	s0nl, s0nr := s.counts(i0)
	s1nl, s1nr := s.counts(i1)
	b0nl, _ := s.counts(j0)
	dist := uint32(9)
	if i0 >= 0 {
		dist = distance(j0 - i0)
	}
	gap := uint32(9)
	if i1 >= 0 {
		gap = distance(i0 - i1)
	}
	vs0l, vs0r, vs1l, vs1r, vb0l := s.view(s0l), s.view(s0r), s.view(s1l), s.view(s1r), s.view(b0l)

	num := uint64(100)
	add := func(a, b, c uint32) {
		f = append(f, perceptron.Hash(num, a, b, c))
		num++
	}
	tags := func(a, b, c uint32) uint32 { return a | b<<8 | c<<16 }

	add(0, 0, 0)
	// single words
	add(s0.word, s0.tag, 0)
	add(s0.word, 0, 0)
	add(s0.tag, 0, 0)
	add(s1.word, s1.tag, 0)
	add(s1.word, 0, 0)
	add(s1.tag, 0, 0)
	add(b0.word, b0.tag, 0)
	add(b0.word, 0, 0)
	add(b0.tag, 0, 0)
	add(b1.word, b1.tag, 0)
	add(b1.tag, 0, 0)
	add(b2.word, b2.tag, 0)
	add(b2.tag, 0, 0)
	add(s2.word, s2.tag, 0)
	// pairs
	add(s0.word, b0.word, tags(s0.tag, b0.tag, 0))
	add(s0.word, b0.tag, s0.tag)
	add(s0.tag, b0.word, b0.tag)
	add(s0.word, b0.word, 0)
	add(s0.tag, b0.tag, 0)
	add(s1.word, s0.word, 0)
	add(s1.word, s0.tag, s1.tag)
	add(s1.tag, s0.word, s0.tag)
	add(s1.tag, s0.tag, 0)
	add(s1.tag, b0.tag, 0)
	add(s1.word, b0.tag, 0)
	add(s1.tag, b0.word, 0)
	add(b0.tag, b1.tag, 0)
	add(b0.word, b1.tag, 0)
	add(b0.word, b1.word, s0.tag)
	add(s0.cluster, b0.cluster, 0)
	add(s1.cluster, s0.cluster, 0)
	add(s0.cluster, b0.tag, s0.tag)
	add(s0.tag, b0.cluster, b0.tag)
	// triples
	add(tags(s0.tag, b0.tag, b1.tag), 0, 0)
	add(tags(s1.tag, s0.tag, b0.tag), 0, 0)
	add(tags(s2.tag, s1.tag, s0.tag), 0, 0)
	add(tags(b0.tag, b1.tag, b2.tag), 0, 0)
	add(tags(s0.tag, vs0r.tag, b0.tag), 0, 0)
	add(tags(s0.tag, vs0l.tag, b0.tag), 0, 0)
	add(tags(s1.tag, vs1r.tag, s0.tag), 0, 0)
	add(tags(s1.tag, vs1l.tag, s0.tag), 0, 0)
	add(tags(s1.tag, s0.tag, vs0r.tag), 0, 0)
	add(tags(s1.tag, s0.tag, vs0l.tag), 0, 0)
	add(tags(s0.tag, b0.tag, vb0l.tag), 0, 0)
	add(tags(s1.tag, s0.tag, b0.tag), b1.tag, 0)
	add(tags(s1.tag, s0.tag, b0.tag), s0.word, 0)
	add(tags(s1.tag, s0.tag, b0.tag), b0.word, 0)
	add(tags(s1.tag, s0.tag, b0.tag), s1.word, 0)
	// children and their relations
	add(vs0l.word, vs0l.tag, s0.tag)
	add(vs0r.word, vs0r.tag, s0.tag)
	add(vs1l.word, vs1l.tag, s1.tag)
	add(vs1r.word, vs1r.tag, s1.tag)
	add(vb0l.word, vb0l.tag, b0.tag)
	add(tags(s.rel(s0l), s.rel(s0l2), s0.tag), 0, 0)
	add(tags(s.rel(s0r), s.rel(s0r2), s0.tag), 0, 0)
	add(tags(s.rel(s1r), s.rel(s1r2), s1.tag), 0, 0)
	add(tags(s.rel(b0l), s.rel(b0l2), b0.tag), 0, 0)
	add(tags(s.rel(s0l), s.rel(s0r), s0.tag), b0.tag, 0)
	add(tags(s.rel(s1l), s.rel(s1r), s1.tag), s0.tag, 0)
	add(s0.word, s.rel(s0l), s.rel(s0r))
	add(s1.word, s.rel(s1l), s.rel(s1r))
	add(tags(s.rel(s0l), s.rel(s0r), s.rel(b0l)), s0.tag, b0.tag)
	// numbers and distances
	add(s0.word, s0nl, s0nr)
	add(s0.tag, s0nl, s0nr)
	add(s1.tag, s1nl, s1nr)
	add(s1.word, s1nr, 0)
	add(b0.tag, b0nl, 0)
	add(dist, s0.tag, b0.tag)
	add(dist, s0.word, b0.tag)
	add(gap, s1.tag, s0.tag)
	add(gap, s1.word, s0.tag)
	add(dist, gap, tags(s1.tag, s0.tag, b0.tag))
	// a preposition or conjunction and what it governs
	add(s1.word, s0.word, b0.word)
	add(s1.word, b0.word, 0)
	add(s2.word, b0.word, s1.tag)
	bn := s.view(s.noun(j0 + 1))
	add(s0.word, b0.word, bn.word)
	add(s0.tag, b0.word, bn.word)
	add(s1.word, b0.word, bn.cluster)
	add(s0.cluster, b0.word, bn.cluster)
	add(s1.cluster, b0.word, bn.cluster)
	add(tags(s1.tag, s0.tag, bn.tag), b0.word, 0)
	add(vs0l.word, s0.word, s1.word)
	add(vs0l.word, s1.word, s1.tag)
	add(vs0l.word, s1.tag, s2.tag)
	// what lies between
	add(s.between(i1, i0), s1.tag, s0.tag)
	add(s.between(i0, j0), s0.tag, b0.tag)
	add(s.between(i1, i0), s.between(i0, j0), tags(s1.tag, s0.tag, b0.tag))
	add(s.between(i0, j0), s0.word, b0.tag)
	add(tags(s2.tag, s1.tag, s0.tag), b0.tag, 0)
	add(tags(s0.tag, b0.tag, b1.tag), b2.tag, 0)
	return f
}

func distance(d int32) uint32 {
	switch {
	case d <= 4:
		return uint32(d)
	case d <= 7:
		return 5
	case d <= 12:
		return 6
	}
	return 7
}

// noun is the first noun, name, number or pronoun within four words from i.
func (s *State) noun(i int32) int32 {
	for k := i; k < i+4 && int(k) < s.n; k++ {
		if s.kinds[s.tags[k]]&nominal != 0 {
			return k
		}
	}
	return -1
}

// between sums up the words between a and b: how many verbs, commas and other marks.
func (s *State) between(a, b int32) uint32 {
	if a < 0 || b < 0 || int(b) > s.n {
		return 99
	}
	from, to := s.seen[a+1], s.seen[b]
	return uint32(min(to[0]-from[0], 2)) + 3*uint32(min(to[1]-from[1], 2)) + 9*uint32(min(to[2]-from[2], 1))
}
