package when

import (
	"fmt"
	"strings"
	"time"

	"github.com/bywhen/bywhen/calendar"
)

var seasonLetters = [...]string{"", "SP", "SU", "FA", "WI"}

// resolve works out one expression.
func (r *resolver) resolve(e *Expr) dated {
	s := &e.said
	switch s.op {
	case opRef:
		return dated{value: s.value, why: "a word without a day"}
	case opSet:
		return dated{value: s.value, why: "recurs"}
	case opDuration:
		n := "X"
		if !s.vague {
			n = decimal(s.n)
		}
		return dated{value: s.unit.duration(n), why: "a length of time"}
	case opNone:
		return r.clock(e, r.dayOf(r.report))
	}
	d := r.date(e, s)
	if e.of != nil {
		d = r.nth(e, s)
	}
	if s.part != "" {
		return r.clock(e, d)
	}
	return d
}

func (r *resolver) date(e *Expr, s *said) dated {
	switch s.op {
	case opDate:
		return r.calendarDate(e, s)
	case opDecade:
		return decadeDate(s.year)
	case opCentury:
		return centuryDate(s)
	case opWeekday:
		return r.weekday(e, s)
	case opRelative:
		return r.relative(e, s)
	case opShift:
		return r.shift(e, s)
	case opSame:
		return r.same(e, s)
	}
	return dated{value: "XXXX-XX-XX"}
}

// clock puts a clock time or a part of the day on a day.
func (r *resolver) clock(e *Expr, d dated) dated {
	base := d.value
	switch {
	case d.grain == day && base != "":
		if len(base) > 10 {
			base = base[:10]
		}
	case d.grain == month && d.value != "":
		base += "-XX"
	case d.grain == noUnit || d.value == "":
		base = "XXXX-XX-XX"
		if e.said.op == opNone && r.report.IsZero() && d.note == "" {
			d.note = noReportDay
		}
	default:
		base = "XXXX-XX-XX"
	}
	if e.said.op == opNone && d.why == "" && !d.days.IsZero() {
		d.why = fmt.Sprintf("a time of the day of %s", d.days.Earliest)
	}
	d.value = base + e.said.part
	if e.said.zone == "Z" && e.said.part[1] >= '0' && e.said.part[1] <= '9' {
		d.value += "Z"
	}
	return d
}

func (r *resolver) dayOf(d calendar.Day) dated {
	if d.IsZero() {
		return dated{}
	}
	return dayDate(d)
}

func dayDate(d calendar.Day) dated {
	y, m, x := d.Civil()
	return dated{value: d.String(), days: calendar.OneDay(d), grain: day, year: y, month: int(m), date: x}
}

func four(year int) string {
	if year < 0 {
		if year < -9999 {
			return "PAST_REF"
		}
		return fmt.Sprintf("BC%04d", -year)
	}
	if year > calendar.MaxYear {
		return "FUTURE_REF"
	}
	return two(year/100) + two(year%100)
}

func yearDate(year int) dated {
	d := dated{value: four(year), grain: year_, year: year}
	if year > 0 {
		d.days = calendar.YearOf(year)
	}
	return d
}

// year_ is the unit, where a variable called year hides it.
const year_ = year

func monthDate(year, mo int) dated {
	d := dated{value: four(year) + "-" + two(mo), grain: month, year: year, month: mo}
	if year > 0 {
		d.days = calendar.MonthOf(year, time.Month(mo))
	}
	return d
}

func decadeDate(year int) dated {
	if year < 0 {
		return dated{value: fmt.Sprintf("BC%03d", -year/10), grain: decade, why: "a decade"}
	}
	return dated{value: fmt.Sprintf("%03d", year/10), days: calendar.DecadeOf(year), grain: decade, why: fmt.Sprintf("the ten years from %d", year)}
}

func centuryDate(s *said) dated {
	if s.era {
		return dated{value: fmt.Sprintf("BC%02d", -s.year/100-1), grain: century, why: "a century"}
	}
	return dated{value: fmt.Sprintf("%02d", s.year/100), days: calendar.CenturyOf(s.year), grain: century, why: fmt.Sprintf("the hundred years from %d", s.year)}
}

