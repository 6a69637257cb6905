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
		{"names.bin", "fbc475e3a6773dee358030c41174f6587f1e19178d393b04771f0d549f077bc2"},
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
