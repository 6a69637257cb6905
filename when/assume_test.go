package when_test

import (
	"testing"

	"github.com/bywhen/bywhen/calendar"
)

func TestAssumeGivesVagueTimesTheirWindow(t *testing.T) {
	report, _ := calendar.Parse("2024-09-07")
	for _, c := range []struct{ text, want string }{
		{"Troops will leave soon.", "2024-09-07..2024-12-06"},
		{"They will go in the coming days.", "2024-09-07..2024-09-21"},
		{"It will open within weeks.", "2024-09-07..2024-11-06"},
		{"It will open in the next few months.", "2024-09-07..2025-09-07"},
		{"It stayed open for weeks.", ""},
		{"Prices have risen over the past few months.", ""},
	} {
		tx, times, _ := read(c.text, "2024-09-07")
		if len(times) != 1 {
			t.Fatalf("%s: %d times", c.text, len(times))
		}
		if got := times[0].Assume(tx, report).Window.String(); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
		if got := times[0].Assume(tx, calendar.Day{}).Window; !got.IsZero() {
			t.Errorf("%s: %s without a day of the report", c.text, got)
		}
	}
}
