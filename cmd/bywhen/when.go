package main

import (
	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/internal/wire"
)

type whenCommand struct {
	sources
	TimeML bool `name:"timeml" help:"Print the text as TimeML, with its times marked as TIMEX3."`
}

func (w *whenCommand) Run(c console) error {
	if w.TimeML {
		return w.each(c, func(r bywhen.Reading) []byte { return wire.AppendTimeML(nil, r) })
	}
	return w.each(c, func(r bywhen.Reading) []byte { return append(wire.AppendTimes(nil, r), '\n') })
}
