package attribution_test

import (
	"strings"
	"testing"

	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/text"
)

func TestOrigins(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Norvia opens a port. (Meridian Wire)", "Meridian Wire"},
		{"Norvia opens a port. (Meridian Wire) (The Ostport Post)\nA day passes. (NBC News via AP)", "Meridian Wire|The Ostport Post|NBC News via AP"},
		{"OSTPORT, June 3 (Wire) – Norvia opens a port.", "Wire"},
		{"Norvia opens a port (in May).", ""},
		{"Norvia opens a port (2021)", ""},
		{"The Norvian Football Association (NFA) met.", ""},
		{"The ship is called Varga (named after the poet who was born there)", ""},
		{"", ""},
		{"(", ""},
	} {
		tx := text.New(c.in)
		var got []string
		for _, s := range attribution.Origins(tx) {
			got = append(got, tx.Slice(s))
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q: got %q, want %q", c.in, g, c.want)
		}
	}
}
