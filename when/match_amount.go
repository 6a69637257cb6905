package when

// amount is a number of units of time as the text gives it.
type amount struct {
	n     float64
	vague bool // "several", "a few", plural alone
	bare  bool // no number word at all: "years"
	a     bool // the number is "a" or "an"
	the   bool
	unit  unit
	mod   string
	end   int
	start int // where the number begins, behind words like "about"
}

// quantity matches "two years", "about a year and a half", "several months", "27-year", "decades".
func quantity(m *matcher, i int) (a amount, ok bool) {
	j := i
	a.start = i
	switch m.low(j) {
	case "about", "around", "approximately", "roughly", "some", "circa":
		a.mod = "APPROX"
		j++
	case "nearly", "almost":
		a.mod = "LESS_THAN"
		j++
	case "over":
		if !prepositions[m.low(i-1)] && !m.any(i-1, "just", "well", "lasted", "took", "spent", "is", "was", "than", "little") {
			return a, false // "killed 300 people over two days"
		}
		a.mod = "MORE_THAN"
		j++
	case "under":
		a.mod = "LESS_THAN"
		j++
	case "just":
		j++
		if m.any(j, "over") {
			a.mod = "MORE_THAN"
			j++
		} else if m.any(j, "under") {
			a.mod = "LESS_THAN"
			j++
		}
	case "exactly", "only", "barely":
		j++
	case "more":
		if m.low(j+1) != "than" {
			return a, false
		}
		a.mod = "MORE_THAN"
		j += 2
	case "less", "fewer":
		if m.low(j+1) != "than" {
			return a, false
		}
		a.mod = "LESS_THAN"
		j += 2
	case "at":
		switch m.low(j + 1) {
		case "least":
			a.mod = "EQUAL_OR_MORE"
		case "most":
			a.mod = "EQUAL_OR_LESS"
		default:
			return a, false
		}
		j += 2
	case "up":
		if m.low(j+1) != "to" {
			return a, false
		}
		a.mod = "EQUAL_OR_LESS"
		j += 2
	case "no":
		if m.low(j+1) != "more" || m.low(j+2) != "than" {
			return a, false
		}
		a.mod = "EQUAL_OR_LESS"
		j += 3
	case "close":
		if m.low(j+1) != "to" {
			return a, false
		}
		a.mod = "APPROX"
		j += 2
	}
	k := j
	a.start = j
	a.n = 1
	switch m.low(k) {
	case "a", "an", "another":
		a.a = true
		k++
		switch m.low(k) {
		case "few", "couple", "number", "dozen", "half", "good", "little", "full", "further", "single", "whole", "additional":
			switch m.low(k) {
			case "few":
				a.vague = true
				k++
			case "couple":
				a.n = 2
				k = m.skip(k+1, "of", "more")
			case "number":
				if m.low(k+1) != "of" {
					return a, false
				}
				a.vague = true
				k += 2
			case "dozen":
				a.n = 12
				k++
			case "half":
				a.n = 0.5
				k = m.skip(k+1, "-")
			default:
				k++
			}
			if m.low(k) == "over" {
				k++
			}
		default:
			if n, end, ok := m.cardinal(k); ok && (m.at(k).num > 1 || m.at(k).digits > 0) { // "another two years"
				if m.low(i) != "another" {
					return a, false // of "a 27-year contract" the article is no part
				}
				a.n, k, a.a = n, end, false
			} else if m.has(k, cUnit) && (m.low(k+1) == "long" || m.low(k+1) == "-" && m.any(k+2, "long", "and")) {
				return a, false
			}
		}
	case "several", "many", "numerous", "few", "various", "countless", "some", "multiple":
		a.vague = true
		k++
	case "half":
		a.n = 0.5
		k = m.skip(k+1, "-")
		k = m.skip(k, "a", "an")
		k = m.skip(k, "-")
		if m.unitAt(k) == noUnit {
			return a, false
		}
	case "dozens", "scores", "hundreds", "thousands", "tens", "millions":
		if m.low(k+1) != "of" {
			return a, false
		}
		a.vague = true
		k += 2
	default:
		n, end, ok := m.cardinal(k)
		switch {
		case ok:
			a.n, k = n, end
			if m.low(k) == "and" && (m.any(k+1, "a") && m.any(k+2, "half") || m.any(k+1, "half")) || m.low(k) == "-" && m.low(k+1) == "and" {
				h := k + 1
				h = m.skip(h, "and", "-")
				h = m.skip(h, "-")
				h = m.skip(h, "a")
				h = m.skip(h, "-")
				if m.low(h) == "half" {
					a.n += 0.5
					k = h + 1
				}
			}
		case m.has(k, cUnit) && m.has(k, cPlural):
			a.vague, a.bare = true, true
		default:
			return a, false
		}
	}
	k = m.skip(k, "more", "additional", "further", "consecutive", "full", "straight", "whole", "successive", "calendar", "long", "other")
	if !a.bare && k > j && m.has(k+1, cUnit) && m.has(k+1, cPlural) && m.at(k).word == plainWord && m.lowerNoun(k) && m.at(k-1).digits+int8(m.at(k-1).num) > 0 {
		k++ // "ten brutal months"
	}
	if m.low(k) == "-" && !a.bare {
		k++
	}
	if m.any(k, "calendar", "working", "business", "school") {
		k++
	}
	u := m.unitAt(k)
	if u == noUnit || m.has(k, cShort) {
		return a, false
	}
	it := m.at(k)
	if it.upper && k > i && !(m.at(a.start).upper && m.startsSentence(i)) {
		return a, false // "24 Hours of …", "Hundred Years' War"
	}
	if (u == second || u == minute) && a.a && !it.is(cPlural) && u == second {
		return a, false
	}
	if u == second && m.at(k-1).is(cOrdinal) {
		return a, false
	}
	if u == quarter && (m.low(k+1) == "of" || m.low(k+1) == "final" || a.a || a.n < 2 || !it.is(cPlural)) {
		return a, false
	}
	if u == night && (a.a || a.bare) {
		return a, false
	}
	if m.year(a.start) != 0 && k == a.start+1 && !it.is(cPlural) {
		return a, false // "World Cup 2018 day five"
	}
	a.unit, a.end = u, k+1
	if a.a && a.n == 1 && !a.vague && it.is(cPlural) && k == j+1 {
		a.vague = true // "a decades-long row"
	}
	if m.low(a.end) == "and" && m.low(a.end+1) == "a" && m.low(a.end+2) == "half" {
		a.n += 0.5
		a.end += 3
	} else if m.low(a.end) == "-" && m.low(a.end+1) == "and" && m.low(a.end+3) == "a" && m.low(a.end+5) == "half" {
		a.n += 0.5
		a.end += 6
	}
	return a, true
}

