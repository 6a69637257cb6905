package train

import (
	"fmt"
	"math/rand/v2"

	"github.com/bywhen/bywhen/internal/perceptron"
	"github.com/bywhen/bywhen/internal/syntax"
)

// learnTags learns to tag from left to right on its own earlier guesses.
func learnTags(corpus []*sentence, classes, rounds int, o Options) *perceptron.Trainer {
	tr := perceptron.NewTrainer(classes)
	rng := rand.New(rand.NewPCG(1, 2))
	order := rng.Perm(len(corpus))
	scores := make([]int32, classes)
	var features []uint64
	var tags []uint8
	for round := range rounds {
		wrong, all := 0, 0
		for _, k := range order {
			s := corpus[k]
			tags = tags[:0]
			for i := range s.atoms {
				features = syntax.TagFeatures(features[:0], s.atoms, tags, i, s.capitals)
				clear(scores)
				tr.Score(features, scores)
				best := int(syntax.Best(scores))
				tr.Tick()
				all++
				if gold := int(s.gold[i]); best != gold {
					wrong++
					tr.Update(features, gold, 1)
					tr.Update(features, best, -1)
				}
				tags = append(tags, uint8(best))
			}
		}
		fmt.Fprintf(o.Log, "tagger round %d: %.2f %% wrong\n", round+1, 100*float64(wrong)/float64(all))
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	return tr
}

// guess tags a sentence.
func guess(m *perceptron.Model, s *sentence) []uint8 {
	var tags []uint8
	scores := make([]int32, m.Classes())
	var features []uint64
	for i := range s.atoms {
		features = syntax.TagFeatures(features[:0], s.atoms, tags, i, s.capitals)
		clear(scores)
		m.Score(features, scores)
		tags = append(tags, syntax.Best(scores))
	}
	return tags
}

// learnArcs learns the moves of the parser and the relations of the arcs. The moves have a dynamic
// oracle: the parser follows its own mistakes and is told the best that can still be done
// (Goldberg and Nivre 2013). Relations are learned from the arcs that are in the tree.
func learnArcs(corpus []*sentence, kinds []uint8, rels int, o Options) (moves, labels *perceptron.Trainer) {
	moves, labels = perceptron.NewTrainer(3), perceptron.NewTrainer(rels)
	rng := rand.New(rand.NewPCG(3, 4))
	order := rng.Perm(len(corpus))
	scores := make([]int32, rels)
	var features []uint64
	var state syntax.State
	for round := range o.ParserRounds {
		wrong, all, wrongLabels, arcs := 0, 0, 0, 0
		for _, k := range order {
			s := corpus[k]
			state.Reset(s.atoms, s.tags, kinds)
			for !state.Done() {
				features = state.MoveFeatures(features[:0])
				var three [3]int32
				moves.Score(features, three[:])
				best := state.Best(three)
				costs := state.Costs(s.heads)
				right := cheapest(costs, three)
				moves.Tick()
				all++
				if costs[best] != costs[right] {
					wrong++
					moves.Update(features, int(right), 1)
					moves.Update(features, int(best), -1)
				}
				follow := right
				if costs[best] == costs[right] || round > 0 && rng.IntN(10) > 0 {
					follow = best
				}
				if follow == syntax.Shift {
					state.Do(follow, 0)
					continue
				}
				features = state.LabelFeatures(features[:0], follow)
				clear(scores)
				labels.Score(features, scores)
				rel := syntax.Best(scores)
				labels.Tick()
				if child, head := state.Arc(follow); s.heads[child] == head {
					arcs++
					if gold := s.rels[child]; rel != gold {
						wrongLabels++
						labels.Update(features, int(gold), 1)
						labels.Update(features, int(rel), -1)
					}
				}
				state.Do(follow, rel)
			}
		}
		fmt.Fprintf(o.Log, "parser round %d: %.2f %% of moves wrong, %.2f %% of relations; %d and %d features\n", round+1,
			100*float64(wrong)/float64(all), 100*float64(wrongLabels)/float64(arcs), moves.Features(), labels.Features())
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	return moves, labels
}

// cheapest is the move with the highest score among those that cost least.
func cheapest(costs [3]int, scores [3]int32) syntax.Move {
	best := syntax.Shift
	for m := syntax.Left; m <= syntax.Right; m++ {
		if costs[m] < costs[best] || costs[m] == costs[best] && scores[m] > scores[best] {
			best = m
		}
	}
	return best
}
