package ledger_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/article"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
)

var update = flag.Bool("update", false, "write what the stories give into their files")

// TestStories reads invented stories, one report a line, and compares the list of commitments with
// that in the file, for the reports in their order and in others.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/stories/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no stories", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			story, err := txtar.ParseFile(file)
			if err != nil || len(story.Files) != 2 {
				t.Fatalf("%s has no reports and list: %v", file, err)
			}
			events := read(string(story.Files[0].Data))
			got := table(t, events, calendar.Day{})
			if *update {
				story.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(story), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(story.Files[1].Data); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			random := rand.New(rand.NewPCG(1, 2))
			for range 5 {
				random.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
				if again := table(t, events, calendar.Day{}); again != got {
					t.Fatalf("another order gives\n%s\nnot\n%s", again, got)
				}
			}
		})
	}
}

// read makes events of lines "2031-05-03 text".
func read(reports string) []ledger.Event {
	var events []ledger.Event
	for i, line := range strings.Split(strings.TrimSpace(reports), "\n") {
		day, words, _ := strings.Cut(line, " ")
		published, _ := calendar.Parse(day)
		events = append(events, ledger.EventsOf(bywhen.Read(article.Document{ID: fmt.Sprint("report-", i+1), Published: published, Text: words}))...)
	}
	return events
}

// table is the list of commitments, as known on a day, without the clock: what, how it stands, its window,
// and the words that speak of it, those in brackets that are echoes.
func table(t *testing.T, events []ledger.Event, known calendar.Day) string {
	t.Helper()
	all, err := ledger.FromEvents(events, known)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, c := range all {
		fmt.Fprintf(&b, "%s\n  %s", c.Title(), c.On(calendar.Day{}).Summary)
		if !c.Window.Latest.IsZero() {
			fmt.Fprintf(&b, ", by %s", c.Window.Latest)
		}
		for _, s := range c.Slips {
			fmt.Fprintf(&b, ", moved %+d days on %s", s.Days, s.Item.Published)
		}
		b.WriteString("\n ")
		for _, it := range c.Items {
			word := it.Action.Text
			if it.Echo {
				word = "(" + word + ")"
			}
			fmt.Fprintf(&b, " %s %s", it.Published, word)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestKnown holds that what was known on a day is what the reports published by then give.
func TestKnown(t *testing.T) {
	story, err := txtar.ParseFile("testdata/stories/withdrawal.txtar")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(story.Files[0].Data), "\n")
	events := read(string(story.Files[0].Data))
	for i, line := range lines {
		if line == "" {
			continue
		}
		known, _ := calendar.Parse(line[:10])
		if got, want := table(t, events, known), table(t, read(strings.Join(lines[:i+1], "")), calendar.Day{}); got != want {
			t.Fatalf("known on %s:\n%s\nwant\n%s", known, got, want)
		}
	}
}
