package when_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
	"github.com/bywhen/bywhen/when"
)

// BenchmarkNews is the way from text to times on real briefs, in bytes a second of processor time
// (the machine may have other work).
func BenchmarkNews(b *testing.B) {
	f, err := os.Open(filepath.Join(shared, "data", "current-events", "current-events.jsonl"))
	if err != nil {
		b.Skip("the briefs are not here: " + err.Error())
	}
	defer f.Close()
	var docs []goldDocument
	size := 0
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() && size < 4<<20 {
		var d goldDocument
		if err := json.Unmarshal(in.Bytes(), &d); err != nil {
			b.Fatal(err)
		}
		docs = append(docs, d)
		size += len(d.Text)
	}
	read(docs[0].Text, docs[0].Published) // the lists are loaded once
	b.SetBytes(int64(size))
	var cut, found time.Duration
	for b.Loop() {
		for _, d := range docs {
			start := processor()
			t := text.New(d.Text)
			var tokens [][]token.Token
			for _, x := range sentence.Split(t) {
				tokens = append(tokens, token.Split(t, x.Span))
			}
			mid := processor()
			day, _ := calendar.Parse(d.Published)
			when.Read(t, tokens, day)
			cut += mid - start
			found += processor() - mid
		}
	}
	n := float64(size) * float64(b.N) / 1e6
	b.ReportMetric(n/cut.Seconds(), "MB/cpu-s-cut")
	b.ReportMetric(n/found.Seconds(), "MB/cpu-s-when")
	b.ReportMetric(n/(cut+found).Seconds(), "MB/cpu-s")
}

// processor is the processor time of the whole program so far.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