// calendarDate resolves a date of which parts are named.
func (r *resolver) calendarDate(e *Expr, s *said) dated {
	y, why, ok := r.yearFor(e, s)
	if !ok {
		d := dated{value: partial(s), note: why}
		return d
	}
	d := r.inYear(e, s, y)
	if d.note == "" {
		if why != "" {
			d.why = quote(r.t.Slice(e.Span)) + ": " + why + ": " + d.days.String()
		} else {
			d.why = quote(r.t.Slice(e.Span)) + " is " + kindOf(s) + ": " + d.days.String()
		}
	}
	return d
}

func kindOf(s *said) string {
	switch {
	case s.fiscal:
		return "a fiscal year"
	case s.holiday != "":
		return "a holiday"
	case s.day != 0:
		return "a day"
	case s.month != 0:
		return "a month"
	case s.season != 0:
		return "a season"
	case s.quarter != 0:
		return "a quarter"
	case s.half != 0:
		return "a half of a year"
	}
	return "a year"
}

// partial is the value of a date whose year is not known.
func partial(s *said) string {
	switch {
	case s.day != 0:
		return "XXXX-" + two(int(s.month)) + "-" + two(int(s.day))
	case s.month != 0:
		return "XXXX-" + two(int(s.month))
	case s.season != 0:
		return "XXXX-" + seasonLetters[s.season]
	case s.quarter != 0:
		return "XXXX-Q" + string('0'+byte(s.quarter))
	case s.half != 0:
		return "XXXX-H" + string('0'+byte(s.half))
	}
	return "XXXX-XX-XX"
}

// inYear is the date in a year that is known.
func (r *resolver) inYear(e *Expr, s *said, y int) dated {
	switch {
	case s.fiscal && s.quarter == 0 && s.half == 0:
		d := dated{value: "FY" + four(y), grain: year, year: y}
		d.days, d.note = r.regions.fiscal(y)
		return d
	case s.holiday != "":
		x, ok := calendar.Holiday(s.holiday, y)
		if !ok {
			return dated{value: four(y), note: "the holiday has no day in that year"}
		}
		return dayDate(x)
	case s.day != 0:
		x, ok := calendar.Date(y, time.Month(s.month), int(s.day))
		if y < 0 || !ok && y == 0 {
			return dated{value: four(y) + "-" + two(int(s.month)) + "-" + two(int(s.day)), grain: day, year: y, month: int(s.month), date: int(s.day)}
		}
		if !ok {
			return dated{value: "XXXX-XX-XX", note: fmt.Sprintf("there is no such day: %s %d has %d days", time.Month(s.month), y, calendar.DaysIn(y, time.Month(s.month)))}
		}
		d := dayDate(x)
		if s.weekday != 0 && s.hasYear && x.Weekday() != time.Weekday(s.weekday-1) {
			r.note(e, fmt.Sprintf("%s is a %s, not a %s", x, x.Weekday(), time.Weekday(s.weekday-1)))
		}
		return d
	case s.month != 0:
		return monthDate(y, int(s.month))
	case s.season != 0:
		d := dated{value: four(y) + "-" + seasonLetters[s.season], grain: quarter, year: y}
		if y > 0 {
			d.days = calendar.SeasonOf(y, calendar.Season(s.season), !s.north && r.regions.south())
		}
		return d
	case s.quarter != 0:
		d := dated{value: four(y) + "-Q" + string('0'+byte(s.quarter)), grain: quarter, year: y}
		if s.fiscal {
			w, note := r.regions.fiscal(y)
			if note != "" {
				d.note = note
				return d
			}
			d.days.Earliest = w.Earliest.AddMonths(3 * (int(s.quarter) - 1))
			d.days.Latest = d.days.Earliest.AddMonths(3).AddDays(-1)
			return d
		}
		d.days = calendar.QuarterOf(y, int(s.quarter))
		return d
	case s.half != 0:
		return dated{value: four(y) + "-H" + string('0'+byte(s.half)), grain: half, year: y, days: calendar.HalfOf(y, int(s.half))}
	}
	return yearDate(y)
}

