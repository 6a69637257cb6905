package when

// matcher walks over the items of one sentence. Its methods answer questions about the item at an
// index; indexes outside the sentence are answered as an empty item.
type matcher struct {
	d     *dictionary
	items []item
	// What follows is room that one sentence after the other uses.
	near   []bool
	places []placed
}

var noItem = item{word: plainWord}

func (m *matcher) at(i int) *item {
	if i < 0 || i >= len(m.items) {
		return &noItem
	}
	return &m.items[i]
}

func (m *matcher) low(i int) string { return m.at(i).low }

func (m *matcher) has(i int, c class) bool { return m.at(i).word.class&c != 0 }

func (m *matcher) any(i int, words ...string) bool {
	low := m.at(i).low
	for _, w := range words {
		if low == w {
			return true
		}
	}
	return false
}

// skip is i+1 if one of the words stands at i, else i.
func (m *matcher) skip(i int, words ...string) int {
	if m.any(i, words...) {
		return i + 1
	}
	return i
}

// month is the month named at i; 0 for none. "may" and "march" need a capital, short forms too.
func (m *matcher) month(i int) int8 {
	it := m.at(i)
	if !it.is(cMonth) || !it.upper {
		return 0
	}
	return it.word.month
}

// weekday is 1 (Sunday) to 7 for a weekday's full name at i, short forms too if short; 0 for none.
func (m *matcher) weekday(i int, short bool) int8 {
	it := m.at(i)
	if !it.is(cWeekday) || !it.upper || it.is(cPlural) || it.is(cShort) && !short {
		return 0
	}
	return it.word.weekday + 1
}

// year is a year in four digits at i, 0 for none.
func (m *matcher) year(i int) int {
	it := m.at(i)
	if it.digits != 4 || it.ord || it.plural || it.num < 1000 || it.num > 2999 {
		return 0
	}
	if m.low(i+1) == "-" && !m.at(i+1).gap && !m.at(i+2).gap && m.at(i+2).digits > 4 {
		return 0 // a telephone number or the like
	}
	return int(it.num)
}

// dayNumber is a day of the month at i, 0 for none.
func (m *matcher) dayNumber(i int) int8 {
	it := m.at(i)
	if it.digits < 1 || it.digits > 2 || it.plural || it.num < 1 || it.num > 31 {
		if it.is(cOrdinal) && it.num > 0 && it.num <= 30 && it.low != "second" {
			return int8(it.num)
		}
		return 0
	}
	if m.low(i+1) == ":" && m.at(i+2).digits > 0 && !m.at(i+2).gap || m.any(i+1, "%", "percent", "am", "pm") {
		return 0
	}
	return int8(it.num)
}

// ordinal is the value of an ordinal at i ("3rd", "third", "twenty-first") and the index after it.
func (m *matcher) ordinal(i int) (n, end int) {
	it := m.at(i)
	switch {
	case it.ord:
		return int(it.num), i + 1
	case it.is(cOrdinal):
		return int(it.num), i + 1
	case it.is(cNumber) && it.num >= 20 && it.num < 100 && m.low(i+1) == "-" && m.has(i+2, cOrdinal):
		return int(it.num + m.at(i+2).num), i + 3
	}
	return 0, i
}

// cardinal is a number in digits or words at i and the index after it; ok is false for none.
func (m *matcher) cardinal(i int) (n float64, end int, ok bool) {
	it := m.at(i)
	switch {
	case it.ord || it.plural:
		return 0, i, false
	case it.digits > 0 || it.grains:
		if !it.gap && i > 0 && m.any(i-1, "$", "€", "£", "#") {
			return 0, i, false
		}
		n, end = it.num, i+1
	case it.is(cNumber):
		n, end = it.num, i+1
		if n >= 20 && n < 100 {
			j := end
			if m.low(j) == "-" {
				j++
			}
			if m.has(j, cNumber) && m.at(j).num < 10 {
				n, end = n+m.at(j).num, j+1
			}
		}
	default:
		return 0, i, false
	}
	for {
		switch m.low(end) {
		case "hundred":
			n *= 100
			end++
		case "thousand":
			n *= 1000
			end++
		case "million":
			n *= 1e6
			end++
		case "billion":
			n *= 1e9
			end++
		case "dozen":
			if end == i {
				return 0, i, false
			}
			n *= 12
			end++
		default:
			return n, end, true
		}
	}
}

// unitAt is the unit of time at i, noUnit for none.
func (m *matcher) unitAt(i int) unit {
	if !m.has(i, cUnit) {
		return noUnit
	}
	return m.at(i).word.unit
}
