package ledger

import (
	"slices"
	"strings"
	"unicode"
)

// editions are what tells one event of a kind from the next: the year of a name ("the 2031 Summer Games"), the
// round of an election and what is elected, the number of a flight ("Norvane 7"). Each is its kind and its
// number, such as "round-2"; two of one kind that differ keep statements apart.
func (it *Item) editions(phrases []string) []string {
	var all []string
	before, _, _ := strings.Cut(it.Sentence, it.Action.Text)
	near := strings.Fields(before)
	named := strings.Join(near[max(0, len(near)-nearName):], " ") + " " + it.Action.Text
	if it.polls() {
		named = it.Sentence // "go to the polls for the runoff"
	}
	switch {
	case it.Class == "elect" || it.Class == "vote":
		all = rounds(append(phrases, named))
	case gatherings[it.Class]:
		phrases = append(phrases, named)
	case !flights[it.Class]:
		return nil
	}
	for _, phrase := range phrases {
		if _, after, ok := strings.Cut(it.Sentence, phrase+" "); ok && phrase != "" { // "the crew of Norvane | 7"
			next, _, _ := strings.Cut(after, " ")
			phrase += " " + next
		}
		words := strings.FieldsFunc(phrase, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
		for i, w := range words {
			switch {
			case isYear(w) && (gatherings[it.Class] || flights[it.Class]) && i+1 < len(words) && (i == 0 || !cutters[strings.ToLower(words[i-1])]):
				all = append(all, "year-"+w)
			case flights[it.Class] && i > 0 && isShort(w) && unicode.IsUpper(rune(words[i-1][0])) && strings.ToLower(words[i-1]) != "falcon":
				all = append(all, strings.ToLower(words[i-1])+"-"+w)
			case flights[it.Class] && unicode.IsUpper(rune(w[0])) && strings.Contains(w, "-") && unicode.IsDigit(rune(w[len(w)-1])):
				all = append(all, strings.ToLower(w)) // "MS-10"
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// anotherEdition reports whether of one kind of edition own are known and theirs, and none is the same.
func anotherEdition(own []string, theirs map[string]int) bool {
	return len(theirs) > 0 && slices.ContainsFunc(own, func(e string) bool {
		kind := e[:strings.LastIndexByte(e, '-')+1]
		other := false
		for t := range theirs {
			if strings.HasPrefix(t, kind) && t[len(kind):] != "" {
				if slices.Contains(own, t) {
					return false
				}
				other = true
			}
		}
		return other
	})
}

// flights are the classes of what crews and craft do under a number.
var flights = map[string]bool{"fly": true, "land": true, "return": true}

func isYear(w string) bool { return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && isShort(w[2:]) }

// isShort reports whether a word is a number of at most three digits.
func isShort(w string) bool {
	return w != "" && len(w) <= 3 && !strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsDigit(r) })
}

// rounds are the round of an election, and what is elected where its name says it: "the runoff of the
// presidential election".
func rounds(phrases []string) []string {
	var all []string
	for _, phrase := range phrases {
		words := strings.FieldsFunc(strings.ToLower(phrase), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
		for i, w := range words {
			switch {
			case w == "runoff" || w == "run-off":
				all = append(all, "round-2")
			case w == "round" && i > 0 && roundOf[words[i-1]] != "":
				all = append(all, roundOf[words[i-1]])
			case officeOf[w] != "":
				all = append(all, officeOf[w])
			}
		}
	}
	return all
}

// nearName is how many words before an event name which it is: "the first round of the presidential election".
const nearName = 6

var roundOf = map[string]string{"first": "round-1", "second": "round-2", "final": "round-2", "third": "round-3"}

// officeOf are the words that say what is elected.
var officeOf = map[string]string{"presidential": "office-1", "parliamentary": "office-2", "legislative": "office-2", "local": "office-3",
	"municipal": "office-3", "regional": "office-4", "mayoral": "office-5", "gubernatorial": "office-6", "primary": "office-7", "primaries": "office-7"}

// weapons are what is launched in an attack.
var weapons = map[string]bool{"missile": true, "rocket": true, "drone": true, "barrage": true, "airstrike": true, "mortar": true, "projectile": true, "grenade": true}

// spaceflight are the words of flights into space, of which one is enough to say what a launch or a mission is.
var spaceflight = map[string]bool{"satellite": true, "spacecraft": true, "astronaut": true, "cosmonaut": true, "taikonaut": true, "orbit": true,
	"orbital": true, "orbiter": true, "lander": true, "rover": true, "spaceflight": true, "spaceport": true, "cosmodrome": true, "lunar": true,
	"nasa": true, "spacex": true, "roscosmos": true, "isro": true, "jaxa": true, "capsule": true, "liftoff": true}

// launchClass is the class of a launch: an attack with what is a weapon, a flight into space; "" for what is
// opened or begun otherwise.
func launchClass(thing, sentence string) string {
	words, head := content(clipped(thing))
	if words = append(words, head); !slices.ContainsFunc(words, func(w string) bool { return spaceflight[w] }) &&
		slices.ContainsFunc(words, func(w string) bool { return weapons[w] || classes()[w] == "attack" }) {
		return "attack"
	}
	all, _ := content(sentence)
	if slices.ContainsFunc(all, func(w string) bool { return spaceflight[w] }) || strings.Contains(strings.ToLower(sentence), "space station") {
		return "fly"
	}
	if slices.ContainsFunc(all, func(w string) bool { return w == "missile" || w == "airstrike" }) {
		return "attack"
	}
	return ""
}
