package store

import (
	"bytes"
	"database/sql"
	"errors"
	"slices"

	"github.com/bywhen/bywhen/ledger"
)

// Linking takes the statements in their order, so what stands before a change stays as it is. After
// it, two histories are followed side by side, the one in the tables and the new one. In most clusters
// they are the same. Where they differ, a statement that comes later may go elsewhere, if it is compared
// with such a cluster, or with another since such a one went out of a window or into it; all these have
// a key of it. So a key is followed while a cluster in which the histories differ is in its window, and
// of the statements that have it those are linked anew that do not surely stay. What a change costs
// hangs on what it changes, not on what was said since, nor on the size of the ledger.

// follow takes the statements that changes touch, up to a place.
func (r *relinking) follow(changes []step, upTo []byte) error {
	for {
		s, err := r.next(&changes)
		if err != nil {
			return err
		}
		if s == nil || upTo != nil && bytes.Compare(s.item.Position(), upTo) > 0 {
			break
		}
		if err := r.step(*s); err != nil {
			return err
		}
	}
	for id := range r.differ {
		r.changed[id] = r.state[now][id]
		if c := r.changed[id]; c != nil && len(c.Items) == 0 {
			r.changed[id] = nil
		}
	}
	return nil
}

// step is one statement in the order of both histories.
type step struct {
	item  *ledger.Item
	was   string     // its cluster in the tables, "" where it is new
	stays bool       // whether it is there still
	must  bool       // whether it is linked anew whatever it shares
	seq   ledger.Seq // of its reading, where it is new
}

func (s step) compare(o step) int {
	if c := s.item.Compare(o.item); c != 0 || s.stays == o.stays {
		return c
	}
	if s.stays { // what was removed comes before what is added in its place
		return 1
	}
	return -1
}

