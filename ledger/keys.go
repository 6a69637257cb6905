package ledger

import (
	"slices"
	"strings"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/text"
)

// Named are the keys of the entities (entity.Entity.Key) that the words of a statement name, in
// the order of the text.
type Named struct {
	Actor    []string `json:"actor,omitempty"`
	What     []string `json:"what,omitempty"`
	Place    []string `json:"place,omitempty"`
	Sentence []string `json:"sentence,omitempty"` // all of its sentence
}

// keysOf finds the entities of each statement.
func namedBy(r bywhen.Reading) []Named {
	found := entity.Find(r.Text, r.Trees)
	within := func(s text.Span) []string {
		var keys []string
		for _, m := range found.Mentions {
			if m.Entity < 0 || !s.Contains(m.Span) {
				continue
			}
			e := found.All[m.Entity]
			for _, k := range []string{e.Key, e.Side} {
				if k != "" && !slices.Contains(keys, k) {
					keys = append(keys, k)
				}
			}
		}
		return keys
	}
	all := make([]Named, len(r.Statements))
	for i, s := range r.Statements {
		all[i] = Named{within(s.Actor.Span), within(s.What.Span), within(s.Place.Span), within(s.Sentence)}
	}
	return all
}

// slugs are what is left of keys when governments and places of one country are not told apart:
// "iraq" of gov:iraq, loc:iraq and role:iraq/prime-minister. Keys of which kind is not are left out.
func slugs(keys []string, kinds string) []string {
	var all []string
	for _, key := range keys {
		kind, name, _ := strings.Cut(key, ":")
		if !strings.Contains(kinds, kind) {
			continue
		}
		if kind == "role" {
			name, _, _ = strings.Cut(name, "/")
		}
		if name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// entities are who acts and where, as far as the words name them, and the words of the names,
// which say nothing more of what is done. Where the words about a place name none, the other
// places of the sentence are taken, or else those that the report spoke of last.
func (it *Item) entities(setting []string) (actors, places []string, named map[string]bool) {
	n := it.Named
	actors = slugs(n.Actor, "gov role org per")
	if len(actors) == 0 { // "American troops" as what is withdrawn
		actors = slugs(n.What, "gov role")
	}
	actors = actors[:min(2, len(actors))]
	isActor := func(key string) bool { return slices.Contains(actors, key) }
	for _, from := range [][]string{slugs(n.Place, "loc gov"), slugs(n.What, "loc gov"), slugs(n.Sentence, "loc gov"), setting} {
		places = slices.DeleteFunc(slices.Clone(from), isActor)
		if len(places) > 0 {
			break
		}
	}
	named = map[string]bool{}
	for _, key := range n.Sentence {
		_, name, _ := strings.Cut(key, ":")
		for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '-' || r == '/' }) {
			named[singular(w)] = true
		}
	}
	return actors, places, named
}
