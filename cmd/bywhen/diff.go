package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
)

type diffCommand struct {
	asked
	From string `required:"" placeholder:"N|DAY" help:"The state to compare with: as recorded up to event N, or as known on a day."`
	To   string `placeholder:"N|DAY" help:"The later state; the present one where it is not given."`
}

// change is one difference between two states of a commitment.
type change struct {
	Kind       string `json:"kind"` // new, gone, due, status, statements
	Commitment string `json:"commitment"`
	Title      string `json:"title"`
	From       string `json:"from"`
	To         string `json:"to"`
	Days       *int   `json:"days"` // of "due": later by so many days; null where either day is not known
}

// sign is how a change begins in a line.
func (x change) sign() string {
	switch x.Kind {
	case "new":
		return "+"
	case "gone":
		return "-"
	}
	return "~"
}

func (d *diffCommand) Run(c console) error {
	var states [2]map[string]ledgerState
	var order []string
	for i, at := range []string{d.From, d.To} {
		states[i] = map[string]ledgerState{}
		a, err := d.at(i, at)
		if err != nil {
			return err
		}
		// A filter looks at one state; what left it since is a change, so all are compared.
		err = a.each(c, func(f *ledger.Filter, _ calendar.Day) { *f = ledger.Filter{} }, func(m *ledger.Commitment, on calendar.Day) error {
			states[i][m.ID] = ledgerState{m, on}
			order = append(order, m.ID)
			return nil
		})
		if err != nil {
			return err
		}
	}
	out := bufio.NewWriter(c.out)
	defer out.Flush()
	seen := map[string]bool{}
	var all []change
	for _, id := range order {
		if !seen[id] {
			seen[id] = true
			all = append(all, changes(states[0][id], states[1][id])...)
		}
	}
	return d.print(out, c, all)
}

// at is the question about one of the two states.
func (d *diffCommand) at(i int, state string) (asked, error) {
	a, flag := d.asked, []string{"--from", "--to"}[i]
	a.Known, a.AtSeq = "", nil
	if state == "" {
		return a, nil
	}
	n, err := strconv.ParseInt(state, 10, 64)
	if err != nil {
		if _, ok := calendar.Parse(state); !ok {
			return a, misuse(fmt.Sprintf("%s %q is neither the number of an event nor a day; write 4120 or 2024-09-07", flag, state))
		}
		if i == 1 && d.backwards(state) {
			return a, misuse("--to must not be before --from")
		}
		a.Known = state
		return a, nil
	}
	if n < 1 {
		return a, misuse(flag + " must be at least 1")
	}
	if from, err := strconv.ParseInt(d.From, 10, 64); i == 1 && err == nil && n < from {
		return a, misuse("--to must not be before --from")
	}
	a.AtSeq = &n
	return a, nil
}

// backwards reports whether a day is before the one that it is compared with.
func (d *diffCommand) backwards(to string) bool {
	first, ok := calendar.Parse(d.From)
	last, _ := calendar.Parse(to)
	return ok && last.Before(first)
}

// ledgerState is a commitment in a state of the ledger, and the day on which the clock stood in it.
type ledgerState struct {
	*ledger.Commitment
	on calendar.Day
}

// changes are the differences between two states of one commitment, of which either may be absent.
func changes(a, b ledgerState) []change {
	switch {
	case a.Commitment == nil:
		return []change{{"new", b.ID, b.Title(), "", statusWords(b.On(b.on)), nil}}
	case b.Commitment == nil:
		return []change{{"gone", a.ID, a.Title(), statusWords(a.On(a.on)), "", nil}}
	}
	var all []change
	put := func(kind, from, to string, days *int) {
		if from != to {
			all = append(all, change{kind, b.ID, b.Title(), from, to, days})
		}
	}
	var days *int
	if x, y := a.Window.Latest, b.Window.Latest; !x.IsZero() && !y.IsZero() {
		n := y.Sub(x)
		days = &n
	}
	put("due", window(a.Window), window(b.Window), days)
	put("status", statusWords(a.On(a.on)), statusWords(b.On(b.on)), nil)
	put("statements", fmt.Sprint(len(a.Items)), fmt.Sprint(len(b.Items)), nil)
	return all
}

func (d *diffCommand) print(out io.Writer, c console, all []change) error {
	if d.JSON.wanted {
		for _, x := range all {
			if err := d.JSON.print(out, x); err != nil {
				return err
			}
		}
		return nil
	}
	g := newGrid("", "ID", "WHAT CHANGED", "FROM", "TO", "BY", "TITLE")
	for _, x := range all {
		by := ""
		if x.Days != nil {
			by = fmt.Sprintf("%+d d", *x.Days)
		}
		g.row(x.sign(), short(x.Commitment), x.Kind, cmp.Or(x.From, "none"), cmp.Or(x.To, "none"), by, x.Title)
	}
	g.print(out, c.width())
	return c.say(out, "%s between %s and %s.", counted(len(all), "change"), stateName(d.From), stateName(d.To))
}

// stateName is a state as people call it.
func stateName(state string) string {
	switch {
	case state == "":
		return "now"
	case strings.Contains(state, "-"):
		return "what was known on " + state
	}
	return "event " + state
}
