package ledger

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/lexicon"
	"github.com/bywhen/bywhen/statement"
)

// Word is what those concerned last said: proposed, agreed, pending, in-force, suspended,
// cancelled, refused.
type Word string

// Evidence is what became of it as far as reports tell: none, begun, partly-done, done, missed.
type Evidence string

// Summary is the one word made of the three answers; it is derived and never stored alone.
type Summary string

// The summaries.
const (
	Proposed   Summary = "proposed"
	Agreed     Summary = "agreed"
	Pending    Summary = "pending"
	InForce    Summary = "in-force"
	Due        Summary = "due"
	Overdue    Summary = "overdue"
	PartlyDone Summary = "partly-done"
	Done       Summary = "done"
	Missed     Summary = "missed"
	Suspended  Summary = "suspended"
	Cancelled  Summary = "cancelled"
	Refused    Summary = "refused"
	Void       Summary = "void"
)

// Summaries are all of them, in the order of a life.
var Summaries = []Summary{Proposed, Agreed, Pending, InForce, Due, Overdue, PartlyDone, Done, Missed, Suspended, Cancelled, Refused, Void}

// Status is where a commitment stands on a day.
type Status struct {
	Summary  Summary
	Word     Word
	Evidence Evidence
	Schedule string       // none, not-due, due, overdue, on-time, late, void
	Days     int          // from the baseline's last day to the day it was done or, while it is open, to the last window's; late if positive
	Since    calendar.Day // of what set the summary
	Because  string       // the statement or decision that set it, or "clock"
}

// Slip is a change of the window's last day, with the statement that made it.
type Slip struct {
	Item   *Item
	Window calendar.Window
	Days   int // later than the window before; negative where it was moved up
}

// Contradiction is two statements from different origins that cannot both hold.
type Contradiction struct {
	A, B  *Item
	About string // "window", "word" or "outcome"
}

// Commitment is one undertaking in the world, computed from what was said of it.
type Commitment struct {
	ID             string
	Items          []*Item
	Baseline       calendar.Window // the first window; zero where none was said
	Window         calendar.Window // the last
	Slips          []Slip
	Status         Status
	Contradictions []Contradiction
	Origins        map[string]string // of each statement: the id of the first that has its words
	Review         map[string]string // accepted, rejected, unsure or corrected, of statements that people saw
	PartOf         string            // the statement that tells of the whole of which it is a part, "" for none

	Conditions []Condition
	Notes      []Note

	word, done progress
	adrift     bool      // it was put off and no new day was said
	settled    *Decision // the status that a person gave it
}

// progress is the last value of an answer, with what set it.
type progress struct {
	value string
	item  *Item
	on    calendar.Day
}

// soon is how many days before its last day a commitment is due.
const soon = 30

// NewCommitment works out windows, slips and answers of the statements of one commitment, which
// stand in their order. It has no clock; see On.
func NewCommitment(items []*Item, decisions []Decision) *Commitment {
	c := &Commitment{ID: items[0].ID, Items: items, Review: map[string]string{}}
	own := map[string]bool{}
	for _, it := range items {
		own[it.ID] = true
	}
	for i, d := range decisions {
		if len(d.Statements) == 0 || !own[d.Statements[0]] {
			continue
		}
		switch d.Verb {
		case Accept:
			c.Review[d.Statements[0]] = "accepted"
		case Reject:
			c.Review[d.Statements[0]] = "rejected"
		case Correction:
			c.Review[d.Statements[0]] = "corrected"
		case Unsure:
			c.Review[d.Statements[0]] = "unsure"
		case Settle:
			c.settled = &decisions[i]
		}
	}
	c.Origins = origins(items)
	counted := slices.DeleteFunc(slices.Clone(items), func(it *Item) bool { return c.Review[it.ID] == "rejected" })
	c.windows(counted)
	for i, it := range counted {
		c.answer(it, counted[:i])
	}
	c.Conditions = conditions(counted)
	c.Contradictions = c.contradictions(counted)
	for _, it := range counted {
		if it.PartOf != "" && !own[it.PartOf] {
			c.PartOf = it.PartOf
			break
		}
	}
	c.Notes = c.checks()
	return c
}

// windows finds baseline, window and slips: the windows of what binds, or, where nothing does, the
// first that was demanded or expected, which makes no slips.
func (c *Commitment) windows(items []*Item) {
	for _, it := range items {
		w := it.Window()
		if !it.commits() || w.IsZero() || it.bygone() {
			c.adrift = c.adrift || it.Act == statement.Revise && it.Change == "delayed" && !c.Window.IsZero() && w.IsZero()
			continue
		}
		c.adrift = false
		last := c.Window.Latest
		if c.Baseline.IsZero() {
			c.Baseline = w
		}
		switch {
		case !w.Latest.IsZero() && !last.IsZero() && w.Latest != last:
			c.Slips = append(c.Slips, Slip{it, w, w.Latest.Sub(last)})
			c.Window = w
		case !w.Latest.IsZero() && last.IsZero():
			if c.Baseline.Latest.IsZero() {
				c.Baseline = w
			}
			c.Window = w
		case c.Window.IsZero():
			c.Window = w
		}
	}
	if !c.Baseline.IsZero() {
		return
	}
	for _, it := range items {
		if w := it.Window(); !w.IsZero() && (it.Act == statement.Demand || it.Act == statement.Forecast) {
			c.Baseline, c.Window = w, w
			return
		}
	}
}

