package attribution

import (
	"testing"

	"github.com/bywhen/bywhen/text"
)

func TestSayingsLeavesDemandsOut(t *testing.T) {
	content := []text.Span{{Start: 0, End: 1}}
	got := Sayings([]Attribution{
		{Type: Assertion, Content: content, Within: -1},
		{Type: Demand, Content: content, Within: 0},
		{Type: Belief, Content: content, Within: 1},
		{Type: Assertion, Content: content, Within: 2},
	})
	if len(got) != 3 || got[0].Within != -1 || got[1].Within != 0 || got[2].Within != 1 {
		t.Errorf("got %+v", got)
	}
}
