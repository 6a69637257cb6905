package statement

import (
	"strings"
	"testing"
)

// TestThroughEvents holds which days bound an action through an event, a deadline or a length of time, and
// which do not. The first action named is looked at, in statements and echoes.
func TestThroughEvents(t *testing.T) {
	for _, x := range []struct{ text, action, want string }{
		{"The accord is supposed to last until elections in 2032.", "last", "..2032-12-31"},
		{"The accord is supposed to last until the end of 2032.", "last", "..2032-12-31"},
		{"Lodavia will not attend the talks scheduled for next week.", "attend", "2031-05-05..2031-05-11"},
		{"Lodavia will not attend the talks.", "attend", ""},
		{"The council postpones the election scheduled for 9 October.", "election", ""},
		{"The council postpones the election to 9 October.", "election", "2031-10-09..2031-10-09"},
		{"After getting postponed a week before, the Spring Games has been rescheduled to July 23, 2032.", "Games", "2032-07-23..2032-07-23"},
		{"The president warns that the country will not meet the May 1 deadline to withdraw from Lodavia.", "withdraw", "2031-05-02.."},
		{"The court bans the runner from the sport for two years.", "bans", "2031-05-03..2033-05-03"},
		{"The court will ban the runner from the sport for two years.", "ban", ""},
		{"Lodavia opens two vaccination centres two months before the delayed Summer Games as it aims to vaccinate more people.", "Games", "2031-07-03..2031-07-03"},
	} {
		in := input(x.text)
		got, found := "", false
		for _, s := range append(Find(in), Echoes(in)...) {
			if !found && in.Text.Slice(s.Action) == x.action {
				found = true
				if !s.When.Window.IsZero() {
					got = strings.TrimSpace(s.When.Window.String())
				}
			}
		}
		if !found || got != x.want {
			t.Errorf("%s\n %s: got %q, want %q", x.text, x.action, got, x.want)
		}
	}
}
