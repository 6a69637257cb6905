package store

import (
	"bytes"
	"cmp"
	"database/sql"
	"math"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/ledger"
)

// What linking compares shares a key, so that what follows from a change is found among the
// statements that have its keys. A mention is a reading with such a statement.
type mention struct {
	key, day string
	seq      ledger.Seq
}

func addMentions(all map[mention]bool, it *ledger.Item, seq ledger.Seq) {
	for _, k := range it.Keys() {
		all[mention{k, it.Published.String(), seq}] = true
	}
}

// keepMentions brings the mentions of a report from those of one reading to those of another.
func (t *tx) keepMentions(old, now map[mention]bool) error {
	for m := range old {
		if !now[m] {
			if err := t.exec("DELETE FROM mentions WHERE name = ? AND day = ? AND seq = ?", m.key, m.day, int64(m.seq)); err != nil {
				return err
			}
		}
	}
	for m := range now {
		if !old[m] {
			if err := t.exec("INSERT INTO mentions (name, day, seq) VALUES (?, ?, ?)", m.key, m.day, int64(m.seq)); err != nil {
				return err
			}
		}
	}
	return nil
}

// bulkMentions writes all mentions into an empty table.
func (t *tx) bulkMentions(all []mention) error {
	slices.SortFunc(all, func(a, b mention) int {
		return cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.day, b.day), cmp.Compare(a.seq, b.seq))
	})
	rows := t.bulk("mentions (name, day, seq)")
	for _, m := range slices.Compact(all) {
		if err := rows.add(m.key, m.day, int64(m.seq)); err != nil {
			return err
		}
	}
	return rows.end()
}

// passage reads the statements of the tables that have a key, in their order from a place on, or
// backward from those before it.
type passage struct {
	queries
	class, key string
	place      []byte
	back       bool
	day        string // and seq: of the mention that was read last
	seq        int64
	waiting    []storedItem // those that come next
	held       []storedItem // of the day that was read last, of which there may be more
	done       bool         // whether all mentions were read
}

func (q queries) passage(class, key string, place []byte, back bool) *passage {
	p := &passage{queries: q, class: class, key: key, place: place, back: back, day: dayAt(place), seq: -1}
	if back {
		p.seq = math.MaxInt64
	}
	return p
}

// dayAt is the day with which a place begins.
func dayAt(place []byte) string {
	day, _, _ := bytes.Cut(place, []byte{0})
	return string(day)
}

// peek is the next statement; nil at the end.
func (p *passage) peek() (*storedItem, error) {
	for len(p.waiting) == 0 && !p.done {
		if err := p.fill(); err != nil {
			return nil, err
		}
	}
	if len(p.waiting) == 0 {
		return nil, nil
	}
	return &p.waiting[0], nil
}

// skip goes on to the statement after the next.
func (p *passage) skip() { p.waiting = p.waiting[1:] }

// fill reads some mentions more.
func (p *passage) fill() error {
	const some = 64
	side, order, sign := ">", "day, seq", 1
	if p.back {
		side, order, sign = "<", "day DESC, seq DESC", -1
	}
	// Readings are of few statements: it is not by their class that they are to be found.
	query := "SELECT i.data, i.cluster, i.seq FROM (SELECT day, seq FROM mentions WHERE name = ? AND (day, seq) " + side + " (?, ?) ORDER BY " + order +
		" LIMIT ?) AS m CROSS JOIN items i WHERE i.seq = m.seq AND i.class || '' = ?"
	readings := map[ledger.Seq]bool{}
	found, day, seq := p.held, p.day, p.seq
	if err := p.each(query, []any{p.key, p.day, p.seq, some, p.class}, func(rows *sql.Rows) error {
		var data sql.RawBytes
		var s storedItem
		err := rows.Scan(&data, &s.cluster, &s.seq)
		if err == nil {
			s.item, err = ledger.DecodeItem(data)
		}
		if err != nil || !slices.Contains(s.item.Keys(), p.key) {
			return err
		}
		readings[s.seq] = true
		if d := s.item.Published.String(); sign*cmp.Or(strings.Compare(d, day), cmp.Compare(int64(s.seq), seq)) > 0 {
			day, seq = d, int64(s.seq)
		}
		if c := bytes.Compare(s.item.Position(), p.place); p.back && c < 0 || !p.back && c >= 0 {
			found = append(found, s)
		}
		return nil
	}); err != nil {
		return err
	}
	p.day, p.seq, p.done, p.held = day, seq, len(readings) < some, nil
	slices.SortFunc(found, func(a, b storedItem) int { return sign * a.item.Compare(b.item) })
	for i, s := range found {
		if !p.done && s.item.Published.String() == day {
			p.held = slices.Clone(found[i:])
			found = found[:i]
			break
		}
	}
	p.waiting = found
	return nil
}
