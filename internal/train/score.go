package train

import (
	"fmt"
	"strings"

	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/token"
)

// Scores are the shares, in percent, of the gold words that are right, as the evaluation of the
// CoNLL 2018 shared task counts them: relations without their subtypes.
type Scores struct {
	UPOS, XPOS, Lemmas, UAS, LAS float64
	Words                        int
}

func (s Scores) String() string {
	return fmt.Sprintf("UPOS %.2f  XPOS %.2f  lemmas %.2f  UAS %.2f  LAS %.2f  (%d words)",
		s.UPOS, s.XPOS, s.Lemmas, s.UAS, s.LAS, s.Words)
}

// ScoreTrees parses the gold tokens of the trees and compares.
func ScoreTrees(gold []parse.Tree, parser func([]token.Token) parse.Tree) Scores {
	var n, upos, xpos, lemmas, uas, las int
	for _, g := range gold {
		t := parser(g.Tokens)
		for i, want := range g.Words {
			got := t.Words[i]
			n++
			count(&upos, got.Tag == want.Tag)
			count(&xpos, got.Penn == want.Penn)
			count(&lemmas, want.Lemma == "_" || strings.EqualFold(got.Lemma, want.Lemma))
			count(&uas, got.Head == want.Head)
			count(&las, got.Head == want.Head && basic(got.Rel) == basic(want.Rel))
		}
	}
	percent := func(k int) float64 { return 100 * float64(k) / float64(max(n, 1)) }
	return Scores{percent(upos), percent(xpos), percent(lemmas), percent(uas), percent(las), n}
}

func count(n *int, right bool) {
	if right {
		*n++
	}
}

func basic(rel string) string {
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}
