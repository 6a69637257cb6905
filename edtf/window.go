package edtf

import (
	"time"

	"github.com/bywhen/bywhen/calendar"
)

// Grain is how finely a date is named.
type Grain uint8

// The grains, from fine to coarse.
const (
	ByDay Grain = iota
	ByMonth
	BySeason // seasons by months, and quarters
	ByYear
	ByDecade
	ByCentury
)

// Of is the window in the format, its ends as coarse as grain says where they fall on the borders
// of such a period: with ByMonth, a window that is open to 2025-09-30 is "../2025-09". Where an
// end falls elsewhere, both are as fine as it takes, days at the last. The zero Window is no value; Of says so.
func Of(w calendar.Window, g Grain) (Value, bool) {
	if w.IsZero() {
		return Value{}, false
	}
	if d, ok := period(w, g); ok {
		return Value{From: d}, true
	}
	if w.Earliest == w.Latest {
		return Value{From: dayDate(w.Earliest)}, true
	}
	v := Value{Interval: true, FromIs: Open, ToIs: Open}
	for ; ; g-- {
		fits := true
		if !w.Earliest.IsZero() {
			from, ok := border(w.Earliest, g, true)
			v.From, v.FromIs, fits = from, Known, ok
		}
		if !w.Latest.IsZero() {
			to, ok := border(w.Latest, g, false)
			v.To, v.ToIs, fits = to, Known, fits && ok
		}
		if fits {
			return v, true
		}
	}
}

func dayDate(d calendar.Day) Date {
	y, m, x := d.Civil()
	return Date{Year: y, Month: int(m), Day: x}
}

// periods are the periods of a grain that may hold a day.
func periods(d calendar.Day, g Grain) []Date {
	y, m, _ := d.Civil()
	switch g {
	case ByMonth:
		return []Date{{Year: y, Month: int(m)}}
	case BySeason:
		all := []Date{{Year: y, Month: Q1 + (int(m)-1)/3}}
		for s := Spring; s <= Winter; s++ {
			all = append(all, Date{Year: y, Month: s}, Date{Year: y - 1, Month: s})
		}
		return all
	case ByYear:
		return []Date{{Year: y}}
	case ByDecade:
		return []Date{{Year: y / 10 * 10, Masked: 1}}
	case ByCentury:
		return []Date{{Year: y / 100 * 100, Masked: 2}}
	}
	return nil
}

// period is the one period of the grain that the window fills.
func period(w calendar.Window, g Grain) (Date, bool) {
	if w.Earliest.IsZero() || w.Latest.IsZero() {
		return Date{}, false
	}
	for _, d := range periods(w.Earliest, g) {
		if d.Window() == w {
			return d, true
		}
	}
	return Date{}, false
}

// border is the period of the grain that begins (or ends) on the day, and whether there is one.
func border(day calendar.Day, g Grain, begins bool) (Date, bool) {
	for _, d := range periods(day, g) {
		w := d.Window()
		if begins && w.Earliest == day || !begins && w.Latest == day {
			return d, true
		}
	}
	return dayDate(day), g == ByDay
}

// Window is the days that a date covers: all of the month, the ten years of "201X", the months of
// a season in the north. It is zero for years without days in package calendar.
func (d Date) Window() calendar.Window {
	if d.Year < 0 || d.Year > calendar.MaxYear || d.Masked == 4 {
		return calendar.Window{}
	}
	size := 1
	for range d.Masked {
		size *= 10
	}
	if size > 1 || d.MonthMasked || d.Month == 0 {
		return calendar.Window{Earliest: calendar.YearOf(d.Year).Earliest, Latest: calendar.YearOf(d.Year + size - 1).Latest}
	}
	switch {
	case d.Month >= Q1 && d.Month <= Q4:
		return calendar.QuarterOf(d.Year, d.Month-Q1+1)
	case d.Month >= Spring && d.Month <= Winter:
		return calendar.SeasonOf(d.Year, calendar.Season(d.Month-Spring+1), false)
	case d.Day == 0:
		return calendar.MonthOf(d.Year, time.Month(d.Month))
	}
	x, ok := calendar.Date(d.Year, time.Month(d.Month), d.Day)
	if !ok {
		return calendar.Window{}
	}
	return calendar.OneDay(x)
}

// Window is the days that a value covers; an end that is open or not known is open.
func (v Value) Window() calendar.Window {
	if !v.Interval {
		return v.From.Window()
	}
	var w calendar.Window
	if v.FromIs == Known {
		w.Earliest = v.From.Window().Earliest
	}
	if v.ToIs == Known {
		w.Latest = v.To.Window().Latest
	}
	return w
}
