package when_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
	"github.com/bywhen/bywhen/when"
)

// checkLaws holds what is true of all times of any text: spans lie within it on rune borders, in
// order and apart; a phrase holds its span; windows run forward; reading twice gives the same.
func checkLaws(t *testing.T, s, published string) {
	t.Helper()
	tx, times, notes := read(s, published)
	_, again, _ := read(s, published)
	end := 0
	for i, x := range times {
		if x.Span.Start < end || x.Span.End > tx.Len() || x.Span.Len() <= 0 {
			t.Fatalf("span %v of %q lies outside the text or the order", x.Span, s)
		}
		end = x.Span.End
		if x.Phrase.Start < 0 || x.Phrase.End > tx.Len() || !x.Phrase.Contains(x.Span) {
			t.Fatalf("phrase %v of %q does not hold its span %v", x.Phrase, s, x.Span)
		}
		for _, at := range []int{x.Span.Start, x.Span.End, x.Phrase.Start, x.Phrase.End} {
			if at < tx.Len() && !utf8.RuneStart(s[at]) {
				t.Fatalf("%d of %q is no rune border", at, s)
			}
		}
		for _, w := range []calendar.Window{x.Days, x.Window} {
			if !w.Earliest.IsZero() && !w.Latest.IsZero() && w.Latest.Before(w.Earliest) {
				t.Fatalf("%q: %q means %s", s, tx.Slice(x.Span), w)
			}
		}
		if x.Rule == "" || x.Type == "" {
			t.Fatalf("%q: %q has no rule or type", s, tx.Slice(x.Span))
		}
		y := again[i]
		if x.Value != y.Value || x.Window != y.Window || x.Span != y.Span || strings.Join(x.Trace, "|") != strings.Join(y.Trace, "|") {
			t.Fatalf("%q is read in two ways: %v, %v", s, x, y)
		}
		_ = x.EDTF()
	}
	for _, n := range notes {
		if n.Span.End > tx.Len() || n.Message == "" {
			t.Fatalf("note %v of %q", n, s)
		}
	}
}

var oddTexts = []string{
	"", " ", "2025", "9999-12-31", "9999", "the year after 9999", "0000-01-01", "in 31 December 9999 and two years later",
	"within 99999999999 years", "5000000000000 days ago", "two million years ago", "in the 99th century", "the 1990s BC", "1 BC. The previous year.",
	"May 3 and and 4", "3–", "–5 May", "from from from 2025", "until until Friday", "12:99 p.m.", "99:00", "T12", "Q5 2025", "H3 2025",
	"the 100th Friday of May", "the last last Friday of of May", "“Friday”", "Montag 5. Mai 2025", "5\u00a0May\u00a02025", "٣ May", "Friday\u2019s", "é 2025 é",
	"in a thousand thousand years", "29 February 1900", "the next 9999 years", "the past 9999 years", "a hundred hundred centuries later. In 2025. A hundred centuries later.",
	"January 1, 9999. The following year. Two decades later.", "2024-13-45", "13/13/2013", "in 2025-", "2025/", "by the end of the end of 2025", "the middle of the middle",
}

func TestLaws(t *testing.T) {
	for _, s := range oddTexts {
		checkLaws(t, s, "2024-09-07")
		checkLaws(t, s, "")
		checkLaws(t, s, "0000-01-01")
		checkLaws(t, s, "9999-12-31")
	}
}

func FuzzRead(f *testing.F) {
	for i, s := range oddTexts {
		f.Add(s, []string{"2024-09-07", "", "9999-12-31", "0000-01-01"}[i%4])
	}
	f.Add("They will leave by 5 p.m. on Friday, May 3 and 4, 2025, or within two years of it.", "2024-02-29")
	f.Fuzz(func(t *testing.T, s, published string) {
		if !utf8.ValidString(s) {
			return
		}
		checkLaws(t, s, published)
	})
}

// quiet is a kilobyte of text without a time.
var quiet = strings.Repeat("The council of the town said the new bridge over the river was too narrow for trucks and asked the builders to widen it. ", 9)

// TestNoAllocation holds that text without a time costs Find no memory.
func TestNoAllocation(t *testing.T) {
	tx := text.New(quiet)
	var tokens [][]token.Token
	for _, s := range sentence.Split(tx) {
		tokens = append(tokens, token.Split(tx, s.Span))
	}
	if len(when.Find(tx, tokens)) != 0 {
		t.Fatal("a time was found")
	}
	if n := testing.AllocsPerRun(50, func() { when.Read(tx, tokens, calendar.Day{}) }); n != 0 {
		t.Errorf("%v allocations for text without a time", n)
	}
}

// news is a text as dense in times as news is.
var news = strings.Repeat(`The council of the town said on Tuesday that the new bridge over the river was too narrow for trucks.
It asked the builders to widen it by the end of 2026, and the mayor promised to find the money within two years.
Nobody knows who will pay. The old bridge was closed in March after a lorry had hit one of its pillars.
“We shall see,” a spokesman of the builders told reporters, adding that the plans were on the table.
The river is wide and slow there, and boats go up and down it with sand, grain and coal for the towns above.
`, 40)

// BenchmarkTimes is the way from a text to its times: sentences, tokens, Find and Resolve.
func BenchmarkTimes(b *testing.B) {
	b.SetBytes(int64(len(news)))
	b.ReportAllocs()
	for b.Loop() {
		read(news, "2024-09-07")
	}
}

// BenchmarkRead is Find and Resolve alone.
func BenchmarkRead(b *testing.B) {
	tx := text.New(news)
	var tokens [][]token.Token
	for _, s := range sentence.Split(tx) {
		tokens = append(tokens, token.Split(tx, s.Span))
	}
	day, _ := calendar.Parse("2024-09-07")
	b.SetBytes(int64(len(news)))
	b.ReportAllocs()
	for b.Loop() {
		when.Read(tx, tokens, day)
	}
}
