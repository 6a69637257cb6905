package ledger

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/statement"
)

// hinted is the likelihood, in percent, from which an echo says that something is to be done.
const hinted = 30

// lately is how many days after a statement something is taken to be told of it that names less.
const lately = 75

// carries reports whether an echo tells of carrying out what was said before: something that was not yet
// an outcome must have been said of the same thing by or about the same actor, there, or lately; or of the
// same actor, where what is done needs no thing ("resign", "leave"). Who, with whom, where or what differs
// speaks of something else.
func carries(it *Item, before []*Item) bool {
	return carried(it, before) >= 0
}

// carried is the index of the first statement that an echo tells of carrying out, -1 for none.
func carried(it *Item, before []*Item) int {
	return slices.IndexFunc(before, func(o *Item) bool {
		if !o.bears() || o.Act == statement.Refuse && lasting[it.Class] && ends[it.Lemma] || o.Report == it.Report && o.Sentence == it.Sentence || !it.Latest.IsZero() && it.Latest.Before(o.Published) || it.Published.Sub(cmp.Or(o.Latest, o.Published)) > silence {
			return false
		}
		actor, object := likeActor(it, o), likeObject(it, o)
		if mutual[it.Class] {
			switch likePartners(it, o) {
			case differs:
				return false
			case agrees:
				actor, object = agrees, max(object, unsaid)
				if len(it.Theme) == 0 || len(o.Theme) == 0 {
					object = agrees
				}
			}
		}
		if actor == differs || object == differs || elsewhere(it, o) {
			return false
		}
		if object != agrees && apartFrom(slugs(it.Named.Actor, "per"), append(slugs(o.Named.Actor, "per"), "")) {
			return false // who leaves for talks withdraws no troops
		}
		there := !it.Around && !o.Around && sharesAny(it.Places, o.Places) ||
			len(it.Actors) == 0 && !it.Around && sharesAny(it.Places, o.Actors) // "held in Arvenia", which had said so
		w := o.Window()
		then := !w.Latest.IsZero() && (it.Latest == w.Latest || inTime(it.Published, w))
		days := it.Published.Sub(o.Published)
		recent := days <= lately && (w.Latest.IsZero() || it.Published.Sub(w.Latest) <= soon)
		switch {
		case recurring[it.Class]:
			return !o.Echo && (then && (object == agrees || there || alone[it.Class]) || days <= near && actor == agrees && (object == agrees || there))
		case object == agrees:
			return actor == agrees || there || then || recent && (mutual[it.Class] || sharesAny(slices.Concat(it.Actors, it.Places), slices.Concat(o.Actors, o.Places)))
		case alone[it.Class] && (len(it.Theme) == 0 || len(o.Theme) == 0):
			return actor == agrees && (there || then || recent && !o.namesThing()) || there && then
		}
		return actor == agrees && !mutual[it.Class] && it.unsays() && ((there || recent) && it.completes() || days <= near && it.What.Text != "")
	})
}

// unsays reports whether the words for what is acted upon say nothing of what it is: "40 people", "them".
func (it *Item) unsays() bool {
	return len(it.things()) == 0 && len(slugs(it.Named.What, "per org")) == 0
}

// namesThing reports whether a statement has a proper name for what is acted upon: a treaty, an organisation.
func (it *Item) namesThing() bool {
	return len(it.Names) > 0 || len(slugs(it.Named.What, "org")) > 0 && len(it.Actors) > 0
}

// bears reports whether a statement says of an action that it is to be done, or is being done: what is only
// mentioned in passing does not, nor what is called off, nor what begins to be done every time it is done.
func (it *Item) bears() bool {
	switch it.Act {
	case statement.Outcome:
		return (it.Change == "begun" || opening(it.What.Text)) && !recurring[it.Class] && !mutual[it.Class] && it.Lemma != "launch"
	case statement.Revise:
		return it.Change != "suspended" && it.Change != "cancelled"
	}
	return !it.Echo || it.Likely >= hinted || it.Latest.After(it.Published)
}

// elsewhere reports whether an echo names places, or who acts there, none of which the statement names.
func elsewhere(it, o *Item) bool {
	if mutual[it.Class] {
		return false // with whom is compared, not where
	}
	own, theirs := it.Places, o.Places
	if it.Around {
		own = slices.DeleteFunc(slugs(it.Named.Sentence, "loc gov"), func(p string) bool { return slices.Contains(it.Actors, p) })
	}
	if o.Around {
		theirs = nil
	}
	if len(it.Actors) > 0 && len(o.Actors) > 0 { // which agree
		return apartFrom(own, theirs) && !sharesAny(it.Named.Lands, o.Named.Lands)
	}
	return apartFrom(slices.Concat(own, it.Actors), slices.Concat(theirs, o.Actors))
}

// completes reports whether the words say that something under way came to its end: "complete their
// withdrawal", "the last engineers leave".
func (it *Item) completes() bool {
	return ends[it.Lemma] || finishes[it.Lemma] || slices.Contains(it.Theme, "final")
}

// alone are the classes of what is done without a thing that it is done to.
var alone = map[string]bool{"withdraw": true, "resign": true, "return": true, "talk": true, "elect": true, "vote": true, "play": true,
	"ceasefire": true, "visit": true, "strike": true, "land": true, "open": true, "emergency": true, "recognise": true, "remain": true, "dissolve": true}

