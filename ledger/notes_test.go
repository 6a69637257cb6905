package ledger_test

import (
	"strings"
	"testing"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
)

// TestNotes holds what is said of the conditions of a commitment, of its statements and of the days without
// news.
func TestNotes(t *testing.T) {
	all, err := ledger.FromEvents(read(strings.Join([]string{
		"2031-03-01 Keld Airlines will withdraw its crews from Sarn by June if the council approves.",
		"2031-03-05 Keld Airlines will withdraw its crews from Sarn by June.",
		"2031-04-01 Keld Airlines will withdraw its crews from Sarn by August.",
	}, "\n")), calendar.Day{})
	if err != nil || len(all) == 0 {
		t.Fatal(err, all)
	}
	c := all[0]
	if len(c.Conditions) != 1 || c.Conditions[0].State != "met" || c.Conditions[0].By == nil {
		t.Errorf("conditions %+v", c.Conditions)
	}
	var news []string
	for _, it := range c.Items {
		news = append(news, c.News()[it.ID])
	}
	if got := strings.Join(news, " "); got != "new restated changed" {
		t.Errorf("news %q", got)
	}
	today, _ := calendar.Parse("2031-04-21")
	if days, ok := c.Quiet(today); !ok || days != 20 {
		t.Errorf("quiet for %d days, %v", days, ok)
	}
	if _, ok := c.Quiet(calendar.Day{}); ok {
		t.Error("quiet without a day")
	}
}

// TestStages holds that the rest of something is the next stage of what the report told of first, and that
// other dates of one report are none.
func TestStages(t *testing.T) {
	for text, want := range map[string]int{
		"2031-03-01 Keld Airlines agreed that hundreds of crews will leave Sarn by September 2031, with the remaining crews leaving by the end of 2032.": 1,
		"2031-03-01 Keld Airlines will withdraw its crews from Sarn by June. Norvane will withdraw its crews from Sarn by July.":                         0,
	} {
		all, err := ledger.FromEvents(read(text), calendar.Day{})
		if err != nil {
			t.Fatal(err)
		}
		stages := 0
		for _, c := range all {
			for _, it := range c.Items {
				if it.StageOf != "" {
					stages++
				}
			}
		}
		if stages != want {
			t.Errorf("%s: %d stages, want %d", text, stages, want)
		}
	}
}
