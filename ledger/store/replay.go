package store

import (
	"bytes"
	"database/sql"

	"github.com/bywhen/bywhen/ledger"
)

// replay links all statements from a place on anew: those of the tables, with the changes.
func (r *relinking) replay(changes []step, rest []storedItem, place []byte) error {
	byID := map[string]*ledger.Cluster{}
	reach := map[string]bool{} // clusters that may have statements on both sides of the place
	for _, s := range rest {
		reach[s.cluster] = true
	}
	for _, s := range changes {
		if s.was != "" {
			reach[s.was] = true
		}
	}
	loaded := map[string]bool{} // keys
	adopt := func(ids []string) error {
		states, err := r.states(ids, place)
		if err != nil {
			return err
		}
		var all []*ledger.Cluster
		for _, id := range sorted(states) {
			byID[id] = states[id]
			all = append(all, states[id])
		}
		r.linker.Adopt(all...)
		return nil
	}
	if err := adopt(sorted(reach)); err != nil {
		return err
	}
	// load has the clusters compared that statements with some keys could join.
	load := func(keys []string) error {
		missing := map[string]bool{}
		for _, k := range keys {
			if loaded[k] {
				continue
			}
			loaded[k] = true
			ids, err := column[string](r.queries, "SELECT cluster FROM cluster_keys WHERE name = ? AND last < ? ORDER BY last DESC LIMIT ?", k, place, ledger.Most)
			if err != nil {
				return err
			}
			for _, id := range ids {
				if byID[id] == nil {
					missing[id] = true
				}
			}
		}
		return adopt(sorted(missing))
	}
	touched := map[string]bool{}
	for _, s := range r.merged(rest, changes) {
		if !s.stays {
			r.again[s.was] = true
			continue
		}
		if err := load(s.item.Keys()); err != nil {
			return err
		}
		c := r.linker.Add(s.item)
		is := c.ID()
		byID[is], touched[is] = c, true
		if is == s.was {
			continue
		}
		r.again[is], r.again[s.was] = true, true
		if s.was == "" {
			r.added = append(r.added, row{s.item, is, s.was, s.seq})
		} else {
			r.moved = append(r.moved, row{s.item, is, s.was, s.seq})
		}
	}
	for id := range touched {
		r.changed[id] = byID[id]
	}
	for id := range reach {
		r.changed[id] = byID[id]
	}
	return inGroups(sorted(reach), "SELECT id, state FROM clusters WHERE id IN (%s)", func(query string, args []any) error {
		return r.each(query, args, func(rows *sql.Rows) error {
			var id string
			var state sql.RawBytes
			err := rows.Scan(&id, &state)
			if bytes.Equal(state, snapshot(r.changed[id])) {
				delete(r.changed, id)
			}
			return err
		})
	})
}

// merged are statements of the tables together with changes, in order.
func (r *relinking) merged(rest []storedItem, changes []step) []step {
	var all []step
	for _, s := range rest {
		for len(changes) > 0 && changes[0].item.Compare(s.item) < 0 {
			all, changes = append(all, changes[0]), changes[1:]
		}
		if len(changes) == 0 || changes[0].item.Compare(s.item) != 0 {
			all = append(all, step{item: s.item, was: s.cluster, stays: true})
		}
	}
	return append(all, changes...)
}
