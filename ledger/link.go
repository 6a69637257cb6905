package ledger

import (
	"cmp"
	"slices"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/statement"
)

// Cluster is the statements that are told of one undertaking, in their order.
type Cluster struct {
	Items []*Item

	actors, places, theme map[string]int // how many of the items name it
	names, with, lands    map[string]int
	editions              map[string]int
	days                  map[string]int  // the last days that were told of it
	window                calendar.Window // the last that binds
	last                  calendar.Day
	over                  calendar.Day      // of the report that it was done
	keys                  map[string][]byte // each with the position of the last item that has it
	acting                uint64            // marks of the actors
	asked                 int               // when a linker last compared it
}

// ID is the id of the commitment: of its first statement.
func (c *Cluster) ID() string { return c.Items[0].ID }

// Linker tells which statements are one commitment. It takes the statements of one class in
// their order and puts each into the cluster that it fits best, or into a new one; so the result
// depends on the set of statements alone, and the state on any past day is the state after the
// statements published by then.
type Linker struct {
	clusters []*Cluster
	byKey    map[string][]*Cluster      // the one whose item with the key stands last is last
	apart    map[string]map[string]bool // statements that a person told apart
	asked    int                        // how many statements were linked
}

// NewLinker is a linker that knows what people told apart.
func NewLinker(decisions []Decision) *Linker {
	return &Linker{byKey: map[string][]*Cluster{}, apart: apart(decisions)}
}

// Most is how many clusters are compared at most: those of a key that were spoken of last. It
// bounds what one statement costs, whatever the size of the ledger.
const Most = 64

// Add links one statement, which must not stand before those added earlier.
func (l *Linker) Add(it *Item) *Cluster {
	choice, keys := l.choice(it), it.Keys()
	l.asked++
	for _, key := range keys {
		list := l.byKey[key]
		for _, c := range slices.Backward(list[max(0, len(list)-Most):]) {
			if c.asked != l.asked {
				c.asked = l.asked
				choice.offer(c)
			}
		}
	}
	best := choice.best
	if best == nil {
		best = &Cluster{}
		l.clusters = append(l.clusters, best)
	}
	l.put(best, it, keys)
	return best
}

// choice is the cluster that a statement fits best among those offered, whatever their order; nil
// where it fits none.
type choice struct {
	l     *Linker
	it    *Item
	best  *Cluster
	score float64

	// What of the statement tells which clusters are hopeless.
	acting uint64  // marks of its actors
	most   float64 // by which it fits one at most of which others act, and that has neither day nor report with it
	dated  bool
}

func (l *Linker) choice(it *Item) choice {
	b := choice{l: l, it: it, score: threshold, acting: marks(it.Actors), most: otherActor + fresh, dated: !it.Window().IsZero()}
	for _, agrees := range []struct {
		words []string
		same  float64
	}{{it.Places, samePlace}, {it.Theme, sameTheme}, {it.Names, sameNames}, {it.With, samePartners}} {
		if len(agrees.words) > 0 {
			b.most += agrees.same
		}
	}
	return b
}

func (b *choice) offer(c *Cluster) {
	if b.hopeless(c) || b.l.toldApart(b.it, c) {
		return
	}
	score := c.fits(b.it)
	if score > b.score || score == b.score && b.best != nil && c.Items[0].Compare(b.best.Items[0]) < 0 {
		b.best, b.score = c, score
	}
}

// Clusters are all clusters, in the order in which they began.
func (l *Linker) Clusters() []*Cluster { return l.clusters }

// put puts a statement with its keys into a cluster of the linker.
func (l *Linker) put(c *Cluster, it *Item, keys []string) {
	for _, k := range keys {
		list := l.byKey[k]
		if n := len(list); n > 0 && list[n-1] == c {
			continue
		}
		if c.keys[k] != nil {
			i := len(list) - 1
			for list[i] != c {
				i--
			}
			list = slices.Delete(list, i, i+1)
		}
		l.byKey[k] = append(list, c)
	}
	c.take(it, keys)
}

// Take adds a statement to the cluster.
func (c *Cluster) Take(it *Item) { c.take(it, it.Keys()) }

