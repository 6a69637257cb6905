package store

import (
	"bytes"
	"slices"

	"github.com/bywhen/bywhen/ledger"
)

// The two histories that are followed side by side: the old one is that of the tables.
const (
	old = iota
	now
	both = 1<<old | 1<<now // as bits
)

// window is the clusters of a key with which a statement is compared, in both histories.
type window struct {
	clusters int              // that have the key in the tables: Most+1 for more than Most
	last     [2][]string      // those that were spoken of last, the very last at the end
	in       map[string]uint8 // of each of them a bit for each history; nil where all clusters of the key are compared
	rest     *passage         // the statements that have the key, from where the histories stand
}

// whole reports whether all clusters that have the key are compared.
func (w *window) whole() bool { return w.in == nil }

// put notes that a statement with the key went to a cluster.
func (w *window) put(history int, cluster string) {
	if w.whole() || cluster == "" {
		return
	}
	list, bit := w.last[history], uint8(1)<<history
	if w.in[cluster]&bit != 0 {
		i := slices.Index(list, cluster)
		list = slices.Delete(list, i, i+1)
	}
	list = append(list, cluster)
	w.in[cluster] |= bit
	if len(list) > ledger.Most {
		if w.in[list[0]] &^= bit; w.in[list[0]] == 0 {
			delete(w.in, list[0])
		}
		list = list[1:]
	}
	w.last[history] = list
}

// open works out the window of a key at a place.
func (r *relinking) open(key string, place []byte) (*window, error) {
	n, ok := r.crowds[key]
	if !ok {
		if err := r.row(&n)("SELECT COUNT(*) FROM (SELECT 1 FROM cluster_keys WHERE name = ? LIMIT ?) AS found", key, ledger.Most+1); err != nil {
			return nil, err
		}
		r.crowds[key] = n
	}
	w := &window{clusters: n}
	if n+len(r.differ) <= ledger.Most {
		return w, nil
	}
	type spoken struct {
		cluster string
		place   []byte
	}
	var same []spoken
	seen := map[string]bool{}
	for p := r.passage(r.class, key, place, true); len(same) < ledger.Most; p.skip() {
		s, err := p.peek()
		if err != nil {
			return nil, err
		}
		if s == nil {
			break
		}
		if !r.differ[s.cluster] && !seen[s.cluster] {
			seen[s.cluster] = true
			same = append(same, spoken{s.cluster, s.item.Position()})
		}
	}
	slices.Reverse(same)
	w.in = map[string]uint8{}
	for h := range w.last {
		all := slices.Clone(same)
		for id := range r.differ {
			if at := r.state[h][id].Keys()[key]; at != nil {
				all = append(all, spoken{id, at})
			}
		}
		slices.SortFunc(all, func(a, b spoken) int { return bytes.Compare(a.place, b.place) })
		for _, s := range all {
			w.put(h, s.cluster)
		}
	}
	return w, nil
}

// holds is in which histories a statement with the key is compared with a cluster in which they differ.
func (r *relinking) holds(w *window, key, cluster string) (bits uint8) {
	if !w.whole() {
		return w.in[cluster]
	}
	for h := range r.state {
		if r.state[h][cluster].Keys()[key] != nil {
			bits |= 1 << h
		}
	}
	return bits
}
