package ledger

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/statement"
)

// Item is a statement in its report, with what linking compares.
type Item struct {
	Statement
	Report    string       `json:"report"` // id of the report
	Name      string       `json:"name"`   // the id of the document as it was given
	Publisher string       `json:"publisher,omitempty"`
	Published calendar.Day `json:"published"`

	Class  string   `json:"class"`            // of the action; nothing is one commitment across classes
	Actors []string `json:"actors,omitempty"` // who is to act: governments, organisations, people
	Places []string `json:"places,omitempty"` // where, from where, to where
	Theme  []string `json:"theme,omitempty"`  // what is acted upon: words that say it, sorted
	Head   string   `json:"head,omitempty"`   // the word of Theme that heads it
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
	var setting []string // the places that the report spoke of last
	for _, s := range r.Statements {
		it := Item{Statement: s, Report: r.Report, Name: r.Name, Publisher: r.Publisher, Published: r.Published}
		it.describe(setting)
		if len(it.Places) > 0 {
			setting = it.Places
		}
		items = append(items, it)
	}
	return items
}

// describe works out class, actors, places and theme. An action that only says that an event
// begins or moves is of the class of the event.
func (it *Item) describe(setting []string) {
	it.Class = classOf(it.Lemma, it.Action.Text)
	about := []string{it.What.Text}
	if it.Class == eventClass {
		for _, p := range []Phrase{it.What, it.Actor, it.Place} {
			if _, head := content(p.Text); head != "" {
				it.Class = classOf(head, head)
				break
			}
		}
		about = append(about, it.Actor.Text)
		if it.Class == eventClass {
			it.Class = cmp.Or(singular(strings.ToLower(it.Lemma)), eventClass)
		}
	}
	var words []string
	for _, phrase := range append(about, it.Action.Text) {
		w, head := content(phrase)
		words = append(words, w...)
		it.Head = cmp.Or(it.Head, head)
	}
	named := map[string]bool{}
	it.Actors, it.Places, named = it.entities(setting)
	slices.Sort(words)
	it.Theme = slices.DeleteFunc(slices.Compact(words), func(w string) bool {
		return named[w] || classOf(w, w) == it.Class
	})
}

// commits reports whether the statement binds the actor, or moves what binds it: what sets and
// moves the window.
func (it *Item) commits() bool { return it.Act == statement.Undertake || it.Act == statement.Revise }
