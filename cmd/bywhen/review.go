package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/term"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/store"
)

type reviewCommand struct {
	decider
	Today string   `placeholder:"DAY" help:"The day on which something is due or overdue; today where it is not given."`
	JSON  asJSON   `name:"json" help:"Print what was decided as JSON at the end, and the cards on standard error; --json=KEY,KEY only those keys."`
	Plain bool     `help:"Read keys as lines, also on a terminal."`
	Query []string `arg:"" optional:"" help:"Which commitments: who:\"City of Harrow\" status:overdue."`
}

const reviewKeys = "1 accept · 2 same as · 3 reject · 4 can't tell · h later · z undo · ? keys · x exit"

// reasons are the answers to "reject: why?".
var reasons = []string{"not a commitment", "wrong reading", "old news"}

// review is a sitting: one statement after the other, and what was decided of them.
type review struct {
	console
	decider
	store   *store.Store
	today   calendar.Day
	key     func() (rune, bool) // false at the end of the input
	queue   []string            // statements that wait
	at      int
	past    []step // what undo takes back, the last one last
	decided int
}

// step is one answer: the place in the queue where it was given, and the decision ("" for later).
type step struct {
	at       int
	decision string
}

func (r *reviewCommand) Run(c console) error {
	a := asked{database: r.database, asOf: asOf{Today: r.Today}, Query: r.Query}
	if _, err := r.name(c); err != nil {
		return err
	}
	queue, today, err := a.queue(c)
	if err != nil {
		return err
	}
	s, err := r.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	v := review{console: c, decider: r.decider, store: s, today: today}
	for _, w := range queue {
		v.queue = append(v.queue, w.it.ID)
	}
	restore, err := v.keyboard(r.Plain)
	if err != nil {
		return err
	}
	defer restore()
	if r.JSON.wanted {
		v.out = v.err
	}
	if err := v.run(); err != nil || !r.JSON.wanted {
		return err
	}
	return r.JSON.print(c.out, map[string]any{"statements": len(v.queue), "decided": v.decided, "left": len(v.queue) - v.decided, "decisions": v.decisions()})
}

// decisions are the ids of what was decided and not taken back.
func (v *review) decisions() []string {
	ids := []string{}
	for _, s := range v.past {
		if s.decision != "" {
			ids = append(ids, s.decision)
		}
	}
	return ids
}

// waiting is a statement that nobody has looked at, in its commitment.
type waiting struct {
	m  *ledger.Commitment
	it *ledger.Item
}

// queue is what waits for a person: of contradicted commitments first, then of those that slipped,
// then by the day on which they are due, those without one last.
func (a *asked) queue(c console) (queue []waiting, today calendar.Day, err error) {
	_, today, err = a.state(c)
	if err != nil {
		return nil, today, err
	}
	err = a.each(c, nil, func(m *ledger.Commitment, on calendar.Day) error {
		today = on
		for _, it := range m.Items {
			if m.ReviewOf(it) == "unreviewed" {
				queue = append(queue, waiting{m, it})
			}
		}
		return nil
	})
	rank := func(m *ledger.Commitment) int {
		switch {
		case len(m.Contradictions) > 0:
			return 0
		case len(m.Slips) > 0:
			return 1
		case !m.Window.Latest.IsZero():
			return 2
		}
		return 3
	}
	slices.SortStableFunc(queue, func(a, b waiting) int {
		if d := rank(a.m) - rank(b.m); d != 0 {
			return d
		}
		return a.m.Window.Latest.Compare(b.m.Window.Latest)
	})
	return queue, today, err
}

