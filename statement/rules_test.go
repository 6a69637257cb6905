package statement

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
	"github.com/bywhen/bywhen/when"
)

// reportDay is the day of every report in the tests: Saturday, 3 May 2031.
var reportDay, _ = calendar.Parse("2031-05-03")

// input runs the stages before this one over s.
func input(s string) Input {
	t := text.New(s)
	sentences := sentence.Split(t)
	var tokens [][]token.Token
	var trees []parse.Tree
	for _, s := range sentences {
		tokens = append(tokens, token.Split(t, s.Span))
		trees = append(trees, parse.Parse(tokens[len(tokens)-1]))
	}
	times, _ := when.Read(t, tokens, reportDay)
	return Input{Text: t, Published: reportDay, Trees: trees, Times: times,
		Attributions: attribution.Find(t, sentences, trees, nil)}
}

// proposed prints what the rules propose, without the open one, as the examples write it:
// "act: actor / action".
func proposed(s string) string {
	in := input(s)
	var parts []string
	for i := range in.Trees {
		f := newFinder(in, i)
		for _, c := range f.proposed() {
			if !strings.HasPrefix(c.rule, "open") {
				parts = append(parts, fmt.Sprintf("%s: %s / %s", c.act, in.Text.Slice(f.party(c.actor, c.action).Span), in.Text.Slice(f.actionSpan(c.action))))
			}
		}
	}
	return strings.Join(parts, "; ")
}

func TestRulesHoldTheirExamples(t *testing.T) {
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			for example, want := range r.yes {
				got := proposed(example)
				if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
					t.Errorf("%s\n got  %s\n want %s", example, got, want)
				}
			}
			for _, example := range r.no {
				if got := proposed(example); got != "" {
					t.Errorf("%s\n got  %s\n want nothing", example, got)
				}
			}
		})
	}
}

func TestRuleNamesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rules {
		if seen[r.name] {
			t.Errorf("two rules are named %q", r.name)
		}
		seen[r.name] = true
	}
}
