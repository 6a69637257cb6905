package main

import (
	"bytes"
	"fmt"

	"github.com/bywhen/bywhen"
)

type parseCommand struct{ sources }

func (p *parseCommand) Run(c console) error {
	return p.each(c, func(r bywhen.Reading) []byte {
		var b bytes.Buffer // writing to it cannot fail
		for i := range r.Trees {
			if i == 0 {
				fmt.Fprintf(&b, "# newdoc id = %s\n", clean(r.Document.ID))
			}
			r.Trees[i].WriteCoNLLU(&b, r.Text.Slice(r.Sentences[i].Span))
		}
		return b.Bytes()
	})
}

// clean keeps a name on one line.
func clean(id string) string { return string(bytes.Join(bytes.Fields([]byte(id)), []byte(" "))) }
