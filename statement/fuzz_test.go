package statement

import (
	"testing"

	"github.com/bywhen/bywhen/text"
)

func FuzzFind(f *testing.F) {
	f.Add("The plan, which needs the approval of both capitals, would see all troops leave by May, with the rest following in June.")
	f.Add("It is time to go. The court gave the firm until June to pay. Flights will not be resumed until 3 May if it rains?")
	f.Fuzz(func(t *testing.T, s string) {
		in := input(s)
		for _, st := range Find(in) {
			for _, sp := range append([]text.Span{st.Action, st.Actor.Span, st.What.Span, st.Place.Span, st.Quantity.Span, st.When.Span, st.Sentence}, st.Conditions...) {
				if sp.Start < 0 || sp.Start > sp.End || sp.End > in.Text.Len() {
					t.Fatalf("%q: a span out of bounds: %+v", s, st)
				}
			}
			if st.Action.Len() == 0 || st.Confidence < threshold || st.Confidence > 1 {
				t.Fatalf("%q: %+v", s, st)
			}
		}
	})
}
