package store

import (
	"database/sql"
	"errors"
	"maps"
	"slices"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
)

// past is a state of the ledger as it was recorded up to an event, read off the tables of now: it is
// what they would be without the statements that came later. Those that came last in their class, too,
// are left out, and what follows from the others is followed.
type past struct {
	queries
	seq       ledger.Seq
	decisions []ledger.Decision
	joined    map[string][]string // statements that people called the same
	classes   map[string]*pastClass
}

// pastClass is what was otherwise in a class.
type pastClass struct {
	of    map[string]string         // the clusters of statements that were in others, by id
	moved map[string][]*ledger.Item // the same statements, by cluster
	were  map[string]bool           // clusters that had such statements, or have
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

// class works out what was otherwise in a class.
func (p *past) class(name string) (*pastClass, error) {
	if c := p.classes[name]; c != nil {
		return c, nil
	}
	c := &pastClass{of: map[string]string{}, moved: map[string][]*ledger.Item{}, were: map[string]bool{}}
	p.classes[name] = c
	var last []byte // place of the last that was recorded by then
	err := p.row(&last)("SELECT place FROM items WHERE class = ? AND seq <= ? ORDER BY place DESC LIMIT 1", name, int64(p.seq))
	if errors.Is(err, sql.ErrNoRows) {
		return c, nil
	}
	if err != nil {
		return c, err
	}
	const most = 1000
	later, err := p.items("SELECT data, cluster FROM items WHERE class = ? AND seq > ? AND place < ? ORDER BY place LIMIT ?", name, int64(p.seq), last, most)
	if err != nil || len(later) == 0 {
		return c, err
	}
	r := newRelinking(&tx{queries: p.queries}, name, p.decisions)
	r.until = p.seq
	changes, err := r.changes(&change{removed: later})
	if err != nil {
		return c, err
	}
	if err := r.relink(changes, last, len(later) == most); err != nil {
		return c, err
	}
	for _, m := range r.moved {
		c.of[m.item.ID] = m.cluster
		c.moved[m.cluster] = append(c.moved[m.cluster], m.item)
		c.were[m.cluster], c.were[m.was] = true, true
	}
	return c, nil
}

// cluster is the cluster that a statement was in, "" where it was not recorded yet, and its class.
func (p *past) cluster(statement string) (id, class string, err error) {
	var seq ledger.Seq
	err = p.row(&id, &class, &seq)("SELECT cluster, class, seq FROM items WHERE id = ?", statement)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", nil
	}
	if err != nil || seq > p.seq {
		return "", "", err
	}
	c, err := p.class(class)
	if err == nil && c.of[statement] != "" {
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
	stored, err := p.items("SELECT data, cluster FROM items WHERE cluster = ? AND seq <= ?", id, int64(p.seq))
	var items []*ledger.Item
	for _, s := range stored {
		if c.of[s.item.ID] == "" {
			items = append(items, s.item)
		}
	}
	items = append(items, c.moved[id]...)
	slices.SortFunc(items, (*ledger.Item).Compare)
	return items, err
}

// commitment is the commitment that had an id; nil where there was none.
func (p *past) commitment(known calendar.Day, id string) (*ledger.Commitment, error) {
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
		if !known.IsZero() {
			items = slices.DeleteFunc(items, func(it *ledger.Item) bool { return it.Published.After(known) })
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

// single gives those of some commitments that there were.
func (p *past) single(known calendar.Day, ids []string) (found []*ledger.Commitment, err error) {
	for _, id := range ids {
		c, err := p.commitment(known, id)
		if err != nil {
			return nil, err
		}
		if c != nil {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, ledger.Order)
	return found, nil
}

// all gives all commitments that a question may be about, in their order, to take, until it returns
// false: those of clusters that were others, or were joined, by themselves, and the rest as they are now
// without what was recorded later.
func (p *past) all(at AsOf, take func(*ledger.Commitment) bool) error {
	own, err := p.otherwise()
	if err != nil {
		return err
	}
	others, err := p.single(at.Known, sorted(own))
	if err != nil {
		return err
	}
	about := byStatement(p.decisions)
	if err := p.groups("k.id", at, func(id string, items []*ledger.Item) bool {
		if own[id] || !ledger.Spoken(items) {
			return true
		}
		for len(others) > 0 && others[0].Items[0].Compare(items[0]) < 0 {
			if !take(others[0]) {
				return false
			}
			others = others[1:]
		}
		return take(ledger.NewCommitment(items, about(items)))
	}); err != nil {
		return err
	}
	for _, c := range others {
		if !take(c) {
			return errStop
		}
	}
	return nil
}

// otherwise are the clusters that were others, are others since, or have statements that people
// called the same.
func (p *past) otherwise() (map[string]bool, error) {
	found := map[string]bool{}
	for class := ""; ; {
		err := p.row(&class)("SELECT class FROM items WHERE class > ? ORDER BY class LIMIT 1", class)
		if errors.Is(err, sql.ErrNoRows) {
			break
		}
		if err != nil {
			return nil, err
		}
		c, err := p.class(class)
		if err != nil {
			return nil, err
		}
		maps.Copy(found, c.were)
	}
	for _, id := range sorted(p.joined) {
		now, err := column[string](p.queries, "SELECT cluster FROM items WHERE id = ?", id)
		if err != nil {
			return nil, err
		}
		then, _, err := p.cluster(id)
		if err != nil {
			return nil, err
		}
		for _, cluster := range append(now, then) {
			found[cluster] = true
		}
	}
	delete(found, "")
	return found, nil
}
