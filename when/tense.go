package when

// tense is what the words around a time say about its direction.
type tense int8

const (
	untensed tense = iota
	pastTense
	futureTense
	futurePast // "would leave", "was to leave": ahead of a past day, which may be over
)

// tenseAround looks for the verb that a time belongs to: first to the left within the clause,
// then to the right. It has no parser to ask and takes the nearest verb for the right one.
func (m *matcher) tenseAround(first, end int) tense {
	for j, n := first-1, 0; j >= 0 && n < 16; j, n = j-1, n+1 {
		if t := m.verb(j); t != untensed {
			return t
		}
		if m.any(j, ";", ":", "that", "which", "who", "where", "because", "while", "if", "although", "but", `"`, "“", "”", "``", "''") {
			if n > 0 {
				break
			}
		}
	}
	for j, n := end, 0; j < len(m.items) && n < 14; j, n = j+1, n+1 {
		if t := m.verb(j); t != untensed {
			return t
		}
		if m.any(j, ";", "”", "''") {
			break
		}
	}
	return untensed
}

// verb is the tense that the word at j shows; untensed for words that show none.
func (m *matcher) verb(j int) tense {
	it := m.at(j)
	if it.upper && j > 0 && !m.startsSentence(j) {
		return untensed
	}
	switch it.low {
	case "would", "could", "might", "should", "will", "may", "must":
		if m.low(j+1) == "have" || m.low(j+2) == "have" && m.any(j+1, "not", "n't") {
			return pastTense
		}
		if it.low == "would" {
			return futurePast
		}
		return futureTense
	case "wo", "ca":
		if m.low(j+1) == "n't" {
			return futureTense
		}
		return untensed
	case "to":
		// An infinitive, unless a noun phrase or a time follows.
		next := m.at(j + 1)
		if m.any(j-1, "was", "were") || m.any(j-1, "expected", "due", "set", "scheduled", "supposed", "planned", "meant") && m.any(j-2, "was", "were") {
			return futurePast
		}
		if next.low != "" && isLetter(next.low[0]) && !next.upper && !next.is(cMonth|cWeekday|cUnit|cNumber|cDeictic) && next.digits == 0 &&
			!m.any(j+1, "the", "a", "an", "his", "her", "its", "their", "this", "that", "these", "those", "more", "which", "all", "some", "other", "local", "any", "our", "my", "him", "them", "people", "have") && !isPlural(next.low) {
			return futureTense
		}
		return untensed
	case "going":
		if m.low(j+1) == "to" {
			return futureTense
		}
		return untensed
	case "set":
		if m.any(j+1, "to", "for") && m.any(j-1, "is", "are", "was", "were", "be", "'s", "'re") {
			return futureTense
		}
		return untensed
	case "march", "may.", "sun", "second":
		return untensed
	}
	if it.is(cFuture) {
		if len(it.low) > 4 && it.low[len(it.low)-2:] == "ed" && m.low(j+1) != "for" {
			// "was expected", "is scheduled" look ahead; "agreed", "pledged" tell what somebody did.
			for k := j - 1; k >= j-3; k-- {
				switch {
				case m.any(k, "was", "were"):
					return futurePast
				case m.any(k, "is", "are", "be", "been", "'s", "'re"):
					return futureTense
				}
			}
			return pastTense
		}
		return futureTense
	}
	past := it.is(cPast)
	if !past && len(it.low) > 4 && it.low[len(it.low)-2:] == "ed" && it.word == plainWord && it.low[len(it.low)-3] != 'e' {
		past = true
	}
	if !past {
		return untensed
	}
	// "be released", "being released" leave the tense to a word further left.
	for k := j - 1; k >= j-2; k-- {
		if m.any(k, "be", "being") {
			return untensed
		}
	}
	if m.any(j-1, "the", "a", "an", "its", "their", "his", "newly", "recently") { // "the proposed law"
		return untensed
	}
	return pastTense
}

func isPlural(s string) bool {
	return len(s) > 3 && s[len(s)-1] == 's' && s[len(s)-2] != 's'
}
