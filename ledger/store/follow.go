package store

import (
	"bytes"
	"slices"

	"github.com/bywhen/bywhen/ledger"
)

// Linking takes the statements in their order, so what stands before a change stays as it is. After
// it, two histories are followed side by side, the one in the tables and the new one. A statement
// that shares no key with a cluster in which they differ stays where it is. A cluster that nothing
// later can join, as nobody has its keys any more or enough others of the key were spoken of since,
// is followed no further; where none is left, the rest of the tables is right. So a late report costs
// what it changes and not what was said since.

// follow takes the statements from the first change on: all of the class, some at a time, while
// what differs has a key of which not all clusters are compared, and then those of the few clusters
// that have its keys.
func (r *relinking) follow(c *change) error {
	r.two = len(c.removed) > 0
	for place := c.next(); place != nil; {
		r.rebase(place)
		few, clusters := false, []string(nil)
		for !few {
			const some = 64
			rest, err := r.items("SELECT data, cluster FROM items WHERE class = ? AND place >= ? ORDER BY place LIMIT ?", r.class, place, some)
			if err != nil {
				return err
			}
			r.two = r.two || len(rest) > 0
			end := len(rest) < some
			if !end {
				place = behind(rest[some-1].item)
			}
			for _, s := range c.steps(rest, place, end) {
				if err := r.step(s); err != nil {
					return err
				}
			}
			if end {
				return nil
			}
			if few, clusters, err = r.reach(place, c.next() != nil); err != nil {
				return err
			}
		}
		for few && len(clusters) > 0 {
			var err error
			if place, err = r.leap(place, c.next(), clusters); err != nil {
				return err
			}
			if place == nil || bytes.Equal(place, c.next()) {
				break
			}
			if few, clusters, err = r.reach(place, c.next() != nil); err != nil {
				return err
			}
		}
		if few && len(clusters) == 0 {
			place = c.next()
		}
	}
	return nil
}

// next is the place of the first change that was not taken yet; nil where all were.
func (c *change) next() []byte {
	var places [][]byte
	if len(c.added) > 0 {
		places = append(places, c.added[0].item.Position())
	}
	if len(c.removed) > 0 {
		places = append(places, c.removed[0].item.Position())
	}
	if len(c.forced) > 0 {
		places = append(places, c.forced[0])
	}
	if len(places) == 0 {
		return nil
	}
	return slices.MinFunc(places, bytes.Compare)
}

// step is one statement in the order of both histories.
type step struct {
	item  *ledger.Item
	was   string     // its cluster in the tables, "" where it is new
	stays bool       // whether it is there still
	must  bool       // whether it is linked anew whatever it shares
	seq   ledger.Seq // of its reading, where it is new
}

// steps takes the changes before a place, or all at the end, together with statements of the tables.
func (c *change) steps(rest []storedItem, place []byte, end bool) []step {
	before := func(position []byte) bool { return end || bytes.Compare(position, place) < 0 }
	forced := map[string]bool{}
	for len(c.forced) > 0 && before(c.forced[0]) {
		forced[string(c.forced[0])] = true
		c.forced = c.forced[1:]
	}
	var steps []step
	for _, s := range rest {
		steps = append(steps, step{item: s.item, was: s.cluster, stays: true, must: len(forced) > 0 && forced[string(s.item.Position())]})
	}
	for len(c.added) > 0 && before(c.added[0].item.Position()) {
		steps = append(steps, step{item: c.added[0].item, seq: c.added[0].seq, stays: true, must: true})
		c.added = c.added[1:]
	}
	for len(c.removed) > 0 && before(c.removed[0].item.Position()) {
		steps = append(steps, step{item: c.removed[0].item, was: c.removed[0].cluster})
		c.removed = c.removed[1:]
	}
	// What was removed comes before what is added in its place.
	slices.SortStableFunc(steps, func(a, b step) int {
		if c := a.item.Compare(b.item); c != 0 || a.stays == b.stays {
			return c
		}
		if a.stays {
			return 1
		}
		return -1
	})
	return steps
}

