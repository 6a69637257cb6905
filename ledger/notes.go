package ledger

import (
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/statement"
)

// Condition is something that must happen first, as a statement has it.
type Condition struct {
	Text  string
	Item  *Item  // that names it
	State string // pending, met, failed
	By    *Item  // what settled it, nil while it is pending
}

// conditions are those of all statements, in their order, each text once. One is met when the same is later
// said without any, or is begun or done; it has failed when it is refused, called off or missed.
func conditions(items []*Item) []Condition {
	var all []Condition
	seen := map[string]bool{}
	for i, it := range items {
		for _, text := range it.Conditions {
			if seen[text] {
				continue
			}
			seen[text] = true
			c := Condition{Text: text, Item: it, State: "pending"}
			for _, later := range items[i+1:] {
				if later.Report == it.Report {
					continue
				}
				if state := settles(later); state != "" {
					c.State, c.By = state, later
					break
				}
			}
			all = append(all, c)
		}
	}
	return all
}

// settles is what a later statement makes of a condition: met, failed, or "" for neither.
func settles(it *Item) string {
	switch {
	case it.Act == statement.Refuse, it.Act == statement.Revise && it.Change == "cancelled", told(it) == "missed":
		return "failed"
	case it.Act == statement.Undertake && it.commits() && it.Certainty == statement.Certain && len(it.Conditions) == 0, told(it) == "done":
		return "met"
	}
	return ""
}

// News is what each statement adds to those before it: "new" for the first that binds, "changed" where it
// moves the last day, suspends or cancels, "outcome" where it tells what became of it, else "restated".
func (c *Commitment) News() map[string]string {
	moved := map[string]bool{}
	for _, s := range c.Slips {
		moved[s.Item.ID] = true
	}
	news := make(map[string]string, len(c.Items))
	first := true
	for _, it := range c.Items {
		switch {
		case it.Act == statement.Outcome:
			news[it.ID] = "outcome"
		case moved[it.ID], it.Act == statement.Revise && it.Change != "" && it.Latest.IsZero():
			news[it.ID] = "changed"
		case it.commits() && first:
			news[it.ID] = "new"
		default:
			news[it.ID] = "restated"
		}
		first = first && !it.commits()
	}
	return news
}

// Quiet is how many days ago the last report of a commitment that is still open came out; false for what is
// over, and where no day is known. Without a report nothing is said of whether it was done.
func (c *Commitment) Quiet(today calendar.Day) (days int, ok bool) {
	last := c.Items[len(c.Items)-1].Published
	if today.IsZero() || last.IsZero() {
		return 0, false
	}
	switch c.On(today).Summary {
	case Done, Missed, Cancelled, Refused, Void:
		return 0, false
	}
	return max(0, today.Sub(last)), true
}
