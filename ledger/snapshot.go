package ledger

import (
	"bytes"
	"maps"
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
// and those that apart names, which a person told apart from others.
func Resume(data []byte, apart []string) (*Cluster, error) {
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
	for actor := range s.actors {
		c.acting |= marks([]string{actor})
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
	return c, nil
}

// Clone is a cluster that takes statements of its own from then on.
func (c *Cluster) Clone() *Cluster {
	if c == nil {
		return nil
	}
	own := *c
	own.Items = slices.Clone(c.Items)
	for _, m := range own.counts() {
		*m = maps.Clone(*m)
	}
	own.keys = maps.Clone(c.keys)
	return &own
}

// Adopt takes clusters over that came about elsewhere.
func (l *Linker) Adopt(clusters ...*Cluster) {
	l.clusters = append(l.clusters, clusters...)
	unsettled := map[string]bool{}
	for _, c := range clusters {
		c.asked = 0
		for k := range c.keys {
			l.byKey[k] = append(l.byKey[k], c)
			unsettled[k] = true
		}
	}
	for k := range unsettled {
		slices.SortFunc(l.byKey[k], func(a, b *Cluster) int { return bytes.Compare(a.keys[k], b.keys[k]) })
	}
}

// Best is the cluster that a statement joins of those that it is compared with; nil where it begins one.
func (l *Linker) Best(it *Item, compared []*Cluster) *Cluster {
	choice := l.choice(it)
	for _, c := range compared {
		choice.offer(c)
	}
	return choice.best
}

// Unmoved reports whether a statement surely goes where it went, joined to a cluster or not, where
// all that is otherwise is that the cluster is another one now, or that it was not compared with it
// then or is not now: nil.
func (l *Linker) Unmoved(it *Item, joined bool, old, now *Cluster) bool {
	if len(l.apart[it.ID]) > 0 || joined && (old == nil || now == nil) {
		return false
	}
	if now == nil {
		return true
	}
	after := now.fits(it)
	if joined {
		return after >= old.fits(it)
	}
	return after <= threshold || old != nil && after <= old.fits(it)
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