// keyboard sets where keys come from: one press each on a terminal, any characters but white space
// in a pipe. It returns what puts the terminal back.
func (v *review) keyboard(plain bool) (restore func(), err error) {
	in := bufio.NewReader(v.in)
	v.key = func() (rune, bool) {
		for {
			k, _, err := in.ReadRune()
			if err != nil {
				return 0, false
			}
			if !unicode.IsSpace(k) {
				return k, true
			}
		}
	}
	f, ok := v.in.(*os.File)
	if !ok || plain || !term.IsTerminal(int(f.Fd())) {
		return func() {}, nil
	}
	old, err := term.MakeRaw(int(f.Fd()))
	if err != nil {
		return nil, err
	}
	v.out = rawWriter{v.out}
	v.err = rawWriter{v.err}
	v.key = func() (rune, bool) {
		k, _, err := in.ReadRune()
		const interrupt, end, escape = 3, 4, 27
		if k == escape && in.Buffered() > 0 { // an arrow or another key that is none of ours
			in.Discard(in.Buffered())
		}
		return k, err == nil && k != interrupt && k != end
	}
	return func() { term.Restore(int(f.Fd()), old) }, nil
}

// rawWriter begins lines at the left, which a terminal that gives single keys does not do itself.
type rawWriter struct{ io.Writer }

func (w rawWriter) Write(p []byte) (int, error) {
	_, err := w.Writer.Write([]byte(strings.ReplaceAll(string(p), "\n", "\r\n")))
	return len(p), err
}

