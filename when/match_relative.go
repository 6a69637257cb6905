package when

// bareWeekday matches a weekday alone, with the part of the day or the week that stands behind it.
func bareWeekday(m *matcher, i int) (f found, ok bool) {
	w := m.weekday(i, false)
	if w == 0 {
		return f, false
	}
	if m.any(i+1, "times", "mirror", "telegraph", "mail", "express", "herald", "star", "post", "tribune", "independent", "league", "sun", "island", "islands", "club", "school", "schools") && m.at(i+1).upper ||
		m.any(i+1, "night") && m.any(i+2, "live", "football") && m.at(i+2).upper {
		return f, false
	}
	if m.any(i-1, "bloody", "black", "super", "cyber", "ash", "palm", "good", "easter", "giving", "red") && m.at(i-1).upper {
		return f, false
	}
	f.said = said{op: opWeekday, weekday: w}
	f.typ, f.end = DATE, i+1
	weekAfter(m, &f)
	return f, true
}

// weekAfter takes in "of next week", "last week", "week", "next" behind a weekday.
func weekAfter(m *matcher, f *found) {
	j := m.skip(f.end, "of", "in")
	j2 := m.skip(j, "the")
	dir := unsaid
	switch m.low(j2) {
	case "this":
		dir = this
	case "next":
		dir = next
	case "last":
		dir = last
	case "following":
		dir = next
	}
	if dir == unsaid {
		if m.any(f.end, "next") && !m.has(f.end+1, cUnit) && m.low(f.end+1) != "to" && !m.lowerNoun(f.end+1) {
			f.said.dir, f.end = next, f.end+1
		}
		return
	}
	if m.low(j2+1) == "week" && m.low(j2+2) != "'s" {
		f.said.weekDir, f.end = dir, j2+2
	}
}

// directed matches "last May", "next Friday", "this summer", "last Christmas", "this weekend".
func directed(m *matcher, i int) (f found, ok bool) {
	j := i
	dir := unsaid
	switch m.low(i) {
	case "last", "past":
		dir = last
	case "this":
		dir = this
	case "next", "coming":
		dir = next
	case "the":
		j++
		switch m.low(j) {
		case "coming", "upcoming", "following", "next":
			dir = next
		case "past", "previous", "last":
			dir = last
		case "current":
			dir = this
		}
	}
	if dir == unsaid {
		return f, false
	}
	j++
	if m.any(j-1, "this") && m.any(j, "coming", "past", "last") { // "this coming Friday"
		if m.any(j, "coming") {
			dir = next
		} else {
			dir = last
		}
		j++
	}
	f.typ = DATE
	switch {
	case m.weekday(j, false) != 0:
		if m.month(j+1) != 0 || m.month(j+2) != 0 && m.any(j+1, ",") || m.dayNumber(j+1) != 0 && m.month(j+2) != 0 {
			// "next Saturday, December 1" is the date.
			g, ok := monthDay(m, j)
			if !ok {
				g, ok = dayMonth(m, j)
			}
			if ok {
				return g, true
			}
		}
		f.said = said{op: opWeekday, weekday: m.weekday(j, false), dir: dir}
	case m.month(j) != 0:
		if m.has(j, cShort) || m.year(j+1) != 0 && !m.counts(j+2) {
			return f, false // "past September 2025"
		}
		if g, ok := monthDay(m, j); ok {
			g.said.dir = dir
			return g, true
		}
		f.said = said{op: opDate, month: m.month(j), dir: dir}
	case m.has(j, cSeason) && !m.any(j+1, "olympics", "olympic", "paralympics", "paralympic", "games", "storm", "season"):
		f.said = said{op: opDate, season: m.at(j).word.season, north: m.low(j) == "fall", dir: dir}
	default:
		return f, false
	}
	f.end = j + 1
	return f, true
}

