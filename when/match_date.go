package when

// The functions of this file match calendar dates: what they name needs no clock and no context
// beyond, at most, the year. Each returns what it found from item i on, and whether it did.

// isoDate matches 2025-05-06 and 2025/05/06.
func isoDate(m *matcher, i int) (f found, ok bool) {
	y := m.year(i)
	sep := m.low(i + 1)
	if y == 0 || sep != "-" && sep != "/" && sep != "." || m.low(i+3) != sep || m.at(i+1).gap || m.at(i+2).gap {
		return f, false
	}
	mo, d := m.at(i+2), m.at(i+4)
	if mo.digits != 2 || d.digits < 1 || d.digits > 2 || mo.num < 1 || mo.num > 12 || d.num < 1 || d.num > 31 || m.at(i+4).gap {
		return f, false
	}
	f.said = said{op: opDate, hasYear: true, year: y, month: int8(mo.num), day: int8(d.num)}
	f.typ, f.end = DATE, i+5
	return f, m.low(i+5) != sep || m.at(i+5).gap || m.at(i+6).digits == 0
}

// slashDate matches 7/8/07, 25.12.2024 and 12-25-2024. The first number is the month, as in the
// United States, unless it can't be.
func slashDate(m *matcher, i int) (f found, ok bool) {
	a, b, y := m.at(i), m.at(i+2), m.at(i+4)
	sep := m.low(i + 1)
	if a.low == "9" && sep == "/" && b.low == "11" && !b.gap && m.low(i+3) != "/" {
		f.said = said{op: opDate, hasYear: true, year: 2001, month: 9, day: 11} // the attacks are called by their day
		f.typ, f.end = DATE, i+3
		return f, true
	}
	if sep != "/" && sep != "." && sep != "-" || m.low(i+3) != sep || a.digits < 1 || a.digits > 2 || b.digits < 1 || b.digits > 2 ||
		m.at(i+1).gap || b.gap || m.at(i+3).gap || y.gap || y.ord || m.low(i+5) == sep && !m.at(i+5).gap && m.at(i+6).digits > 0 {
		return f, false
	}
	if y.digits != 4 && (y.digits != 2 || sep != "/") {
		return f, false
	}

	year := int(y.num)
	if y.digits == 2 {
		year = fullYear(year)
	}
	month, day := int(a.num), int(b.num)
	if month > 12 || sep == "." {
		month, day = day, month
	}
	if month < 1 || month > 12 || day < 1 || day > 31 || year < 1000 {
		return f, false
	}
	f.said = said{op: opDate, hasYear: true, year: year, month: int8(month), day: int8(day)}
	f.typ, f.end = DATE, i+5
	return f, true
}

// fullYear is the year that two digits mean: 50 to 99 are of the last century.
func fullYear(n int) int {
	if n < 50 {
		return 2000 + n
	}
	return 1900 + n
}

// weekdayBefore skips a weekday and a comma before a date.
func weekdayBefore(m *matcher, i int) (weekday int8, j int) {
	w := m.weekday(i, true)
	if w == 0 {
		return 0, i
	}
	return w, m.skip(i+1, ",", ".")
}

// monthDay matches "March 5", "Friday, March 5th, 2025", "May the 4th".
func monthDay(m *matcher, i int) (f found, ok bool) {
	w, j := weekdayBefore(m, i)
	mo := m.month(j)
	if mo == 0 {
		return f, false
	}
	j++
	if m.low(j) == "." {
		j++
	}
	j = m.skip(j, "the")
	d := m.dayNumber(j)
	if d == 0 || m.at(j).digits > 0 && m.low(j+1) == "-" && m.at(j+2).digits > 2 {
		return f, false
	}
	if m.at(j).digits > 0 && m.low(j+1) == "." && !m.at(j+1).gap && m.at(j+2).digits > 0 && !m.at(j+2).gap {
		return f, false
	}
	f.said = said{op: opDate, month: mo, day: d, weekday: w}
	f.typ, f.end = DATE, j+1
	yearAfter(m, &f)
	return f, true
}

