package ledger

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/bywhen/bywhen/calendar"
)

// snapshot is all of a cluster that linking looks at, without its statements, so that a cluster
// can be gone on with that is not in memory. A field that Cluster.fits looks at must stand here.
type snapshot struct {
	First  *Item             `json:"first"`
	Last   *Item             `json:"last"`
	Actors map[string]int    `json:"actors,omitempty"`
	Places map[string]int    `json:"places,omitempty"`
	Theme  map[string]int    `json:"theme,omitempty"`
	Names  map[string]int    `json:"names,omitempty"`
	With   map[string]int    `json:"with,omitempty"`
	Lands  map[string]int    `json:"lands,omitempty"`
	Days   map[string]int    `json:"days,omitempty"`
	Window calendar.Window   `json:"window,omitzero"`
	Over   calendar.Day      `json:"over,omitzero"`
	Keys   map[string][]byte `json:"keys"`
}

// Snapshot is all of the cluster that linking looks at. Two clusters with equal snapshots take the
// same statements from then on.
func (c *Cluster) Snapshot() []byte {
	return encode(snapshot{
		trimmed(c.Items[0]), trimmed(c.Items[len(c.Items)-1]), c.actors, c.places, c.theme, c.names, c.with, c.lands, c.days, c.window, c.over, c.keys,
	})
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
	var s snapshot
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, err
	}
	c := &Cluster{
		actors: s.Actors, places: s.Places, theme: s.Theme, names: s.Names, with: s.With, lands: s.Lands, days: s.Days,
		window: s.Window, last: s.Last.Published, over: s.Over, keys: s.Keys,
	}
	for _, m := range c.counts() {
		if *m == nil {
			*m = map[string]int{}
		}
	}
	c.Items = append(c.Items, s.First)
	for _, id := range apart {
		if id != s.First.ID && id != s.Last.ID {
			c.Items = append(c.Items, &Item{Statement: Statement{ID: id}})
		}
	}
	if s.Last.ID != s.First.ID {
		c.Items = append(c.Items, s.Last)
	}
	l.clusters = append(l.clusters, c)
	for k := range c.keys {
		l.byKey[k] = append(l.byKey[k], c)
	}
	return c, nil
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
func (c *Cluster) Keys() map[string][]byte { return c.keys }
