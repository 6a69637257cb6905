package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/ledger"
)

// derive brings the tables up to new events. What it leaves depends on the set of events in the
// log, not on how they were cut into calls.
func (t *tx) derive(fresh []ledger.Event) error {
	touched := touched{from: map[string][]byte{}, again: map[string]bool{}}
	reports := map[string]bool{}
	for _, e := range fresh {
		switch e.Kind {
		case ledger.ReadingEvent:
			r, err := ledger.Decode[ledger.Reading](e)
			if err != nil {
				return err
			}
			if err := t.exec("INSERT INTO readings (report, reader, id, seq) VALUES (?, ?, ?, ?)", r.Report, r.Reader, e.ID, int64(e.Seq)); err != nil {
				return err
			}
			reports[r.Report] = true
		case ledger.SettingEvent:
			set, err := ledger.Decode[ledger.Setting](e)
			if err != nil {
				return err
			}
			if set.Name == ledger.Erase {
				if err := t.withhold(set); err != nil {
					return err
				}
				reports[set.Value] = true
			}
		case ledger.DecisionEvent:
			d, err := ledger.Decode[ledger.Decision](e)
			if err != nil {
				return err
			}
			if err := t.decide(d, e, reports, &touched); err != nil {
				return err
			}
		}
	}
	decisions, err := t.standing()
	if err != nil {
		return err
	}
	for _, report := range sorted(reports) {
		if err := t.place(report, decisions, &touched); err != nil {
			return err
		}
	}
	for _, class := range sorted(touched.from) {
		if err := t.relink(class, touched.from[class], decisions, touched.again); err != nil {
			return err
		}
	}
	return t.assemble(sorted(touched.again), decisions)
}

// touched is what new events change.
type touched struct {
	from  map[string][]byte // class to the first position from which its statements are linked anew
	again map[string]bool   // clusters whose commitments are worked out anew
}

func (x *touched) at(class string, place []byte) {
	if first, ok := x.from[class]; !ok || slices.Compare(place, first) < 0 {
		x.from[class] = place
	}
}

// decide keeps a decision and notes what it changes.
func (t *tx) decide(d ledger.Decision, e ledger.Event, reports map[string]bool, x *touched) error {
	if err := t.exec("INSERT INTO decisions (seq, id, data) VALUES (?, ?, ?)", int64(e.Seq), e.ID, e.Body); err != nil {
		return err
	}
	statements := d.Statements
	if d.Verb == ledger.Undo {
		undone, err := t.decision(d.Value)
		if err != nil {
			return err
		}
		statements = undone.Statements
	}
	for _, id := range statements {
		if err := t.exec("INSERT INTO decided (statement, seq) VALUES (?, ?) ON CONFLICT DO NOTHING", id, int64(e.Seq)); err != nil {
			return err
		}
		var report, class, cluster string
		var place []byte
		err := t.row(&report, &class, &place, &cluster)("SELECT report, class, place, COALESCE(cluster, '') FROM items WHERE id = ?", id)
		if errors.Is(err, sql.ErrNoRows) {
			continue // decided about before it was read
		}
		if err != nil {
			return err
		}
		reports[report] = true // a correction changes what is linked
		x.at(class, place)
		x.again[cluster] = true
	}
	return nil
}

// decision is a decision by its id; the zero Decision where there is none. What an undo takes
// back that was itself an undo is followed to what it speaks of.
func (q queries) decision(id string) (d ledger.Decision, err error) {
	var data []byte
	err = q.row(&data)("SELECT data FROM decisions WHERE id = ?", id)
	if errors.Is(err, sql.ErrNoRows) {
		return d, nil
	}
	if err != nil {
		return d, err
	}
	if err := json.Unmarshal(data, &d); err != nil {
		return d, err
	}
	if d.Verb == ledger.Undo {
		return q.decision(d.Value)
	}
	return d, nil
}

// standing are the decisions that were not taken back.
func (q queries) standing() ([]ledger.Decision, error) {
	var all []ledger.Decision
	err := q.decisions(&all)
	return ledger.Standing(all), err
}

func (q queries) decisions(all *[]ledger.Decision) error {
	return q.each("SELECT seq, id, data FROM decisions ORDER BY seq", nil, func(r *sql.Rows) error {
		var d ledger.Decision
		var data []byte
		if err := r.Scan(&d.Seq, &d.ID, &data); err != nil {
			return err
		}
		if err := json.Unmarshal(data, &d); err != nil {
			return err
		}
		*all = append(*all, d)
		return nil
	})
}

