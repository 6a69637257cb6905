package store

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/bywhen/bywhen/ledger"
)

// Rebuild empties the tables of what follows from the events and works them out anew, to the rows
// that recording the events one by one gives.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.tx(ctx, (*tx).rebuild)
}

func (t *tx) rebuild() error {
	for _, table := range derivedTables {
		if err := t.exec("DELETE FROM " + table); err != nil {
			return err
		}
	}
	indices := indicesOf(derivedTables)
	for _, create := range indices { // cheaper made at the end
		if err := t.exec("DROP INDEX " + strings.Fields(create)[2]); err != nil {
			return err
		}
	}
	r := &rebuilding{tx: t, classes: map[string]*ledger.Linker{}}
	inForce, err := r.readEvents()
	if err != nil {
		return err
	}
	if r.decisions, err = t.standing(); err != nil {
		return err
	}
	if err := r.link(inForce); err != nil {
		return err
	}
	for _, create := range indices {
		if err := t.exec(create); err != nil {
			return err
		}
	}
	return r.commitments()
}

// indicesOf are the statements that make the indices of tables.
func indicesOf(tables []string) (all []string) {
	for _, m := range migrations {
		for line := range strings.Lines(m) {
			line = strings.TrimRight(line, ";\n")
			words := strings.Fields(line)
			switch {
			case strings.HasPrefix(line, "CREATE INDEX ") && slices.Contains(tables, words[4]):
				all = append(all, line)
			case strings.HasPrefix(line, "DROP INDEX "):
				all = slices.DeleteFunc(all, func(create string) bool { return strings.Fields(create)[2] == words[2] })
			}
		}
	}
	return all
}

// rebuilding is a rebuild under way.
type rebuilding struct {
	*tx
	decisions []ledger.Decision
	classes   map[string]*ledger.Linker
}

// link links the statements of readings in their order, and writes them and their clusters.
func (r *rebuilding) link(inForce []*header) error {
	rows := r.bulk("items (id, report, class, place, published, cluster, seq, data)")
	var mentions []mention
	var corrections []ledger.Decision
	for _, d := range r.decisions {
		if d.Verb == ledger.Correction {
			corrections = append(corrections, d)
		}
	}
	whole := len(told(r.decisions)) > 0
	for some := range slices.Chunk(inForce, 2000) {
		all, err := r.itemsOf(some, corrections)
		if err != nil {
			return err
		}
		slices.SortFunc(all, func(a, b prepared) int { return bytes.Compare(a.place, b.place) })
		r.linkAll(all, !whole)
		for i := range all {
			p := &all[i]
			it := p.item
			for _, k := range it.Keys() {
				mentions = append(mentions, mention{k, it.Published.String(), p.seq})
			}
			if err := rows.add(it.ID, it.Report, it.Class, p.place, it.Published.String(), p.cluster, int64(p.seq), p.data); err != nil {
				return err
			}
		}
	}
	if err := rows.end(); err != nil {
		return err
	}
	if err := r.bulkMentions(mentions); err != nil {
		return err
	}
	return r.keepClusters()
}

// keepClusters writes the clusters and their keys, each in the order of its table.
func (r *rebuilding) keepClusters() error {
	type key struct {
		name string
		last []byte
		id   string
	}
	var all []*ledger.Cluster
	var keys []key
	for _, class := range sorted(r.classes) {
		for _, c := range r.classes[class].Clusters() {
			all = append(all, c)
			for name, last := range c.Keys() {
				keys = append(keys, key{name, last, c.ID()})
			}
		}
	}
	r.classes = nil
	slices.SortFunc(all, func(a, b *ledger.Cluster) int { return strings.Compare(a.ID(), b.ID()) })
	rows := r.bulk("clusters (id, commitment, first, last, state)")
	for _, c := range all {
		id := c.ID()
		if err := rows.add(id, id, c.Items[0].Position(), c.Items[len(c.Items)-1].Position(), c.Snapshot()); err != nil {
			return err
		}
	}
	if err := rows.end(); err != nil {
		return err
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(strings.Compare(a.name, b.name), bytes.Compare(a.last, b.last), strings.Compare(a.id, b.id))
	})
	rows = r.bulk("cluster_keys (name, last, cluster)")
	for _, k := range keys {
		if err := rows.add(k.name, k.last, k.id); err != nil {
			return err
		}
	}
	return rows.end()
}