// dayMonth matches "5 March", "Friday 5 March 2025", "the 31st of May".
func dayMonth(m *matcher, i int) (f found, ok bool) {
	w, j := weekdayBefore(m, i)
	k := j
	if m.low(k) == "the" {
		k++
	}
	d := m.dayNumber(k)
	if d == 0 {
		return f, false
	}
	k++
	if m.low(k) == "-" && !m.at(k).gap && m.has(k+1, cMonth) { // 5-Mar-2025
		k++
	} else {
		k = m.skip(k, "of", "day")
		k = m.skip(k, "of")
	}
	mo := m.month(k)
	if mo == 0 {
		return f, false
	}
	k++
	if m.low(k) == "." && m.year(k+1) != 0 {
		k++
	}
	if m.low(k) == "-" && m.year(k+1) != 0 && !m.at(k+1).gap {
		k++
	}
	f.said = said{op: opDate, month: mo, day: d, weekday: w}
	f.typ, f.end = DATE, k
	yearAfter(m, &f)
	return f, true
}

// yearAfter takes in the year that stands behind a date: ", 2025", "of 2025", "BC", "of that
// year", "next year".
func yearAfter(m *matcher, f *found) {
	j := f.end
	k := m.skip(j, ",")
	if k > j && m.low(k) == "in" && m.year(k+1) != 0 { // "on 5 March, in 1920"
		return
	}
	k = m.skip(k, "of")
	if k == j {
		k = m.skip(j, "in")
		if k > j && f.said.month == 0 && f.said.season == 0 && f.said.holiday == "" {
			return
		}
		if k > j && f.said.day != 0 {
			k = j
		}
	}
	if y, era, end := m.yearEra(k); end > k && (m.low(end) != "-" || !m.at(end+1).grains) && !m.counts(end) {
		f.said.year, f.said.hasYear, f.said.era, f.end = y, true, era, end
		return
	}
	if m.low(j) == "'" && m.at(j+1).digits == 2 && !m.at(j+1).gap {
		f.said.year, f.said.hasYear, f.end = fullYear(int(m.at(j+1).num)), true, j+2
		return
	}
	if m.low(k) == "the" {
		k++
	}
	dir, text := unsaid, false
	switch m.low(k) {
	case "that":
		text, dir = true, this
	case "same":
		text, dir = true, this
		k = m.skip(k, "same")
		k--
	case "this", "the current":
		dir = this
	case "last":
		dir = last
	case "next":
		dir = next
	case "following":
		dir, text = next, true
	case "previous", "preceding":
		dir, text = last, true
	default:
		return
	}
	if m.low(k) == "that" && m.low(k+1) == "same" {
		k++
	}
	if m.low(k+1) == "year" && m.low(k+2) != "'s" {
		f.said.yearDir, f.said.yearText, f.end = dir, text, k+2
	}
}

// yearEra matches "2025", "480 BC", "AD 79", "79 AD". end is i for no match.
func (m *matcher) yearEra(i int) (year int, bc bool, end int) {
	it := m.at(i)
	if m.any(i, "ad") && m.at(i+1).digits > 0 && it.upper {
		return int(m.at(i + 1).num), false, i + 2
	}
	if it.digits > 0 && it.digits <= 4 && !it.ord && !it.plural && it.num > 0 {
		switch m.low(i + 1) {
		case "bc", "bce", "b.c.", "b.c", "b.c.e.":
			return -int(it.num), true, i + 2
		case "ad", "ce", "a.d.", "c.e.":
			return int(it.num), false, i + 2
		}
	}
	if y := m.year(i); y != 0 {
		return y, false, i + 1
	}
	return 0, false, i
}

// counts reports whether the item at i says that the number before it counts things: "2000 troops".
func (m *matcher) counts(i int) bool {
	it := m.at(i)
	if it.low == "-" && !it.gap {
		it = m.at(i + 1)
	}
	return it.is(cCounted) || it.low == "%" || it.is(cUnit) && (it.is(cPlural) || m.any(i+1, "old") || m.any(i+2, "old"))
}