// yearFor is the year of a date, why it is that, and whether it is known; where it is not, why
// says so.
func (r *resolver) yearFor(e *Expr, s *said) (y int, why string, ok bool) {
	if s.hasYear {
		return s.year, "", true
	}
	if e.incident && s.month == 9 && s.day == 11 {
		return 2001, "the attacks of that name", true
	}
	if s.yearDir != unsaid {
		base := r.report.Year()
		why = "report of " + spokenOr(r.report)
		if s.yearText || r.narrative {
			switch {
			case r.last.year != 0:
				base, why = r.last.year, "counted from the date spoken of before"
			case r.year != 0:
				base, why = r.year, "counted from the date spoken of before"
			}
		}
		if base == 0 {
			return 0, noReportDay, false
		}
		return base + int(s.yearDir) - int(this), why, true
	}
	if s.fiscal {
		if r.report.IsZero() {
			return 0, noReportDay, false
		}
		w, _ := r.regions.fiscal(r.report.Year())
		y = r.report.Year()
		if !w.IsZero() && r.report.After(w.Latest) {
			y++
		}
		return y + int(s.dir) - int(this), "the fiscal year of the report's day", true
	}
	if r.narrative {
		return r.yearOfTale(s)
	}
	if r.report.IsZero() {
		return 0, noReportDay, false
	}
	why = "report of " + spoken(r.report)
	if r.explicit.year != 0 && s.dir == unsaid && e.tense != futureTense && s.month != 0 && !e.bound.ahead &&
		(r.explicit.year < r.report.Year()-1 || r.explicit.days.Latest.Before(r.report.AddMonths(-10))) {
		y = r.explicit.year
		if r.explicit.month > int(s.month) {
			y++
		}
		return y, "the year of the date before it in the sentence", true
	}
	ry := r.report.Year()
	t := e.tense
	if t == futurePast {
		t = futureTense
	}
	if t == pastTense && e.bound.ahead && e.bound.relation == "from" && e.bound.words != "from" {
		t = untensed // "passed a law … beginning in June" says nothing of when June is
	}
	if e.bound.ahead && t != pastTense || looksAhead[e.bound.relation] || e.bound.words == "for" && s.day != 0 {
		t = futureTense // a day is for what is set on it: "called an election for November 26"
	}
	best, bestCost := 0, 0.0
	for c := ry - 2; c <= ry+2; c++ {
		d := r.inYearQuiet(e, s, c)
		if d.days.IsZero() {
			continue
		}
		if s.weekday != 0 && s.day != 0 && d.days.Earliest.Weekday() != time.Weekday(s.weekday-1) {
			continue
		}
		cost := 0.0
		ahead := false
		switch {
		case d.days.Earliest.After(r.report):
			cost, ahead = float64(d.days.Earliest.Sub(r.report)), true
		case d.days.Latest.Before(r.report):
			cost = float64(r.report.Sub(d.days.Latest))
		}
		switch s.dir {
		case last:
			if ahead || d.days.Contains(r.report) {
				continue
			}
		case this:
			if c != ry && !d.days.Contains(r.report) {
				cost += 1000
			}
		case next:
			if !ahead {
				continue
			}
		default:
			switch {
			case t == futureTense && !ahead && cost > 0, t == pastTense && ahead:
				if s.day == 0 {
					cost = 20 * (cost + 15)
				} else {
					cost *= 10
				}
			case t == untensed && ahead:
				cost *= 1.2
			}
		}
		if best == 0 || cost < bestCost {
			best, bestCost = c, cost
		}
	}
	if best == 0 {
		if s.day != 0 && s.weekday == 0 {
			return ry, why, true // there is no such day; inYear says so
		}
		s2 := *s
		if s2.weekday != 0 && s2.day != 0 {
			s2.weekday = 0
			r.note(e, fmt.Sprintf("no year near the report has a %s on that date", time.Weekday(s.weekday-1)))
			return r.yearFor(e, &s2)
		}
		return 0, "no year near the report has such a day", false
	}
	switch t {
	case futureTense:
		why += ", the clause looks ahead"
	case pastTense:
		why += ", the clause looks back"
	default:
		why += ", the nearest"
	}
	return best, why, true
}

// looksAhead are the relations whose time lies ahead even of a verb in the past: "was extended to
// 15 October".
var looksAhead = map[string]bool{"until": true, "to": true, "through": true, "not before": true}

func (r *resolver) inYearQuiet(e *Expr, s *said, y int) dated {
	n := len(r.notes)
	d := r.inYear(e, s, y)
	r.notes = r.notes[:n]
	return d
}

func spokenOr(d calendar.Day) string {
	if d.IsZero() {
		return "an unknown day"
	}
	return spoken(d)
}

