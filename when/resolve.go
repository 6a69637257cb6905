package when

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// Read finds the times of a text and resolves them: Find, then Resolve.
func Read(t *text.Text, tokens [][]token.Token, published calendar.Day) ([]Time, []text.Note) {
	return Resolve(t, Find(t, tokens), published)
}

// longestList is how many times one phrase may join; longer rows are tables, and each member would
// carry the whole row.
const longestList = 12

// dated is a time that has been worked out, as far as it could be.
type dated struct {
	value             string
	days              calendar.Window
	grain             unit
	year, month, date int // zero where not known; year is negative before Christ
	why               string
	note              string // why it stays unresolved
	dropped           bool   // not a time after all
}

// resolver carries what was said before in the text.
type resolver struct {
	t         *text.Text
	report    calendar.Day
	narrative bool
	regions   regions
	last      dated // the last date spoken of
	lastIn    int   // its sentence, -1 before the first
	lastDay   dated // the last single day spoken of
	lastDayIn int   // its sentence
	year      int   // the year that bare months of a tale belong to; 0 for none yet
	month     int   // the month last spoken of in that year
	explicit  dated // the last date of this sentence whose year is written
	inSent    int
	notes     []text.Note
}

// Resolve works out which days the expressions mean, given the day of the report (the zero Day
// where it is not known: then relative times stay unresolved, with a note that says so) and what
// was said before in the text. It has no clock: the same arguments give the same times.
func Resolve(t *text.Text, exprs []Expr, published calendar.Day) ([]Time, []text.Note) {
	if len(exprs) == 0 {
		return nil, nil
	}
	r := &resolver{t: t, report: published, lastIn: -1, inSent: -1}
	r.narrative = tellsOfThePast(exprs, published)
	r.regions.t = t
	times := make([]Time, 0, len(exprs))
	all := make([]dated, len(exprs))
	index := make([]int, len(exprs)) // place in times, -1 for dropped ones
	for i := range exprs {
		e := &exprs[i]
		if e.Sentence != r.inSent {
			r.inSent, r.explicit = e.Sentence, dated{}
		}
		index[i] = -1
		if e.narrative && !r.narrative || e.newsOnly && r.narrative {
			continue
		}
		if e.said.op == opShift && e.said.event && !r.narrative {
			// News counts such amounts from an event: a length, not a date.
			e = lengthOf(e)
		} else if e.said.op == opShift && !r.narrative && i+1 < len(exprs) && e.amount.Len() > 0 {
			if _, ok := r.between(e, &exprs[i+1]); ok {
				e = lengthOf(e) // the event's own date stands behind it
			}
		}
		d := r.resolve(e)
		if e.linked == 1 && !r.narrative && e.said.op == opDate && !e.said.hasYear && e.said.yearDir == unsaid && all[i-1].year > 0 && d.days.Latest.Before(all[i-1].days.Earliest) {
			s := e.said
			s.hasYear = true
			for s.year = all[i-1].year; s.year <= all[i-1].year+1 && d.days.Latest.Before(all[i-1].days.Earliest); s.year++ {
				d = r.inYear(e, &s, s.year)
			}
			d.why = quote(t.Slice(e.Span)) + ": the first one after the start of the range: " + d.days.String()
		}
		if e.linked == 1 && e.said.op == opWeekday && all[i-1].grain == day && !all[i-1].days.IsZero() && d.days.Latest.Before(all[i-1].days.Earliest) {
			d = dayDate(all[i-1].days.Earliest.AddDays(int(d.days.Earliest.Weekday()-all[i-1].days.Earliest.Weekday()+7) % 7))
			d.why = quote(t.Slice(e.Span)) + ": the first one after the start of the range: " + d.days.Earliest.String()
			if e.said.part != "" {
				d = r.clock(e, d)
			}
		}
		if e.limit == onNext && i+1 < len(exprs) {
			// The day stands behind it and says more.
			next := r.peek(&exprs[i+1])
			d = r.clock(e, next)
		} else if e.said.op == opNone {
			if e.limit == onLast && i > 0 {
				d = r.clock(e, all[i-1])
			} else if r.lastIn == e.Sentence && r.last.grain == day {
				d = r.clock(e, r.last)
			} else if r.narrative {
				d = r.clock(e, r.last)
			}
		}
		if d.dropped {
			continue
		}
		all[i] = d
		index[i] = len(times)
		times = append(times, r.time(e, d))
		r.remember(e, d)
	}
	r.windows(exprs, all, index, times)
	r.agreement(exprs, all, index)
	return times, r.notes
}