// relativeUnit matches "last year", "this month", "next week", "the following day", "the current
// quarter", "this weekend".
func relativeUnit(m *matcher, i int) (f found, ok bool) {
	j := m.skip(i, "the")
	the := j > i
	f.typ = DATE
	s := said{op: opRelative}
	switch m.low(j) {
	case "last":
		s.n = -1
		if the {
			s.anchor = toEither
		}
	case "past":
		s.n = -1
		if !the && !m.any(i-1, "this") {
			return f, false
		}
	case "this", "current":
		if m.low(j) == "current" && !the {
			return f, false
		}
	case "next":
		s.n = 1
		if the {
			s.anchor = toText
		}
	case "coming", "upcoming", "forthcoming":
		s.n = 1
		if !the {
			return f, false
		}
	case "following", "subsequent", "succeeding", "ensuing":
		s.n, s.anchor = 1, toText
	case "latest":
		if !m.any(j+1, "quarter", "week", "month") {
			return f, false
		}
		s.n = -1
	case "previous", "preceding", "prior":
		s.n, s.anchor = -1, toEither
	default:
		if the && m.low(j) == "weekend" && m.any(i-1, "over", "during", "on", "at", "for", "by", "of", "through") {
			f.said, f.end = said{op: opRelative, unit: weekend}, j+1
			return f, true
		}
		return f, false
	}
	k := j + 1
	if m.low(j) == "this" && m.any(k, "coming", "past") {
		if m.low(k) == "coming" {
			s.n = 1
		} else {
			s.n = -1
		}
		k++
	}
	k = m.skip(k, "calendar", "full")
	u := m.unitAt(k)
	if m.has(k, cPlural) || u == noUnit || u == second || u == minute || u == hour || u == fortnight {
		return f, false
	}
	if u == night {
		return f, false
	}
	if u == quarter && m.low(k+1) == "of" && !m.timeAhead(k+2) {
		return f, false
	}
	if u == day {
		switch m.low(j) {
		case "next":
			s.anchor = toText
		case "last", "past", "current", "coming", "upcoming", "forthcoming":
			return f, false
		case "this":
			if m.any(i-1, "to") {
				return f, false
			}
			s.anchor = toEither
		}
	}
	if m.low(j) == "past" || m.any(j, "last", "next", "coming") && the && u == decade {
		// "the past year", "the past decade" are lengths that end today.
		s = said{op: opDuration, unit: u, n: 1, dir: last}
		if m.any(j, "next", "coming") {
			s.dir = next
		}
		f.said, f.typ, f.end = s, DURATION, k+1
		return f, true
	}
	if the && m.any(j, "next", "coming", "last") && m.any(i-1, "over", "within", "for", "during", "throughout") && u > day && u != quarter && u != weekend {
		s = said{op: opDuration, unit: u, n: 1, dir: next}
		if m.low(j) == "last" {
			s.dir = last
		}
		f.said, f.typ, f.end = s, DURATION, k+1
		return f, true
	}
	s.unit = u
	f.said, f.end = s, k+1
	return f, true
}

// sameUnit matches "that month", "the same day", "that same year", and, where the unit is spoken
// of as known, "the month", "the year".
func sameUnit(m *matcher, i int) (f found, ok bool) {
	j := i
	switch m.low(i) {
	case "that", "this":
		j = m.skip(i+1, "same", "very")
		if m.low(i) == "this" && j == i+1 {
			return f, false
		}
	case "the":
		if m.any(i+1, "same", "very") {
			j = i + 2
			j = m.skip(j, "same")
		} else {
			return f, false
		}
	case "same":
		j = i + 1
	default:
		return f, false
	}
	if j == i {
		return f, false
	}
	u := m.unitAt(j)
	f.typ, f.end = DATE, j+1
	f.said = said{op: opSame, unit: u}
	if m.has(j, cPlural) {
		return f, false
	}
	switch {
	case m.month(j) != 0:
		if m.low(i) == "that" && j == i+1 && m.lowerNoun(j+1) || m.low(i) == "this" {
			return f, false
		}
		f.said = said{op: opDate, month: m.month(j), yearDir: this, yearText: true}
	case m.has(j, cSeason):
		f.said = said{op: opDate, season: m.at(j).word.season, yearDir: this, yearText: true}
	case m.weekday(j, false) != 0:
		f.said = said{op: opWeekday, weekday: m.weekday(j, false)}
	case m.low(j) == "date":
		f.said.unit = day
	case u == noUnit || u == second || u == minute || u == hour || u == fortnight:
		return f, false
	case u == night:
		f.said = said{op: opSame, unit: day, part: "TNI"}
		f.typ = TIME
	}
	return f, true
}

