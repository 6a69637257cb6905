package calendar

import "time"

// Window is the days in which something is to happen, both ends included; a zero end is open.
// The zero Window says nothing.
type Window struct{ Earliest, Latest Day }

// IsZero reports whether the window says nothing.
func (w Window) IsZero() bool { return w == Window{} }

// Contains reports whether the day lies in the window; the zero Day lies in none.
func (w Window) Contains(d Day) bool {
	return !d.IsZero() && !d.Before(w.Earliest) && (w.Latest.IsZero() || !d.After(w.Latest))
}

// Days is the number of days of a closed window, 0 for one with an open end.
func (w Window) Days() int {
	if w.Earliest.IsZero() || w.Latest.IsZero() {
		return 0
	}
	return w.Latest.Sub(w.Earliest) + 1
}

// String is the window as "2025-05-01..2025-05-31", with ".." alone at an open end; "" for the
// zero Window.
func (w Window) String() string {
	if w.IsZero() {
		return ""
	}
	return w.Earliest.String() + ".." + w.Latest.String()
}

// OneDay is the window of a single day.
func OneDay(d Day) Window { return Window{d, d} }

// YearOf is the window of a year; the zero Window for a year that has no days.
func YearOf(year int) Window { return span(year, 1, year, 12) }

// MonthOf is the window of a month.
func MonthOf(year int, month time.Month) Window { return span(year, month, year, month) }

// QuarterOf is the window of a quarter of the calendar year, 1 to 4.
func QuarterOf(year, quarter int) Window {
	return span(year, time.Month(3*quarter-2), year, time.Month(3*quarter))
}

// HalfOf is the window of a half of the calendar year, 1 or 2.
func HalfOf(year, half int) Window {
	return span(year, time.Month(6*half-5), year, time.Month(6*half))
}

// DecadeOf is the window of the ten years that begin with year.
func DecadeOf(year int) Window { return span(year, 1, year+9, 12) }

// CenturyOf is the window of the hundred years that begin with year.
func CenturyOf(year int) Window { return span(year, 1, year+99, 12) }

// WeekOf is the week, Monday to Sunday, that the day lies in.
func WeekOf(d Day) Window {
	monday := d.AddDays(-int((d.Weekday() + 6) % 7))
	return Window{monday, monday.AddDays(6)}
}

// WeekendOf is Saturday and Sunday of the week that the day lies in.
func WeekendOf(d Day) Window {
	w := WeekOf(d)
	return Window{w.Latest.AddDays(-1), w.Latest}
}

func span(y1 int, m1 time.Month, y2 int, m2 time.Month) Window {
	first, ok1 := Date(y1, m1, 1)
	last, ok2 := Date(y2, m2, DaysIn(y2, m2))
	if !ok1 || !ok2 {
		return Window{}
	}
	return Window{first, last}
}

// Season is a season of the year.
type Season uint8

// The seasons, in the order of EDTF (21 to 24).
const (
	NoSeason Season = iota
	Spring
	Summer
	Autumn
	Winter
)

// SeasonOf is the window of a season by months, as meteorologists count: spring is March to May
// in the north, September to November in the south. The winter (in the south the summer) of a
// year begins in its December.
func SeasonOf(year int, s Season, south bool) Window {
	if s == NoSeason || s > Winter {
		return Window{}
	}
	first := 3 * int(s) // March, June, September, December
	if south {
		first = (first+6-1)%12 + 1
	}
	if first == 12 {
		return span(year, 12, year+1, 2)
	}
	return span(year, time.Month(first), year, time.Month(first+2))
}

// Nth is the n-th weekday of a month, counted from its end for n < 0 (-1 is the last), and
// whether the month has it.
func Nth(year int, month time.Month, weekday time.Weekday, n int) (Day, bool) {
	w := MonthOf(year, month)
	return NthIn(w, weekday, n)
}

// NthIn is the n-th such weekday of a closed window, counted from its end for n < 0, and whether
// the window has it.
func NthIn(w Window, weekday time.Weekday, n int) (Day, bool) {
	var d Day
	switch {
	case w.Days() == 0 || n == 0:
		return Day{}, false
	case n > 0:
		d = w.Earliest.AddDays(int((weekday-w.Earliest.Weekday()+7)%7) + 7*(n-1))
	default:
		d = w.Latest.AddDays(-int((w.Latest.Weekday()-weekday+7)%7) + 7*(n+1))
	}
	return d, w.Contains(d)
}
