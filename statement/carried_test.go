package statement

import "testing"

// TestCarried holds which sentences take the time of the one before.
func TestCarried(t *testing.T) {
	for text, want := range map[string]string{
		"The region will move to level 3 on Monday. This means that restaurants will be closed.":           "2031-05-05..2031-05-05",
		"The region will move to level 3 on Monday. The mayor said that restaurants will be closed.":       "",
		"The region will move to level 3 on Monday. This means that restaurants will be closed next year.": "2032-01-01..2032-12-31",
	} {
		in := input(text)
		found := Find(in)
		last := found[len(found)-1]
		got := ""
		if !last.When.Window.IsZero() {
			got = last.When.Window.String()
		}
		if in.Text.Slice(last.Action) != "closed" || got != want {
			t.Errorf("%s\n %s: got %q, want %q", text, in.Text.Slice(last.Action), got, want)
		}
	}
}
