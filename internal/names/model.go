package names

import (
	"encoding/binary"
	"errors"
)

// Model scores the classes of tokens: a linear model over hashed features with weights between
// neighbours (Collins 2002). It is used as it stands in the program. It is safe for concurrent use.
type Model struct {
	moves   [ClassCount + 1][ClassCount]int32 // from the class before, the last row at the start
	weights Table
}

const modelHead = 4 + 2*(ClassCount+1)*ClassCount

var errModel = errors.New("names: not a model of this version")

// OpenModel reads a model as [BuildModel] writes it.
func OpenModel(data string) (*Model, error) {
	if len(data) < modelHead || data[:4] != "BWN1" {
		return nil, errModel
	}
	m := &Model{}
	at := 4
	for i := range m.moves {
		for j := range m.moves[i] {
			m.moves[i][j] = int32(int16(uint16(data[at]) | uint16(data[at+1])<<8))
			at += 2
		}
	}
	var err error
	m.weights, err = OpenTable(data[modelHead:])
	return m, err
}

// BuildModel writes a model: the weights of each feature by class, and those between neighbours.
func BuildModel(moves [ClassCount + 1][ClassCount]int16, weights map[uint64][]byte) ([]byte, error) {
	out := []byte("BWN1")
	for _, row := range moves {
		for _, w := range row {
			out = binary.LittleEndian.AppendUint16(out, uint16(w))
		}
	}
	table, err := BuildTable(weights, ClassCount, Loose)
	return append(out, table...), err
}

// Decoder finds the best classes of sentences; it keeps memory between them and serves one
// goroutine.
type Decoder struct {
	features []uint64
	emit     [][ClassCount]int32
	back     [][ClassCount]Class
	best     []Class
}

// Decode gives the best classes for the tokens. The slice is good until the next call.
func (m *Model) Decode(d *Decoder, s *Sentence) []Class {
	d.emit = d.emit[:0]
	for i := range s.atoms {
		var e [ClassCount]int32
		if s.atoms[i].candidate {
			d.features = s.Features(d.features[:0], i)
			for _, h := range d.features {
				if r := m.weights.Get(h); r != "" {
					for c := range e {
						e[c] += int32(int8(r[c]))
					}
				}
			}
		}
		d.emit = append(d.emit, e)
	}
	return d.Viterbi(s, &m.moves, d.emit)
}

// Viterbi gives the best path through the classes. A token that is no candidate is outside.
func (d *Decoder) Viterbi(s *Sentence, moves *[ClassCount + 1][ClassCount]int32, emit [][ClassCount]int32) []Class {
	n := len(s.atoms)
	if cap(d.back) < n {
		d.back, d.best = make([][ClassCount]Class, n), make([]Class, n)
	}
	back, best := d.back[:n], d.best[:n]
	const never = -1 << 30
	var score [ClassCount]int32
	for i := range n {
		var next [ClassCount]int32
		for c := range ClassCount {
			next[c] = never
			if c != int(Outside) && !s.atoms[i].candidate {
				continue
			}
			if i == 0 {
				if follows(ClassCount, Class(c)) {
					next[c] = moves[ClassCount][c] + emit[i][c]
				}
				continue
			}
			for p := range ClassCount {
				if score[p] == never || !follows(p, Class(c)) {
					continue
				}
				if v := score[p] + moves[p][c]; v > next[c] {
					next[c], back[i][c] = v, Class(p)
				}
			}
			if next[c] != never {
				next[c] += emit[i][c]
			}
		}
		score = next
	}
	at := Class(0)
	for c := range score {
		if score[c] > score[at] {
			at = Class(c)
		}
	}
	for i := n - 1; i >= 0; i-- {
		best[i] = at
		at = back[i][at]
	}
	return best
}

// follows reports whether class c may stand after p, or at the start where p is ClassCount.
func follows(p int, c Class) bool {
	if c == Outside || c&1 == 1 {
		return true
	}
	return p == int(c) || p == int(c)-1
}
