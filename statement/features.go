package statement

import (
	"strings"

	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/parse"
)

// features describe a candidate to the judge: the rule and the words that carry it, the form of
// its clause, its time, its speaker. A name is "what=value". They go one by one to take, which must
// not keep the bytes.
func (f *finder) features(c candidate, take func(name []byte)) {
	t := f.tree
	w := t.Words[c.action]
	kind, _, _ := strings.Cut(c.rule, " ")
	var room [64]byte
	name := room[:]
	add := func(what, value string) {
		name = append(append(append(name[:0], what...), '='), value...)
		take(name)
	}
	flag := func(what string, on bool) {
		if on {
			name = append(name[:0], what...)
			take(name)
		}
	}

	flag("bias", true)
	add("rule", c.rule)
	add("kind", kind)
	add("act", string(c.act))
	add("kind+act", kind+"+"+string(c.act))
	add("lemma", w.Lemma)
	add("tag", w.Tag.String()+formName(w.Form))
	stead := f.stead(c.action)
	s := t.Words[stead]
	add("rel", s.Rel)
	flag("stead", stead != c.action)
	add("kind+lemma", kind+"+"+w.Lemma)
	add("kind+rel", kind+"+"+s.Rel)
	flag("passive", t.IsPassive(c.action))
	add("polarity", string(c.polarity))
	add("certainty", string(c.certainty))

	if c.cue >= 0 {
		q := t.Words[c.cue]
		add("cue", q.Lemma)
		add("cue-form", q.Tag.String()+formName(q.Form))
		add("cue-rel", q.Rel)
		add("cue-form+act", formName(q.Form)+"+"+string(c.act))
		add("cue+form", q.Lemma+"+"+formName(q.Form))
		flag("cue-negated", t.Negated(c.cue))
		flag("cue-passive", t.IsPassive(c.cue))
		flag("cue-is-root", q.Rel == "root")
		if q.Head >= 0 {
			add("above-cue", t.Words[q.Head].Lemma)
		}
		for _, a := range t.Auxiliaries(c.cue) {
			add("cue-aux", t.Words[a].Lemma)
		}
	}
	if s.Head >= 0 {
		add("above", t.Words[s.Head].Lemma)
		add("above+rel", t.Words[s.Head].Lemma+"+"+s.Rel)
	}
	if g := f.governor(stead); g >= 0 {
		add("governor", t.Words[g].Lemma)
	}
	for _, k := range t.Children(c.action) {
		switch k := t.Words[k]; {
		case k.Tag == parse.ADV || k.Tag == parse.SCONJ || k.Rel == "mark" || k.Rel == "case" || k.Rel == "det":
			add("child", k.Lemma)
		case k.Rel == "aux" || k.Rel == "cop":
			add("aux", k.Lemma)
		}
	}
	f.pathFeatures(c, add, flag)
	f.timeFeatures(c, add, flag)
	f.partyFeatures(c, add, flag)
	f.placeFeatures(c, add, flag)
	f.hintFeatures(c, add, flag)
	f.contextFeatures(c, add, flag)
	f.hostFeatures(c, add, flag)
}

// featureNames are the features as texts, for learning and for people.
func (f *finder) featureNames(c candidate) []string {
	var names []string
	f.features(c, func(name []byte) { names = append(names, string(name)) })
	return names
}

// pathFeatures describe the way from the action up to the nearest cue and to the root: what kind
// of words govern it, and whether it is only a purpose, a condition or a circumstance.
func (f *finder) pathFeatures(c candidate, add func(string, string), flag func(string, bool)) {
	t := f.tree
	tense := tenseName(t.Tense(c.action))
	add("tense", tense)
	clause := t.Clause(c.action)
	if clause >= 0 && clause != c.action {
		add("clause-tense", tenseName(t.Tense(clause)))
	}
	var path []string
	for i, steps := f.stead(c.action), 0; i >= 0 && steps < 5; i, steps = t.Words[i].Head, steps+1 {
		if q, ok := cueAt(t, i); ok && i != c.action {
			way := strings.Join(path, ">")
			add("cue-path", way)
			add("cue-path+act", way+"+"+string(q.act))
			add("cue-act", string(q.act)+"+"+tenseName(t.Tense(i)))
			break
		}
		path = append(path, t.Words[i].Rel)
	}
	for i := c.action; i >= 0; i = t.Words[i].Head {
		for _, k := range t.Children(i) {
			if w := t.Words[k]; k < i && (w.Rel == "mark" || w.Rel == "advmod" && w.Tag == parse.ADV) && markers[w.Lemma] {
				add("mark-above", w.Lemma)
			}
		}
		if strings.HasPrefix(t.Words[i].Rel, "advcl") || strings.HasPrefix(t.Words[i].Rel, "acl") {
			add("inside", t.Words[i].Rel+"+"+formName(t.Words[i].Form))
			if h := t.Words[i].Head; h >= 0 {
				add("inside-of", t.Words[i].Rel+"+"+tenseName(t.Tense(h)))
				flag("purpose-of-past", f.hasTo(i) && t.Words[i].Rel == "advcl" && t.Tense(h) == parse.PastTense)
			}
		}
	}
	add("root-tense", tenseName(t.Tense(t.Root())))
	add("root-tense+tense", tenseName(t.Tense(t.Root()))+"+"+tense)
	flag("under-plan", f.underPlan(c.action) || f.planAbove(c.action) || c.cue >= 0 && f.underPlan(c.cue))
	flag("to", f.hasTo(c.action))
	flag("same-word-elsewhere", f.elsewhere(c))
}

