package store

import (
	"bytes"
	"database/sql"
	"errors"
	"slices"

	"github.com/bywhen/bywhen/ledger"
)

// past is a state of the ledger as it was recorded up to an event, read off the tables of now:
// what was linked before the first statement that came later is the same, and the few statements
// that stand after that one are linked anew.
type past struct {
	queries
	seq       ledger.Seq
	decisions []ledger.Decision
	joined    map[string][]string // statements that people called the same
	classes   map[string]*pastClass
}

// pastClass is what is otherwise in a class.
type pastClass struct {
	from     []byte                    // of the first statement that came later; nil where none did
	clusters map[string][]*ledger.Item // what the statements after it were linked to, by cluster
	of       map[string]string         // their clusters, by statement
}

// past gives a past state; nil where later events changed what was recorded before them, so that
// the state must be worked out from the log.
func (q queries) past(seq ledger.Seq) (*past, error) {
	var reread int
	if err := q.row(&reread)("SELECT COUNT(*) FROM reread WHERE seq > ?", int64(seq)); err != nil || reread > 0 {
		return nil, err
	}
	var all []ledger.Decision
	if err := q.decisions(&all); err != nil {
		return nil, err
	}
	var then []ledger.Decision
	for _, d := range all {
		if d.Seq <= seq {
			then = append(then, d)
			continue
		}
		switch d.Verb {
		case ledger.Correction, ledger.Same, ledger.Differ, ledger.Undo:
			return nil, nil
		}
	}
	p := &past{queries: q, seq: seq, decisions: ledger.Standing(then), joined: map[string][]string{}, classes: map[string]*pastClass{}}
	for _, pair := range ledger.Joined(p.decisions) {
		p.joined[pair[0]] = append(p.joined[pair[0]], pair[1])
		p.joined[pair[1]] = append(p.joined[pair[1]], pair[0])
	}
	return p, nil
}

// class works out what is otherwise in a class.
func (p *past) class(name string) (*pastClass, error) {
	if c := p.classes[name]; c != nil {
		return c, nil
	}
	c := &pastClass{clusters: map[string][]*ledger.Item{}, of: map[string]string{}}
	p.classes[name] = c
	err := p.row(&c.from)("SELECT place FROM items WHERE class = ? AND seq > ? ORDER BY place LIMIT 1", name, int64(p.seq))
	if errors.Is(err, sql.ErrNoRows) {
		return c, nil
	}
	if err != nil {
		return c, err
	}
	kept, err := p.items("SELECT data, cluster FROM items WHERE class = ? AND place >= ? AND seq <= ? ORDER BY place", name, c.from, int64(p.seq))
	if err != nil || len(kept) == 0 {
		return c, err
	}
	r := newRelinking(&tx{queries: p.queries}, name, p.decisions)
	r.until = p.seq
	if err := r.replay(nil, kept, c.from); err != nil {
		return c, err
	}
	for _, k := range kept {
		c.of[k.item.ID] = k.cluster
	}
	for _, m := range r.moved {
		c.of[m.item.ID] = m.cluster
	}
	for _, k := range kept {
		id := c.of[k.item.ID]
		c.clusters[id] = append(c.clusters[id], k.item)
	}
	return c, nil
}

// cluster is the cluster that a statement was in, "" where it was not recorded yet, and its class.
func (p *past) cluster(statement string) (id, class string, err error) {
	var place []byte
	var seq ledger.Seq
	err = p.row(&id, &class, &place, &seq)("SELECT cluster, class, place, seq FROM items WHERE id = ?", statement)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", nil
	}
	if err != nil || seq > p.seq {
		return "", "", err
	}
	c, err := p.class(class)
	if err == nil && c.from != nil && bytes.Compare(place, c.from) >= 0 {
		id = c.of[statement]
	}
	return id, class, err
}

// content are the statements that a cluster had.
func (p *past) content(id, class string) ([]*ledger.Item, error) {
	c, err := p.class(class)
	if err != nil {
		return nil, err
	}
	query, args := "SELECT data, cluster FROM items WHERE cluster = ?", []any{id}
	if c.from != nil {
		query, args = query+" AND place < ?", append(args, c.from)
	}
	stored, err := p.items(query+" ORDER BY place", args...)
	var items []*ledger.Item
	for _, s := range stored {
		items = append(items, s.item)
	}
	return append(items, c.clusters[id]...), err
}

// commitment is the commitment that had an id; nil where there was none.
func (p *past) commitment(at AsOf, id string) (*ledger.Commitment, error) {
	var lists [][]*ledger.Item
	seen := map[string]bool{"": true}
	for todo := []string{id}; len(todo) > 0; todo = todo[1:] {
		cluster, class, err := p.cluster(todo[0])
		if err != nil {
			return nil, err
		}
		if seen[cluster] {
			continue
		}
		seen[cluster] = true
		items, err := p.content(cluster, class)
		if err != nil {
			return nil, err
		}
		if !at.Known.IsZero() {
			items = slices.DeleteFunc(items, func(it *ledger.Item) bool { return it.Published.After(at.Known) })
		}
		if len(items) > 0 {
			lists = append(lists, items)
		}
		for _, it := range items {
			todo = append(todo, p.joined[it.ID]...)
		}
	}
	for _, c := range ledger.Assemble(lists, p.decisions) {
		if c.ID == id {
			return c, nil
		}
	}
	return nil, nil
}
