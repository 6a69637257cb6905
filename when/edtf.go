package when

import (
	"strings"

	"github.com/bywhen/bywhen/edtf"
)

// EDTF is the window of the whole phrase in the Extended Date/Time Format, in the grain in which
// the words name it: "by September 2025" is "../2025-09", "from May 2025" is "2025-05/..". It is
// "" where the window says nothing.
func (t Time) EDTF() string {
	v, ok := edtf.Of(t.Window, grainOf(t.Value))
	if !ok {
		return ""
	}
	if t.Mod == "APPROX" && !v.Interval {
		v.From.Approximate = true
	}
	return v.String()
}

// grainOf is the grain of a TIMEX3 value.
func grainOf(value string) edtf.Grain {
	_, rest, _ := strings.Cut(value, "-")
	switch {
	case strings.HasPrefix(value, "P") || strings.HasPrefix(value, "X") || value == "":
		return edtf.ByDay
	case len(value) == 2:
		return edtf.ByCentury
	case len(value) == 3:
		return edtf.ByDecade
	case len(value) == 4 || strings.HasPrefix(value, "FY"):
		return edtf.ByYear
	case len(rest) == 2 && rest[0] >= '0' && rest[0] <= '1':
		return edtf.ByMonth
	case len(rest) == 2: // a season, a quarter, a half
		return edtf.BySeason
	}
	return edtf.ByDay
}
