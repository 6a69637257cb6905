package syntax

import "github.com/bywhen/bywhen/internal/perceptron"

// LabelFeatures appends the features that decide the relation of the arc which the move makes.
func (s *State) LabelFeatures(f []uint64, m Move) []uint64 {
	c, h := s.Arc(m)
	cv, hv := s.view(c), s.view(h)
	left, right := s.around(c-1), s.around(c+1)
	hleft, hright := s.around(h-1), s.around(h+1)
	cl, cl2, cr := s.left[c], s.left2[c], s.right[c]
	hl, hl2, hr, hr2 := s.left[h], s.left2[h], s.right[h], s.right2[h]
	vcl, vcr := s.view(cl), s.view(cr)
	d := uint32(m) << 4
	if h > c {
		d |= distance(h - c)
	} else {
		d |= distance(c - h)
	}
	below := int32(-1)
	if k := len(s.stack); m == Left && k > 1 {
		below = s.stack[k-2]
	} else if m == Right && k > 2 {
		below = s.stack[k-3]
	}
	bv := s.view(below)
	num := uint64(300)
	add := func(a, b, c uint32) {
		f = append(f, perceptron.Hash(num, a, b, c))
		num++
	}
	tags := func(a, b, c uint32) uint32 { return a | b<<8 | c<<16 }
	dir := uint32(m)

	add(dir, 0, 0)
	add(cv.word, dir, 0)
	add(cv.word, cv.tag, hv.tag)
	add(cv.tag, hv.tag, dir)
	add(hv.word, dir, 0)
	add(hv.word, hv.tag, cv.tag)
	add(cv.word, hv.word, dir)
	add(cv.tag, hv.tag, d)
	add(cv.cluster, hv.cluster, dir)
	add(cv.cluster, hv.tag, dir)
	add(cv.tag, hv.cluster, dir)
	add(cv.cluster, hv.word, dir)
	// the words beside them
	add(left.tag, cv.tag, hv.tag)
	add(right.tag, cv.tag, hv.tag)
	add(left.word, cv.tag, hv.tag)
	add(right.word, cv.tag, hv.tag)
	add(hleft.tag, cv.tag, hv.tag)
	add(hright.tag, cv.tag, hv.tag)
	add(tags(left.tag, cv.tag, right.tag), hv.tag, dir)
	add(tags(hleft.tag, hv.tag, hright.tag), cv.tag, dir)
	// the child's children
	add(s.rel(cl), cv.tag, hv.tag)
	add(s.rel(cr), cv.tag, hv.tag)
	add(tags(s.rel(cl), s.rel(cl2), s.rel(cr)), cv.tag, tags(hv.tag, dir, 0))
	add(vcl.word, cv.tag, tags(hv.tag, dir, 0))
	add(vcl.word, hv.word, dir)
	add(vcl.word, cv.word, dir)
	add(vcr.word, cv.tag, tags(hv.tag, dir, 0))
	add(vcl.word, cv.cluster, tags(hv.tag, dir, 0))
	add(s.rel(cl), cv.word, hv.word)
	// the head's other children
	add(s.rel(hl), cv.tag, tags(hv.tag, dir, 0))
	add(s.rel(hr), cv.tag, tags(hv.tag, dir, 0))
	add(tags(s.rel(hl), s.rel(hl2), s.rel(hr)), cv.tag, tags(hv.tag, dir, s.rel(hr2)))
	add(s.rel(hr), hv.word, cv.tag)
	add(s.rel(hl), hv.word, cv.tag)
	add(s.view(hl).word, cv.tag, tags(hv.tag, dir, 0))
	add(s.view(hr).word, cv.tag, tags(hv.tag, dir, 0))
	add(s.between(min(c, h), max(c, h)), cv.tag, tags(hv.tag, dir, 0))
	add(bv.tag, cv.tag, tags(hv.tag, dir, 0))
	add(bv.word, cv.tag, tags(hv.tag, dir, 0))
	return f
}

// around is the view of word i, which may lie outside the sentence.
func (s *State) around(i int32) view {
	if i < 0 || int(i) > s.n {
		return s.view(-1)
	}
	return s.view(i)
}