// recurring are the classes of what the same do again and again: only what is told soon after is told of it.
var recurring = map[string]bool{"attack": true, "protest": true, "talk": true, "visit": true, "test": true, "arrest": true, "raise": true,
	"reduce": true, "pay": true, "fight": true, "publish": true, "legislate": true, "vote": true, "try": true, "supply": true}

// namesakes reports whether two people of one last name have other first names.
func namesakes(a, b *Item) bool {
	for _, x := range a.Named.Actor {
		for _, y := range b.Named.Actor {
			i, j := strings.LastIndexByte(x, '-'), strings.LastIndexByte(y, '-')
			if i < 0 || j < 0 || !strings.HasPrefix(x, "per:") || x[i:] != y[j:] || len(x)-i <= surname {
				continue
			}
			given := strings.Split(y[len("per:"):j], "-")
			if !slices.ContainsFunc(strings.Split(x[len("per:"):i], "-"), func(w string) bool { return slices.Contains(given, w) }) {
				return true
			}
		}
	}
	return false
}

// itself are the classes besides those that are personal of what people and bodies do for themselves, not for a
// country: whoever else of it does so, does something else.
var itself = map[string]bool{"return": true, "fly": true, "legislate": true, "vote": true, "play": true, "publish": true}

// apartFrom reports whether two lists name somebody each, and nobody in common.
func apartFrom(a, b []string) bool { return len(a) > 0 && len(b) > 0 && !sharesAny(a, b) }

// likeness is whether two statements name the same actor, or the same thing.
type likeness int8

const (
	differs likeness = iota - 1
	unsaid           // by one of them, or both
	agrees
)

// likePartners compares with whom something is done: differs where each names one whom the other does not,
// agrees where both name two who are the same, unsaid where one names less.
func likePartners(a, b *Item) likeness {
	own, theirs := slugs(a.Named.partners(), "gov role org"), slugs(b.Named.partners(), "gov role org")
	if len(own) < 2 || len(theirs) < 2 {
		own, theirs = a.With, b.With
	}
	common := 0
	for _, w := range own {
		if slices.Contains(theirs, w) {
			common++
		}
	}
	switch {
	case len(own) > common && len(theirs) > common:
		return differs
	case common > 1:
		return agrees
	}
	return unsaid
}

// likeActor compares who acts: by the keys of names, or by the word for who it is, which may be what
// was to be moved: "the engineers left" of "withdraw its engineers".
func likeActor(a, b *Item) likeness {
	if len(a.Actors) > 0 && len(b.Actors) > 0 {
		if !sharesAny(a.Actors, b.Actors) || namesakes(a, b) || (personal[a.Class] || itself[a.Class]) && apartFrom(slugs(a.Named.Actor, "per org"), slugs(b.Named.Actor, "per org")) {
			return differs
		}
		return agrees
	}
	switch who := a.Who; {
	case who == "" || who == a.Class:
		return unsaid
	case slices.Contains(b.Theme, who) || who == b.Who:
		return agrees
	case len(a.Actors) == 0 && (b.Who != "" && b.Who != b.Class || len(b.Actors) > 0):
		return differs // the death toll rises, not the price
	}
	return unsaid
}

// likeObject compares what is acted upon: by people and organisations, by names, or by the words that say
// what it is, of which one that heads it must be common, or two.
func likeObject(a, b *Item) likeness {
	result := unsaid
	if anotherEdition(a.Editions, counted(b.Editions)) {
		return differs
	}
	for _, x := range [][2][]string{{slugs(a.Named.What, "per org"), slugs(b.Named.What, "per org")}, {a.Names, b.Names}} {
		switch {
		case len(x[0]) == 0 || len(x[1]) == 0:
		case sharesAny(x[0], x[1]):
			result = agrees
		default:
			return differs
		}
	}
	own, theirs := a.things(), b.things()
	common, headed := 0, false
	for _, w := range own {
		if slices.Contains(theirs, w) {
			common++
			if (w == a.Head || len(own) == 1) && (w == b.Head || len(theirs) == 1) {
				common++
			}
			headed = headed || w == a.Head || w == b.Head
		}
	}
	switch {
	case common > 1 && headed:
		return agrees
	case common == 0 && len(own) > 0 && len(theirs) > 0 && (len(a.Theme) > 0 || len(b.Theme) > 0):
		return differs
	}
	return result
}

// counted are words as a cluster has them.
func counted(words []string) map[string]int {
	m := make(map[string]int, len(words))
	for _, w := range words {
		m[w]++
	}
	return m
}

// things are the words for what is acted upon, those of names too.
func (it *Item) things() []string {
	words, _ := content(clipped(it.What.Text))
	all := slices.DeleteFunc(slices.Clone(it.Theme), entity.IsDemonym)
	lands := slugs(it.Named.What, "loc gov")
	for _, w := range words {
		if c := classOf(w, w); c == it.Class || c == eventClass {
			continue
		} else if classes()[w] != "" {
			w = c
		}
		if !slices.Contains(all, w) && !slices.Contains(it.Actors, w) && !slices.Contains(lands, w) && !entity.IsDemonym(w) {
			all = append(all, w)
		}
	}
	return all
}

// inTime reports whether a day lies in a window of a few weeks, or shortly after it.
func inTime(day calendar.Day, w calendar.Window) bool {
	first := cmp.Or(w.Earliest, w.Latest.AddDays(-soon))
	return !day.Before(first) && day.Sub(w.Latest) <= near && w.Latest.Sub(first) <= 2*soon
}
