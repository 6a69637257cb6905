package train

import "testing"

// TestFramesAreTrees holds that each frame of frames.txt is a whole tree, however it is filled.
func TestFramesAreTrees(t *testing.T) {
	trees, err := readFrames(framesText).trees(20)
	if err != nil {
		t.Fatal(err)
	}
	for _, tree := range trees {
		line := ""
		roots := 0
		for i, w := range tree.Words {
			line += tree.Tokens[i].Text + " "
			if w.Head < 0 {
				roots++
			}
			steps := 0
			for at := i; at >= 0; at = tree.Words[at].Head {
				if steps++; steps > tree.Len() {
					t.Fatalf("%s: %q hangs in a circle", line, tree.Tokens[i].Text)
				}
			}
			if w.Rel == "" || w.Rel == "x" || (w.Rel == "root") != (w.Head < 0) {
				t.Errorf("%s: relation %q", line, w.Rel)
			}
		}
		if roots != 1 {
			t.Errorf("%s: %d roots", line, roots)
		}
	}
}