func (a amount) said(o op) said {
	return said{op: o, unit: a.unit, n: a.n, vague: a.vague}
}

// shift matches "two years ago", "three days later", "the day before", "a week from now".
func shift(m *matcher, i int) (f found, ok bool) {
	var a amount
	switch {
	case m.low(i) == "the" && m.unitAt(i+1) >= day && !m.has(i+1, cPlural) && m.any(i+2, "before", "after"):
		a = amount{n: 1, unit: m.unitAt(i + 1), end: i + 2, the: true}
		if n := map[string]float64{"before last": -2, "after next": 2}[m.low(i+2)+" "+m.low(i+3)]; n != 0 {
			f.said = said{op: opRelative, unit: a.unit, n: n}
			f.typ, f.end = DATE, i+4
			return f, true
		}
	default:
		a, ok = quantity(m, i)
		if !ok {
			return f, false
		}
	}
	f.typ, f.mod = DATE, a.mod
	s := a.said(opShift)
	k := a.end
	k = m.skip(k, "'")
	switch m.low(k) {
	case "ago":
		s.n, s.anchor = -s.n, toReport
		f.end = k + 1
	case "earlier", "previously", "beforehand":
		s.n, s.anchor = -s.n, toText
		f.end = k + 1
	case "later", "afterwards", "afterward", "thereafter", "on":
		if m.low(k) == "on" && (!m.any(k+1, ",") || a.bare) {
			return f, false
		}
		s.anchor = toText
		f.end = k + 1
		if m.low(k) == "later" && m.low(k+1) == "than" {
			// "arrives on 11 November, three days later than planned" speaks of the 11th.
			if j := m.skip(k+2, "originally", "initially", "first", "previously"); m.any(j, "planned", "scheduled", "expected", "intended", "due", "announced") {
				f.said, f.end = said{op: opSame}, j+1
				return f, true
			}
			f.said = a.said(opDuration)
			f.typ, f.end = DURATION, a.end
			return f, true
		}
	case "hence":
		f.end = k + 1
	case "from":
		if !m.any(k+1, "now", "today") || m.any(i-1, "for") {
			return f, false
		}
		f.end = k + 2
	case "before", "after", "prior", "following":
		if m.low(k) == "prior" && m.low(k+1) == "to" {
			k++
		}
		s.anchor = toText
		if m.any(a.end, "before", "prior") {
			s.n = -s.n
		}
		f.end = k + 1
		ends := m.low(k+1) == "" || m.any(k+1, ",", ".", ";", ")", "and", "but", ":")
		if !ends {
			s.event = true
			f.head = a.end
			if a.vague {
				return f, false
			}
		}
		if m.any(k, "following") {
			return f, false
		}
	default:
		return f, false
	}
	if a.unit < day {
		f.typ = TIME
		if a.unit < hour && s.anchor == toText && a.vague {
			return f, false
		}
	}
	f.said = s
	return f, true
}

