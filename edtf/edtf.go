// Package edtf reads and writes dates in the Extended Date/Time Format, levels 0 and 1 of ISO
// 8601-2:2019 (https://www.loc.gov/standards/datetime/), with the quarters of level 2 (33 to 36),
// and turns windows of days into it.
package edtf

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/bywhen/bywhen/calendar"
)

// Seasons and quarters stand where the month stands.
const (
	Spring = 21
	Summer = 22
	Autumn = 23
	Winter = 24
	Q1     = 33
	Q4     = 36
)

// Date is one date of any grain. The zero Date is the year 0.
type Date struct {
	Year        int
	Masked      int    // how many of the last digits of the year are not known: 1 in "201X", 0 to 4
	Month       int    // 1 to 12, a season 21 to 24, a quarter 33 to 36; 0 for none
	Day         int    // 1 to 31; 0 for none
	MonthMasked bool   // "2004-XX"
	DayMasked   bool   // "2004-06-XX"
	Clock       string // "T10:10:10", with its zone; "" for none
	Uncertain   bool   // "?", and with Approximate "%"
	Approximate bool   // "~"
}

// End is one end of an interval.
type End uint8

// The ends of an interval.
const (
	Known   End = iota // a date
	Open               // "..": there is no end
	Unknown            // "": there is one, but it isn't known
)

// Value is a date or an interval.
type Value struct {
	Interval     bool
	From, To     Date // To only of an interval
	FromIs, ToIs End
}

// Errors of Parse name what stands wrong; no value comes with them.
var errEmpty = errors.New("edtf: empty")

// Parse reads a date or an interval.
func Parse(s string) (Value, error) {
	if s == "" {
		return Value{}, errEmpty
	}
	from, to, interval := strings.Cut(s, "/")
	if !interval {
		d, err := parseDate(s)
		return Value{From: d}, err
	}
	v := Value{Interval: true}
	var err error
	if v.From, v.FromIs, err = parseEnd(from); err != nil {
		return Value{}, err
	}
	if v.To, v.ToIs, err = parseEnd(to); err != nil {
		return Value{}, err
	}
	if v.FromIs != Known && v.ToIs != Known {
		return Value{}, fmt.Errorf("edtf: %q: an interval needs one date", s)
	}
	if v.FromIs == Known && v.ToIs == Known && v.From.Clock != "" && v.To.Clock != "" {
		return Value{}, fmt.Errorf("edtf: %q: clock times stand in no interval", s)
	}
	if a, b := v.From.Window(), v.To.Window(); v.FromIs == Known && v.ToIs == Known && !a.IsZero() && !b.IsZero() && b.Latest.Before(a.Earliest) {
		return Value{}, fmt.Errorf("edtf: %q: the end lies before the start", s)
	}
	return v, nil
}

func parseEnd(s string) (Date, End, error) {
	switch s {
	case "..":
		return Date{}, Open, nil
	case "":
		return Date{}, Unknown, nil
	}
	d, err := parseDate(s)
	return d, Known, err
}

