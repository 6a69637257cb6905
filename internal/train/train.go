// Package train learns the models of the tagger and the parser from treebanks. Its command
// internal/train/cmd writes the file that package parse embeds; the same treebanks give the same
// bytes, on any machine.
package train

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/internal/syntax"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/token"
)

// Options are the settings of a training; [Defaults] are those of the embedded model.
type Options struct {
	Sizes   syntax.Sizes
	Rounds  int // passes over the treebanks
	Batch   int // words that are learned from at once
	Rate    float64
	Frames  int // sentences of each frame of frames.txt
	Least   int // features that stand in the treebanks fewer times are left out
	Dropout Dropout
	Seed    uint64
	Log     io.Writer
	Watch   func(model []byte) // called every fifth round, where it is set
}

// Defaults are the settings of the embedded model.
func Defaults() Options {
	return Options{Sizes: syntax.Sizes{Width: 192, Layers: 3, Arc: 96, Rel: 64, Tag: 64}, Rounds: 36, Batch: 800, Rate: 2e-3, Frames: 12, Least: 2,
		Dropout: Dropout{0.33, 0.25, 0.33}, Seed: 1, Log: io.Discard}
}

// ReadFiles reads the trees of CoNLL-U files.
func ReadFiles(files []string) ([]parse.Tree, error) {
	var trees []parse.Tree
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		more, err := parse.ReadCoNLLU(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		trees = append(trees, more...)
	}
	return trees, nil
}

// labels are the values that stand at least 'least' times in the treebanks, commonest first, and
// the function from value to number; a rare value becomes the commonest that shares its first part.
func labels(trees []parse.Tree, of func(parse.Word) string, least int) ([]string, func(string) uint8) {
	count := map[string]int{}
	for _, t := range trees {
		for _, w := range t.Words {
			count[of(w)]++
		}
	}
	var names []string
	for name, n := range count {
		if n >= least {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	number := map[string]uint8{}
	for i, name := range names {
		number[name] = uint8(i)
	}
	return names, func(name string) uint8 {
		if n, ok := number[name]; ok {
			return n
		}
		first := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == ':' })[0]
		for i, other := range names {
			if strings.HasPrefix(other, first) {
				return uint8(i)
			}
		}
		return 0
	}
}

// headlines are some of the shorter sentences once more as headlines are set: Each Longer Word
// with a Capital and no full stop. Treebanks have few of them and news is full of them.
func headlines(trees []parse.Tree) []parse.Tree {
	rng := rand.New(rand.NewPCG(7, 7))
	var out []parse.Tree
	for _, t := range trees {
		n := t.Len()
		if n < 5 || n > 16 || rng.IntN(8) != 0 || syntax.CapitalsOf(t.Tokens) != syntax.Usual {
			continue
		}
		if t.Tokens[n-1].Text == "." && t.Words[n-1].Rel == "punct" {
			n--
		}
		c := parse.Tree{Words: t.Words[:n]}
		for i, tok := range t.Tokens[:n] {
			if len(tok.Text) > 3 || i == 0 {
				tok.Text = strings.ToUpper(tok.Text[:1]) + tok.Text[1:]
			}
			c.Tokens = append(c.Tokens, token.Of(tok.Text, tok.Span.Start))
		}
		out = append(out, c)
	}
	return out
}
