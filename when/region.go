package when

import (
	"strings"
	"time"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/text"
)

// regions answers the two questions that hang on the country a text is about: where the seasons
// are turned round, and when fiscal years begin. It looks only when asked.
type regions struct {
	t     *text.Text
	asked bool
	start int  // month in which the fiscal year begins, 0 for not known
	turn  bool // the southern hemisphere
}

// fiscalStarts are the months in which fiscal years begin, by words that name the country. A
// fiscal year is called by the year in which it ends.
var fiscalStarts = []struct {
	word  string
	month int
	south bool
}{
	{"Australia", 7, true},
	{"New Zealand", 7, true},
	{"Pakistan", 7, false},
	{"Bangladesh", 7, false},
	{"Egypt", 7, false},
	{"India", 4, false},
	{"Japan", 4, false},
	{"Canad", 4, false},
	{"Britain", 4, false},
	{"British", 4, false},
	{"UK", 4, false},
	{"U.K.", 4, false},
	{"South Africa", 4, true},
	{"United States", 10, false},
	{"US ", 10, false},
	{"U.S.", 10, false},
	{"American", 10, false},
	{"Congress", 10, false},
	{"White House", 10, false},
	{"Pentagon", 10, false},
	{"China", 1, false},
	{"German", 1, false},
	{"France", 1, false},
	{"French", 1, false},
	{"Russia", 1, false},
	{"Argentin", 1, true},
	{"Chile", 1, true},
	{"Brazil", 1, true},
}

// look takes the country that is named most.
func (r *regions) look() {
	if r.asked {
		return
	}
	r.asked = true
	best := 0
	for _, f := range fiscalStarts {
		if n := strings.Count(r.t.String(), f.word); n > best {
			best, r.start, r.turn = n, f.month, f.south
		}
	}
}

func (r *regions) south() bool {
	r.look()
	return r.turn
}

// fiscal is the window of a fiscal year, or why it is not known.
func (r *regions) fiscal(year int) (calendar.Window, string) {
	r.look()
	switch r.start {
	case 0:
		return calendar.Window{}, "no country is named whose fiscal year this could be"
	case 1:
		return calendar.YearOf(year), ""
	}
	begin := calendar.MonthOf(year-1, timeMonth(r.start)).Earliest
	return calendar.Window{Earliest: begin, Latest: begin.AddYears(1).AddDays(-1)}, ""
}

func timeMonth(n int) time.Month { return time.Month(n) }