// duration matches amounts of time: "two years", "the next six months", "27-year", "years",
// "year-long", "the past few days".
func duration(m *matcher, i int) (f found, ok bool) {
	f.typ = DURATION
	j := i
	dir := unsaid
	the := false
	if m.any(j, "the", "these", "those", "its", "his", "their", "this", "her", "our") && !m.any(j, "this") {
		if m.any(j, "the", "these") {
			the = true
		}
		j++
	}
	pre := j
	if m.low(j) == "last" && m.any(j-1, "to", "will", "would", "could", "may", "might", "should", "can", "must", "not", "n't") || m.any(j, "many") && m.low(j-1) == "as" {
		return f, false // "to last six weeks", "in as many days"
	}
	if the && m.any(i-1, "over", "through") && m.any(j, "years", "decades", "centuries", "months") && !m.any(j+1, "of", "that", "since", "when") {
		f.said = said{op: opDuration, unit: m.unitAt(j), n: 1, vague: true} // "over the years"
		f.end = j + 1
		return f, true
	}
	switch m.low(j) {
	case "next", "coming", "following", "upcoming", "ensuing", "subsequent":
		dir = next
		j++
	case "last", "past", "previous", "preceding", "recent", "final":
		dir = last
		j++
	case "first", "entire", "whole", "remaining", "intervening", "latest":
		j++
	}
	if m.any(j, "first", "whole", "coming", "full") && j > pre {
		j++
	}
	if j > i && j == pre && !the {
		return f, false
	}
	a, ok := quantity(m, j)
	if ok && j > i && (a.a || j == i+1 && the && m.low(a.end-2) == "-") {
		ok = false // "the two-year deal": the article is no part
	}
	if !ok {
		return longWord(m, i)
	}
	if a.bare {
		switch {
		case dir == last && m.low(j-1) == "recent":
			f.said = said{op: opRef, value: "PAST_REF"}
			f.typ, f.end = DATE, a.end
			return f, true
		case j > i && dir != unsaid && m.low(j-1) != "final":
		case j > i:
			if !m.any(j-1, "intervening", "first") {
				return f, false
			}
		case m.any(i-1, "recent"):
			return f, false
		case m.any(i-1, "for", "in", "over", "of", "within", "after", "took", "take", "takes", "lasted", "last", "spent", "than", "before", "by", "through", "and", "or"):
			if m.any(i-1, "by", "before", "and", "or", "of") && a.unit < week {
				return f, false
			}
		case m.at(i-1).word.class&cOrdinal != 0, m.any(i-1, "light", "man"):
			return f, false
		case m.any(a.end, "of", "long", "-"), i == 0:
		default:
			return f, false
		}
	}
	k := a.end
	// Ages, and what is sold by the hour, are no times.
	if m.low(k) == "-" && m.any(k+1, "old", "olds") || m.any(k, "old", "olds") || m.low(k) == "of" && m.low(k+1) == "age" {
		return f, false
	}
	if m.low(k) == "'" && m.any(k+1, "old") || m.any(i-1, "aged", "age") {
		return f, false
	}
	if a.a && a.unit == day && m.low(j) == "a" && a.n == 1 && !m.any(i-1, "for", "in", "within", "than", "of", "after", "about", "lasted") && a.end == j+2 {
		return f, false
	}
	if !a.a && a.n == 1 && a.unit == day && m.low(a.start) == "one" && !a.vague && !m.any(i-1, "for", "in", "within", "than", "of", "after", "about", "lasted", "least", "only", "just", "by") && m.low(a.end-2) != "-" {
		return f, false
	}
	if m.at(j).digits > 0 && m.at(j).low != "" && a.unit == year && m.low(a.end-1) == "year" && !m.at(a.end-1).gap && m.low(a.end-2) != "-" {
		return f, false
	}
	if a.unit == second && !a.vague && m.low(a.end-1) == "second" && m.low(a.end-2) != "-" && a.n != 1 {
		return f, false
	}
	if m.low(k) == "-" && m.any(k+1, "long") {
		k += 2
	} else if m.low(k) == "long" && m.has(k-1, cUnit) && !m.has(k-1, cPlural) {
		k++
	}
	f.said = a.said(opDuration)
	f.said.dir = dir
	if m.any(j-1, "final", "preceding", "previous", "following", "ensuing", "subsequent", "recent") {
		f.said.anchor = toText
	}
	f.mod, f.end = a.mod, k
	if j > i && m.low(j-1) == "first" {
		f.said.dir, f.said.event = unsaid, true // the first hours of something
	}
	return f, true
}

