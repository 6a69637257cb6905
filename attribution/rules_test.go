package attribution_test

import (
	"testing"

	"github.com/bywhen/bywhen/attribution"
)

func TestRules(t *testing.T) {
	fires := func(rule, in string) bool {
		_, _, atts := read(in)
		for _, a := range atts {
			if a.Rule == rule {
				return true
			}
		}
		return false
	}
	names := map[string]bool{}
	for _, r := range attribution.Rules() {
		if names[r.Name] || len(r.Yes) == 0 || len(r.No) == 0 {
			t.Errorf("%s: stands twice, or lacks examples", r.Name)
		}
		names[r.Name] = true
		for _, in := range r.Yes {
			if !fires(r.Name, in) {
				t.Errorf("%s does not fire in %q", r.Name, in)
			}
		}
		for _, in := range r.No {
			if fires(r.Name, in) {
				t.Errorf("%s fires in %q", r.Name, in)
			}
		}
	}
}
