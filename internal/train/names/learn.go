package main

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/bywhen/bywhen/internal/names"
)

const n = names.ClassCount

type row [n]int32

// learner is an averaged structured perceptron (Collins 2002) whose search gives each wrong class
// a head start, so that the right one must win by a margin. All sums are whole numbers: the same
// training gives the same model on any machine.
type learner struct {
	rows    map[uint64]int32 // the number of each feature
	hashes  []uint64
	now     []row
	sum     [][n]int64
	since   []int32
	updates []int32
	moves   [n + 1]row
	moveSum [n + 1][n]int64
	moveAll [n + 1][n]int64 // of all orders
	step    int32
}

// example is a sentence with the numbers of its features, those of candidates only.
type example struct {
	sentence *names.Sentence
	features [][]int32
	gold     []names.Class
	weight   int32
}

func newLearner() *learner { return &learner{rows: map[uint64]int32{}} }

func (l *learner) example(s *names.Sentence, gold []names.Class) example {
	e := example{sentence: s, gold: slices.Clone(gold), features: make([][]int32, s.Len())}
	var f []uint64
	for i := range gold {
		if !s.Candidate(i) {
			e.gold[i] = names.Outside
			continue
		}
		f = s.Features(f[:0], i)
		for _, h := range f {
			r, ok := l.rows[h]
			if !ok {
				r = int32(len(l.hashes))
				l.rows[h] = r
				l.hashes = append(l.hashes, h)
			}
			e.features[i] = append(e.features[i], r)
		}
	}
	for i, c := range e.gold { // a name whose first word is no candidate begins later
		if c != names.Outside && c&1 == 0 && (i == 0 || e.gold[i-1] == names.Outside) {
			e.gold[i]--
		}
	}
	return e
}

// learn goes over the examples that many times, and does so again from nothing in other orders: the
// sum of what was learned depends less on chance than each.
func (l *learner) learn(examples []example, rounds int, margin int32) {
	l.sum, l.updates = make([][n]int64, len(l.hashes)), make([]int32, len(l.hashes))
	for order := range orders {
		l.now, l.since, l.step, l.moves = make([]row, len(l.hashes)), make([]int32, len(l.hashes)), 0, [n + 1]row{}
		l.once(examples, rounds, margin, uint64(order))
		for r := range l.now {
			l.bring(int32(r))
		}
		for i := range l.moves {
			for j := range l.moves[i] {
				l.moveAll[i][j] += int64(l.step+1)*int64(l.moves[i][j]) - l.moveSum[i][j]
			}
		}
		l.moveSum = [n + 1][n]int64{}
	}
}

const orders = 3

func (l *learner) once(examples []example, rounds int, margin int32, seed uint64) {
	rng := rand.New(rand.NewPCG(3, 5+seed))
	var d names.Decoder
	var emit [][n]int32
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	for range rounds {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, at := range order {
			e := &examples[at]
			l.step++
			emit = emit[:0]
			for i := range e.gold {
				var s row
				for _, r := range e.features[i] {
					for c := range s {
						s[c] += l.now[r][c]
					}
				}
				for c := range s {
					if names.Class(c) != e.gold[i] {
						s[c] += margin
					}
				}
				emit = append(emit, s)
			}
			var moves [n + 1][n]int32
			for i := range l.moves {
				moves[i] = l.moves[i]
			}
			guess := d.Viterbi(e.sentence, &moves, emit)
			l.update(e, guess)
		}
	}
}

func (l *learner) update(e *example, guess []names.Class) {
	last, lastGuess := n, n
	for i, want := range e.gold {
		got := guess[i]
		if want != got {
			for _, r := range e.features[i] {
				l.bring(r)
				l.updates[r]++
				l.now[r][want] += e.weight
				l.now[r][got] -= e.weight
			}
		}
		if last != lastGuess || want != got {
			l.moves[last][want] += e.weight
			l.moveSum[last][want] += int64(l.step) * int64(e.weight)
			l.moves[lastGuess][got] -= e.weight
			l.moveSum[lastGuess][got] -= int64(l.step) * int64(e.weight)
		}
		last, lastGuess = int(want), int(got)
	}
}

// bring adds up the weights of a row for the steps in which they did not change.
func (l *learner) bring(r int32) {
	if d := int64(l.step - l.since[r]); d > 0 {
		for c, w := range l.now[r] {
			l.sum[r][c] += d * int64(w)
		}
		l.since[r] = l.step
	}
}

// model is what was learned, averaged, in whole numbers of a byte, without the features that
// changed fewer than least times and weights of less than floor.
func (l *learner) model(least int32, floor float64) ([]byte, int, error) {
	var all []float64
	for r := range l.now {
		for _, w := range l.sum[r] {
			if w != 0 {
				all = append(all, math.Abs(float64(w)))
			}
		}
	}
	slices.Sort(all)
	scale := 127 / all[int(float64(len(all)-1)*0.9999)]
	weights := map[uint64][]byte{}
	for r, h := range l.hashes {
		if l.updates[r] < least {
			continue
		}
		record, some := make([]byte, n), false
		for c, w := range l.sum[r] {
			q := math.Round(float64(w) * scale)
			if math.Abs(q) >= floor {
				record[c], some = byte(int8(max(-127, min(127, q)))), true
			}
		}
		if some {
			weights[h] = record
		}
	}
	var moves [n + 1][n]int16
	for i := range moves {
		for j := range moves[i] {
			moves[i][j] = int16(math.Round(float64(l.moveAll[i][j]) * scale))
		}
	}
	data, err := names.BuildModel(moves, weights)
	return data, len(weights), err
}