// linkAll finds the clusters of statements in order, each class on a core of its own: no link
// crosses classes. Clusters forget statements that linking does not look at, where they may.
func (r *rebuilding) linkAll(all []prepared, forget bool) {
	byClass := map[string][]*prepared{}
	for i := range all {
		class := all[i].item.Class
		byClass[class] = append(byClass[class], &all[i])
	}
	classes := sorted(byClass)
	slices.SortStableFunc(classes, func(a, b string) int { return len(byClass[b]) - len(byClass[a]) })
	for _, class := range classes {
		if _, ok := r.classes[class]; !ok {
			r.classes[class] = ledger.NewLinker(r.decisions)
		}
	}
	onAllCores(len(classes), func(i int) {
		l := r.classes[classes[i]]
		touched := map[*ledger.Cluster]bool{}
		for _, p := range byClass[classes[i]] {
			c := l.Add(p.item)
			p.cluster = c.ID()
			touched[c] = true
		}
		for c := range touched {
			if forget {
				c.Forget()
			}
		}
	})
}

// prepared is a statement with its row.
type prepared struct {
	item    *ledger.Item
	seq     ledger.Seq
	place   []byte
	cluster string
	data    []byte
}

// itemsOf reads the statements of readings, on all cores.
func (r *rebuilding) itemsOf(some []*header, corrections []ledger.Decision) ([]prepared, error) {
	seqs := make([]int64, len(some))
	for i, h := range some {
		seqs[i] = int64(h.seq)
	}
	var bodies []ledger.Event
	if err := inGroups(seqs, "SELECT seq, body FROM bodies WHERE seq IN (%s)", func(query string, args []any) error {
		return r.each(query, args, func(rows *sql.Rows) error {
			e := ledger.Event{Kind: ledger.ReadingEvent}
			err := rows.Scan(&e.Seq, &e.Body)
			bodies = append(bodies, e)
			return err
		})
	}); err != nil {
		return nil, err
	}
	parts, errs := make([][]prepared, len(bodies)), make([]error, len(bodies))
	onAllCores(len(bodies), func(i int) {
		reading, err := ledger.Decode[ledger.Reading](bodies[i])
		errs[i] = err
		items := ledger.Items(ledger.Correct(reading, corrections))
		for n := range items {
			parts[i] = append(parts[i], prepared{item: &items[n], seq: bodies[i].Seq, place: items[n].Position(), data: items[n].Encoded()})
		}
	})
	return slices.Concat(parts...), cmp.Or(errs...)
}

// onAllCores calls work for each number below n.
func onAllCores(n int, work func(int)) {
	workers := runtime.GOMAXPROCS(0)
	var all sync.WaitGroup
	var next atomic.Int64
	for range workers {
		all.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				work(i)
			}
		})
	}
	all.Wait()
}

// commitments works out what the clusters are told of.
func (r *rebuilding) commitments() error {
	joined, err := r.joined(r.decisions)
	if err != nil {
		return err
	}
	about := byStatement(r.decisions)
	words := wordCounts{number: map[string]uint32{}}
	rows := r.bulk("commitments (id, place, actor, class, latest, slips, conflicts, lapse)")
	const some = 5000 // clusters at a time
	for last := ""; ; {
		ids, err := column[string](r.queries, "SELECT id FROM clusters WHERE id > ? ORDER BY id LIMIT ?", last, some)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			break
		}
		last = ids[len(ids)-1]
		at := map[string]int{}
		for i, id := range ids {
			at[id] = i
		}
		items := make([][][]byte, len(ids))
		if err := r.each("SELECT cluster, data FROM items WHERE cluster >= ? AND cluster <= ? ORDER BY cluster, place", []any{ids[0], last}, func(row *sql.Rows) error {
			var id string
			var data []byte
			err := row.Scan(&id, &data)
			items[at[id]] = append(items[at[id]], data)
			return err
		}); err != nil {
			return err
		}
		found, errs := make([]assembled, len(ids)), make([]error, len(ids))
		onAllCores(len(ids), func(i int) {
			found[i], errs[i] = assembledOf(items[i], about)
		})
		if err := cmp.Or(errs...); err != nil {
			return err
		}
		for i, f := range found {
			words.add(ids[i], f.said)
			if f.row != nil && len(joined[ids[i]]) == 0 {
				if err := rows.add(f.row...); err != nil {
					return err
				}
			}
		}
	}
	if err := rows.end(); err != nil {
		return err
	}
	if err := words.keep(r.tx); err != nil {
		return err
	}
	return r.assemble(sorted(joined), r.decisions)
}

// assembled is what is worked out of a cluster: the row of its commitment, nil where it is none, and
// the words of its statements.
type assembled struct {
	row  []any
	said [][]string
}

func assembledOf(cluster [][]byte, about func([]*ledger.Item) []ledger.Decision) (a assembled, err error) {
	items := make([]*ledger.Item, len(cluster))
	for i, data := range cluster {
		if items[i], err = ledger.DecodeItem(data); err != nil {
			return a, err
		}
		a.said = append(a.said, wordsOf(items[i]))
	}
	for _, c := range ledger.Assemble([][]*ledger.Item{items}, about(items)) {
		a.row = commitmentRow(c)
	}
	return a, nil
}
