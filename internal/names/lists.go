package names

import (
	"encoding/binary"
	"strings"
)

// Kinds are the kinds of list that a word or phrase stands in, a bit each.
type Kinds uint16

// The kinds of known names.
const (
	First     Kinds = 1 << iota // given names of people
	Last                        // family names
	Full                        // people by their whole name
	Country                     // countries
	Region                      // states and provinces
	City                        // places of 100,000 people and more
	Town                        // smaller places
	Demonym                     // "Iraqi"
	Company                     // companies, outlets, parties, teams and other organisations
	Agency                      // bodies of states and between states
	Title                       // "Mr.", "Gen."
	Office                      // "minister", "spokesman"
	OrgWord                     // words that organisations end in: "Ministry", "Inc."
	PlaceWord                   // words that places end in: "River", "Province"
	Calendar                    // months, days and holidays, which are no names of these kinds
)

// KindCount is how many kinds there are.
const KindCount = 15

// Lists are the known names: words, phrases and places. The zero Lists knows none.
type Lists struct {
	Words   Table // of [WordSize]: cluster, cluster of clusters, kinds, lengths of phrases
	Phrases Table // of [PhraseSize]: kinds
	Places  Table // of [PlaceSize]: see Place
}

// The sizes of the records.
const (
	WordSize   = 6
	PhraseSize = 2
	PlaceSize  = 11
)

// MaxPhrase is how many words the longest phrase has that the lists keep.
const MaxPhrase = 7

// Word is what the lists know of one word. The zero Word is an unknown one.
type Word struct {
	Cluster uint16 // of words in like places, from 1; 0 is none
	Coarse  uint8  // the cluster of that cluster
	Kinds   Kinds
	Lengths uint8 // bit n is set where a phrase of n words begins with it
}

// Word looks a word up by its hash.
func (l *Lists) Word(hash uint64) Word {
	r := l.Words.Get(hash)
	if r == "" {
		return Word{}
	}
	// Cluster and coarse cluster take 18 bits of the first three bytes together.
	c := uint32(r[0]) | uint32(r[1])<<8 | uint32(r[2])<<16
	return Word{Cluster: uint16(c & 0xFFF), Coarse: uint8(c >> 12 & 0xFF), Kinds: Kinds(uint16(r[3]) | uint16(r[4])<<8), Lengths: uint8(r[5])}
}

// Record is the word as the table keeps it.
func (w Word) Record() []byte {
	c := uint32(w.Cluster)&0xFFF | uint32(w.Coarse)<<12
	return []byte{byte(c), byte(c >> 8), byte(c >> 16), byte(w.Kinds), byte(w.Kinds >> 8), w.Lengths}
}

// Phrase are the kinds of a phrase, 0 where it is not known.
func (l *Lists) Phrase(hash uint64) Kinds {
	r := l.Phrases.Get(hash)
	if r == "" {
		return 0
	}
	return Kinds(uint16(r[0]) | uint16(r[1])<<8)
}

// Place is where something lies.
type Place struct {
	Lat, Lon  float64 // degrees, to 1/300
	Country   string  // ISO 3166-1 alpha-2
	GeoNames  int     // the number GeoNames gives it; 0 where it has none
	Magnitude uint8   // the binary logarithm of its population; 0 if unknown
}

// Place looks a place up by the hash of its name: the largest of that name.
func (l *Lists) Place(hash uint64) (Place, bool) {
	r := l.Places.Get(hash)
	if r == "" {
		return Place{}, false
	}
	b := []byte(r)
	return Place{
		Lat:       float64(int16(binary.LittleEndian.Uint16(b))) * 90 / 32767,
		Lon:       float64(int16(binary.LittleEndian.Uint16(b[2:]))) * 180 / 32767,
		Country:   r[4:6],
		GeoNames:  int(binary.LittleEndian.Uint32(b[6:])),
		Magnitude: r[10],
	}, true
}

// Record is the place as the table keeps it.
func (p Place) Record() []byte {
	b := binary.LittleEndian.AppendUint16(nil, uint16(int16(p.Lat*32767/90)))
	b = binary.LittleEndian.AppendUint16(b, uint16(int16(p.Lon*32767/180)))
	b = append(b, p.Country[0], p.Country[1])
	b = binary.LittleEndian.AppendUint32(b, uint32(p.GeoNames))
	return append(b, p.Magnitude)
}

// Split cuts a name into the words that package token would find in it, folded.
func Split(name string) []string {
	var words []string
	for _, part := range strings.FieldsFunc(Fold(strings.ToLower(name)), func(r rune) bool { return r == ' ' || r == '_' }) {
		for at := 0; at < len(part); {
			n := strings.IndexAny(part[at:], "-,'&()/")
			switch {
			case n < 0:
				words = append(words, part[at:])
				at = len(part)
			case part[at+n] == '\'':
				if strings.HasPrefix(part[at+n:], "'s") && at+n+2 == len(part) && n > 0 {
					words = append(words, part[at:at+n], "'s")
				} else {
					words = append(words, part[at:])
				}
				at = len(part)
			default:
				if n > 0 {
					words = append(words, part[at:at+n])
				}
				words = append(words, part[at+n:at+n+1])
				at += n + 1
			}
		}
	}
	return words
}
