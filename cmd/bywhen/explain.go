package main

import (
	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/internal/table"
)

type explainCommand struct {
	sources
	Color string `enum:"auto,always,never" default:"auto" help:"Colour the output: auto, always or never."`
}

func (e *explainCommand) Run(c console) error {
	o := c.table(e.Color)
	return e.each(c, func(r bywhen.Reading) []byte { return table.Explain(nil, r, o) })
}
