package statement

import "github.com/bywhen/bywhen/text"

// Proposal is a candidate as the judge is trained on it.
type Proposal struct {
	Action   text.Span
	Act      Act // as the rule has it
	Rule     string
	Features []string
	Doers    Doers
}

// Propose gives all candidates of a report before the judge has chosen.
func Propose(in Input) []Proposal {
	var all []Proposal
	for i := range in.Trees {
		if in.Trees[i].Len() == 0 {
			continue
		}
		f := newFinder(in, i)
		for _, c := range f.proposed() {
			all = append(all, Proposal{Action: f.actionSpan(c.action), Act: c.act, Rule: c.rule, Features: f.featureNames(c), Doers: f.doers(c)})
		}
	}
	return all
}