// extent says how much of a commitment an outcome is told of: "begun" of one place of several, such as
// one base of many, "partly-done" of a number where what is bound has none or another, else "done".
func extent(it *Item, before []*Item) string {
	places, bound, amounts, sites := map[string]bool{}, false, map[string]bool{}, map[string]bool{}
	for _, o := range before {
		for _, p := range o.Places {
			places[p] = true
		}
		if !o.Echo && o.Act != statement.Outcome {
			bound = true
			amounts[number(cmp.Or(o.Quantity.Text, o.What.Text))] = true
			_, head := content(o.Place.Text)
			sites[head] = true
		}
	}
	if _, head := content(it.Place.Text); oneOfMany[head] && !sites[head] {
		return "begun"
	}
	if !it.Around && len(places) > 0 && slices.ContainsFunc(it.Places, func(p string) bool { return !places[p] }) {
		return "begun"
	}
	n := number(cmp.Or(it.Quantity.Text, it.What.Text))
	switch {
	case bound && n != "" && !amounts[n], opening(it.What.Text):
		return "partly-done"
	case bound && n == "" && single(it.What.Text) && !slices.ContainsFunc(before, func(o *Item) bool { return !o.Echo && (o.What.Text == "" || single(o.What.Text)) }):
		return "begun" // one hostage of many
	}
	return "done"
}

// opening reports whether a phrase names the first part of something: "the first of two phases".
func opening(phrase string) bool {
	words, _ := content(phrase)
	return strings.Contains(strings.ToLower(phrase), "first ") && slices.ContainsFunc(words, func(w string) bool { return portions[w] })
}

// portions are the words for parts that follow one another.
var portions = map[string]bool{"part": true, "phase": true, "stage": true, "batch": true, "tranche": true, "half": true, "group": true, "instalment": true, "installment": true}

// single reports whether a phrase names one of several: "a hostage", "another part".
func single(phrase string) bool {
	first, _, _ := strings.Cut(strings.ToLower(phrase), " ")
	return first == "a" || first == "an" || first == "another" || first == "one"
}

// oneOfMany are places of which a country has many.
var oneOfMany = map[string]bool{"base": true, "airbase": true, "camp": true, "outpost": true, "town": true, "village": true, "city": true,
	"district": true, "crossing": true, "side": true, "position": true, "compound": true}

// number is the first number of a phrase, as digits; "" where it has none.
func number(phrase string) string {
	for _, word := range strings.Fields(phrase) {
		if word = strings.ReplaceAll(word, ",", ""); word != "" && word[0] >= '0' && word[0] <= '9' {
			return word
		}
		if n := numbers()[strings.ToLower(word)]; len(n) > 0 && word != "one" {
			return n[0]
		}
	}
	return ""
}

// numbers are the cardinal numbers in words, with their values.
var numbers = sync.OnceValue(func() map[string][]string { return lexicon.LoadTable("en", "numbers") })

// answer takes over what a statement says of word and evidence, after what was said before.
func (c *Commitment) answer(it *Item, before []*Item) {
	word := func(w Word) { c.word = progress{string(w), it, it.Published} }
	switch it.Act {
	case statement.Undertake:
		switch {
		case len(it.Conditions) > 0:
			word("pending")
		case it.Certainty == statement.Possible:
			if c.word.value == "" {
				word("proposed")
			}
		default:
			word("agreed")
		}
		if d := c.done; d.value == "done" && d.item.Echo && it.commits() && it.Latest.After(it.Published) && sharesAny(it.Actors, d.item.Actors) {
			c.done.value = "partly-done" // what is still to come was not all done
		}
	case statement.Demand, statement.Forecast:
		if c.word.value == "" {
			word("proposed")
		}
	case statement.Refuse:
		word("refused")
	case statement.Revise:
		switch it.Change {
		case "suspended", "cancelled":
			word(Word(it.Change))
		default:
			word("agreed")
		}
		if it.Change == "resumed" && !it.Latest.After(it.Published) && !it.Earliest.After(it.Published) && c.done.value != "done" {
			c.done = progress{"begun", it, it.Published}
			if it.Class == "talk" {
				c.done.value = "done" // that they are taken up again is what was to happen
			}
		}
	case statement.Outcome:
		on := it.Published
		if w := it.Window(); !w.Latest.IsZero() && !w.Latest.After(on) {
			on = w.Latest
		}
		if it.Change == "" || c.done.value == "done" && it.Change != "missed" {
			return // what is done stays done, on the day that was told first
		}
		if it.Echo && !carries(it, before) {
			return
		}
		change := it.Change
		if change == "begun" && (it.Class == "talk" || it.Echo && it.Lemma == "launch" && (it.Class == "open" || it.Class == "fly")) {
			change = "done" // that they begin is what was to happen
		}
		if change == "done" && lasting[it.Class] && !ends[it.Lemma] {
			change = "begun" // what lasts is not over when it comes about
		}
		if change == "done" && it.Echo {
			change = extent(it, before)
		}
		c.done = progress{change, it, on}
	}
}

