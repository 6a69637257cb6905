// Package names holds what the name finder is made of and its training shares with it: the lists
// of known names, the features of a word, and the model that weighs them. Package entity is its
// one user at run time.
package names

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"slices"
)

// Table is a set of keys with a record of bytes each, laid out as an open hash table, so that it
// is used as it stands in the program: opening one costs nothing, and what is never asked for is
// never read from disk. Keys are hashes of 64 bits, of which it keeps 32: of the strings that
// are not in it, one in some hundred million seems to be. The zero Table is empty. It is safe
// for concurrent use.
type Table struct {
	slots int
	size  int // bytes of a record
	data  string
}

const tableHead = 12

var errTable = errors.New("names: not a table of this version")

// OpenTable reads a table as [BuildTable] writes it.
func OpenTable(data string) (Table, error) {
	if len(data) < tableHead || data[:4] != "BWT1" {
		return Table{}, errTable
	}
	head := []byte(data[4:tableHead])
	t := Table{slots: int(binary.LittleEndian.Uint32(head)), size: int(binary.LittleEndian.Uint32(head[4:])), data: data[tableHead:]}
	if t.slots < 1 || t.size < 1 || t.slots != len(t.data)/(4+t.size) || len(t.data)%(4+t.size) != 0 {
		return Table{}, errTable
	}
	return t, nil
}

// Get is the record of a key, "" where it has none.
func (t *Table) Get(key uint64) string {
	if t.slots == 0 {
		return ""
	}
	print := fingerprint(key)
	at, _ := bits.Mul64(key, uint64(t.slots))
	i := int(at)
	for range t.slots { // a broken table may have no empty place
		slot := t.data[i*(4+t.size) : (i+1)*(4+t.size)]
		switch p := uint32(slot[0]) | uint32(slot[1])<<8 | uint32(slot[2])<<16 | uint32(slot[3])<<24; p {
		case print:
			return slot[4:]
		case 0:
			return ""
		}
		if i++; i == t.slots {
			i = 0
		}
	}
	return ""
}

// fingerprint are the bits of a key that the table keeps: the low ones, as the high ones say where.
func fingerprint(key uint64) uint32 { return max(uint32(key), 1) }

// How many slots of each hundred a table fills. A key that is not there is looked for up to the next
// empty slot: 13 slots on in a dense table, 3 in a loose one.
const (
	Dense = 80 // for what is mostly there
	Loose = 50 // for what mostly is not
)

// BuildTable writes the records, all of one size, as a table that is filled so far. The same records
// give the same bytes. The error names two keys that cannot be told apart.
func BuildTable(records map[uint64][]byte, size, filled int) ([]byte, error) {
	slots := len(records)*100/filled + 1
	out := append([]byte("BWT1"), make([]byte, tableHead-4+slots*(4+size))...)
	binary.LittleEndian.PutUint32(out[4:], uint32(slots))
	binary.LittleEndian.PutUint32(out[8:], uint32(size))
	keys := make([]uint64, 0, len(records))
	for k := range records {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		if len(records[k]) != size {
			return nil, fmt.Errorf("names: a record of %d bytes in a table of %d", len(records[k]), size)
		}
		at, _ := bits.Mul64(k, uint64(slots))
		for i := int(at); ; i = (i + 1) % slots {
			slot := out[tableHead+i*(4+size):]
			switch binary.LittleEndian.Uint32(slot) {
			case 0:
				binary.LittleEndian.PutUint32(slot, fingerprint(k))
				copy(slot[4:4+size], records[k])
			case fingerprint(k):
				return nil, fmt.Errorf("names: two keys look like %x", k)
			default:
				continue
			}
			break
		}
	}
	return out, nil
}

// mix joins a number to a hash.
func mix(h, x uint64) uint64 {
	h = (h ^ x) * 0x9E3779B97F4A7C15
	h ^= h >> 32
	h *= 0xD6E8FEB86659FD93
	return h ^ h>>29
}

// Hash is the key of a word, folded as [Fold] does.
func Hash(word string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := 0; i < len(word); i++ {
		h = (h ^ uint64(word[i])) * 0x100000001b3
	}
	return mix(h, uint64(len(word)))
}

// Join is the key of a phrase that is one word longer.
func Join(phrase, word uint64) uint64 {
	if phrase == 0 {
		return word
	}
	return mix(phrase+0x51ED270B, word)
}
