package when

import (
	"strings"

	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// Find says which words of the text are times and what they say, sentence by sentence, before any
// day of reference is known. It never fails: words that only look like a time are left out.
func Find(t *text.Text, tokens [][]token.Token) []Expr {
	d := dict()
	var exprs []Expr
	var m *matcher
	for s, sentence := range tokens {
		if !triggered(d, sentence) {
			continue
		}
		if m == nil {
			m = &matcher{d: d}
			exprs = make([]Expr, 0, 16)
		}
		m.items = itemise(d, sentence, m.items)
		exprs = m.sentence(s, exprs)
	}
	return exprs
}

// placed is a match with its place among the items, for the passes over a sentence.
type placed struct{ first, end int }

func (m *matcher) sentence(s int, exprs []Expr) []Expr {
	start := len(exprs)
	at := m.places[:0]
	m.reach()
	for i := 0; i < len(m.items); {
		if !m.near[i] {
			i++
			continue
		}
		f, name := m.longest(i)
		var before *Expr
		if len(exprs) > start && at[len(at)-1].end >= i-2 && at[len(at)-1].end < i && m.any(i-1, "and", "or", "-", "to", ",", "through", "until", "till", "&", "/") {
			before = &exprs[len(exprs)-1]
		}
		if name == "" {
			var ok bool
			if f, ok = partner(m, i, before); ok {
				name = "shared-month"
			} else if f, ok = yearPartner(m, i, before); ok {
				name = "shared-year"
			}
		}
		if name == "" {
			i++
			continue
		}
		first, end := i, f.end
		span := text.Span{Start: m.items[first].span.Start, End: m.items[end-1].span.End}
		e := Expr{Span: span, Phrase: span, Sentence: s, Type: f.typ, Mod: f.mod, Rule: name, found: f}
		if f.head > 0 {
			e.amount = text.Span{Start: span.Start, End: m.items[f.head-1].span.End}
		}
		e.narrative = f.said.op == opRef && (m.items[first].is(cNarrative) || f.said.value == "")
		e.newsOnly = f.said.op == opRef && f.said.value == "FUTURE_REF" && !e.narrative && m.items[first].low == "soon"
		e.opening = m.startsSentence(first) || m.startsSentence(first-1)
		e.alone = m.startsSentence(first) && (end == len(m.items) || end == len(m.items)-1 && m.any(end, ".", ":"))
		exprs = append(exprs, e)
		at = append(at, placed{first, end})
		i = end
	}
	m.places = at
	found := exprs[start:]
	m.link(found, at)
	for i := range found {
		m.relate(found, at, i)
	}
	m.join(found, at)
	return exprs
}

// reach marks the items from which a time may begin: those with a number or a trigger at most
// eleven items further on, as in "the very beginning of the second half of fiscal year 2025".
func (m *matcher) reach() {
	m.near = append(m.near[:0], make([]bool, len(m.items))...)
	for i, left := len(m.items)-1, 0; i >= 0; i-- {
		it := &m.items[i]
		if it.digits > 0 || it.plural || it.word.class&triggers != 0 || it.low == "future" || it.low == "then" || it.low == "past" || it.low == "moment" || it.low == "present" || it.low == "time" || it.low == "period" || it.low == "fiscal" || it.low == "financial" || it.low == "date" {
			left = 12
		}
		m.near[i] = left > 0
		left--
	}
}

// longest is the longest match of a rule at i and the rule's name, "" for none.
func (m *matcher) longest(i int) (best found, name string) {
	it := &m.items[i]
	starts := it.word.class
	if it.digits > 0 || it.grains || it.plural {
		starts |= kDigits
	}
	if starts == 0 {
		return best, ""
	}
	for r := range rules {
		if rules[r].starts&starts == 0 {
			continue
		}
		if f, ok := rules[r].match(m, i); ok && f.end > best.end {
			best, name = f, rules[r].name
		}
	}
	return best, name
}

// yearPartner matches "57" of "1955-57", "1955" of "1955-57" needs no help; "479" of "479-478 BC".
func yearPartner(m *matcher, i int, before *Expr) (f found, ok bool) {
	it := m.at(i)
	if it.digits == 0 || it.ord || it.plural {
		return f, false
	}
	f.typ, f.end = DATE, i+1
	if before != nil && before.said.op == opDate && before.said.month == 0 && before.said.quarter == 0 && before.said.hasYear && it.digits == 2 && m.any(i-1, "-", "/") && !it.gap {
		y := before.said.year
		if before.said.year > 999 && int(it.num) > y%100 {
			f.said = said{op: opDate, hasYear: true, year: y/100*100 + int(it.num)}
			return f, true
		}
	}
	if it.digits <= 4 && m.any(i+1, "-", "to", "and", "or") {
		if y, era, end := m.yearEra(i + 2); era && end == i+4 && -y < int(it.num)+1 {
			f.said = said{op: opDate, hasYear: true, year: -int(it.num), era: true}
			return f, true
		}
	}
	return f, false
}

// link joins the two ends of a range and the members of a list: what one says of year and month
// holds for the other too.
func (m *matcher) link(found []Expr, at []placed) {
	for i := len(found) - 2; i >= 0; i-- {
		a, b := &found[i], &found[i+1]
		gap := at[i+1].first - at[i].end
		if b.Type == TIME && b.said.op == opNone && i+2 < len(found) && a.Type == DATE && m.any(at[i].end, "at", ",") && gap == 1 &&
			at[i+2].first-at[i+1].end == 1 && m.any(at[i+1].end, "and", "to", "until", "-", "through") && (m.low(at[i].first-1) == "between" || m.low(at[i+1].end) != "and") && found[i+2].Type == DATE {
			// "between tomorrow at 6 a.m. and Tuesday at 5 p.m."
			share(&a.said, &found[i+2].said)
			a.link, b.link, b.linked, found[i+2].linked = 1, 1, 1, 1
			continue
		}
		if gap < 1 || gap > 3 || a.said.op == opDuration || b.said.op == opDuration || a.said.op == opSet || b.said.op == opSet || a.said.op == opRef && a.said.value != "PRESENT_REF" || b.said.op == opRef {
			continue
		}
		g := at[i].end
		if gap == 3 && !(m.any(g, ",") && m.any(g+1, "and") && m.any(g+2, "until")) || gap == 2 && !(m.any(g, "and", ",") && m.any(g+1, "until", "to", "through", "till", "or", "and")) {
			continue
		}
		joint := m.low(at[i+1].first - 1)
		between := m.low(at[i].first-1) == "between" || m.low(at[i].first-1) == "the" && m.low(at[i].first-2) == "between"
		switch joint {
		case "-", "/", "to", "through", "until", "till", "thru", "and", "or", ",", "&", "into":
		default:
			continue
		}
		share(&a.said, &b.said)
		switch joint {
		case "-", "/", "through", "until", "till", "thru":
			a.link = 1
		case "to":
			if m.any(at[i].first-1, "from") || sameGrain(&a.said, &b.said) || m.any(at[i].first-2, "from") {
				a.link = 1
			}
		case "and":
			if between || consecutive(&a.said, &b.said) || b.Rule == "shared-month" {
				a.link = 1
			}
		case "into":
			if a.Type == TIME || b.Type == TIME {
				a.link = 1
			}
		case ",":
			if b.link == 1 && (consecutive(&a.said, &b.said) || a.Rule == "shared-month" || b.Rule == "shared-month") {
				a.link = 1
			}
		case "or":
			a.either = true
			if (a.said.op == opShift || a.said.op == opWeekday || a.said.op == opDate && (a.said.day != 0 || a.said.month != 0)) && (b.said.op == opShift || b.said.op == opWeekday || b.said.op == opDate) {
				a.link = 1
			}
		}
		if a.link == 1 {
			b.linked = 1
		}
	}
}

// share gives a the year and month of b that it lacks ("April and June 1955"), and b the year of
// a ("September 12, 2024 to October 3").
func share(a, b *said) {
	if a.op != opDate || b.op != opDate {
		return
	}
	if !a.hasYear && a.yearDir == unsaid && a.dir == unsaid && (b.hasYear || b.yearDir != unsaid) && (a.month != 0) == (b.month != 0) && (a.day != 0) == (b.day != 0) {
		y := b.year
		if b.hasYear && a.month > b.month && a.month != 0 {
			y-- // "from November to March 2025"
		}
		a.hasYear, a.year, a.yearDir, a.yearText, a.era = b.hasYear, y, b.yearDir, b.yearText, b.era
	}
}

func sameGrain(a, b *said) bool {
	return a.op == b.op && (a.day != 0) == (b.day != 0) && (a.month != 0) == (b.month != 0)
}

func consecutive(a, b *said) bool {
	if a.op == opWeekday && b.op == opWeekday {
		return b.weekday == a.weekday%7+1 && b.dir == unsaid
	}
	return a.op == opDate && b.op == opDate && a.month != 0 &&
		(a.day != 0 && b.day == a.day+1 && a.month == b.month || a.day == 0 && b.day == 0 && b.month == a.month%12+1)
}

// relate finds the words of relation before found[i], its tense, and what else around it says how
// it is meant.
func (m *matcher) relate(found []Expr, at []placed, i int) {
	e := &found[i]
	first := at[i].first
	j := first
	for m.any(j-1, "around", "about", "roughly", "approximately", "sometime", "the", "only", "just") && j > 0 && (i == 0 || at[i-1].end <= j-1) && boundsByLast[m.low(j-2)] != nil && m.low(j-2) != "" {
		j--
	}
	if m.any(j-2, "at") && m.any(j-1, "least", "most") && boundsByLast[m.low(j-3)] != nil {
		j -= 2
	}
	e.bound = &bounds[0]
	start := first
	for _, b := range boundsByLast[m.low(j-1)] {
		n, ok := m.endsWith(j, b.words)
		if !ok || i > 0 && at[i-1].end > j-n || j-n < 0 || n == 0 {
			continue
		}
		e.bound, start = b, j-n
		break
	}
	if (e.bound.relation == "at" || e.bound.relation == "to") && e.Type == DURATION || e.bound.words == "past" && e.Type == DURATION {
		e.bound, start = &bounds[0], first
	}
	switch e.bound.words {
	case "until", "till", "to", "up to":
		if m.movesDate(start) {
			e.bound = exact
		} else if m.any(start-1, "not", "n't", "never") || m.notBefore(start) {
			e.bound = boundNamed("not until")
			if m.any(start-1, "not") {
				start--
			}
		}
	case "", "on", "at", "for":
		if m.any(at[i].end, "deadline", "cutoff") || m.low(at[i].end) == "-" && m.any(at[i].end+1, "deadline") {
			e.bound, e.Relation = boundNamed("by"), "by"
		}
	}
	if e.Type == DURATION && e.bound == &bounds[0] && m.low(at[i].end) == "to" && (m.any(first-1, "have", "has") || m.gives(first)) {
		e.bound = boundNamed("within") // "have 72 hours to leave"
	}
	if e.Type != DURATION && m.low(at[i].end) == "at" && m.low(at[i].end+1) == "the" && m.any(at[i].end+2, "latest", "earliest") {
		e.bound = boundNamed("by")
		if m.low(at[i].end+2) == "earliest" {
			e.bound = boundNamed("no earlier than")
		}
		e.Relation = e.bound.relation
		e.Phrase.End = m.items[at[i].end+2].span.End
	}
	if (e.limit == finish || e.limit == beginning) && (e.bound.relation == "before" || e.bound.relation == "after") {
		// The end of a period is its last day, its start the first.
		e.edgeDay = true
	}
	switch e.bound.relation {
	case "after", "before": // "after", "following", "ahead of"
		if m.low(at[i].end) == "'s" || m.low(at[i].end) == "'" {
			e.possessed = true
		}
	}
	switch e.bound.relation {
	case "from", "to", "since", "into", "around":
		// "from Tuesday's attack": the time tells which attack, not when something starts.
		if m.low(at[i].end) == "'s" || e.bound.words != "since" && m.any(start, "from", "to") && m.low(first-1) == "the" && m.attributive(at[i].end) {
			e.bound, start = &bounds[0], first
		}
	}
	if m.low(at[i].end) != "" && incidents[m.low(at[i].end)] {
		e.incident = true
	}
	if start < first {
		e.Phrase.Start = m.items[start].span.Start
	}
	if e.said.op == opDuration && e.bound.words == "in" && m.looksBack(start) {
		e.bound = backward
	}
	e.Relation = e.bound.relation
	e.tense = m.tenseAround(start, at[i].end)
	if e.incident {
		e.tense = pastTense
	}
	if e.said.op == opDuration && e.bound.length != nothing && m.any(at[i].end, "of", "after", "from", "since", "before") && !m.any(at[i].end+1, "now", "today", "tomorrow") {
		e.said.event = true
	}
}

// gives reports whether somebody is given what begins at i: "gave the rebels 24 hours".
func (m *matcher) gives(i int) bool {
	for k := i - 1; k >= i-7 && k >= 0; k-- {
		if m.any(k, "given", "gives", "giving", "give", "gave") {
			return true
		}
	}
	return false
}

// incidents are events that a time names only when they are over: "the January 6 riot".
var incidents = map[string]bool{
	"attack": true, "attacks": true, "riot": true, "riots": true, "bombing": true, "bombings": true, "massacre": true,
	"shooting": true, "shootings": true, "coup": true, "earthquake": true, "quake": true, "crash": true, "uprising": true, "fire": true,
	"explosion": true, "blast": true, "assault": true, "raid": true, "killing": true, "killings": true, "disaster": true,
	"flood": true, "floods": true, "invasion": true, "revolution": true, "terrorist": true, "terror": true, "crackdown": true, "tsunami": true,
}

// attributive reports whether a noun stands at i, so that the time before it describes it.
func (m *matcher) attributive(i int) bool {
	it := m.at(i)
	return m.lowerNoun(i) || it.upper && !it.is(cMonth|cWeekday)
}

// looksBack reports whether a superlative stands before the word of relation at item i: "the first
// time in", "the worst storm in".
func (m *matcher) looksBack(i int) bool {
	for k := i - 1; k >= max(0, i-4); k-- {
		if m.any(k, "first", "last", "only", "once", "twice", "times", "worst", "best", "biggest", "largest", "highest", "lowest", "deadliest", "longest", "most", "third", "second") {
			return true
		}
		if m.any(k, ",", "will", "to", "by", "be", "is") {
			return false
		}
	}
	return false
}

func boundNamed(words string) *bound {
	for i := range bounds {
		if bounds[i].words == words {
			return &bounds[i]
		}
	}
	panic("when: no bound " + words)
}

// endsWith reports whether the words end right before item j, and how many items they are.
func (m *matcher) endsWith(j int, words string) (n int, ok bool) {
	for words != "" {
		cut := strings.LastIndexByte(words, ' ')
		if m.low(j-1-n) != words[cut+1:] {
			return 0, false
		}
		n++
		if cut < 0 {
			break
		}
		words = words[:cut]
	}
	return n, true
}

// movesDate reports whether a verb or noun of moving a date stands shortly before j: behind it
// "until" and "to" name the new day itself.
func (m *matcher) movesDate(j int) bool {
	for k := j - 1; k >= 0 && k >= j-24; k-- {
		switch m.low(k) {
		case "postponed", "postpone", "postpones", "postponing", "postponement", "delayed", "delay", "delays", "delaying", "rescheduled",
			"reschedule", "deferred", "defer", "adjourned", "adjourn", "moved", "move", "moves", "moving", "pushed", "push", "pushes", "put", "puts", "shifted",
			"brought", "adjournment":
			return true
		case "extended", "extend", "extends", "extending", "suspended", "suspend", "suspends", "closed", "extension", "remain", "remains", "from", ".", ";", "lasts", "last":
			return false
		}
	}
	return false
}

// notBefore reports whether the verb that "until" at j belongs to is negated: "will not open until".
func (m *matcher) notBefore(j int) bool {
	for k := j - 1; k >= 0 && k >= j-6; k-- {
		if m.any(k, "wait", "stay", "remain", "last", "continue", "keep") {
			return false // "will not wait until Friday" waits no day of them
		}
		if m.any(k, "not", "n't") {
			return true
		}
		if m.any(k, ",", ";", "that", "which", "who", "and", "but") {
			return false
		}
	}
	return false
}

// join makes one phrase of what belongs together: the ends of a range, a length and its start,
// a clock time and its day.
func (m *matcher) join(found []Expr, at []placed) {
	for i := range found {
		e := &found[i]
		// A range has two ends: of a chain ("2019-2020-2021-…") only the first two make one.
		if e.link == 1 && (i == 0 || found[i-1].link != 1) {
			b := &found[i+1]
			start := e.Phrase.Start
			if m.low(at[i].first-1) == "between" {
				start = m.items[at[i].first-1].span.Start
				e.Relation = "between"
			}
			e.Phrase = text.Span{Start: start, End: b.Span.End}
			b.Phrase = e.Phrase
			b.Relation = e.Relation
		}
		if i+1 >= len(found) {
			continue
		}
		b := &found[i+1]
		gap := at[i+1].first - at[i].end
		// "for two weeks from tomorrow", "for 30 days starting January 1"
		if e.said.op == opDuration && !e.said.vague && e.said.dir == unsaid && (e.Relation == "for" || e.Relation == "") && (gap < 2 || gap == 2 && m.low(at[i].end) == ",") && (b.said.op == opDate || b.said.op == opShift || b.said.op == opWeekday) && (b.bound.relation == "from" || b.bound.relation == "until" && e.Relation == "for") && b.Phrase.Start <= m.items[min(at[i].end+gap-1, at[i+1].first)].span.Start {
			e.limit, b.limit = counted, counted
			e.Phrase.End = b.Span.End
			b.Phrase = e.Phrase
		}
		// "30 days after 1 October", "within two weeks of 1 October"
		if (e.said.op == opShift || e.said.op == opDuration) && e.said.event && !e.said.vague && e.said.unit >= day && b.said.op == opDate && b.said.day != 0 &&
			(gap == 0 || gap == 1 && m.any(at[i].end, "the", "of", "after", "from", "following")) && (b.bound.words == "" || b.Phrase.Start >= m.items[at[i].end].span.Start) {
			e.limit, b.limit = fromDate, fromDate
		}
		// "until 8 p.m. on 23 February": the relation before the clock time is that of the day.
		if e.Type == TIME && e.said.op == opNone && (b.Type == DATE || b.Type == TIME) && b.said.op != opNone && (gap == 0 || gap == 1 && m.any(at[i].end, "on", ",", "of")) {
			e.limit = onNext
			if b.bound.relation == "" || b.bound.relation == "on" {
				b.bound, b.Relation = e.bound, e.Relation
				if e.bound.relation == "at" {
					b.bound, b.Relation = boundNamed("on"), "on"
				}
				b.Phrase.Start = e.Phrase.Start
			}
		}
		// "tomorrow at 6 a.m.", "January 22 at 12:01 a.m."
		if b.Type == TIME && b.said.op == opNone && (e.said.op == opDate && e.said.day != 0 || e.said.op == opShift || e.said.op == opWeekday) && (gap == 0 || gap == 1 && m.any(at[i].end, "at", ",", "(", "by", "until")) {
			b.limit = onLast
		}
	}
}

// Further edges, which join sets.
const (
	counted  edge = 100 + iota // a length with its start beside it
	onNext                     // a clock time whose day stands behind it
	fromDate                   // an amount before or after a date that stands behind it
	onLast                     // a clock time whose day stands before it
)