func (v *review) run() error {
	fmt.Fprintf(v.out, "%s waiting. %s\n", counted(len(v.queue), "statement"), reviewKeys)
	for more := len(v.queue) > 0; more; {
		var err error
		if v.at < len(v.queue) {
			more, err = v.card()
		} else {
			more, err = v.end()
		}
		if err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(v.out, "%s decided, %d left.\n", counted(v.decided, "statement"), len(v.queue)-v.decided)
	return err
}

// end is after the last card, where the last answer can still be taken back.
func (v *review) end() (more bool, err error) {
	fmt.Fprintln(v.out, "That was the last one. z undoes, any other key exits.")
	if k, ok := v.key(); !ok || k != 'z' {
		return false, nil
	}
	return true, v.undo()
}

// card shows one statement with its words and takes keys until one decides. It returns false when
// the person is done.
func (v *review) card() (more bool, err error) {
	it, m, err := v.statement(v.store, v.queue[v.at])
	if err != nil {
		return false, err
	}
	seen, err := v.store.Last(context.Background()) // before the card is read: what is decided is decided on this
	if err != nil {
		return false, v.locked(err)
	}
	fmt.Fprintf(v.out, "\n[%d of %d]  %s  %s  (%s)\n", v.at+1, len(v.queue), short(m.ID), printable(m.Title()), statusWords(m.On(v.today)))
	quote(v.out, it)
	for {
		k, ok := v.key()
		if !ok {
			return false, nil
		}
		d := ledger.Decision{Statements: []string{it.ID}, Seen: seen}
		switch k {
		case '1':
			d.Verb = ledger.Accept
			return true, v.decide(d, "Accepted.")
		case '2':
			other, ok, err := v.candidate(m)
			if err != nil || !ok {
				return ok, err
			}
			if other == nil {
				continue
			}
			d.Verb, d.Statements = ledger.Same, []string{it.ID, other.ID}
			return true, v.decide(d, "One with "+short(other.ID)+".")
		case '3':
			i, ok := v.choose("Reject: ", '1', reasons)
			if !ok {
				return false, nil
			}
			if i < 0 {
				continue
			}
			d.Verb, d.Reason = ledger.Reject, reasons[i]
			return true, v.decide(d, "Rejected: "+reasons[i]+".")
		case '4':
			d.Verb = ledger.Unsure
			return true, v.decide(d, "Left to a second reader.")
		case 'h':
			v.past = append(v.past, step{v.at, ""})
			v.at++
			return true, nil
		case 'z':
			if len(v.past) == 0 {
				fmt.Fprintln(v.out, "There is nothing to undo.")
				continue
			}
			return true, v.undo()
		case 'x':
			return false, nil
		default:
			fmt.Fprintln(v.out, reviewKeys)
		}
	}
}

// choose asks for one of a few answers; -1 for a key that is none of them, false at the end.
func (v *review) choose(question string, first rune, answers []string) (int, bool) {
	fmt.Fprint(v.out, question)
	for i, a := range answers {
		fmt.Fprintf(v.out, " [%c] %s", first+rune(i), a)
	}
	fmt.Fprintln(v.out)
	k, ok := v.key()
	if i := int(k - first); ok && i >= 0 && i < len(answers) {
		return i, true
	}
	return -1, ok
}

// candidate asks which commitment it is one with: others of its class, the nearest in time first.
func (v *review) candidate(m *ledger.Commitment) (*ledger.Commitment, bool, error) {
	var all []*ledger.Commitment
	for o, err := range v.store.Commitments(context.Background(), store.AsOf{}) {
		if err != nil {
			return nil, false, v.locked(err)
		}
		if o.ID != m.ID && (o.Items[0].Class == m.Items[0].Class || who(o) != "" && who(o) == who(m)) {
			all = append(all, o)
		}
	}
	if len(all) == 0 {
		fmt.Fprintln(v.out, "Nothing looks like it; bywhen merge takes any two ids.")
		return nil, true, nil
	}
	far := func(o *ledger.Commitment) int {
		n := o.Items[0].Published.Sub(m.Items[0].Published)
		n = max(n, -n)
		if o.Items[0].Class != m.Items[0].Class {
			n += 1 << 30
		}
		return n
	}
	slices.SortStableFunc(all, func(a, b *ledger.Commitment) int { return far(a) - far(b) })
	all = all[:min(5, len(all))]
	var lines []string
	for _, o := range all {
		lines = append(lines, fmt.Sprintf("%s %s %s\n", short(o.ID), printable(o.Title()), window(o.Window)))
	}
	i, ok := v.choose("Same as:\n", 'a', lines)
	if i < 0 {
		return nil, ok, nil
	}
	return all[i], true, nil
}

// decide records a decision and moves on. As it can be undone with one key, nothing is asked.
func (v *review) decide(d ledger.Decision, said string) error {
	id, err := v.record(v.console, v.store, d)
	if err != nil {
		return err
	}
	v.past = append(v.past, step{v.at, id})
	v.at++
	v.decided++
	_, err = fmt.Fprintf(v.out, "%s %d left. z undoes.\n", said, len(v.queue)-v.at)
	return err
}

// undo takes the last answer back and goes to where it was given.
func (v *review) undo() error {
	last := v.past[len(v.past)-1]
	if last.decision != "" {
		if _, err := v.record(v.console, v.store, ledger.Decision{Verb: ledger.Undo, Value: last.decision}); err != nil {
			return err
		}
		v.decided--
	}
	v.past, v.at = v.past[:len(v.past)-1], last.at
	_, err := fmt.Fprintln(v.out, "Undone.")
	return err
}

type queueCommand struct{ asked }

func (q *queueCommand) Run(c console) error {
	queue, today, err := q.queue(c)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(c.out)
	defer out.Flush()
	if q.JSON.wanted {
		for _, w := range queue {
			if err := q.JSON.print(out, map[string]any{"statement": w.it.ID, "commitment": w.m.ID, "title": w.m.Title(), "status": w.m.On(today).Summary, "published": w.it.Published, "report": w.it.Name, "sentence": w.it.Sentence}); err != nil {
				return err
			}
		}
		return nil
	}
	g := newGrid("STATEMENT", "SAID", "ACT", "OF", "TITLE", "IN")
	for _, w := range queue {
		g.row(short(w.it.ID), w.it.Published.String(), string(w.it.Act), short(w.m.ID), printable(w.m.Title()), w.it.Name)
	}
	g.print(out, c.width())
	return c.say(out, "%s waiting: bywhen review decides.", counted(len(queue), "statement"))
}