// dayWords matches today, yesterday, tomorrow, tonight, "last night", "the day after tomorrow".
func dayWords(m *matcher, i int) (f found, ok bool) {
	f.typ, f.end = DATE, i+1
	s := said{op: opShift, unit: day}
	switch m.low(i) {
	case "today":
	case "yesterday":
		s.n = -1
	case "tomorrow":
		s.n = 1
	case "tonight":
		s.part = "TNI"
		f.typ = TIME
	case "last":
		if m.low(i+1) != "night" {
			return f, false
		}
		s.n, s.part = -1, "TNI"
		f.typ, f.end = TIME, i+2
	case "the", "day":
		j := m.skip(i, "the")
		if m.low(j) != "day" || !m.any(j+1, "before", "after") || !m.any(j+2, "yesterday", "tomorrow") {
			return f, false
		}
		s.n = 2
		if m.low(j+1) == "before" {
			s.n = -2
		}
		f.end = j + 3
	default:
		return f, false
	}
	f.said = s
	return f, true
}

// partOfDay matches "Friday morning", "this morning", "tomorrow night", "that evening", "the
// morning of 31 January 1965", "late Wednesday night".
func partOfDay(m *matcher, i int) (f found, ok bool) {
	j := m.skip(i, "late", "early", "mid")
	if j > i && m.low(j) == "-" {
		j++
	}
	j = m.skip(j, "on")
	if j > i+1 && m.low(j-1) == "on" && j-1 == i {
		return f, false
	}
	if w := m.weekday(j, false); w != 0 || m.any(j, "tomorrow", "yesterday") {
		var g found
		if w != 0 {
			g, _ = bareWeekday(m, j)
		} else {
			g, _ = dayWords(m, j)
		}
		k := g.end
		k = m.skip(k, "late", "early")
		part := m.at(k).word.part
		if !m.has(k, cPart) || m.has(k, cPlural) {
			if j > i && w != 0 && g.end == j+1 { // "early Friday"
				g.mod = "START"
				if m.low(i) == "late" {
					g.mod = "END"
				}
				return g, true
			}
			return f, false
		}
		g.said.part = part
		g.typ, g.end = TIME, k+1
		if part[1] >= '0' && part[1] <= '9' && w == 0 {
			g.typ = TIME
		}
		weekAfter(m, &g)
		return g, true
	}
	k := j
	f.typ = TIME
	switch m.low(j) {
	case "this":
		k = j + 1
		f.said = said{op: opShift, unit: day}
	case "that":
		k = m.skip(j+1, "same")
		f.said = said{op: opSame, unit: day}
	case "the":
		k = j + 1
		switch m.low(k) {
		case "next", "following":
			f.said = said{op: opRelative, unit: day, n: 1, anchor: toText}
			k++
		case "previous":
			f.said = said{op: opRelative, unit: day, n: -1, anchor: toText}
			k++
		case "same":
			f.said = said{op: opSame, unit: day}
			k++
		default:
			f.said = said{op: opNone}
		}
	case "next":
		f.said = said{op: opRelative, unit: day, n: 1, anchor: toText}
		k = j + 1
	default:
		f.said = said{op: opNone}
	}
	if !m.has(k, cPart) || m.has(k, cPlural) {
		return f, false
	}
	f.said.part = m.at(k).word.part
	f.end = k + 1
	if f.said.op != opNone {
		return f, true
	}
	if m.low(k+1) == "of" || m.low(k+1) == "on" { // "the morning of 31 January"
		if g, ok := period(m, k+2); ok && (g.said.day != 0 || g.said.op == opWeekday) {
			g.said.part, g.typ = f.said.part, TIME
			return g, true
		}
	}
	clock := f.said.part[1] >= '0' && f.said.part[1] <= '9'
	if clock {
		if w := m.weekday(k+1, false); w != 0 || m.any(k+1, "today", "tomorrow", "yesterday", "tonight") {
			g, ok := bareWeekday(m, k+1)
			if !ok {
				g, ok = dayWords(m, k+1)
			}
			if ok {
				g.said.part, g.typ = f.said.part, TIME
				return g, true
			}
		}
		if m.has(k+1, cZone) && m.at(k+1).upper {
			f.said.zone, f.end = m.at(k+1).word.value, k+2
		}
		return f, k == i && (prepositions[m.low(i-1)] || m.any(i-1, "till", "local")) && !m.at(k).upper
	}
	return f, k > j && m.any(i-1, "in", "during", "into", "by", "for", "on", "until", "of") && m.low(k) != "night" || k == j && m.any(i-1, "at") && m.low(k) == "night"
}

