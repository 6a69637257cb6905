package query

import (
	"strings"
	"testing"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/statement"
)

func day(s string) calendar.Day {
	d, _ := calendar.Parse(s)
	return d
}

var ferry = ledger.NewCommitment([]*ledger.Item{
	{
		Statement: ledger.Statement{
			ID: "7K3Q", Act: statement.Undertake, Lemma: "open", Certainty: statement.Certain, Actor: ledger.Phrase{Text: "the city of Harrow"},
			What: ledger.Phrase{Text: "tram line 4"}, Latest: day("2026-06-30"), Sentence: "The city of Harrow will open tram line 4 by July.",
			Sources: []ledger.Source{{Text: "the mayor", Name: "Ilse Maron"}},
		},
		Name: "post-1", Report: "R1", Published: day("2026-01-05"), Class: "open", Places: []string{"harrow"},
	},
	{
		Statement: ledger.Statement{ID: "9F2C", Act: statement.Revise, Change: "delayed", Lemma: "opening", Latest: day("2026-12-31"), Sentence: "The opening slips to the end of the year."},
		Name:      "post-2", Report: "R2", Published: day("2026-05-20"), Class: "open",
	},
}, nil)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		query string
		want  bool
	}{
		{"", true},
		{"tram", true},
		{"TRAM line", true},
		{"bus", false},
		{"-bus", true},
		{"-tram", false},
		{`who:"city of Harrow"`, true},
		{"who:maron", false},
		{"src:maron", true},
		{"where:harrow what:tram", true},
		{"due:2026-12", true},
		{"due:2026", true},
		{"due:<2026-12", false},
		{"due:<=2026-12", true},
		{"due:>2026-11-30", true},
		{"due:none", false},
		{"-due:none", true},
		{"first:2026-06", true},
		{"said:2026-05-20", true},
		{"slips:1", true},
		{"slips:>1", false},
		{"status:due", true},
		{"-status:overdue", true},
		{"class:open in:post-2 id:7k", true},
		{"review:unreviewed origins:>=2", true},
		{"conflicts:0", true},
		{"slips:1+", true},
		{"slips:2+", false},
		{"id:zz,7k3q", true},
		{"status:done,due", true},
		{"status:done,overdue", false},
		{"actor:harrow place:harrow source:maron", true},
		{"due:2026-11/2026-12", true},
		{`"Harrow will open"`, true},
		{`-"Harrow will open"`, false},
		{"due:>2026-01 due:<2027", true},
	} {
		q, err := Parse(c.query)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		if got := q.Match(ferry, day("2026-12-20")); got != c.want {
			t.Errorf("%s: %v, want %v", c.query, got, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for query, want := range map[string]string{
		`tram who:"city`:      `the query, at character 6, "who:\"city": the quotation mark is not closed`,
		`ü due:soon x`:        `the query, at character 3, "due:soon": due:soon is no day`,
		`""`:                  "there is nothing between the quotation marks",
		"review:maybe":        `no review is called "maybe"`,
		"status:due,x":        `no status is called "x"`,
		"due:2026-12/2026-01": "is no day",
		"slips:-1":            "slips:-1 is no number",
		"whom:harrow":         `no field is called "whom"`,
		"due:soon":            "due:soon is no day, month or year",
		"due:":                "due: there is no value",
		"status:late":         `no status is called "late"`,
		"slips:many":          "slips:many is no number",
		"who:<harrow":         "who: < needs a day or a number",
		"due:<2026-13":        "due:2026-13 is no day",
		"due:2026-01/..":      "is no day",
	} {
		if _, err := Parse(query); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", query, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`who:"Ministry of Defence" -status:overdue due:<2026-12 withdrawal`)
	f.Fuzz(func(t *testing.T, s string) {
		if q, err := Parse(s); err == nil {
			q.Match(ferry, day("2026-12-20"))
			q.Filter(day("2026-12-20"))
			return
		} else if at := err.(*Error).At; at < 1 || at > len([]rune(s)) {
			t.Errorf("%q: the mistake is at character %d", s, at)
		}
	})
}
