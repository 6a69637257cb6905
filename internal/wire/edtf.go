package wire

import "github.com/bywhen/bywhen/calendar"

// edtf is a window as an Extended Date/Time Format interval (ISO 8601-2), in the grain of the
// time that bounds it where the two agree: "../2025-09", "2025-09", "2025-05-01/..", "". The value
// is the TIMEX3 value of that time.
func edtf(w calendar.Window, value string) string {
	first, last, grained := interval(value)
	earliest, latest := w.Earliest.String(), w.Latest.String()
	switch {
	case earliest == "" && latest == "":
		return ""
	case earliest == latest:
		return earliest
	case grained && earliest == first && latest == last:
		return value
	}
	if earliest == "" {
		earliest = ".."
	} else if grained && earliest == first {
		earliest = value
	}
	if latest == "" {
		latest = ".."
	} else if grained && latest == last {
		latest = value
	}
	return earliest + "/" + latest
}

// interval is the first and last day of a TIMEX3 value that is a month or a year.
func interval(value string) (first, last string, ok bool) {
	switch len(value) {
	case len("2025"):
		value += "-01-01"
		d, ok := calendar.Parse(value)
		w := calendar.YearOf(d.Year())
		return w.Earliest.String(), w.Latest.String(), ok
	case len("2025-09"):
		d, ok := calendar.Parse(value + "-01")
		w := calendar.MonthOf(d.Year(), d.Month())
		return w.Earliest.String(), w.Latest.String(), ok
	}
	return "", "", false
}
