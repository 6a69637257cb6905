//go:build unix

// Package bench measures the program as its users run it: one process, one core, from the bytes
// of a file to the bytes of the answer. README.md in this folder says how to run it.
package bench

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/article"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/eval"
	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
	"github.com/bywhen/bywhen/when"
)

// wordsAnArticle is the length of the article that throughput is promised in.
const wordsAnArticle = 500

// folder is where the program is built; it goes when the benchmarks are done.
var folder string

func TestMain(m *testing.M) {
	var err error
	folder, err = os.MkdirTemp("", "bywhen-bench")
	if err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

// program builds the program once and gives its path.
var program = sync.OnceValues(func() (string, error) {
	path := filepath.Join(folder, "bywhen")
	out, err := exec.Command("go", "build", "-o", path, "../cmd/bywhen").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %v\n%s", err, out)
	}
	return path, nil
})

// BenchmarkReadJSON runs `bywhen read --json` over whole files with one processor.
func BenchmarkReadJSON(b *testing.B) {
	for _, path := range []string{
		"../../shared/eval/gold/statements-dev.jsonl",
		"../../shared/data/current-events/current-events.jsonl",
	} {
		b.Run(strings.TrimSuffix(filepath.Base(path), ".jsonl"), func(b *testing.B) {
			documents, words, size := measure(b, path)
			var used usage
			for b.Loop() {
				used.add(run(b, "read", "--json", path))
			}
			seconds := used.cpu / float64(b.N)
			b.ReportMetric(float64(documents)/seconds, "documents/cpu-s")
			b.ReportMetric(float64(words)/wordsAnArticle/seconds, "articles/cpu-s")
			b.ReportMetric(float64(size)/1e6/seconds, "MB-of-text/cpu-s")
			b.ReportMetric(used.memory/1e6, "MB-resident")
		})
	}
}

// BenchmarkColdStart runs `bywhen read` on the example: what a user waits for.
func BenchmarkColdStart(b *testing.B) {
	reports, err := filepath.Glob("../testdata/example/*")
	if err != nil || len(reports) == 0 {
		b.Skip("there is no example report")
	}
	var used usage
	for b.Loop() {
		used.add(run(b, "read", reports[0]))
	}
	b.ReportMetric(1000*used.cpu/float64(b.N), "cpu-ms")
	b.ReportMetric(used.memory/1e6, "MB-resident")
}

// BenchmarkTimes finds and resolves the times of a gold file, in this process: sentences, tokens
// and times, without the parser. GOLD names another file.
func BenchmarkTimes(b *testing.B) {
	documents, size := documents(b)
	before := ownCPU(b)
	for b.Loop() {
		for _, d := range documents {
			t := text.New(d.Text)
			var tokens [][]token.Token
			for _, s := range sentence.Split(t) {
				tokens = append(tokens, token.Split(t, s.Span))
			}
			when.Read(t, tokens, d.Published)
		}
	}
	b.ReportMetric(float64(size)*float64(b.N)/1e3/(ownCPU(b)-before), "KB/cpu-s")
}

// BenchmarkRead reads the documents of a gold file in this process, for profiles.
func BenchmarkRead(b *testing.B) {
	documents, size := documents(b)
	before := ownCPU(b)
	for b.Loop() {
		for _, d := range documents {
			bywhen.Read(d)
		}
	}
	b.ReportMetric(float64(size)*float64(b.N)/1e3/(ownCPU(b)-before), "KB/cpu-s")
}

// ownCPU is the processor time, user and system, that this process has taken, in seconds.
func ownCPU(b *testing.B) float64 {
	b.Helper()
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return seconds(r.Utime) + seconds(r.Stime)
}

// documents are the documents of the gold file that GOLD names, and how many bytes they hold.
func documents(b *testing.B) (all []article.Document, size int) {
	b.Helper()
	path := cmp.Or(os.Getenv("GOLD"), "../../shared/eval/gold/times-meantime-dev.jsonl")
	f, err := os.Open(path)
	if err != nil {
		b.Skipf("NOT MEASURED: %v", err)
	}
	defer f.Close()
	gold, err := eval.Load(f)
	if err != nil {
		b.Fatalf("%s: %v", path, err)
	}
	for _, g := range gold {
		day, _ := calendar.Parse(g.Published)
		all = append(all, article.Document{ID: g.ID, Published: day, Text: g.Text})
		size += len(g.Text)
	}
	return all, size
}

// usage is what runs of the program took.
type usage struct {
	cpu    float64 // seconds, user and system, of all runs
	memory float64 // bytes resident at the highest, of the largest run
}

func (u *usage) add(o usage) {
	u.cpu += o.cpu
	u.memory = max(u.memory, o.memory)
}

// run runs the program on one processor. Processor time is steadier than the clock on the wall,
// and on one processor it is what the clock would show on an idle machine.
func run(b *testing.B, args ...string) usage {
	b.Helper()
	path, err := program()
	if err != nil {
		b.Fatal(err)
	}
	var complaints bytes.Buffer
	cmd := exec.Command(path, args...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	cmd.Stderr = &complaints
	if err := cmd.Run(); err != nil {
		b.Fatalf("bywhen %s: %v\n%s", strings.Join(args, " "), err, complaints.String())
	}
	state := cmd.ProcessState
	resident := float64(state.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS != "darwin" { // which alone counts in bytes
		resident *= 1024
	}
	return usage{cpu: (state.UserTime() + state.SystemTime()).Seconds(), memory: resident}
}

// measure counts documents, words and bytes of text of a JSON Lines file. It skips the benchmark
// where the file is not there.
func measure(b *testing.B, path string) (documents, words, size int) {
	b.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		b.Skipf("NOT MEASURED: %v", err)
	}
	for line := range bytes.Lines(data) {
		var d struct{ Text string }
		if err := json.Unmarshal(line, &d); err != nil {
			b.Fatal(err)
		}
		documents++
		words += len(strings.Fields(d.Text))
		size += len(d.Text)
	}
	return documents, words, size
}
