package when_test

import "testing"

func TestAmountsAgreeWithTheDatesBesideThem(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The 2026 deadline will come nearly seven years after the vote of January 2020.", "duration-agrees"},
		{"The mine closed in 2015, seven years after the strike of 2005.", "duration-disagrees"},
		{"In May 2020, two years after the fire of May 2018, it reopened.", "duration-agrees"},
		{"The treaty of 1998 was signed three years before the war of 2010.", "duration-disagrees"},
		{"The bridge opened in June 2021, six months after the tunnel in December 2020.", "duration-agrees"},
		{"The bridge opened in 2021 after six months of work.", ""},
		{"Seven years after the vote nothing has changed.", ""},
		{"In 2015 he was 20 years older than in 2010.", ""},
	} {
		_, _, notes := read(c.text, "2024-09-07")
		got := ""
		for _, n := range notes {
			if n.Rule == "duration-agrees" || n.Rule == "duration-disagrees" {
				got = n.Rule
			}
		}
		if got != c.want {
			t.Errorf("%s\ngot  %q: %v\nwant %q", c.text, got, notes, c.want)
		}
	}
}
