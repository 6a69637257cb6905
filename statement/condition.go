package statement

import (
	"strings"

	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
)

// planConditions are the conditions that a report has put on plans so far, by the noun of the
// plan: "the plan, which requires approval". They bind what the plan would do, also in the
// sentences that follow. The plan spoken of last stands under "it", too.
type planConditions map[string][]text.Span

// note keeps what the sentence says that its plans still need.
func (p planConditions) note(f *finder) {
	t := f.tree
	for i, w := range t.Words {
		if w.Tag != parse.VERB || !needs[w.Lemma] || !f.asksApproval(i) {
			continue
		}
		if s := f.planOf(i); s >= 0 {
			p[t.Words[s].Lemma] = []text.Span{f.clauseSpan(i)}
			p["it"] = p[t.Words[s].Lemma]
		}
	}
}

// bind gives the conditions of a statement: those of its own clause and those of its plan.
func (p planConditions) bind(f *finder, c candidate) []text.Span {
	conditions := f.conditions(c)
	for _, span := range p[f.planBehind(c.action)] {
		if !span.Contains(f.tree.Tokens[c.action].Span) {
			conditions = appendSpan(conditions, span)
		}
	}
	return conditions
}

// planBehind is the noun of the plan under which action i would be done: the subject of its clause
// or of one above ("the plan would see troops leave"), or what stands behind "under".
func (f *finder) planBehind(i int) string {
	t := f.tree
	for h := i; h >= 0; h = t.Words[h].Head {
		if s := t.Subject(h); s >= 0 && plans()[t.Words[s].Lemma] {
			return t.Words[s].Lemma
		}
		for _, k := range t.Children(h) {
			if p := t.Case(k); p >= 0 && t.Tokens[p].Lower == "under" && (plans()[t.Words[k].Lemma] || t.Tokens[k].Lower == "it") {
				return t.Words[k].Lemma
			}
		}
	}
	return ""
}

func appendSpan(spans []text.Span, s text.Span) []text.Span {
	for _, o := range spans {
		if o == s {
			return spans
		}
	}
	return append(spans, s)
}

// needs are verbs that make a plan wait: "requires approval", "awaits ratification".
var needs = map[string]bool{"require": true, "need": true, "await": true, "depend": true, "hinge": true, "wait": true, "face": true}

// approvals are what a plan waits for.
var approvals = map[string]bool{"approval": true, "go-ahead": true, "ratification": true, "consent": true, "permission": true,
	"agreement": true, "signature": true, "vote": true, "confirmation": true, "endorsement": true, "assent": true,
	"backing": true, "clearance": true, "decision": true, "funding": true, "ahead": true, "authorization": true, "authorisation": true}

// planOf is the plan that verb i is said of.
func (f *finder) planOf(i int) int {
	t := f.tree
	for k := i; k >= 0; k = t.Words[k].Head {
		if s := f.tree.Subject(k); s >= 0 && plans()[t.Words[s].Lemma] {
			return s
		}
		if strings.HasPrefix(t.Words[k].Rel, "acl") && t.Words[k].Head >= 0 && plans()[t.Words[t.Words[k].Head].Lemma] {
			return t.Words[k].Head
		}
		if t.Words[k].Rel != "conj" {
			break
		}
	}
	return -1
}

// asksApproval reports whether what verb i needs is somebody's approval.
func (f *finder) asksApproval(i int) bool {
	t := f.tree
	for k := i + 1; k < min(t.Subtree(i).End, i+8); k++ {
		if approvals[t.Words[k].Lemma] && (t.Words[k].Head == i || k > 0 && t.Tokens[k-1].Text == "-" || t.Words[t.Words[k].Head].Head == i) {
			return true
		}
	}
	return false
}

// clauseSpan is the clause of verb i from the verb to its end.
func (f *finder) clauseSpan(i int) text.Span {
	r := f.tree.Subtree(i)
	end := r.End
	for end > i+1 && f.tree.Words[end-1].Tag == parse.PUNCT {
		end--
	}
	return text.Span{Start: f.tree.Tokens[i].Span.Start, End: f.tree.Tokens[end-1].Span.End}
}

// conditionMarks begin a clause or phrase that must come true first.
var conditionMarks = map[string]bool{"if": true, "unless": true, "provided": true, "providing": true, "once": true, "pending": true, "assuming": true}

// conditions are the clauses and phrases under the action or its cue that must come true first.
func (f *finder) conditions(c candidate) []text.Span {
	t := f.tree
	var spans []text.Span
	for _, host := range []int{c.action, c.cue} {
		if host < 0 {
			continue
		}
		for _, k := range t.Children(host) {
			if !f.isCondition(k) {
				continue
			}
			r := t.Subtree(k)
			end := r.End
			for end > k+1 && t.Words[end-1].Tag == parse.PUNCT {
				end--
			}
			spans = appendSpan(spans, text.Span{Start: t.Tokens[r.First].Span.Start, End: t.Tokens[end-1].Span.End})
		}
	}
	return spans
}

// isCondition reports whether word k heads a condition: "if parliament agrees", "subject to
// approval", "pending a review", "without a referendum".
func (f *finder) isCondition(k int) bool {
	t := f.tree
	switch t.Words[k].Rel {
	case "advcl":
		for _, m := range t.Children(k) {
			if m < k && conditionMarks[t.Tokens[m].Lower] && (t.Words[m].Rel == "mark" || t.Words[m].Rel == "case") {
				return true
			}
		}
		return t.Tokens[k].Lower == "subject" || t.Tokens[k].Lower == "provided"
	case "obl", "nmod", "amod", "xcomp":
		if t.Tokens[k].Lower == "subject" {
			return true
		}
		if p := t.Case(k); p >= 0 && (t.Tokens[p].Lower == "pending" || t.Tokens[p].Lower == "subject" || t.Tokens[p].Lower == "without" && approvals[t.Words[k].Lemma]) {
			return true
		}
	}
	return false
}
