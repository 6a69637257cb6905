package store

import (
	"slices"
	"strings"

	"github.com/bywhen/bywhen/ledger"
)

// rebuild works the tables out of the events, to the rows that recording them one by one gives.
func (t *tx) rebuild() error {
	x := &changes{classes: map[string]*change{}, again: map[string]bool{}, reports: map[string]bool{}}
	for e, err := range t.events(0, 0) {
		if err != nil {
			return err
		}
		if e.Body == nil || e.Kind == ledger.ReportEvent || e.Kind == ledger.SettingEvent {
			continue
		}
		if err := t.note(e, x); err != nil {
			return err
		}
	}
	decisions, err := t.standing()
	if err != nil {
		return err
	}
	for _, report := range sorted(x.reports) {
		if err := t.place(report, decisions, x); err != nil {
			return err
		}
	}
	if err := t.relink(x, decisions); err != nil {
		return err
	}
	return t.assemble(sorted(x.again), decisions)
}

var (
	_ = slices.Sort[[]int]
	_ = strings.Compare
)