// edgeOf matches "early 2025", "mid-May", "the end of next year", "late in the week", "the rest of
// the year", "year's end".
func edgeOf(m *matcher, i int) (f found, ok bool) {
	j := m.skip(i, "the", "very")
	j = m.skip(j, "very")
	var e edge
	switch m.low(j) {
	case "early", "earliest":
		e = early
	case "late":
		e = late
	case "mid":
		e = middle
	case "midway", "halfway":
		if !m.any(j+1, "through") {
			return f, false
		}
		e = middle
	case "last", "final", "closing", "first", "opening":
		// "the last days of 2025"
		if j == i || !m.has(j+1, cUnit) || !m.has(j+1, cPlural) || m.low(j+2) != "of" {
			return f, false
		}
		e = late
		if m.any(j, "first", "opening") {
			e = early
		}
	case "later":
		e = remaining
	case "earlier":
		e = elapsed
	case "beginning", "start", "outset", "dawn", "turn":
		e = beginning
	case "end", "close":
		e = finish
	case "middle":
		e = middle
	case "about", "around", "circa", "ca.", "ca", "c.", "c", "roughly", "approximately":
		if j > i {
			return f, false
		}
		k := m.skip(j+1, ".")
		g, ok := period(m, k)
		if !ok || g.typ != DATE || g.mod != "" || g.said.op != opDate && g.said.op != opDecade && g.said.op != opCentury || g.said.day != 0 && !g.said.hasYear {
			return f, false
		}
		g.mod = "APPROX"
		return g, true
	case "rest", "remainder":
		e = remaining
	case "latter":
		e = late
	case "year", "month":
		return yearEnd(m, i)
	default:
		return f, false
	}
	k := j + 1
	switch e {
	case early, late, middle, remaining, elapsed:
		if m.low(k) == "-" {
			k++
		}
		if m.any(k, "through") && m.any(j, "midway", "halfway") {
			k++
		} else if m.any(k, "part", "half", "hours", "days", "months", "weeks", "years", "stages") && m.low(k+1) == "of" && e != remaining && e != elapsed {
			k += 2
		} else if m.any(j, "rest", "remainder") || m.low(j) == "middle" {
			if m.low(k) != "of" {
				return f, false
			}
			k++
		} else {
			k = m.skip(k, "in", "on")
		}
		if m.any(j, "latter") && m.low(k-1) != "of" {
			return f, false
		}
	default:
		if m.low(k) != "of" {
			return f, false
		}
		k++
	}
	if m.low(j) == "mid" && m.has(k, cSeason) && m.low(k) == "fall" {
		return f, false
	}
	g, ok := period(m, k)
	if !ok {
		g, ok = theUnit(m, k, e)
		if !ok {
			return f, false
		}
	}
	if g.mod != "" || g.typ != DATE && g.typ != TIME {
		return f, false
	}
	switch g.said.op {
	case opDate, opDecade, opCentury, opRelative, opSame:
	case opWeekday:
		if e != early && e != late {
			return f, false
		}
	default:
		return f, false
	}
	if (e == remaining || e == elapsed) && g.said.op != opRelative && g.said.op != opSame {
		if g.said.op == opDate && g.said.year == 0 && (m.low(k) == "the" || m.low(k) == "that" || m.low(k) == "this") || m.any(j, "rest", "remainder") || m.any(k-1, "in") {
		} else {
			return f, false
		}
	}
	if m.low(i) == "the" && m.any(j, "later", "earlier") {
		return f, false
	}
	g.limit = e
	switch e {
	case early, beginning:
		g.mod = "START"
	case middle:
		g.mod = "MID"
	case late, finish:
		g.mod = "END"
	}
	return g, true
}

