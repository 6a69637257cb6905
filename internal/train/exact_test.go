package train

import (
	"testing"

	"github.com/bywhen/bywhen/internal/matrix"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// A scout must be learned from what it reads.
func TestScoutInputsAreTheVectorsBeforeRounding(t *testing.T) {
	s := text.New("Arvenia will open the border to Lodavia by the end of March, its ministry said.")
	tree := parse.Parse(token.Split(s, text.Span{End: s.Len()}))
	words := parse.WordVectors()
	in := scoutInputs(&tree, &words)
	rounded := make([]int16, len(in))
	matrix.Quantize(in, rounded)
	for k, v := range rounded {
		if v != tree.Vectors()[k] {
			t.Fatalf("number %d is %d, the tree has %d", k, v, tree.Vectors()[k])
		}
	}
}
