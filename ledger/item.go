package ledger

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/lexicon"
	"github.com/bywhen/bywhen/statement"
)

// Item is a statement in its report, with what linking compares.
type Item struct {
	Statement
	Report    string       `json:"report"` // id of the report
	Name      string       `json:"name"`   // the id of the document as it was given
	Publisher string       `json:"publisher,omitempty"`
	Published calendar.Day `json:"published"`

	StageOf  string   `json:"stage_of,omitempty"` // the statement of the report that tells of the stage before
	PartOf   string   `json:"part_of,omitempty"`  // the statement of the report that tells of the whole
	Sum      string   `json:"sum,omitempty"`      // what the numbers of its parts do not add up to
	From     string   `json:"from,omitempty"`     // the statement of the report from which its days are carried over
	Class    string   `json:"class"`              // of the action; nothing is one commitment across classes
	Actors   []string `json:"actors,omitempty"`   // who is to act: governments, organisations, people
	Who      string   `json:"who,omitempty"`      // the word for who acts where no name does: "engineers"
	Places   []string `json:"places,omitempty"`   // where, from where, to where
	Around   bool     `json:"around,omitempty"`   // Places are those around it: its own words name none
	Theme    []string `json:"theme,omitempty"`    // what is acted upon: words that say it, sorted
	Head     string   `json:"head,omitempty"`     // the word of Theme that heads it
	Names    []string `json:"names,omitempty"`    // words of proper names of what is acted upon, as of a treaty or an operation, sorted
	Editions []string `json:"editions,omitempty"` // which event of its kind it is: year, round, number of a flight; sorted
	With     []string `json:"with,omitempty"`     // all who have a part in what is done together, as in talks
}

// Position is where the item stands among all: by day of publication, then by report, then as in
// its report. Bytes compare as positions do.
func (it *Item) Position() []byte {
	b := make([]byte, 0, 96)
	b = append(b, it.Published.String()...)
	b = append(b, 0)
	b = append(b, it.Name...)
	b = append(b, 0)
	b = append(b, it.Report...)
	b = append(b, 0)
	b = binary.BigEndian.AppendUint32(b, uint32(it.Action.Start))
	return append(b, it.ID...)
}

// Compare orders items as they are linked and shown.
func (it *Item) Compare(o *Item) int {
	if c := it.Published.Compare(o.Published); c != 0 {
		return c
	}
	return bytes.Compare(it.Position(), o.Position())
}

// Items are the statements of a reading, in order, with what linking compares.
func Items(r Reading) []Item {
	items := make([]Item, 0, len(r.Statements))
	var setting []string                   // the places that the report spoke of last
	before := ""                           // the class of the statement before
	deadlines := map[calendar.Day]string{} // the class of what is to be done by a day
	for _, s := range r.Statements {
		it := Item{Statement: s, Report: r.Report, Name: r.Name, Publisher: r.Publisher, Published: r.Published}
		it.describe(setting, before, deadlines[it.Latest])
		it.takesUp(items)
		it.StageOf = it.stage(items)
		before = it.Class
		if len(it.Places) > 0 {
			setting = it.Places
		} else if own := slugs(s.Named.Sentence, "loc gov"); len(own) > 0 {
			setting = own // who acts is also where, for what follows
		}
		if known := classes()[it.Class]; !it.Latest.IsZero() && known != "" && deadlines[it.Latest] == "" {
			deadlines[it.Latest] = it.Class
		}
		items = append(items, it)
	}
	for i := range items {
		items[i].PartOf = items[i].partOf(items, i)
		if items[i].isThing(items) {
			items[i].Likely = 0
		}
	}
	sums(items)
	return items
}

// isThing reports whether an echo only names what a statement of its sentence does something else to: "accord" of
// "publish the draft accord".
func (it *Item) isThing(report []Item) bool {
	return it.Echo && it.Act == statement.Mentioned && slices.ContainsFunc(report, func(o Item) bool {
		return !o.Echo && o.Sentence == it.Sentence && o.Class != it.Class && o.What.Start <= it.Action.Start && it.Action.End == o.What.End
	})
}

// takesUp lets a statement that names again what the report spoke of have its share of what was said there:
// "The operation will begin in July" is told of the operation that somebody is to launch, and "The
// withdrawal will halve the troops" by the day of that withdrawal.
func (it *Item) takesUp(earlier []Item) {
	for _, phrase := range []string{it.Actor.Text, it.What.Text} {
		article, _, _ := strings.Cut(strings.ToLower(phrase), " ")
		_, head := content(clipped(phrase))
		if head == "" || article != "the" && article != "this" && article != "that" {
			continue
		}
		for i := range slices.Backward(earlier) {
			o := &earlier[i]
			words, _ := content(o.What.Text)
			switch {
			case it.Class == head && slices.Contains(words, head) && o.Lemma != it.Lemma:
				it.Class, it.Theme, it.Head, it.Names = o.Class, o.Theme, o.Head, o.Names
				if len(it.Actors) == 0 {
					it.Actors = o.Actors
				}
				return
			case classOf(head, head) == o.Class && it.Window().IsZero() && !o.Window().IsZero() && phrase == it.Actor.Text:
				it.From = o.ID
				it.When, it.Earliest, it.Latest = o.When, o.Earliest, o.Latest
				return
			}
		}
	}
}

