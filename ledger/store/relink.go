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
	changes, err := r.changes(c)
	if err != nil || len(changes) == 0 {
		return r, err
	}
	return r, r.relink(changes, nil, false)
}

// relink takes changes, by following what they change or by linking all that comes after them anew,
// whichever is less work, up to a place. Where there are more of them than are given, all that comes
// after the first is linked anew.
func (r *relinking) relink(changes []step, upTo []byte, more bool) error {
	// To follow one change costs about as much as to link so many statements anew.
	const worth = 50
	first := changes[0].item.Position()
	after, args := " FROM items WHERE class = ? AND place >= ?", []any{r.class, first}
	if r.until > 0 {
		after, args = after+" AND seq <= ?", append(args, int64(r.until))
	}
	if !more {
		var n int
		if err := r.row(&n)("SELECT COUNT(*) FROM (SELECT 1"+after+" LIMIT ?) AS found", append(slices.Clone(args), worth*len(changes)+1)...); err != nil {
			return err
		}
		if n > worth*len(changes) {
			return r.follow(changes, upTo)
		}
	}
	rest, err := r.items("SELECT data, cluster"+after+" ORDER BY place", args...)
	if err != nil {
		return err
	}
	return r.replay(changes, rest, first)
}

// relinking is a relink under way in a class.
type relinking struct {
	*tx
	class   string
	linker  *ledger.Linker // knows what people told apart
	again   map[string]bool
	told    []string            // statements that people told apart
	apart   map[string][]string // the same by cluster, once they are looked up
	added   []row
	moved   []row
	changed map[string]*ledger.Cluster // clusters of the tables that are to be others; without statements where they are none any more

	until   ledger.Seq                    // of a past state, the last event that was recorded; else 0
	differ  map[string]bool               // clusters in which the histories that are followed differ
	pinned  map[string]bool               // those of them to which the tables have not what one of them has
	state   [2]map[string]*ledger.Cluster // of these, by history
	windows map[string]*window            // of the keys that are followed
	crowds  map[string]int                // how many clusters a key has in the tables
	known   map[string]*standing          // clusters in which the histories do not differ, as far as they were looked up
}

func newRelinking(t *tx, class string, decisions []ledger.Decision) *relinking {
	return &relinking{
		tx: t, class: class, linker: ledger.NewLinker(decisions), told: told(decisions), again: map[string]bool{},
		changed: map[string]*ledger.Cluster{}, differ: map[string]bool{}, pinned: map[string]bool{},
		state: [2]map[string]*ledger.Cluster{{}, {}}, windows: map[string]*window{}, crowds: map[string]int{},
		known: map[string]*standing{},
	}
}

// row is a statement with the cluster that it is to be in.
type row struct {
	item    *ledger.Item
	cluster string
	was     string     // the cluster that it was in, "" where it is new
	seq     ledger.Seq // of its reading, where it is new
}

// standing is a cluster of the tables as it stood at a place, and what joined it from there on.
type standing struct {
	cluster *ledger.Cluster
	rest    []*ledger.Item
}

// at is the cluster as it stood before a place that is not before the last one; nil before it began.
func (s *standing) at(place []byte) *ledger.Cluster {
	for len(s.rest) > 0 && bytes.Compare(s.rest[0].Position(), place) < 0 {
		if s.cluster == nil {
			s.cluster = &ledger.Cluster{}
		}
		s.cluster.Take(s.rest[0])
		s.rest = s.rest[1:]
	}
	return s.cluster
}

// states are clusters of the tables as they stood before a place, that is not before the last one; none
// of those that began there or later.
func (r *relinking) states(ids []string, place []byte) (map[string]*ledger.Cluster, error) {
	missing := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return r.known[id] != nil })
	if len(missing) > 0 {
		if err := r.lookUpTold(); err != nil {
			return nil, err
		}
	}
	var over []string // the place, where what is kept of them is of later
	if err := inGroups(missing, "SELECT id, last, state FROM clusters WHERE id IN (%s)", func(query string, args []any) error {
		return r.each(query, args, func(rows *sql.Rows) error {
			var id string
			var last, state sql.RawBytes
			if err := rows.Scan(&id, &last, &state); err != nil {
				return err
			}
			if bytes.Compare(last, place) >= 0 {
				over = append(over, id)
				return nil
			}
			c, err := ledger.Resume(state, r.apart[id])
			r.known[id] = &standing{cluster: c}
			return err
		})
	}); err != nil {
		return nil, err
	}
	slices.Sort(over)
	if err := inGroups(over, "SELECT data, cluster FROM items WHERE cluster IN (%s) ORDER BY cluster, place", func(query string, args []any) error {
		stored, err := r.items(query, args...)
		for _, s := range stored {
			if r.known[s.cluster] == nil {
				r.known[s.cluster] = &standing{}
			}
			r.known[s.cluster].rest = append(r.known[s.cluster].rest, s.item)
		}
		return err
	}); err != nil {
		return nil, err
	}
	found := map[string]*ledger.Cluster{}
	for _, id := range ids {
		if s := r.known[id]; s != nil {
			if c := s.at(place); c != nil {
				found[id] = c
			}
		}
	}
	return found, nil
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
	for _, id := range sorted(r.changed) {
		r.again[id] = true
		if err := r.exec("DELETE FROM cluster_keys WHERE cluster = ?", id); err != nil {
			return err
		}
		if r.changed[id] == nil {
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
	for _, id := range sorted(r.changed) {
		if c := r.changed[id]; c != nil {
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