func (c *Cluster) take(it *Item, keys []string) {
	if c.keys == nil {
		c.keys = map[string][]byte{}
		for _, m := range c.counts() {
			*m = map[string]int{}
		}
	}
	c.Items = append(c.Items, it)
	position := it.Position()
	for _, k := range keys {
		c.keys[k] = position
	}
	c.acting |= marks(it.Actors)
	for _, n := range []struct {
		counts map[string]int
		words  []string
	}{{c.actors, it.Actors}, {c.places, it.Places}, {c.theme, it.Theme}, {c.names, it.Names}, {c.with, it.With}, {c.lands, it.Named.Lands}, {c.editions, it.Editions}} {
		for _, w := range n.words {
			n.counts[w]++
		}
	}
	c.last = it.Published
	if !it.Latest.IsZero() {
		c.days[it.Latest.String()]++
	}
	if it.commits() && !it.Window().IsZero() && !it.bygone() && (c.window.Latest.IsZero() || !it.Latest.IsZero()) {
		c.window = it.Window()
	}
	if it.Act == statement.Outcome && it.Change == "done" && !it.Echo {
		c.over = it.Published
	}
}

// counts are all counts of the cluster, in the order of their names in a snapshot.
func (c *Cluster) counts() []*map[string]int {
	return []*map[string]int{&c.actors, &c.places, &c.theme, &c.names, &c.with, &c.lands, &c.days, &c.editions}
}

func (l *Linker) toldApart(it *Item, c *Cluster) bool {
	others := l.apart[it.ID]
	if len(others) == 0 {
		return false
	}
	return slices.ContainsFunc(c.Items, func(o *Item) bool { return others[o.ID] })
}

// Keys are what candidates are found by: class and place or actor, which are one where one report
// names as the place what another has acting, and class and theme. A statement that names none of
// these is found by its report.
func (it *Item) Keys() []string {
	var keys []string
	for _, p := range it.Places {
		keys = append(keys, it.Class+" "+p)
	}
	for _, a := range it.Actors {
		if !slices.Contains(it.Places, a) {
			keys = append(keys, it.Class+" "+a)
		}
	}
	if it.Head != "" && slices.Contains(it.Theme, it.Head) {
		keys = append(keys, it.Class+" "+it.Head)
	}
	if len(keys) == 0 {
		keys = append(keys, it.Class+" in "+it.Report)
	}
	return keys
}

// What speaks for and against one commitment, chosen on the stories beside the repository.
const (
	threshold     = 1.0
	sameActor     = 1.2
	otherActor    = -3.0
	samePlace     = 1.2
	otherPlace    = -3.0
	otherSite     = -0.5 // one base, and another, of what leaves a country base by base
	otherLand     = -3.5
	aroundSame    = 0.9 // the same for places that stand around it
	aroundOther   = -0.6
	sameTheme     = 1.5
	otherTheme    = -0.8
	sameNames     = 1.5
	otherNames    = -2.5 // one treaty, and another
	otherEdition  = -4.0 // the first round, and the second
	samePartners  = 0.6
	otherPartners = -3.0 // talks with one, and with another
	sameWindow    = 2.0
	oldWindow     = 1.5  // a day that was told of it before
	nested        = 2.5  // "sign the deal" is told of one thing
	otherStage    = -4.0 // two dates in one report are two stages
	otherTime     = -3.0 // this year's election, and the next
	longAgo       = -2.0
	sameReport    = 0.5
	afterItIsDone = -2.0
	crossed       = 0.6 // who acts there is where it is here: "a truce with Arvenia", "Arvenia's truce"
	fresh         = 0.5 // told on the same day, less with every day since
	silence       = 400 // days without news after which something undated begins anew
	core          = 5   // what is named a fifth as often as what is named most still marks a cluster
	closeBy       = 40  // characters into the words of what is done within which they name it
	farWindow     = 300 // days between windows that no statement ties by a delay
)

