package attribution

import (
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// bare gives the quotations that no cue has claimed to whoever is speaking: the speaker of the
// same speech, of the quotation before in the paragraph, or the one whom the sentence before
// brings in. Quotation marks around a few words inside a sentence are no quotation.
func (f *finder) bare() {
	for k := range f.quotes {
		q := &f.quotes[k]
		if q.parent >= 0 || !q.double || f.claimed(q.span) >= 0 {
			continue
		}
		if f.sameSpeech(k) {
			continue
		}
		n := f.sentenceAt(q.inner.Start)
		if n < 0 || n >= len(f.trees) || len(f.trees[n].Words) == 0 {
			continue
		}
		s, _ := newSent(n, &f.trees[n], nil)
		at := -1 // the first token of the quotation
		for i := range s.tok {
			if s.tok[i].Span.End > q.span.Start {
				at = i
				break
			}
		}
		if at < 0 || f.wordsIn(s, q.span) < 3 {
			continue
		}
		switch {
		case at == 0 || at == 1 && s.tok[0].Kind == token.Punct:
			f.bareSentence(k, n)
		case s.tok[at-1].Text == ":":
			if source := s.mainSubject(at); source >= 0 {
				f.add(s, "quotation-after-colon", Assertion, source, -1, -1, q.span)
			}
		}
	}
}

// bareSentence handles a quotation with which sentence n begins.
func (f *finder) bareSentence(k, n int) {
	q := &f.quotes[k]
	if n == 0 {
		return
	}
	before := f.sentences[n-1]
	together := before.Paragraph == f.sentences[n].Paragraph
	if together {
		// The same speaker goes on.
		if j := f.claimedIn(before.Span); j >= 0 && f.found[j].Type != Demand {
			f.found[j].Content = merged(append(f.found[j].Content, q.span))
			return
		}
	}
	if len(f.trees[n-1].Words) == 0 {
		return
	}
	s, _ := newSent(n-1, &f.trees[n-1], nil)
	colon := s.tok[len(s.tok)-1].Text == ":"
	if j := f.lastBy(n - 1); !together && j >= 0 && !colon {
		f.speaksOn(j, q.span)
		return
	}
	source := s.mainSubject(len(s.tok))
	if source < 0 {
		return
	}
	first, last := s.phrase(source)
	d := f.describe(s, source, first, last)
	person := d.Kind == NamedPerson || d.Kind == UnnamedPerson || s.tok[source].Lower == "he" || s.tok[source].Lower == "she"
	switch {
	case colon && (person || d.Kind != ""):
		f.add(s, "quotation-after-colon", Assertion, source, -1, -1, q.span)
	case person:
		f.add(s, "quotation-after-speaker", Assertion, source, -1, -1, q.span)
	}
}

// speaksOn adds a quotation without cue by the source of found j.
func (f *finder) speaksOn(j int, q text.Span) {
	a := f.found[j]
	a.Cue, a.Content, a.Rule, a.Type = text.Span{}, []text.Span{q}, "quotation-after-speaker", Assertion
	a.outer, a.Within = -1, -1
	f.found = append(f.found, a)
}

// sameSpeech joins quotation k to the attribution that has another part of its speech.
func (f *finder) sameSpeech(k int) bool {
	for j := range f.quotes {
		if j == k || f.quotes[j].speech != f.quotes[k].speech || f.quotes[j].parent >= 0 {
			continue
		}
		if i := f.claimed(f.quotes[j].span); i >= 0 {
			f.found[i].Content = merged(append(f.found[i].Content, f.quotes[k].span))
			return true
		}
	}
	return false
}

// claimed is the index of an attribution with content in the quotation and a cue outside it, -1
// for none.
func (f *finder) claimed(q text.Span) int {
	for i := range f.found {
		if q.Overlaps(f.found[i].Cue) {
			continue
		}
		for _, c := range f.found[i].Content {
			if c.Overlaps(q) {
				return i
			}
		}
	}
	return -1
}

// claimedIn is the last attribution with a quotation in its content that reaches into the span.
func (f *finder) claimedIn(span text.Span) int {
	best := -1
	for k := range f.quotes {
		if f.quotes[k].parent < 0 && f.quotes[k].span.Overlaps(span) {
			if i := f.claimed(f.quotes[k].span); i >= 0 {
				best = i
			}
		}
	}
	if best < 0 {
		return f.lastBy(f.sentenceAt(span.Start))
	}
	return best
}

// lastBy is the last outermost assertion by somebody found in sentence n, -1 for none.
func (f *finder) lastBy(n int) int {
	best := -1
	for i := range f.found {
		if f.found[i].sent == n && f.found[i].Type == Assertion && f.found[i].source >= 0 && f.found[i].Source.Kind != Document {
			if best < 0 || f.quotationAt(f.found[i].Cue) < 0 && !f.found[best].Covers(f.found[i].Cue) {
				best = i
			}
		}
	}
	return best
}

// sentenceAt is the index of the sentence that holds the byte, or follows it.
func (f *finder) sentenceAt(at int) int {
	lo, hi := 0, len(f.sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if f.sentences[mid].Span.End > at {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	if lo == len(f.sentences) {
		return -1
	}
	return lo
}

// wordsIn counts the words of s in the span.
func (f *finder) wordsIn(s *sent, span text.Span) int {
	n := 0
	for i := range s.tok {
		if s.tok[i].Kind != token.Punct && span.Contains(s.tok[i].Span) {
			n++
		}
	}
	return n
}

// mainSubject is the subject of the main clause of s, should it stand before token end; else -1.
func (s *sent) mainSubject(end int) int {
	for i := range s.w {
		if s.w[i].Head >= 0 {
			continue
		}
		if s.w[i].Tag == parse.NOUN || s.w[i].Tag == parse.PROPN {
			if s.child(i, "nsubj") < 0 {
				return -1
			}
		}
		if j := s.child(i, "nsubj", "nsubj:pass"); j >= 0 && j < end {
			return j
		}
	}
	return -1
}
