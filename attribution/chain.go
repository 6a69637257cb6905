package attribution

import (
	"strings"

	"github.com/bywhen/bywhen/text"
)

// nest finds for each attribution the one that encloses it: the smallest whose content holds its
// cue, or its content where it has no cue.
func (f *finder) nest() {
	for i := range f.found {
		a := &f.found[i]
		if a.outer >= 0 {
			a.Within = a.outer
			continue
		}
		at := a.Cue
		if at.IsZero() {
			at = a.Content[0]
		}
		best := -1
		for j := range f.found {
			b := &f.found[j]
			if i == j || !b.Covers(at) || length(&b.Attribution) < length(&a.Attribution) || f.found[j].outer == i {
				continue
			}
			if length(&b.Attribution) == length(&a.Attribution) && j > i {
				continue
			}
			if best < 0 || length(&b.Attribution) < length(&f.found[best].Attribution) {
				best = j
			}
		}
		a.Within = best
	}
	for i := range f.found { // no circle, whatever the parse
		steps := 0
		for j := i; j >= 0; j = f.found[j].Within {
			if steps++; steps > len(f.found) {
				f.found[i].Within = -1
				break
			}
		}
	}
}

// carryOn names those on whose word an outlet goes on: where it told something in the sentence before on the
// word of people without a name, what "the paper reports" next is theirs, too.
func (f *finder) carryOn() {
	for i, n := 0, len(f.found); i < n; i++ {
		told := &f.found[i]
		if told.Source.Kind != Media || told.source < 0 || !f.takenUp(told.Mention) {
			continue
		}
		for k := range n {
			informant := &f.found[k]
			if informant.sent == told.sent-1 && informant.outer >= 0 && f.found[informant.outer].Source.Kind == Media &&
				(informant.Source.Kind == UnnamedGroup || informant.Source.Kind == UnnamedPerson) {
				next := *told
				next.Source, next.Mention, next.Rule, next.outer = informant.Source, informant.Mention, "carried-on", i
				f.found = append(f.found, next)
				break
			}
		}
	}
}

// takenUp reports whether a mention of an outlet is "the paper", which was named before.
func (f *finder) takenUp(mention text.Span) bool {
	words := strings.Fields(strings.ToLower(f.t.Slice(mention)))
	return len(words) > 1 && words[0] == "the" && f.l.outletNouns[words[len(words)-1]]
}

// Chain is on whose word the text under span is, innermost first: the source of the deepest
// attribution whose content holds it, then those that enclose it. It is nil where the report
// speaks on its own word, or where nobody is named.
func Chain(atts []Attribution, at text.Span) []Source {
	best := -1
	for i := range atts {
		if atts[i].Covers(at) && (best < 0 || length(&atts[i]) <= length(&atts[best])) {
			best = i
		}
	}
	var out []Source
	for i := best; i >= 0; i = atts[i].Within {
		if src := atts[i].Source; !src.Span.IsZero() && (len(out) == 0 || out[len(out)-1].Span != src.Span) {
			out = append(out, src)
		}
	}
	return out
}

// Sayings are the attributions that give somebody's words, thoughts or knowledge. Whoever urges
// others to act asks for something and is quoted for nothing: of the demands only those stay that are
// given as a clause or quotation ("ruled that", "demanded: ..."). Within is counted in the list that
// is returned; what stood within a demand that is left out stands within what enclosed it.
func Sayings(atts []Attribution) []Attribution {
	place := make([]int, len(atts))
	n := 0
	for i := range atts {
		place[i] = n
		if !atts[i].asks() {
			n++
		}
	}
	out := make([]Attribution, 0, n)
	for _, a := range atts {
		if a.asks() {
			continue
		}
		for a.Within >= 0 && atts[a.Within].asks() {
			a.Within = atts[a.Within].Within
		}
		if a.Within >= 0 {
			a.Within = place[a.Within]
		}
		out = append(out, a)
	}
	return out
}

// asks reports whether the attribution is a demand whose content is no sentence.
func (a *Attribution) asks() bool {
	return a.Type == Demand && a.Rule != "verb-clause" && a.Rule != "verb-quotation"
}

// length is how much text the content takes.
func length(a *Attribution) int {
	n := 0
	for _, c := range a.Content {
		n += c.Len()
	}
	return n
}
