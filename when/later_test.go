package when

import (
	"testing"

	"github.com/bywhen/bywhen/calendar"
)

func TestLaterBy(t *testing.T) {
	from, _ := calendar.Parse("2032-01-31")
	for duration, want := range map[string]string{"P10D": "2032-02-10", "P2W": "2032-02-14", "P1M": "2032-02-29", "P2Y": "2034-01-31"} {
		if got, ok := LaterBy(from, duration); !ok || got.String() != want {
			t.Errorf("%s after %s: %s, %v, want %s", duration, from, got, ok, want)
		}
	}
	for _, none := range []string{"", "P", "P2", "PT5H", "P2WE", "PXY", "P1.5M", "2032-01"} {
		if got, ok := LaterBy(from, none); ok || got != from {
			t.Errorf("%q is taken for a length: %s", none, got)
		}
	}
}