// monthYear matches "March 2025", "Sept. of 2025", "2025 March".
func monthYear(m *matcher, i int) (f found, ok bool) {
	if y := m.year(i); y != 0 {
		mo := m.month(i + 1)
		if mo == 0 || m.at(i+1).is(cMonth) && m.dayNumber(i+2) != 0 && m.at(i+2).digits > 0 && m.year(i+2) == 0 && m.year(i+4) != 0 {
			return f, false
		}
		f.said = said{op: opDate, hasYear: true, year: y, month: mo}
		f.typ, f.end = DATE, i+2
		if d := m.dayNumber(i + 2); d != 0 && m.at(i+2).digits > 0 {
			f.said.day, f.end = d, i+3
		}
		return f, true
	}
	mo := m.month(i)
	if mo == 0 {
		return f, false
	}
	j := i + 1
	if m.low(j) == "." {
		j++
	}
	f.said = said{op: opDate, month: mo}
	f.typ, f.end = DATE, j
	yearAfter(m, &f)
	return f, f.end > j
}

// bareMonth matches a month alone, and no surname, verb or modal that is spelt like one.
func bareMonth(m *matcher, i int) (f found, ok bool) {
	mo := m.month(i)
	if mo == 0 || m.has(i, cShort) && m.low(i) != "sept." {
		return f, false
	}
	it := m.at(i)
	if m.any(i+1, "'", "’") && m.at(i+2).digits > 0 {
		return f, false
	}
	switch it.low {
	case "may", "march", "april", "june", "august":
		before := m.at(i - 1)
		named := i > 0 && before.upper && !before.is(cMonth) && !before.is(cWeekday) && !m.startsSentence(i-1) && !prepositions[before.low]
		if named || m.at(i+1).upper && !m.at(i+1).is(cMonth|cWeekday) && (it.low == "april" || it.low == "june" || it.low == "august") && m.startsSentence(i) {
			return f, false
		}
		if it.low != "may" && it.low != "march" {
			break
		}
		if i == 0 || m.startsSentence(i) {
			return f, false // "May he …", "March on …" begin a sentence as often as the month does
		}
		switch {
		case prepositions[before.low], before.is(cMonth), m.any(i-1, "and", "or", "-", "to", "early", "late", "mid", "last", "next", "this", "(", "the", "a", ",", "of", "that", "said"):
		default:
			return f, false
		}
		if m.any(i-1, "the", "a", "said", "that", ",", "and") && it.low == "march" && (m.any(i+1, "on", "to", "for", "in", "of", "through", "was", "will", ",", ".") || m.at(i+1).upper) {
			return f, false
		}
		if m.any(i-1, ",", "said", "that") && it.low == "may" {
			return f, false
		}
	}
	f.said = said{op: opDate, month: mo}
	f.typ, f.end = DATE, i+1
	return f, true
}

// prepositions are the words that stand before a time and hardly before a surname or a verb.
var prepositions = map[string]bool{
	"in": true, "by": true, "since": true, "until": true, "till": true, "from": true, "during": true, "before": true,
	"after": true, "through": true, "throughout": true, "between": true, "of": true, "for": true, "around": true,
	"about": true, "circa": true, "c.": true, "ca.": true, "ca": true, "on": true, "as": true, "into": true, "beginning": true, "starting": true, "within": true, "to": true, "at": true,
	"past": true, "late": true, "early": true, "mid": true, "only": true,
}

// startsSentence reports whether nothing but quotes and brackets stands before i.
func (m *matcher) startsSentence(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if !m.any(j, `"`, "“", "'", "‘", "(", "[", "``", "-", "*", "•") {
			return false
		}
	}
	return true
}

