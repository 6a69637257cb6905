package train_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/bywhen/bywhen/internal/syntax"
	"github.com/bywhen/bywhen/internal/train"
	"github.com/bywhen/bywhen/parse"
)

// embedded is the SHA-256 of parse/models/syntax.bin, which this command writes on any amd64 machine
// (the exponential function of others rounds otherwise):
//
//	go run ./internal/train/cmd ../shared/data/ud_ewt/en_ewt-ud-train.conllu ../shared/data/gum/gum-open-train.conllu
//
// Who retrains writes the new sum here.
const embedded = "7ce1cb9123759b952c6c2e4f310e5089b64d20318313401aae1326bfd543b097"

func TestEmbeddedModelIsTheOneRecorded(t *testing.T) {
	data, err := os.ReadFile("../../parse/models/syntax.bin")
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != embedded {
		t.Errorf("parse/models/syntax.bin has the sum %x, not %s", sum, embedded)
	}
	if _, err := parse.Open(string(data)); err != nil {
		t.Error(err)
	}
}

func TestTrainingRepeatsBitForBit(t *testing.T) {
	learn := func() []byte {
		trees, err := train.ReadFiles([]string{"testdata/invented.conllu"})
		if err != nil {
			t.Fatal(err)
		}
		o := train.Defaults()
		o.Sizes, o.Rounds, o.Batch, o.Frames, o.Log = syntax.Sizes{Width: 32, Layers: 2, Arc: 16, Rel: 16, Tag: 16}, 3, 60, 1, io.Discard
		model, err := train.Syntax(trees, o)
		if err != nil {
			t.Fatal(err)
		}
		return model
	}
	first := learn()
	if !bytes.Equal(first, learn()) {
		t.Error("the same treebank gave two models")
	}
	if _, err := parse.Open(string(first)); err != nil {
		t.Error(err)
	}
	for cut := 0; cut < len(first); cut += 1 + len(first)/97 {
		if _, err := parse.Open(string(first[:cut])); err == nil {
			t.Errorf("a file cut after %d bytes was read", cut)
		}
	}
	// A file of another version is told apart, and the message says what to do.
	other := bytes.Replace(first, []byte("syntax model "), []byte("syntax model 9"), 1)
	if _, err := parse.Open(string(other)); err == nil || !strings.Contains(err.Error(), "retrain") {
		t.Errorf("a model of another version: %v", err)
	}
}

// shared are the trees of a file of ../shared/data; without it the test is skipped and says so.
func shared(t *testing.T, name string) string {
	t.Helper()
	name = "../../../shared/data/" + name
	if _, err := os.Stat(name); err != nil {
		if os.Getenv("BYWHEN_REQUIRE_SHARED") == "1" {
			t.Fatal(err)
		}
		t.Skipf("NOT HELD, the treebank is not beside the repository: %v", err)
	}
	return name
}

// TestTreesOfTreebanks holds the tags and trees on gold tokens to floors: what the embedded model
// reaches, cut to a tenth of a point. Floors only rise.
func TestTreesOfTreebanks(t *testing.T) {
	for _, c := range []struct {
		file  string
		floor train.Scores
	}{
		{"ud_ewt/en_ewt-ud-dev.conllu", train.Scores{UPOS: 95.9, XPOS: 95.2, Lemmas: 96.9, UAS: 88.4, LAS: 85.4}},
		{"gum/gum-open-dev.conllu", train.Scores{UPOS: 97.2, XPOS: 96.7, Lemmas: 97.5, UAS: 87.6, LAS: 84.9}},
	} {
		t.Run(c.file, func(t *testing.T) {
			gold, err := train.ReadFiles([]string{shared(t, c.file)})
			if err != nil {
				t.Fatal(err)
			}
			got := train.ScoreTrees(gold, parse.Parse)
			t.Log(got)
			hold(t, "UPOS", got.UPOS, c.floor.UPOS)
			hold(t, "XPOS", got.XPOS, c.floor.XPOS)
			hold(t, "lemmas", got.Lemmas, c.floor.Lemmas)
			hold(t, "UAS", got.UAS, c.floor.UAS)
			hold(t, "LAS", got.LAS, c.floor.LAS)
		})
	}
}

func hold(t *testing.T, name string, got, floor float64) {
	t.Helper()
	if got < floor {
		t.Errorf("%s %.2f, below the floor %.2f", name, got, floor)
	}
}
