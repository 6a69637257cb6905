package statement

// rule is one way in which English puts an action against the future. Its name is public: it
// stands in the output, so it is never given to another rule.
type rule struct {
	name string
	// yes are sentences with what the rule finds in them, "act: actor / action"; no are
	// sentences in which it finds nothing. A test runs both.
	yes map[string]string
	no  []string
	// find looks whether word i of the sentence is where the rule begins, and adds candidates.
	find func(f *finder, i int)
}

// rules are tried in this order, each over the whole sentence.
var rules = []rule{
	modalRule,
	beToRule,
	infinitiveCueRule,
	finiteCueRule,
	grantRule,
	timeRule,
	pleaRule,
	nounCueRule,
	eventRule,
	selfCueRule,
	presentRule,
	headlineRule,
	toBeRule,
	absoluteRule,
	tieRule,
	conjunctRule,
}
