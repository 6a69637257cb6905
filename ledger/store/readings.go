package store

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
)

// header is what a rebuild holds of each reading at once.
type header struct {
	report, name, reader string
	published            calendar.Day
	id                   string
	seq                  ledger.Seq
}

// headerOf reads the body of a reading as far as its header goes: before its statements, as we write it.
func headerOf(e ledger.Event) (*header, error) {
	h := &header{id: e.ID, seq: e.Seq}
	missing := map[string]any{"report": &h.report, "name": &h.name, "published": &h.published, "reader": &h.reader}
	d := json.NewDecoder(bytes.NewReader(e.Body))
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	for d.More() && len(missing) > 0 {
		field, err := d.Token()
		if err != nil {
			return nil, err
		}
		name, _ := field.(string)
		target := missing[name]
		if target == nil {
			target = &json.RawMessage{}
		}
		if err := d.Decode(target); err != nil {
			return nil, err
		}
		delete(missing, name)
	}
	return h, nil
}

// readEvents fills the tables of readings and decisions, and returns the readings in force in the
// order of their statements.
func (r *rebuilding) readEvents() ([]*header, error) {
	best := map[string]*header{}
	readings := r.bulk("readings (report, reader, id, seq)")
	for e, err := range r.events(0, 0) {
		if err != nil {
			return nil, err
		}
		switch {
		case e.Body == nil:
		case e.Kind == ledger.DecisionEvent:
			if err := r.keepDecision(e); err != nil {
				return nil, err
			}
		case e.Kind == ledger.ReadingEvent:
			h, err := headerOf(e)
			if err != nil {
				return nil, err
			}
			if err := readings.add(h.report, h.reader, h.id, int64(h.seq)); err != nil {
				return nil, err
			}
			old := best[h.report]
			if old != nil {
				if err := r.exec("INSERT INTO reread (seq, report) VALUES (?, ?)", int64(h.seq), h.report); err != nil {
					return nil, err
				}
			}
			if old == nil || cmp.Or(strings.Compare(h.reader, old.reader), strings.Compare(h.id, old.id)) < 0 {
				best[h.report] = h
			}
		}
	}
	all := make([]*header, 0, len(best))
	for _, h := range best {
		all = append(all, h)
	}
	slices.SortFunc(all, func(a, b *header) int {
		return cmp.Or(a.published.Compare(b.published), strings.Compare(a.name, b.name), strings.Compare(a.report, b.report))
	})
	return all, readings.end()
}
