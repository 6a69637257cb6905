package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/internal/demo"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/store"
)

// demoCommand has no default of its own from BYWHEN_DB: that names the ledger that people work with.
type demoCommand struct {
	DB   string `name:"db" placeholder:"FILE" help:"Where to put it; a temporary folder where it is not given."`
	JSON asJSON `name:"json" help:"Print where it is as JSON; --json=KEY,KEY only those keys."`
}

func (d *demoCommand) Run(c console) error {
	file := d.DB
	if file == "" {
		dir, err := os.MkdirTemp("", "bywhen-demo-")
		if err != nil {
			return err
		}
		file = filepath.Join(dir, "demo.db")
	}
	ctx := context.Background()
	s, err := store.Open(ctx, file, store.Options{Create: true})
	if err != nil {
		return c.locked(err)
	}
	defer s.Close()
	last, err := s.Last(ctx)
	if err != nil {
		return c.locked(err)
	}
	day, err := demoDay(s)
	if err != nil {
		return c.locked(err)
	}
	if last > 0 && day.IsZero() {
		return misuse(file + " holds a ledger already; the demo never mixes with one")
	}
	if err := fillDemo(ctx, c, s); err != nil {
		return c.locked(err)
	}
	n := 0
	for _, err := range s.Commitments(ctx, store.AsOf{}) {
		if err != nil {
			return c.locked(err)
		}
		n++
	}
	if d.JSON.wanted {
		return d.JSON.print(c.out, map[string]any{"db": file, "commitments": n, "today": demo.Day()})
	}
	_, err = fmt.Fprintf(c.out, `An invented ledger of %s, on %s, is in
  %s

What is overdue     bywhen overdue --db %[3]s
How dates slipped   bywhen slips --db %[3]s
Who contradicts     bywhen conflicts --db %[3]s
What waits for you  bywhen review --db %[3]s
What was known      bywhen ls --db %[3]s --known 2026-06-01
`, counted(n, "commitment"), demo.Day(), file)
	return err
}

// fillDemo records the demo; what is recorded already is left out.
func fillDemo(ctx context.Context, c console, s *store.Store) error {
	events := []ledger.Event{demo.Marking()}
	var readings []ledger.Reading
	from := c
	from.in = bytes.NewReader(demo.Reports)
	err := readEach(&sources{}, from, func(r bywhen.Reading) []ledger.Event { return ledger.EventsOf(r) }, func(es []ledger.Event) error {
		r, err := ledger.Decode[ledger.Reading](es[1])
		readings = append(readings, r)
		events = append(events, es...)
		return err
	})
	if err != nil {
		return err
	}
	seen := ledger.Seq(len(events))
	_, err = s.Append(ctx, c.now(), append(events, demo.Decisions(readings, seen)...)...)
	return err
}

// demoDay is the day on which the clock of the demo stands; the zero Day where a ledger is none.
func demoDay(s *store.Store) (calendar.Day, error) {
	for e, err := range s.Events(context.Background(), 0, 1) {
		if err != nil {
			return calendar.Day{}, err
		}
		if e.Kind != ledger.SettingEvent {
			break
		}
		set, err := ledger.Decode[ledger.Setting](e)
		if err != nil {
			return calendar.Day{}, err
		}
		if day, ok := calendar.Parse(set.Value); ok && set.Name == demo.Mark {
			return day, nil
		}
	}
	return calendar.Day{}, nil
}
