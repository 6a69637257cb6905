package parse

import (
	"strings"
	"sync"

	"github.com/bywhen/bywhen/lexicon"
	"github.com/bywhen/bywhen/token"
)

// irregular are the forms whose base no rule gives: "left VERB" to "leave".
var irregular = sync.OnceValue(func() map[string][]string { return lexicon.LoadTable("en", "irregular-forms") })

// bases are the verbs.
var bases = sync.OnceValue(func() lexicon.Set { return lexicon.LoadSet("en", "verb-bases") })

// lemma is the base form of a word, in lower case but for names.
func lemma(t *token.Token, w Word) string {
	lower := t.Lower
	switch w.Tag {
	case PROPN:
		return t.Text
	case VERB, AUX:
		switch lower {
		case "'ll", "wo":
			return "will"
		case "ca":
			return "can"
		case "'re", "'m", "ai", "is", "are", "was", "were", "am", "been", "being", "be":
			return "be"
		case "'ve":
			return "have"
		case "'d":
			if w.Form == ModalVerb {
				return "would"
			}
			return "have"
		case "'s":
			if w.Form == Participle {
				return "have"
			}
			return "be"
		}
		if w.Form == Base || w.Form == ModalVerb || w.Form == Present && w.Penn == "VBP" {
			return lower
		}
		return verbBase(lower, w.Form)
	case NOUN:
		if w.Plural {
			return nounBase(lower)
		}
	case ADJ, ADV:
		switch w.Penn {
		case "JJR", "RBR", "JJS", "RBS":
			return adjectiveBase(lower)
		}
	case PART:
		if lower == "n't" || lower == "nt" {
			return "not"
		}
	}
	return lower
}

// listed is the base of an irregular form as a kind of word: "v", "n" or "a".
func listed(form, kind string) (string, bool) {
	for _, f := range irregular()[form] {
		if k, base, ok := strings.Cut(f, ":"); ok && k == kind {
			return base, true
		}
	}
	return "", false
}

func verbBase(s string, f Form) string {
	if base, ok := listed(s, "v"); ok {
		return base
	}
	switch {
	case f == Present && strings.HasSuffix(s, "s"):
		return third(s)
	case f == Gerund && strings.HasSuffix(s, "ing") && len(s) > 4:
		return stem(s[:len(s)-3])
	case (f == Past || f == Participle) && strings.HasSuffix(s, "ied") && len(s) > 4:
		return s[:len(s)-3] + "y"
	case (f == Past || f == Participle) && strings.HasSuffix(s, "ed") && len(s) > 3:
		return stem(s[:len(s)-2])
	}
	return s
}

// third is the base of a form in -s.
func third(s string) string {
	switch {
	case strings.HasSuffix(s, "ies") && len(s) > 4:
		return s[:len(s)-3] + "y"
	case endsIn(s, "sses", "shes", "ches", "xes", "zzes", "oes"):
		return s[:len(s)-2]
	case strings.HasSuffix(s, "ss"):
		return s
	}
	return s[:len(s)-1]
}

// stem undoes what -ed and -ing did to the end of a verb: "stopp" to "stop", "mak" to "make". Of
// the possible bases it takes the one that is a verb.
func stem(s string) string {
	n := len(s)
	verbs := bases()
	if n > 2 && syllables(s) == 1 && vowel(s[n-2]) && !vowel(s[n-3]) && !vowel(s[n-1]) && verbs[s+"e"] {
		return s + "e" // "hop" of "hoped": that of "hopped" would be doubled
	}
	double := n > 2 && s[n-1] == s[n-2] && !vowel(s[n-1])
	switch {
	case verbs[s]:
		return s
	case verbs[s+"e"]:
		return s + "e"
	case double && verbs[s[:n-1]]:
		return s[:n-1]
	case double && s[n-1] != 'l' && s[n-1] != 's':
		return s[:n-1]
	case n > 2 && endsIn(s, "at", "iz", "is", "uc", "v", "dg", "ng", "u", "c"):
		return s + "e"
	}
	return s
}

func nounBase(s string) string {
	if base, ok := listed(s, "n"); ok {
		return base
	}
	switch {
	case !strings.HasSuffix(s, "s") || len(s) < 3:
		return s
	case strings.HasSuffix(s, "men"):
		return s[:len(s)-2] + "an"
	}
	return third(s)
}

func adjectiveBase(s string) string {
	if base, ok := listed(s, "a"); ok {
		return base
	}
	for _, suffix := range [...]string{"est", "er"} {
		b, ok := strings.CutSuffix(s, suffix)
		if !ok || len(b) < 3 {
			continue
		}
		n := len(b)
		switch {
		case b[n-1] == 'i':
			return b[:n-1] + "y"
		case b[n-1] == b[n-2] && !vowel(b[n-1]) && b[n-1] != 'l' && b[n-1] != 's':
			return b[:n-1]
		case endsIn(b, "ag", "rg", "c", "v", "at", "id", "ur", "af", "ut", "pl", "bl", "tl", "os", "ns", "ir", "in") && !endsIn(b, "eat", "our", "air", "ain"):
			return b + "e"
		}
		return b
	}
	return s
}

func endsIn(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

func vowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// syllables is the number of runs of vowels.
func syllables(s string) int {
	n := 0
	for i := range len(s) {
		if (vowel(s[i]) || s[i] == 'y' && i > 0) && (i == 0 || !vowel(s[i-1])) {
			n++
		}
	}
	return n
}
