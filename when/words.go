package when

import (
	"strconv"
	"strings"
	"sync"

	"github.com/bywhen/bywhen/lexicon"
)

// class says what a word can be in a time expression; a word may be several ("second", "may").
type class uint32

const (
	cMonth class = 1 << iota
	cWeekday
	cUnit
	cSeason
	cNumber // a cardinal number in words
	cOrdinal
	cPart
	cZone
	cVague
	cHoliday // first word of a holiday's name
	cDeictic // today, yesterday, tonight …
	cShort   // a short form, good only beside a number
	cPlural
	cSet       // annual, daily …
	cFuture    // cue of a clause about what is to come
	cPast      // cue of a clause about what was
	cNamed     // a number behind it is a name
	cCounted   // a number before it counts
	cClock     // am, pm, GMT …
	cEra       // BC, AD
	cNarrative // marked only in texts that tell of the past

	// triggers are the classes without which no expression can be: a sentence that has none of
	// them, and no year, clock time or date in digits, is not looked at again.
	triggers = cMonth | cWeekday | cUnit | cSeason | cPart | cVague | cHoliday | cDeictic | cSet | cEra | cClock
)

// word is what the lists know of one word.
type word struct {
	class   class
	month   int8
	weekday int8
	season  int8
	unit    unit
	n       int16  // of numbers and ordinals
	part    string // "TMO", or "T12:00"
	value   string // of vague words and zones
}

// holiday is the name of a holiday and the rule for its day.
type holiday struct {
	words []string
	name  string
	rule  string
}

type dictionary struct {
	words    map[string]*word
	holidays map[string][]holiday // by first word, longest first
}

// dict is the word lists in the form in which the scanner asks them.
var dict = sync.OnceValue(func() *dictionary {
	d := &dictionary{words: map[string]*word{}, holidays: map[string][]holiday{}}
	get := func(s string) *word {
		w := d.words[s]
		if w == nil {
			w = &word{}
			d.words[s] = w
		}
		return w
	}
	table := func(name string, set func(w *word, fields []string)) {
		for s, fields := range lexicon.LoadTable("en", name) {
			w := get(s)
			set(w, fields)
			switch {
			case len(fields) == 0:
			case fields[len(fields)-1] == "short":
				w.class |= cShort
			case fields[len(fields)-1] == "plural":
				w.class |= cPlural
			}
		}
	}
	table("months", func(w *word, f []string) { w.class |= cMonth; w.month = int8(number(f[0])) })
	table("weekdays", func(w *word, f []string) { w.class |= cWeekday; w.weekday = int8(number(f[0])) })
	table("time-units", func(w *word, f []string) { w.class |= cUnit; w.unit = unitNamed(f[0]) })
	table("seasons", func(w *word, f []string) { w.class |= cSeason; w.season = int8(number(f[0])) })
	table("numbers", func(w *word, f []string) { w.class |= cNumber; w.n = int16(number(f[0])) })
	table("ordinals", func(w *word, f []string) { w.class |= cOrdinal; w.n = int16(number(f[0])) })
	table("day-parts", func(w *word, f []string) { w.class |= cPart; w.part = f[0] })
	table("time-zones", func(w *word, f []string) { w.class |= cZone; w.value = f[0] })
	table("vague-times", func(w *word, f []string) {
		w.class |= cVague
		w.value = f[0]
		if len(f) > 1 {
			w.class |= cNarrative
		}
	})
	table("future-verbs", func(w *word, f []string) { w.class |= cFuture })
	table("past-verbs", func(w *word, f []string) { w.class |= cPast })
	table("numbered-things", func(w *word, f []string) { w.class |= cNamed })
	table("counted-things", func(w *word, f []string) { w.class |= cCounted })
	for _, s := range []string{"today", "yesterday", "tomorrow", "tonight", "overnight", "weekend", "weekends"} {
		get(s).class |= cDeictic
	}
	for _, s := range strings.Fields(openers) {
		get(s).class |= kOpener
	}
	for s := range decadeNames {
		get(s).class |= cDeictic
	}
	for _, s := range []string{"am", "pm", "a.m.", "p.m.", "a.m", "p.m", "o'clock", "gmt", "utc"} {
		get(s).class |= cClock
	}
	for _, s := range []string{"bc", "bce", "b.c.", "b.c", "b.c.e.", "ad", "c.e."} {
		get(s).class |= cEra
	}
	for s, v := range setAdjectives {
		w := get(s)
		w.class |= cSet
		w.value = v
	}
	for name, f := range lexicon.LoadTable("en", "holidays") {
		words := nameWords(name)
		get(words[0]).class |= cHoliday
		list := d.holidays[words[0]]
		at := 0
		for at < len(list) && (len(list[at].words) > len(words) || len(list[at].words) == len(words) && list[at].name < name) {
			at++
		}
		list = append(list, holiday{})
		copy(list[at+1:], list[at:])
		list[at] = holiday{words, name, f[0]}
		d.holidays[words[0]] = list
	}
	return d
})

