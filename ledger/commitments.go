package ledger

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/calendar"
)

// Commitments are the commitments that a set of statements, in any order, speaks of, in the order
// in which they were first spoken of. Statements of one id count once.
func Commitments(items []*Item, decisions []Decision) []*Commitment {
	items = slices.Clone(items)
	slices.SortFunc(items, (*Item).Compare)
	items = slices.CompactFunc(items, func(a, b *Item) bool { return a.ID == b.ID })
	linkers := map[string]*Linker{}
	var order []*Linker
	for _, it := range items {
		l := linkers[it.Class]
		if l == nil {
			l = NewLinker(decisions)
			linkers[it.Class] = l
			order = append(order, l)
		}
		l.Add(it)
	}
	var clusters [][]*Item
	for _, l := range order {
		for _, c := range l.Clusters() {
			clusters = append(clusters, c.Items)
		}
	}
	return Assemble(clusters, decisions)
}

// Assemble makes commitments of clusters: those that people called the same are one.
func Assemble(clusters [][]*Item, decisions []Decision) []*Commitment {
	in := map[string]int{} // statement to cluster
	parent := make([]int, len(clusters))
	for i, c := range clusters {
		parent[i] = i
		for _, it := range c {
			in[it.ID] = i
		}
	}
	root := func(i int) int {
		for parent[i] != i {
			i = parent[i]
		}
		return i
	}
	for _, j := range Joined(decisions) {
		a, okA := in[j[0]]
		b, okB := in[j[1]]
		if okA && okB {
			a, b = root(a), root(b)
			parent[max(a, b)] = min(a, b)
		}
	}
	joined := map[int][]*Item{}
	for i, c := range clusters {
		r := root(i)
		joined[r] = append(joined[r], c...)
	}
	all := make([]*Commitment, 0, len(joined))
	for _, items := range joined {
		if !Spoken(items) {
			continue
		}
		slices.SortFunc(items, (*Item).Compare)
		all = append(all, NewCommitment(items, decisions))
	}
	slices.SortFunc(all, Order)
	return all
}

// The likelihood, in percent, from which echoes alone are a commitment: of one report, and of
// several, each of which adds that of its likeliest echo. What several reports half say is said.
const (
	enough      = 30
	enoughOfAll = 20
	ahead       = 20 // what a day to come adds
)

// Spoken reports whether items are told of a commitment: one of them is a statement, or the echoes
// are likely enough. Other echoes wait in their cluster, and are listed with it from the day on which
// more is said.
func Spoken(items []*Item) bool {
	likely := map[string]int{}    // by report
	copied := map[string]string{} // the first report of a sentence
	for _, it := range items {
		if !it.Echo {
			return true
		}
		if first, ok := copied[it.Sentence]; ok && first != it.Report {
			continue // a copy says nothing more
		}
		copied[it.Sentence] = it.Report
		if it.Change != "done" && classes()[it.Class] != eventClass { // "delayed" says nothing alone; what is only told as done was bound by nobody
			p := it.Likely
			if it.Latest.After(it.Published) {
				p += ahead
			}
			likely[it.Report] = max(likely[it.Report], p)
		}
	}
	sum := 0
	for _, p := range likely {
		if recurring[items[0].Class] {
			sum = max(sum, p) // attack after attack is not one undertaking
			continue
		}
		sum += p
	}
	return sum >= enough || len(likely) > 1 && sum >= enoughOfAll
}

// Order is the order in which commitments are listed: as they were first spoken of.
func Order(a, b *Commitment) int {
	if c := a.Items[0].Compare(b.Items[0]); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}

// FromEvents are the commitments that events speak of, as known on a day (the zero Day: ever). It
// is the definition of what the tables of a store hold. Of several readings of a report that by
// the oldest version of the reader is in force.
func FromEvents(events []Event, known calendar.Day) ([]*Commitment, error) {
	type read struct {
		Reading
		id string
	}
	readings := map[string]read{}
	var decisions []Decision
	for _, e := range events {
		switch e.Kind {
		case ReadingEvent:
			r, err := Decode[Reading](e)
			if err != nil {
				return nil, err
			}
			old, ok := readings[r.Report]
			if !ok || cmp.Or(strings.Compare(r.Reader, old.Reader), strings.Compare(e.ID, old.id)) < 0 {
				readings[r.Report] = read{r, e.ID}
			}
		case DecisionEvent:
			d, err := Decode[Decision](e)
			if err != nil {
				return nil, err
			}
			d.ID, d.Seq = e.ID, e.Seq
			decisions = append(decisions, d)
		}
	}
	decisions = Standing(decisions)
	var all []*Item
	for _, r := range readings {
		items := Items(Correct(r.Reading, decisions))
		for i := range items {
			if known.IsZero() || !items[i].Published.After(known) {
				all = append(all, &items[i])
			}
		}
	}
	return Commitments(all, decisions), nil
}

// Filter leaves commitments out that a question is not about, without working them out. The zero
// Filter leaves out none; what it lets through may still not be what was asked for.
type Filter struct {
	IDs       []string        // only these
	Dated     bool            // only those with a last day
	From, To  calendar.Day    // last days between these, where they are set
	Slips     bool            // only those whose date moved
	Conflicts bool            // only those with contradictions
	Lapse     calendar.Window // only those that are overdue after a day of it, where it is set, and those whose status people decided
	Texts     []string        // in lower case: only those in whose words each of them stands
}

// ReviewOf is what people made of a statement.
func (c *Commitment) ReviewOf(it *Item) string { return cmp.Or(c.Review[it.ID], "unreviewed") }
