package entity_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"testing"
)

// TestData holds the lists and the model to what the commands of ARCHITECTURE.md made of the
// corpora, bit for bit. Who retrains writes the new sums here.
func TestData(t *testing.T) {
	total := 0
	for _, f := range []struct{ name, sum string }{
		{"names.bin", "b27354b15f3515acd72748668203fa3154d3a4eb84c4969f8a221159c220e40c"},
		{"phrases.bin", "9d8b5cd4350b17465793f7fcb4704cf823fd8447c13e315537aac7e17d8fe473"},
		{"places.bin", "5d57b16169fe1999febb9cd3a8e0cdf2f0e59165d623d20556db290065018dc9"},
		{"words.bin", "7edcea54a885486e22b12c575855459d1a660cc1d16cfabbebecf5720947df0c"},
	} {
		data, err := os.ReadFile("data/" + f.name)
		if err != nil {
			t.Fatal(err)
		}
		total += len(data)
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.sum {
			t.Errorf("%s has the sum %x", f.name, sum)
		}
	}
	if total > 6<<20 {
		t.Errorf("lists and model are %d bytes, more than 6 MB", total)
	}
}