// bareYear matches a year alone: four digits that neither count nor name anything.
func bareYear(m *matcher, i int) (f found, ok bool) {
	f.typ = DATE
	if m.low(i) == "the" && m.low(i+1) == "year" && m.year(i+2) != 0 {
		if g, ok := bareYear(m, i+2); ok {
			return g, true
		}
		return f, false
	}
	it := m.at(i)
	if y, era, end := m.yearEra(i); end == i+2 {
		f.said = said{op: opDate, hasYear: true, year: y, era: era}
		f.end = end
		return f, true
	}
	y := m.year(i)
	if y == 0 || y > 2199 {
		return f, false
	}
	before, after := m.low(i-1), m.low(i+1)
	if !it.gap && i > 0 && (before == "$" || before == "€" || before == "£" || before == "#" || before == "." || before == ":" || before == "/" || before == "+" || before == "=" || before == "&" || before == "_") {
		return f, false
	}
	if m.any(i-1, "$", "€", "£", "#", "us$", "no", "no.", "nos.", "no", "number", "version", "rs", "rs.") || m.any(i+1, "$", "€", "£", "°") {
		return f, false
	}
	if m.at(i-1).is(cNamed) && m.at(i-1).upper || m.at(i-1).is(cNamed) && m.any(i-1, "flight", "room", "page", "number", "model", "section") {
		return f, false
	}
	if m.has(i+1, cZone) && m.at(i+1).upper || m.counts(i+1) || m.any(i+1, "hours", "million", "billion", "thousand", "or") && m.any(i+2, "so", "local") {
		return f, false
	}
	if !m.at(i+1).gap && (after == ":" && m.at(i+2).digits > 0 && !m.at(i+2).gap || after == "." && m.at(i+2).digits > 0 && !m.at(i+2).gap || after == "_" || after == "=") {
		return f, false
	}
	if i > 1 && before == "-" && !it.gap && !m.at(i-1).gap && m.at(i-2).digits != 4 && m.at(i-2).digits > 0 && !m.has(i-3, cMonth) && !m.any(i-2, "bc") {
		return f, false // the last figures of a telephone number
	}
	if i > 1 && before == "-" && !it.gap && !m.at(i-1).gap && m.at(i-2).digits == 0 && m.at(i-2).upper && !m.has(i-2, cMonth|cSeason|cWeekday) && len(m.low(i-2)) < 4 {
		return f, false // "AB-2010"
	}
	if m.any(i-1, "about", "around", "some", "nearly", "almost", "over", "than", "roughly", "approximately", "least", "most", "up", "another", "additional", "exactly", "only", "just", "with") && m.lowerNoun(i+1) {
		return f, false
	}
	f.said = said{op: opDate, hasYear: true, year: y}
	f.end = i + 1
	if m.low(i-1) == "year" || y >= 1900 && y < 2050 || prepositions[before] && !m.any(i-1, "at", "on", "to", "as", "for", "about", "only", "within") {
		return f, true
	}
	if y >= 1500 && (m.low(i+1) == "-" && m.year(i+2) != 0 || (prepositions[before] || m.low(i-1) == "was") && !m.lowerNoun(i+1) && !m.at(i+1).upper && m.at(i+1).digits == 0) {
		return f, true // "1864-1865", "as late as 1781"
	}
	if m.any(i-1, "the", "(", "-", "early", "late", "mid") || len(m.items) == 1 || m.any(i-1, ",", "and", "or", "to") && (m.year(i-2) != 0 || m.month(i-2) != 0) {
		return f, y >= 1400 && y < 2100
	}
	return f, false
}

// lowerNoun reports whether a word in lower case stands at i that is no preposition, conjunction
// or verb form the lists know: "2000 local fighters".
func (m *matcher) lowerNoun(i int) bool {
	it := m.at(i)
	return it.low != "" && !it.upper && isLetter(it.low[0]) && !prepositions[it.low] &&
		!it.is(cFuture|cPast) && !m.any(i, "and", "or", "but", "when", "who", "which", "that", "the", "a", "an", "is", "has", "had", "as", "with", "while", "alone")
}

