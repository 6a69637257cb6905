package ledger

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/bywhen/bywhen/statement"
)

// Note is a sum that does not come out, in words for people.
type Note struct {
	Rule string // moved-by, late-by, parts
	Text string
	Item *Item // in whose words one side of the sum stands
}

// checks are what a report says of lengths of time and what the days say.
func (c *Commitment) checks() []Note {
	var all []Note
	for _, s := range c.Slips {
		if d, ok := lengthBy(s.Item.Sentence); ok && s.Item.Act == statement.Revise && !d.fits(abs(s.Days)) {
			all = append(all, Note{"moved-by", fmt.Sprintf("it says %q, and the last day moved by %s", d.words, days(abs(s.Days))), s.Item})
		}
	}
	if it, base := c.done.item, c.Baseline.Latest; c.done.value == "done" && !base.IsZero() && it.Latest.IsZero() {
		if d, ok := lengthOff(it.Sentence); ok && !d.fits(abs(c.done.on.Sub(base))) {
			all = append(all, Note{"late-by", fmt.Sprintf("it says %q, and it was told %s after the first last day", d.words, days(c.done.on.Sub(base))), it})
		}
	}
	for _, it := range c.Items {
		if it.Sum != "" {
			all = append(all, Note{"parts", it.Sum, it})
		}
	}
	return all
}

func abs(n int) int { return max(n, -n) }

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return strconv.Itoa(n) + " days"
}

// length is a length of time in words, and the days that it may mean.
type length struct {
	words       string
	least, most int
}

func (l length) fits(days int) bool { return l.least <= days && days <= l.most }

// units are the days of a unit of time, fewest and most: a week later may be told as the day before it.
var units = map[string][2]int{"day": {1, 1}, "week": {7, 7}, "fortnight": {14, 14}, "month": {28, 31}, "year": {365, 366}}

// slack is how many days a length in weeks, months or years may be off: "by two months" from the end of one month
// to the middle of another.
var slack = map[string]int{"day": 0, "week": 1, "fortnight": 1, "month": 16, "year": 31}

// lengthBy is the length of time by which a sentence says that something is moved: "by two weeks", "a six-month
// delay"; false where it says none, or none exactly.
func lengthBy(sentence string) (length, bool) {
	words := plainWords(sentence)
	for i, w := range words {
		if w == "by" && i+2 < len(words) {
			if l, ok := lengthOf(words[i+1], words[i+2], "by "); ok {
				return l, true
			}
		}
		if n, unit, ok := strings.Cut(w, "-"); ok && i+1 < len(words) && moves[words[i+1]] {
			if l, ok := lengthOf(n, unit, ""); ok {
				l.words = w + " " + words[i+1]
				return l, true
			}
		}
	}
	return length{}, false
}

// moves are the nouns of what moves a day.
var moves = map[string]bool{"delay": true, "extension": true, "postponement": true, "prolongation": true}

// lengthOff is the length of time that a sentence says something came late or early.
func lengthOff(sentence string) (length, bool) {
	words := plainWords(sentence)
	for i := range words {
		if i+2 < len(words) && (words[i+2] == "late" || words[i+2] == "early" || i+3 < len(words) && (words[i+2] == "behind" || words[i+2] == "ahead")) {
			if l, ok := lengthOf(words[i], words[i+1], ""); ok {
				l.words += " " + words[i+2]
				return l, true
			}
		}
	}
	return length{}, false
}

func lengthOf(count, unit, before string) (length, bool) {
	unit = strings.TrimSuffix(unit, "s")
	span, ok := units[unit]
	n, err := strconv.Atoi(count)
	if err != nil {
		switch word := numbers()[count]; {
		case count == "a" || count == "an" || count == "one":
			n = 1
		case len(word) > 0:
			n, err = strconv.Atoi(word[0])
			ok = ok && err == nil
		default:
			ok = false
		}
	}
	if !ok {
		return length{}, false
	}
	plural := ""
	if n != 1 {
		plural = "s"
	}
	return length{before + count + " " + unit + plural, n*span[0] - slack[unit], n*span[1] + slack[unit]}, true
}

func plainWords(sentence string) []string {
	return strings.FieldsFunc(strings.ToLower(sentence), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
}

// partOf is the id of the statement of the report that tells of the whole of which this one is a part: of the same
// class, to be done by the same, or to the same, by the same day or a later one; "" for none. It stands at an index of the report;
// what was said last before it is looked at first.
func (it *Item) partOf(report []Item, at int) string {
	if it.Echo || it.Act == statement.Outcome || !it.portion() {
		return ""
	}
	order := slices.Clone(report[:at])
	slices.Reverse(order)
	for _, o := range append(order, report[at+1:]...) {
		if o.Echo || o.Act == statement.Outcome || o.Class != it.Class || o.portion() || o.Latest.IsZero() || o.Latest.Before(it.Latest) ||
			abs(o.Action.Start-it.Action.Start) > besides {
			continue
		}
		actor, object := likeActor(it, &o), likeObject(it, &o)
		if actor == differs || object == differs || actor != agrees && object != agrees {
			continue
		}
		return o.ID
	}
	return ""
}

// besides is how many characters away from what is said of the whole a part of it is told.
const besides = 400

// portion reports whether the words for who or what say that it is some of a whole: "hundreds of them", "the rest",
// "the first group", "half of its troops".
func (it *Item) portion() bool {
	for _, phrase := range []string{it.Actor.Text, it.What.Text, it.Quantity.Text} {
		words := plainWords(phrase)
		for i, w := range words {
			counted := number(w) != ""
			if shares[w] && i < 3 || i > 0 && ordinals[words[i-1]] && (counted || portions[singular(w)]) || counted && i+1 < len(words) && words[i+1] == "of" {
				return true
			}
		}
		if rest(phrase) {
			return true
		}
	}
	return false
}

// shares are the words for some of a whole.
var shares = map[string]bool{"hundreds": true, "dozens": true, "thousands": true, "half": true, "third": true, "quarter": true, "some": true, "others": true, "most": true}

// ordinals are the words before a part of several.
var ordinals = map[string]bool{"first": true, "second": true, "third": true, "fourth": true, "final": true, "last": true, "next": true, "initial": true}

// sums notes on the whole where the numbers of its parts in the report do not add up to its own.
func sums(report []Item) {
	for i := range report {
		whole := &report[i]
		total, ok := whole.count()
		if !ok {
			continue
		}
		sum, closed, parts := 0, false, 0
		for j := range report {
			if p := &report[j]; p.PartOf == whole.ID {
				n, ok := p.count()
				if !ok {
					sum, closed, parts = 0, false, 0
					break
				}
				sum, parts = sum+n, parts+1
				closed = closed || rest(p.Actor.Text) || rest(p.What.Text) || rest(p.Quantity.Text)
			}
		}
		if parts > 1 && (sum > total || closed && sum != total) {
			whole.Sum = fmt.Sprintf("its parts add up to %d, and the whole is %d", sum, total)
		}
	}
}

// count is the number of what is acted upon.
func (it *Item) count() (int, bool) {
	for _, phrase := range []string{it.Quantity.Text, it.What.Text, it.Actor.Text} {
		if n, err := strconv.Atoi(number(phrase)); err == nil && n > 1 {
			return n, true
		}
	}
	return 0, false
}