// stage is the id of the statement of the report of which this one is the next stage: of the same class, with
// another last day, and what it is about is the rest: "hundreds leave by May, the remainder by June"; "" for none.
func (it *Item) stage(earlier []Item) string {
	if it.Echo || it.Latest.IsZero() || it.Act == statement.Outcome || !rest(it.Actor.Text) && !rest(it.What.Text) && !rest(it.Quantity.Text) {
		return ""
	}
	for i := range slices.Backward(earlier) {
		if o := &earlier[i]; !o.Echo && o.Class == it.Class && !o.Latest.IsZero() && o.Latest.Before(it.Latest) {
			return o.ID
		}
	}
	return ""
}

// rest reports whether a phrase speaks of what another left over.
func rest(phrase string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(phrase)) {
		switch w {
		case "rest", "remainder", "remaining", "others":
			return true
		}
	}
	return false
}

// told is the class of the last noun before the action that has one: "peace talks between both sides
// will start in May"; "" where none has.
func (it *Item) told() string {
	before, _, _ := strings.Cut(it.Sentence, it.Action.Text)
	words, _ := content(before)
	for i, w := range slices.Backward(words) {
		c, ok := classes()[w]
		if len(words)-i < 8 && ok && gatherings[c] {
			return c
		}
	}
	return ""
}

// gatherings are the classes of things that one joins as they are held.
var gatherings = map[string]bool{"talk": true, "play": true, "vote": true, "elect": true, "ceasefire": true, "emergency": true}

// deadlines are the things that one keeps or misses: what is meant is what is due by them.
var deadlines = map[string]bool{"deadline": true, "timetable": true, "timeline": true}

