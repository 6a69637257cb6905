package statement

import "github.com/bywhen/bywhen/parse"

// What takes an undertaking back: a denial above it, facts to the contrary, a question.

// denials are verbs and nouns by which what stands under them is said not to be planned.
var denials = map[string]bool{"deny": true, "denial": true, "reject": true, "rejection": true, "dismiss": true, "refute": true, "rule": true}

// denied reports whether a denial governs the cue or the clause of a candidate: "denied that it
// would leave", "denied plans to leave", "rejected calls to leave".
func (f *finder) denied(c candidate) bool {
	t := f.tree
	from := f.stead(c.action)
	for steps := 0; from >= 0 && steps < 4; steps++ {
		h := t.Words[from].Head
		if h < 0 {
			return false
		}
		w := t.Words[h]
		if denials[w.Lemma] && h != c.cue {
			switch t.Words[from].Rel {
			case "ccomp", "obj", "acl", "nmod", "conj", "xcomp":
				return (w.Lemma != "rule" || t.Particle(h) >= 0) && !t.Negated(h)
			}
			return false
		}
		if w.Tag == parse.VERB && h != c.cue {
			return false
		}
		from = h
	}
	return false
}

// unreal reports whether word i names what is against the facts or only wished: "would have left",
// "was supposed to leave", "used to leave", "wished he would leave", "if he were king, he would".
func (f *finder) unreal(i int) bool {
	t := f.tree
	i = f.stead(i)
	if m := t.Modal(i); m >= 0 && perfect(t, i) && t.Words[m].Lemma != "will" && t.Words[m].Lemma != "may" {
		return true
	}
	for _, k := range t.Children(i) {
		if t.Words[k].Rel == "advcl" && t.Modal(i) >= 0 && f.contrary(k) {
			return true
		}
	}
	h := t.Words[i].Head
	if h < 0 {
		return false
	}
	switch t.Words[h].Lemma {
	case "wish", "wonder":
		return t.Words[i].Rel == "ccomp"
	case "suppose", "supposed", "intend", "intended", "mean", "design":
		return f.hasTo(i) && f.wasAux(h)
	case "use":
		return f.hasTo(i) && t.Words[i].Rel == "xcomp" && t.Words[h].Form == parse.Past && t.Object(h) < 0
	}
	return false
}

// contrary reports whether the clause of k is a condition against the facts: "if he were king", "if
// the court had agreed".
func (f *finder) contrary(k int) bool {
	t := f.tree
	if m := t.Mark(k); m < 0 || t.Tokens[m].Lower != "if" {
		return false
	}
	for _, a := range t.Children(k) {
		if l := t.Tokens[a].Lower; a < k && (l == "were" || l == "had") && (t.Words[a].Rel == "aux" || t.Words[a].Rel == "cop") {
			return true
		}
	}
	return false
}

// wasAux reports whether "was" or "were" helps word i.
func (f *finder) wasAux(i int) bool {
	for _, a := range f.tree.Children(i) {
		if l := f.tree.Tokens[a].Lower; l == "was" || l == "were" {
			return true
		}
	}
	return false
}

// isQuestion reports whether the sentence asks: nobody has said what stands in it.
func (f *finder) isQuestion() bool {
	t := f.tree
	for k := t.Len() - 1; k >= 0 && t.Words[k].Tag == parse.PUNCT; k-- {
		if t.Tokens[k].Text == "?" {
			return true
		}
	}
	return false
}

// outsiders are those who foretell what others will do: their "will" binds nobody.
var outsiders = map[string]bool{"analyst": true, "economist": true, "expert": true, "forecaster": true, "observer": true,
	"scientist": true, "researcher": true, "pollster": true, "critic": true, "meteorologist": true, "commentator": true,
	"historian": true, "poll": true, "survey": true, "study": true, "strategist": true}

// byOutsider reports whether an outsider is the source of word i.
func (f *finder) byOutsider(i int) bool {
	t := f.tree
	for h := f.governor(f.stead(i)); h >= 0; h = f.governor(h) {
		if s := t.Subject(h); s >= 0 && outsiders[t.Words[s].Lemma] {
			return true
		}
	}
	return false
}