// longWord matches "year-long", "decades-long", "week long", "monthlong", "all day".
func longWord(m *matcher, i int) (f found, ok bool) {
	u := m.unitAt(i)
	if u < hour || m.has(i, cPlural) && m.low(i+1) != "-" {
		return f, false
	}
	j := m.skip(i+1, "-")
	if m.low(j) != "long" || j == i+1 {
		return f, false
	}
	f.said = said{op: opDuration, unit: u, n: 1, vague: m.has(i, cPlural)}
	f.typ, f.end = DURATION, j+1
	return f, true
}

// recurring matches sets: "every Tuesday", "each year", "a year" behind a number, "annual",
// "weekdays", "Sundays".
func recurring(m *matcher, i int) (f found, ok bool) {
	f.typ = SET
	it := m.at(i)
	switch {
	case it.is(cSet):
		if it.upper && !m.startsSentence(i) || m.low(i) == "daily" && it.upper {
			return f, false
		}
		f.said = said{op: opSet, value: it.word.value}
		f.end = i + 1
		return f, true
	case it.is(cWeekday) && it.is(cPlural) && it.upper && m.low(i-1) != "the":
		f.said = said{op: opSet, value: weekdayValue(it.word.weekday)}
		f.end = i + 1
		if m.has(i+1, cPart) {
			f.end++
		}
		return f, true
	case m.any(i, "every", "each"):
		j := m.skip(i+1, "other", "single")
		n := "1"
		if m.low(j-1) == "other" {
			n = "2"
		}
		if w := m.weekday(j, false); w != 0 {
			f.said = said{op: opSet, value: weekdayValue(w - 1)}
			f.end = j + 1
			return f, true
		}
		if c, end, ok := m.cardinal(j); ok && m.has(end, cUnit) {
			f.said = said{op: opSet, value: m.unitAt(end).duration(decimal(c))}
			f.end = end + 1
			return f, true
		}
		switch u := m.unitAt(j); {
		case u != noUnit && u != second && !m.has(j, cPlural) || m.low(i) == "every" && u != noUnit && m.has(j, cPlural) && m.has(j-1, cNumber):
			f.said = said{op: opSet, value: u.duration(n)}
		case m.has(j, cSeason) || m.has(j, cPart):
			f.said = said{op: opSet, value: "XXXX-" + seasonLetters[m.at(j).word.season]}
			if m.has(j, cPart) {
				f.said.value = "XXXX-XX-XX" + m.at(j).word.part
			}
		case m.month(j) != 0:
			f.said = said{op: opSet, value: "XXXX-" + two(int(m.month(j)))}
		default:
			return f, false
		}
		f.end = j + 1
		return f, true
	case it.low == "per" || it.low == "a" || it.low == "an":
		u := m.unitAt(i + 1)
		if u < minute || u == night || m.has(i+1, cPlural) || u == quarter && it.low != "per" || u == decade && it.low != "per" || u == century {
			return f, false
		}
		if it.low == "per" {
			f.said = said{op: opSet, value: u.duration("1")}
			f.end = i + 2
			return f, true
		}
		if m.any(i+2, "ago", "later", "earlier", "before", "after", "and", "old", "or", "from", "long", "-", "on", "of", "since", "when", "to", "in") {
			return f, false
		}
		if !m.rate(i - 1) {
			return f, false
		}
		f.said = said{op: opSet, value: u.duration("1")}
		f.end = i + 2
		return f, true
	}
	return f, false
}

