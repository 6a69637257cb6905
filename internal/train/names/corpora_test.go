package main

import (
	"fmt"
	"testing"

	"github.com/bywhen/bywhen/internal/names"
)

func TestSpansOf(t *testing.T) {
	for _, c := range []struct {
		labels []string
		want   []span
	}{
		{[]string{"O", "B-PER", "I-PER", "O"}, []span{{1, 3, names.PersonFirst}}},
		{[]string{"I-ORG", "I-ORG", "I-LOC"}, []span{{0, 2, names.OrgFirst}, {2, 3, names.PlaceFirst}}},         // IOB1
		{[]string{"B-location", "B-location", "O"}, []span{{0, 1, names.PlaceFirst}, {1, 2, names.PlaceFirst}}}, // side by side
		{[]string{"B-Temporal", "I-Temporal", "B-product"}, []span{{2, 3, names.OtherFirst}}},                   // no name
		{[]string{"I-PER", "O", "I-PER"}, []span{{0, 1, names.PersonFirst}, {2, 3, names.PersonFirst}}},
	} {
		if got := spansOf(c.labels); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%v: %v, not %v", c.labels, got, c.want)
		}
	}
}
