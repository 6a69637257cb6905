package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
)

// short is the beginning of an id that people are shown.
func short(id string) string { return id[:min(len(id), 6)] }

func window(w calendar.Window) string {
	switch {
	case w.IsZero():
		return ""
	case w.Earliest == w.Latest:
		return w.Latest.String()
	}
	return w.String()
}

func who(m *ledger.Commitment) string {
	name, _ := m.Actor()
	return name
}

func what(m *ledger.Commitment) string {
	title := printable(m.Title())
	if name := who(m); name != "" {
		title = strings.TrimPrefix(title, name+": ")
	}
	return title
}

func moved(m *ledger.Commitment) string {
	if len(m.Slips) == 0 {
		return ""
	}
	return fmt.Sprintf("%dx %+d d", len(m.Slips), m.Window.Latest.Sub(m.Baseline.Latest))
}

func statusWords(s ledger.Status) string {
	if s.Summary == ledger.Done {
		switch s.Schedule {
		case "late":
			return fmt.Sprintf("done %s late", counted(s.Days, "day"))
		case "on-time":
			return "done on time"
		}
	}
	return string(s.Summary)
}

// word is on whose word the last date stands.
func word(m *ledger.Commitment) string {
	if it := lastSaying(m); it != nil {
		return chain(it)
	}
	return ""
}

// lastSaying is the last statement that says the window of a commitment, or of one without a window none;
// nil where there is no such statement.
func lastSaying(m *ledger.Commitment) *ledger.Item {
	for _, it := range slices.Backward(m.Items) {
		if it.Window() == m.Window {
			return it
		}
	}
	return nil
}

// chain is on whose word a statement stands, innermost first.
func chain(it *ledger.Item) string {
	var names []string
	for _, s := range it.Sources {
		names = append(names, cmp.Or(s.Name, s.Text))
	}
	return strings.Join(names, " > ")
}

// quote prints a statement with its words.
func quote(w io.Writer, it *ledger.Item) {
	kind := string(it.Act)
	if it.Change != "" {
		kind += ": " + it.Change
	}
	day := it.Published.String()
	if day == "" {
		day = "no day"
	}
	fmt.Fprintf(w, "    %s  %s  %s  %s\n", day, short(it.ID), kind, printable(strings.TrimSpace(it.Name+" "+it.Publisher)))
	fmt.Fprintf(w, "      %q\n", strings.Join(strings.Fields(it.Sentence), " "))
	if c := chain(it); c != "" {
		fmt.Fprintf(w, "      said by %s\n", printable(c))
	}
	if it.When.Text != "" {
		fmt.Fprintf(w, "      %q = %s\n", it.When.Text, cmp.Or(window(it.Window()), "no day"))
	}
}

// lapses are the times in which the last day had passed and no new one was named, and how many days that
// makes up to a day.
func lapses(m *ledger.Commitment, today calendar.Day) (times []string, days int) {
	last := m.Baseline.Latest
	for _, s := range m.Slips {
		if n := s.Item.Published.Sub(last) - 1; !last.IsZero() && n > 0 {
			times = append(times, window(calendar.Window{Earliest: last.AddDays(1), Latest: s.Item.Published.AddDays(-1)}))
			days += n
		}
		last = s.Window.Latest
	}
	if m.On(today).Schedule == "overdue" {
		times = append(times, "since "+last.AddDays(1).String())
		days += today.Sub(last)
	}
	return times, days
}