// place puts the statements of a report, by the reading in force, into the table of items.
func (t *tx) place(report string, decisions []ledger.Decision, x *touched) error {
	var seq ledger.Seq
	err := t.row(&seq)("SELECT seq FROM readings WHERE report = ? ORDER BY reader, id LIMIT 1", report)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	var r ledger.Reading
	for e, err := range t.events(seq-1, seq) {
		if err != nil {
			return err
		}
		if e.Body == nil {
			break // withheld: the report has no statements any more
		}
		if r, err = ledger.Decode[ledger.Reading](e); err != nil {
			return err
		}
	}
	old := map[string]string{} // id to data
	err = t.each("SELECT id, class, place, COALESCE(cluster, ''), data FROM items WHERE report = ?", []any{report}, func(rows *sql.Rows) error {
		var id, class, cluster, data string
		var place []byte
		err := rows.Scan(&id, &class, &place, &cluster, &data)
		x.at(class, place)
		x.again[cluster] = true
		old[id] = data
		return err
	})
	if err != nil {
		return err
	}
	if len(old) > 0 {
		if err := t.exec("DELETE FROM items WHERE report = ?", report); err != nil {
			return err
		}
	}
	items := ledger.Items(ledger.Correct(r, decisions))
	for i := range items {
		it := &items[i]
		data, err := json.Marshal(it)
		if err != nil {
			return err
		}
		place := it.Position()
		if err := t.exec("INSERT INTO items (id, report, class, place, published, data) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
			it.ID, it.Report, it.Class, place, it.Published.String(), data); err != nil {
			return err
		}
		x.at(it.Class, place)
	}
	return nil
}