// describe works out class, actors, places and theme. An action that only says that an event
// begins or moves is of the class of the event.
func (it *Item) describe(setting []string, before, byThen string) {
	it.Class = classOf(it.Lemma, it.Action.Text)
	if !strings.ContainsFunc(it.Class, unicode.IsLetter) {
		it.Class = cmp.Or(it.promised(), it.Class) // "$700 million worth of aid"
	}
	if it.Lemma == "leave" && harm(it.Sentence) {
		it.Class = "harm" // "the blast leaves ten dead"
	}
	if it.Class == "attack" && singular(strings.ToLower(it.Action.Text)) == "strike" && workers(it.Sentence) {
		it.Class = "strike"
	}
	launch := ""
	if it.Class == "open" && strings.HasPrefix(it.Lemma, "launch") {
		launch = launchClass(it.What.Text, it.Sentence)
		it.Class = cmp.Or(launch, it.Class)
	}
	if it.Lemma == "deal" && it.handles() {
		it.Class = "deal" // "deal with the flood"
	}
	if it.polls() {
		it.Class = "elect"
		if strings.Contains(it.Sentence, "referendum") {
			it.Class = "vote"
		}
	}
	about := []string{it.What.Text}
	thing := thingClass(it.What.Text)
	_, head := content(it.What.Text)
	lasts := it.Class == "remain" && len(it.Named.Actor) == 0 && thing == "" && thingClass(it.Actor.Text) != "troop"
	if finishes[it.Lemma] && launch == "" && actionOf(it.What.Text) != "" {
		it.Class = eventClass
	}
	switch {
	case it.Class == eventClass || it.Class == "deadline" || lasts || deadlines[head] && keeps[it.Lemma]:
		if len(it.Named.Actor) == 0 {
			about = append(about, it.Actor.Text)
		}
		it.Class = cmp.Or(thing, actionOf(it.Actor.Text), unlessNamed(thingClass(about[len(about)-1]), it.Named), thingClass(it.Place.Text), it.promised(), it.told(), byThen, singular(strings.ToLower(it.Lemma)))
	case it.Class == "return" && thingClass(it.Actor.Text) == "troop":
		it.Class = "withdraw" // soldiers that go home
	case it.Class == "join" && gatherings[thing]:
		it.Class = thing
	case it.Class == "join" && it.What.Text == "" && gatherings[before]:
		it.Class = before // "it had confirmed it would attend"
	}
	if it.Class == "withdraw" && withdraws(it.Lemma) == "" {
		switch { // "end its mission in Lodavia", but not "launch a mission"
		case launchClass("", it.Sentence) == "fly":
			it.Class = "fly"
		case starts[it.Lemma]:
			it.Class = "deploy"
		}
	}
	var bodies []string // of which one is a member
	if _, head := content(it.Place.Text); it.Place.Text != it.What.Text && (classOf(head, head) == "sign" || joined[head]) {
		about = append(about, it.Place.Text) // "withdraw from the treaty"
		bodies = it.Named.Place
	} else if len(slugs(it.Named.Place, "loc gov")) == 0 && it.Place.Text != it.What.Text {
		about = append(about, it.Place.Text)
	}
	var words []string
	for _, phrase := range about {
		w, head := content(clipped(phrase))
		words = append(words, w...)
		it.Head = cmp.Or(it.Head, head)
	}
	if w, _ := content(it.Action.Text); len(w) > 1 { // "peace talks"
		words = append(words, w[:len(w)-1]...)
	}
	var named map[string]bool
	it.Actors, it.Places, it.Around, named = it.entities(setting)
	if words, head := content(it.Actor.Text); head != "" && !named[head] {
		if len(words) > 1 && portions[head] {
			head = words[1] // "the first group of soldiers"
		}
		it.Who = classOf(head, head)
	}
	if mutual[it.Class] {
		it.With = it.partners()
		if len(it.Actors) == 0 {
			it.Actors = it.With[:min(2, len(it.With))]
		}
	}
	it.Names = properNames(about, it.Sentence, named, bodies)
	it.Editions = it.editions(append(about, it.Actor.Text, it.Action.Text))
	it.Theme = nil
	for _, w := range words {
		if c := classOf(w, w); !named[w] && !(stays[w] && flights[it.Class]) && c != it.Class && c != eventClass && !months[c] {
			it.Theme = append(it.Theme, c)
		}
	}
	slices.Sort(it.Theme)
	it.Theme = slices.Compact(it.Theme)
	if it.Head = classOf(it.Head, it.Head); months[it.Head] {
		it.Head = ""
	}
	if len(it.Theme) > 1 && vagueThings[it.Head] { // "the first part of a power-sharing deal"
		it.Theme = slices.DeleteFunc(it.Theme, func(w string) bool { return w == it.Head })
	}
	if !slices.Contains(it.Theme, it.Head) && len(it.Theme) > 0 && (it.Head == it.Class || vagueThings[it.Head]) {
		it.Head = it.Theme[0] // "a power-sharing deal" that is signed is one of sharing
	}
}

// polls reports whether the action is to go to the polls, or the polls themselves.
func (it *Item) polls() bool {
	_, after, _ := strings.Cut(it.Sentence, it.Action.Text)
	return strings.HasPrefix(after, " to the polls") || strings.ToLower(it.Action.Text) == "polls"
}

// handles reports whether the action "deal" is a verb, and so no accord: "to deal with", "is dealing with".
func (it *Item) handles() bool {
	before, after, _ := strings.Cut(it.Sentence, it.Action.Text)
	words := strings.Fields(before)
	return strings.HasPrefix(after, " with ") && (it.Action.Text == "dealing" || it.Action.Text == "dealt" || len(words) > 0 && verbal[strings.ToLower(words[len(words)-1])])
}

// verbal are the words after which "deal" is a verb.
var verbal = map[string]bool{"to": true, "will": true, "would": true, "must": true, "can": true, "could": true, "should": true, "not": true, "may": true}

// withdraws is the class of a lemma that says by itself that somebody leaves, "" of one that needs a thing for it.
func withdraws(lemma string) string {
	if stays[lemma] || classes()[singular(lemma)] != "withdraw" {
		return ""
	}
	return "withdraw"
}

// stays are the nouns for being somewhere, of which "end" makes a withdrawal.
var stays = map[string]bool{"mission": true, "presence": true, "involvement": true, "intervention": true}

// starts are the verbs with which a stay begins.
var starts = map[string]bool{"launch": true, "begin": true, "start": true, "open": true, "establish": true, "approve": true, "authorise": true, "authorize": true}

// joined are the heads of what one is a member of, besides treaties.
var joined = map[string]bool{"union": true, "organisation": true, "organization": true, "alliance": true, "bloc": true, "convention": true,
	"protocol": true, "council": true, "league": true, "partnership": true, "programme": true, "program": true, "committee": true, "campaign": true}

// keeps are verbs of keeping a deadline or missing it.
var keeps = map[string]bool{"keep": true, "meet": true, "miss": true, "face": true, "stick": true, "extend": true, "set": true, "make": true,
	"observe": true, "respect": true, "honour": true, "honor": true, "fail": true, "pass": true, "give": true, "move": true, "push": true}

