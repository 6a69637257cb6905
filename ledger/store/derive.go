package store

import (
	"bytes"
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
	x := &changes{classes: map[string]*change{}, again: map[string]bool{}, reports: map[string]bool{}}
	for _, e := range fresh {
		if err := t.note(e, x); err != nil {
			return err
		}
	}
	decisions, err := t.standing()
	if err != nil {
		return err
	}
	for _, report := range sorted(x.reports) {
		if err := t.place(report, decisions, x); err != nil {
			return err
		}
	}
	if err := t.relink(x, decisions); err != nil {
		return err
	}
	if err := t.keepSaid(); err != nil {
		return err
	}
	return t.assemble(sorted(x.again), decisions)
}

// changes are what new events change.
type changes struct {
	reports map[string]bool    // whose statements are to be looked at again
	classes map[string]*change // of the statements that are linked anew
	again   map[string]bool    // clusters whose commitments are worked out anew
}

// change is what changes among the statements of one class.
type change struct {
	added   []addedItem  // not in the table yet
	removed []storedItem // not in the table any more
	forced  [][]byte     // positions of statements that people told apart or together
}

func (x *changes) of(class string) *change {
	c := x.classes[class]
	if c == nil {
		c = &change{}
		x.classes[class] = c
	}
	return c
}

// note keeps an event and notes what it changes.
func (t *tx) note(e ledger.Event, x *changes) error {
	switch e.Kind {
	case ledger.ReadingEvent:
		r, err := ledger.Decode[ledger.Reading](e)
		if err != nil {
			return err
		}
		x.reports[r.Report] = true
		if err := t.exec("INSERT INTO reread (seq, report) SELECT ?, report FROM readings WHERE report = ? LIMIT 1", int64(e.Seq), r.Report); err != nil {
			return err
		}
		return t.exec("INSERT INTO readings (report, reader, id, seq) VALUES (?, ?, ?, ?)", r.Report, r.Reader, e.ID, int64(e.Seq))
	case ledger.SettingEvent:
		set, err := ledger.Decode[ledger.Setting](e)
		if err != nil || set.Name != ledger.Erase {
			return err
		}
		x.reports[set.Value] = true
		return t.withhold(set)
	case ledger.DecisionEvent:
		d, err := ledger.Decode[ledger.Decision](e)
		if err != nil {
			return err
		}
		if err := t.keepDecision(e); err != nil {
			return err
		}
		return t.decide(d, x)
	}
	return nil
}

func (t *tx) keepDecision(e ledger.Event) error {
	return t.exec("INSERT INTO decisions (seq, id, data) VALUES (?, ?, ?)", int64(e.Seq), e.ID, e.Body)
}

// decide notes what a decision changes, or one that takes it back.
func (t *tx) decide(d ledger.Decision, x *changes) error {
	if d.Verb == ledger.Undo {
		undone, err := t.decision(d.Value)
		if err != nil || undone.Verb == "" {
			return err
		}
		return t.decide(undone, x)
	}
	for _, id := range d.Statements {
		var report, class, cluster string
		var place []byte
		err := t.row(&report, &class, &place, &cluster)("SELECT report, class, place, cluster FROM items WHERE id = ?", id)
		if errors.Is(err, sql.ErrNoRows) {
			continue // decided about before it was read
		}
		if err != nil {
			return err
		}
		x.again[cluster] = true
		switch d.Verb {
		case ledger.Correction:
			x.reports[report] = true
		case ledger.Same, ledger.Differ:
			c := x.of(class)
			c.forced = append(c.forced, place)
		}
	}
	return nil
}