// behind is the first place after a statement.
func behind(it *ledger.Item) []byte { return append(it.Position(), 0) }

// rebase begins anew at a place: of what is in memory only the clusters that are followed are kept.
func (r *relinking) rebase(place []byte) {
	old, now := newHistory(nil), newHistory(r.decisions)
	for _, id := range sorted(r.alive) {
		for _, h := range []struct{ from, to history }{{r.old, old}, {r.now, now}} {
			if c := h.from.byID[id]; c != nil {
				h.to.Adopt(c)
				h.to.byID[id] = c
				h.to.Settle(sorted(c.Keys()))
			}
		}
	}
	r.from, r.old, r.now, r.loaded = place, old, now, map[string]bool{}
}

// step takes a statement in both histories.
func (r *relinking) step(s step) error {
	is := s.was
	switch {
	case s.stays && (s.must || r.shares(s.item) && !r.unmoved(s.item, s.was)):
		r.from = s.item.Position()
		if err := r.load(s.item.Keys()); err != nil {
			return err
		}
		is = r.now.link(s.item)
	case s.stays:
		if ok, err := r.minds(s); !ok {
			return err
		}
		r.now.put(is, s.item)
	default:
		is = ""
		if err := r.bring(s); err != nil {
			return err
		}
	}
	if r.two && s.was != "" {
		r.old.put(s.was, s.item)
	}
	switch {
	case s.was == "":
		r.added = append(r.added, row{s.item, is, s.was, s.seq})
	case s.stays && is != s.was:
		r.moved = append(r.moved, row{s.item, is, s.was, s.seq})
	}
	if is != s.was {
		r.again[is], r.again[s.was] = true, true
	}
	for _, id := range []string{is, s.was} {
		if _, known := r.differ[id]; id != "" && (known || is != s.was) {
			r.compare(id, s.item)
		}
	}
	return nil
}

// minds reports whether a statement that stays in its cluster is to be taken: whether the cluster is
// in memory, or belongs there since its statements are compared with those of a key.
func (r *relinking) minds(s step) (bool, error) {
	if !r.has(s) && !slices.ContainsFunc(s.item.Keys(), func(k string) bool { return r.loaded[k] }) {
		return false, nil
	}
	return true, r.bring(s)
}

// has reports whether the cluster of a statement is in memory, or begins with it.
func (r *relinking) has(s step) bool {
	_, differs := r.differ[s.was]
	return differs || r.now.byID[s.was] != nil || s.was == s.item.ID
}

// bring puts the cluster of a statement into memory as it stood before it.
func (r *relinking) bring(s step) error {
	if r.has(s) {
		return nil
	}
	r.from = s.item.Position()
	if err := r.restore([]string{s.was}); err != nil {
		return err
	}
	for _, h := range r.histories() {
		h.Settle(sorted(h.byID[s.was].Keys()))
	}
	return nil
}

// compare notes whether the histories differ in a cluster that took a statement in one or both.
func (r *relinking) compare(id string, it *ledger.Item) {
	if r.two && bytes.Equal(r.now.snapshot(id), r.old.snapshot(id)) {
		delete(r.differ, id)
		delete(r.alive, id)
		delete(r.spent, id)
		return
	}
	r.grew = r.grew || !r.alive[id]
	r.differ[id], r.alive[id] = r.now.byID[id], true
	for _, k := range it.Keys() {
		delete(r.spent[id], k)
		r.grew = r.grew || !r.followed[k]
	}
}

// shared are the keys by which a statement could find a cluster in which the histories differ.
func (r *relinking) shared(it *ledger.Item, id string) (keys []string) {
	for _, k := range it.Keys() {
		if !r.spent[id][k] && (r.old.byID[id].Keys()[k] != nil || r.now.byID[id].Keys()[k] != nil) {
			keys = append(keys, k)
		}
	}
	return keys
}

// shares reports whether a statement could be drawn to a cluster in which the histories differ, or
// away from one.
func (r *relinking) shares(it *ledger.Item) bool {
	for id := range r.alive {
		if len(r.shared(it, id)) > 0 {
			return true
		}
	}
	return false
}

