package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"iter"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
)

// AsOf says which past state of the ledger a question is about. The zero AsOf is the present one.
type AsOf struct {
	Known calendar.Day // as the reports published by that day stood
	Seq   ledger.Seq   // as recorded up to that event
	ledger.Filter
}

// Commitments are the commitments of a state of the ledger, in the order in which they were first
// spoken of.
func (s *Store) Commitments(ctx context.Context, at AsOf) iter.Seq2[*ledger.Commitment, error] {
	return func(yield func(*ledger.Commitment, error) bool) {
		last, err := s.Last(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		if at.Seq > 0 && at.Seq < last {
			s.recorded(ctx, at, yield)
			return
		}
		s.current(ctx, at, yield)
	}
}

// current reads the tables. As links depend only on what was published before, a commitment as
// known on a day is its statements published by then.
func (s *Store) current(ctx context.Context, at AsOf, yield func(*ledger.Commitment, error) bool) {
	q := s.reader(ctx)
	decisions, err := q.standing()
	if err != nil {
		yield(nil, s.plain(err))
		return
	}
	if len(ledger.Joined(decisions)) > 0 && !at.Known.IsZero() {
		// What joined two commitments may have been published later: they are assembled anew.
		var clusters [][]*ledger.Item
		err := q.groups("k.id", at, func(items []*ledger.Item) bool {
			clusters = append(clusters, items)
			return true
		})
		if err != nil {
			yield(nil, s.plain(err))
			return
		}
		for _, c := range ledger.Assemble(clusters, decisions) {
			if !yield(c, nil) {
				return
			}
		}
		return
	}
	about := byStatement(decisions)
	if err := q.groups("c.id", at, func(items []*ledger.Item) bool {
		return yield(ledger.NewCommitment(items, about(items)), nil)
	}); err != nil {
		yield(nil, s.plain(err))
	}
}

// groups reads the items known on a day by cluster (k.id) or by commitment (c.id), in the order of
// the commitments, until take returns false.
func (q queries) groups(by string, at AsOf, take func([]*ledger.Item) bool) error {
	conditions, args := at.conditions()
	order := "c.place, i.place"
	if by == "k.id" {
		order = "c.place, k.id, i.place"
	}
	id := ""
	var items []*ledger.Item
	err := q.each("SELECT "+by+`, i.data FROM commitments c JOIN clusters k ON k.commitment = c.id JOIN items i ON i.cluster = k.id
		WHERE `+conditions+" ORDER BY "+order, args, func(r *sql.Rows) error {
		var next string
		var data []byte
		if err := r.Scan(&next, &data); err != nil {
			return err
		}
		if next != id && len(items) > 0 {
			if ledger.Spoken(items) && !take(items) {
				return errStop
			}
			items = nil
		}
		id = next
		it := &ledger.Item{}
		items = append(items, it)
		return json.Unmarshal(data, it)
	})
	switch {
	case errors.Is(err, errStop):
		return nil
	case err == nil && len(items) > 0 && ledger.Spoken(items):
		take(items)
	}
	return err
}

// conditions are the conditions of a query about a state. What was known on a past day had other
// windows, so that then only ids filter.
func (at AsOf) conditions() (where string, args []any) {
	where = "1 = 1"
	and := func(condition string, values ...any) {
		where += " AND " + condition
		args = append(args, values...)
	}
	if len(at.IDs) > 0 {
		values := make([]any, len(at.IDs))
		for i, id := range at.IDs {
			values[i] = id
		}
		and("c.id IN ("+strings.TrimSuffix(strings.Repeat("?,", len(values)), ",")+")", values...)
	}
	if !at.Known.IsZero() {
		and("i.published <= ?", at.Known.String())
		return where, args
	}
	if at.Dated {
		and("c.latest > ''")
	}
	if !at.From.IsZero() {
		and("c.latest >= ?", at.From.String())
	}
	if !at.To.IsZero() {
		and("c.latest > '' AND c.latest <= ?", at.To.String())
	}
	if at.Slips {
		and("c.slips > 0")
	}
	if at.Conflicts {
		and("c.conflicts > 0")
	}
	return where, args
}

// Find is the ids of the commitments, in a state, whose id or one of whose statements' ids begins
// so, a few at most.
func (s *Store) Find(ctx context.Context, prefix string) ([]string, error) {
	from := strings.ToUpper(prefix)
	q := s.reader(ctx)
	ids, err := column[string](q, "SELECT id FROM commitments WHERE id >= ? AND id < ? ORDER BY id LIMIT 9", from, from+"~")
	if err == nil && len(ids) == 0 {
		ids, err = column[string](q, `SELECT DISTINCT k.commitment FROM items i JOIN clusters k ON k.id = i.cluster JOIN commitments c ON c.id = k.commitment
			WHERE i.id >= ? AND i.id < ? ORDER BY k.commitment LIMIT 9`, from, from+"~")
	}
	return ids, s.plain(err)
}

// Decisions are all decisions, also those taken back, in order.
func (s *Store) Decisions(ctx context.Context) ([]ledger.Decision, error) {
	var all []ledger.Decision
	err := s.reader(ctx).decisions(&all)
	return all, s.plain(err)
}

// errStop ends a query early.
var errStop = errors.New("stopped")

// byStatement finds the decisions about statements, so that few commitments cost nothing where
// there are many decisions.
func byStatement(decisions []ledger.Decision) func([]*ledger.Item) []ledger.Decision {
	of := map[string][]int{}
	for i, d := range decisions {
		if len(d.Statements) > 0 {
			of[d.Statements[0]] = append(of[d.Statements[0]], i)
		}
	}
	return func(items []*ledger.Item) []ledger.Decision {
		var some []ledger.Decision
		for _, it := range items {
			for _, i := range of[it.ID] {
				some = append(some, decisions[i])
			}
		}
		return ledger.Standing(some)
	}
}

// recorded works a past state out from the events up to it.
func (s *Store) recorded(ctx context.Context, at AsOf, yield func(*ledger.Commitment, error) bool) {
	var events []ledger.Event
	for e, err := range s.Events(ctx, 0, at.Seq) {
		if err != nil {
			yield(nil, err)
			return
		}
		if e.Kind != ledger.ReportEvent && e.Body != nil {
			events = append(events, e)
		}
	}
	all, err := ledger.FromEvents(events, at.Known)
	if err != nil {
		yield(nil, err)
		return
	}
	for _, c := range all {
		if !yield(c, nil) {
			return
		}
	}
}
