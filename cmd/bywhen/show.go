package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/store"
)

type showCommand struct {
	database
	asOf
	ID   string `arg:"" help:"The id of a commitment or statement, or how it begins."`
	JSON asJSON `name:"json" help:"Print the JSON object of the commitment; --json=KEY,KEY only those keys."`
}

func (s *showCommand) Run(c console) error {
	at, today, err := s.state(c)
	if err != nil {
		return err
	}
	l, err := s.open(c, false)
	if err != nil {
		return err
	}
	defer l.Close()
	if today, err = s.clock(l, today); err != nil {
		return c.locked(err)
	}
	if err := c.reached(l, at.Seq); err != nil {
		return err
	}
	m, err := c.commitment(l, at, s.ID)
	if err != nil {
		return err
	}
	if s.JSON.wanted {
		return s.JSON.line(c.out, m.JSON(today))
	}
	decisions, err := l.Decisions(context.Background())
	if err != nil {
		return c.locked(err)
	}
	out := bufio.NewWriter(c.out)
	showOne(out, m, today, decisions, c.table("never").Width)
	return out.Flush()
}

// commitment is the commitment that an id, or the beginning of one, names; an error with its exit
// status where it names none, or more than one.
func (c console) commitment(l *store.Store, at store.AsOf, id string) (*ledger.Commitment, error) {
	if id == "" {
		return nil, misuse("an id is empty; give one, or how it begins")
	}
	ctx := context.Background()
	ids, err := l.Find(ctx, id)
	switch {
	case err != nil:
		return nil, c.locked(err)
	case len(ids) == 0:
		fmt.Fprintf(c.err, "bywhen: no commitment or statement has an id that begins with %q\n", id)
		return nil, status(noSuchID)
	case len(ids) > 1:
		fmt.Fprintf(c.err, "bywhen: %q is the beginning of several ids: %s\n", id, strings.Join(ids, ", "))
		return nil, status(noSuchID)
	}
	at.IDs = ids
	for m, err := range l.Commitments(ctx, at) {
		if err != nil {
			return nil, c.locked(err)
		}
		if m.ID == ids[0] { // a past state worked out from the log has all of them
			return m, nil
		}
	}
	fmt.Fprintf(c.err, "bywhen: in that state of the ledger there is no commitment %s\n", ids[0])
	return nil, status(noSuchID)
}

// showOne prints a commitment: each cell with the words that it comes from, how its date moved, and
// all that was said of it. decisions are those of the ledger.
func showOne(w io.Writer, m *ledger.Commitment, today calendar.Day, decisions []ledger.Decision, width int) {
	s := m.On(today)
	fmt.Fprintf(w, "%s\n%s  %s\n\n", printable(m.Title()), m.ID, strings.ToUpper(statusWords(s)))
	cells(m, s, decisions).print(w, width)
	fmt.Fprintf(w, "\nevidence %s, schedule %s", s.Evidence, s.Schedule)
	if s.Schedule != "none" && s.Days != 0 {
		fmt.Fprintf(w, " (%+d days)", s.Days)
	}
	fmt.Fprintf(w, ", %s of %s\n", counted(m.OriginCount(), "origin"), counted(len(m.Items), "statement"))
	if days, ok := m.Quiet(today); ok && days > 0 {
		fmt.Fprintf(w, "no news for %s\n", counted(days, "day"))
	}
	for _, x := range m.Conditions {
		fmt.Fprintf(w, "condition %s: %s\n", x.State, printable(strings.Join(strings.Fields(x.Text), " ")))
	}
	if m.PartOf != "" {
		fmt.Fprintf(w, "part of what %s tells\n", short(m.PartOf))
	}
	for _, x := range m.Notes {
		fmt.Fprintf(w, "note: %s (%s)\n", printable(x.Text), short(x.Item.ID))
	}
	fmt.Fprintln(w)
	if len(m.Slips) > 0 {
		slipTable(w, m, today, width)
	}
	for _, x := range m.Contradictions {
		fmt.Fprintf(w, "Contradiction about the %s: %s and %s.\n\n", x.About, short(x.A.ID), short(x.B.ID))
	}
	for _, it := range m.Items {
		if r := m.ReviewOf(it); r != "unreviewed" {
			fmt.Fprintf(w, "    (%s)\n", r)
		}
		quote(w, it)
	}
}

// cells are the cells of a commitment, each with its words and the statement that they stand in.
func cells(m *ledger.Commitment, s ledger.Status, decisions []ledger.Decision) *grid {
	g := newGrid("", "", "IN THESE WORDS", "STATEMENT", "IN")
	g.tall = 20
	put := func(name, value, words string, it *ledger.Item) {
		switch {
		case value == "":
		case it == nil:
			g.row(name, value, words, "", "")
		default:
			g.row(name, value, quoted(words), short(it.ID), strings.TrimSpace(it.Name+" "+it.Publisher))
		}
	}
	lead := m.Lead()
	put("who", who(m), lead.Actor.Text, lead)
	lemma, _ := m.Action()
	put("does", lemma, lead.Action.Text, lead)
	put("what", m.What(), lead.What.Text, lead)
	put("where", m.Place(), lead.Place.Text, lead)
	put("how much", lead.Quantity.Text, lead.Quantity.Text, lead)
	for _, condition := range lead.Conditions {
		put("if", condition, condition, lead)
	}
	first := slices.IndexFunc(m.Items, func(it *ledger.Item) bool { return it.Window() == m.Baseline })
	if first >= 0 && !m.Baseline.IsZero() {
		put("first", window(m.Baseline), m.Items[first].When.Text, m.Items[first])
	}
	last := lastSaying(m)
	if m.Window.IsZero() {
		last = nil
	}
	if last != nil && m.Window != m.Baseline {
		put("by when", window(m.Window), last.When.Text, last)
	}
	put("moved", moved(m), "", nil)
	if last != nil {
		put("on the word of", chain(last), sourceWords(last), last)
	}
	value := statusWords(s)
	if !s.Since.IsZero() {
		value += ", since " + s.Since.String()
	}
	setBy := func(it *ledger.Item) bool { return it.ID == s.Because }
	if i := slices.IndexFunc(m.Items, setBy); i >= 0 {
		put("status", value, m.Items[i].Action.Text, m.Items[i])
	} else if i := slices.IndexFunc(decisions, func(d ledger.Decision) bool { return d.ID == s.Because }); i >= 0 {
		put("status", value, fmt.Sprintf("decided by %s: %s", decisions[i].By, cmp.Or(decisions[i].Reason, "no reason given")), nil)
	} else {
		put("status", value, "set by the "+cmp.Or(s.Because, "lack of news"), nil)
	}
	return g
}

// sourceWords are the words for a source, innermost first, as the report has them.
func sourceWords(it *ledger.Item) string {
	var all []string
	for _, s := range it.Sources {
		all = append(all, s.Text)
	}
	return strings.Join(all, " > ")
}

func quoted(words string) string {
	if words == "" {
		return ""
	}
	return `"` + words + `"`
}
