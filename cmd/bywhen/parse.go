package main

import (
	"bytes"
	"fmt"
	"strings"

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
			var sentence bytes.Buffer
			r.Trees[i].WriteCoNLLU(&sentence, r.Text.Slice(r.Sentences[i].Span))
			withNames(&b, sentence.String(), r.Entities.Labels(i, r.Trees[i].Len()))
		}
		return b.Bytes()
	})
}

// withNames writes a sentence in CoNLL-U with the label of each token before what its last column has.
func withNames(b *bytes.Buffer, sentence string, labels []string) {
	token := 0
	for line := range strings.Lines(sentence) {
		if line[0] != '#' && line[0] != '\n' {
			if label := labels[token]; label != "" {
				line = strings.TrimSuffix(line, "\n")
				at := strings.LastIndexByte(line, '\t') + 1
				if rest := line[at:]; rest != "_" {
					label += "|" + rest
				}
				line = line[:at] + label + "\n"
			}
			token++
		}
		b.WriteString(line)
	}
}

// clean keeps a name on one line.
func clean(id string) string { return string(bytes.Join(bytes.Fields([]byte(id)), []byte(" "))) }
