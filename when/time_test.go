package when_test

import (
	"strings"
	"testing"
)

// TestTrace holds the derivation and the EDTF of a few times, word for word.
func TestTrace(t *testing.T) {
	for _, c := range []struct{ text, edtf, trace string }{
		{"They leave by September 2025.", "../2025-09", "'September 2025' is a month: 2025-09-01..2025-09-30; by: open start, ends on its last day: ..2025-09-30"},
		{"They leave in September 2025.", "2025-09", "'September 2025' is a month: 2025-09-01..2025-09-30; in: starts on its first day, ends on its last day: 2025-09-01..2025-09-30"},
		{"They leave on 6 May 2025.", "2025-05-06", "'6 May 2025' is a day: 2025-05-06..2025-05-06; on: starts on its first day, ends on its last day: 2025-05-06..2025-05-06"},
		{"They leave from May 2025.", "2025-05/..", "'May 2025' is a month: 2025-05-01..2025-05-31; from: starts on its first day, open end: 2025-05-01.."},
		{"They will leave on Friday.", "2024-09-13", "'Friday': report of Sat 7 Sep 2024, the next one, since the clause looks ahead: 2024-09-13; on: starts on its first day, ends on its last day: 2024-09-13..2024-09-13"},
		{"They will leave within two years.", "2024-09-07/2026-09-07", "a length of time; report of Sat 7 Sep 2024; within P2Y from the report's day: 2024-09-07..2026-09-07"},
		{"They will leave in early 2025.", "2025-01/2025-04", "'early 2025' is a year: 2025-01-01..2025-12-31; in: starts on its first day, ends on its last day: 2025-01-01..2025-04-30"},
		{"They will leave in the summer of 2025.", "2025-22", ""},
		{"They will leave in the third quarter of 2025.", "2025-35", ""},
		{"They will leave around 2030.", "2030~", ""},
		{"They will leave soon.", "", "a word without a day"},
	} {
		_, times, notes := read(c.text, "2024-09-07")
		if len(times) != 1 || len(notes) != 0 {
			t.Errorf("%q: %v, notes %v", c.text, times, notes)
			continue
		}
		if got := times[0].EDTF(); got != c.edtf {
			t.Errorf("%q: EDTF %q, want %q", c.text, got, c.edtf)
		}
		if got := strings.Join(times[0].Trace, "; "); got != c.trace && c.trace != "" {
			t.Errorf("%q\ngot  %s\nwant %s", c.text, got, c.trace)
		}
	}
}

// TestNotes holds what is said of times that stay unresolved or do not fit.
func TestNotes(t *testing.T) {
	for _, c := range []struct{ text, published, want string }{
		{"It opens on 29 Feb 2025.", "2024-09-07", "there is no such day: February 2025 has 28 days"},
		{"It opens on June 31.", "2024-09-07", "there is no such day: June 2024 has 30 days"},
		{"It opens tomorrow.", "", "the day of the report is not known, and this counts from it"},
		{"It opens in May.", "", "the day of the report is not known, and this counts from it"},
		{"It opens within two years.", "", "the day of the report is not known, and this counts from it"},
		{"It opens on Monday, 3 September 2024.", "2024-09-07", "2024-09-03 is a Tuesday, not a Monday"},
		{"It opens within two years of the vote.", "2024-09-07", `"within two years" counts from an event that the text gives no day for`},
		{"It opened the following day.", "2024-09-07", "no date was spoken of before"},
		{"The budget for the next fiscal year is ready.", "2024-09-07", "no country is named whose fiscal year this could be"},
		{"It opens on the fifth Friday of October 2024.", "2024-09-07", "there are not so many of that weekday in it"},
		{"It opens on 6 May 2025.", "", ""},
	} {
		_, _, notes := read(c.text, c.published)
		got := ""
		for _, n := range notes {
			got += n.Message
		}
		if got != c.want {
			t.Errorf("%q (report of %q)\ngot  %s\nwant %s", c.text, c.published, got, c.want)
		}
	}
}
