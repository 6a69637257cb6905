package when_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
	"github.com/bywhen/bywhen/when"
)

const shared = "../../shared"

type mention struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

type goldTime struct {
	mention
	Type     string `json:"type"`
	Value    string `json:"value"`
	Mod      string `json:"mod"`
	Earliest string `json:"earliest,omitempty"`
	Latest   string `json:"latest,omitempty"`
	Rule     string `json:"rule,omitempty"`
}

type goldDocument struct {
	ID         string     `json:"id"`
	Published  string     `json:"published"`
	Text       string     `json:"text"`
	Times      []goldTime `json:"times"`
	Statements []struct {
		Act    string  `json:"act"`
		Action mention `json:"action"`
		When   *struct {
			mention
			Earliest string `json:"earliest"`
			Latest   string `json:"latest"`
		} `json:"when"`
	} `json:"statements"`
}

func readGold(t *testing.T, name string) []goldDocument {
	t.Helper()
	f, err := os.Open(filepath.Join(shared, "eval", "gold", name))
	if err != nil {
		t.Skip("the gold is not here: " + err.Error())
	}
	defer f.Close()
	var docs []goldDocument
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		var d goldDocument
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, d)
	}
	return docs
}

func read(s, published string) (*text.Text, []when.Time, []text.Note) {
	t := text.New(s)
	var tokens [][]token.Token
	for _, x := range sentence.Split(t) {
		tokens = append(tokens, token.Split(t, x.Span))
	}
	day, _ := calendar.Parse(published)
	times, notes := when.Read(t, tokens, day)
	return t, times, notes
}

// TestWriteGold writes the times of the gold texts in the contract's format into the folder that
// WHEN_OUT names, for shared/eval/score.py.
func TestWriteGold(t *testing.T) {
	out := os.Getenv("WHEN_OUT")
	if out == "" {
		t.Skip("WHEN_OUT names no folder")
	}
	for _, name := range []string{"times-meantime-dev.jsonl", "times-wikiwars-dev.jsonl"} {
		f, err := os.Create(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		enc := json.NewEncoder(f)
		for _, d := range readGold(t, name) {
			tx, times, _ := read(d.Text, d.Published)
			o := goldDocument{ID: d.ID, Times: []goldTime{}}
			for _, x := range times {
				s, e := tx.CodePoints(x.Span)
				o.Times = append(o.Times, goldTime{mention{s, e, tx.Slice(x.Span)}, string(x.Type), x.Value, x.Mod, x.Days.Earliest.String(), x.Days.Latest.String(), x.Rule})
			}
			if err := enc.Encode(o); err != nil {
				t.Fatal(err)
			}
		}
		f.Close()
	}
}

// windowFloors are the shares (%) of the gold statements' resolved times that must be found with
// the same window. They only go up.
var windowFloors = []struct {
	name  string
	floor float64
}{{"statements-train.jsonl", 95.0}, {"statements-dev.jsonl", 85.5}}

// TestStatementWindows holds the floors, and prints what is wrong for the file that WHEN_SHOW
// names.
func TestStatementWindows(t *testing.T) {
	for _, f := range windowFloors {
		name := f.name
		right, all := 0, 0
		rightDated, dated := 0, 0
		for _, d := range readGold(t, name) {
			var tx *text.Text
			var times []when.Time
			for _, s := range d.Statements {
				if s.When == nil {
					continue
				}
				if tx == nil {
					tx, times, _ = read(d.Text, d.Published)
				}
				all++
				hasDays := s.When.Earliest != "" || s.When.Latest != ""
				if hasDays {
					dated++
				}
				ok := !hasDays
				shown := ""
				for _, x := range times {
					a, b := tx.CodePoints(x.Phrase)
					if a >= s.When.End || b <= s.When.Start {
						continue
					}
					same := x.Window.Earliest.String() == s.When.Earliest && x.Window.Latest.String() == s.When.Latest
					if !hasDays && !x.Window.IsZero() {
						ok = false
					}
					if same {
						ok = true
					}
					shown += " | " + tx.Slice(x.Phrase) + " = " + x.Window.String() + " (" + x.Rule + ")"
					if same {
						break
					}
				}
				if ok {
					right++
					if hasDays {
						rightDated++
					}
				} else if name == os.Getenv("WHEN_SHOW") {
					t.Logf("%s %s %s/%s: gold %q = %s..%s%s", d.ID, d.Published, s.Act, s.Action.Text, s.When.Text, s.When.Earliest, s.When.Latest, shown)
				}
			}
		}
		if share := 100 * float64(rightDated) / float64(max(dated, 1)); share < f.floor {
			t.Errorf("%s: %.1f %% of the windows are right, the floor is %.1f", name, share, f.floor)
		}
		if all > 0 {
			t.Logf("%s: %d of %d windows right (%.1f %%), of dated ones %d of %d (%.1f %%)", name, right, all, 100*float64(right)/float64(all), rightDated, dated, 100*float64(rightDated)/float64(dated))
		}
	}
}
