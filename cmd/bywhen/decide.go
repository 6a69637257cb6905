package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/store"
)

// decider are the flags of every command that records a decision.
type decider struct {
	database
	By     string `env:"BYWHEN_BY" placeholder:"NAME" help:"Who decides; your name on this machine where it is not given."`
	Reason string `placeholder:"WORDS" help:"Why."`
}

// single are the flags of a command that records one decision.
type single struct {
	decider
	JSON   asJSON `name:"json" help:"Print what was recorded as JSON; --json=KEY,KEY only those keys."`
	DryRun bool   `help:"Say what would be recorded, and record nothing."`
}

// wireDecision is a decision as --json prints it.
type wireDecision struct {
	Decision   string      `json:"decision"`
	Statements []string    `json:"statements"`
	Verb       ledger.Verb `json:"verb"`
	Field      string      `json:"field,omitempty"`
	Value      string      `json:"value,omitempty"`
	On         string      `json:"on,omitempty"`
	Reason     string      `json:"reason,omitempty"`
	By         string      `json:"by"`
	Seen       ledger.Seq  `json:"seen"`
	DryRun     bool        `json:"dry_run,omitempty"`
}

// with opens the ledger, and records what is decided on it.
func (d single) with(c console, decide func(*store.Store) (ledger.Decision, error)) error {
	s, err := d.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	decision, err := decide(s)
	if err != nil {
		return err
	}
	if decision, err = d.complete(c, s, decision); err != nil {
		return err
	}
	event := decision.Event()
	if !d.DryRun {
		if _, err := s.Append(context.Background(), c.now(), event); err != nil {
			return c.locked(err)
		}
	}
	if d.JSON.wanted {
		return d.JSON.print(c.out, wireDecision{event.ID, listed(decision.Statements), decision.Verb, decision.Field, decision.Value,
			decision.On.String(), decision.Reason, decision.By, decision.Seen, d.DryRun})
	}
	if d.DryRun {
		_, err = fmt.Fprintf(c.err, "bywhen: would record %s\n", inWords(decision))
		return err
	}
	_, err = fmt.Fprintf(c.err, "bywhen: recorded as %s; bywhen undo %s takes it back\n", short(event.ID), short(event.ID))
	return err
}

// inWords is a decision in a line.
func inWords(d ledger.Decision) string {
	line := string(d.Verb)
	for _, id := range d.Statements {
		line += " " + short(id)
	}
	if d.Verb == ledger.Undo {
		return line + " " + short(d.Value)
	}
	for _, word := range []string{d.Field, d.Value} {
		if word != "" {
			line += " " + word
		}
	}
	if !d.On.IsZero() {
		line += " since " + d.On.String()
	}
	return line + ", by " + d.By
}

// name is the name of who decides.
func (d decider) name(c console) (string, error) {
	by := cmp.Or(d.By, c.env("USER"))
	if by == "" {
		return "", misuse("who decides? give your name with --by NAME")
	}
	return by, nil
}

// complete gives a decision who takes it, why, when, and having seen what.
func (d decider) complete(c console, s *store.Store, decision ledger.Decision) (ledger.Decision, error) {
	by, err := d.name(c)
	if err != nil {
		return decision, err
	}
	decision.By, decision.Reason, decision.At = by, cmp.Or(decision.Reason, d.Reason), c.now().UTC().Truncate(time.Second)
	if decision.Seen == 0 {
		last, err := s.Last(context.Background())
		if err != nil {
			return decision, c.locked(err)
		}
		decision.Seen = last
	}
	return decision, nil
}

// record records a decision of a sitting, and returns its id.
func (d decider) record(c console, s *store.Store, decision ledger.Decision) (id string, err error) {
	if decision, err = d.complete(c, s, decision); err != nil {
		return "", err
	}
	event := decision.Event()
	_, err = s.Append(context.Background(), c.now(), event)
	return event.ID, c.locked(err)
}

// statement is the statement that an id, or the beginning of one, names, with its commitment; of a
// commitment's id its first statement.
func (c console) statement(s *store.Store, id string) (*ledger.Item, *ledger.Commitment, error) {
	m, err := c.commitment(s, store.AsOf{}, id)
	if err != nil {
		return nil, nil, err
	}
	for _, it := range m.Items {
		if strings.HasPrefix(it.ID, strings.ToUpper(id)) {
			return it, m, nil
		}
	}
	return m.Items[0], m, nil
}

type acceptCommand struct {
	single
	Statement string `arg:"" help:"The id of a statement, or how it begins."`
}

func (a *acceptCommand) Run(c console) error { return a.about(c, a.Statement, ledger.Accept) }

type rejectCommand struct {
	single
	Statement string `arg:"" help:"The id of a statement, or how it begins."`
}

func (r *rejectCommand) Run(c console) error {
	if r.Reason == "" {
		return misuse("say why with --reason: not a commitment, wrong reading, old news")
	}
	return r.about(c, r.Statement, ledger.Reject)
}

func (d single) about(c console, id string, verb ledger.Verb) error {
	return d.with(c, func(s *store.Store) (ledger.Decision, error) {
		it, _, err := c.statement(s, id)
		if err != nil {
			return ledger.Decision{}, err
		}
		return ledger.Decision{Verb: verb, Statements: []string{it.ID}}, nil
	})
}

type correctCommand struct {
	single
	Statement string `arg:"" help:"The id of a statement, or how it begins."`
	Field     string `arg:"" enum:"act,change,actor,what,place,earliest,latest" help:"act, change, actor, what, place, earliest or latest."`
	Value     string `arg:"" help:"What it should be; an empty one for none."`
}

