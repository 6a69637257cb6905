package eval_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bywhen/bywhen/eval"
)

var (
	update = flag.Bool("update", false, "raise the floors in testdata/floors.json to the figures reached")
	lower  = flag.String("lower", "", "with -update, the reason why floors may also fall")
)

const floorsFile = "../testdata/floors.json"

// floors are the scores below which no change may take the reader.
type floors struct {
	// Epsilon is how far, in points, a score may lie under its floor, and why that much.
	Epsilon       float64              `json:"epsilon"`
	EpsilonReason string               `json:"epsilon_reason"`
	Gold          map[string]goldFloor `json:"gold"`
	Lowered       []lowered            `json:"lowered"`
}

// goldFloor is F1 in points by the name that `bywhen eval` prints, for one gold file.
type goldFloor struct {
	SHA256 string             `json:"sha256"`
	F1     map[string]float64 `json:"f1"`
}

// lowered says what fell, and why that was accepted.
type lowered struct {
	Gold   string  `json:"gold"`
	Score  string  `json:"score"`
	From   float64 `json:"from"`
	To     float64 `json:"to"`
	Reason string  `json:"reason"`
}

// TestFloors reads the gold files with this reader and holds each score against its floor.
//
//	go test ./eval -run TestFloors -update                  # raises floors
//	go test ./eval -run TestFloors -update -lower "reason"  # raises and lowers them
func TestFloors(t *testing.T) {
	data, err := os.ReadFile(floorsFile)
	if err != nil {
		t.Fatal(err)
	}
	var f floors
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatalf("%s: %v", floorsFile, err)
	}
	folder := filepath.Join(shared, "eval", "gold")
	requireShared(t, folder)
	for _, name := range slices.Sorted(maps.Keys(f.Gold)) {
		t.Run(name, func(t *testing.T) {
			gold, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				t.Fatal(err)
			}
			f.Gold[name] = f.hold(t, name, f.Gold[name], gold)
		})
	}
	if *update && !t.Failed() {
		write(t, f)
	}
	holdReadme(t, f)
}

// hold compares the scores on one gold file with its floors and gives the floors that stand
// after it: the same ones, unless -update is set.
func (f *floors) hold(t *testing.T, name string, floor goldFloor, data []byte) goldFloor {
	t.Helper()
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	if hash != floor.SHA256 && !(*update && (floor.SHA256 == "" || *lower != "")) {
		t.Fatalf("the gold is not the one that the floors were measured on: sha256 %s", hash)
	}
	gold, err := eval.Load(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	result := eval.Score(gold, eval.Read)
	next := goldFloor{SHA256: hash, F1: map[string]float64{}}
	for _, score := range slices.Sorted(maps.Keys(floor.F1)) {
		_, _, f1 := result.Score(score).Scores()
		was, now := floor.F1[score], math.Round(1000*f1)/10
		next.F1[score] = max(was, now)
		if 100*f1 >= was-f.Epsilon {
			t.Logf("%-24s %5.1f, floor %5.1f", score, 100*f1, was)
			continue
		}
		if !*update || *lower == "" {
			t.Errorf("%s fell to %.2f, below its floor of %.1f; see CONTRIBUTING.md, Floors", score, 100*f1, was)
			continue
		}
		next.F1[score] = now
		f.Lowered = append(f.Lowered, lowered{Gold: name, Score: score, From: was, To: now, Reason: *lower})
	}
	if *update {
		return next
	}
	return floor
}

func write(t *testing.T, f floors) {
	t.Helper()
	data, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(floorsFile, append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// quoted are the figures that README.md quotes, by layer.
var quoted = []struct {
	layer  string
	gold   []string
	scores []string
}{
	{"statement", []string{"statements-dev"}, []string{"found", "act", "dated", "source", "actor", "frame"}},
	{"time", []string{"times-meantime-dev", "times-wikiwars-dev"},
		[]string{"strict", "relaxed", "type", "value", "day (recall)", "future day (recall)"}},
	{"attribution", []string{"attributions-gum-dev"}, []string{"found", "source", "whole"}},
}

// holdReadme holds that README.md quotes the floors between its two marks; with -update it writes
// them there.
func holdReadme(t *testing.T, f floors) {
	t.Helper()
	const readme, begin, end = "../README.md", "<!-- figures -->\n", "<!-- end of figures -->\n"
	var b strings.Builder
	for _, q := range quoted {
		fmt.Fprintf(&b, "| %ss, F1 | %s |\n|---|%s\n", q.layer, strings.Join(q.scores, " | "), strings.Repeat("---|", len(q.scores)))
		for _, gold := range q.gold {
			fmt.Fprintf(&b, "| %s |", gold)
			for _, score := range q.scores {
				fmt.Fprintf(&b, " %.1f |", f.Gold[gold+".jsonl"].F1[q.layer+" "+score])
			}
			b.WriteString("\n")
		}
		b.WriteString("\n")
	}
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := strings.Cut(string(data), begin)
	was, after, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("%s has no place for the figures, between %q and %q", readme, begin, end)
	}
	want := strings.TrimSuffix(b.String(), "\n")
	if was == want {
		return
	}
	if !*update {
		t.Errorf("%s quotes other figures than %s; run the test with -update", readme, floorsFile)
		return
	}
	if err := os.WriteFile(readme, []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}
