package bywhen_test

import (
	"strings"
	"testing"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/article"
	"github.com/bywhen/bywhen/calendar"
)

func TestPublishedConflict(t *testing.T) {
	published, _ := calendar.Date(2019, 3, 5)
	for _, c := range []struct {
		name, text, want string // want is part of the note, "" for none
	}{
		{"a finished event after the day", "The council opened the bridge on 6 May 2024. It will be painted next week.", "“6 May 2024”"},
		{"a month", "The talks ended with a January 2021 vote that called for new elections.", "“January 2021”"},
		{"a year", "Sales fell by a third in 2023. The company plans to close a mine next year.", "“2023”"},
		{"a dateline", "ORLO, 9 June 2024 - The ferry will sail again on Monday.", "the dateline says 2024-06-09"},
		{"a date line", "Ferry to sail again\nJune 9, 2024\nThe ferry will sail again on Monday.", "the dateline says 2024-06-09"},

		{"a plan", "The council will open the bridge on 6 May 2024.", ""},
		{"a plan told in the past", "The opening was scheduled for 6 May 2024.", ""},
		{"an agreement about a later day", "Both sides agreed to meet on 6 May 2024.", ""},
		{"a term that ends later", "He was jailed until 2034.", ""},
		{"a name with a year", "She won a place in the 2024 championship.", ""},
		{"the same weeks", "ORLO, 6 March 2019 - The ferry sailed on 4 March 2019.", ""},
		{"background", "The bridge closed in 2011 and was torn down on 3 May 2014.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			for _, n := range bywhen.Read(article.Document{Text: c.text, Published: published}).Notes {
				if n.Rule == bywhen.PublishedConflict {
					got += n.Message
				}
			}
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("%s: got %q, want %q", c.text, got, c.want)
			}
		})
	}
}