// openers are the words of no list of their own with which a time may begin.
const openers = `the this that these those last next past coming following previous preceding prior same
		current a an another several many few some various numerous multiple countless half dozens scores hundreds thousands
		about around approximately roughly nearly almost over under just exactly only barely more less fewer at up no close circa
		early earlier earliest late later mid beginning start end middle rest remainder latter outset turn dawn opening very
		every each per q h fy fiscal financial final near distant foreseeable immediate future then ad right latest midway halfway first opening closing circa ca ca. c. c its his her their our upcoming
		subsequent ensuing millions tens ' ‘ ’ one same`

// setAdjectives are the one-word sets of TimeML.
var setAdjectives = map[string]string{
	"annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "monthly": "P1M", "weekly": "P1W",
	"daily": "P1D", "quarterly": "P3M", "hourly": "PT1H", "nightly": "P1D", "biannual": "P6M",
	"semiannual": "P6M", "biennial": "P2Y", "fortnightly": "P2W", "everyday": "P1D",
}

// nameWords cuts a holiday's name as the tokens are cut: "'s" stands alone.
func nameWords(name string) []string {
	var words []string
	for _, w := range strings.Fields(name) {
		if stem, ok := strings.CutSuffix(w, "'s"); ok {
			words = append(words, stem, "'s")
		} else if stem, ok := strings.CutSuffix(w, "s'"); ok {
			words = append(words, stem+"s", "'")
		} else if a, b, ok := strings.Cut(w, "-"); ok {
			words = append(words, a, "-", b)
		} else {
			words = append(words, w)
		}
	}
	return words
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic("when: the word list has " + s + " where a number must stand")
	}
	return n
}

// unit is a unit of time, from short to long.
type unit int8

const (
	noUnit unit = iota
	second
	minute
	hour
	night
	day
	weekend
	week
	fortnight
	month
	quarter
	half
	year
	decade
	century
	millennium
)

var unitNames = [...]string{"", "second", "minute", "hour", "night", "day", "weekend", "week", "fortnight", "month", "quarter", "half", "year", "decade", "century", "millennium"}

func unitNamed(s string) unit {
	for u, name := range unitNames {
		if name == s && u > 0 {
			return unit(u)
		}
	}
	panic("when: the word list names an unknown unit " + s)
}

func (u unit) String() string { return unitNames[u] }

// duration is the TIMEX3 value of n units, n as text ("2", "2.5", "X").
func (u unit) duration(n string) string {
	switch u {
	case second:
		return "PT" + n + "S"
	case minute:
		return "PT" + n + "M"
	case hour:
		if n == "0.5" {
			return "PT30M"
		}
		return "PT" + n + "H"
	case night:
		return "PT" + n + "NI"
	case day:
		return "P" + n + "D"
	case weekend:
		return "P" + n + "WE"
	case week:
		return "P" + n + "W"
	case fortnight:
		if f, err := strconv.ParseFloat(n, 64); err == nil {
			return "P" + decimal(2*f) + "W"
		}
		return "P" + n + "W"
	case month:
		return "P" + n + "M"
	case quarter:
		return "P" + n + "Q"
	case half:
		return "P" + n + "H"
	case year:
		if n == "0.5" {
			return "P6M"
		}
	case decade:
		return "P" + n + "DE"
	case century:
		return "P" + n + "CE"
	case millennium:
		return "P" + n + "ML"
	}
	return "P" + n + "Y"
}

// decimal writes a number without needless zeros.
func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
