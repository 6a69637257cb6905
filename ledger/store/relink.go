package store

import (
	"bytes"
	"database/sql"
	"slices"

	"github.com/bywhen/bywhen/ledger"
)

// relink links anew what a change touches among the statements of a class.
//
// Linking takes the statements in their order, so what stands before the change stays as it is.
// After it, two histories are followed side by side, the one in the tables and the new one. A
// statement that shares no key with a cluster in which they differ stays where it is; where they
// do not differ any more, the rest of the tables is right. So a late report costs what it changes.
func (t *tx) relink(x *changes, decisions []ledger.Decision) error {
	var all []*relinking
	for _, class := range sorted(x.classes) {
		r, err := t.relinkClass(class, x.classes[class], decisions, x.again)
		if err != nil {
			return err
		}
		all = append(all, r)
	}
	// A statement that changes its class takes its id, which may be that of a cluster, along: what
	// goes must be gone before what comes is written.
	for _, r := range all {
		if err := r.drop(); err != nil {
			return err
		}
	}
	for _, r := range all {
		if err := r.keep(); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) relinkClass(class string, c *change, decisions []ledger.Decision, again map[string]bool) (*relinking, error) {
	r := &relinking{tx: t, class: class, now: newHistory(decisions), differ: map[string]bool{}, again: again, loaded: map[string]bool{}, told: told(decisions)}
	slices.SortFunc(c.added, func(a, b addedItem) int { return a.item.Compare(b.item) })
	slices.SortFunc(c.removed, func(a, b storedItem) int { return a.item.Compare(b.item) })
	slices.SortFunc(c.forced, bytes.Compare)
	var ends [][]byte
	if n := len(c.added); n > 0 {
		ends = append(ends, c.added[0].item.Position(), c.added[n-1].item.Position())
	}
	if n := len(c.removed); n > 0 {
		ends = append(ends, c.removed[0].item.Position(), c.removed[n-1].item.Position())
	}
	if n := len(c.forced); n > 0 {
		ends = append(ends, c.forced[0], c.forced[n-1])
	}
	r.from = slices.MinFunc(ends, bytes.Compare)
	until := slices.MaxFunc(ends, bytes.Compare)
	return r, r.follow(c, until)
}

// history is how clusters came about.
type history struct {
	*ledger.Linker
	byID map[string]*ledger.Cluster
}

func newHistory(decisions []ledger.Decision) history {
	return history{ledger.NewLinker(decisions), map[string]*ledger.Cluster{}}
}

// put puts a statement into a cluster by its id, which may be the statement's own.
func (h history) put(id string, it *ledger.Item) {
	if h.byID[id] == nil {
		h.byID[id] = h.Restore(nil)
	}
	h.Put(h.byID[id], it)
}

// link links a statement and returns the id of its cluster.
func (h history) link(it *ledger.Item) string {
	c := h.Add(it)
	h.byID[c.ID()] = c
	return c.ID()
}

// snapshot is that of a cluster, nil where there is none.
func (h history) snapshot(id string) []byte {
	c := h.byID[id]
	if c == nil || len(c.Items) == 0 {
		return nil
	}
	return c.Snapshot()
}

// relinking is a relink under way.
type relinking struct {
	*tx
	class  string
	from   []byte
	old    history // as the tables have it; only followed where statements come after the change
	now    history
	two    bool            // whether old is followed
	differ map[string]bool // clusters in which the two differ
	again  map[string]bool
	loaded map[string]bool     // keys whose clusters before from are in memory
	told   []string            // statements that people told apart
	apart  map[string][]string // the same by cluster, once they are looked up
	added  []row
	moved  []row
}

// row is a statement with the cluster that it is to be in.
type row struct {
	item    *ledger.Item
	cluster string
	was     string     // the cluster that it was in, "" where it is new
	seq     ledger.Seq // of its reading, where it is new
}

// follow takes the statements from the change on, some hundreds at a time, until both histories
// are one again.
func (r *relinking) follow(c *change, until []byte) error {
	const some = 500
	added, removed, forced := c.added, c.removed, c.forced
	place := r.from
	first := true
	for {
		op := ">"
		if first {
			op = ">="
		}
		rest, err := r.items("SELECT data, cluster FROM items WHERE class = ? AND place "+op+" ? ORDER BY place LIMIT ?", r.class, place, some)
		if err != nil {
			return err
		}
		end := len(rest) < some
		if first && (len(rest) > 0 || len(removed) > 0) {
			r.two, r.old = true, newHistory(nil)
		}
		first = false
		if !end {
			place = rest[len(rest)-1].item.Position()
		}
		upTo := func(it *ledger.Item) bool { return end || bytes.Compare(it.Position(), place) <= 0 }
		var steps []step
		for _, s := range rest {
			steps = append(steps, step{item: s.item, was: s.cluster, stays: true})
		}
		for len(added) > 0 && upTo(added[0].item) {
			steps = append(steps, step{item: added[0].item, seq: added[0].seq, stays: true})
			added = added[1:]
		}
		for len(removed) > 0 && upTo(removed[0].item) {
			steps = append(steps, step{item: removed[0].item, was: removed[0].cluster})
			removed = removed[1:]
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
		keys := map[string]bool{}
		for _, s := range steps {
			for _, k := range s.item.Keys() {
				keys[k] = true
			}
		}
		if err := r.load(sorted(keys)); err != nil {
			return err
		}
		for _, s := range steps {
			position := s.item.Position()
			must := s.stays && s.was == ""
			for len(forced) > 0 && bytes.Compare(forced[0], position) <= 0 {
				must = must || bytes.Equal(forced[0], position)
				forced = forced[1:]
			}
			r.step(s, must)
			if r.two && len(r.differ) == 0 && bytes.Compare(position, until) >= 0 {
				return nil
			}
		}
		if end {
			return nil
		}
	}
}

// step is one statement in the order of both histories.
type step struct {
	item  *ledger.Item
	was   string // its cluster in the tables, "" where it is new
	stays bool   // whether it is there still
	seq   ledger.Seq
}

// step takes a statement in both histories.
func (r *relinking) step(s step, must bool) {
	is := ""
	if s.stays {
		is = s.was
		if must || r.shares(s.item) || s.was != s.item.ID && r.now.byID[s.was] == nil {
			is = r.now.link(s.item)
		} else {
			r.now.put(is, s.item)
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
		if id == "" || is == s.was && !r.differ[id] {
			continue
		}
		if r.two && bytes.Equal(r.now.snapshot(id), r.old.snapshot(id)) {
			delete(r.differ, id)
		} else {
			r.differ[id] = true
		}
	}
}

// shares reports whether a statement could be drawn to a cluster in which the histories differ, or
// away from one.
func (r *relinking) shares(it *ledger.Item) bool {
	if len(r.differ) == 0 {
		return false
	}
	for _, k := range it.Keys() {
		for id := range r.differ {
			for _, h := range []history{r.now, r.old} {
				if c := h.byID[id]; c != nil && c.Keys()[k] != nil {
					return true
				}
			}
		}
	}
	return false
}

// load puts those clusters into memory, as they stood before the change, that statements with the
// keys could belong to: of each key those that were spoken of last.
func (r *relinking) load(keys []string) error {
	type found struct {
		state       []byte
		whole       bool // whether all of it stands before the change
		first, last []byte
	}
	clusters := map[string]*found{}
	keys = slices.DeleteFunc(keys, func(k string) bool { return r.loaded[k] })
	for _, k := range keys {
		r.loaded[k] = true
		take := func(rows *sql.Rows) error {
			var id string
			f := &found{}
			if err := rows.Scan(&id, &f.first, &f.last, &f.state); err != nil {
				return err
			}
			f.whole = bytes.Compare(f.last, r.from) < 0
			if r.now.byID[id] == nil {
				clusters[id] = f
			}
			return nil
		}
		if err := r.each(`SELECT c.id, c.first, c.last, c.state FROM cluster_keys k JOIN clusters c ON c.id = k.cluster
			WHERE k.name = ? AND k.last < ? ORDER BY k.last DESC LIMIT ?`, []any{k, r.from, ledger.Most}, take); err != nil {
			return err
		}
		if err := r.each(`SELECT c.id, c.first, c.last, c.state FROM cluster_keys k JOIN clusters c ON c.id = k.cluster
			WHERE k.name = ? AND k.last >= ? AND c.first < ?`, []any{k, r.from, r.from}, take); err != nil {
			return err
		}
	}
	if err := r.lookUpTold(); err != nil {
		return err
	}
	for _, id := range sorted(clusters) {
		f := clusters[id]
		if !f.whole {
			if err := r.restore(id); err != nil {
				return err
			}
			continue
		}
		for _, h := range r.histories() {
			c, err := h.Resume(f.state, r.apart[id])
			if err != nil {
				return err
			}
			h.byID[id] = c
		}
	}
	for _, h := range r.histories() {
		h.Settle(keys)
		for id := range clusters { // they have other keys, too
			h.Settle(sorted(h.byID[id].Keys()))
		}
	}
	return nil
}

func (r *relinking) histories() []history {
	if r.two {
		return []history{r.old, r.now}
	}
	return []history{r.now}
}

// restore puts a cluster into memory as it stood before the change, which it reaches over.
func (r *relinking) restore(id string) error {
	stored, err := r.items("SELECT data, cluster FROM items WHERE cluster = ? AND place < ? ORDER BY place", id, r.from)
	if err != nil {
		return err
	}
	for _, h := range r.histories() {
		h.byID[id] = h.Restore(nil)
		for _, s := range stored {
			h.Put(h.byID[id], s.item)
		}
	}
	return nil
}

// told are the statements that people told apart.
func told(decisions []ledger.Decision) []string {
	all := map[string]bool{}
	for _, d := range decisions {
		if d.Verb == ledger.Differ {
			for _, id := range d.Statements {
				all[id] = true
			}
		}
	}
	return sorted(all)
}

// lookUpTold finds the clusters of the statements that people told apart.
func (r *relinking) lookUpTold() error {
	if r.apart != nil {
		return nil
	}
	r.apart = map[string][]string{}
	return inGroups(r.told, "SELECT id, cluster FROM items WHERE id IN (%s) ORDER BY place", func(query string, args []any) error {
		return r.each(query, args, func(rows *sql.Rows) error {
			var id, cluster string
			err := rows.Scan(&id, &cluster)
			r.apart[cluster] = append(r.apart[cluster], id)
			return err
		})
	})
}

// drop takes out of the tables what is not so any more.
func (r *relinking) drop() error {
	for _, id := range sorted(r.differ) {
		r.again[id] = true
		if err := r.exec("DELETE FROM cluster_keys WHERE cluster = ?", id); err != nil {
			return err
		}
		if r.now.snapshot(id) == nil {
			if err := r.forget(id); err != nil {
				return err
			}
		}
	}
	return nil
}

// keep writes the new history into the tables. Clusters in which it does not differ are there.
func (r *relinking) keep() error {
	for _, a := range r.added {
		if err := r.insert(a); err != nil {
			return err
		}
	}
	for _, m := range r.moved {
		r.says(m.item, m.was, -1)
		r.says(m.item, m.cluster, 1)
		if err := r.exec("UPDATE items SET cluster = ? WHERE id = ?", m.cluster, m.item.ID); err != nil {
			return err
		}
	}
	for _, id := range sorted(r.differ) {
		if r.now.snapshot(id) == nil {
			continue
		}
		if err := r.keepCluster(r.now.byID[id]); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) insert(a row) error {
	it := a.item
	t.says(it, a.cluster, 1)
	return t.exec("INSERT INTO items (id, report, class, place, published, cluster, seq, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		it.ID, it.Report, it.Class, it.Position(), it.Published.String(), a.cluster, int64(a.seq), encoded(it))
}

// forget takes a cluster out of the tables. Those that people joined it with are looked at again.
func (r *relinking) forget(id string) error {
	others, err := column[string](r.queries, "SELECT id FROM clusters WHERE commitment IN (SELECT commitment FROM clusters WHERE id = ?)", id)
	if err != nil {
		return err
	}
	for _, o := range others {
		r.again[o] = true
	}
	if err := r.exec("DELETE FROM commitments WHERE id IN (SELECT commitment FROM clusters WHERE id = ?)", id); err != nil {
		return err
	}
	return r.exec("DELETE FROM clusters WHERE id = ?", id)
}

// keepCluster puts a cluster into the tables; what it is joined with stays.
func (t *tx) keepCluster(c *ledger.Cluster) error {
	id := c.ID()
	first, last := c.Items[0].Position(), c.Items[len(c.Items)-1].Position()
	if err := t.exec(`INSERT INTO clusters (id, commitment, first, last, state) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET first = excluded.first, last = excluded.last, state = excluded.state`, id, id, first, last, c.Snapshot()); err != nil {
		return err
	}
	keys := c.Keys()
	for _, k := range sorted(keys) {
		if err := t.exec("INSERT INTO cluster_keys (name, last, cluster) VALUES (?, ?, ?)", k, keys[k], id); err != nil {
			return err
		}
	}
	return nil
}
