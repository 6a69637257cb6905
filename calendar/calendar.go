// Package calendar holds days, windows of days, and the arithmetic of the proleptic Gregorian
// calendar (ISO 8601). It has no clock: "today" is always an argument.
package calendar

import "time"

// Day is one day of the years 0000 to 9999. It is comparable. The zero Day is "no day": an open
// end, or a day that is not known.
type Day struct{ n int32 } // days since 0000-01-01, which is 1; 0 is no day

// MaxYear is the last year that has days.
const MaxYear = 9999

// Date is the day with these numbers, and whether there is one (there is no 31 June).
func Date(year int, month time.Month, day int) (Day, bool) {
	if year < 0 || year > MaxYear || month < 1 || month > 12 || day < 1 || day > DaysIn(year, month) {
		return Day{}, false
	}
	return Day{fromCivil(year, int(month), day)}, true
}

// Parse reads "2006-01-02", and says whether the text is such a day.
func Parse(s string) (Day, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Day{}, false
	}
	year, ok1 := digits(s[:4])
	month, ok2 := digits(s[5:7])
	day, ok3 := digits(s[8:])
	if !ok1 || !ok2 || !ok3 {
		return Day{}, false
	}
	return Date(year, time.Month(month), day)
}

func digits(s string) (n int, ok bool) {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// DaysIn is the number of days of a month, 0 for a month that is none.
func DaysIn(year int, month time.Month) int {
	switch month {
	case time.January, time.March, time.May, time.July, time.August, time.October, time.December:
		return 31
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if IsLeap(year) {
			return 29
		}
		return 28
	}
	return 0
}

// IsLeap reports whether the year has a 29 February.
func IsLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// fromCivil and civil convert between a date and its number. They count years from March, so that
// the leap day is the last day of a year (Howard Hinnant, "chrono-compatible low-level date
// algorithms", public domain).
func fromCivil(y, m, d int) int32 {
	if m <= 2 {
		y--
		m += 12
	}
	y += 400 // keeps the divisions below free of negative numbers
	era := y / 400
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return int32(era*146097 + doe - 146097 + 60 + 1) // 0000-03-01 is the 61st day
}

func (d Day) civil() (year int, month time.Month, day int) {
	z := int(d.n) - 61 + 146097
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	m := mp + 3
	year = yoe + era*400 - 400
	if m > 12 {
		m -= 12
		year++
	}
	return year, time.Month(m), day
}

// IsZero reports whether this is no day.
func (d Day) IsZero() bool { return d.n == 0 }

// Civil is the date as year, month and day of the month; zeros for the zero Day.
func (d Day) Civil() (year int, month time.Month, day int) {
	if d.n == 0 {
		return 0, 0, 0
	}
	return d.civil()
}

// Year is the year; 0 for the zero Day.
func (d Day) Year() int { y, _, _ := d.Civil(); return y }

// Month is the month; 0 for the zero Day.
func (d Day) Month() time.Month { _, m, _ := d.Civil(); return m }

// DayOfMonth is the day in its month; 0 for the zero Day.
func (d Day) DayOfMonth() int { _, _, x := d.Civil(); return x }

// Weekday is the day of the week; Sunday for the zero Day, so ask IsZero first.
func (d Day) Weekday() time.Weekday {
	if d.n == 0 {
		return time.Sunday
	}
	return time.Weekday((d.n + 5) % 7) // 0000-01-01 was a Saturday
}

// String is the day as ISO 8601 has it, "2006-01-02"; "" for the zero Day.
func (d Day) String() string {
	if d.n == 0 {
		return ""
	}
	y, m, x := d.civil()
	b := [10]byte{
		byte('0' + y/1000), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10), '-',
		byte('0' + m/10), byte('0' + m%10), '-', byte('0' + x/10), byte('0' + x%10),
	}
	return string(b[:])
}

// MarshalText is String.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is Parse; an empty text is the zero Day.
func (d *Day) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Day{}
		return nil
	}
	day, ok := Parse(string(b))
	if !ok {
		return &time.ParseError{Layout: "2006-01-02", Value: string(b), Message: ": no such day"}
	}
	*d = day
	return nil
}

// Before reports whether d lies before o. The zero Day lies before all others.
func (d Day) Before(o Day) bool { return d.n < o.n }

// After reports whether d lies after o.
func (d Day) After(o Day) bool { return d.n > o.n }

// Compare is -1, 0 or 1 as d lies before, at or after o.
func (d Day) Compare(o Day) int {
	switch {
	case d.n < o.n:
		return -1
	case d.n > o.n:
		return 1
	}
	return 0
}

// Sub is the number of days from o to d.
func (d Day) Sub(o Day) int { return int(d.n - o.n) }

// last is 9999-12-31.
var last = fromCivil(MaxYear, 12, 31)

// AddDays is the day n days later (earlier for n < 0). What falls outside the years 0 to 9999,
// and anything added to the zero Day, is the zero Day.
func (d Day) AddDays(n int) Day {
	if d.n == 0 || n > int(last) || n < -int(last) {
		return Day{}
	}
	to := int(d.n) + n
	if to < 1 || to > int(last) {
		return Day{}
	}
	return Day{int32(to)}
}

// AddMonths is the same day of the month n months later, or the month's last day where it is
// shorter: a month after 31 January is 28 February.
func (d Day) AddMonths(n int) Day {
	if d.n == 0 || n > 12*MaxYear || n < -12*MaxYear {
		return Day{}
	}
	y, m, x := d.civil()
	months := y*12 + int(m) - 1 + n
	if months < 0 || months >= 12*(MaxYear+1) {
		return Day{}
	}
	y, m = months/12, time.Month(months%12+1)
	day, _ := Date(y, m, min(x, DaysIn(y, m)))
	return day
}

// AddYears is the same date n years later; 29 February becomes 28 where there is none.
func (d Day) AddYears(n int) Day {
	if n > MaxYear || n < -MaxYear {
		return Day{}
	}
	return d.AddMonths(12 * n)
}

// ISOWeek is the week of ISO 8601 that the day lies in, and the year that week belongs to: weeks
// begin on Monday, and the first has the year's first Thursday. Zeros for the zero Day.
func (d Day) ISOWeek() (year, week int) {
	if d.n == 0 {
		return 0, 0
	}
	thursday := Day{d.n - int32((d.Weekday()+6)%7) + 3}
	year = thursday.Year()
	return year, (int(thursday.n-fromCivil(year, 1, 1)))/7 + 1
}