// mutual are the classes of what several do together: who does it with whom tells one from another.
var mutual = map[string]bool{"talk": true, "sign": true, "ceasefire": true, "recognise": true}

// unlessNamed is a class, or "" where it is but a name: "Arvenia begins" says of nothing that it begins.
func unlessNamed(class string, n Named) string {
	for _, key := range slices.Concat(n.Actor, n.Sentence) {
		if _, name, _ := strings.Cut(key, ":"); slices.Contains(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '/' }), class) || name == class {
			return ""
		}
	}
	return class
}

// harm reports whether a sentence tells of people hurt.
func harm(sentence string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(sentence), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch w {
		case "dead", "injured", "wounded", "homeless", "killed", "missing", "casualties":
			return true
		}
	}
	return false
}

// workers reports whether a sentence speaks of people who work for pay: their strike is no attack.
func workers(sentence string) bool {
	return strings.ContainsFunc(sentence, unicode.IsLetter) && slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(sentence), func(r rune) bool { return !unicode.IsLetter(r) }), func(w string) bool {
		return labour[singular(w)]
	})
}

var labour = map[string]bool{"worker": true, "union": true, "employee": true, "nurse": true, "doctor": true, "teacher": true, "driver": true,
	"pay": true, "wage": true, "salary": true, "staff": true, "miner": true, "pilot": true, "writer": true, "actor": true, "walkout": true, "railway": true}

// properNames are the words with a capital in the middle of phrases, and those of organisations among
// what is acted upon, which treaties count as; without the words of other entities, and without the class of
// thing that heads the name: "Open Skies Treaty" is named by its skies.
func properNames(phrases []string, sentence string, named map[string]bool, keys []string) []string {
	var names []string
	for _, name := range slugs(keys, "org loc") {
		for w := range strings.SplitSeq(name, "-") {
			if w = singular(w); classes()[w] == "" && !dull[w] && !cutters[w] && utf8.RuneCountInString(w) > 2 {
				names = append(names, w)
			}
		}
	}
	for _, phrase := range phrases {
		for i, w := range strings.Fields(phrase) {
			w = strings.Trim(w, ".,;:()\"'“”‘’")
			w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
			first, _ := utf8.DecodeRuneInString(w)
			if !unicode.IsUpper(first) || i == 0 && strings.HasPrefix(sentence, phrase) {
				continue
			}
			low := singular(strings.ToLower(w))
			if _, known := classes()[low]; known || entity.IsDemonym(low) || quarters[low] || titles()[low] != nil || dull[low] || named[low] || cutters[low] || utf8.RuneCountInString(low) < 3 || months[low] {
				continue
			}
			names = append(names, low)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// titles are words with a capital before the name of a person.
var titles = sync.OnceValue(func() map[string][]string { return lexicon.LoadTable("en", "person-titles") })

// quarters are words with a capital that say from which part of the world something is.
var quarters = map[string]bool{"western": true, "eastern": true, "northern": true, "southern": true, "central": true, "european": true, "african": true,
	"asian": true, "arab": true, "nordic": true, "baltic": true, "balkan": true, "west": true, "east": true, "north": true, "south": true}

// months are names that say when.
var months = map[string]bool{"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true,
	"september": true, "october": true, "november": true, "december": true, "monday": true, "tuesday": true, "wednesday": true, "thursday": true,
	"friday": true, "saturday": true, "sunday": true}

// finishes are verbs that bring about a thing, or only end an action: "complete the withdrawal".
var finishes = map[string]bool{"complete": true, "finish": true, "conclude": true, "launch": true}

// actionOf is the class of the action that a phrase names, "" where it names none: "peace talks
// between both sides".
func actionOf(phrase string) string {
	_, head := content(phrase)
	if c := classes()[head]; c != eventClass && c != "troop" && c != "citizen" {
		return c
	}
	return ""
}

// promised is the class of the first word after the action that has one: "stick to its withdrawal
// deadline"; "" where none has.
func (it *Item) promised() string {
	_, after, ok := strings.Cut(it.Sentence, it.Action.Text)
	if !ok {
		return ""
	}
	words, _ := content(after)
	for i, w := range words {
		c, ok := classes()[w]
		if i < 6 && ok && c != eventClass && c != "troop" && c != "citizen" {
			return c
		}
	}
	return ""
}

// bygone reports whether the window had closed before the report: nothing is put off to such a day.
func (it *Item) bygone() bool { return !it.Latest.IsZero() && it.Latest.Before(it.Published) }

// commits reports whether the statement binds the actor, or moves what binds it: what sets and
// moves the window.
func (it *Item) commits() bool {
	return it.Act == statement.Undertake && !it.Echo || it.Act == statement.Revise
}
