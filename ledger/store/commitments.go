package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"slices"
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
		at.Seq = 0
		s.current(ctx, at, yield)
	}
}

// current reads the tables. As links depend only on what was published before, a commitment as
// known on a day is its statements published by then.
func (s *Store) current(ctx context.Context, at AsOf, yield func(*ledger.Commitment, error) bool) {
	err := s.snapshot(ctx, func(q queries) error {
		decisions, err := q.standing()
		if err != nil {
			return err
		}
		if len(ledger.Joined(decisions)) > 0 && !at.Known.IsZero() {
			// What joined two commitments may have been published later: they are assembled anew.
			var clusters [][]*ledger.Item
			if err := q.groups("k.id", at, func(_ string, items []*ledger.Item) bool {
				clusters = append(clusters, items)
				return true
			}); err != nil {
				return err
			}
			for _, c := range ledger.Assemble(clusters, decisions) {
				if !yield(c, nil) {
					return errStop
				}
			}
			return nil
		}
		about := byStatement(decisions)
		return q.groups("k.commitment", at, func(_ string, items []*ledger.Item) bool {
			return !ledger.Spoken(items) || yield(ledger.NewCommitment(items, about(items)), nil)
		})
	})
	if err != nil && !errors.Is(err, errStop) {
		yield(nil, err)
	}
}

// groups gives the items that were known and recorded by cluster (k.id) or by commitment (k.commitment), with
// its id, in the order of the commitments, to take, until it returns false. It reads some commitments at a time,
// few at first: who wants a page does not wait for the rest.
func (q queries) groups(by string, at AsOf, take func(id string, items []*ledger.Item) bool) error {
	type group struct {
		id    string
		items []*ledger.Item
	}
	next, err := q.pages(at)
	if err != nil {
		return err
	}
	for some := 50; ; some = min(2*some, 400) {
		ids, err := next(some)
		if err != nil || len(ids) == 0 {
			return err
		}
		groups := map[string][]group{} // of each commitment
		known, of := "", append([]any{}, ids...)
		if !at.Known.IsZero() {
			known = " AND i.published <= ?"
			of = append(of, at.Known.String())
		}
		if at.Seq > 0 {
			known += " AND i.seq <= ?"
			of = append(of, int64(at.Seq))
		}
		if err := q.each("SELECT k.commitment, "+by+", i.data FROM clusters k JOIN items i ON i.cluster = k.id WHERE k.commitment IN ("+
			marks(len(ids))+")"+known+" ORDER BY k.commitment, "+by+", i.place", of, func(r *sql.Rows) error {
			var id, in string
			var data sql.RawBytes
			if err := r.Scan(&id, &in, &data); err != nil {
				return err
			}
			it, err := ledger.DecodeItem(data)
			of := groups[id]
			if len(of) == 0 || of[len(of)-1].id != in {
				of = append(of, group{id: in})
			}
			of[len(of)-1].items = append(of[len(of)-1].items, it)
			groups[id] = of
			return err
		}); err != nil {
			return err
		}
		for _, id := range ids {
			for _, g := range groups[id.(string)] {
				if !take(g.id, g.items) {
					return errStop
				}
			}
		}
	}
}

// pages gives the ids of the commitments that a question may be about, in their order, so many at a
// time as next is asked for; none are the end.
func (q queries) pages(at AsOf) (next func(some int) ([]any, error), err error) {
	where, args := at.conditions()
	if len(at.Texts) > 0 {
		ids, many, err := q.saying(at.Texts)
		if err != nil {
			return nil, err
		}
		if !many {
			found, err := q.placesOf(sorted(ids), where, args)
			return func(some int) (ids []any, _ error) {
				some = min(some, len(found))
				for _, p := range found[:some] {
					ids = append(ids, p.id)
				}
				found = found[some:]
				return ids, nil
			}, err
		}
	}
	after := []byte{}
	return func(some int) (ids []any, err error) {
		err = q.each("SELECT c.id, c.place FROM commitments c WHERE "+where+" AND c.place > ? ORDER BY c.place LIMIT ?",
			append(slices.Clone(args), after, some), func(r *sql.Rows) error {
				var id string
				err := r.Scan(&id, &after)
				ids = append(ids, id)
				return err
			})
		return ids, err
	}, nil
}

// marks are the parameters of a list.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

// conditions are the conditions of a query about a state. What was known on a past day, or recorded
// up to an event, had other windows, so that then only ids filter.
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
		and("c.id IN ("+marks(len(values))+")", values...)
	}
	if !at.Known.IsZero() {
		and("c.place < ?", []byte(at.Known.AddDays(1).String())) // a position begins with the day
	}
	if !at.Known.IsZero() || at.Seq > 0 {
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
	switch w := at.Lapse; {
	case w.IsZero():
	case w.Earliest.IsZero(): // most of what was ever dated: the index would only bring it out of order
		and("c.lapse || '' > '' AND c.lapse || '' <= ?", w.Latest.String())
	default:
		and("(c.lapse = ? OR c.lapse >= ? AND c.lapse <= ?)", ledger.Anytime, w.Earliest.String(), w.Latest.String())
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

// recorded gives the commitments of a past state, off the tables or, where later events changed what
// was recorded before them, worked out from the events.
func (s *Store) recorded(ctx context.Context, at AsOf, yield func(*ledger.Commitment, error) bool) {
	read := false
	err := s.snapshot(ctx, func(q queries) error {
		p, err := q.past(at.Seq)
		if err != nil || p == nil {
			return err
		}
		read = true
		if len(at.IDs) == 0 {
			return p.all(at, func(c *ledger.Commitment) bool { return yield(c, nil) })
		}
		found, err := p.single(at.Known, at.IDs)
		for _, c := range found {
			if !yield(c, nil) {
				return errStop
			}
		}
		return err
	})
	if err != nil && !errors.Is(err, errStop) {
		yield(nil, err)
	}
	if err != nil || read {
		return
	}
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
