package entity_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// floor is the F1 below which the names of the development file may not fall, in points.
const floor = 72

// named is one name of a sentence, by its tokens.
type named struct {
	sentence, first, end int
	kind                 string
}

// TestNamesFloor scores names by exact span and kind on the UNER development part of EWT.
func TestNamesFloor(t *testing.T) {
	path := filepath.Join("..", "..", "shared", "data", "ner", "uner_ewt", "en_ewt-ud-dev.iob2")
	data, err := os.ReadFile(path)
	if err != nil {
		if os.Getenv("BYWHEN_REQUIRE_SHARED") == "1" {
			t.Fatalf("no development file: %v", err)
		}
		t.Skipf("no development file: %v", err)
	}
	type count struct{ right, found, gold int }
	counts := map[string]*count{"all": {}, "PER": {}, "ORG": {}, "LOC": {}}
	for doc := range strings.SplitSeq(string(data), "# newdoc") {
		txt, trees, gold := iob2(doc)
		found := map[named]bool{}
		for _, m := range entity.Find(txt, trees).Mentions {
			if m.Form == entity.Name {
				found[named{m.Sentence, m.Tokens.First, m.Tokens.End, m.Named.String()}] = true
			}
		}
		for n := range found {
			for _, kind := range []string{"all", n.kind} {
				counts[kind].found++
				if gold[n] {
					counts[kind].right++
				}
			}
			if !gold[n] && testing.Verbose() {
				t.Logf("extra  %s", show(trees, n))
			}
		}
		for n := range gold {
			counts["all"].gold++
			counts[n.kind].gold++
			if !found[n] && testing.Verbose() {
				t.Logf("missed %s", show(trees, n))
			}
		}
	}
	for _, kind := range []string{"PER", "ORG", "LOC", "all"} {
		c := counts[kind]
		f1 := 200 * float64(c.right) / float64(max(1, c.found+c.gold))
		t.Logf("%s: precision %.2f, recall %.2f, F1 %.2f", kind, 100*float64(c.right)/float64(max(1, c.found)),
			100*float64(c.right)/float64(max(1, c.gold)), f1)
		if kind == "all" && f1 < floor {
			t.Errorf("F1 %.2f is below %d", f1, floor)
		}
	}
}

func show(trees []parse.Tree, n named) string {
	tokens := trees[n.sentence].Tokens
	var b strings.Builder
	for i := max(0, n.first-8); i < min(len(tokens), n.end+8); i++ {
		if i == n.first {
			b.WriteString("[[")
		}
		b.WriteString(tokens[i].Text)
		if i == n.end-1 {
			b.WriteString("]]")
		}
		b.WriteByte(' ')
	}
	return n.kind + " " + b.String()
}

// iob2 reads one document of a file in the columns number, form, label.
func iob2(doc string) (*text.Text, []parse.Tree, map[named]bool) {
	var b strings.Builder
	var trees []parse.Tree
	gold := map[named]bool{}
	var tokens []token.Token
	last := named{}
	for line := range strings.SplitSeq(doc+"\n\n", "\n") {
		f := strings.Split(line, "\t")
		if len(f) < 3 {
			if len(tokens) > 0 {
				trees = append(trees, parse.Parse(tokens))
				b.WriteByte('\n')
			}
			tokens, last = nil, named{}
			continue
		}
		label, kind, _ := strings.Cut(f[2], "-")
		i := len(tokens)
		switch label {
		case "B":
			last = named{len(trees), i, i + 1, kind}
			gold[last] = true
		case "I":
			delete(gold, last)
			last.end = i + 1
			gold[last] = true
		}
		tokens = append(tokens, token.Of(f[1], b.Len()))
		b.WriteString(f[1] + " ")
	}
	return text.New(b.String()), trees, gold
}
