package main

import (
	"cmp"
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
	by := cmp.Or(e.By, c.env("USER"))
	if by == "" {
		return misuse("who decides? give your name with --by NAME")
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
		told := map[string]any{"report": report, "by": by, "reason": e.Reason}
		if e.DryRun {
			told["dry_run"] = true
		}
		return e.JSON.print(c.out, told)
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
