package when_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/text"
)

var update = flag.Bool("update", false, "write what is found into the lists of phrases; the difference is the review")

// TestPhrases holds the lists of phrases in testdata. A line "@ 2024-09-07" gives the day of the
// report for the lines below it ("@ none" for a report without one), any other line is a text with
// its times in brackets, words of relation included, and behind "=>" what they mean:
//
//	They will leave [by September 2025]. => 2025-09 ..2025-09-30
//
// first the TIMEX3 value, then the window of the phrase ("-" for none); "; " stands between
// times, and "nothing" where the text has none. A backslash before "n" is a new line.
func TestPhrases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no lists of phrases", err)
	}
	total := 0
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			var published calendar.Day
			for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
				switch {
				case line == "" || strings.HasPrefix(line, "#"):
				case line == "@ none":
					published = calendar.Day{}
				case strings.HasPrefix(line, "@ "):
					var ok bool
					if published, ok = calendar.Parse(line[2:]); !ok {
						t.Fatalf("%s:%d: %q is no day", file, i+1, line)
					}
				default:
					total++
					s, _, _ := strings.Cut(line, " => ")
					s = strings.NewReplacer("[", "", "]", "", `\n`, "\n").Replace(s)
					got := describe(s, published)
					if got != line && !*update {
						t.Errorf("%s:%d (report of %s)\ngot  %s\nwant %s", file, i+1, published, got, line)
					}
					line = got
				}
				fmt.Fprintln(&out, line)
			}
			if *update {
				if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	t.Logf("%d phrases", total)
}

// describe is the line of a list of phrases for a text.
func describe(s string, published calendar.Day) string {
	tx, times, _ := read(s, published.String())
	var line, means strings.Builder
	at := 0
	for i, x := range times {
		if i > 0 {
			means.WriteString("; ")
		}
		window := x.Window.String()
		if window == "" {
			window = "-"
		}
		value := x.Value
		if value == "" {
			value = "?"
		}
		means.WriteString(value + " " + window)
		p := x.Phrase
		if p.Start < at {
			p = text.Span{Start: max(at, x.Span.Start), End: x.Span.End}
			if p.Start == at && at > 0 {
				// The second half of a range: its first half has the bracket.
				line.WriteString(tx.Slice(p))
				at = p.End
				continue
			}
		}
		if i+1 < len(times) && p.End > times[i+1].Span.Start {
			p.End = x.Span.End
		}
		line.WriteString(tx.String()[at:p.Start] + "[" + tx.Slice(p) + "]")
		at = p.End
	}
	line.WriteString(tx.String()[at:])
	if means.Len() == 0 {
		means.WriteString("nothing")
	}
	return strings.ReplaceAll(line.String(), "\n", `\n`) + " => " + means.String()
}
