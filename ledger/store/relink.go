package store

import (
	"bytes"
	"database/sql"
	"slices"

	"github.com/bywhen/bywhen/ledger"
)

// relink links anew what a change touches among the statements of a class; see follow.go.
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
	r := newRelinking(t, class, decisions)
	r.again = again
	slices.SortFunc(c.added, func(a, b addedItem) int { return a.item.Compare(b.item) })
	slices.SortFunc(c.removed, func(a, b storedItem) int { return a.item.Compare(b.item) })
	slices.SortFunc(c.forced, bytes.Compare)
	return r, r.follow(c)
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
	class     string
	decisions []ledger.Decision
	from      []byte  // what is in memory stood so before this place, or was followed from there
	old       history // as the tables have it; only followed where statements come after the change
	now       history
	two       bool                       // whether old is followed
	differ    map[string]*ledger.Cluster // clusters in which the two differ, as they are to be; nil for none
	alive     map[string]bool            // those of them that statements could still join
	spent     map[string]map[string]bool // of those, the keys by which none can any more
	again     map[string]bool
	loaded    map[string]bool     // keys whose clusters before from are in memory
	followed  map[string]bool     // keys by which statements are followed
	grew      bool                // whether there are others since
	crowds    map[string]int      // how many clusters a key has in the tables
	told      []string            // statements that people told apart
	apart     map[string][]string // the same by cluster, once they are looked up
	added     []row
	moved     []row
}

func newRelinking(t *tx, class string, decisions []ledger.Decision) *relinking {
	return &relinking{
		tx: t, class: class, decisions: decisions, now: newHistory(decisions), differ: map[string]*ledger.Cluster{}, alive: map[string]bool{},
		spent: map[string]map[string]bool{}, loaded: map[string]bool{}, crowds: map[string]int{}, told: told(decisions),
	}
}

// row is a statement with the cluster that it is to be in.
type row struct {
	item    *ledger.Item
	cluster string
	was     string     // the cluster that it was in, "" where it is new
	seq     ledger.Seq // of its reading, where it is new
}

// load puts those clusters into memory, as they stood before the change, that statements with the
// keys could belong to: of each key those that were spoken of last.
func (r *relinking) load(keys []string) error {
	keys = slices.DeleteFunc(keys, func(k string) bool { return r.loaded[k] })
	missing := map[string]bool{}
	for _, k := range keys {
		r.loaded[k] = true
		before, err := column[string](r.queries, "SELECT cluster FROM cluster_keys WHERE name = ? AND last < ? ORDER BY last DESC LIMIT ?", k, r.from, ledger.Most)
		if err != nil {
			return err
		}
		over, err := column[string](r.queries, `SELECT k.cluster FROM cluster_keys k JOIN clusters c ON c.id = k.cluster
			WHERE k.name = ? AND k.last >= ? AND c.first < ?`, k, r.from, r.from)
		if err != nil {
			return err
		}
		for _, id := range slices.Concat(before, over) {
			if _, ok := r.differ[id]; !ok && r.now.byID[id] == nil {
				missing[id] = true
			}
		}
	}
	if err := r.lookUpTold(); err != nil {
		return err
	}
	var reach []string // over from, where what is kept of them is of later
	if err := inGroups(sorted(missing), "SELECT id, last, state FROM clusters WHERE id IN (%s) ORDER BY id", func(query string, args []any) error {
		return r.each(query, args, func(rows *sql.Rows) error {
			var id string
			var last, state []byte
			if err := rows.Scan(&id, &last, &state); err != nil {
				return err
			}
			if bytes.Compare(last, r.from) >= 0 {
				reach = append(reach, id)
				return nil
			}
			for _, h := range r.histories() {
				c, err := h.Resume(state, r.apart[id])
				if err != nil {
					return err
				}
				h.byID[id] = c
			}
			return nil
		})
	}); err != nil {
		return err
	}
	if err := r.restore(reach); err != nil {
		return err
	}
	for _, h := range r.histories() {
		unsettled := map[string]bool{}
		for _, k := range keys {
			unsettled[k] = true
		}
		for id := range missing { // they have other keys, too
			for k := range h.byID[id].Keys() {
				unsettled[k] = true
			}
		}
		h.Settle(sorted(unsettled))
	}
	return nil
}

func (r *relinking) histories() []history {
	if r.two {
		return []history{r.old, r.now}
	}
	return []history{r.now}
}

// restore puts clusters into memory as they stood before the change, which they reach over.
func (r *relinking) restore(ids []string) error {
	for _, h := range r.histories() {
		for _, id := range ids {
			h.byID[id] = h.Restore(nil)
		}
	}
	return inGroups(ids, "SELECT data, cluster FROM items WHERE cluster IN (%s) AND place < ? ORDER BY cluster, place", func(query string, args []any) error {
		stored, err := r.items(query, append(args, r.from)...)
		for _, s := range stored {
			for _, h := range r.histories() {
				h.Put(h.byID[s.cluster], s.item)
			}
		}
		return err
	})
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
		if r.differ[id] == nil {
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
		if c := r.differ[id]; c != nil {
			if err := r.keepCluster(c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *tx) insert(a row) error {
	it := a.item
	t.says(it, a.cluster, 1)
	return t.exec("INSERT INTO items (id, report, class, place, published, cluster, seq, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		it.ID, it.Report, it.Class, it.Position(), it.Published.String(), a.cluster, int64(a.seq), it.Encoded())
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
