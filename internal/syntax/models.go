package syntax

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/internal/perceptron"
)

// Models is all that the tagger and the parser have learned.
type Models struct {
	Tags    []string // by number: the universal and the Penn tag, "NOUN NNS"
	Rels    []string // by number
	Lexicon Lexicon
	Tagger  *perceptron.Model
	Moves   *perceptron.Moves // classes are the kinds of Move
	Labels  *perceptron.Model // classes are numbers of Rels
}

const magic = "bywhen syntax model 2\n"

// Encode writes the models in one piece; the models are encoded already.
func Encode(tags, rels []string, lexicon Lexicon, tagger, moves, labels []byte) []byte {
	out := []byte(magic)
	for _, part := range [][]byte{
		[]byte(strings.Join(tags, "\n")), []byte(strings.Join(rels, "\n")),
		encodeTable(lexicon.Classes), encodeTable(lexicon.Clusters), tagger, moves, labels,
	} {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(part)))
		out = append(out, part...)
	}
	return out
}

var errModels = errors.New("syntax: this is no model of the version that the program reads; retrain: go run ./internal/train/cmd (ARCHITECTURE.md, Models)")

// Decode reads what Encode wrote.
func Decode(data string) (*Models, error) {
	if !strings.HasPrefix(data, magic) {
		return nil, errModels
	}
	data = data[len(magic):]
	var parts [7]string
	for i := range parts {
		if len(data) < 4 {
			return nil, errModels
		}
		n := int(binary.LittleEndian.Uint32([]byte(data[:4])))
		if len(data)-4 < n {
			return nil, errModels
		}
		parts[i], data = data[4:4+n], data[4+n:]
	}
	m := &Models{
		Tags: strings.Split(parts[0], "\n"), Rels: strings.Split(parts[1], "\n"),
		Lexicon: Lexicon{Classes: decodeTable(parts[2]), Clusters: decodeTable(parts[3])},
	}
	var errs [3]error
	m.Tagger, errs[0] = perceptron.Decode(parts[4])
	m.Moves, errs[1] = perceptron.DecodeMoves(parts[5])
	m.Labels, errs[2] = perceptron.Decode(parts[6])
	return m, errors.Join(errs[:]...)
}

// encodeTable writes a table of words: six bytes for each, in order.
func encodeTable(table map[uint32]uint32) []byte {
	keys := make([]uint32, 0, len(table))
	for k := range table {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var out []byte
	for _, k := range keys {
		out = binary.LittleEndian.AppendUint32(out, k)
		out = binary.LittleEndian.AppendUint16(out, uint16(table[k]))
	}
	return out
}

func decodeTable(data string) map[uint32]uint32 {
	table := make(map[uint32]uint32, len(data)/6)
	for ; len(data) >= 6; data = data[6:] {
		key := uint32(data[0]) | uint32(data[1])<<8 | uint32(data[2])<<16 | uint32(data[3])<<24
		table[key] = uint32(data[4]) | uint32(data[5])<<8
	}
	return table
}
