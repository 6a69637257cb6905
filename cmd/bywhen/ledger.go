package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/store"
)

// Exit statuses of the commands that use a ledger, beside those of read.
const (
	noSuchID = 4
	isLocked = 5
)

// database is the flag of every command that uses a ledger.
type database struct {
	DB string `name:"db" env:"BYWHEN_DB" placeholder:"FILE" help:"The ledger: a file, or postgres://USER@HOST/DATABASE; $XDG_DATA_HOME/bywhen/ledger.db where none is given."`
}

// open opens the ledger. What is wrong is one line, and the status that goes with it.
func (d database) open(c console, create bool) (*store.Store, error) {
	file := d.DB
	if file == "" {
		data := c.env("XDG_DATA_HOME")
		if data == "" {
			home, err := os.UserHomeDir()
			if err != nil {
				return nil, misuse("where is the ledger? give it with --db FILE")
			}
			data = filepath.Join(home, ".local", "share")
		}
		file = filepath.Join(data, "bywhen", "ledger.db")
		if create {
			if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
				return nil, err
			}
		}
	}
	s, err := store.Open(context.Background(), file, store.Options{Create: create})
	if errors.Is(err, store.ErrMissing) {
		where := "FILE"
		if strings.Contains(file, "://") {
			where = "ADDRESS"
		}
		return nil, fmt.Errorf("%w; bywhen add --db %s REPORTS makes one", err, where)
	}
	return s, c.locked(err)
}

// writable opens the ledger to record reports, and makes one where there is none. The demo stays
// as it is: what is invented and what is not never stand in one ledger.
func (d database) writable(c console) (*store.Store, error) {
	s, err := d.open(c, true)
	if err != nil {
		return nil, err
	}
	return s, c.real(s)
}

// real holds that a ledger is not the demo, and closes it where it is.
func (c console) real(s *store.Store) error {
	invented, err := demoDay(s)
	if err == nil && !invented.IsZero() {
		err = misuse("this ledger is the demo, which is invented; real reports go into another")
	}
	if err != nil {
		s.Close()
	}
	return c.locked(err)
}

// locked turns the error of a locked ledger into its exit status, with its line printed.
func (c console) locked(err error) error {
	if errors.Is(err, store.ErrLocked) {
		fmt.Fprintf(c.err, "bywhen: %v\n", err)
		return status(isLocked)
	}
	return err
}

// now is the one place where a command asks for the time; BYWHEN_NOW stands in for it in tests.
func (c console) now() time.Time {
	if t, err := time.Parse(time.RFC3339, c.env("BYWHEN_NOW")); err == nil {
		return t
	}
	return time.Now()
}

func (c console) today() calendar.Day {
	y, m, d := c.now().Date()
	day, _ := calendar.Date(y, m, d)
	return day
}

// asOf are the flags of a question about a past state.
type asOf struct {
	Known string `placeholder:"DAY" help:"As the reports published by that day stood."`
	AtSeq *int64 `name:"at-seq" aliases:"recorded" placeholder:"N" help:"As the ledger was recorded up to event N."`
	Today string `placeholder:"DAY" help:"The day on which something is due or overdue; the day of --known, or today."`
}

// state is the state asked for, and the day on which the clock stands.
func (a asOf) state(c console) (at store.AsOf, today calendar.Day, err error) {
	if a.AtSeq != nil {
		if *a.AtSeq < 1 {
			return at, today, misuse("--at-seq must be at least 1")
		}
		at.Seq = ledger.Seq(*a.AtSeq)
	}
	if at.Known, err = dayFlag("--known", a.Known); err != nil {
		return at, today, err
	}
	if today, err = dayFlag("--today", a.Today); err != nil {
		return at, today, err
	}
	switch {
	case !today.IsZero():
	case !at.Known.IsZero():
		today = at.Known
	default:
		today = c.today()
	}
	return at, today, nil
}

// clock is the day on which the clock stands in a ledger: of the demo its own, where none was asked for.
func (a asOf) clock(s *store.Store, today calendar.Day) (calendar.Day, error) {
	if a.Today != "" || a.Known != "" {
		return today, nil
	}
	invented, err := demoDay(s)
	return cmp.Or(invented, today), err
}

func dayFlag(name, value string) (calendar.Day, error) {
	if value == "" {
		return calendar.Day{}, nil
	}
	day, ok := calendar.Parse(value)
	if !ok {
		return day, misuse(fmt.Sprintf("%s %q is no day; write it as 2024-09-07", name, value))
	}
	return day, nil
}
