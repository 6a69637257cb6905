package ledger

import (
	"bytes"
	"slices"

	"github.com/bywhen/bywhen/calendar"
)

// snapshot is all of a cluster that linking looks at, without its statements, so that a cluster
// can be gone on with that is not in memory. A field that Cluster.fits looks at must stand here.
type snapshot struct {
	first, last           *Item
	actors, places, theme map[string]int
	names, with           map[string]int
	lands, days, editions map[string]int
	window                calendar.Window
	over                  calendar.Day
	keys                  map[string][]byte
}

func (s *snapshot) code(c *code) {
	c.item(s.first)
	c.item(s.last)
	counts(c, 1, &s.actors, c.int)
	counts(c, 2, &s.places, c.int)
	counts(c, 3, &s.theme, c.int)
	c.day(4, &s.window.Earliest)
	c.day(5, &s.window.Latest)
	c.day(6, &s.over)
	counts(c, 7, &s.keys, c.bytes)
	counts(c, 8, &s.names, c.int)
	counts(c, 9, &s.with, c.int)
	counts(c, 10, &s.lands, c.int)
	counts(c, 11, &s.days, c.int)
	counts(c, 12, &s.editions, c.int)
}

// Snapshot is all of the cluster that linking looks at. Two clusters with equal snapshots take the
// same statements from then on.
func (c *Cluster) Snapshot() []byte {
	s := snapshot{
		first: trimmed(c.Items[0]), last: trimmed(c.Items[len(c.Items)-1]), actors: c.actors, places: c.places, theme: c.theme,
		names: c.names, with: c.with, lands: c.lands, days: c.days, editions: c.editions, window: c.window, over: c.over, keys: c.keys,
	}
	w := &code{data: make([]byte, 0, 1024)}
	s.code(w)
	return w.data
}

// trimmed is an item without what only people look at.
func trimmed(it *Item) *Item {
	t := *it
	t.Sentence, t.Named, t.Sources, t.Conditions = "", Named{}, nil, nil
	return &t
}

// Resume puts a cluster back from its snapshot. Of its statements it has only the first, the last
// and those that apart names, which a person told apart from others. Settle must follow before
// the next Add.
func (l *Linker) Resume(data []byte, apart []string) (*Cluster, error) {
	s := snapshot{first: &Item{}, last: &Item{}}
	r := reading(data)
	s.code(r)
	if err := r.end(); err != nil {
		return nil, err
	}
	c := &Cluster{
		actors: s.actors, places: s.places, theme: s.theme, names: s.names, with: s.with, lands: s.lands, days: s.days, editions: s.editions,
		window: s.window, last: s.last.Published, over: s.over, keys: s.keys,
	}
	for _, m := range c.counts() {
		if *m == nil {
			*m = map[string]int{}
		}
	}
	c.Items = append(c.Items, s.first)
	for _, id := range apart {
		if id != s.first.ID && id != s.last.ID {
			c.Items = append(c.Items, &Item{Statement: Statement{ID: id}})
		}
	}
	if s.last.ID != s.first.ID {
		c.Items = append(c.Items, s.last)
	}
	l.clusters = append(l.clusters, c)
	for k := range c.keys {
		l.byKey[k] = append(l.byKey[k], c)
	}
	return c, nil
}

// Adopt takes a cluster over from another linker. Settle must follow before the next Add.
func (l *Linker) Adopt(c *Cluster) {
	l.clusters = append(l.clusters, c)
	for k := range c.keys {
		l.byKey[k] = append(l.byKey[k], c)
	}
}

// Reaches reports whether a statement with a key could still join a cluster: whether it is among
// those of the key that were spoken of last.
func (l *Linker) Reaches(c *Cluster, key string) bool {
	list := l.byKey[key]
	return slices.Contains(list[max(0, len(list)-Most):], c)
}

// Unmoved reports whether a statement surely goes where it went, joined to a cluster or not, where
// all that is otherwise is that the cluster is another one now; either may be nil. Of its keys those
// are given by which it could find the cluster. Of a crowded key not all clusters are compared, so
// that the order in which they were spoken of matters.
func (l *Linker) Unmoved(it *Item, keys []string, joined bool, old, now *Cluster, crowded func(string) bool) bool {
	if len(l.apart[it.ID]) > 0 {
		return false
	}
	const never = -1e9
	before, after := never, never
	for _, k := range keys {
		a, b := old.Keys()[k], now.Keys()[k]
		if !bytes.Equal(a, b) && crowded(k) {
			return false
		}
		if a != nil {
			before = old.fits(it)
		}
		if b != nil {
			after = now.fits(it)
		}
	}
	if joined {
		return after >= before
	}
	return after <= before || after <= threshold
}

// Settle brings the clusters of keys into the order in which they were last spoken of, after some
// were put back.
func (l *Linker) Settle(keys []string) {
	for _, k := range keys {
		slices.SortFunc(l.byKey[k], func(a, b *Cluster) int { return bytes.Compare(a.keys[k], b.keys[k]) })
	}
}

// Forget drops the statements of the clusters but the first and the last of each, to save memory
// while many are linked.
func (c *Cluster) Forget() {
	if n := len(c.Items); n > 2 {
		c.Items = []*Item{trimmed(c.Items[0]), trimmed(c.Items[n-1])}
	}
}

// Keys are the keys of the cluster, each with the position of the last statement that has it.
func (c *Cluster) Keys() map[string][]byte {
	if c == nil {
		return nil
	}
	return c.keys
}