// decadeOf matches "the 1990s", "the '90s", "the nineties".
func decadeOf(m *matcher, i int) (f found, ok bool) {
	j := m.skip(i, "the")
	it := m.at(j)
	f.typ = DATE
	if it.plural && it.digits == 4 && int(it.num)%10 == 0 && it.num >= 1000 {
		f.said = said{op: opDecade, year: int(it.num), hasYear: true}
		if int(it.num)%100 == 0 && it.num < 2000 {
			f.said.op = opCentury
		}
		f.end = j + 1
		if m.low(f.end) == "bc" || m.low(f.end) == "bce" {
			f.said.year, f.said.era, f.end = -int(it.num), true, f.end+1
		}
		return f, true
	}
	if it.digits == 4 && m.low(j+1) == "'s" && int(it.num)%10 == 0 && m.year(j) != 0 && j > i && !m.lowerNoun(j+2) {
		f.said = said{op: opDecade, year: int(it.num), hasYear: true}
		f.end = j + 2
		return f, true
	}
	if it.plural && it.digits == 3 && m.any(j+1, "bc", "bce") {
		f.said = said{op: opDecade, year: -int(it.num), hasYear: true, era: true}
		f.end = j + 2
		return f, true
	}
	k := m.skip(j, "'", "‘", "’")
	it = m.at(k)
	if it.plural && it.digits == 2 && int(it.num)%10 == 0 && it.num >= 20 && (j > i || k > j) && !m.any(i-1, "in", "into") ||
		it.plural && it.digits == 2 && int(it.num)%10 == 0 && it.num >= 20 && k > j {
		f.said = said{op: opDecade, year: 1900 + int(it.num), hasYear: true, twoDigit: true}
		f.end = k + 1
		return f, true
	}
	if j > i {
		if y := decadeNames[m.low(j)]; y != 0 {
			f.said = said{op: opDecade, year: y, hasYear: true, twoDigit: true}
			f.end = j + 1
			return f, true
		}
	}
	return f, false
}

var decadeNames = map[string]int{
	"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
	"seventies": 1970, "eighties": 1980, "nineties": 1990,
}

// centuryOf matches "the 19th century", "the fourth century BC".
func centuryOf(m *matcher, i int) (f found, ok bool) {
	j := m.skip(i, "the")
	n, k := m.ordinal(j)
	if k == j || n < 1 || n > 30 {
		return f, false
	}
	k = m.skip(k, "-")
	if !m.any(k, "century", "centuries") {
		return f, false
	}
	f.said = said{op: opCentury, year: (n - 1) * 100, hasYear: true}
	f.typ, f.end = DATE, k+1
	switch m.low(f.end) {
	case "bc", "bce", "b.c.":
		f.said.year, f.said.era, f.end = -n*100, true, f.end+1
	case "ad", "ce":
		f.end++
	}
	return f, true
}

// quarterOf matches "the first quarter of 2025", "Q1 2025", "fourth-quarter".
func quarterOf(m *matcher, i int) (f found, ok bool) {
	f.typ = DATE
	if m.low(i) == "q" && m.at(i+1).digits == 1 && !m.at(i+1).gap && m.at(i+1).num >= 1 && m.at(i+1).num <= 4 && m.at(i).upper {
		f.said = said{op: opDate, quarter: int8(m.at(i + 1).num)}
		f.end = i + 2
		periodAfter(m, &f)
		return f, true
	}
	j := m.skip(i, "the")
	j = m.skip(j, "fiscal")
	n, k := m.ordinal(j)
	if n < 1 || n > 4 {
		if m.any(j, "final") || m.any(j, "last") && m.low(j+2) == "of" {
			n, k = 4, j+1
		} else {
			return f, false
		}
	}
	k = m.skip(k, "fiscal")
	k = m.skip(k, "-")
	if m.low(k) != "quarter" {
		return f, false
	}
	if m.low(k+1) == "of" && !m.timeAhead(k+2) || m.low(k+1) == "-" && m.low(k+2) == "final" || m.low(k+1) == "final" {
		return f, false
	}
	f.said = said{op: opDate, quarter: int8(n)}
	f.end = k + 1
	periodAfter(m, &f)
	return f, true
}

// halfOf matches "the first half of 2025", "H1 2025", "the second half of next year".
func halfOf(m *matcher, i int) (f found, ok bool) {
	f.typ = DATE
	if m.low(i) == "h" && m.at(i).upper && m.at(i+1).digits == 1 && !m.at(i+1).gap && m.at(i+1).num >= 1 && m.at(i+1).num <= 2 {
		f.said = said{op: opDate, half: int8(m.at(i + 1).num)}
		f.end = i + 2
		n := f.end
		periodAfter(m, &f)
		return f, f.end > n
	}
	j := m.skip(i, "the")
	n, k := m.ordinal(j)
	if m.any(j, "latter") {
		n, k = 2, j+1
	}
	if n < 1 || n > 2 {
		return f, false
	}
	k = m.skip(k, "-")
	if m.low(k) != "half" {
		return f, false
	}
	f.said = said{op: opDate, half: int8(n)}
	f.end = k + 1
	at := f.end
	periodAfter(m, &f)
	return f, f.end > at
}