// rate reports whether what ends at i is counted by the unit behind it: "$5 | a day", "twice | a
// year", "three million tonnes | a year".
func (m *matcher) rate(i int) bool {
	it := m.at(i)
	if it.digits > 0 || it.grains || it.is(cNumber) || m.any(i, "once", "twice", "times", "time", "%", "percent", "million", "billion", "trillion", "thousand", "hundred", "more") {
		return true
	}
	// A plural noun with a number shortly before it.
	if it.low == "" || it.low[len(it.low)-1] != 's' || prepositions[it.low] || it.is(cFuture|cPast) || it.upper {
		return false
	}
	for j := i - 1; j >= i-4 && j >= 0; j-- {
		if m.at(j).digits > 0 || m.at(j).grains || m.at(j).is(cNumber) || m.any(j, "million", "billion", "thousands", "hundreds", "dozens", "several", "times") {
			return true
		}
		if m.any(j, ",", ".", "in", "for") {
			return false
		}
	}
	return false
}

func weekdayValue(weekday int8) string {
	n := byte(weekday)
	if n == 0 {
		n = 7
	}
	return "XXXX-WXX-" + string('0'+n)
}

// clock matches times of the day in digits: "6:40 p.m.", "18:00 UTC", "9am", "5 o'clock", "0900 GMT".
func clock(m *matcher, i int) (f found, ok bool) {
	it := m.at(i)
	if it.digits < 1 || it.digits > 4 || it.digits == 3 || it.ord || it.plural {
		return f, false
	}
	if !it.gap && i > 0 && (m.any(i-1, "$", "€", "£", ":", ".", "/", "-") && m.at(i-2).digits > 0 || m.any(i-1, "$", "€", "£", "#")) {
		return f, false
	}
	h, mi, s := int(it.num), 0, -1
	j := i + 1
	minutes := false
	if it.digits == 4 {
		h, mi = h/100, h%100
		minutes = true
		zone := m.has(j, cZone) && m.at(j).upper && !m.has(j, cMonth)
		if !zone && !m.any(j, "hours", "local", "am", "pm") {
			return f, false
		}
		if m.low(j) == "hours" {
			j++
		}
	} else if m.any(j, ":", ".") && !m.at(j).gap && m.at(j+1).digits == 2 && !m.at(j+1).gap {
		if m.low(j) == "." && !m.any(j+2, "am", "pm") {
			return f, false
		}
		mi, minutes = int(m.at(j+1).num), true
		j += 2
		if m.low(j) == ":" && !m.at(j).gap && m.at(j+1).digits == 2 {
			s = int(m.at(j + 1).num)
			j += 2
		}
	}
	half := false
	if minutes && m.any(j, "hrs", "hours") {
		half = true
		j++
	}
	switch {
	case m.any(j, "am", "pm"):
		if h > 12 && m.low(j) == "am" || h == 0 {
			return f, false
		}
		if m.low(j) == "pm" && h < 12 {
			h += 12
		} else if m.low(j) == "am" && h == 12 {
			h = 0
		}
		half = true
		j++
	case m.low(j) == "a" && m.at(j+1).low == "." && m.low(j+2) == "m", m.low(j) == "p" && m.at(j+1).low == "." && m.low(j+2) == "m":
		if m.low(j) == "p" && h < 12 {
			h += 12
		}
		half = true
		j += 3
		j = m.skip(j, ".")
	case m.low(j) == "o'clock" || m.low(j) == "o" && m.low(j+2) == "clock":
		half = true
		j = m.skip(j, "o'clock")
	}
	if h > 24 || mi > 59 || s > 59 {
		return f, false
	}
	f.said = said{op: opNone}
	f.typ = TIME
	zoned := false
	z := j
	if m.low(z) == "(" {
		z++
	}
	if m.has(z, cZone) && m.at(z).upper && (z == j || m.low(z+1) == ")" || m.any(z+1, "+", "-")) {
		f.said.zone = m.at(z).word.value
		zoned = true
		e := z + 1
		if m.any(e, "+", "-") && m.at(e+1).digits > 0 {
			f.said.zone = ""
			e += 2
		}
		if z > j {
			if m.low(e) == ")" {
				j = e + 1
			} else {
				f.said.zone, zoned = "", false
			}
		} else {
			j = e
		}
	} else if m.low(j) == "local" && m.low(j+1) == "time" {
		zoned = true
		j += 2
	}
	if !half && !zoned {
		if !minutes || !m.any(i-1, "at", "by", "until", "till", "from", "to", "before", "after", "around", "about", "between", "and") || it.digits == 4 {
			return f, false
		}
		if m.any(i-1, "by", "to", "about", "and", "from", "between", "before", "after") && !m.any(j, "on", "today", "tomorrow", "yesterday") && m.weekday(j, true) == 0 {
			return f, false
		}
	}
	if !half && !minutes {
		return f, false
	}
	f.said.part = "T" + two(h) + ":" + two(mi)
	if s >= 0 {
		f.said.part += ":" + two(s)
	}
	f.end = j
	// A day that follows without a preposition is part of the expression.
	k := m.skip(j, ",")
	var g found
	got := false
	if m.any(k, "today", "tomorrow", "yesterday", "tonight") {
		g, got = dayWords(m, k)
	} else if m.weekday(k, false) != 0 || m.month(k) != 0 {
		if g, got = monthDay(m, k); !got {
			if g, got = dayMonth(m, k); !got {
				g, got = bareWeekday(m, k)
			}
		}
	}
	if got {
		g.said.part, g.said.zone, g.typ = f.said.part, f.said.zone, TIME
		return g, true
	}
	return f, true
}

