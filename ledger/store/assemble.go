package store

import (
	"database/sql"

	"github.com/bywhen/bywhen/ledger"
)

// assemble works out the commitments of clusters anew, with those that people joined them to.
func (t *tx) assemble(clusters []string, decisions []ledger.Decision) error {
	ids, err := t.together(clusters, decisions)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := t.exec("DELETE FROM commitments WHERE id = ? OR id IN (SELECT commitment FROM clusters WHERE id = ?)", id, id); err != nil {
			return err
		}
	}
	groups := map[string][]*ledger.Item{}
	if err := inGroups(ids, "SELECT data, cluster FROM items WHERE cluster IN (%s) ORDER BY place", func(query string, args []any) error {
		stored, err := t.items(query, args...)
		for _, s := range stored {
			groups[s.cluster] = append(groups[s.cluster], s.item)
		}
		return err
	}); err != nil {
		return err
	}
	var lists [][]*ledger.Item
	of := map[string]string{} // first statement to cluster
	for _, id := range sorted(groups) {
		lists = append(lists, groups[id])
		of[groups[id][0].ID] = id
		// Where it is no commitment, or not yet, it stands for itself.
		if err := t.exec("UPDATE clusters SET commitment = id WHERE id = ?", id); err != nil {
			return err
		}
	}
	for _, c := range ledger.Assemble(lists, decisions) {
		if err := t.keepCommitment(c); err != nil {
			return err
		}
		for _, it := range c.Items {
			if id := of[it.ID]; id != "" && id != c.ID {
				if err := t.exec("UPDATE clusters SET commitment = ? WHERE id = ?", c.ID, id); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (t *tx) keepCommitment(c *ledger.Commitment) error {
	return t.exec("INSERT INTO commitments (id, place, actor, class, latest, slips, conflicts, lapse) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", commitmentRow(c)...)
}

func commitmentRow(c *ledger.Commitment) []any {
	_, actor := c.Actor()
	return []any{c.ID, c.Items[0].Position(), actor, c.Items[0].Class, c.Window.Latest.String(), len(c.Slips), len(c.Contradictions), c.Lapse()}
}

// together are clusters with all those that they are one commitment with, or were.
func (t *tx) together(clusters []string, decisions []ledger.Decision) ([]string, error) {
	joined, err := t.joined(decisions)
	if err != nil {
		return nil, err
	}
	all := map[string]bool{"": true} // no cluster at all
	var todo []string
	add := func(id string) {
		if !all[id] {
			all[id] = true
			todo = append(todo, id)
		}
	}
	for _, id := range clusters {
		add(id)
	}
	for len(todo) > 0 {
		now := todo
		todo = nil
		for _, id := range now {
			for _, o := range joined[id] {
				add(o)
			}
		}
		if err := inGroups(now, "SELECT id FROM clusters WHERE commitment IN (SELECT commitment FROM clusters WHERE id IN (%s))", func(query string, args []any) error {
			ids, err := column[string](t.queries, query, args...)
			for _, id := range ids {
				add(id)
			}
			return err
		}); err != nil {
			return nil, err
		}
	}
	delete(all, "")
	return sorted(all), nil
}

// joined are, of each cluster, those that people joined it with.
func (t *tx) joined(decisions []ledger.Decision) (map[string][]string, error) {
	pairs := ledger.Joined(decisions)
	var ids []string
	for _, p := range pairs {
		ids = append(ids, p[0], p[1])
	}
	of := map[string]string{}
	if err := inGroups(ids, "SELECT id, cluster FROM items WHERE id IN (%s)", func(query string, args []any) error {
		return t.each(query, args, func(rows *sql.Rows) error {
			var id, cluster string
			err := rows.Scan(&id, &cluster)
			of[id] = cluster
			return err
		})
	}); err != nil {
		return nil, err
	}
	with := map[string][]string{}
	for _, p := range pairs {
		a, b := of[p[0]], of[p[1]]
		if a != "" && b != "" && a != b {
			with[a], with[b] = append(with[a], b), append(with[b], a)
		}
	}
	return with, nil
}