// yearOfTale is the year of a bare month in a tale of the past: the one last spoken of, or the
// next where the months begin anew.
func (r *resolver) yearOfTale(s *said) (int, string, bool) {
	y := r.year
	if y == 0 {
		return 0, "no year was spoken of before", false
	}
	switch m := int(s.month); {
	case s.dir == last && m != 0 && m >= r.month && r.month != 0:
		y--
	case s.dir == next && (m != 0 && m <= r.month || s.season != 0 && r.month > 2+3*(int(s.season)-1)):
		y++
	case s.dir == unsaid && m != 0 && r.month >= 11 && m <= 2:
		y++
	}
	return y, "the year last spoken of", true
}

// weekday resolves a weekday alone.
func (r *resolver) weekday(e *Expr, s *said) dated {
	from := r.report
	why := ""
	ahead := e.bound.ahead && (e.tense != pastTense || looksAhead[e.bound.relation] || e.bound.words == "deadline of")
	back := e.tense != futureTense && e.tense != futurePast && !ahead
	if r.narrative || from.IsZero() {
		if r.last.grain == day && !r.last.days.IsZero() {
			from = r.last.days.Earliest
			why = "counted from the date spoken of before"
			back = false
		} else if from.IsZero() {
			return dated{value: weekdayValue(s.weekday - 1), note: noReportDay}
		} else if r.narrative {
			return dated{value: weekdayValue(s.weekday - 1), grain: noUnit, note: "no date was spoken of before"}
		}
	}
	if why == "" {
		why = "report of " + spoken(from)
	}
	w := time.Weekday(s.weekday - 1)
	forth := int(w-from.Weekday()+7) % 7
	behind := int(from.Weekday()-w+7) % 7
	var d calendar.Day
	switch {
	case s.weekDir != unsaid:
		monday := calendar.WeekOf(from).Earliest
		d = monday.AddDays(7*(int(s.weekDir)-int(this)) + int(w+6)%7)
		why += ", the weekday of that week"
	case s.dir == next:
		if forth == 0 {
			forth = 7
		}
		d = from.AddDays(forth)
		why += ", the next one"
	case s.dir == last:
		if behind == 0 {
			behind = 7
		}
		d = from.AddDays(-behind)
		why += ", the last one"
	case s.dir == this:
		if e.tense == pastTense {
			d = from.AddDays(-behind)
		} else {
			d = from.AddDays(forth)
		}
		why += ", the nearest in the direction of the clause"
	case e.tense == futurePast && behind <= 2 && behind > 0 && !ahead:
		d = from.AddDays(-behind)
		why += ", the nearest, since the clause looks ahead of a past day"
	case back:
		d = from.AddDays(-behind)
		why += ", the last one, since the clause does not look ahead"
	default:
		d = from.AddDays(forth)
		why += ", the next one, since the clause looks ahead"
	}
	out := dayDate(d)
	out.why = quote(r.t.Slice(e.Span)) + ": " + why + ": " + d.String()
	return out
}

// base is the day that a relative time counts from, and how that came to be.
func (r *resolver) base(s *said) (d dated, why string, ok bool) {
	text := s.anchor == toText || s.anchor == toEither && r.narrative
	if b := r.spoken(s.unit); text && b.grain != noUnit && (b.year != 0 || !b.days.IsZero()) {
		return b, "counted from the date spoken of before", true
	}
	if r.narrative && r.last.grain == noUnit || r.report.IsZero() {
		return dated{}, noReportDay, false
	}
	if text && (r.narrative || s.n > 0) {
		return dated{}, "no date was spoken of before", false
	}
	return dayDate(r.report), "report of " + spoken(r.report), true
}

// spoken is the date spoken of before that an amount in a unit counts from. In news it must stand
// near, and be a day where days are counted.
func (r *resolver) spoken(u unit) dated {
	if r.narrative {
		return r.last
	}
	switch {
	case (u <= day || u == night) && r.last.grain != day:
		if r.inSent-r.lastDayIn <= 3 {
			return r.lastDay
		}
	case r.inSent-r.lastIn <= 3:
		return r.last
	}
	return dated{}
}

