package entity_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/text"
)

func TestLinks(t *testing.T) {
	f, err := os.Open("testdata/links.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var txt *text.Text
	var found entity.Entities
	for scan := bufio.NewScanner(f); scan.Scan(); {
		a, b, _ := strings.Cut(scan.Text(), "\t")
		switch {
		case strings.HasPrefix(a, "#"):
		case a == "text":
			txt, found = read(b)
		default:
			at := strings.LastIndex(txt.String(), a)
			if at < 0 {
				t.Fatalf("%q is not in %q", a, txt.String())
			}
			got := strings.Join(found.Keys(text.Span{Start: at, End: at + len(a)}), " ")
			if got != b && (got != "" || b != "-") {
				t.Errorf("%q is %q, not %q, in: %s", a, got, b, txt.String())
			}
		}
	}
}
