package statement

import "testing"

// TestSlots holds who acts, the action and what it is done to, where more than a subject and an object tell.
func TestSlots(t *testing.T) {
	for text, want := range map[string][3]string{
		"Norvane will become a member of the Union by 2032.":             {"Norvane", "become", "a member of the Union"},
		"Ann Varga will serve as president until May 2032.":              {"Ann Varga", "serve", "president"},
		"Ann Varga announced her plan to leave the party.":               {"Ann Varga", "leave", "the party"},
		"The plan requires a go-ahead from both capitals.":               {"both capitals", "go-ahead", ""},
		"Lodavia suspends flights until 3 May and restricts its visits.": {"Lodavia", "flights", ""},
	} {
		in := input(text)
		found := Find(in)
		if len(found) == 0 {
			t.Errorf("%s: nothing is found", text)
			continue
		}
		s := found[0]
		got := [3]string{in.Text.Slice(s.Actor.Span), in.Text.Slice(s.Action), in.Text.Slice(s.What.Span)}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestTimeBeforeAnd holds that a time before "and" bounds what stands before it, and nothing behind it.
func TestTimeBeforeAnd(t *testing.T) {
	in := input("Lodavia suspends flights until 3 May and will restrict visits.")
	for _, s := range Find(in) {
		want := ""
		if in.Text.Slice(s.Action) == "flights" {
			want = "until 3 May"
		}
		if got := in.Text.Slice(s.When.Span); got != want {
			t.Errorf("%q is bound by %q, want %q", in.Text.Slice(s.Action), got, want)
		}
	}
}

// TestLemmas holds which words name an action in its basic form.
func TestLemmas(t *testing.T) {
	for sentence, want := range map[string]string{
		"The new rules take effect in 2032.":                                   "take effect",
		"Lodavia will pull out its troops in 2032.":                            "pull out",
		"Lodavia will hand over the power station to Norvane by 30 June 2032.": "hand over",
		"The summit will take place in Port Casimir.":                          "take place",
		"Lodavia will take the northern bridge next year.":                     "take",
	} {
		if found := Find(input(sentence)); len(found) != 1 || found[0].Lemma != want {
			t.Errorf("%s: %+v, want %q", sentence, found, want)
		}
	}
}