// holding is the unit that holds a date, n units on.
func holding(d dated, u unit, n int) dated {
	if u == day && (d.grain != day || d.days.IsZero()) {
		v := "XXXX-XX-XX"
		switch {
		case d.month != 0:
			v = four(d.year) + "-" + two(d.month) + "-XX"
		case d.year != 0:
			v = four(d.year) + "-XX-XX"
		}
		return dated{value: v, grain: day, year: d.year, month: d.month}
	}
	at := d.days.Earliest
	switch u {
	case day:
		return dayDate(at.AddDays(n))
	case year:
		if d.year != 0 {
			return yearDate(d.year + n)
		}
	case decade:
		y := d.year
		if y == 0 && !at.IsZero() {
			y = at.Year()
		}
		if y < 0 {
			return decadeDate((y/10 + n) * 10)
		}
		return decadeDate((y/10 + n) * 10)
	case century:
		y := d.year
		if y == 0 && !at.IsZero() {
			y = at.Year()
		}
		if y < 0 {
			return dated{value: fmt.Sprintf("BC%02d", -y/100-n), grain: century}
		}
		s := said{year: (y/100 + n) * 100}
		return centuryDate(&s)
	}
	if at.IsZero() {
		return dated{value: "XXXX-XX-XX", note: "the date it counts from has no days"}
	}
	switch u {
	case week, fortnight:
		w := calendar.WeekOf(at.AddDays(7 * n))
		y, k := w.Earliest.ISOWeek()
		return dated{value: fmt.Sprintf("%04d-W%02d", y, k), days: w, grain: week, year: w.Earliest.Year(), month: int(w.Earliest.Month())}
	case weekend:
		w := calendar.WeekendOf(at.AddDays(7 * n))
		y, k := w.Earliest.ISOWeek()
		return dated{value: fmt.Sprintf("%04d-W%02d-WE", y, k), days: w, grain: weekend, year: w.Earliest.Year(), month: int(w.Earliest.Month())}
	case month:
		if d.grain == year {
			return dated{value: four(d.year) + "-XX", grain: noUnit}
		}
		y, m, _ := at.Civil()
		k := y*12 + int(m) - 1 + n
		return monthDate(k/12, k%12+1)
	case quarter:
		y, m, _ := at.Civil()
		k := y*4 + (int(m)-1)/3 + n
		return dated{value: fmt.Sprintf("%04d-Q%d", k/4, k%4+1), days: calendar.QuarterOf(k/4, k%4+1), grain: quarter, year: k / 4}
	case half:
		y, m, _ := at.Civil()
		k := y*2 + (int(m)-1)/6 + n
		return dated{value: fmt.Sprintf("%04d-H%d", k/2, k%2+1), days: calendar.HalfOf(k/2, k%2+1), grain: half, year: k / 2}
	case year:
		return yearDate(at.Year() + n)
	case millennium:
		return dated{value: fmt.Sprintf("%d", at.Year()/1000), grain: noUnit}
	}
	return dated{value: "XXXX-XX-XX"}
}

// relative resolves "last year", "this month", "the following week".
func (r *resolver) relative(e *Expr, s *said) dated {
	b, why, ok := r.base(s)
	if !ok {
		return dated{value: unknown(s.unit), note: why}
	}
	d := holding(b, s.unit, int(s.n))
	if s.unit == weekend && e.tense == pastTense && s.n == 0 && d.days.Earliest.After(r.report) && !strings.HasPrefix(strings.ToLower(r.t.Slice(e.Span)), "this") {
		d = holding(b, weekend, -1) // "over the weekend", told on a Monday
	}
	if e.limit == remaining && s.unit == year && s.n == 0 && b.grain == day && b.month > 9 {
		d = holding(b, quarter, 0) // what is left of the year lies in its last quarter
	}
	if d.note == "" {
		d.why = fmt.Sprintf("%q: %s, the %s %+d: %s", r.t.Slice(e.Span), why, s.unit, int(s.n), d.days)
		if s.n == 0 {
			d.why = fmt.Sprintf("%q: %s, the %s that holds it: %s", r.t.Slice(e.Span), why, s.unit, d.days)
		}
	}
	return d
}

// unknown is the value of a unit that is not known.
func unknown(u unit) string {
	switch u {
	case year, decade, century:
		return "XXXX"
	case month, quarter, half:
		return "XXXX-XX"
	case week, weekend:
		return "XXXX-WXX"
	}
	return "XXXX-XX-XX"
}