// vague matches the words that point without a day: "now", "recently", "the future".
func vague(m *matcher, i int) (f found, ok bool) {
	it := m.at(i)
	f.typ, f.end = DATE, i+1
	switch {
	case it.low == "right" && m.low(i+1) == "now":
		f.said, f.end = said{op: opRef, value: "PRESENT_REF"}, i+2
		return f, true
	case it.is(cVague):
		if it.upper && !m.startsSentence(i) {
			return f, false
		}
		if it.low == "soon" && m.any(i-1, "as") {
			return f, false
		}
		if it.low == "soon" && m.any(i+1, "after", "afterwards", "afterward") {
			return f, false
		}
		if it.low == "recent" && m.has(i+1, cUnit) {
			return f, false
		}
		f.said = said{op: opRef, value: it.word.value}
		return f, true
	case m.any(i, "the", "near", "distant", "foreseeable", "future") && futureAt(m, i) > i:
		f.said = said{op: opRef, value: "FUTURE_REF"}
		f.end = futureAt(m, i)
		return f, true
	case it.low == "the" && m.low(i+1) == "past" && (m.low(i+2) == "" || m.any(i+2, ".", ",", ")", "and", "but", ";")) && m.any(i-1, "in", "of", "from"):
		f.said = said{op: opRef, value: "PAST_REF"}
		f.end = i + 2
		return f, true
	case it.low == "the" && m.any(i+1, "moment", "present") && m.any(i-1, "at", "for"):
		f.said = said{op: opRef, value: "PRESENT_REF"}
		f.end = i + 2
		return f, true
	case it.low == "the" && m.any(i+1, "coming", "next") && m.has(i+2, cPlural) && m.has(i+2, cUnit):
		return f, false
	case it.low == "these" && m.low(i+1) == "days":
		f.said = said{op: opRef, value: "PRESENT_REF"}
		f.end = i + 2
		return f, true
	case m.any(i, "this", "that", "the") && prepositions[m.low(i-1)] && m.any(m.skip(i+1, "same"), "time", "period"):
		// Some time that only the text around it could date.
		f.said = said{op: opRef}
		f.end = m.skip(i+1, "same") + 1
		return f, m.low(i) != "the" || m.any(i-1, "at", "during", "by") && !m.lowerNoun(f.end)
	case it.low == "then" && m.any(i-1, "by", "until", "since", "till"):
		f.said = said{op: opSame}
		return f, true
	}
	return f, false
}

