package statement

import (
	"strings"
	"sync"

	"github.com/bywhen/bywhen/lexicon"
	"github.com/bywhen/bywhen/parse"
)

// frame is one complement in which a cue's action stands; lexicon/en/cues.txt describes each.
type frame struct {
	kind frameKind
	prep string // of the kinds with a preposition
	any  bool   // any noun will do, not only one that names an event
}

type frameKind uint8

const (
	infinitive       frameKind = iota // to
	passiveInf                        // pass.to
	objectInf                         // obj.to
	prepInf                           // P:to
	finite                            // that
	gerund                            // ing
	prepGerund                        // P:ing
	objectPrepGerund                  // obj.P:ing
	object                            // obj, obj!
	prepNoun                          // P:n, P:n!
	self                              // self
	selfDated                         // self.date
)

// cue is what one entry of lexicon/en/cues.txt says.
type cue struct {
	word      string // "agree.v"
	act       Act
	change    string
	certainty Certainty
	polarity  Polarity
	frames    []frame
}

// has reports whether one of the cue's frames is of the kind.
func (c cue) has(kind frameKind) bool {
	for _, f := range c.frames {
		if f.kind == kind {
			return true
		}
	}
	return false
}

var cues = sync.OnceValue(func() map[string]cue {
	all := map[string]cue{}
	for word, fields := range lexicon.LoadTable("en", "cues") {
		c := cue{word: word, act: Act(fields[0]), certainty: Certain, polarity: Positive}
		for _, f := range strings.Split(fields[1], ",") {
			c.frames = append(c.frames, parseFrame(f))
		}
		if len(fields) > 2 {
			for _, f := range strings.Split(fields[2], ";") {
				key, value, _ := strings.Cut(f, "=")
				switch key {
				case "change":
					c.change = value
				case "certainty":
					c.certainty = Certainty(value)
				case "polarity":
					c.polarity = Polarity(value)
				default:
					panic("lexicon/en/cues.txt: " + word + ": no such attribute: " + f)
				}
			}
		}
		all[word] = c
	}
	return all
})

func parseFrame(s string) frame {
	name, kind, hasPrep := strings.Cut(s, ":")
	bare := strings.TrimSuffix(kind, "!")
	if hasPrep {
		f := frame{prep: name, any: kind != bare}
		switch bare {
		case "n":
			f.kind = prepNoun
		case "to":
			f.kind = prepInf
		case "ing":
			f.kind = prepGerund
			if strings.HasPrefix(name, "obj.") {
				f.kind, f.prep = objectPrepGerund, strings.TrimPrefix(name, "obj.")
			}
		default:
			panic("lexicon/en/cues.txt: no such frame: " + s)
		}
		return f
	}
	switch s {
	case "to":
		return frame{kind: infinitive}
	case "pass.to":
		return frame{kind: passiveInf}
	case "obj.to":
		return frame{kind: objectInf}
	case "that":
		return frame{kind: finite}
	case "ing":
		return frame{kind: gerund}
	case "obj":
		return frame{kind: object}
	case "obj!":
		return frame{kind: object, any: true}
	case "self":
		return frame{kind: self}
	case "self.date":
		return frame{kind: selfDated}
	}
	panic("lexicon/en/cues.txt: no such frame: " + s)
}

// cueAt is the cue that word i of the tree is, if it is one. A verb is asked for with its
// particle first ("put off"), then alone.
func cueAt(tree *parse.Tree, i int) (cue, bool) {
	w := tree.Words[i]
	pos := ""
	switch w.Tag {
	case parse.VERB:
		pos = ".v"
		if p := tree.Particle(i); p >= 0 {
			if c, ok := cues()[w.Lemma+" "+tree.Words[p].Lemma+pos]; ok {
				return c, true
			}
		}
	case parse.NOUN, parse.PROPN:
		if w.Lemma == "order" && i > 0 && tree.Tokens[i-1].Lower == "in" {
			return cue{}, false // "in order to"
		}
		pos = ".n"
	case parse.ADJ:
		pos = ".a"
	case parse.ADV:
		pos = ".d"
	default:
		return cue{}, false
	}
	c, ok := cues()[strings.ToLower(w.Lemma)+pos]
	return c, ok
}

var eventNouns = sync.OnceValue(func() lexicon.Set { return lexicon.LoadSet("en", "event-nouns") })

// isEvent reports whether word i is a noun that names an action or a planned event.
func isEvent(tree *parse.Tree, i int) bool {
	w := tree.Words[i]
	if w.Tag == parse.VERB {
		return w.Form == parse.Gerund
	}
	return (w.Tag == parse.NOUN || w.Tag == parse.PROPN) && eventNouns()[strings.ToLower(w.Lemma)]
}
