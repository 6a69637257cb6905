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
	JSON bool `name:"json" help:"Print the id of what was recorded as JSON."`
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
	id, err := d.record(c, s, decision)
	if err == nil && d.JSON {
		return printJSON(c.out, only(map[string]any{"decision": id, "verb": decision.Verb, "statements": listed(decision.Statements)}))
	}
	if err == nil {
		fmt.Fprintf(c.err, "bywhen: recorded as %s; bywhen undo %s takes it back\n", short(id), short(id))
	}
	return err
}

func (d decider) record(c console, s *store.Store, decision ledger.Decision) (id string, err error) {
	ctx := context.Background()
	decision.By, decision.Reason, decision.At = d.By, cmp.Or(decision.Reason, d.Reason), c.now().UTC().Truncate(time.Second)
	if decision.By == "" {
		decision.By = c.env("USER")
	}
	if decision.By == "" {
		return "", misuse("who decides? give your name with --by NAME")
	}
	if decision.Seen == 0 {
		if decision.Seen, err = s.Last(ctx); err != nil {
			return "", c.locked(err)
		}
	}
	event := decision.Event()
	_, err = s.Append(ctx, c.now(), event)
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
	if x.Field == "earliest" || x.Field == "latest" {
		if _, ok := calendar.Parse(x.Value); !ok && x.Value != "" {
			return misuse(fmt.Sprintf("%q is no day; write it as 2024-09-07", x.Value))
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
}

func (x *statusCommand) Run(c console) error {
	if !slices.Contains(ledger.Summaries, ledger.Summary(x.Status)) {
		return misuse(fmt.Sprintf("no status is called %q; there are %v", x.Status, ledger.Summaries))
	}
	if x.Because == "" && x.Reason == "" {
		return misuse("say what shows it, with --because STATEMENT or --reason WORDS")
	}
	return x.with(c, func(s *store.Store) (ledger.Decision, error) {
		it, _, err := c.statement(s, x.ID)
		if err != nil {
			return ledger.Decision{}, err
		}
		d := ledger.Decision{Verb: ledger.Settle, Statements: []string{it.ID}, Value: x.Status}
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
