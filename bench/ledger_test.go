//go:build unix

package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/internal/invent"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/query"
	"github.com/bywhen/bywhen/ledger/store"
)

// BenchmarkLedger measures a ledger of invented statements, BYWHEN_LEDGER_SIZE of them, in a file
// or, where BYWHEN_LEDGER_DB is its address, in an empty schema of PostgreSQL. What it prints of
// one report or query is the median, the 95th of 100, and the mean time on the processor; run it with
// -benchtime 1x. The undertakings of an actor change every 40 days or every BYWHEN_LEDGER_LIFE, 0 for
// never: of 40, half of the commitments have one statement and one of a hundred has 18 or more, much
// as in the news.
func BenchmarkLedger(b *testing.B) {
	size := 20_000
	if n, err := strconv.Atoi(os.Getenv("BYWHEN_LEDGER_SIZE")); err == nil {
		size = n
	}
	address := os.Getenv("BYWHEN_LEDGER_DB")
	if address == "" {
		address = filepath.Join(b.TempDir(), "ledger.db")
	}
	ctx, now := context.Background(), time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	s, err := store.Open(ctx, address, store.Options{Create: true})
	must(err)
	defer s.Close()
	all := invent.Size{Reports: size / 2, Actors: 2000 + size/100, ReportsPerDay: max(20, size/4000), Life: 40}
	if n, err := strconv.Atoi(os.Getenv("BYWHEN_LEDGER_LIFE")); err == nil {
		all.Life = n
	}
	record := func(seed uint64, size invent.Size, together int, took func(time.Duration)) (statements int) {
		var batch []ledger.Event
		put := func() {
			start := time.Now()
			_, err := s.Append(ctx, now, batch...)
			must(err)
			took(time.Since(start))
			batch = batch[:0]
		}
		for r := range invent.Readings(seed, size) {
			statements += len(r.Statements)
			if batch = append(batch, ledger.NewReading(r)); len(batch) == together {
				put()
			}
		}
		put()
		return statements
	}
	statements := 0
	b.Run("record in order", func(b *testing.B) {
		start, before := time.Now(), cpu()
		statements = record(1, all, 1000, func(time.Duration) {})
		b.ReportMetric(float64(statements)/time.Since(start).Seconds(), "statements/s")
		b.ReportMetric(float64(statements), "statements")
		b.ReportMetric(float64(statements)/(cpu()-before).Seconds(), "statements/cpu-s")
		if info, err := os.Stat(address); err == nil {
			b.ReportMetric(float64(info.Size())/float64(statements), "bytes/statement")
		}
	})
	median := func(b *testing.B, times []time.Duration, used time.Duration) {
		b.ReportMetric(float64(used.Microseconds())/1000/float64(len(times)), "mean-cpu-ms")
		slices.Sort(times)
		b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "median-ms")
		b.ReportMetric(float64(times[len(times)*19/20].Microseconds())/1000, "p95-ms")
		b.ReportMetric(0, "ns/op")
	}
	last, err := s.Last(ctx)
	must(err)
	// The newest reports go on where the others ended; those that come late are of any day before.
	for _, late := range []bool{false, true} {
		b.Run(fmt.Sprintf("add a report/late=%v", late), func(b *testing.B) {
			var times []time.Duration
			before := cpu()
			n := 0
			for r := range invent.Readings(uint64(len(b.Name())), invent.Size{Reports: 100, Actors: all.Actors, Days: 1, Life: all.Life}) {
				n++
				r.Report = fmt.Sprintf("%s-%v", r.Report, late)
				for i := range r.Statements {
					r.Statements[i].ID = fmt.Sprintf("%s-%v", r.Statements[i].ID, late)
				}
				first, _ := calendar.Parse("2010-01-01")
				days := all.Reports / all.ReportsPerDay
				r.Published = first.AddDays(days)
				if late {
					r.Published = first.AddDays(n * 7919 % max(1, days))
				}
				start := time.Now()
				_, err := s.Append(ctx, now, ledger.NewReading(r))
				must(err)
				times = append(times, time.Since(start))
			}
			median(b, times, cpu()-before)
		})
	}
	first, _ := calendar.Parse("2010-01-01")
	today := first.AddDays(all.Reports / all.ReportsPerDay)
	const page = 100 // what fits a page
	ask := func(at store.AsOf, words string) int {
		q, err := query.Parse(words)
		must(err)
		f := q.Filter(today)
		f.IDs = at.IDs
		at.Filter = f
		n := 0
		for c, err := range s.Commitments(ctx, at) {
			must(err)
			if !q.Match(c, today) {
				continue
			}
			c.JSON(today)
			if n++; n == page {
				break
			}
		}
		return n
	}
	var ids []string
	for c, err := range s.Commitments(ctx, store.AsOf{}) {
		must(err)
		if len(ids) == 20 {
			break
		}
		ids = append(ids, c.ID)
	}
	month := today.AddDays(-400).String()[:7]
	for _, q := range []struct {
		name string
		ask  func(i int)
	}{
		{"ls, a page", func(int) { ask(store.AsOf{}, "") }},
		{"ls due in a month", func(int) { ask(store.AsOf{}, "due:"+month) }},
		{"ls of an actor", func(i int) { ask(store.AsOf{}, fmt.Sprintf("who:\"Ministry %d\"", 300+i)) }},
		{"due, overdue", func(int) { ask(store.AsOf{}, "status:overdue") }},
		{"show", func(i int) { ask(store.AsOf{Filter: ledger.Filter{IDs: ids[i : i+1]}}, "") }},
		{"search", func(i int) { ask(store.AsOf{}, fmt.Sprintf("hospital Sarn \"ministry %d said\"", 100+i)) }},
		{"ls --known, a page", func(i int) { ask(store.AsOf{Known: today.AddDays(-10 * i)}, "") }},
		{"show --known", func(i int) {
			ask(store.AsOf{Known: today.AddDays(-10 * i), Filter: ledger.Filter{IDs: ids[i : i+1]}}, "")
		}},
		{"ls --at-seq, a page", func(i int) { ask(store.AsOf{Seq: last - ledger.Seq(i)*last/40}, "") }},
		{"show --at-seq", func(i int) {
			ask(store.AsOf{Seq: last - ledger.Seq(i)*last/40, Filter: ledger.Filter{IDs: ids[i : i+1]}}, "")
		}},
	} {
		b.Run(q.name, func(b *testing.B) {
			var times []time.Duration
			before := cpu()
			for i := 0; i < 20 && (i < 3 || times[i-1] < 2*time.Second); i++ {
				start := time.Now()
				q.ask(i)
				times = append(times, time.Since(start))
			}
			median(b, times, cpu()-before)
		})
	}
	b.Run("verify", func(b *testing.B) {
		start := time.Now()
		_, wrong, err := s.Verify(ctx)
		if err != nil || len(wrong) > 0 {
			b.Fatal(wrong, err)
		}
		b.ReportMetric(time.Since(start).Seconds(), "s")
	})
	b.Run("rebuild", func(b *testing.B) {
		start := time.Now()
		before := cpu()
		must(s.Rebuild(ctx))
		b.ReportMetric(float64(statements)/(cpu()-before).Seconds(), "statements/cpu-s")
		b.ReportMetric(float64(statements)/time.Since(start).Seconds(), "statements/s")
	})
}

// cpu is the time that the program has had on all cores: what others do beside it does not count.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
