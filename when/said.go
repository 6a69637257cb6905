package when

import "github.com/bywhen/bywhen/text"

// op is the way in which words name a time.
type op int8

const (
	opNone     op = iota // no day named: a clock time or a part of the day alone
	opDate               // parts of a date: what is named of year, season, quarter, month, day, holiday
	opDecade             // the ten years from year
	opCentury            // the hundred years from year
	opWeekday            // a weekday alone
	opRelative           // a unit counted from the one that holds the anchor: "last month", "next year"
	opShift              // so many units before or after the anchor: "two days ago"
	opSame               // the unit spoken of before: "that month"
	opNth                // an ordinal part of another time: "the last Friday of May"
	opRef                // PRESENT_REF, PAST_REF, FUTURE_REF
	opDuration           // an amount of time
	opSet                // times that recur
)

// anchor is the day that a relative time counts from.
type anchor int8

const (
	toReport anchor = iota // the day of the report
	toText                 // the time last spoken of
	toEither               // in news the report's, in a tale of the past the text's
)

// direction says which of several such times is meant.
type direction int8

const (
	unsaid direction = iota
	last
	this
	next
)

// said is what an expression says, before any day of reference is known.
type said struct {
	op       op
	year     int // meaningful where hasYear; negative before Christ
	hasYear  bool
	twoDigit bool // the year was written with two digits
	month    int8
	day      int8
	weekday  int8 // 0 Sunday to 6, +1; 0 is none
	season   int8
	north    bool // "fall": a word of the northern hemisphere
	quarter  int8
	half     int8
	fiscal   bool
	holiday  string    // rule of package calendar
	dir      direction // last, this, next beside a date or weekday
	yearDir  direction // last, this, next year beside a date
	yearText bool      // "of that year": the year spoken of; with yearDir counted from it
	weekDir  direction // "Friday last week"
	unit     unit
	n        float64 // of shifts and durations; negative is back
	vague    bool    // the amount is not said: "several"
	anchor   anchor
	event    bool   // "three years after …": the words behind it are the anchor
	ordinal  int8   // of opNth; -1 is the last
	value    string // of opRef and opSet
	part     string // "TMO", "T18:00"
	zone     string
	era      bool // BC
}

// found is a match of a rule on the items [start, end) of a sentence.
type found struct {
	said  said
	of    *said // the period that opNth and edges refer to, where it is not said itself
	typ   Type
	mod   string
	end   int
	head  int  // of shifts before or after an event: the item behind the amount
	limit edge // which part of the days is meant beyond mod: "later this year", "the rest of"
}

// edge narrows the window of a statement, not the value of the time.
type edge int8

const (
	whole     edge = iota
	early          // early 2025
	middle         // mid-2025
	late           // late 2025
	beginning      // the beginning of 2025
	finish         // the end of 2025
	remaining      // later this year, the rest of the year: from the report on
	elapsed        // earlier this year: up to the report
)

// Expr is a time expression as the text says it.
type Expr struct {
	Span     text.Span
	Phrase   text.Span // Span with the words of relation before it
	Sentence int
	Type     Type
	Mod      string
	Relation string
	Rule     string

	found
	tense     tense
	bound     *bound
	link      int       // how many expressions further on the other end of the range stands; 0 none
	linked    int       // how many expressions back the first end stands
	amount    text.Span // of shifts before or after an event: the amount alone
	newsOnly  bool      // counts only in news
	narrative bool      // counts only in a text that tells of the past
	opening   bool      // stands at the head of its sentence, with its preposition
	alone     bool      // nothing else stands in its sentence: a heading
	possessed bool      // "before next month's summit": the words behind it are the anchor
	incident  bool      // "the January 6 riot"
	either    bool      // linked to the next by "or"
	edgeDay   bool      // "before the end of the year": the edge is a day
}
