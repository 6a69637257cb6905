package main

import (
	"fmt"
	"runtime"

	"github.com/bywhen/bywhen"
)

type versionCommand struct {
	JSON asJSON `name:"json" help:"Print the version as JSON; --json=KEY,KEY only those keys."`
}

func (v *versionCommand) Run(c console) error {
	if v.JSON.wanted {
		return v.JSON.print(c.out, map[string]any{"version": bywhen.Version, "go": runtime.Version(), "system": runtime.GOOS + "/" + runtime.GOARCH})
	}
	_, err := fmt.Fprintln(c.out, "bywhen "+bywhen.Version)
	return err
}
