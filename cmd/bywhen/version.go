package main

import (
	"fmt"

	"github.com/bywhen/bywhen"
)

type versionCommand struct{}

func (versionCommand) Run(c console) error {
	_, err := fmt.Fprintln(c.out, "bywhen "+bywhen.Version)
	return err
}