// reach works out by which keys statements from a place on could join what differs, leaves out what
// none can, and returns the clusters of the tables that such statements are in, if they are few.
// What is not in the tables yet may have any key.
func (r *relinking) reach(place []byte, more bool) (few bool, clusters []string, err error) {
	few, r.followed = true, map[string]bool{}
	found := map[string]bool{}
	for _, id := range sorted(r.alive) {
		joined := false
		for _, h := range []history{r.old, r.now} {
			for _, k := range sorted(h.byID[id].Keys()) {
				if r.spent[id][k] {
					continue
				}
				if !r.reached(r.old, id, k) && !r.reached(r.now, id, k) {
					if r.spent[id] == nil {
						r.spent[id] = map[string]bool{}
					}
					r.spent[id][k] = true
					continue
				}
				if r.followed[k] {
					joined = true
					continue
				}
				list, err := column[string](r.queries, "SELECT cluster FROM cluster_keys WHERE name = ? AND last >= ? LIMIT ?", k, place, ledger.Most+1)
				if err != nil {
					return false, nil, err
				}
				if len(list) == 0 && !more {
					continue
				}
				joined, r.followed[k] = true, true
				for _, c := range list {
					found[c] = true
				}
				if _, ok := r.crowds[k]; !ok {
					var n int
					if err := r.row(&n)("SELECT COUNT(*) FROM (SELECT 1 FROM cluster_keys WHERE name = ? LIMIT ?) AS found", k, ledger.Most+1); err != nil {
						return false, nil, err
					}
					r.crowds[k] = n
				}
				few = few && r.crowds[k] <= ledger.Most
			}
		}
		if !joined {
			delete(r.alive, id)
			delete(r.spent, id)
		}
	}
	return few && len(found) <= 4*ledger.Most, sorted(found), nil
}

// reached reports whether a statement with a key could join a cluster in a history.
func (r *relinking) reached(h history, id, key string) bool {
	c := h.byID[id]
	return c.Keys()[key] != nil && h.Reaches(c, key)
}

// leap takes the statements of clusters from a place on, up to the next change, and returns how far
// it came: to the next change, or behind the statement after which others are to be followed.
func (r *relinking) leap(place, next []byte, clusters []string) ([]byte, error) {
	const some = 200
	args := make([]any, 0, len(clusters)+3)
	for _, c := range clusters {
		args = append(args, c)
	}
	until := ""
	args = append(args, place)
	if next != nil {
		until = " AND place < ?"
		args = append(args, next)
	}
	rest, err := r.items("SELECT data, cluster FROM items WHERE cluster IN ("+marks(len(clusters))+") AND place >= ?"+until+" ORDER BY place LIMIT ?", append(args, some)...)
	if err != nil {
		return nil, err
	}
	r.grew = false
	for _, s := range rest {
		if !r.shares(s.item) {
			continue
		}
		if r.unmoved(s.item, s.cluster) {
			if r.alive[s.cluster] {
				r.old.put(s.cluster, s.item)
				r.now.put(s.cluster, s.item)
				r.compare(s.cluster, s.item)
			}
		} else {
			r.rebase(s.item.Position())
			if err := r.step(step{item: s.item, was: s.cluster, stays: true, must: true}); err != nil {
				return nil, err
			}
		}
		if r.grew || len(r.alive) == 0 {
			return behind(s.item), nil
		}
	}
	if len(rest) == some {
		return behind(rest[some-1].item), nil
	}
	return next, nil
}

// unmoved reports whether a statement surely stays in the cluster where it is.
func (r *relinking) unmoved(it *ledger.Item, was string) bool {
	crowded := func(key string) bool { n, ok := r.crowds[key]; return !ok || n+len(r.differ) > ledger.Most }
	for id := range r.alive {
		keys := r.shared(it, id)
		if len(keys) > 0 && !r.now.Unmoved(it, keys, was == id, r.old.byID[id], r.now.byID[id], crowded) {
			return false
		}
	}
	return true
}
