package attribution

import (
	"strings"
	"sync"

	"github.com/bywhen/bywhen/lexicon"
)

// frame is a way in which a reporting verb takes its content.
type frame uint8

const (
	clauseFrame    frame = 1 << iota // "said that"
	quoteFrame                       // "quipped"
	objectFrame                      // "announced a ban"
	tellFrame                        // the object is who was told
	objectToFrame                    // "urged them to go"
	objectForFrame                   // "called for a ban", "protested against it"
	objectOfFrame                    // "warned of floods"
)

var frameNames = map[string]frame{
	"clause": clauseFrame, "quote": quoteFrame, "object": objectFrame,
	"tell": tellFrame, "object-to": objectToFrame, "object-for": objectForFrame, "object-of": objectOfFrame,
}

// verb is what the list knows of a reporting verb.
type verb struct {
	typ    Type
	frames frame
}

// words are the lists of one language, made once and never changed.
type words struct {
	verbs         map[string]verb
	forms         map[string]verb // says, said: of verbs of assertion with a clause and of demand
	particles     lexicon.Set     // verbs that may have a particle that makes them another: "point"
	nouns         map[string]Type
	adjectives    lexicon.Set
	events        lexicon.Set // what can be announced: actions, and the plans that bind to them
	documents     lexicon.Set
	persons       map[string]byte // gender: 'f', 'm' or 0
	organisations lexicon.Set
	outlets       lexicon.Set
	outletWords   lexicon.Set
	outletNouns   lexicon.Set
	titles        map[string]byte
	givenNames    map[string]byte
}

var english = sync.OnceValue(func() *words {
	w := &words{
		verbs:         map[string]verb{},
		forms:         map[string]verb{},
		particles:     lexicon.Set{},
		nouns:         map[string]Type{},
		events:        lexicon.Set{},
		adjectives:    lexicon.LoadSet("en", "reporting-adjectives"),
		documents:     lexicon.LoadSet("en", "document-nouns"),
		persons:       genders("person-nouns"),
		organisations: lexicon.LoadSet("en", "organisation-nouns"),
		outlets:       lexicon.LoadSet("en", "outlets"),
		outletWords:   lexicon.LoadSet("en", "outlet-words"),
		outletNouns:   lexicon.LoadSet("en", "outlet-nouns"),
		titles:        genders("person-titles"),
		givenNames:    genders("given-names"),
	}
	for _, list := range []string{"event-nouns", "plans"} {
		for name := range lexicon.LoadSet("en", list) {
			w.events[name] = true
		}
	}
	for name, fields := range lexicon.LoadTable("en", "reporting-verbs") {
		v := verb{typ: Type(fields[0])}
		for _, f := range strings.Fields(fields[1]) {
			v.frames |= frameNames[f]
		}
		w.verbs[name] = v
		if v.typ == Assertion && v.frames&clauseFrame != 0 || v.typ == Demand {
			w.forms[name] = v
			for _, form := range inflected(name) {
				w.forms[form] = v
			}
		}
		if first, _, ok := strings.Cut(name, " "); ok {
			w.particles[first] = true
		}
	}
	for name, fields := range lexicon.LoadTable("en", "reporting-nouns") {
		w.nouns[name] = Type(fields[0])
	}
	return w
})

// genders reads a list whose field, where there is one, is f or m.
func genders(name string) map[string]byte {
	out := map[string]byte{}
	for word, fields := range lexicon.LoadTable("en", name) {
		out[word] = 0
		if len(fields) > 0 && fields[0] != "" {
			out[word] = fields[0][0]
		}
	}
	return out
}