// decision is a decision by its id; the zero Decision where there is none.
func (q queries) decision(id string) (d ledger.Decision, err error) {
	var data []byte
	err = q.row(&data)("SELECT data FROM decisions WHERE id = ?", id)
	if errors.Is(err, sql.ErrNoRows) {
		return d, nil
	}
	if err != nil {
		return d, err
	}
	return d, json.Unmarshal(data, &d)
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

// inForce is the reading of a report that counts, with its number: that of the oldest version of
// the reader. It has no statements where it is withheld, and no number where there is none.
func (q queries) inForce(report string) (r ledger.Reading, seq ledger.Seq, err error) {
	err = q.row(&seq)("SELECT seq FROM readings WHERE report = ? ORDER BY reader, id LIMIT 1", report)
	if errors.Is(err, sql.ErrNoRows) {
		return r, 0, nil
	}
	if err != nil {
		return r, 0, err
	}
	var body []byte
	err = q.row(&body)("SELECT body FROM bodies WHERE seq = ?", int64(seq))
	if errors.Is(err, sql.ErrNoRows) {
		return r, seq, nil
	}
	if err != nil {
		return r, seq, err
	}
	r, err = ledger.Decode[ledger.Reading](ledger.Event{Kind: ledger.ReadingEvent, Seq: seq, Body: body})
	return r, seq, err
}

// place compares the statements of a report, by the reading in force, with those in the table of
// items, and notes which are to be added. Those that are none any more, or others, are taken out.
func (t *tx) place(report string, decisions []ledger.Decision, x *changes) error {
	r, seq, err := t.inForce(report)
	if err != nil {
		return err
	}
	items := ledger.Items(ledger.Correct(r, decisions))
	fresh := map[string][]byte{}
	for i := range items {
		fresh[items[i].ID] = items[i].Encoded()
	}
	var old []storedItem
	if err := t.each("SELECT data, cluster, seq FROM items WHERE report = ?", []any{report}, func(rows *sql.Rows) error {
		var data []byte
		var o storedItem
		err := rows.Scan(&data, &o.cluster, &o.seq)
		if err == nil {
			o.item, err = ledger.DecodeItem(data)
		}
		old = append(old, o)
		return err
	}); err != nil {
		return err
	}
	was, is := map[mention]bool{}, map[mention]bool{}
	for _, o := range old {
		addMentions(was, o.item, o.seq)
	}
	for i := range items {
		addMentions(is, &items[i], seq)
	}
	if err := t.keepMentions(was, is); err != nil {
		return err
	}
	for _, o := range old {
		if bytes.Equal(fresh[o.item.ID], o.item.Encoded()) && o.seq == seq {
			delete(fresh, o.item.ID) // as it was
			continue
		}
		c := x.of(o.item.Class)
		c.removed = append(c.removed, o)
		x.again[o.cluster] = true
		t.says(o.item, o.cluster, -1)
		if err := t.exec("DELETE FROM items WHERE id = ?", o.item.ID); err != nil {
			return err
		}
	}
	for i := range items {
		it := &items[i]
		if fresh[it.ID] != nil {
			c := x.of(it.Class)
			c.added = append(c.added, addedItem{it, seq})
			delete(fresh, it.ID)
		}
	}
	return nil
}

// addedItem is a statement with the number of its reading.
type addedItem struct {
	item *ledger.Item
	seq  ledger.Seq
}

// storedItem is a statement of the table; items does not read its number.
type storedItem struct {
	item    *ledger.Item
	cluster string
	seq     ledger.Seq
}

// items reads items and their clusters.
func (q queries) items(query string, args ...any) ([]storedItem, error) {
	var all []storedItem
	err := q.each(query, args, func(r *sql.Rows) error {
		var data sql.RawBytes
		var s storedItem
		err := r.Scan(&data, &s.cluster)
		if err == nil {
			s.item, err = ledger.DecodeItem(data)
		}
		all = append(all, s)
		return err
	})
	return all, err
}

// derivedTables are the tables that can be dropped and rebuilt.
var derivedTables = []string{"readings", "reread", "items", "clusters", "cluster_keys", "mentions", "commitments", "decisions", "postings", "words"}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, strings.Compare)
	return keys
}
