package ledger

import (
	"slices"
	"strings"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/statement"
	"github.com/bywhen/bywhen/text"
)

// Named are the keys of the entities (entity.Entity.Key) that the words of a statement name, in
// the order of the text.
type Named struct {
	Actor    []string `json:"actor,omitempty"`
	What     []string `json:"what,omitempty"`
	Place    []string `json:"place,omitempty"`
	Whose    []string `json:"whose,omitempty"`    // of the thing acted upon: "American troops"
	Source   []string `json:"source,omitempty"`   // on whose word, innermost
	With     []string `json:"with,omitempty"`     // of the words right around the action: "talks between Arvenia and Lodavia"
	Lands    []string `json:"lands,omitempty"`    // the countries (ISO 3166) of place and thing that are not those of who acts
	Sentence []string `json:"sentence,omitempty"` // all of its sentence
}

// keysOf finds the entities of each statement.
func namedBy(r bywhen.Reading) []Named {
	found := entity.Find(r.Text, r.Trees)
	add := func(keys []string, e entity.Entity) []string {
		for _, k := range []string{e.Key, e.Side} {
			if k != "" && !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
		return keys
	}
	within := func(s text.Span) []string {
		var keys []string
		for _, m := range found.Mentions {
			if m.Entity >= 0 && s.Contains(m.Span) {
				keys = add(keys, found.All[m.Entity])
			}
		}
		return keys
	}
	// actor is the entity of a phrase, or of the name that a pronoun stands for.
	actor := func(s text.Span, name string) []string {
		keys := within(s)
		if len(keys) > 0 || name == "" {
			return keys
		}
		for _, m := range found.Mentions {
			if m.Entity >= 0 && strings.Contains(name, r.Text.Slice(m.Span)) {
				keys = add(keys, found.All[m.Entity])
			}
		}
		return keys
	}
	lands := func(keys []string, s text.Span, without []string) []string {
		for _, m := range found.Mentions {
			if m.Entity >= 0 && s.Contains(m.Span) {
				if c := found.All[m.Entity].Where.Country; c != "" && !slices.Contains(keys, c) && !slices.Contains(without, c) {
					keys = append(keys, c)
				}
			}
		}
		return keys
	}
	all := make([]Named, len(r.Statements))
	for i, s := range r.Statements {
		whose := owner(r.Text, s.What.Span)
		all[i] = Named{
			Actor: actor(s.Actor.Span, s.Actor.Name), What: within(s.What.Span), Place: within(s.Place.Span),
			Whose: within(whose), With: within(partners(r, s)), Sentence: within(s.Sentence),
		}
		own := lands(nil, s.Actor.Span, nil)
		switch {
		case whose != s.What.Span || s.What.Span.End <= s.Action.Start: // "American troops in Syria", "a U.S. withdrawal"
			own = lands(own, whose, nil)
		default: // "American troops", but not "leave Lodavia"
			for _, m := range found.Mentions {
				if whose.Contains(m.Span) && m.Span.End < whose.End {
					own = lands(own, m.Span, nil)
				}
			}
		}
		all[i].Lands = lands(lands(nil, s.Place.Span, own), s.What.Span, own)
		if len(s.Sources) > 0 {
			all[i].Source = actor(s.Sources[0].Span, s.Sources[0].Name)
		}
	}
	return all
}

// owner is the part of a phrase before its first preposition: "American troops" of "American troops
// in Syria".
func owner(t *text.Text, s text.Span) text.Span {
	words := t.Slice(s)
	end := len(words)
	for _, p := range []string{" from ", " in ", " of ", " to ", " on ", " at ", " with ", " for ", " between "} {
		if i := strings.Index(words, p); i >= 0 {
			end = min(end, i)
		}
	}
	return text.Span{Start: s.Start, End: s.Start + end}
}

// partners is the part of a sentence around an action that names with whom it is done: its noun
// phrase up to the action, and what "with", "between" or "by" leads in right behind it.
func partners(r bywhen.Reading, s statement.Statement) text.Span {
	for i := range r.Trees {
		t := &r.Trees[i]
		if t.Len() == 0 || !s.Sentence.Contains(t.Tokens[0].Span) {
			continue
		}
		for j := range t.Len() {
			if !t.Tokens[j].Span.Contains(text.Span{Start: s.Action.End - 1, End: s.Action.End}) {
				continue
			}
			span := s.Action
			for k := j - 1; k >= 0 && (t.Words[k].Head == j || t.Words[k].Tag == parse.PUNCT && k > 0 && t.IsAncestor(j, k-1)) && t.Words[j].Tag != parse.VERB; k-- {
				span.Start = min(span.Start, t.Tokens[k].Span.Start)
			}
			if p := t.Child(j, "nmod:poss"); p >= 0 && p < j {
				span.Start = min(span.Start, t.Tokens[t.Subtree(p).First].Span.Start)
			}
			for k := j + 1; k < t.Len(); k++ {
				if c := t.Case(k); c > j && t.IsAncestor(j, k) && together[t.Tokens[c].Lower] {
					hull := t.Subtree(k)
					span.End = max(span.End, t.Tokens[hull.End-1].Span.End)
					return span
				}
			}
			for k := 1; k < t.Len(); k++ { // "talks between both will start in May"
				h := t.Words[k].Head
				if t.Tokens[k].Lower == "between" && h > k && t.Words[k-1].Tag == parse.NOUN {
					return t.Phrase(h)
				}
			}
			return span
		}
	}
	return text.Span{}
}

// together are the prepositions before those who do something with somebody.
var together = map[string]bool{"with": true, "between": true, "among": true, "by": true}

// slugs are what is left of keys when governments and places of one country are not told apart:
// "iraq" of gov:iraq, loc:iraq and role:iraq/prime-minister; of people the last name, by which alone the next
// report calls them. Keys of which kind is not are left out.
func slugs(keys []string, kinds string) []string {
	var all []string
	for _, key := range keys {
		kind, name, _ := strings.Cut(key, ":")
		if !strings.Contains(kinds, kind) {
			continue
		}
		switch kind {
		case "role":
			name, _, _ = strings.Cut(name, "/")
		case "per":
			if last := name[strings.LastIndexByte(name, '-')+1:]; len(last) >= surname {
				name = last
			}
		}
		if name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// surname is how many letters a last name has at least that tells who is meant.
const surname = 4

// entities are who acts and where, as far as the words name them, and the words of the names,
// which say nothing more of what is done. Where the words about a place name none, the other
// places of the sentence are taken, or else those that the report spoke of last.
func (it *Item) entities(setting []string) (actors, places []string, around bool, named map[string]bool) {
	n := it.Named
	actors = slugs(n.Actor, "gov role org per loc")
	if w := it.What; w.End > 0 && w.End < it.Action.Start && it.Action.Start-w.End <= 2 && len(slugs(n.What, "gov org")) > 0 {
		actors = slugs(n.What, "gov role org") // "a U.S. withdrawal", whoever speaks of it
	}
	if own := it.possessor(); len(own) > 0 {
		actors = own
	}
	named = map[string]bool{}
	for _, key := range n.Sentence {
		_, name, _ := strings.Cut(key, ":")
		for w := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '-' || r == '/' }) {
			named[singular(w)] = true
		}
	}
	_, head := content(it.What.Text)
	if len(actors) == 0 && (!named[head] || len(slugs(n.What, "org per")) > 0) { // "American troops" as what is withdrawn; "leave Lodavia" names no owner
		actors = slugs(n.Whose, "gov role loc")
	}
	if len(actors) == 0 && !gatherings[it.Class] && (it.Act == statement.Undertake || it.Act == statement.Refuse) {
		actors = slugs(n.Source, "gov role org") // who promises is who acts, where nobody else is named
	}
	if len(actors) == 0 && foreign(it.Actor.Text, it.What.Text) {
		actors = []string{"foreign"}
	}
	if _, head := content(it.Actor.Text); measures[head] {
		actors = nil // "the death toll of the flood in Lodavia"
	}
	if people := slugs(n.Actor, "per"); personal[it.Class] && len(people) > 0 {
		actors = people // who resigns is a person, whoever's minister
	}
	actors = actors[:min(2, len(actors))]
	isActor := func(key string) bool { return slices.Contains(actors, key) }
	for i, from := range [][]string{slugs(n.Place, "loc gov"), slugs(n.What, "loc gov"), slugs(n.Sentence, "loc gov"), setting} {
		places = slices.DeleteFunc(slices.Clone(from), isActor)
		if len(places) > 0 {
			around = i > 1
			break
		}
	}
	return actors, places, around, named
}

// possessor is who is to do what others delay, extend or demand: Lodavia in "the union delays Lodavia's exit" and in
// "asks the union to delay Lodavia's exit"; nil where no genitive says so.
func (it *Item) possessor() []string {
	if it.Act == statement.Outcome || personal[it.Class] || gatherings[it.Class] {
		return nil
	}
	before, _, _ := strings.Cut(it.Sentence, it.Action.Text)
	if words := strings.Fields(before); len(words) > 0 && it.Act == statement.Revise {
		for _, w := range words[max(0, len(words)-2):] {
			if genitive(w) {
				return slugs(it.Named.With, "gov role org loc")
			}
		}
	}
	owned, _, _ := strings.Cut(it.What.Text, " of ")
	if slices.ContainsFunc(strings.Fields(owned), genitive) && classOf(it.Lemma, it.Action.Text) == eventClass {
		return slugs(it.Named.Whose, "gov role org loc")
	}
	return nil
}

// genitive reports whether a word says whose something is.
func genitive(word string) bool {
	return strings.HasSuffix(word, "'s") || strings.HasSuffix(word, "’s")
}

// measures are what rises and falls without anybody's doing.
var measures = map[string]bool{"toll": true, "number": true, "price": true, "rate": true, "case": true, "death": true, "total": true,
	"amount": true, "share": true, "index": true, "count": true, "figure": true, "temperature": true}

// personal are the classes of what one person does, not a country.
var personal = map[string]bool{"resign": true, "visit": true, "try": true, "arrest": true, "appoint": true, "execute": true, "dismiss": true}

// foreign reports whether the troops that phrases speak of are those of several countries.
func foreign(phrases ...string) bool {
	for _, p := range phrases {
		words, _ := content(p)
		if slices.ContainsFunc(words, func(w string) bool { return classes()[w] == "troop" }) && slices.Contains(words, "foreign") {
			return true
		}
	}
	return false
}

// partners are all who are named as having a part in what is done together.
func (it *Item) partners() []string { return slugs(it.Named.partners(), "gov role org per") }

// partners are the keys of those around the action, of those who act and of those whose the thing is.
func (n Named) partners() []string { return slices.Concat(n.With, n.Actor, n.Whose) }