// periodAfter takes in the year behind a quarter or half: "2025", "of fiscal 2025", "of this year",
// "of the year".
func periodAfter(m *matcher, f *found) {
	j := m.skip(f.end, "of", "in", ",")
	k := j
	if j == f.end || m.any(j-1, "of", "in") {
		k = m.skip(j, "the")
	}
	if m.any(k, "fiscal", "financial") {
		k++
		k = m.skip(k, "year")
		if y := m.year(k); y != 0 {
			f.said.year, f.said.hasYear, f.said.fiscal, f.end = y, true, true, k+1
			return
		}
	}
	if y := m.year(k); y != 0 && !m.counts(k+1) {
		f.said.year, f.said.hasYear, f.end = y, true, k+1
		return
	}
	if m.any(k, "calendar") {
		k++
	}
	if j > f.end && m.low(k) == "year" && m.low(k-1) == "the" {
		f.said.yearDir, f.said.yearText, f.end = this, false, k+1
		return
	}
	if m.low(j-1) == "," {
		return
	}
	yearAfter(m, f)
}

// timeAhead reports whether a year, a month or a relative year begins at i.
func (m *matcher) timeAhead(i int) bool {
	i = m.skip(i, "the")
	return m.year(i) != 0 || m.month(i) != 0 || m.any(i, "this", "next", "last", "that", "fiscal", "financial", "year", "calendar", "same", "following", "previous", "current", "coming")
}

// seasonOf matches "the summer of 2025", "winter 2025", "spring next year", "in the spring".
func seasonOf(m *matcher, i int) (f found, ok bool) {
	f.typ = DATE
	j := m.skip(i, "the")
	if y := m.year(j); y != 0 && m.has(j+1, cSeason) && !m.at(j+2).upper { // "the 1982 summer offensive"
		f.said = said{op: opDate, season: m.at(j + 1).word.season, year: y, hasYear: true}
		f.end = j + 2
		return f, true
	}
	if !m.has(j, cSeason) {
		return f, false
	}
	f.said = said{op: opDate, season: m.at(j).word.season, north: m.low(j) == "fall"}
	f.end = j + 1
	at := f.end
	if m.any(at, "olympics", "olympic", "paralympics", "paralympic", "games", "storm", "storms", "weather", "season", "seasons", "break", "solstice", "wheat", "sports", "coat", "coats") || m.low(at) == "-" && m.low(at+1) == "out" {
		return f, false
	}
	if m.low(at) == "-" && m.has(at+1, cSeason) && m.low(at+2) == "of" { // "the winter-spring of 1920"
		if y := m.year(at + 3); y != 0 {
			f.said.year, f.said.hasYear = y, true
			return f, true
		}
	}
	yearAfter(m, &f)
	if f.end > at {
		return f, true
	}
	if m.at(j).upper && (m.at(j+1).upper || m.low(j+1) == "," && m.at(j+2).upper || m.at(j-1).upper && !m.startsSentence(j-1)) {
		return f, false // "Winter Olympics", "Arab Spring"
	}
	if j == i {
		switch m.low(j) {
		case "summer", "winter", "autumn":
			if prepositions[m.low(i-1)] || m.any(i-1, "same", "that", "early", "late", "mid", "-", "and", "their", "its", "his", "every", "each", "'s") {
				return f, true
			}
			return f, m.lowerNoun(i+1) && m.any(i-1, "main", "second", "the")
		default:
			return f, m.any(i-1, "in", "by", "until", "since", "during", "early", "late", "mid", "same", "before", "after", "for") && !m.any(i+1, "of", "from", "in", "to") && !m.lowerNoun(i+1)
		}
	}
	if m.lowerNoun(j+1) && !m.any(j+1, "months", "term") {
		return f, false // of "the summer offensive" the article is no part
	}
	if m.low(j) == "fall" && (m.low(j+1) == "of" || m.lowerNoun(j+1) || !m.any(i-1, "in", "by", "until", "during", "since", "before", "after", "early", "late", "for", "through", "throughout", "of")) {
		return f, false
	}
	if m.low(j) == "spring" && (m.low(j+1) == "of" || m.low(j+1) == "in" && !prepositions[m.low(i-1)]) {
		return f, false
	}
	return f, true
}

