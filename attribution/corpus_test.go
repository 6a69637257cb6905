package attribution_test

import (
	"os"
	"strings"
	"testing"

	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// read takes a text through the stages before this one.
func read(s string) (*text.Text, []sentence.Sentence, []attribution.Attribution) {
	t := text.New(s)
	sentences := sentence.Split(t)
	trees := make([]parse.Tree, len(sentences))
	for i, st := range sentences {
		trees[i] = parse.Parse(token.Split(t, st.Span))
	}
	entities := entity.Find(t, trees)
	return t, sentences, attribution.Find(t, sentences, trees, &entities)
}

func or(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// line is an attribution as the corpus writes it.
func line(t *text.Text, atts []attribution.Attribution, a attribution.Attribution) string {
	var content []string
	for _, c := range a.Content {
		content = append(content, t.Slice(c))
	}
	out := strings.Join([]string{or(t.Slice(a.Source.Span)), or(string(a.Source.Kind)), or(t.Slice(a.Cue)), strings.Join(content, " // ")}, " | ")
	if a.Within >= 0 {
		out += " > " + t.Slice(atts[a.Within].Source.Span)
	}
	return out
}

func TestCorpus(t *testing.T) {
	data, err := os.ReadFile("testdata/corpus.txt")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, c := range strings.Split(string(data), "\n== ")[1:] {
		title, rest, _ := strings.Cut(c, "\n")
		in, want, ok := strings.Cut(rest, "\n--\n")
		if !ok || seen[title] {
			t.Fatalf("case %q: malformed, or its title stands twice", title)
		}
		seen[title] = true
		want = strings.TrimSpace(want)
		known := strings.HasPrefix(title, "fixme ") // not found yet, mostly for the parse
		t.Run(title, func(t *testing.T) {
			tx, _, atts := read(in)
			var got []string
			for _, a := range atts {
				got = append(got, line(tx, atts, a))
			}
			g := strings.Join(got, "\n")
			switch {
			case known && g == want:
				t.Log("found now: take the fixme away")
			case !known && g != want:
				t.Errorf("%s\ngot\n%s\nwant\n%s", in, g, want)
			}
		})
	}
}
