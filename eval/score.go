package eval

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Score compares what predict gives for each gold document with the gold. Only the layers that a
// gold document has are scored; a document for which predict reports false is scored as empty.
func Score(gold []Document, predict func(gold Document) (Document, bool)) *Result {
	r := &Result{counts: map[string]*Count{}}
	for _, g := range gold {
		p, ok := predict(g)
		if !ok {
			r.absent = append(r.absent, g.ID)
		}
		if g.Statements != nil {
			r.statements(g.ID, g.Statements, p.Statements)
		}
		if g.Times != nil {
			r.times(g, p.Times)
		}
		if g.Attributions != nil {
			r.attributions(g.Attributions, p.Attributions)
		}
	}
	return r
}

// slots are the points on which a gold and a predicted statement agree.
type slots struct{ act, when, source, actor, polarity bool }

func compare(g, p Statement) slots {
	return slots{
		act:      g.Act == p.Act,
		when:     days(g) == days(p),
		source:   sameWords(innermost(g), innermost(p)),
		actor:    sameActor(g, p),
		polarity: cmp.Or(g.Polarity, "positive") == cmp.Or(p.Polarity, "positive"),
	}
}

// frame reports whether the statements agree on every slot.
func (s slots) frame() bool { return s.act && s.when && s.source && s.actor && s.polarity }

// agreements counts the slots, and the whole frame as one more.
func (s slots) agreements() int {
	return count(s.act, s.when, s.source, s.actor, s.polarity, s.frame())
}

// wrong names the slots that differ.
func (s slots) wrong() string {
	var names []string
	for _, slot := range []struct {
		name  string
		right bool
	}{{"act", s.act}, {"when", s.when}, {"source", s.source}, {"actor", s.actor}, {"polarity", s.polarity}} {
		if !slot.right {
			names = append(names, slot.name)
		}
	}
	return strings.Join(names, ", ")
}

func (r *Result) statements(id string, gold, predicted []Statement) {
	pairs := pairUp(len(gold), len(predicted), func(g, p int) (int, bool) {
		return compare(gold[g], predicted[p]).agreements(), touch(gold[g].Action, predicted[p].Action)
	})
	for _, part := range []string{"found", "act", "source", "actor", "frame"} {
		r.count("statement "+part).add(0, len(gold), len(predicted))
	}
	dated := r.count("statement dated")
	for _, g := range gold {
		dated.add(0, count(days(g).known()), 0)
		r.count("act="+g.Act).add(0, 1, 0)
	}
	for _, p := range predicted {
		dated.add(0, 0, count(days(p).known()))
		r.count("act="+orNone(p.Act)).add(0, 0, 1)
	}
	verdicts := make([]verdict, len(predicted))
	pairedGold, pairedPredicted := map[int]bool{}, map[int]bool{}
	for _, pair := range pairs {
		pairedGold[pair.gold], pairedPredicted[pair.predicted] = true, true
		g, p := gold[pair.gold], predicted[pair.predicted]
		s := compare(g, p)
		verdicts[pair.predicted] = verdict{found: true, act: s.act, frame: s.frame()}
		r.count("statement found").tp++
		r.count("statement act").tp += count(s.act)
		r.count("statement source").tp += count(s.source)
		r.count("statement actor").tp += count(s.actor)
		r.count("statement frame").tp += count(s.frame())
		r.count("act=" + g.Act).tp += count(s.act)
		dated.tp += count(days(g).known() && s.when)
		if wrong := s.wrong(); wrong != "" {
			r.fault(id, "wrong "+wrong, brief(g), brief(p))
		}
	}
	for i, g := range gold {
		if !pairedGold[i] {
			r.fault(id, "missed", brief(g), "")
		}
	}
	for i, p := range predicted {
		if !pairedPredicted[i] {
			r.fault(id, "spurious", "", brief(p))
		}
		r.reliability.add(p.Confidence, verdicts[i])
	}
}

// pairing is one gold item and the one predicted item that is held against it.
type pairing struct{ gold, predicted int }