// fiscalYear matches "fiscal 2025", "FY2025", "the current fiscal year", "the 2019-20 financial year".
func fiscalYear(m *matcher, i int) (f found, ok bool) {
	f.typ = DATE
	j := m.skip(i, "the")
	if m.low(j) == "fy" && m.at(j).upper {
		k := m.skip(j+1, "-")
		it := m.at(k)
		switch {
		case it.digits == 4:
			f.said = said{op: opDate, fiscal: true, hasYear: true, year: int(it.num)}
		case it.digits == 2:
			f.said = said{op: opDate, fiscal: true, hasYear: true, year: fullYear(int(it.num))}
		default:
			return f, false
		}
		f.end = k + 1
		return f, true
	}
	if y := m.year(j); y != 0 {
		k := j + 1
		if m.any(k, "-", "/") && !m.at(k).gap && (m.at(k+1).digits == 2 || m.at(k+1).digits == 4) {
			y++
			k += 2
		}
		if m.any(k, "fiscal", "financial") && m.low(k+1) == "year" {
			f.said = said{op: opDate, fiscal: true, hasYear: true, year: y}
			f.end = k + 2
			return f, true
		}
		return f, false
	}
	dir := this
	k := j
	switch m.low(j) {
	case "this", "current":
		k++
	case "next", "coming", "upcoming", "following":
		dir = next
		k++
	case "last", "past", "previous", "prior":
		dir = last
		k++
	}
	if !m.any(k, "fiscal", "financial") {
		return f, false
	}
	k++
	if m.low(k) == "year" {
		k++
	}
	if y := m.year(k); y != 0 && k == j+1+boolInt(m.low(j+1) == "year") {
		f.said = said{op: opDate, fiscal: true, hasYear: true, year: y}
		f.end = k + 1
		if m.any(k+1, "-", "/") && !m.at(k+1).gap && m.at(k+2).digits == 2 {
			f.said.year++
			f.end += 2
		}
		return f, true
	}
	if m.low(k-1) != "year" || k == j+2 && j == i {
		return f, false
	}
	f.said = said{op: opDate, fiscal: true, dir: dir}
	f.end = k
	return f, true
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// holidayName matches a holiday with or without a year: "Christmas 2025", "this Thanksgiving".
func holidayName(m *matcher, i int) (f found, ok bool) {
	j := i
	dir := unsaid
	switch m.low(i) {
	case "this":
		dir, j = this, i+1
	case "next":
		dir, j = next, i+1
	case "last":
		dir, j = last, i+1
	}
	year := 0
	if y := m.year(j); y != 0 && j == i {
		year, j = y, i+1
	}
	if !m.has(j, cHoliday) || !m.at(j).upper {
		return f, false
	}
	for _, h := range m.d.holidays[m.at(j).low] {
		if !m.words(j, h.words) {
			continue
		}
		f.said = said{op: opDate, holiday: h.rule, dir: dir, hasYear: year != 0, year: year}
		f.typ, f.end = DATE, j+len(h.words)
		if m.at(f.end).upper && !m.at(f.end).is(cPart|cMonth) && m.low(f.end) != "'s" || m.any(f.end, "offensive", "island", "islands", "egg", "tree", "trees", "card", "cards", "gift", "gifts", "carol", "parade", "market", "markets", "lights", "holidays", "break", "recess", "rising", "uprising", "agreement", "accord") {
			return f, false
		}
		if year == 0 && dir == unsaid {
			yearAfter(m, &f)
		}
		return f, true
	}
	return f, false
}

func (m *matcher) words(i int, words []string) bool {
	for k, w := range words {
		if m.low(i+k) != w {
			return false
		}
	}
	return true
}
