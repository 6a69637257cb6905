package calendar_test

import (
	"testing"
	"time"

	"github.com/bywhen/bywhen/calendar"
)

func day(t *testing.T, s string) calendar.Day {
	t.Helper()
	d, ok := calendar.Parse(s)
	if !ok && s != "" {
		t.Fatalf("no day %q", s)
	}
	return d
}

// TestAgainstTime holds the arithmetic against package time for every day of some centuries.
func TestAgainstTime(t *testing.T) {
	for _, from := range []int{0, 1580, 1899, 1999, 9990} {
		at := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC)
		d, ok := calendar.Date(from, 1, 1)
		if !ok {
			t.Fatal(from)
		}
		for range 3600 {
			y, m, x := at.Date()
			year, week := at.ISOWeek()
			gotYear, gotWeek := d.ISOWeek()
			if gy, gm, gx := d.Civil(); gy != y || gm != m || gx != x || d.Weekday() != at.Weekday() ||
				d.String() != at.Format("2006-01-02") || gotYear != year && year >= 0 || gotWeek != week {
				t.Fatalf("%s: got %s, %v, %d-W%d, want %v, %d-W%d", at.Format("2006-01-02"), d, d.Weekday(), gotYear, gotWeek, at.Weekday(), year, week)
			}
			if p, ok := calendar.Parse(d.String()); !ok || p != d {
				t.Fatalf("%s does not come back", d)
			}
			at, d = at.AddDate(0, 0, 1), d.AddDays(1)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{"", "2025", "2025-02-29", "2025-06-31", "2025-13-01", "2025-00-10", "2025/01/01", "+025-01-01", "2025-1-01x"} {
		if d, ok := calendar.Parse(s); ok || !d.IsZero() {
			t.Errorf("%q: got %v", s, d)
		}
	}
}

func TestAdd(t *testing.T) {
	for _, c := range []struct {
		from         string
		months, days int
		want         string
	}{
		{"2025-01-31", 1, 0, "2025-02-28"},
		{"2024-02-29", 12, 0, "2025-02-28"},
		{"2024-02-29", -48, 0, "2020-02-29"},
		{"2025-12-31", 0, 1, "2026-01-01"},
		{"9999-12-31", 0, 1, ""},
		{"0000-01-01", 0, -1, ""},
		{"9999-12-31", 1, 0, ""},
	} {
		if got := day(t, c.from).AddMonths(c.months).AddDays(c.days); got.String() != c.want {
			t.Errorf("%s + %d months + %d days: got %q, want %q", c.from, c.months, c.days, got, c.want)
		}
	}
	if !(calendar.Day{}).AddDays(3).IsZero() {
		t.Error("no day plus three is a day")
	}
}

func TestWindows(t *testing.T) {
	for _, c := range []struct {
		got  calendar.Window
		want string
	}{
		{calendar.YearOf(2025), "2025-01-01..2025-12-31"},
		{calendar.MonthOf(2024, time.February), "2024-02-01..2024-02-29"},
		{calendar.QuarterOf(2025, 4), "2025-10-01..2025-12-31"},
		{calendar.HalfOf(2025, 2), "2025-07-01..2025-12-31"},
		{calendar.DecadeOf(2020), "2020-01-01..2029-12-31"},
		{calendar.SeasonOf(2025, calendar.Winter, false), "2025-12-01..2026-02-28"},
		{calendar.SeasonOf(2025, calendar.Winter, true), "2025-06-01..2025-08-31"},
		{calendar.SeasonOf(2025, calendar.Summer, true), "2025-12-01..2026-02-28"},
		{calendar.WeekOf(day(t, "2025-03-02")), "2025-02-24..2025-03-02"},
		{calendar.WeekendOf(day(t, "2025-02-26")), "2025-03-01..2025-03-02"},
		{calendar.Window{Latest: day(t, "2025-05-01")}, "..2025-05-01"},
		{calendar.YearOf(10000), ""},
	} {
		if got := c.got.String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestHoliday(t *testing.T) {
	for _, c := range []struct {
		rule string
		year int
		want string
	}{
		{"12-25", 2025, "2025-12-25"},
		{"02-29", 2025, ""},
		{"easter+0", 2024, "2024-03-31"},
		{"easter+0", 2025, "2025-04-20"},
		{"easter-2", 2025, "2025-04-18"},
		{"orthodox+0", 2024, "2024-05-05"},
		{"orthodox+0", 2025, "2025-04-20"},
		{"nth 11 4 4", 2024, "2024-11-28"},
		{"nth 5 1 -1", 2025, "2025-05-26"},
		{"after 11-02 2", 2024, "2024-11-05"},
		{"nonsense", 2024, ""},
		{"nth 13 1 1", 2024, ""},
	} {
		if got, ok := calendar.Holiday(c.rule, c.year); got.String() != c.want || ok != (c.want != "") {
			t.Errorf("%s in %d: got %q %v, want %q", c.rule, c.year, got, ok, c.want)
		}
	}
}