// changes are the steps that a change is made of, in order.
func (r *relinking) changes(c *change) ([]step, error) {
	var all []step
	for _, s := range c.removed {
		all = append(all, step{item: s.item, was: s.cluster})
	}
	for _, s := range c.added {
		all = append(all, step{item: s.item, stays: true, must: true, seq: s.seq})
	}
	slices.SortFunc(c.forced, bytes.Compare)
	for _, place := range slices.CompactFunc(c.forced, bytes.Equal) {
		var data []byte
		s := step{stays: true, must: true}
		err := r.row(&data, &s.was)("SELECT data, cluster FROM items WHERE class = ? AND place = ?", r.class, place)
		if errors.Is(err, sql.ErrNoRows) {
			continue // it is none any more
		}
		if err == nil {
			s.item, err = ledger.DecodeItem(data)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	slices.SortStableFunc(all, step.compare)
	return all, nil
}

// next is the next of the changes and the statements that are followed; nil where there is none.
func (r *relinking) next(changes *[]step) (*step, error) {
	var first *step
	if len(*changes) > 0 {
		first = &(*changes)[0]
	}
	fromChanges := first != nil
	for _, w := range r.windows {
		stored, err := w.rest.peek()
		if err != nil {
			return nil, err
		}
		if stored == nil {
			continue
		}
		s := step{item: stored.item, was: stored.cluster, stays: r.until == 0 || stored.seq <= r.until}
		if first == nil || s.compare(*first) < 0 {
			first, fromChanges = &s, false
		}
	}
	if first == nil {
		return nil, nil
	}
	if fromChanges {
		*changes = (*changes)[1:]
	}
	for _, w := range r.windows {
		if stored, _ := w.rest.peek(); stored != nil && stored.item.Compare(first.item) == 0 && first.was != "" {
			w.rest.skip()
		}
	}
	return first, nil
}

// step takes a statement in both histories.
func (r *relinking) step(s step) error {
	place := s.item.Position()
	is := ""
	var joined *ledger.Cluster
	if s.stays {
		unmoved, err := false, error(nil)
		if !s.must {
			unmoved, err = r.unmoved(s)
		}
		if is = s.was; err == nil && !unmoved {
			is, joined, err = r.link(s.item)
		}
		if err != nil {
			return err
		}
	}
	var entered []string
	if is != s.was {
		for _, id := range []string{is, s.was} {
			if id == "" || r.differ[id] {
				continue
			}
			if err := r.enter(id, joined, place); err != nil {
				return err
			}
			joined = nil
			entered = append(entered, id)
		}
		r.again[is], r.again[s.was] = true, true
		if s.was == "" {
			r.added = append(r.added, row{s.item, is, s.was, s.seq})
			r.pinned[is] = true
		} else if s.stays {
			r.moved = append(r.moved, row{s.item, is, s.was, s.seq})
		} else {
			r.pinned[s.was] = true
		}
	}
	r.take(old, s.was, s.item)
	r.take(now, is, s.item)
	return r.settle(s.item, is, s.was, entered)
}

// take adds a statement to a cluster in which the histories differ.
func (r *relinking) take(history int, id string, it *ledger.Item) {
	if !r.differ[id] {
		return
	}
	if r.state[history][id] == nil {
		r.state[history][id] = &ledger.Cluster{}
	}
	r.state[history][id].Take(it)
}

// enter notes that the histories differ in a cluster from a place on, where both had it as it is
// given, or as it is to be looked up.
func (r *relinking) enter(id string, c *ledger.Cluster, place []byte) error {
	if c == nil || c.ID() != id {
		states, err := r.states([]string{id}, place)
		if err != nil {
			return err
		}
		c = states[id]
	}
	delete(r.known, id)
	r.differ[id] = true
	r.state[old][id], r.state[now][id] = c, c.Clone()
	return nil
}

// settle brings windows and differences up to a statement that both histories have taken.
func (r *relinking) settle(it *ledger.Item, is, was string, entered []string) error {
	place := behind(it)
	keys := it.Keys()
	for _, k := range keys {
		if w := r.windows[k]; w != nil {
			w.put(old, was)
			w.put(now, is)
		}
	}
	for _, id := range []string{is, was} {
		if r.differ[id] && !r.pinned[id] && len(r.told) == 0 && bytes.Equal(snapshot(r.state[old][id]), snapshot(r.state[now][id])) {
			delete(r.differ, id)
			delete(r.state[old], id)
			delete(r.state[now], id)
		}
	}
	for _, id := range []string{is, was} {
		if !r.differ[id] {
			continue
		}
		own := keys
		if slices.Contains(entered, id) {
			own = slices.Concat(sorted(r.state[old][id].Keys()), sorted(r.state[now][id].Keys()))
		}
		for _, k := range own {
			if r.windows[k] != nil {
				continue
			}
			w, err := r.open(k, place)
			if err != nil {
				return err
			}
			r.windows[k] = w
		}
	}
	for _, k := range sorted(r.windows) {
		w := r.windows[k]
		if w.whole() && w.clusters+len(r.differ) > ledger.Most {
			reopened, err := r.open(k, place)
			if err != nil {
				return err
			}
			reopened.rest = w.rest
			w, r.windows[k] = reopened, reopened
		}
		differs := false
		for id := range r.differ {
			if r.holds(w, k, id) != 0 {
				differs = true
				break
			}
		}
		switch {
		case !differs:
			delete(r.windows, k)
		case w.rest == nil:
			w.rest = r.passage(r.class, k, place, false)
		}
	}
	return nil
}

// behind is the first place after a statement.
func behind(it *ledger.Item) []byte { return append(it.Position(), 0) }

// snapshot is that of a cluster, nil where there is none.
func snapshot(c *ledger.Cluster) []byte {
	if c == nil || len(c.Items) == 0 {
		return nil
	}
	return c.Snapshot()
}

// unmoved reports whether a statement surely stays in the cluster where it is.
func (r *relinking) unmoved(s step) (bool, error) {
	found := map[string]uint8{}
	for _, k := range s.item.Keys() {
		w := r.windows[k]
		if w == nil {
			continue
		}
		for id := range r.differ {
			if bits := r.holds(w, k, id); bits != 0 {
				found[id] |= bits
			}
		}
		for id, bits := range w.in {
			if bits != both {
				found[id] |= bits
			}
		}
	}
	if r.differ[s.was] && s.was != s.item.ID && found[s.was] == 0 {
		return false, nil
	}
	for id, bits := range found {
		for _, k := range s.item.Keys() {
			if w := r.windows[k]; w != nil && !w.whole() {
				bits |= w.in[id]
			}
		}
		var a, b *ledger.Cluster
		switch {
		case r.differ[id]:
			if bits&(1<<old) != 0 {
				a = r.state[old][id]
			}
			if bits&(1<<now) != 0 {
				b = r.state[now][id]
			}
		case bits == both:
			continue
		case bits == 1<<old && id != s.was:
			continue // it is not compared with another that it did not join
		case bits == 1<<now && id != s.was:
			states, err := r.states([]string{id}, s.item.Position())
			if err != nil {
				return false, err
			}
			b = states[id]
		}
		if !r.linker.Unmoved(s.item, id == s.was, a, b) {
			return false, nil
		}
	}
	return true, nil
}

// link links a statement in the new history. It returns the id of its cluster, and the cluster where
// it was there before.
func (r *relinking) link(it *ledger.Item) (string, *ledger.Cluster, error) {
	place := it.Position()
	sure, perhaps := map[string]bool{}, map[string][]string{}
	for _, k := range it.Keys() {
		w := r.windows[k]
		if w == nil {
			var err error
			if w, err = r.open(k, place); err != nil {
				return "", nil, err
			}
			r.windows[k] = w
		}
		if !w.whole() {
			for _, id := range w.last[now] {
				sure[id] = true
			}
			continue
		}
		ids, err := column[string](r.queries, "SELECT k.cluster FROM cluster_keys k JOIN clusters c ON c.id = k.cluster WHERE k.name = ? AND c.first < ?", k, place)
		if err != nil {
			return "", nil, err
		}
		for _, id := range slices.Concat(ids, sorted(r.differ)) {
			perhaps[id] = append(perhaps[id], k)
		}
	}
	missing := map[string]bool{}
	for _, ids := range [][]string{sorted(sure), sorted(perhaps)} {
		for _, id := range ids {
			if !r.differ[id] {
				missing[id] = true
			}
		}
	}
	states, err := r.states(sorted(missing), place)
	if err != nil {
		return "", nil, err
	}
	for id := range r.differ {
		states[id] = r.state[now][id]
	}
	var compared []*ledger.Cluster
	for id, c := range states {
		has := func(k string) bool { return c.Keys()[k] != nil }
		if c != nil && (sure[id] || slices.ContainsFunc(perhaps[id], has)) {
			compared = append(compared, c)
		}
	}
	if best := r.linker.Best(it, compared); best != nil {
		return best.ID(), best, nil
	}
	return it.ID, nil, nil
}
