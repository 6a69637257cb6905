package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/store"
)

type addCommand struct {
	database
	sources
	JSON   asJSON `name:"json" help:"Print how much was recorded as JSON; --json=KEY,KEY only those keys."`
	DryRun bool   `help:"Read the reports and say how much is new, and record nothing."`
}

// together is how many reports are recorded at one time: enough that waiting for the disk costs
// little, few enough that little is lost when the program is stopped.
const together = 64

func (a *addCommand) Run(c console) error {
	record, done, err := a.recorder(c)
	if err != nil {
		return err
	}
	defer done()
	var waiting []ledger.Event
	reports, fresh := 0, 0
	flush := func() error {
		n, err := record(waiting)
		fresh += n
		waiting = waiting[:0]
		if err != nil && fresh > 0 {
			err = fmt.Errorf("%w; the %s recorded before stay", err, counted(fresh, "event"))
		}
		return c.locked(err)
	}
	read := readEach(&a.sources, c, func(r bywhen.Reading) []ledger.Event { return ledger.EventsOf(r) }, func(events []ledger.Event) error {
		reports++
		waiting = append(waiting, events...)
		if reports%together != 0 {
			return nil
		}
		if c.attended() {
			fmt.Fprintf(c.err, "\rbywhen: %d reports", reports)
		}
		return flush()
	})
	var ended status
	if read != nil && (!errors.As(read, &ended) || ended == isLocked) {
		return read // it could not be recorded
	}
	if err := flush(); err != nil {
		return err
	}
	if c.attended() && reports >= together {
		fmt.Fprint(c.err, "\r")
	}
	if a.JSON.wanted {
		if err := a.JSON.print(c.out, told(a.DryRun, map[string]any{"reports": reports, "new_events": fresh})); err != nil {
			return err
		}
		return read
	}
	recorded := "recorded"
	if a.DryRun {
		recorded = "to record"
	}
	fmt.Fprintf(c.err, "bywhen: %s read, %s %s\n", counted(reports, "report"), counted(fresh, "new event"), recorded)
	return read
}

// recorder is what records events and tells how many were new, or in a dry run tells it only.
func (a *addCommand) recorder(c console) (record func([]ledger.Event) (int, error), done func(), err error) {
	ctx := context.Background()
	if !a.DryRun {
		s, err := a.writable(c)
		if err != nil {
			return nil, nil, err
		}
		return func(events []ledger.Event) (int, error) { return s.Append(ctx, c.now(), events...) }, func() { s.Close() }, nil
	}
	s, err := a.trial(c)
	if err != nil {
		return nil, nil, err
	}
	seen := map[ledger.Kind]map[string]bool{}
	return func(events []ledger.Event) (n int, err error) {
			if s != nil {
				if events, err = s.Unrecorded(ctx, events); err != nil {
					return 0, err
				}
			}
			for _, e := range events {
				if seen[e.Kind] == nil {
					seen[e.Kind] = map[string]bool{}
				}
				if !seen[e.Kind][e.ID] {
					seen[e.Kind][e.ID] = true
					n++
				}
			}
			return n, nil
		}, func() {
			if s != nil {
				s.Close()
			}
		}, nil
}

// trial opens the ledger that a dry run would write, nil where there is none yet.
func (d database) trial(c console) (*store.Store, error) {
	s, err := d.open(c, false)
	if errors.Is(err, store.ErrMissing) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s, c.real(s)
}
