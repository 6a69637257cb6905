package main

import (
	"context"
	"fmt"
)

type eraseCommand struct {
	decider
	JSON   asJSON `name:"json" help:"Print what was withheld as JSON; --json=KEY,KEY only those keys."`
	DryRun bool   `help:"Say what would be withheld, and withhold nothing."`
	Report string `arg:"" help:"The report whose texts are to be withheld: its id or address as it was given."`
}

func (e *eraseCommand) Run(c console) error {
	if e.Reason == "" {
		return misuse("say why with --reason; the log keeps who erased what and why")
	}
	by, err := e.name(c)
	if err != nil {
		return err
	}
	s, err := e.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	ctx := context.Background()
	report, err := s.ReportOf(ctx, e.Report)
	if err != nil {
		return c.locked(err)
	}
	if report == "" {
		return e.none(c)
	}
	if !e.DryRun {
		found, err := s.Erase(ctx, c.now(), report, by, e.Reason)
		if err != nil {
			return c.locked(err)
		}
		if !found {
			return e.none(c)
		}
	}
	if e.JSON.wanted {
		return e.JSON.print(c.out, told(e.DryRun, map[string]any{"report": report, "by": by, "reason": e.Reason}))
	}
	are := "are"
	if e.DryRun {
		are = "would be"
	}
	_, err = fmt.Fprintf(c.err, "bywhen: the texts of report %s %s withheld; copies in backups are not\n", short(report), are)
	return err
}

func (e *eraseCommand) none(c console) error {
	fmt.Fprintf(c.err, "bywhen: there is no report %q\n", e.Report)
	return status(noSuchID)
}