// lengthOf is the amount alone of "two days after the vote".
func lengthOf(e *Expr) *Expr {
	d := *e
	d.Type, d.Span, d.said.op, d.limit = DURATION, e.amount, opDuration, whole
	d.Phrase.End = max(d.Phrase.End, d.Span.End)
	d.said.n = max(d.said.n, -d.said.n)
	return &d
}

// tellsOfThePast decides whether the text is a tale of the past, whose bare months belong to the
// year last spoken of, and not news, whose bare months are the nearest ones: most of its explicit
// years lie far from the report's.
func tellsOfThePast(exprs []Expr, published calendar.Day) bool {
	far, near, cues := 0, 0, 0
	for i := range exprs {
		s := &exprs[i].said
		if s.op == opWeekday || s.op == opShift && s.anchor == toReport || s.op == opRelative && s.anchor == toReport {
			cues++ // "on Friday", "today", "last week": the words of news
		}
		if s.op != opDate || !s.hasYear {
			continue
		}
		if !published.IsZero() && s.year >= published.Year()-1 {
			near++
		} else {
			far++
		}
	}
	return (far >= 5 && far > 3*near || far >= 12 && far > near) && far > 4*cues
}

func (r *resolver) note(e *Expr, message string) {
	r.notes = append(r.notes, text.Note{Span: e.Span, Rule: e.Rule, Message: message})
}

// peek resolves an expression without remembering anything.
func (r *resolver) peek(e *Expr) dated {
	notes := len(r.notes)
	d := r.resolve(e)
	r.notes = r.notes[:notes]
	return d
}

// remember keeps a date for the expressions behind it that count from it.
func (r *resolver) remember(e *Expr, d dated) {
	if d.grain == noUnit || d.year == 0 && d.days.IsZero() || e.Type == DURATION || e.Type == SET || e.said.op == opRef {
		return
	}
	if e.said.op == opNone {
		return
	}
	r.last, r.lastIn = d, e.Sentence
	if d.grain == day {
		r.lastDay, r.lastDayIn = d, e.Sentence
	}
	if e.said.op == opDate && e.said.hasYear && d.month != 0 {
		r.explicit = d
	}
	if d.year == 0 || e.said.op == opDecade || e.said.op == opCentury || e.said.fiscal {
		return
	}
	yearOnly := d.month == 0
	if yearOnly && (e.linked > 0 || e.said.op != opDate || !r.takesYear(e, d.year)) {
		return
	}
	if d.year == r.year && d.month == 0 {
		return // the month last spoken of stays
	}
	r.year, r.month = d.year, d.month
}

// takesYear decides whether a year alone sets the year of the months behind it. A year told as an
// aside ("declassified in 2005") does not.
func (r *resolver) takesYear(e *Expr, year int) bool {
	if r.year == 0 || e.alone {
		return true
	}
	switch gap := year - r.year; {
	case gap == 0:
		return true
	case gap < 0:
		return gap >= -1 && e.opening // a glance back within a sentence moves nothing
	default:
		return gap <= 2 && (e.opening || e.tense != futureTense && e.tense != futurePast) // nor a plan
	}
}

