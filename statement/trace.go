package statement

import (
	"fmt"
	"strings"
)

// Trace says for people what decided a statement that [Find] gave for the same input: its rule, the
// words of its slots, and the features that spoke loudest to the judge. It is worked out when asked
// for, and nil for what is none of them.
func Trace(in Input, s Statement) []string {
	for i := range in.Trees {
		if in.Trees[i].Len() == 0 || in.Trees[i].Tokens[0].Span.Start != s.Sentence.Start {
			continue
		}
		f := newFinder(in, i)
		for _, c := range f.candidates() {
			if f.actionSpan(c.action) == s.Action {
				return f.trace(f.withParties(c), s)
			}
		}
	}
	return nil
}

func (f *finder) trace(c candidate, s Statement) []string {
	t := f.tree
	word := func(i int) string {
		if i < 0 {
			return "nothing"
		}
		return fmt.Sprintf("%q (%s)", t.Tokens[i].Text, t.Words[i].Rel)
	}
	steps := []string{fmt.Sprintf("rule %s: cue %s puts %s against the future", c.rule, word(c.cue), word(c.action))}
	if c.actor >= 0 {
		steps = append(steps, "actor: "+word(c.actor))
	}
	if c.what >= 0 {
		steps = append(steps, "what: "+word(c.what))
	}
	if d := s.When.describe(); d != "" {
		steps = append(steps, "when: "+d)
	}
	return append(steps, "judge: "+strings.Join(judge().Why(f.featureNames(c), c.act), ", "))
}