func sharesAny(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

// ends are the verbs that say of what lasts that it is over.
var ends = map[string]bool{"end": true, "expire": true, "lift": true, "conclude": true, "finish": true, "complete": true}

// lasting are the classes of what is to last: to come about is its beginning.
var lasting = map[string]bool{"emergency": true, "restrict": true, "ban": true, "sanction": true, "remain": true, "protect": true, "share": true, "ceasefire": true}

// On is the status on a day, the zero Day for no day: nothing is then due.
func (c *Commitment) On(today calendar.Day) Status {
	s := Status{Word: Word(c.word.value), Evidence: Evidence(cmp.Or(c.done.value, "none")), Schedule: "none"}
	if s.Word == "" && c.done.value != "" {
		s.Word = "agreed" // what has an outcome was undertaken
	}
	from := func(p progress) {
		if p.item != nil {
			s.Since, s.Because = p.on, p.item.ID
		}
	}
	base, last := c.Baseline.Latest, c.Window.Latest
	finished := c.done.value == "done"
	binds := s.Word == "agreed" || s.Word == "pending" || s.Word == "in-force"
	switch {
	case finished && !base.IsZero():
		s.Days = c.done.on.Sub(base)
		s.Schedule = "on-time"
		if s.Days > 0 {
			s.Schedule = "late"
		}
	case !base.IsZero() && !last.IsZero():
		s.Days = last.Sub(base)
		s.Schedule = "not-due"
		if !today.IsZero() && binds && !c.adrift {
			switch {
			case today.After(last):
				s.Schedule, s.Days = "overdue", today.Sub(base)
			case last.Sub(today) <= soon:
				s.Schedule = "due"
			}
		}
	}
	// A word said after an outcome, or an outcome after it: the later one has the last say, but
	// that a promise repeated takes back neither what is done nor what was begun.
	told := c.word.item != nil && c.done.item != nil && c.word.item.Compare(c.done.item) > 0
	switch {
	case finished:
		s.Summary = Done
		from(c.done)
	case s.Word == "refused" || s.Word == "cancelled" || s.Word == "suspended":
		s.Summary = Summary(s.Word)
		from(c.word)
	case c.done.value == "missed" && !told:
		s.Summary = Missed
		from(c.done)
	case s.Schedule == "overdue":
		s.Summary, s.Since, s.Because = Overdue, last.AddDays(1), "clock"
	case c.done.value == "partly-done":
		s.Summary = PartlyDone
		from(c.done)
	case s.Schedule == "due":
		s.Summary, s.Since, s.Because = Due, last.AddDays(-soon), "clock"
	case c.done.value == "begun":
		s.Summary = InForce
		from(c.done)
	default:
		s.Summary = Summary(cmp.Or(s.Word, "proposed"))
		from(c.word)
	}
	if d := c.settled; d != nil && (today.IsZero() || !today.Before(d.On)) { // not before the day since when it holds
		d.settle(&s, base)
	}
	return s
}

// near is how many days may lie between two statements that contradict each other; what is said
// later than that replaces what was said before.
const near = 14

// contradictions are the pairs of neighbouring statements from different origins of which one
// refuses or denies what the other binds to, or whose windows have no day in common.
func (c *Commitment) contradictions(items []*Item) []Contradiction {
	var all []Contradiction
	for i, b := range items {
		for j := i - 1; j >= 0; j-- {
			a := items[j]
			if b.Published.Sub(a.Published) > near {
				break
			}
			if a.Report == b.Report || c.Origins[a.ID] == c.Origins[b.ID] || a.Act == statement.Revise || b.Act == statement.Revise {
				continue
			}
			about := ""
			switch v, w := a.Window(), b.Window(); {
			case a.commits() && b.Act == statement.Refuse || a.Act == statement.Refuse && b.commits():
				about = "word"
			case told(a) != "" && told(b) != "" && told(a) != told(b):
				about = "outcome"
			case a.commits() && b.commits() && !v.IsZero() && !w.IsZero() && disjoint(v, w):
				about = "window"
			}
			if about != "" {
				all = append(all, Contradiction{a, b, about})
				break
			}
		}
	}
	return all
}

// told is "done" or "missed" of a statement that tells so, else "".
func told(it *Item) string {
	if it.Act == statement.Outcome && !it.Echo && (it.Change == "done" || it.Change == "missed") {
		return it.Change
	}
	return ""
}

// disjoint reports whether two windows have no day in common.
func disjoint(a, b calendar.Window) bool {
	before := func(x, y calendar.Window) bool {
		return !x.Latest.IsZero() && !y.Earliest.IsZero() && x.Latest.Before(y.Earliest)
	}
	return before(a, b) || before(b, a)
}