// time is the result for an expression, its window not yet bounded by the relation.
func (r *resolver) time(e *Expr, d dated) Time {
	tm := Time{
		Span: e.Span, Type: e.Type, Value: d.value, Mod: e.Mod, Days: d.days,
		Phrase: e.Phrase, Relation: e.Relation, Rule: e.Rule,
	}
	if d.why != "" {
		tm.Trace = append(tm.Trace, d.why)
	}
	if d.note != "" {
		tm.Trace = append(tm.Trace, d.note)
		r.note(e, d.note)
	}
	return tm
}

// said about days, for people.
func spoken(d calendar.Day) string {
	y, m, x := d.Civil()
	return d.Weekday().String()[:3] + " " + strconv.Itoa(x) + " " + m.String()[:3] + " " + strconv.Itoa(y)
}

// windows bounds each phrase by its relation. It runs last, since the two ends of a range and a
// length and its start make one window.
func (r *resolver) windows(exprs []Expr, all []dated, index []int, times []Time) {
	for i := range exprs {
		if index[i] < 0 {
			continue
		}
		e, tm := &exprs[i], &times[index[i]]
		if tm.Type == DURATION && e.said.op == opShift || e.limit == fromDate && e.said.op != opDate {
			continue
		}
		days := narrowed(all[i].days, e.limit, r.report)
		if e.edgeDay && !days.IsZero() {
			if e.limit == finish {
				days = calendar.OneDay(days.Latest)
				if e.bound.relation == "before" {
					e.bound = boundNamed("by")
				}
			} else {
				days = calendar.OneDay(days.Earliest)
			}
		}
		if e.bound.words == "as of" && !days.IsZero() && !r.report.IsZero() && (days.Latest.Before(r.report) || days.Latest == r.report && e.tense == pastTense) && e.tense != futureTense {
			e.bound = boundNamed("by") // "as of yesterday" tells how far things had come
		}
		switch {
		case e.possessed && (e.Relation == "before" || e.Relation == "after"):
			tm.Trace = append(tm.Trace, e.Relation+": the event behind it is the bound, and no day is known for it")
			continue
		case e.said.op == opDuration:
			tm.Window = r.length(e, tm)
		default:
			b := *e.bound
			if e.Type == TIME { // before or after a time of the day is still that day
				if b.latest == prior {
					b.latest = final
				}
				if b.earliest == after {
					b.earliest = first
				}
			}
			tm.Window = b.window(days)
			if e.bound.relation == "from" && e.said.part == "T00:00" && e.said.op == opNone && !days.IsZero() {
				tm.Window.Earliest = days.Earliest.AddDays(1) // midnight begins the next day
			}
		}
		if days.IsZero() || e.said.op == opDuration {
			continue
		}
		if e.bound.relation != "" {
			tm.Trace = append(tm.Trace, e.bound.words+": "+e.bound.says()+": "+tm.Window.String())
		}
	}
	for i := range exprs {
		if index[i] < 0 || i+1 >= len(exprs) || index[i+1] < 0 {
			continue
		}
		a, b := &exprs[i], &exprs[i+1]
		ta, tb := &times[index[i]], &times[index[i+1]]
		switch {
		case a.link == 1 && a.linked == 0:
			to := i + 1
			for to+1 < len(exprs) && exprs[to].link == 1 && index[to+1] >= 0 && to-i < longestList {
				to++
			}
			da, db := narrowed(all[i].days, a.limit, r.report), narrowed(all[to].days, exprs[to].limit, r.report)
			if a.said.op == opRef && !r.report.IsZero() {
				da = calendar.OneDay(r.report) // "between now and 2030"
			}
			if da.IsZero() || db.IsZero() || db.Latest.Before(da.Earliest) {
				continue
			}
			w := calendar.Window{Earliest: da.Earliest, Latest: db.Latest}
			if a.said.op == opNone && a.said.part == "T00:00" && a.bound.relation == "from" {
				w.Earliest = w.Earliest.AddDays(1)
			}
			if a.either {
				w = a.bound.window(w) // "by Monday or Tuesday" stays open at the start
			}
			for k := i; k <= to; k++ {
				tk := &times[index[k]]
				tk.Window, tk.Phrase, tk.Relation = w, text.Span{Start: ta.Phrase.Start, End: exprs[to].Span.End}, ta.Relation
				tk.Trace = append(tk.Trace, fmt.Sprintf("range: from the first day of the one to the last day of the other: %s", w))
			}
		case b.said.op == opDuration && !b.said.vague && b.Relation == "for" && a.Sentence == b.Sentence && all[i].grain == day && a.tense == futureTense &&
			strings.Contains(r.t.String()[a.Span.End:b.Span.Start], " last"):
			// "will begin on 19 November and will last for three weeks"
			start := all[i].days.Earliest
			tb.Window = calendar.Window{Earliest: start, Latest: add(start, b.said.unit, b.said.n)}
			tb.Trace = append(tb.Trace, fmt.Sprintf("%s from %s on: %s", tb.Value, start, tb.Window))
		case b.limit == onLast && b.said.op == opNone && !ta.Window.IsZero():
			ta.Phrase.End = max(ta.Phrase.End, tb.Span.End)
			tb.Phrase, tb.Window, tb.Relation = ta.Phrase, ta.Window, ta.Relation
		case a.limit == fromDate && b.limit == fromDate && a.said.op != opDate && !all[i+1].days.IsZero():
			day := all[i+1].days.Earliest
			w := calendar.OneDay(add(day, a.said.unit, a.said.n))
			if a.bound.length == during {
				w.Earliest = day
			}
			ta.Phrase.End = max(ta.Phrase.End, tb.Span.End)
			ta.Window = w
			ta.Trace = append(ta.Trace, fmt.Sprintf("%s %s from %s: %s", decimal(a.said.n), a.said.unit, day, w))
		case a.limit == counted && b.limit == counted && !all[i+1].days.IsZero():
			start := all[i+1].days.Earliest
			if b.bound.relation == "until" { // "for two weeks until 4 September" began two weeks before
				start = add(all[i+1].days.Latest, a.said.unit, -a.said.n)
			}
			w := calendar.Window{Earliest: start, Latest: add(start, a.said.unit, a.said.n)}
			line := fmt.Sprintf("%s from %s on: %s", ta.Value, start, w)
			ta.Window, ta.Trace = w, append(ta.Trace, line)
			if b.bound.relation != "until" {
				tb.Window, tb.Trace = w, append(tb.Trace, line)
			}
		}
	}
}

