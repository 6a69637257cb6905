package when

import (
	"strings"

	"github.com/bywhen/bywhen/calendar"
)

// This file is the one place that says what the words of relation mean. A window has both its
// days inside; an end is open where the table says so. "By" includes the whole of what it names:
// "by September" runs to 30 September.

// end says where one end of a window lies.
type end int8

const (
	open  end = iota
	first     // on the first day of the time named
	final     // on its last day
	prior     // on the day before its first
	after     // on the day after its last
)

// span says what a length of time behind the word bounds.
type span int8

const (
	nothing span = iota
	during       // from the report's day to so much later: "within two years"
	exactly      // the day so much later: "in two years"
	beyond       // from the day so much later on: "after two years"
)

// bound is one row: how the words bound an action to the time behind them.
type bound struct {
	words    string // as they stand before the time, in lower case
	relation string // the relation's name, as Time.Relation gives it
	earliest end
	latest   end
	length   span
	ahead    bool // a weekday or month behind it without a year lies ahead, whatever the tense
}

// bounds is the table. Rows are tried in its order and of two that match the longer counts, so
// their order carries no meaning.
var bounds = []bound{
	// words               relation      earliest latest length   ahead
	{"", "", first, final, nothing, false},
	{"in", "in", first, final, exactly, false},
	{"on", "on", first, final, nothing, false},
	{"at", "at", first, final, nothing, false},
	{"for", "for", first, final, nothing, false},
	{"during", "during", first, final, during, false},
	{"throughout", "during", first, final, during, false},
	{"over", "during", first, final, during, false},
	{"over the course of", "during", first, final, nothing, false},
	{"in the course of", "during", first, final, during, false},
	{"within", "within", first, final, during, false},
	{"inside", "within", first, final, during, false},
	{"around", "around", first, final, nothing, false},
	{"about", "around", first, final, nothing, false},
	{"on or about", "around", first, final, nothing, false},
	{"on or around", "around", first, final, nothing, false},
	{"toward", "around", first, final, nothing, false},
	{"towards", "around", first, final, nothing, false},
	{"near", "around", first, final, nothing, false},

	{"by", "by", open, final, nothing, true},
	{"by no later than", "by", open, final, during, true},
	{"no later than", "by", open, final, during, true},
	{"not later than", "by", open, final, during, true},
	{"at the latest by", "by", open, final, nothing, true},
	{"by or before", "by", open, final, nothing, true},
	{"on or before", "by", open, final, nothing, true},
	{"as late as", "by", open, final, nothing, false},
	{"deadline of", "by", open, final, nothing, true},
	{"due by", "by", open, final, nothing, true},
	{"not beyond", "by", open, final, nothing, true},

	{"in or before", "by", open, final, nothing, true},

	{"until", "until", open, final, nothing, true},
	{"till", "until", open, final, nothing, true},
	{"til", "until", open, final, nothing, true},
	{"up until", "until", open, final, nothing, true},
	{"up till", "until", open, final, nothing, true},
	{"up to", "until", open, final, nothing, true},
	{"through", "through", open, final, nothing, true},
	{"thru", "through", open, final, nothing, true},
	{"up through", "through", open, final, nothing, true},
	{"to", "to", open, final, nothing, true},
	{"into", "into", first, final, nothing, false},

	{"before", "before", open, prior, nothing, true},
	{"ahead of", "before", open, prior, nothing, true},
	{"prior to", "before", open, prior, nothing, true},
	{"earlier than", "before", open, prior, nothing, true},
	{"until before", "before", open, prior, nothing, true},

	{"from", "from", first, open, nothing, true},
	{"as from", "from", first, open, nothing, true},
	{"as of", "from", first, open, nothing, false},
	{"effective", "on", first, final, nothing, true},
	{"effective as of", "from", first, open, nothing, true},
	{"effective from", "from", first, open, nothing, true},
	{"effective on", "on", first, final, nothing, true},
	{"with effect from", "from", first, open, nothing, true},
	{"since", "since", first, open, nothing, false},
	{"ever since", "since", first, open, nothing, false},
	{"starting", "from", first, open, nothing, true},
	{"starting in", "from", first, open, nothing, true},
	{"starting on", "from", first, open, nothing, true},
	{"starting from", "from", first, open, nothing, true},
	{"starting at", "from", first, open, nothing, true},
	{"beginning", "from", first, open, nothing, true},
	{"beginning in", "from", first, open, nothing, true},
	{"beginning on", "from", first, open, nothing, true},
	{"beginning from", "from", first, open, nothing, true},
	{"beginning at", "from", first, open, nothing, true},
	{"not before", "not before", first, open, nothing, true},
	{"no earlier than", "not before", first, open, nothing, true},
	{"not earlier than", "not before", first, open, nothing, true},
	{"no sooner than", "not before", first, open, nothing, true},
	{"as early as", "not before", first, open, nothing, true},
	{"as soon as", "not before", first, open, nothing, true},
	{"on or after", "not before", first, open, nothing, true},
	{"not until", "not before", first, open, nothing, true},
	{"n't until", "not before", first, open, nothing, true},

	{"after", "after", after, open, beyond, false},
	{"later than", "after", after, open, nothing, false},
	{"beyond", "after", after, open, nothing, true},
	{"past", "after", after, open, nothing, true},
	{"until after", "after", after, open, nothing, true},
	{"not until after", "after", after, open, nothing, true},
	{"following", "after", after, open, nothing, false},
}

// exact is what "until" and "to" mean behind a verb that moves a date ("postponed until Friday"),
// and what "by" … "until" mean inside a range.
var exact = &bound{"until", "until", first, final, nothing, true}

// backward is "in" behind a superlative: "will meet for the first time in ten years" bounds nothing.
var backward = &bound{"in", "in", first, final, nothing, false}

// boundsByLast is the table by the last word of a row, the longest rows first.
var boundsByLast = func() map[string][]*bound {
	table := map[string][]*bound{}
	for i := range bounds {
		b := &bounds[i]
		last := b.words[strings.LastIndexByte(b.words, ' ')+1:]
		list := append(table[last], b)
		for k := len(list) - 1; k > 0 && len(list[k].words) > len(list[k-1].words); k-- {
			list[k], list[k-1] = list[k-1], list[k]
		}
		table[last] = list
	}
	return table
}()

// window is what the relation makes of the days of a time.
func (b *bound) window(days calendar.Window) calendar.Window {
	if days.IsZero() {
		return calendar.Window{}
	}
	at := func(e end) calendar.Day {
		switch e {
		case first:
			return days.Earliest
		case final:
			return days.Latest
		case prior:
			return days.Earliest.AddDays(-1)
		case after:
			return days.Latest.AddDays(1)
		}
		return calendar.Day{}
	}
	return calendar.Window{Earliest: at(b.earliest), Latest: at(b.latest)}
}

// says describes the row for the derivation.
func (b *bound) says() string { return saysFrom[b.earliest] + ", " + saysTo[b.latest] }

var (
	saysFrom = [...]string{open: "open start", first: "starts on its first day", final: "starts on its last day", prior: "starts on the day before", after: "starts on the day after"}
	saysTo   = [...]string{open: "open end", first: "ends on its first day", final: "ends on its last day", prior: "ends on the day before", after: "ends on the day after"}
)
