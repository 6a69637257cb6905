package calendar

import "time"

// Easter is Easter Sunday of the western churches (the anonymous Gregorian computus, Nature,
// 20 April 1876); the zero Day for a year that has no days.
func Easter(year int) Day {
	if year < 0 || year > MaxYear {
		return Day{}
	}
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	month := (h + l - 7*m + 114) / 31
	day := (h+l-7*m+114)%31 + 1
	x, _ := Date(year, time.Month(month), day)
	return x
}

// OrthodoxEaster is Easter Sunday of the eastern churches, as a day of the Gregorian calendar
// (Meeus' Julian algorithm).
func OrthodoxEaster(year int) Day {
	if year < 0 || year > MaxYear {
		return Day{}
	}
	a, b, c := year%4, year%7, year%19
	d := (19*c + 15) % 30
	e := (2*a + 4*b - d + 34) % 7
	month := (d + e + 114) / 31
	day := (d+e+114)%31 + 1
	x, _ := Date(year, time.Month(month), day)
	return x.AddDays(year/100 - year/400 - 2) // from the Julian to the Gregorian calendar
}

// Holiday says on which day of a year a holiday falls, in the words of the list
// lexicon/en/holidays.txt: "12-25", "easter-2", "orthodox+0", "nth 11 4 4" (the fourth Thursday
// of November; -1 is the last), "after 11-02 2" (the Tuesday on or after 2 November). It says
// false for a rule that it can't read or a year that has no such day.
func Holiday(rule string, year int) (Day, bool) {
	f := fields(rule)
	switch {
	case len(f) == 1 && len(rule) == 5 && rule[2] == '-':
		m, ok1 := digits(rule[:2])
		d, ok2 := digits(rule[3:])
		if !ok1 || !ok2 {
			return Day{}, false
		}
		return Date(year, time.Month(m), d)
	case len(f) == 1 && len(rule) > 6 && rule[:6] == "easter":
		return shifted(Easter(year), rule[6:])
	case len(f) == 1 && len(rule) > 8 && rule[:8] == "orthodox":
		return shifted(OrthodoxEaster(year), rule[8:])
	case len(f) == 4 && f[0] == "nth":
		m, w, n, ok := number(f[1]), number(f[2]), number(f[3]), true
		if m < 1 || m > 12 || w < 0 || w > 6 {
			return Day{}, false
		}
		var d Day
		d, ok = Nth(year, time.Month(m), time.Weekday(w), n)
		return d, ok
	case len(f) == 3 && f[0] == "after":
		d, ok := Holiday(f[1], year)
		w := number(f[2])
		if !ok || w < 0 || w > 6 {
			return Day{}, false
		}
		return d.AddDays(int((time.Weekday(w) - d.Weekday() + 7) % 7)), true
	}
	return Day{}, false
}

func shifted(d Day, by string) (Day, bool) {
	d = d.AddDays(number(by))
	return d, !d.IsZero()
}

// number reads an integer with or without a sign; 0 for anything else.
func number(s string) int {
	sign := 1
	if s != "" && (s[0] == '+' || s[0] == '-') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	n, ok := digits(s)
	if !ok {
		return 0
	}
	return sign * n
}

func fields(s string) []string {
	var out []string
	start := -1
	for i := 0; i <= len(s); i++ {
		switch {
		case i == len(s) || s[i] == ' ':
			if start >= 0 {
				out = append(out, s[start:i])
			}
			start = -1
		case start < 0:
			start = i
		}
	}
	return out
}