func futureAt(m *matcher, i int) int {
	j := m.skip(i, "the")
	k := m.skip(j, "near", "distant", "foreseeable", "immediate")
	if m.low(k) != "future" || j == i && k == j && !m.any(i-1, "in") {
		return i
	}
	if !m.any(i-1, "in", "into", "for", "of", "within", "near", "until", "at") {
		return i
	}
	if m.lowerNoun(k+1) || m.any(k+1, "of") {
		return i
	}
	return k + 1
}

// partner matches the bare number of a list or range that shares its month: "3" of "3–5 May",
// "4" of "May 3 and 4".
func partner(m *matcher, i int, before *Expr) (f found, ok bool) {
	d := m.dayNumber(i)
	if d == 0 || m.at(i).digits == 0 && !m.at(i).ord {
		return f, false
	}
	f.typ = DATE
	j := i + 1
	// "3 and 4 May", "3, 4 and 5 May", "from 15 to 22 February"
	if m.any(j, "-", "/", "to", "and", "or", "through", "until", "till", ",", "&") && !m.any(i-1, "$", "€", "£") {
		k := j
		for n := 0; n < 6 && m.any(k, "-", "/", "to", "and", "or", "through", "until", "till", ",", "&") && m.dayNumber(k+1) != 0; n++ {
			k += 2
			if m.low(k) == "," && m.any(k+1, "and", "or") {
				k++
			}
		}
		if k > j && m.dayNumber(k-1) != 0 && m.at(k-1).digits > 0 {
			e := m.skip(k, "of")
			if mo := m.month(e); mo != 0 {
				f.said = said{op: opDate, month: mo, day: d}
				f.end = e + 1
				yearAfter(m, &f)
				f.end = i + 1
				return f, true
			}
		}
	}
	// "May 3 and 4", "September 12 to 15"
	if before == nil || before.said.op != opDate || before.said.day == 0 {
		return f, false
	}
	if m.any(i+1, "%", "percent", "people", "other", "others", "million", "billion") || m.lowerNoun(i+1) && !m.any(i+1, "at", "in", "for") || m.counts(i+1) || m.has(i+1, cUnit) {
		return f, false
	}
	if d <= before.said.day || m.at(i).num != float64(d) {
		return f, false
	}
	f.said = said{op: opDate, month: before.said.month, day: d}
	f.end = i + 1
	yearAfter(m, &f)
	return f, true
}

func two(n int) string { return string([]byte{byte('0' + n/10%10), byte('0' + n%10)}) }