// fits is how well a statement fits a cluster; more is better, and threshold is enough.
func (c *Cluster) fits(it *Item) float64 {
	score := 0.0
	add := func(own []string, theirs map[string]int, same, other float64) {
		if len(own) == 0 || len(theirs) == 0 {
			return
		}
		most, common := 0, 0.0
		for _, w := range own {
			n := theirs[w]
			if n == 0 {
				continue
			}
			if most == 0 {
				most = highest(theirs)
			}
			if n*core >= most {
				common++
			} else {
				common += 0.3 // named in passing
			}
		}
		if common == 0 {
			score += other
			return
		}
		score += same * common / float64(min(len(own), len(theirs)))
	}
	add(it.Actors, c.actors, sameActor, otherActor)
	switch {
	case it.Around:
		add(it.Places, c.places, aroundSame, aroundOther)
	case bySites[it.Class] && anyIn(it.Named.Lands, c.lands):
		add(it.Places, c.places, samePlace, otherSite)
	default:
		add(it.Places, c.places, samePlace, otherPlace)
	}
	add(it.Named.Lands, c.lands, 0, otherLand)
	add(it.Theme, c.theme, sameTheme, otherTheme)
	add(it.Names, c.names, sameNames, otherNames)
	if anotherEdition(it.Editions, c.editions) {
		score += otherEdition
	}
	add(it.With, c.with, samePartners, 0)
	if crosses(it.With, c.with) {
		score += otherPartners
	}
	if len(it.Actors) == 0 || len(c.actors) == 0 {
		if anyIn(it.Actors, c.places) || anyIn(it.Places, c.actors) {
			score += crossed
		}
	}
	score += fresh * float64(max(0, silence-it.Published.Sub(c.last))) / silence
	w := it.Window()
	lastItem := c.Items[len(c.Items)-1]
	inReport := lastItem.Report == it.Report
	if inReport {
		score += sameReport
		if within(it, lastItem) {
			score += nested
		}
	}
	if !w.IsZero() && !c.window.IsZero() {
		switch {
		case cmp.Or(w.Latest, w.Earliest) == cmp.Or(c.window.Latest, c.window.Earliest):
			score += sameWindow
		case !it.Latest.IsZero() && c.days[it.Latest.String()] > 0:
			score += oldWindow
		case inReport && it.Act != statement.Revise && !lastItem.Window().IsZero():
			score += otherStage
		case (it.Act == statement.Undertake || it.Act == statement.Mentioned && gatherings[it.Class]) && it.Change == "" && apartBy(w, c.window) > farWindow:
			score += otherTime
		}
	}
	if it.Published.Sub(c.last) > silence && (c.window.Latest.IsZero() || c.window.Latest.Before(it.Published)) {
		score += longAgo
	}
	if !c.over.IsZero() && it.Published.Sub(c.over) > 14 && it.Act != statement.Outcome {
		score += afterItIsDone
	}
	return score
}

// bySites are the classes of what is done in a country site by site.
var bySites = map[string]bool{"withdraw": true, "deploy": true, "evacuate": true}

// hopeless reports whether others act and all else that may agree would not make up for it: most of what shares
// a place or a thing with a statement need not be compared any further. It leaves out none that fits.
func (b *choice) hopeless(c *Cluster) bool {
	if b.acting == 0 || c.acting == 0 || b.acting&c.acting != 0 {
		return false
	}
	const rounded = 0.001
	most := b.most
	if b.dated && !c.window.IsZero() {
		most += sameWindow
	}
	return most < threshold-rounded &&
		(most+sameReport+nested < threshold-rounded || c.Items[len(c.Items)-1].Report != b.it.Report)
}

// marks are a mark for each of some words, one of 64: lists without a mark in common have no word in common.
func marks(words []string) (all uint64) {
	for _, w := range words {
		h := uint32(2166136261) // FNV-1a
		for i := range len(w) {
			h = (h ^ uint32(w[i])) * 16777619
		}
		all |= 1 << (h >> 26)
	}
	return all
}

// within reports whether one statement stands in the words of what the other is about: "sign the deal",
// "begin the withdrawal".
func within(a, b *Item) bool {
	in := func(inner, outer *Item) bool {
		w := outer.What
		return w.End > 0 && w.Start <= inner.Action.Start && inner.Action.End <= w.End && inner.Action.Start-w.Start < closeBy
	}
	return in(a, b) || in(b, a)
}

// crosses reports whether two groups have somebody each whom the other has not.
func crosses(own []string, theirs map[string]int) bool {
	if len(own) < 2 {
		return false
	}
	most := highest(theirs)
	missing, core := 0, 0
	for w, n := range theirs {
		if 2*n > most {
			core++
			if !slices.Contains(own, w) {
				missing++
			}
		}
	}
	return core > 1 && missing > 0 && slices.ContainsFunc(own, func(w string) bool { return theirs[w] == 0 })
}

// highest is the highest of some counts, 0 where there are none.
func highest(counts map[string]int) int {
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	return most
}

func anyIn(words []string, counts map[string]int) bool {
	return slices.ContainsFunc(words, func(w string) bool { return counts[w] > 0 })
}

// apartBy is how many days lie between two windows; 0 where they meet, or an end is open.
func apartBy(a, b calendar.Window) int {
	if a.Latest.Before(b.Latest) {
		a, b = b, a
	}
	first, last := cmp.Or(a.Earliest, a.Latest), cmp.Or(b.Latest, b.Earliest)
	if first.IsZero() || last.IsZero() {
		return 0
	}
	return max(0, first.Sub(last))
}
