package eval_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bywhen/bywhen/eval"
)

// shared is the folder of gold and scorers that may lie beside the repository.
const shared = "../../shared"

// TestSameLinesAsScorer holds the scores against the output of the guidelines' own scorer, with
// every error, on documents made for the purpose: each rule of pairing and each kind of
// disagreement occurs in them. testdata/scores.txt is that scorer's output, recorded by
//
//	python3 ../shared/eval/score.py eval/testdata/gold.jsonl eval/testdata/predicted.jsonl --errors 100
func TestSameLinesAsScorer(t *testing.T) {
	want, err := os.ReadFile("testdata/scores.txt")
	if err != nil {
		t.Fatal(err)
	}
	compareLines(t, printed(t, "testdata/gold.jsonl", "testdata/predicted.jsonl"), string(want))
}

// TestRecordedLinesAreCurrent runs the scorer itself, where it and Python are at hand.
func TestRecordedLinesAreCurrent(t *testing.T) {
	want := scorer(t, "testdata/gold.jsonl", "testdata/predicted.jsonl")
	compareLines(t, printed(t, "testdata/gold.jsonl", "testdata/predicted.jsonl"), want)
}

// TestSameLinesOnGold compares with the scorer on what this reader finds in real reports.
func TestSameLinesOnGold(t *testing.T) {
	for _, name := range []string{"statements-dev", "times-meantime-dev", "attributions-gum-dev"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(shared, "eval", "gold", name+".jsonl")
			requireShared(t, path)
			gold := load(t, path)
			var lines []byte
			for _, g := range gold {
				lines = append(eval.AppendReading(lines, g), '\n')
			}
			predicted := filepath.Join(t.TempDir(), "predicted.jsonl")
			if err := os.WriteFile(predicted, lines, 0o644); err != nil {
				t.Fatal(err)
			}
			compareLines(t, withoutTable(t, eval.Score(gold, eval.Read)), scorer(t, path, predicted))
		})
	}
}

// requireShared skips the test aloud where the shared files are not there, and fails it where
// they must be.
func requireShared(t *testing.T, path string) {
	t.Helper()
	_, err := os.Stat(path)
	switch {
	case err == nil:
	case os.Getenv("BYWHEN_REQUIRE_SHARED") == "1":
		t.Fatalf("BYWHEN_REQUIRE_SHARED is set, but: %v", err)
	default:
		t.Skipf("NOT HELD, the gold is not beside the repository: %v", err)
	}
}

// scorer is the output of the guidelines' scorer; it skips the test where that cannot run.
func scorer(t *testing.T, gold, predicted string) string {
	t.Helper()
	script := filepath.Join(shared, "eval", "score.py")
	requireShared(t, script)
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skipf("NOT COMPARED with the guidelines' scorer: %v", err)
	}
	out, err := exec.Command(python, script, gold, predicted, "--errors", "10000").Output()
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return string(out)
}

// printed is what Print writes for two files, with every error and without the reliability table,
// which the scorer does not have.
func printed(t *testing.T, gold, predicted string) string {
	t.Helper()
	predict, err := eval.Lookup(load(t, predicted))
	if err != nil {
		t.Fatal(err)
	}
	return withoutTable(t, eval.Score(load(t, gold), predict))
}

func withoutTable(t *testing.T, r *eval.Result) string {
	t.Helper()
	var b strings.Builder
	if err := r.Print(&b, 10000); err != nil {
		t.Fatal(err)
	}
	lines, _, _ := strings.Cut(b.String(), "\nconfidence ")
	return lines
}

func load(t *testing.T, path string) []eval.Document {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	documents, err := eval.Load(f)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return documents
}

func compareLines(t *testing.T, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		var a, b string
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if a != b {
			t.Fatalf("line %d:\n got %q\nwant %q", i+1, a, b)
		}
	}
}

func TestReliabilityTable(t *testing.T) {
	predict, err := eval.Lookup(load(t, "testdata/predicted.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := eval.Score(load(t, "testdata/gold.jsonl"), predict).Print(&b, 0); err != nil {
		t.Fatal(err)
	}
	_, got, _ := strings.Cut(b.String(), "\nconfidence ")
	want := "  statements   said   found   act   frame, percent right\n" +
		"0.0 to 0.1            1      5       0     0       0\n" +
		"0.1 to 0.2            1     10       0     0       0\n" +
		"0.3 to 0.4            1     35       0     0       0\n" +
		"0.6 to 0.7            1     60     100     0       0\n" +
		"0.7 to 0.8            2     72      50    50      50\n" +
		"0.8 to 0.9            1     80     100   100       0\n" +
		"0.9 to 1.0            2     97     100   100      50\n"
	compareLines(t, got, want)
}

func TestLoadNamesTheLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"{\"id\": \"a\"}\n\n{\"id\": ", "line 3: unexpected end of JSON input"},
		{"[1]\n", "line 1: json: cannot unmarshal array"},
	} {
		_, err := eval.Load(strings.NewReader(c.in))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %s", c.in, err, c.want)
		}
	}
}

func TestLookupRefusesTwins(t *testing.T) {
	if _, err := eval.Lookup([]eval.Document{{ID: "a"}, {ID: "b"}, {ID: "a"}}); err == nil {
		t.Error("two documents with one id were taken")
	}
}