// relink links the statements of a class anew from a position on. What stands before it stays as
// it is: clusters that reach over the position are cut there, and those that the later statements
// could belong to are put back as they stood.
func (t *tx) relink(class string, from []byte, decisions []ledger.Decision, again map[string]bool) error {
	later, err := t.items("SELECT data, '' FROM items WHERE class = ? AND place >= ? ORDER BY place", class, from)
	if err != nil {
		return err
	}
	cut, err := column[string](t.queries, "SELECT DISTINCT cluster FROM items WHERE class = ? AND place >= ? AND cluster IS NOT NULL", class, from)
	if err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, id := range cut {
		wanted[id] = true
	}
	for id := range again { // clusters that lost a statement
		wanted[id] = id != ""
	}
	keys := map[string]bool{}
	for _, l := range later {
		for _, k := range l.item.Keys() {
			keys[k] = true
		}
	}
	err = inGroups(sorted(keys), "SELECT DISTINCT cluster FROM cluster_keys WHERE name IN (%s)", func(query string, args []any) error {
		ids, err := column[string](t.queries, query, args...)
		for _, id := range ids {
			wanted[id] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	delete(wanted, "")
	before := map[string][]*ledger.Item{}
	err = inGroups(sorted(wanted), "SELECT data, cluster FROM items WHERE cluster IN (%s) ORDER BY place", func(query string, args []any) error {
		stored, err := t.items(query, args...)
		for _, s := range stored {
			if s.item.Class == class && slices.Compare(s.item.Position(), from) < 0 {
				before[s.cluster] = append(before[s.cluster], s.item)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	linker := ledger.NewLinker(decisions)
	restored := sorted(before)
	slices.SortFunc(restored, func(a, b string) int { return before[a][0].Compare(before[b][0]) })
	for _, id := range restored {
		linker.Restore(before[id])
	}
	changed := map[*ledger.Cluster]bool{}
	for _, l := range later {
		changed[linker.Add(l.item)] = true
	}
	for _, id := range cut {
		again[id] = true
		if err := t.forget(id); err != nil {
			return err
		}
	}
	for _, c := range linker.Clusters() {
		id := c.ID()
		if !changed[c] && !slices.Contains(cut, id) {
			continue
		}
		again[id] = true
		if err := t.write(c, from); err != nil {
			return err
		}
	}
	return nil
}

// forget takes a cluster out of the tables.
func (t *tx) forget(id string) error {
	if err := t.exec("DELETE FROM clusters WHERE id = ?", id); err != nil {
		return err
	}
	return t.exec("DELETE FROM cluster_keys WHERE cluster = ?", id)
}

// write puts a cluster into the tables; its items before the position are there already.
func (t *tx) write(c *ledger.Cluster, from []byte) error {
	id := c.ID()
	if err := t.exec("INSERT INTO clusters (id, commitment, class) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", id, id, c.Items[0].Class); err != nil {
		return err
	}
	keys := map[string]bool{}
	for _, it := range c.Items {
		for _, k := range it.Keys() {
			keys[k] = true
		}
		if slices.Compare(it.Position(), from) < 0 {
			continue
		}
		if err := t.exec("UPDATE items SET cluster = ? WHERE id = ?", id, it.ID); err != nil {
			return err
		}
	}
	for _, k := range sorted(keys) {
		if err := t.exec("INSERT INTO cluster_keys (name, cluster) VALUES (?, ?) ON CONFLICT DO NOTHING", k, id); err != nil {
			return err
		}
	}
	return nil
}

type storedItem struct {
	item    *ledger.Item
	cluster string
}

// items reads items and their clusters.
func (q queries) items(query string, args ...any) ([]storedItem, error) {
	var all []storedItem
	err := q.each(query, args, func(r *sql.Rows) error {
		var data []byte
		s := storedItem{item: &ledger.Item{}}
		if err := r.Scan(&data, &s.cluster); err != nil {
			return err
		}
		all = append(all, s)
		return json.Unmarshal(data, s.item)
	})
	return all, err
}

// assemble works out the commitments of clusters anew, with those that people joined them to.
func (t *tx) assemble(clusters []string, decisions []ledger.Decision) error {
	wanted := map[string]bool{}
	joined := ledger.Joined(decisions)
	var add func(id string) error
	add = func(id string) error {
		if id == "" || wanted[id] {
			return nil
		}
		wanted[id] = true
		others, err := column[string](t.queries, "SELECT id FROM clusters WHERE commitment IN (SELECT commitment FROM clusters WHERE id = ?)", id)
		if err != nil {
			return err
		}
		if len(joined) > 0 {
			own, err := column[string](t.queries, "SELECT id FROM items WHERE cluster = ?", id)
			if err != nil {
				return err
			}
			for _, pair := range joined {
				for i, s := range pair {
					if !slices.Contains(own, s) {
						continue
					}
					more, err := column[string](t.queries, "SELECT cluster FROM items WHERE id = ? AND cluster IS NOT NULL", pair[1-i])
					if err != nil {
						return err
					}
					others = append(others, more...)
				}
			}
		}
		for _, o := range others {
			if err := add(o); err != nil {
				return err
			}
		}
		return nil
	}
	for _, id := range clusters {
		if err := add(id); err != nil {
			return err
		}
	}
	ids := sorted(wanted)
	groups := map[string][]*ledger.Item{}
	err := inGroups(ids, "SELECT data, cluster FROM items WHERE cluster IN (%s) ORDER BY place", func(query string, args []any) error {
		stored, err := t.items(query, args...)
		for _, s := range stored {
			groups[s.cluster] = append(groups[s.cluster], s.item)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := t.exec("DELETE FROM commitments WHERE id IN (SELECT commitment FROM clusters WHERE id = ?) OR id = ?", id, id); err != nil {
			return err
		}
	}
	var lists [][]*ledger.Item
	of := map[string]string{} // statement to cluster
	for _, id := range sorted(groups) {
		lists = append(lists, groups[id])
		for _, it := range groups[id] {
			of[it.ID] = id
		}
	}
	for _, c := range ledger.Assemble(lists, decisions) {
		_, actor := c.Actor()
		if err := t.exec("INSERT INTO commitments (id, place, actor, class, latest, slips, conflicts) VALUES (?, ?, ?, ?, ?, ?, ?)",
			c.ID, c.Items[0].Position(), actor, c.Items[0].Class, c.Window.Latest.String(), len(c.Slips), len(c.Contradictions)); err != nil {
			return err
		}
		own := map[string]bool{}
		for _, it := range c.Items {
			own[of[it.ID]] = true
		}
		for _, id := range sorted(own) {
			if err := t.exec("UPDATE clusters SET commitment = ? WHERE id = ?", c.ID, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// derivedTables are the tables that can be dropped and rebuilt.
var derivedTables = []string{"readings", "items", "clusters", "cluster_keys", "commitments", "decisions", "decided"}

// Rebuild empties the tables of what follows from the events and works them out anew, to the same
// rows.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.tx(ctx, func(t *tx) error {
		for _, table := range derivedTables {
			if err := t.exec("DELETE FROM " + table); err != nil {
				return err
			}
		}
		var all []ledger.Event
		for e, err := range t.events(0, 0) {
			if err != nil {
				return err
			}
			if e.Kind != ledger.ReportEvent && e.Body != nil {
				all = append(all, e)
			}
		}
		return t.derive(all)
	})
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, strings.Compare)
	return keys
}
