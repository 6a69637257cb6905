package statement

import (
	"fmt"
	"strings"
	"testing"
)

// TestEchoes holds which words speak of an action without being a statement, and what they tell of it.
func TestEchoes(t *testing.T) {
	for text, want := range map[string]string{
		"The last crews leave the dam.":                                          "outcome done: The last crews / leave",
		"Keld Airlines begins withdrawing its crews from Sarn.":                  "outcome begun: Keld Airlines / withdrawing",
		"After the withdrawal of the crews, the port was quiet.":                 "mention:  / withdrawal",
		"The port closed after the withdrawal of the crews.":                     "outcome done: The port / closed; outcome done:  / withdrawal",
		"The port will close after the withdrawal of the crews.":                 "mention:  / withdrawal",
		"Voters in Arvenia go to the polls for the first round of the election.": "mention: Voters in Arvenia / go; mention:  / polls; outcome done: Voters in Arvenia / election",
		"Voters will go to the polls for the election.":                          "mention:  / polls; mention:  / election",
		"The river is wide.":            "",
		"The crowd cheered the singer.": "",
	} {
		var got []string
		in := input(text)
		for _, s := range Echoes(in) {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s", s.Act, s.Change))+fmt.Sprintf(": %s / %s", in.Text.Slice(s.Actor.Span), in.Text.Slice(s.Action)))
		}
		if joined := strings.Join(got, "; "); joined != want {
			t.Errorf("%s\n got  %s\n want %s", text, joined, want)
		}
	}
}

// TestEchoesAreNoStatements holds that no word is both.
func TestEchoesAreNoStatements(t *testing.T) {
	in := input("Keld Airlines will withdraw its crews by May. After the withdrawal the port will be sold, and the talks begin on Monday.")
	for _, s := range Find(in) {
		for _, e := range Echoes(in) {
			if s.Action == e.Action {
				t.Errorf("%q is both", in.Text.Slice(s.Action))
			}
		}
	}
}

// TestYearsInNames holds that the year of a name bounds nothing.
func TestYearsInNames(t *testing.T) {
	for text, want := range map[string]string{
		"The 2031 Spring Games will be held in Sarn.":       "",
		"The Spring Games will be held in Sarn in 2032.":    "in 2032",
		"The troops must leave before a deadline on 9 May.": "on 9 May",
	} {
		in := input(text)
		for _, s := range Find(in) {
			if got := in.Text.Slice(s.When.Span); got != want {
				t.Errorf("%s: bound by %q, want %q", text, got, want)
			}
			if want == "on 9 May" && !s.When.Window.Earliest.IsZero() {
				t.Errorf("%s: a deadline leaves the days before it", text)
			}
		}
	}
}