func (x *correctCommand) Run(c console) error {
	switch x.Field {
	case "earliest", "latest":
		if _, ok := calendar.Parse(x.Value); !ok && x.Value != "" {
			return misuse(fmt.Sprintf("%q is no day; write it as 2024-09-07", x.Value))
		}
	case "act":
		if !slices.Contains(acts, x.Value) {
			return misuse(fmt.Sprintf("no act is called %q; there are %s", x.Value, strings.Join(acts, ", ")))
		}
	case "change":
		if x.Value != "" && !slices.Contains(changeWords, x.Value) {
			return misuse(fmt.Sprintf("no change is called %q; there are %s", x.Value, strings.Join(changeWords, ", ")))
		}
	}
	return x.with(c, func(s *store.Store) (ledger.Decision, error) {
		it, _, err := c.statement(s, x.Statement)
		if err != nil {
			return ledger.Decision{}, err
		}
		return ledger.Decision{Verb: ledger.Correction, Statements: []string{it.ID}, Field: x.Field, Value: x.Value}, nil
	})
}

// acts and changeWords are what an act or a change can be corrected to.
var (
	acts        = []string{"undertake", "demand", "forecast", "refuse", "revise", "outcome"}
	changeWords = []string{"delayed", "suspended", "cancelled", "resumed", "advanced", "extended", "reduced", "increased", "done", "partly-done", "begun", "missed"}
)

type mergeCommand struct {
	single
	A string `arg:"" help:"A commitment."`
	B string `arg:"" help:"The commitment that is the same."`
}

func (m *mergeCommand) Run(c console) error {
	return m.with(c, func(s *store.Store) (ledger.Decision, error) {
		a, first, err := c.statement(s, m.A)
		if err != nil {
			return ledger.Decision{}, err
		}
		b, second, err := c.statement(s, m.B)
		if err != nil {
			return ledger.Decision{}, err
		}
		if first.ID == second.ID {
			return ledger.Decision{}, misuse("they are one commitment already")
		}
		return ledger.Decision{Verb: ledger.Same, Statements: []string{a.ID, b.ID}}, nil
	})
}

type splitCommand struct {
	single
	Statement string `arg:"" help:"The statement that is about something else than the rest of its commitment."`
}

func (x *splitCommand) Run(c console) error {
	return x.with(c, func(s *store.Store) (ledger.Decision, error) {
		it, m, err := c.statement(s, x.Statement)
		if err != nil {
			return ledger.Decision{}, err
		}
		d := ledger.Decision{Verb: ledger.Differ, Statements: []string{it.ID}}
		for _, o := range m.Items {
			if o.ID != it.ID {
				d.Statements = append(d.Statements, o.ID)
			}
		}
		if len(d.Statements) == 1 {
			return d, misuse("the statement stands alone already")
		}
		return d, nil
	})
}

type undoCommand struct {
	single
	Decision string `arg:"" optional:"" help:"The id of a decision, or how it begins; the last one that stands where none is given."`
}

func (u *undoCommand) Run(c console) error {
	return u.with(c, func(s *store.Store) (ledger.Decision, error) {
		all, err := s.Decisions(context.Background())
		if err != nil {
			return ledger.Decision{}, c.locked(err)
		}
		if u.Decision == "" {
			standing := ledger.Standing(all)
			if len(standing) == 0 {
				return ledger.Decision{}, errors.New("there is no decision to take back")
			}
			return ledger.Decision{Verb: ledger.Undo, Value: standing[len(standing)-1].ID}, nil
		}
		i := slices.IndexFunc(all, func(d ledger.Decision) bool { return strings.HasPrefix(d.ID, strings.ToUpper(u.Decision)) })
		if i < 0 {
			fmt.Fprintf(c.err, "bywhen: no decision has an id that begins with %q\n", u.Decision)
			return ledger.Decision{}, status(noSuchID)
		}
		return ledger.Decision{Verb: ledger.Undo, Value: all[i].ID}, nil
	})
}

type statusCommand struct {
	single
	ID      string `arg:"" help:"A commitment."`
	Status  string `arg:"" help:"proposed, agreed, pending, in-force, due, overdue, partly-done, done, missed, suspended, cancelled, refused or void."`
	Because string `placeholder:"STATEMENT" help:"The statement that shows it."`
	On      string `placeholder:"DAY" help:"The day since when it holds: of done, the day on which it was done, by which a track record tells in time from late."`
}

func (x *statusCommand) Run(c console) error {
	if !slices.Contains(ledger.Summaries, ledger.Summary(x.Status)) {
		return misuse(fmt.Sprintf("no status is called %q; there are %s", x.Status, ledger.SummaryNames()))
	}
	if x.Because == "" && x.Reason == "" {
		return misuse("say what shows it, with --because STATEMENT or --reason WORDS")
	}
	on, err := dayFlag("--on", x.On)
	if err != nil {
		return err
	}
	if on.After(c.today()) {
		return misuse(fmt.Sprintf("--on %s is still to come", on))
	}
	return x.with(c, func(s *store.Store) (ledger.Decision, error) {
		it, _, err := c.statement(s, x.ID)
		if err != nil {
			return ledger.Decision{}, err
		}
		d := ledger.Decision{Verb: ledger.Settle, Statements: []string{it.ID}, Value: x.Status, On: on}
		if x.Because != "" {
			shown, _, err := c.statement(s, x.Because)
			if err != nil {
				return d, err
			}
			d.Statements = append(d.Statements, shown.ID)
		}
		return d, nil
	})
}
