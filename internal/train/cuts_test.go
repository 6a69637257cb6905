package train_test

import (
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// cuts are where sentences and words begin and end, in characters without white space, as the
// evaluation of the CoNLL 2018 shared task counts. Parts of a multiword token count one by one.
type cuts struct{ sentences, words map[[2]int]bool }

// document is one document of a treebank: its raw text, a paragraph a line, and its gold cuts.
type document struct {
	id   string
	text string
	gold cuts
}

// documents reads a CoNLL-U file for its raw texts.
func documents(data string) []document {
	var docs []document
	var raw strings.Builder
	at, begin, inside, spaced := 0, 0, "", true
	end := func() {
		if len(docs) > 0 {
			docs[len(docs)-1].text = raw.String()
		}
		raw.Reset()
		at, begin = 0, 0
	}
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\n")
		switch f := strings.Split(line, "\t"); {
		case strings.HasPrefix(line, "# newdoc"):
			end()
			_, id, _ := strings.Cut(line, "= ")
			docs = append(docs, document{id: id, gold: cuts{map[[2]int]bool{}, map[[2]int]bool{}}})
			spaced = false
		case strings.HasPrefix(line, "# newpar"):
			if raw.Len() > 0 && !strings.HasSuffix(raw.String(), "\n") {
				raw.WriteByte('\n')
			}
			spaced = false
		case strings.HasPrefix(line, "# text = "):
			if spaced {
				raw.WriteByte(' ')
			}
			raw.WriteString(line[len("# text = "):])
		case line == "" && at > begin:
			docs[len(docs)-1].gold.sentences[[2]int{begin, at}] = true
			begin = at
		case len(f) == 10 && !strings.Contains(f[0], "."):
			_, last, many := strings.Cut(f[0], "-")
			if many {
				inside = last
				spaced = !strings.Contains(f[9], "SpaceAfter=No")
				continue
			}
			if inside == "" {
				spaced = !strings.Contains(f[9], "SpaceAfter=No")
			} else if f[0] == inside {
				inside = ""
			}
			n := solid(f[1])
			docs[len(docs)-1].gold.words[[2]int{at, at + n}] = true
			at += n
		}
	}
	end()
	return docs
}

// solid is the number of characters of s that are not white space.
func solid(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// cut is what this program makes of a raw text.
func cut(raw string) cuts {
	c := cuts{map[[2]int]bool{}, map[[2]int]bool{}}
	t := text.New(raw)
	place := make([]int, len(raw)+1) // of each byte, the solid characters before it
	n := 0
	for i, r := range raw {
		for k := i; k < len(raw) && (k == i || raw[k]&0xC0 == 0x80); k++ {
			place[k] = n
		}
		if !unicode.IsSpace(r) {
			n++
		}
	}
	place[len(raw)] = n
	for _, s := range sentence.Split(t) {
		c.sentences[[2]int{place[s.Span.Start], place[s.Span.End]}] = true
		for _, w := range token.Split(t, s.Span) {
			c.words[[2]int{place[w.Span.Start], place[w.Span.End]}] = true
		}
	}
	return c
}

// TestCutsOfRawText holds sentences and words from raw text to floors. Floors only rise.
func TestCutsOfRawText(t *testing.T) {
	for _, c := range []struct {
		file, of         string
		sentences, words float64
	}{
		{"ud_ewt/en_ewt-ud-dev.conllu", "", 80, 98.5},
		{"gum/gum-open-dev.conllu", "GUM_news", 95, 98.5},
	} {
		t.Run(c.file, func(t *testing.T) {
			data, err := os.ReadFile(shared(t, c.file))
			if err != nil {
				t.Fatal(err)
			}
			var s, w tally
			for _, d := range documents(string(data)) {
				if !strings.HasPrefix(d.id, c.of) {
					continue
				}
				got := cut(d.text)
				s.add(d.gold.sentences, got.sentences)
				w.add(d.gold.words, got.words)
			}
			t.Logf("sentences F1 %.2f, words F1 %.2f", s.f1(), w.f1())
			hold(t, "sentences F1", s.f1(), c.sentences)
			hold(t, "words F1", w.f1(), c.words)
		})
	}
}

type tally struct{ gold, found, right int }

func (c *tally) add(gold, found map[[2]int]bool) {
	c.gold, c.found = c.gold+len(gold), c.found+len(found)
	for k := range found {
		if gold[k] {
			c.right++
		}
	}
}

func (c *tally) f1() float64 { return 200 * float64(c.right) / float64(max(c.gold+c.found, 1)) }
