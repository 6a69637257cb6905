package statement

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// told prints what is found in s as the list of adversarial sentences writes it. What opens or takes
// effect may stand in either place, as in the scores of package eval: with subjects it is told as
// the actor where there is no other.
func told(s string, withSource, subjects bool) string {
	in := input(s)
	var parts []string
	for _, st := range Find(in) {
		if subjects && st.Actor.Span.Len() == 0 && st.What.Span.Len() > 0 && st.What.Span.End <= st.Action.Start {
			st.Actor = st.What
		}
		action := in.Text.Slice(st.Action)
		if st.Polarity == Negative {
			action = "not " + action
		}
		line := fmt.Sprintf("%s: %s / %s", st.Act, in.Text.Slice(st.Actor.Span), action)
		if withSource && len(st.Sources) > 0 {
			line += " (" + in.Text.Slice(st.Sources[0].Span) + ")"
		}
		parts = append(parts, line)
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, "; ")
}

// readRightly is how many of the adversarial sentences have been read rightly so far; it only rises.
const readRightly = 163

func TestAdversarialSentences(t *testing.T) {
	data, err := os.ReadFile("testdata/adversarial.txt")
	if err != nil {
		t.Fatal(err)
	}
	right, all := 0, 0
	var wrong []string
	for n, line := range strings.Split(string(data), "\n") {
		sentence, want, ok := strings.Cut(line, " => ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		all++
		want = strings.Join(strings.Fields(want), " ")
		withSource := strings.Contains(want, "(")
		got := strings.Join(strings.Fields(told(sentence, withSource, false)), " ")
		if got == want || strings.Join(strings.Fields(told(sentence, withSource, true)), " ") == want {
			right++
			continue
		}
		wrong = append(wrong, fmt.Sprintf("line %d: %s\n got  %s\n want %s", n+1, sentence, got, want))
	}
	t.Logf("%d of %d sentences are read rightly; not these:\n%s", right, all, strings.Join(wrong, "\n"))
	if right < readRightly {
		t.Errorf("%d were read rightly before", readRightly)
	}
}