// length is the window of a duration behind a word of relation: "within two years".
func (r *resolver) length(e *Expr, tm *Time) calendar.Window {
	s := &e.said
	if s.vague {
		return calendar.Window{}
	}
	if s.event {
		if e.bound.length != nothing {
			line := "counts from an event that the text gives no day for"
			tm.Trace = append(tm.Trace, line)
			r.note(e, fmt.Sprintf("%q %s", r.t.Slice(e.Phrase), line))
		}
		return calendar.Window{}
	}
	if r.report.IsZero() {
		if e.bound.length != nothing || s.dir != unsaid {
			r.note(e, noReportDay)
			tm.Trace = append(tm.Trace, noReportDay)
		}
		return calendar.Window{}
	}
	var w calendar.Window
	switch to := add(r.report, s.unit, s.n); {
	case s.anchor == toText:
		return w
	case s.dir == next:
		w = calendar.Window{Earliest: r.report, Latest: to}
	case s.dir == last:
		w = calendar.Window{Earliest: add(r.report, s.unit, -s.n), Latest: r.report}
	case e.tense == pastTense && e.bound.length != during || r.narrative:
		return w
	case e.bound.length == during && (e.bound.relation != "during"):
		w = calendar.Window{Earliest: r.report, Latest: to}
	case e.bound.length == exactly && e.tense == futureTense:
		w = calendar.OneDay(to)
	default:
		return w
	}
	tm.Trace = append(tm.Trace, fmt.Sprintf("report of %s", spoken(r.report)), fmt.Sprintf("%s %s from the report's day: %s", e.bound.words, tm.Value, w))
	return w
}

