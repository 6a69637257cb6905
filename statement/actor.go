package statement

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
)

// Who acts is chosen among the noun phrases of the sentence by what was learned from annotated
// reports: the rules name one by the tree, which loses subjects, and nouns have their doers anywhere.

//go:embed actors.tsv
var actorData string

// ActorWeights say how much each feature speaks for a phrase being the one who acts.
type ActorWeights map[string]float64

// actorScale is the precision of stored weights, so that the file is the same whatever the last bits
// of a sum are.
const actorScale = 100

var actorWeights = sync.OnceValue(func() ActorWeights {
	w, err := ParseActorWeights(actorData)
	if err != nil {
		panic("statement/actors.tsv: " + err.Error())
	}
	return w
})

// ParseActorWeights reads what String writes.
func ParseActorWeights(data string) (ActorWeights, error) {
	w := ActorWeights{}
	for i, line := range strings.Split(data, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, _ := strings.Cut(line, "\t")
		n, err := strconv.Atoi(value)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		w[name] = float64(n) / actorScale
	}
	return w, nil
}

// String writes the weights in hundredths, a feature a line, sorted.
func (w ActorWeights) String() string {
	var lines []string
	for name, v := range w {
		if n := int(math.Round(v * actorScale)); n != 0 {
			lines = append(lines, name+"\t"+strconv.Itoa(n)+"\n")
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

func (w ActorWeights) score(features []string) float64 {
	sum := 0.0
	for _, f := range features {
		sum += w[f]
	}
	return sum
}

// Doer is a phrase that may be the one who acts; the zero Span stands for nobody.
type Doer struct {
	Span     text.Span
	Features []string
}

// Choose gives the index of the likeliest doer.
func (w ActorWeights) Choose(doers []Doer) int {
	best, top := 0, math.Inf(-1)
	for k, d := range doers {
		if s := w.score(d.Features); s > top {
			best, top = k, s
		}
	}
	return best
}

// chosenActor is the word that heads the phrase of the one who acts, -1 for nobody.
func (f *finder) chosenActor(c candidate) int {
	heads := f.doerHeads(c)
	w := actorWeights()
	best, top := -1, math.Inf(-1)
	for _, k := range heads {
		if s := w.score(f.doerFeatures(c, k)); s > top {
			best, top = k, s
		}
	}
	return best
}

// doers are the phrases among which the one who acts is chosen, nobody first.
func (f *finder) doers(c candidate) []Doer {
	var all []Doer
	for _, k := range f.doerHeads(c) {
		all = append(all, Doer{Span: f.party(k, c.action).Span, Features: f.doerFeatures(c, k)})
	}
	return all
}

// doerHeads are the words that head the noun phrases of the sentence; -1, nobody, comes first.
func (f *finder) doerHeads(c candidate) []int {
	t := f.tree
	heads := []int{-1}
	for k, w := range t.Words {
		switch w.Tag {
		case parse.NOUN, parse.PROPN, parse.PRON:
		default:
			if k != c.actor {
				continue
			}
		}
		if k == c.action || k != c.actor && (w.Rel == "compound" || w.Rel == "flat" || w.Rel == "fixed" || f.isTime(k)) {
			continue
		}
		if k < c.action-60 || k > c.action+25 {
			continue
		}
		heads = append(heads, k)
	}
	return heads
}

func (f *finder) doerFeatures(c candidate, k int) []string {
	t := f.tree
	kind, _, _ := strings.Cut(c.rule, " ")
	form := t.Words[c.action].Tag.String() + formName(t.Words[c.action].Form)
	if t.IsPassive(c.action) {
		form += "-passive"
	}
	situation := []string{kind, string(c.act), form}
	out := make([]string, 0, 48)
	with := func(what string, more bool) {
		out = append(out, what)
		if more {
			for _, s := range situation {
				out = append(out, what+"&"+s)
			}
		}
	}
	if k < 0 {
		with("nobody", true)
		if c.actor < 0 {
			with("nobody,rule-too", true)
		}
		if c.cue >= 0 {
			with("nobody,cue="+t.Words[c.cue].Lemma, false)
		}
		return out
	}
	w := t.Words[k]
	if k == c.actor {
		with("rule", true)
		with("rule,"+w.Rel, false)
	}
	path := f.pathTo(c.action, k)
	with("path="+path, true)
	if c.cue >= 0 && c.cue != c.action {
		with("cue-path="+f.pathTo(c.cue, k), true)
		with("cue="+t.Words[c.cue].Lemma+","+w.Rel, false)
	}
	with("rel="+w.Rel, true)
	with("tag="+w.Tag.String(), true)
	if w.Tag != parse.PROPN {
		with("word="+w.Lemma, false)
	}
	side := "before"
	if k > c.action {
		side = "after"
	}
	between := 0
	for i := min(k, c.action) + 1; i < max(k, c.action); i++ {
		if tag := t.Words[i].Tag; tag == parse.NOUN || tag == parse.PROPN || tag == parse.PRON {
			if rel := t.Words[i].Rel; rel != "compound" && rel != "flat" {
				between++
			}
		}
	}
	with("place="+side+strconv.Itoa(min(between, 4)), true)
	if f.agentive(k) {
		with("acts", true)
	}
	if isEvent(t, k) {
		with("event", false)
	}
	if plans()[w.Lemma] {
		with("plan", false)
	}
	if k+1 < t.Len() && t.Tokens[k+1].Text == ":" {
		with("topic", false)
	}
	if p := t.Case(k); p >= 0 {
		with("case="+t.Tokens[p].Lower, true)
	}
	if t.Words[t.Root()].Tag == parse.VERB && t.Subject(t.Root()) == k {
		with("main-subject", true)
	}
	sources := attribution.Chain(f.in.Attributions, t.Tokens[c.action].Span)
	if len(sources) > 0 && sources[0].Span.Overlaps(t.Tokens[k].Span) {
		with("source", true)
	}
	if t.IsAncestor(c.action, k) {
		with("under-action", true)
	}
	if t.IsAncestor(k, c.action) {
		with("above-action", true)
	}
	if f.agentive(k) {
		first, nearest := true, k < c.action
		for i := range t.Len() {
			if i == k || !f.agentive(i) || t.Words[i].Rel == "compound" || t.Words[i].Rel == "flat" {
				continue
			}
			first = first && i > k
			nearest = nearest && (i < k || i > c.action)
		}
		if first {
			with("first-acting", true)
		}
		if nearest {
			with("nearest-acting", true)
		}
	}
	if k == f.patient(c.action) {
		with("patient", true)
	}
	if k == 0 || k == 1 {
		with("opens", false)
	}
	for _, m := range t.Children(k) {
		if t.Words[m].Rel == "nummod" {
			with("counted", false)
		}
	}
	return out
}

// pathTo is the way through the tree from word a up to the word that governs both and down to b.
func (f *finder) pathTo(a, b int) string {
	t := f.tree
	var ups []string
	for up, steps := a, 0; up >= 0 && steps < 5; up, steps = t.Words[up].Head, steps+1 {
		var downs []string
		for k, n := b, 0; k >= 0 && n < 4; k, n = t.Words[k].Head, n+1 {
			if k == up {
				slices.Reverse(downs)
				return strings.Join(ups, "^") + "!" + strings.Join(downs, ">")
			}
			downs = append(downs, t.Words[k].Rel)
		}
		ups = append(ups, t.Words[up].Rel)
	}
	return "far"
}
