package ledger

import (
	"hash/fnv"
	"math"
	"strings"
	"unicode"
)

// Copies of one agency text are found by MinHash (Broder 1997): the share of equal minima of two
// signatures estimates how much of their shingles two sentences share.
const (
	hashes  = 32
	bands   = 8 // of 4 rows: what shares 80 % is found 98 times of 100
	rows    = hashes / bands
	alike   = 0.75 // the estimate from which two sentences are one text
	shingle = 3    // words
)

type signature [hashes]uint64

// sign is the signature of a sentence.
func sign(sentence string) signature {
	var s signature
	for i := range s {
		s[i] = math.MaxUint64
	}
	words := strings.FieldsFunc(strings.ToLower(sentence), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i := range max(1, len(words)-shingle+1) {
		h := fnv.New64a()
		for _, w := range words[min(i, len(words)):min(i+shingle, len(words))] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		x := h.Sum64()
		for j := range s {
			x = mix(x + uint64(j))
			s[j] = min(s[j], x)
		}
	}
	return s
}

// mix is the finaliser of SplitMix64.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func (s *signature) like(o *signature) bool {
	same := 0
	for i := range s {
		if s[i] == o[i] {
			same++
		}
	}
	return float64(same) >= alike*hashes
}

// origins are, of each statement, the id of the first statement that has its words: what others
// copied from it has the same origin. A report is one origin of what it says twice.
func origins(items []*Item) map[string]string {
	type band struct {
		at   int
		rows [rows]uint64
	}
	signatures := make([]signature, len(items))
	first := map[band]int{}
	byReport := map[string]string{}
	of := map[string]string{}
	for i, it := range items {
		signatures[i] = sign(it.Sentence)
		origin := it.ID
		if o, ok := byReport[it.Report]; ok {
			origin = o
		}
		for b := range bands {
			key := band{at: b, rows: [rows]uint64(signatures[i][b*rows:])}
			j, ok := first[key]
			if !ok {
				first[key] = i
				continue
			}
			if origin == it.ID && signatures[i].like(&signatures[j]) {
				origin = of[items[j].ID]
			}
		}
		of[it.ID] = origin
		if _, ok := byReport[it.Report]; !ok {
			byReport[it.Report] = origin
		}
	}
	return of
}