const noReportDay = "the day of the report is not known, and this counts from it"

// LaterBy is the day so much later than d, of a TIMEX3 duration in days, weeks, months or years, such as
// P2Y; false of any other.
func LaterBy(d calendar.Day, duration string) (calendar.Day, bool) {
	if len(duration) < 3 || duration[0] != 'P' {
		return d, false
	}
	last := len(duration) - 1
	n, err := strconv.Atoi(duration[1:last])
	u, ok := map[byte]unit{'D': day, 'W': week, 'M': month, 'Y': year}[duration[last]]
	if err != nil || !ok {
		return d, false
	}
	return add(d, u, float64(n)), true
}

// add is the day n units after d; parts of units count where they make whole days or months.
func add(d calendar.Day, u unit, n float64) calendar.Day {
	switch u {
	case second, minute, hour:
		hours := n
		switch u {
		case second:
			hours = n / 3600
		case minute:
			hours = n / 60
		}
		if hours < 0 {
			return d.AddDays(-int(23-hours) / 24)
		}
		return d.AddDays(int(hours+23) / 24)
	case day, night:
		return d.AddDays(int(n))
	case week, weekend:
		return d.AddDays(int(7 * n))
	case fortnight:
		return d.AddDays(int(14 * n))
	case month:
		return d.AddMonths(int(n)).AddDays(int((n - float64(int(n))) * 30))
	case quarter:
		return d.AddMonths(int(3 * n))
	case half:
		return d.AddMonths(int(6 * n))
	case year:
		return d.AddMonths(int(12 * n))
	case decade:
		return d.AddMonths(int(120 * n))
	case century:
		return d.AddMonths(int(1200 * n))
	}
	return calendar.Day{}
}

// narrowed is the part of the days that "early", "the rest of" and the like mean, by the table of
// the guidelines: thirds of years and months, days counted for all else.
func narrowed(w calendar.Window, e edge, report calendar.Day) calendar.Window {
	n := w.Days()
	if n == 0 || e == whole || e >= counted {
		return w
	}
	y, m, _ := w.Earliest.Civil()
	third := func(from, to int) calendar.Window {
		switch {
		case n >= 365 && n <= 366:
			a, _ := calendar.Date(y, m, 1)
			a = a.AddMonths(4 * from)
			return calendar.Window{Earliest: a, Latest: w.Earliest.AddMonths(4 * to).AddDays(-1)}
		case n >= 28 && n <= 31:
			a := w.Earliest.AddDays(10 * from)
			b := w.Latest
			if to < 3 {
				b = w.Earliest.AddDays(10*to - 1)
			}
			return calendar.Window{Earliest: a, Latest: b}
		case n == 7:
			ends := []int{0, 2, 4, 7}
			return calendar.Window{Earliest: w.Earliest.AddDays(ends[from]), Latest: w.Earliest.AddDays(ends[to] - 1)}
		}
		if years := (n + 1) / 365; n > 3600 && y%10 == 0 {
			ends := []int{0, years * 4 / 10, years * 7 / 10, years}
			return calendar.Window{Earliest: w.Earliest.AddYears(ends[from]), Latest: w.Earliest.AddYears(ends[to]).AddDays(-1)}
		}
		return calendar.Window{Earliest: w.Earliest.AddDays(n * from / 3), Latest: w.Earliest.AddDays(n*to/3 - 1)}
	}
	switch e {
	case early, beginning:
		if n < 3 {
			return w
		}
		return third(0, 1)
	case middle:
		if n < 3 {
			return w
		}
		return third(1, 2)
	case late, finish:
		if n < 3 {
			return w
		}
		return third(2, 3)
	case remaining:
		if w.Contains(report) {
			w.Earliest = report
		}
	case elapsed:
		if w.Contains(report) {
			w.Latest = report
		}
	}
	return w
}
