package train_test

import (
	"bytes"
	"testing"

	"github.com/bywhen/bywhen/internal/scout"
	"github.com/bywhen/bywhen/internal/train"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// TestScoutLearnsAndRepeats holds that a scout learns what it is shown, that the same sentences give the
// same bytes, and that a file that is cut anywhere is refused.
func TestScoutLearnsAndRepeats(t *testing.T) {
	var sentences []train.Marked
	for _, s := range []string{"The army will leave the town in May.", "The army left the town in May.",
		"The bank will cut rates next year.", "The bank cut rates last year."} {
		raw := text.New(s)
		m := train.Marked{Tree: parse.Parse(token.Split(raw, text.Span{End: raw.Len()}))}
		m.Classes = make([]uint8, m.Tree.Len())
		for i := range m.Classes {
			if m.Tree.Modal(i) >= 0 && m.Tree.Words[i].Tag == parse.VERB {
				m.Classes[i] = 1
			}
		}
		sentences = append(sentences, m)
	}
	o := train.ScoutDefaults(2)
	o.Rounds, o.Batch, o.Count, o.Rate, o.Dropout = 80, 2, 1, 1e-2, train.Dropout{}
	o.Sizes.Width, o.Sizes.Hidden = 32, 16
	model := train.Scout(sentences, o)
	if !bytes.Equal(model, train.Scout(sentences, o)) {
		t.Error("the same sentences gave two scouts")
	}
	m, err := scout.Decode(string(model))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sentences {
		scores := m.Scores(&s.Tree)
		for i, class := range s.Classes {
			if got := scores[2*i+1] > scores[2*i]; got != (class == 1) {
				t.Errorf("%q is taken for an action: %v", s.Tree.Tokens[i].Text, got)
			}
		}
	}
	if m.Scores(&parse.Tree{}) != nil {
		t.Error("the empty tree has scores")
	}
	for cut := 0; cut < len(model); cut += 1 + len(model)/97 {
		if _, err := scout.Decode(string(model[:cut])); err == nil {
			t.Errorf("a file cut after %d bytes was read", cut)
		}
	}
}
