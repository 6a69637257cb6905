package train

import (
	_ "embed" // for the frames
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/bywhen/bywhen/parse"
)

//go:embed frames.txt
var framesText string

// frames is the treebank of frames.txt: sentences with slots, and what may fill them.
type frames struct {
	fillers   map[string][]string
	sentences []string
}

func readFrames(s string) frames {
	f := frames{fillers: map[string][]string{}}
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(line)
		switch name, list, ok := strings.Cut(line, " = "); {
		case line == "" || line[0] == '#':
		case ok:
			f.fillers[name] = strings.Split(list, " ~ ")
		default:
			f.sentences = append(f.sentences, line)
		}
	}
	return f
}

// piece is a word of a sentence that is being put together; the head is a place among pieces, -1
// for what the whole hangs on.
type piece struct {
	form, tag, rel string
	head           int
}

// expand fills the slots of a line by chance. The error names the word that is wrong.
func (f frames) expand(line string, rng *rand.Rand) ([]piece, error) {
	var parts [][]piece
	var heads []int
	var rels []string
	for _, w := range strings.Fields(line) {
		cols := strings.Split(w, "|")
		if len(cols) < 3 {
			return nil, fmt.Errorf("%q: columns are missing", w)
		}
		head, err := strconv.Atoi(cols[len(cols)-2])
		if err != nil {
			return nil, fmt.Errorf("%q: %w", w, err)
		}
		heads, rels = append(heads, head-1), append(rels, cols[len(cols)-1])
		form := cols[0]
		list, slot := f.fillers[form]
		if slot {
			form = list[rng.IntN(len(list))]
		} else if form[0] == '$' && len(form) > 1 {
			return nil, fmt.Errorf("%q: nothing is called so", w)
		}
		if !slot || len(cols) == 4 {
			parts = append(parts, []piece{{form: form, tag: cols[1], head: -1}})
			continue
		}
		inner, err := f.expand(form, rng)
		if err != nil {
			return nil, err
		}
		parts = append(parts, inner)
	}
	// Where the head of each part stands in the whole.
	at, tops := 0, make([]int, len(parts))
	for k, p := range parts {
		for i, w := range p {
			if w.head < 0 {
				tops[k] = at + i
			}
		}
		at += len(p)
	}
	var out []piece
	for k, p := range parts {
		begin := len(out)
		for _, w := range p {
			if w.head >= 0 {
				w.head += begin
			} else {
				w.rel = rels[k]
				if heads[k] >= len(tops) {
					return nil, fmt.Errorf("%q: there is no word %d", line, heads[k]+1)
				}
				if heads[k] >= 0 {
					w.head = tops[heads[k]]
				}
			}
			out = append(out, w)
		}
	}
	return out, nil
}

// trees are so many sentences of each frame.
func (f frames) trees(each int) ([]parse.Tree, error) {
	rng := rand.New(rand.NewPCG(11, 11))
	var b strings.Builder
	for _, line := range f.sentences {
		for range each {
			words, err := f.expand(line, rng)
			if err != nil {
				return nil, fmt.Errorf("frames.txt: %w", err)
			}
			for i, w := range words {
				form := w.form
				if i == 0 {
					form = strings.ToUpper(form[:1]) + form[1:]
				}
				fmt.Fprintf(&b, "%d\t%s\t_\t%s\t%s\t_\t%d\t%s\t_\t_\n", i+1, form, universal(w.tag, w.rel), w.tag, w.head+1, w.rel)
			}
			b.WriteByte('\n')
		}
	}
	return parse.ReadCoNLLU(strings.NewReader(b.String()))
}

// universal is the universal tag of a word with a Penn tag in a relation.
func universal(tag, rel string) string {
	switch {
	case strings.HasPrefix(rel, "aux") || rel == "cop":
		return "AUX"
	case rel == "mark" && tag == "IN":
		return "SCONJ"
	}
	switch tag {
	case "NNP":
		return "PROPN"
	case "NN", "NNS":
		return "NOUN"
	case "JJ", "JJR":
		return "ADJ"
	case "RB", "WRB":
		return "ADV"
	case "DT":
		return "DET"
	case "CD":
		return "NUM"
	case "PRP", "PRP$":
		return "PRON"
	case "IN", "RP":
		return "ADP"
	case "TO", "POS":
		return "PART"
	case "MD":
		return "AUX"
	case "VB", "VBD", "VBG", "VBN", "VBP", "VBZ":
		return "VERB"
	}
	return "PUNCT"
}