// shift resolves "two days ago", "three years later".
func (r *resolver) shift(e *Expr, s *said) dated {
	if s.vague {
		v := "FUTURE_REF"
		if s.n < 0 {
			v = "PAST_REF"
		}
		return dated{value: v, why: "so many " + s.unit.String() + "s without a number"}
	}
	if r.narrative && s.unit == day && s.n == 0 && s.anchor == toReport && s.part == "" {
		return dated{value: "PRESENT_REF", why: "the day of telling"}
	}
	b, why, ok := r.base(s)
	if !ok {
		return dated{value: unknown(s.unit), note: why}
	}
	if s.anchor == toReport && r.narrative && s.n != 0 && s.unit >= month && r.last.year != 0 {
		b, why = r.last, "counted from the date spoken of before"
	} else if s.anchor == toReport && !r.report.IsZero() {
		b, why = dayDate(r.report), "report of "+spoken(r.report)
	}
	var d dated
	switch whole := s.n == float64(int(s.n)); {
	case s.unit < day:
		h := s.n
		switch s.unit {
		case minute:
			h /= 60
		case second:
			h /= 3600
		}
		d = holding(b, day, int(h)/24)
	case s.unit == night:
		d = holding(b, day, int(s.n))
	case !whole && s.unit == year:
		d = holding(b, month, int(12*s.n))
	case !whole && s.unit == decade:
		d = holding(b, year, int(10*s.n))
	case s.unit == decade && whole:
		d = holding(b, decade, int(s.n))
	case s.unit == fortnight:
		d = holding(b, week, int(2*s.n))
	default:
		d = holding(b, s.unit, int(s.n))
	}
	if d.note == "" {
		d.why = fmt.Sprintf("%q: %s, %s %s on: %s", r.t.Slice(e.Span), why, decimal(s.n), s.unit, d.days)
	}
	return d
}

// same resolves "that month", "the same day", "by then".
func (r *resolver) same(e *Expr, s *said) dated {
	u := s.unit
	b := r.spoken(u)
	if u == noUnit {
		b = r.last
	}
	if b.grain == noUnit {
		return dated{value: unknown(s.unit), note: "no date was spoken of before"}
	}
	if u == noUnit {
		d := b
		d.why = fmt.Sprintf("%q: the date spoken of before: %s", r.t.Slice(e.Span), d.days)
		return d
	}
	d := holding(b, u, 0)
	if d.note == "" {
		d.why = fmt.Sprintf("%q: the %s of the date spoken of before: %s", r.t.Slice(e.Span), u, d.days)
	}
	return d
}

// nth resolves "the last Friday of May".
func (r *resolver) nth(e *Expr, s *said) dated {
	of := r.date(e, e.of)
	if of.note != "" || of.days.IsZero() {
		return dated{value: unknown(s.unit), note: of.note}
	}
	n := int(s.ordinal)
	var d dated
	switch {
	case n == 0:
		d = holding(of, week, 0)
	case s.weekday != 0:
		x, ok := calendar.NthIn(of.days, time.Weekday(s.weekday-1), n)
		if !ok {
			return dated{value: "XXXX-XX-XX", note: "there are not so many of that weekday in it"}
		}
		d = dayDate(x)
	case s.unit == day:
		x := of.days.Earliest.AddDays(n - 1)
		if n < 0 {
			x = of.days.Latest.AddDays(n + 1)
		}
		if !of.days.Contains(x) {
			return dated{value: "XXXX-XX-XX", note: "it has not so many days"}
		}
		d = dayDate(x)
	case s.unit == week:
		x := of.days.Earliest.AddDays(7 * (n - 1))
		w := calendar.Window{Earliest: x, Latest: x.AddDays(6)}
		if n < 0 {
			w = calendar.Window{Earliest: of.days.Latest.AddDays(-6), Latest: of.days.Latest}
		}
		y, k := w.Earliest.ISOWeek()
		d = dated{value: fmt.Sprintf("%04d-W%02d", y, k), days: w, grain: week, year: w.Earliest.Year(), month: int(w.Earliest.Month())}
	case s.unit == weekend:
		sat, ok := calendar.NthIn(of.days, time.Saturday, n)
		if !ok {
			return dated{value: "XXXX-WXX-WE", note: "it has not so many weekends"}
		}
		d = holding(dayDate(sat), weekend, 0)
	case s.unit == month:
		x := of.days.Earliest.AddMonths(n - 1)
		if n < 0 {
			x = of.days.Latest
		}
		d = holding(dayDate(x), month, 0)
	default:
		return dated{value: unknown(s.unit), note: "no rule for such a part"}
	}
	d.why = fmt.Sprintf("%q: of %s: %s", r.t.Slice(e.Span), of.days, d.days)
	return d
}

// quote puts a piece of the text in quotation marks, on one line.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "\n", " ") + "'" }