// pairUp pairs gold and predicted items one to one, greedily: of the pairs that fit, those that
// agree most come first, then those that stand nearest in the order of the two lists.
func pairUp(golds, predicteds int, fit func(gold, predicted int) (agreements int, fits bool)) []pairing {
	type edge struct {
		agreements, distance int
		pairing
	}
	var edges []edge
	for g := range golds {
		for p := range predicteds {
			if agreements, fits := fit(g, p); fits {
				edges = append(edges, edge{agreements, max(g-p, p-g), pairing{g, p}})
			}
		}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(b.agreements, a.agreements), cmp.Compare(a.distance, b.distance),
			cmp.Compare(b.gold, a.gold), cmp.Compare(b.predicted, a.predicted))
	})
	return firstOfEach(edges, func(e edge) pairing { return e.pairing })
}

// firstOfEach takes edges in their order as long as both ends are free.
func firstOfEach[E any](edges []E, ends func(E) pairing) []pairing {
	var pairs []pairing
	usedGold, usedPredicted := map[int]bool{}, map[int]bool{}
	for _, e := range edges {
		p := ends(e)
		if usedGold[p.gold] || usedPredicted[p.predicted] {
			continue
		}
		usedGold[p.gold], usedPredicted[p.predicted] = true, true
		pairs = append(pairs, p)
	}
	return pairs
}

func (r *Result) times(gold Document, predicted []Time) {
	type edge struct {
		strict bool
		pairing
	}
	var edges []edge
	for g, a := range gold.Times {
		for p, b := range predicted {
			if touch(&a.Mention, &b.Mention) {
				edges = append(edges, edge{a.Start == b.Start && a.End == b.End, pairing{g, p}})
			}
		}
	}
	// As the TempEval-3 normaliser does it: equal spans first, then from left to right.
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(count(b.strict)-count(a.strict),
			cmp.Compare(gold.Times[a.gold].Start, gold.Times[b.gold].Start),
			cmp.Compare(predicted[a.predicted].Start, predicted[b.predicted].Start),
			cmp.Compare(a.gold, b.gold), cmp.Compare(a.predicted, b.predicted))
	})
	pairs := firstOfEach(edges, func(e edge) pairing { return e.pairing })
	partner, used := map[int]int{}, map[int]bool{}
	for _, p := range pairs {
		partner[p.gold], used[p.predicted] = p.predicted, true
	}
	for _, name := range []string{"strict", "relaxed", "type", "value"} {
		r.count("time "+name).add(0, len(gold.Times), len(predicted))
	}
	for _, pair := range pairs {
		g, p := gold.Times[pair.gold], predicted[pair.predicted]
		r.count("time strict").tp += count(g.Start == p.Start && g.End == p.End)
		r.count("time relaxed").tp++
		r.count("time type").tp += count(g.Type == p.Type)
		r.count("time value").tp += count(sameValue(g, p))
	}
	for i, g := range gold.Times {
		if g.Latest == "" {
			continue
		}
		var p Time
		j, paired := partner[i]
		if paired {
			p = predicted[j]
		}
		same := p.Earliest == g.Earliest && p.Latest == g.Latest
		r.count("time day (recall)").add(count(same), 1, 1)
		if future(g, gold.Published) {
			r.count("time future day (recall)").add(count(same), 1, 1)
		}
		if paired && !same {
			r.fault(gold.ID, "time day", g.Text+" = "+span(g), p.Text+" = "+span(p))
		}
	}
	for _, pair := range pairs {
		if g, p := gold.Times[pair.gold], predicted[pair.predicted]; !sameValue(g, p) {
			r.fault(gold.ID, "time value", g.Text+" = "+valueOrNone(g), p.Text+" = "+valueOrNone(p))
		}
	}
	for i, g := range gold.Times {
		if _, paired := partner[i]; !paired {
			r.fault(gold.ID, "time missed", g.Text, "")
		}
	}
	for i, p := range predicted {
		if !used[i] {
			r.fault(gold.ID, "time spurious", "", p.Text)
		}
	}
}

func sameValue(g, p Time) bool {
	if g.Value == nil || p.Value == nil {
		return g.Value == p.Value
	}
	return *g.Value == *p.Value
}

// future reports whether a time lies after the day of the report. One that merely contains that
// day counts if it begins no earlier than the month of the report.
func future(t Time, published string) bool {
	day := published[:min(10, len(published))]
	month := day[:min(8, len(day))] + "01"
	return t.Latest > day && t.Earliest >= month
}