func parseDate(s string) (d Date, err error) {
	whole := s
	bad := func(why string) (Date, error) { return Date{}, fmt.Errorf("edtf: %q: %s", whole, why) }
	if s == "" {
		return bad("empty")
	}
	switch s[len(s)-1] {
	case '?':
		d.Uncertain = true
	case '~':
		d.Approximate = true
	case '%':
		d.Uncertain, d.Approximate = true, true
	}
	if d.Uncertain || d.Approximate {
		s = s[:len(s)-1]
	}
	if i := strings.IndexByte(s, 'T'); i >= 0 {
		if !clock(s[i:]) || i != 10 {
			return bad("no clock time")
		}
		s, d.Clock = s[:i], s[i:]
	}
	sign := 1
	long := strings.HasPrefix(s, "Y")
	if long {
		s = s[1:]
	}
	if strings.HasPrefix(s, "-") {
		sign, s = -1, s[1:]
	}
	if long {
		n, ok := number(s)
		if !ok || len(s) < 5 || len(s) > 9 || s[0] == '0' {
			return bad("a year behind Y has five to nine digits")
		}
		d.Year = sign * n
		return d, nil
	}
	if len(s) < 4 {
		return bad("a year has four digits")
	}
	year := s[:4]
	for d.Masked < 4 && year[3-d.Masked] == 'X' {
		d.Masked++
	}
	n, ok := number(year[:4-d.Masked])
	if !ok && d.Masked < 4 || d.Masked > 0 && sign < 0 && d.Masked == 4 {
		return bad("a year has four digits, the last of which may be X")
	}
	for range d.Masked {
		n *= 10
	}
	if sign < 0 && n == 0 {
		return bad("there is no year minus zero")
	}
	d.Year = sign * n
	s = s[4:]
	if s == "" {
		return d, nil
	}
	if len(s) != 3 && len(s) != 6 || s[0] != '-' {
		return bad("a month has two digits")
	}
	if s[1:3] == "XX" {
		d.MonthMasked = true
	} else if d.Month, ok = number(s[1:3]); !ok || !isMonth(d.Month) {
		return bad("no such month, season or quarter")
	}
	if len(s) == 3 {
		return d, nil
	}
	if s[3] != '-' || d.Month > 12 {
		return bad("a day has two digits and stands behind a month")
	}
	switch day := s[4:]; {
	case day == "XX":
		d.DayMasked = true
	case d.MonthMasked:
		return bad("a day of an unknown month")
	default:
		if d.Day, ok = number(day); !ok || d.Day < 1 || d.Day > daysIn(d) {
			return bad("no such day")
		}
	}
	if d.Clock != "" && d.Day == 0 {
		return bad("a clock time needs a day")
	}
	return d, nil
}

// daysIn is how long the date's month can be: of a year with unknown digits, at most.
func daysIn(d Date) int {
	year := d.Year
	if d.Masked > 0 {
		year = 2000
	}
	if year < 0 {
		year = -year
	}
	return calendar.DaysIn(year, time.Month(d.Month))
}

func isMonth(n int) bool {
	return n >= 1 && n <= 12 || n >= Spring && n <= Winter || n >= Q1 && n <= Q4
}

// clock reports whether s is "T10:10:10", alone or with "Z", "+01:00" or "+01".
func clock(s string) bool {
	if len(s) < 9 || s[3] != ':' || s[6] != ':' {
		return false
	}
	h, ok1 := number(s[1:3])
	m, ok2 := number(s[4:6])
	sec, ok3 := number(s[7:9])
	if !ok1 || !ok2 || !ok3 || h > 23 || m > 59 || sec > 59 {
		return false
	}
	zone := s[9:]
	switch {
	case zone == "" || zone == "Z":
		return true
	case zone[0] != '+' && zone[0] != '-':
		return false
	case len(zone) == 3:
		h, ok := number(zone[1:])
		return ok && h < 24
	case len(zone) == 6 && zone[3] == ':':
		h, ok1 := number(zone[1:3])
		m, ok2 := number(zone[4:])
		return ok1 && ok2 && h < 24 && m < 60
	}
	return false
}

func number(s string) (n int, ok bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// String writes the value as Parse reads it.
func (v Value) String() string {
	if !v.Interval {
		return v.From.String()
	}
	return end(v.From, v.FromIs) + "/" + end(v.To, v.ToIs)
}

func end(d Date, e End) string {
	switch e {
	case Open:
		return ".."
	case Unknown:
		return ""
	}
	return d.String()
}

// String writes the date as Parse reads it.
func (d Date) String() string {
	var b strings.Builder
	year := d.Year
	if year > calendar.MaxYear || year < -calendar.MaxYear {
		b.WriteByte('Y')
	}
	if year < 0 {
		b.WriteByte('-')
		year = -year
	}
	y := fmt.Sprintf("%04d", year)
	b.WriteString(y[:len(y)-d.Masked])
	b.WriteString("XXXX"[:d.Masked])
	switch {
	case d.MonthMasked:
		b.WriteString("-XX")
	case d.Month != 0:
		fmt.Fprintf(&b, "-%02d", d.Month)
	}
	switch {
	case d.DayMasked:
		b.WriteString("-XX")
	case d.Day != 0:
		fmt.Fprintf(&b, "-%02d", d.Day)
	}
	b.WriteString(d.Clock)
	switch {
	case d.Uncertain && d.Approximate:
		b.WriteByte('%')
	case d.Uncertain:
		b.WriteByte('?')
	case d.Approximate:
		b.WriteByte('~')
	}
	return b.String()
}
