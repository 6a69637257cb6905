package ledger

import (
	"cmp"
	"slices"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/statement"
)

// hinted is the likelihood, in percent, from which an echo says that something is to be done.
const hinted = 12

// lately is how many days after a statement something is taken to be told of it that names less.
const lately = 75

// carries reports whether an echo tells of carrying out what was said before: something that was not yet
// an outcome must have been said of the same thing by or about the same actor, there, or lately; or of the
// same actor, where what is done needs no thing ("resign", "meet"). Who or what differs speaks of
// something else.
func carries(it *Item, before []*Item) bool {
	return slices.ContainsFunc(before, func(o *Item) bool {
		if !o.bears() || o.Report == it.Report && o.Sentence == it.Sentence || !it.Latest.IsZero() && it.Latest.Before(o.Published) || it.Published.Sub(cmp.Or(o.Latest, o.Published)) > silence {
			return false
		}
		actor, object := likeActor(it, o), likeObject(it, o)
		if actor == differs || object == differs {
			return false
		}
		there := !it.Around && !o.Around && sharesAny(it.Places, o.Places) || sharesAny(it.With, o.With) ||
			len(it.Actors) == 0 && !it.Around && sharesAny(it.Places, o.Actors) // "held in Arvenia", which had said so
		w := o.Window()
		then := !w.Latest.IsZero() && (it.Latest == w.Latest || inTime(it.Published, w))
		days := it.Published.Sub(o.Published)
		recent := days <= lately
		if recurring[it.Class] {
			recent, there = days <= near || days <= soon && object == agrees, there && then
		}
		switch {
		case object == agrees:
			return actor == agrees && !recurring[it.Class] || there || then || recent
		case alone[it.Class] && (len(it.Theme) == 0 || len(o.Theme) == 0):
			return actor == agrees && (there || then || recent) || there && then
		}
		return actor == agrees && len(it.Theme) == 0 && (days <= near || (there || recent) && it.completes())
	})
}

// bears reports whether a statement says of an action that it is to be done, or is being done: what is only
// mentioned in passing does not, nor what is called off.
func (it *Item) bears() bool {
	switch it.Act {
	case statement.Outcome:
		return it.Change == "begun" && !recurring[it.Class]
	case statement.Revise:
		return it.Change != "suspended" && it.Change != "cancelled"
	}
	return !it.Echo || it.Likely >= hinted
}

// completes reports whether the words say that something under way came to its end: "complete their
// withdrawal", "the last engineers leave".
func (it *Item) completes() bool {
	return ends[it.Lemma] || finishes[it.Lemma] || slices.Contains(it.Theme, "final") || it.What.Text == ""
}

// alone are the classes of what is done without a thing that it is done to.
var alone = map[string]bool{"withdraw": true, "resign": true, "return": true, "talk": true, "elect": true, "vote": true, "play": true, "sign": true,
	"ceasefire": true, "visit": true, "strike": true, "join": true, "land": true, "fly": true, "open": true, "emergency": true, "recognise": true, "remain": true, "dissolve": true}

// recurring are the classes of what the same do again and again: only what is told soon after is told of it.
var recurring = map[string]bool{"attack": true, "protest": true, "talk": true, "visit": true, "test": true, "arrest": true, "raise": true,
	"reduce": true, "pay": true, "fight": true, "publish": true, "legislate": true, "vote": true, "try": true, "supply": true}

// likeness is whether two statements name the same actor, or the same thing.
type likeness int8

const (
	differs likeness = iota - 1
	unsaid           // by one of them, or both
	agrees
)

// likeActor compares who acts: by the keys of names, or by the word for who it is, which may be what
// was to be moved: "the engineers left" of "withdraw its engineers".
func likeActor(a, b *Item) likeness {
	if len(a.Actors) > 0 && len(b.Actors) > 0 {
		if sharesAny(a.Actors, b.Actors) {
			return agrees
		}
		return differs
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
	common := 0
	for _, w := range own {
		if slices.Contains(theirs, w) {
			common++
			if w == a.Head || w == b.Head || len(own) == 1 || len(theirs) == 1 {
				common++
			}
		}
	}
	switch {
	case common > 1:
		return agrees
	case common == 0 && len(a.Theme) > 0 && len(b.Theme) > 0:
		return differs
	}
	return result
}

// things are the words for what is acted upon, those of names too.
func (it *Item) things() []string {
	words, _ := content(clipped(it.What.Text))
	all := slices.Clone(it.Theme)
	for _, w := range words {
		if !slices.Contains(all, w) && classOf(w, w) != it.Class && !slices.Contains(it.Actors, w) {
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
