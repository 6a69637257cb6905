package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/track"
)

// recorded are the flags of a track record.
type recorded struct {
	database
	asOf
	Name string `arg:"" help:"A name, or a part of one."`
	JSON asJSON `name:"json" help:"Print one JSON object for each name, one a line; --json=KEY,KEY only those keys."`
}

func (r *recorded) asked() *asked { return &asked{database: r.database, asOf: r.asOf} }

func (r *recorded) matches(name string) bool {
	return name != "" && strings.Contains(strings.ToLower(name), strings.ToLower(r.Name))
}

type actorCommand struct{ recorded }

func (a *actorCommand) Run(c console) error {
	records, err := a.count(c, func(m *ledger.Commitment) (string, bool) { return who(m), true }, nil)
	if err != nil {
		return err
	}
	if len(records) == 0 {
		fmt.Fprintf(c.err, "bywhen: no commitment is of an actor called %q\n", a.Name)
		return status(noSuchID)
	}
	out := bufio.NewWriter(c.out)
	defer out.Flush()
	return a.print(out, records)
}

// count makes a record for each name that is asked for. each, where it is not nil, sees all commitments.
func (r *recorded) count(c console, name func(*ledger.Commitment) (string, bool), each func(*ledger.Commitment)) ([]*track.Record, error) {
	var records *track.Records
	err := r.asked().each(c, nil, func(m *ledger.Commitment, today calendar.Day) error {
		if records == nil {
			records = track.New(today)
		}
		if n, ok := name(m); ok && r.matches(n) {
			records.Add(n, m)
		}
		if each != nil {
			each(m)
		}
		return nil
	})
	if err != nil || records == nil {
		return nil, err
	}
	return records.All(), nil
}

// wireRecord is a track record as --json prints it.
type wireRecord struct {
	Name        string        `json:"name"`
	N           int           `json:"n"`
	OnTime      int           `json:"on_time"`
	Late        int           `json:"late"`
	MedianDays  *int          `json:"median_days_late"` // null below five
	Partly      int           `json:"partly"`
	NotDone     int           `json:"not_done"`
	Withdrawn   int           `json:"withdrawn"`
	CannotTell  int           `json:"cannot_tell"`
	Void        int           `json:"void"`
	Open        int           `json:"open"`
	Undated     int           `json:"undated"`
	Classes     []track.Class `json:"classes"`
	Commitments []string      `json:"commitments"`
}

func (r *recorded) print(out io.Writer, records []*track.Record) error {
	for i, x := range records {
		median := ""
		w := wireRecord{x.Name, x.N, x.OnTime, x.Late, nil, x.Partly, x.NotDone, x.Withdrawn, x.Unknown, x.Void, x.Open, x.Undated, x.Classes, x.Counted}
		if m, ok := x.MedianLate(); ok {
			w.MedianDays = &m
			median = fmt.Sprintf(" (median %+d days)", m)
		}
		if r.JSON.wanted {
			w.Classes = listed(x.Classes)
			w.Commitments = listed(x.Counted)
			if err := r.JSON.print(out, w); err != nil {
				return err
			}
			continue
		}
		if i > 0 {
			fmt.Fprintln(out)
		}
		fmt.Fprintf(out, "%s: %s whose first date has passed\n", x.Name, counted(x.N, "commitment"))
		fmt.Fprintf(out, "  on time %d, late %d%s, partly %d, not done %d, withdrawn %d, cannot tell %d\n", x.OnTime, x.Late, median, x.Partly, x.NotDone, x.Withdrawn, x.Unknown)
		for _, k := range x.Classes {
			fmt.Fprintf(out, "  %s: %d of %d on time\n", k.Name, k.OnTime, k.N)
		}
		fmt.Fprintf(out, "  not counted: %d whose first date is to come, %d without a date, %d void\n", x.Open, x.Undated, x.Void)
		for i, id := range x.Counted {
			x.Counted[i] = short(id)
		}
		if x.N > 0 {
			fmt.Fprintf(out, "  counted: %s\n", strings.Join(x.Counted, " "))
		}
	}
	return nil
}

type sourceCommand struct{ recorded }

// relay is what an outlet carried.
type relay struct{ statements, origins, unnamed int }

func (s *sourceCommand) Run(c console) error {
	relays := map[string]*relay{}
	records, err := s.count(c, track.Promiser, func(m *ledger.Commitment) {
		for _, it := range m.Items {
			carriers := []string{it.Publisher}
			for i, src := range it.Sources {
				if i > 0 {
					carriers = append(carriers, cmp.Or(src.Name, src.Text))
				}
			}
			for _, name := range carriers {
				if !s.matches(name) {
					continue
				}
				r := relays[name]
				if r == nil {
					r = &relay{}
					relays[name] = r
				}
				r.statements++
				if m.Origins[it.ID] == it.ID {
					r.origins++
				}
				if len(it.Sources) > 0 && track.Unnamed(it.Sources[0]) {
					r.unnamed++
				}
			}
		}
	})
	if err != nil {
		return err
	}
	if len(records) == 0 && len(relays) == 0 {
		fmt.Fprintf(c.err, "bywhen: nothing was said by, or through, a source called %q; who has no name has no record\n", s.Name)
		return status(noSuchID)
	}
	var names []string
	for name := range relays {
		names = append(names, name)
	}
	slices.Sort(names)
	out := bufio.NewWriter(c.out)
	defer out.Flush()
	for _, name := range names {
		r := relays[name]
		if s.JSON.wanted {
			if err := s.JSON.print(out, map[string]any{"through": name, "statements": r.statements, "first_to_report": r.origins, "unnamed": r.unnamed}); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(out, "through %s: %s, %d first told there, %d on the word of somebody unnamed\n", name, counted(r.statements, "statement"), r.origins, r.unnamed)
	}
	if !s.JSON.wanted && len(names) > 0 && len(records) > 0 {
		fmt.Fprintln(out)
	}
	return s.print(out, records)
}
