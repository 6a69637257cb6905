package syntax

import "github.com/bywhen/bywhen/internal/perceptron"

// TagFeatures appends the features for tagging word i, given the tags of the words before it.
func TagFeatures(f []uint64, atoms []Atom, tags []uint8, i int, capitals Capitals) []uint64 {
	at := func(j int) *Atom {
		if j < 0 || j >= len(atoms) {
			return &edge
		}
		return &atoms[j]
	}
	tag := func(j int) uint32 {
		if j < 0 {
			return 255
		}
		return uint32(tags[j])
	}
	w, p, n, pp, nn := at(i), at(i-1), at(i+1), at(i-2), at(i+2)
	shape := w.Shape
	place := uint32(capitals) << 1
	if i == 0 || i == 1 && p.Word == quote {
		place |= 1
	}
	t1, t2 := tag(i-1), tag(i-2)
	num := uint64(0)
	add := func(a, b, c uint32) {
		f = append(f, perceptron.Hash(num, a, b, c))
		num++
	}
	add(0, 0, 0)
	add(w.Word, 0, 0)
	add(w.Word, t1, 0)
	add(w.Word, t1, t2)
	add(w.Word, n.Word, 0)
	add(w.Word, p.Word, 0)
	add(w.Word, n.Class, 0)
	add(shape, place, 0)
	add(shape, place, n.Shape)
	add(shape, p.Shape, n.Shape)
	add(t1, 0, 0)
	add(t1, t2, 0)
	add(t1, n.Word, 0)
	add(t1, n.Class, w.Class)
	add(t1, t2, w.Class)
	add(w.Class, n.Class, at(i+2).Class)
	add(w.Class, place, shape)
	add(p.Word, 0, 0)
	add(pp.Word, 0, 0)
	add(n.Word, 0, 0)
	add(nn.Word, 0, 0)
	add(n.Word, nn.Word, 0)
	add(p.Word, n.Word, 0)
	add(w.Suffix[1], 0, 0)
	add(w.Suffix[2], 0, 0)
	add(w.Suffix[3], 0, 0)
	add(w.Suffix[2], t1, 0)
	add(w.Suffix[1], t1, n.Class)
	add(w.Suffix[2], shape, place)
	add(w.Suffix[0], shape, t1)
	add(w.Prefix[2], 0, 0)
	add(w.Prefix[1], 0, 0)
	add(w.Prefix[0], shape, 0)
	add(n.Suffix[2], t1, 0)
	add(n.Suffix[1], w.Class, 0)
	add(p.Suffix[2], 0, 0)
	if w.Cluster != 0 {
		add(w.Cluster, 1, 0)
		add(w.Cluster, t1, 1)
	} else {
		num += 2
	}
	add(n.Cluster, 2, w.Class)
	add(p.Cluster, w.Cluster, n.Cluster)
	add(t1, n.Cluster, w.Class)
	return f
}

var (
	edge  = Atom{Word: 2, Class: 0xFFFF, Cluster: 0xFFFF}
	quote = hashString("\"")
)