func (r *Result) attributions(gold, predicted []Attribution) {
	pairs := pairUp(len(gold), len(predicted), func(g, p int) (int, bool) {
		source, cue, content := compareParts(gold[g], predicted[p])
		return count(source, cue, content), close(gold[g], predicted[p])
	})
	for _, part := range []string{"found", "source", "cue", "content", "whole"} {
		r.count("attribution "+part).add(0, len(gold), len(predicted))
	}
	for _, pair := range pairs {
		source, cue, content := compareParts(gold[pair.gold], predicted[pair.predicted])
		r.count("attribution found").tp++
		r.count("attribution source").tp += count(source)
		r.count("attribution cue").tp += count(cue)
		r.count("attribution content").tp += count(content)
		r.count("attribution whole").tp += count(source && cue && content)
	}
}

func compareParts(g, p Attribution) (source, cue, content bool) {
	same := func(a, b Stretches) bool {
		return len(a) == 0 && len(b) == 0 || touch(a.hull(), b.hull())
	}
	return same(g.Source, p.Source), same(g.Cue, p.Cue), same(g.Content, p.Content)
}

// close reports whether two attributions may be one: their cues touch, or their contents share
// half of the shorter.
func close(g, p Attribution) bool {
	if touch(g.Cue.hull(), p.Cue.hull()) {
		return true
	}
	a, b := g.Content.hull(), p.Content.hull()
	if !touch(a, b) {
		return false
	}
	shared := min(a.End, b.End) - max(a.Start, b.Start)
	return 2*shared >= min(a.End-a.Start, b.End-b.Start)
}

// hull is the smallest mention that holds all stretches, without words; nil if there are none.
func (s Stretches) hull() *Mention {
	if len(s) == 0 {
		return nil
	}
	h := Mention{Start: s[0].Start, End: s[0].End}
	for _, m := range s[1:] {
		h.Start, h.End = min(h.Start, m.Start), max(h.End, m.End)
	}
	return &h
}

// touch reports whether both mentions are there and share a code point.
func touch(a, b *Mention) bool {
	return a != nil && b != nil && a.Start < b.End && b.Start < a.End
}

// window is the days of a statement; the zero window is one that is not resolved.
type window struct{ earliest, latest string }

func (w window) known() bool { return w != window{} }

func days(s Statement) window {
	if s.When == nil {
		return window{}
	}
	return window{s.When.Earliest, s.When.Latest}
}

// sameActor accepts an actor that the other side took for the thing acted upon: in "the law takes
// effect" both readings are right.
func sameActor(g, p Statement) bool {
	a, b := named(g.Actor), named(p.Actor)
	return sameWords(a, b) ||
		a == nil && b != nil && sameWords(named(g.What), b) ||
		b == nil && a != nil && sameWords(a, named(p.What))
}

// named is the mention if it has words, else nil.
func named(m *Mention) *Mention {
	if m == nil || m.Text == "" {
		return nil
	}
	return m
}

// innermost is the source nearest to the statement; nil where the report speaks on its own word.
func innermost(s Statement) *Mention {
	if len(s.Sources) == 0 {
		return nil
	}
	return named(&s.Sources[0])
}

// sameWords reports whether two mentions name the same thing, as far as their words tell: they
// overlap, or half of the words of the shorter stand in the other.
func sameWords(a, b *Mention) bool {
	if a == nil || b == nil {
		return a == b
	}
	if touch(a, b) {
		return true
	}
	wa, wb := words(a.Text), words(b.Text)
	shared := 0
	for w := range wa {
		shared += count(wb[w])
	}
	return shared > 0 && 2*shared >= min(len(wa), len(wb))
}

// words are the words of a mention that tell something, in lower case.
func words(s string) map[string]bool {
	// A capital I with a dot becomes two code points in full case mapping, and the second is no
	// letter; strings.ToLower knows only simple mapping.
	s = strings.ToLower(strings.ReplaceAll(s, "İ", "i\u0307"))
	set := map[string]bool{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		if !stopWords[w] {
			set[w] = true
		}
	}
	return set
}

// stopWords name nothing: articles, prepositions, pronouns and forms of address.
var stopWords = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(
		"the a an of for in on at to and or its his her their our this that mr mrs ms dr sir who which") {
		set[w] = true
	}
	return set
}()

// count is how many of the conditions hold.
func count(conditions ...bool) int {
	n := 0
	for _, c := range conditions {
		if c {
			n++
		}
	}
	return n
}