// markers are words that make a clause a condition, a reason or a circumstance.
var markers = map[string]bool{"if": true, "unless": true, "when": true, "after": true, "before": true, "because": true, "since": true,
	"until": true, "while": true, "although": true, "though": true, "whether": true, "as": true, "once": true, "how": true, "where": true, "why": true}

func tenseName(t parse.Tense) string {
	return [...]string{"none", "past", "present", "future", "conditional"}[t]
}

// elsewhere reports whether the action's word stands in another sentence of the report, under a
// modal or a cue: what is told twice is likelier a plan and its outcome.
func (f *finder) elsewhere(c candidate) bool {
	lemma := f.tree.Words[c.action].Lemma
	for k := range f.in.Trees {
		if k == f.sentence {
			continue
		}
		t := &f.in.Trees[k]
		for i, w := range t.Words {
			if w.Lemma != lemma {
				continue
			}
			if t.Modal(i) >= 0 {
				return true
			}
			if w.Head >= 0 {
				if _, ok := cueAt(t, w.Head); ok {
					return true
				}
			}
		}
	}
	return false
}

func (f *finder) timeFeatures(c candidate, add func(string, string), flag func(string, bool)) {
	tense, owner := "none", c
	if _, ok := f.timed(c); !ok {
		if n, ok := f.neighbour(c); ok {
			owner = n
		}
	}
	for _, at := range f.times {
		if f.fits(at, owner) > 0 {
			switch {
			case at.future:
				tense = "future"
			case at.time.Window.Latest.IsZero() && at.time.Window.Earliest.IsZero():
				tense = "vague"
			default:
				tense = "past"
			}
			add("time-relation", at.time.Relation)
		}
	}
	kind, _, _ := strings.Cut(c.rule, " ")
	add("time", tense)
	add("time+kind", tense+"+"+kind)
	add("time+act", tense+"+"+string(c.act))
	add("time+tag", tense+"+"+f.tree.Words[c.action].Tag.String())
	flag("sentence-has-future", f.sentenceHasFuture())
}

func (f *finder) sentenceHasFuture() bool {
	for _, at := range f.times {
		if at.future {
			return true
		}
	}
	return false
}

// partyFeatures describe who acts, on what, and who says so.
func (f *finder) partyFeatures(c candidate, add func(string, string), flag func(string, bool)) {
	t := f.tree
	party := func(what string, i int) {
		if i < 0 {
			add(what, "none")
			return
		}
		w := t.Words[i]
		add(what, w.Tag.String())
		if w.Tag == parse.NOUN || w.Tag == parse.PRON {
			add(what+"-lemma", w.Lemma)
		}
		flag(what+"-acts", f.agentive(i))
		flag(what+"-is-event", isEvent(t, i))
	}
	party("actor", c.actor)
	what := c.what
	if what < 0 {
		what = f.patient(c.action)
	}
	party("patient", what)
	sources := attribution.Chain(f.in.Attributions, t.Tokens[c.action].Span)
	if len(sources) == 0 {
		add("source", "report")
		add("source+act", "report+"+string(c.act))
		return
	}
	add("source", string(sources[0].Kind))
	add("source+act", string(sources[0].Kind)+"+"+string(c.act))
	words := strings.Fields(strings.ToLower(f.in.Text.Slice(sources[0].Span)))
	if len(words) > 0 {
		add("source-word", words[len(words)-1])
	}
}

// placeFeatures say where in the report and the sentence the candidate stands.
func (f *finder) placeFeatures(c candidate, add func(string, string), flag func(string, bool)) {
	t := f.tree
	flag("first-sentence", f.sentence == 0)
	flag("brief", f.in.Text.Len() < 900)
	flag("in-relative", f.relativeHead(c.action) >= 0)
	flag("in-quotation", f.reported(c.action))
	root := t.Words[t.Root()]
	add("root-form", formName(root.Form))
	add("root", root.Lemma)
	flag("is-root", t.Root() == c.action)
	flag("cue-before", c.cue < c.action)
	if k := t.Clause(c.action); k >= 0 {
		add("clause-form", formName(t.Words[k].Form)+t.Words[k].Rel)
	}
	flag("condition", len(f.conditions(c)) > 0)
	for _, l := range ties {
		if f.sentenceHasWords(l) {
			add("tie", l)
		}
	}
}

// ties are words that tie an event to an earlier undertaking.
var ties = []string{"as planned", "as agreed", "as scheduled", "as promised", "as expected", "deadline", "under the", "previously", "long-awaited", "after months", "delayed", "after"}

func (f *finder) sentenceHasWords(words string) bool {
	if f.lower == "" {
		f.lower = strings.ToLower(f.in.Text.Slice(f.span()))
	}
	return strings.Contains(f.lower, words)
}

func formName(form parse.Form) string {
	return [...]string{"", "base", "past", "gerund", "participle", "present", "modal"}[form]
}
