package entity_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// read finds the entities of a text.
func read(s string) (*text.Text, entity.Entities) {
	t := text.New(s)
	var trees []parse.Tree
	for _, s := range sentence.Split(t) {
		trees = append(trees, parse.Parse(token.Split(t, s.Span)))
	}
	return t, entity.Find(t, trees)
}

func TestMetonyms(t *testing.T) {
	f, err := os.Open("testdata/metonyms.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	right, all := 0, 0
	for scan := bufio.NewScanner(f); scan.Scan(); {
		c := strings.Split(scan.Text(), "\t")
		if strings.HasPrefix(scan.Text(), "#") || len(c) != 3 {
			continue
		}
		txt, found := read(c[2])
		at := strings.Index(strings.ToLower(txt.String()), strings.ToLower(c[1]))
		key := found.Key(text.Span{Start: at, End: at + len(c[1])})
		want := map[string]string{"acts": "gov:", "place": "loc:"}[c[0]]
		all++
		if strings.HasPrefix(key, want) {
			right++
		} else {
			t.Logf("%s: %s is %q: %s", c[0], c[1], key, c[2])
		}
	}
	t.Logf("%d of %d", right, all)
	if right*100 < all*85 {
		t.Errorf("%d of %d metonyms are right, fewer than 85 %%", right, all)
	}
}
