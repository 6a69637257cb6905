package entity_test

import (
	"testing"

	"github.com/bywhen/bywhen/entity"
)

func TestIsDemonym(t *testing.T) {
	for word, want := range map[string]bool{"chilean": true, "french": true, "chile": false, "western": false, "": false} {
		if got := entity.IsDemonym(word); got != want {
			t.Errorf("IsDemonym(%q) = %t", word, got)
		}
	}
}
