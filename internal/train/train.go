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

	"github.com/bywhen/bywhen/internal/perceptron"
	"github.com/bywhen/bywhen/internal/syntax"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/token"
)

// Options are the settings of a training; [Defaults] are those of the embedded model.
type Options struct {
	TaggerRounds, ParserRounds int     // passes over the treebanks
	Folds                      int     // the parser learns on tags guessed by taggers that did not see the sentence
	TaggerFloor, ParserFloor   float64 // weights nearer to zero, in parts of the largest, are left out
	Least                      int     // features updated fewer times are left out
	Log                        io.Writer
}

// Defaults are the settings of the embedded model.
func Defaults() Options {
	return Options{TaggerRounds: 8, ParserRounds: 12, Folds: 5, TaggerFloor: 0.004, ParserFloor: 0.004, Least: 6, Log: io.Discard}
}

// sentence is one sentence of a treebank as the models see it.
type sentence struct {
	atoms    []syntax.Atom
	capitals syntax.Capitals
	gold     []uint8 // tags
	tags     []uint8 // tags as guessed
	heads    []int32 // that of the root word is the number of words
	rels     []uint8
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

// Syntax learns tagger and parser and gives the bytes of the model file.
func Syntax(trees []parse.Tree, clusters map[uint32]uint32, o Options) []byte {
	tags, tagNumber := labels(trees, func(w parse.Word) string { return w.Tag.String() + " " + w.Penn }, 4)
	rels, relNumber := labels(trees, func(w parse.Word) string { return w.Rel }, 4)
	lexicon := syntax.Lexicon{Clusters: clusters, Classes: classes(trees, tagNumber)}
	trees = append(slices.Clip(trees), headlines(trees)...)
	var corpus []*sentence
	for _, t := range trees {
		s := &sentence{atoms: lexicon.Atoms(t.Tokens, nil), capitals: syntax.CapitalsOf(t.Tokens)}
		for _, w := range t.Words {
			s.gold = append(s.gold, tagNumber(w.Tag.String()+" "+w.Penn))
			head := int32(w.Head)
			if head < 0 {
				head = int32(len(t.Words))
			}
			s.heads, s.rels = append(s.heads, head), append(s.rels, relNumber(w.Rel))
		}
		s.tags = s.gold
		corpus = append(corpus, s)
	}
	fmt.Fprintf(o.Log, "%d sentences, %d tags, %d relations\n", len(corpus), len(tags), len(rels))
	for fold := range o.Folds {
		var rest, held []*sentence
		for i, s := range corpus {
			if i/20%o.Folds == fold {
				held = append(held, s)
			} else {
				rest = append(rest, s)
			}
		}
		guesser := learnTags(rest, len(tags), o.TaggerRounds/2+1, o)
		m := must(perceptron.Decode(string(guesser.Encode(o.TaggerFloor, o.Least))))
		right, all := 0, 0
		for _, s := range held {
			s.tags = guess(m, s)
			for i := range s.tags {
				all++
				if s.tags[i] == s.gold[i] {
					right++
				}
			}
		}
		fmt.Fprintf(o.Log, "fold %d: tags guessed %.2f %%\n", fold, 100*float64(right)/float64(all))
	}
	tagger := learnTags(corpus, len(tags), o.TaggerRounds, o).Encode(o.TaggerFloor, o.Least)
	moveTrainer, labelTrainer := learnArcs(corpus, syntax.TagKinds(tags), len(rels), o)
	moves, labels := moveTrainer.EncodeMoves(o.ParserFloor, o.Least), labelTrainer.Encode(o.ParserFloor, o.Least)
	fmt.Fprintf(o.Log, "tagger %d KB, moves %d KB, relations %d KB\n", len(tagger)>>10, len(moves)>>10, len(labels)>>10)
	return syntax.Encode(tags, rels, lexicon, tagger, moves, labels)
}

func must(m *perceptron.Model, err error) *perceptron.Model {
	if err != nil {
		panic(err)
	}
	return m
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

// classes gives each word that is common enough the number of the set of tags that it has.
func classes(trees []parse.Tree, number func(string) uint8) map[uint32]uint32 {
	counts := map[uint32]map[uint8]int{}
	var none syntax.Lexicon
	for _, t := range trees {
		for i, a := range none.Atoms(t.Tokens, nil) {
			if counts[a.Word] == nil {
				counts[a.Word] = map[uint8]int{}
			}
			counts[a.Word][number(t.Words[i].Tag.String()+" "+t.Words[i].Penn)]++
		}
	}
	sets := map[string]int{}
	class := map[uint32]string{}
	for word, tags := range counts {
		total := 0
		for _, n := range tags {
			total += n
		}
		if total < 3 {
			continue
		}
		var set []byte
		for tag, n := range tags {
			if n*25 >= total {
				set = append(set, tag)
			}
		}
		slices.SortFunc(set, func(a, b byte) int {
			if tags[a] != tags[b] {
				return tags[b] - tags[a]
			}
			return int(a) - int(b)
		})
		if len(set) > 3 {
			set = set[:3]
		}
		class[word] = string(set)
		sets[string(set)]++
	}
	var names []string
	for set := range sets {
		names = append(names, set)
	}
	slices.SortFunc(names, func(a, b string) int {
		if sets[a] != sets[b] {
			return sets[b] - sets[a]
		}
		return strings.Compare(a, b)
	})
	out := map[uint32]uint32{}
	for word, set := range class {
		out[word] = uint32(slices.Index(names, set)) + 1
	}
	return out
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
