package edtf_test

import (
	"testing"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/edtf"
)

// TestParse reads values of every form of levels 0 and 1 and writes them back. want is the window.
func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1985-04-12", "1985-04-12..1985-04-12"},
		{"1985-04", "1985-04-01..1985-04-30"},
		{"1985", "1985-01-01..1985-12-31"},
		{"0000", "0000-01-01..0000-12-31"},
		{"1985-04-12T23:20:30", "1985-04-12..1985-04-12"},
		{"1985-04-12T23:20:30Z", "1985-04-12..1985-04-12"},
		{"1985-04-12T23:20:30-04", "1985-04-12..1985-04-12"},
		{"1985-04-12T23:20:30+04:30", "1985-04-12..1985-04-12"},
		{"1964/2008", "1964-01-01..2008-12-31"},
		{"2004-06/2006-08", "2004-06-01..2006-08-31"},
		{"2004-02-01/2005-02-08", "2004-02-01..2005-02-08"},
		{"2004-02-01/2005-02", "2004-02-01..2005-02-28"},
		{"2005/2006-02", "2005-01-01..2006-02-28"},
		{"Y170000002", ""},
		{"Y-170000002", ""},
		{"-1985", ""},
		{"2001-21", "2001-03-01..2001-05-31"},
		{"2001-24", "2001-12-01..2002-02-28"},
		{"2001-34", "2001-04-01..2001-06-30"},
		{"1984?", "1984-01-01..1984-12-31"},
		{"2004-06~", "2004-06-01..2004-06-30"},
		{"2004-06-11%", "2004-06-11..2004-06-11"},
		{"201X", "2010-01-01..2019-12-31"},
		{"20XX", "2000-01-01..2099-12-31"},
		{"2XXX", "2000-01-01..2999-12-31"},
		{"XXXX", ""},
		{"2004-XX", "2004-01-01..2004-12-31"},
		{"1985-04-XX", "1985-04-01..1985-04-30"},
		{"1985-XX-XX", "1985-01-01..1985-12-31"},
		{"1985-04-12/..", "1985-04-12.."},
		{"1985-04/", "1985-04-01.."},
		{"../1985-04-12", "..1985-04-12"},
		{"/1985", "..1985-12-31"},
		{"1984~/2004-06", "1984-01-01..2004-06-30"},
		{"1984?/2004%", "1984-01-01..2004-12-31"},
		{"2004-06~/..", "2004-06-01.."},
	} {
		v, err := edtf.Parse(c.in)
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		if got := v.String(); got != c.in {
			t.Errorf("%s comes back as %s", c.in, got)
		}
		if got := v.Window().String(); got != c.want {
			t.Errorf("%s covers %q, want %q", c.in, got, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{
		"", "..", "/", "../..", "85", "19850412", "1985-13", "1985-20", "1985-25", "1985-37", "1985-02-29", "1985-04-31",
		"1985-21-01", "-0000", "1985-4", "1985/1984", "1985-04-12T25:00:00", "1985-04T10:10:10", "Y1985", "19X5", "X985",
		"1985-XX-12", "1985 ", "1985??", "1985-04-12T23:20", "2004/2005/2006",
	} {
		if v, err := edtf.Parse(s); err == nil {
			t.Errorf("%q is read as %v", s, v)
		}
	}
}

func TestOf(t *testing.T) {
	for _, c := range []struct {
		earliest, latest string
		grain            edtf.Grain
		want             string
	}{
		{"", "2025-09-30", edtf.ByMonth, "../2025-09"},
		{"", "2025-09-30", edtf.ByDay, "../2025-09-30"},
		{"2025-09-01", "2025-09-30", edtf.ByMonth, "2025-09"},
		{"2025-05-06", "2025-05-06", edtf.ByDay, "2025-05-06"},
		{"2025-05-06", "2025-05-06", edtf.ByMonth, "2025-05-06"},
		{"2025-05-01", "", edtf.ByMonth, "2025-05/.."},
		{"2025-06-01", "", edtf.ByMonth, "2025-06/.."},
		{"", "2025-04-30", edtf.ByMonth, "../2025-04"},
		{"2024-09-07", "2026-09-07", edtf.ByDay, "2024-09-07/2026-09-07"},
		{"2025-01-01", "2025-04-30", edtf.ByYear, "2025-01/2025-04"},
		{"2025-01-01", "2025-12-31", edtf.ByYear, "2025"},
		{"2025-06-01", "2025-08-31", edtf.BySeason, "2025-22"},
		{"2025-12-01", "2026-02-28", edtf.BySeason, "2025-24"},
		{"2025-07-01", "2025-09-30", edtf.BySeason, "2025-35"},
		{"2010-01-01", "2019-12-31", edtf.ByDecade, "201X"},
		{"", "", edtf.ByDay, ""},
	} {
		e, _ := calendar.Parse(c.earliest)
		l, _ := calendar.Parse(c.latest)
		v, ok := edtf.Of(calendar.Window{Earliest: e, Latest: l}, c.grain)
		got := v.String()
		if !ok {
			got = ""
		}
		if got != c.want {
			t.Errorf("%s..%s: got %s, want %s", c.earliest, c.latest, got, c.want)
		}
	}
}

// FuzzParse holds that what is read comes back as it was written, with the same window.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"1985-04-12", "../2025-09", "201X", "2004-06-11%", "Y-170000002", "1984?/2004%", "1985-04-12T23:20:30+04:30"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := edtf.Parse(s)
		if err != nil {
			return
		}
		if v.String() != s {
			t.Fatalf("%q comes back as %q", s, v)
		}
		again, err := edtf.Parse(v.String())
		if err != nil || again != v {
			t.Fatalf("%q is read a second time as %v, %v", s, again, err)
		}
	})
}
