package lexicon_test

import (
	"strings"
	"testing"

	"github.com/bywhen/bywhen/lexicon"
)

func TestEveryListLoads(t *testing.T) {
	for _, name := range lexicon.Names("en") {
		t.Run(name, func(t *testing.T) {
			if len(lexicon.LoadTable("en", name)) == 0 {
				t.Error("the list is empty")
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"word\n", "f:1: the list must begin with a comment"},
		{"# x\nb\na\n", `f:3: "a" must stand before "b"`},
		{"# x\na\na\n", `f:3: "a" stands twice`},
		{"# x\nA\n", `f:2: "A" must be trimmed and in lower case`},
		{"# x\na\n\nb\n", "f:3: empty entry"},
	} {
		_, err := lexicon.Parse("f", c.data)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %s", c.data, err, c.want)
		}
	}
}