// theUnit matches "the year", "the month" as part of "the end of the year": the one that runs.
func theUnit(m *matcher, i int, e edge) (f found, ok bool) {
	j := m.skip(i, "the")
	u := m.unitAt(j)
	if u < week && u != day && u != weekend || m.has(j, cPlural) || j == i && e != middle && (e != finish || u == week && m.low(j+1) == "of") {
		return f, false
	}
	if u == day && e != finish && e != remaining && e != elapsed || u == fortnight {
		return f, false
	}
	if j == i && u != week && u != year && u != month {
		return f, false
	}
	f.said = said{op: opRelative, unit: u, anchor: toEither}
	f.typ, f.end = DATE, j+1
	return f, true
}

// yearEnd matches "year-end", "year's end", "the year's end", "month-end".
func yearEnd(m *matcher, i int) (f found, ok bool) {
	j := m.skip(i, "the")
	u := m.unitAt(j)
	if u != year && u != month {
		return f, false
	}
	k := j + 1
	switch {
	case m.low(k) == "'s" && m.low(k+1) == "end":
		k += 2
	case m.low(k) == "-" && m.low(k+1) == "end":
		k += 2
	case m.low(k) == "end":
		k++
	default:
		return f, false
	}
	f.said = said{op: opRelative, unit: u, anchor: toEither}
	f.typ, f.end, f.mod, f.limit = DATE, k, "END", finish
	return f, true
}

// nthOf matches "the last Friday of this month", "the first week of May", "the final day of 2025".
func nthOf(m *matcher, i int) (f found, ok bool) {
	j := m.skip(i, "the")
	n, k := m.ordinal(j)
	if m.any(j, "last", "final") {
		n, k = -1, j+1
	}
	if n == 0 || n > 366 {
		return f, false
	}
	s := said{op: opNth, ordinal: int8(min(n, 100))}
	if m.at(j).ord && n <= 31 && m.low(k) == "of" { // "the 15th of next month"
		if g, ok := period(m, k+1); ok && g.said.op == opRelative && g.said.unit == month {
			s.unit = day
			of := g.said
			return found{said: s, of: &of, typ: DATE, end: g.end}, true
		}
	}
	if w := m.weekday(k, false); w != 0 {
		s.weekday = w
		if n > 5 {
			return f, false
		}
	} else if u := m.unitAt(k); (u == day || u == week || u == weekend || u == month || u == decade) && !m.has(k, cPlural) {
		s.unit = u
	} else {
		return f, false
	}
	k++
	if !m.any(k, "of", "in") {
		return f, false
	}
	g, ok := period(m, k+1)
	if !ok {
		g, ok = theUnit(m, k+1, finish)
	}
	if !ok || g.typ != DATE || g.mod != "" || g.said.op != opDate && g.said.op != opRelative && g.said.op != opSame && g.said.op != opDecade && g.said.op != opCentury {
		return f, false
	}
	of := g.said
	f.said, f.of, f.typ, f.end = s, &of, DATE, g.end
	return f, true
}

// weekOf matches "the week of 14 October", "the week beginning Monday".
func weekOf(m *matcher, i int) (f found, ok bool) {
	j := m.skip(i, "the")
	if m.low(j) != "week" || !m.any(j+1, "of", "beginning", "starting", "ending") {
		return f, false
	}
	k := m.skip(j+2, "on")
	g, ok := period(m, k)
	if !ok || g.typ != DATE || g.said.op != opDate && g.said.op != opWeekday || g.said.op == opDate && g.said.day == 0 && g.said.holiday == "" {
		return f, false
	}
	of := g.said
	return found{said: said{op: opNth, unit: week}, of: &of, typ: DATE, end: g.end}, true
}

// period matches the times that edges and ordinals can be taken of.
func period(m *matcher, i int) (found, bool) {
	for _, match := range periodRules {
		if f, ok := match(m, i); ok {
			return f, true
		}
	}
	return found{}, false
}

var periodRules = []func(*matcher, int) (found, bool){
	isoDate, monthDay, dayMonth, monthYear, quarterOf, halfOf, fiscalYear, decadeOf, centuryOf, seasonOf, directed,
	relativeUnit, sameUnit, holidayName, bareMonth, bareWeekday, bareYear,
}
