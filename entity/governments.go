package entity

import (
	"embed"
	"strings"
	"sync"

	"github.com/bywhen/bywhen/internal/names"
	"github.com/bywhen/bywhen/lexicon"
	"github.com/bywhen/bywhen/token"
)

//go:embed en/*.txt
var files embed.FS

var (
	//go:embed data/words.bin
	wordsFile string
	//go:embed data/phrases.bin
	phrasesFile string
	//go:embed data/places.bin
	placesFile string
	//go:embed data/names.bin
	namesFile string
)

// known is all that the package carries. The tables are used as they lie in the program.
type known struct {
	lists       names.Lists
	model       *names.Model
	governments []government
	countries   map[string]int    // names of countries to governments
	demonyms    map[string]int    // "iraqi"
	seats       map[string]int    // capitals, palaces, ministries
	acts        map[string]bool   // verbs of which governments are the subject
	aliases     map[string]string // "un" to "united nations"
	stateNouns  map[string]bool   // "officials": what stands for the government whose they are
	bodies      map[string]bool   // "parliament": what does not
	posts       map[string]bool   // "minister"
}

type government struct{ slug, iso, name string }

// load opens the lists and the model, which are part of the program: tests open them, so that it
// panics on a broken one.
var load = sync.OnceValue(func() *known {
	k := &known{countries: map[string]int{}, demonyms: map[string]int{}, seats: map[string]int{}}
	for _, t := range []struct {
		table *names.Table
		data  string
	}{{&k.lists.Words, wordsFile}, {&k.lists.Phrases, phrasesFile}, {&k.lists.Places, placesFile}} {
		var err error
		if *t.table, err = names.OpenTable(t.data); err != nil {
			panic(err)
		}
	}
	var err error
	if k.model, err = names.OpenModel(namesFile); err != nil {
		panic(err)
	}
	for i, e := range list("governments") {
		name, _, _ := strings.Cut(e.Fields[1], "|")
		k.governments = append(k.governments, government{slug: e.Word, iso: e.Fields[0], name: name})
		for j, m := range []map[string]int{k.countries, k.demonyms, k.seats} {
			for name := range strings.SplitSeq(e.Fields[1+j], "|") {
				if name != "" {
					m[spaced(names.Split(name))] = i
				}
			}
		}
	}
	k.acts, k.stateNouns, k.bodies, k.posts = set("acts"), set("state-nouns"), set("state-bodies"), set("posts")
	k.aliases = map[string]string{}
	for _, e := range list("aliases") {
		k.aliases[spaced(names.Split(e.Word))] = e.Fields[0]
	}
	return k
})

// IsDemonym reports whether a word in lower case names the people of a country: "iraqi".
func IsDemonym(word string) bool { return peoples()[word] }

// peoples are the demonyms alone, for those who need none of the rest.
var peoples = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, e := range list("governments") {
		for name := range strings.SplitSeq(e.Fields[2], "|") {
			all[name] = name != ""
		}
	}
	return all
})

func list(name string) []lexicon.Entry {
	data, err := files.ReadFile("en/" + name + ".txt")
	if err != nil {
		panic("entity: " + err.Error())
	}
	entries, err := lexicon.Parse("entity/en/"+name+".txt", string(data))
	if err != nil {
		panic("entity: " + err.Error())
	}
	return entries
}

func set(name string) map[string]bool {
	m := map[string]bool{}
	for _, e := range list(name) {
		m[e.Word] = true
	}
	return m
}

// spaced joins words as the maps of names have them.
func spaced(words []string) string { return strings.Join(words, " ") }

// folded are the words of tokens as the maps of names have them, without "the" before them.
func folded(tokens []token.Token) string {
	var b strings.Builder
	for i := range tokens {
		w := names.Fold(tokens[i].Lower)
		if i == 0 && w == "the" && len(tokens) > 1 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

// slug writes words as keys have them.
func slug(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == ' ' || r == '-' || r == '/' || r == ',':
			if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
				b.WriteByte('-')
			}
		case r == '.' || r == '\'' || r == '"' || r == '(' || r == ')':
		default:
			b.WriteRune(r)
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}
