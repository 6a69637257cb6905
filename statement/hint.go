package statement

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"github.com/bywhen/bywhen/internal/scout"
	"github.com/bywhen/bywhen/text"
)

//go:embed scout.bin
var scoutData string

// embeddedScout is nil where there is none yet, so that training can begin from an empty file.
var embeddedScout = sync.OnceValue(func() *scout.Model {
	if scoutData == "" {
		return nil
	}
	m, err := scout.Decode(scoutData)
	if err != nil {
		panic("statement/scout.bin: " + err.Error())
	}
	return m
})

// hint are the scores that the scout has for word i, a class each; nil without a scout.
func (f *finder) hint(i int) []float32 {
	if !f.scouted {
		f.scouted = true
		m := f.in.Scout
		if m == nil {
			m = embeddedScout()
		}
		if m != nil {
			f.hints = m.Scores(f.tree)
		}
	}
	if f.hints == nil {
		return nil
	}
	return f.hints[i*len(classes) : (i+1)*len(classes)]
}

// lead is the likeliest act for word i in the eyes of the scout, and how far its score is above that of
// "no statement".
func lead(scores []float32) (best int, margin float32) {
	best = 1
	for k, s := range scores {
		if k > 0 && s > scores[best] {
			best = k
		}
	}
	return best, scores[best] - scores[0]
}

// unlikely is the margin below which what no rule has found is left out without asking the judge: it
// would keep one in some thousands, and these are most words.
const unlikely = -3.5

// worthAsking reports whether the judge should hear of a candidate.
func (f *finder) worthAsking(c candidate) bool {
	if !strings.HasPrefix(c.rule, "open-") {
		return true
	}
	scores := f.hint(c.action)
	if scores == nil {
		return true
	}
	_, margin := lead(scores)
	return margin >= unlikely
}

// hintFeatures say how sure the scout is of the action, and of which act, in steps.
func (f *finder) hintFeatures(c candidate, add func(string, string), flag func(string, bool)) {
	scores := f.hint(c.action)
	if scores == nil {
		return
	}
	best, margin := lead(scores)
	for step := -5; step <= 3 && margin >= float32(step); step++ {
		flag("scout>="+strconv.Itoa(step), true)
	}
	if margin >= -3 {
		add("scout", string(classes[best]))
		add("scout+act", string(classes[best])+"+"+string(c.act))
		for k, s := range scores {
			if k > 0 && k != best && s >= scores[best]-1 {
				add("scout-or", string(classes[k]))
			}
		}
	}
}

// Marks gives the words of each sentence of a report the number of the act of the statement whose
// action begins there, 0 for none: what the scout learns from.
func Marks(in Input, actions []text.Span, acts []Act) [][]uint8 {
	var all [][]uint8
	for _, tree := range in.Trees {
		marks := make([]uint8, tree.Len())
		for i, tok := range tree.Tokens {
			for k, a := range actions {
				if a.Start <= tok.Span.Start && tok.Span.Start < a.End && (i == 0 || tree.Tokens[i-1].Span.Start < a.Start) {
					for n, class := range classes {
						if class == acts[k] {
							marks[i] = uint8(n)
						}
					}
				}
			}
		}
		all = append(all, marks)
	}
	return all
}

// Classes is how many classes judge and scout tell apart.
const Classes = len(classes)
