package attribution

import (
	"slices"

	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// quoted are the quotations that belong to the verb at i: those that stand beside it and its
// subject with nothing but the circumstances of the saying between.
func (f *finder) quoted(s *sent, i, source int, v verb) []text.Span {
	if v.frames&quoteFrame == 0 || len(f.quotes) == 0 {
		return nil
	}
	whole := s.span(0, len(s.tok)-1)
	verbAt := s.tok[i].Span
	around := f.quotationAt(verbAt)
	from := verbAt.Start
	if source >= 0 && s.below(source, i) {
		a, _ := s.phrase(source)
		from = min(from, s.tok[a].Span.Start)
	}
	var out []text.Span
	for k := range f.quotes {
		q := &f.quotes[k]
		if q.parent != around || !q.span.Overlaps(whole) || q.span.Contains(verbAt) {
			continue
		}
		switch {
		case q.span.End <= from:
			if f.wordsBetween(s, q.span.End, from) <= 3 {
				out = append(out, q.span)
			}
		case q.span.Start >= verbAt.End:
			if f.leadsTo(s, i, source, q.span.Start) && (f.wordsIn(s, q.span) > 2 && f.clauseIn(s, q.span) || f.marked(s, q.span.Start)) {
				out = append(out, q.span)
			}
		}
	}
	return out
}

// quotationAt is the index of the innermost quotation around the span, -1 for none.
func (f *finder) quotationAt(at text.Span) int {
	best := -1
	for k := range f.quotes {
		if f.quotes[k].span.Start > at.Start {
			break
		}
		if f.quotes[k].inner.Contains(at) {
			best = k
		}
	}
	return best
}

// wordsBetween counts the words of s between two places; a verb or a sentence end counts as many.
func (f *finder) wordsBetween(s *sent, from, to int) int {
	n := 0
	for k := range s.tok {
		if s.tok[k].Span.Start < from || s.tok[k].Span.End > to {
			continue
		}
		switch {
		case s.w[k].Tag == parse.VERB || s.tok[k].Text == ";":
			n += 10
		case s.tok[k].Kind != token.Punct:
			n++
		}
	}
	return n
}

// leadsTo reports whether the words between the verb at i and a quotation at at lead to it: a
// colon or comma right before it, or nothing but the subject.
func (f *finder) leadsTo(s *sent, i, source, at int) bool {
	last := -1
	for k := i + 1; k < len(s.tok) && s.tok[k].Span.End <= at; k++ {
		last = k
		if s.w[k].Tag == parse.VERB && s.verbFinite(k) && s.tok[k].Text != ":" && k != source && !s.below(k, i) {
			return false
		}
	}
	if last < 0 {
		return true
	}
	t := s.tok[last].Text
	if t == ":" || t == "," || t == "–" || t == "—" || t == "-" || t == "." {
		return true
	}
	if source >= 0 && s.below(last, source) && source > i {
		return true
	}
	return last-i <= 2
}

// clauseIn reports whether a verb stands in the span, so that more than a name is quoted.
func (f *finder) clauseIn(s *sent, span text.Span) bool {
	for k := range s.tok {
		if (s.w[k].Tag == parse.VERB || s.w[k].Tag == parse.AUX) && span.Contains(s.tok[k].Span) {
			return true
		}
	}
	return false
}

// marked reports whether a comma or colon stands right before the byte at.
func (f *finder) marked(s *sent, at int) bool {
	for k := range s.tok {
		if s.tok[k].Span.End > at {
			return k > 0 && (s.tok[k-1].Text == "," || s.tok[k-1].Text == ":")
		}
	}
	return false
}

// verbFinite reports whether the verb at k has a tense or a modal.
func (s *sent) verbFinite(k int) bool {
	return s.w[k].Form == parse.Past || s.w[k].Form == parse.Present
}

// widen joins to the content the quotations that it overlaps and the cue does not stand in, and
// those that are known to belong to it.
func (f *finder) widen(content, quoted []text.Span, cue text.Span) []text.Span {
	for i := range content {
		for k := range f.quotes {
			q := &f.quotes[k]
			if q.span.Start >= content[i].End {
				break
			}
			if q.span.Overlaps(content[i]) && !q.span.Overlaps(cue) {
				content[i] = content[i].Cover(q.span)
			}
		}
	}
	return merged(append(content, quoted...))
}

// merged sorts the spans and joins those that overlap.
func merged(spans []text.Span) []text.Span {
	slices.SortFunc(spans, func(a, b text.Span) int { return a.Start - b.Start })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && out[n-1].Overlaps(s) {
			out[n-1] = out[n-1].Cover(s)
			continue
		}
		out = append(out, s)
	}
	return out
}

// beside is the head of the noun phrase right before or after the verb at i, where the grammar
// has found no subject; -1 where none stands there.
func (f *finder) beside(s *sent, i int) int {
	for _, step := range [...]int{1, -1} {
		for k, n := i+step, 0; k >= 0 && k < len(s.tok) && n < 6; k, n = k+step, n+1 {
			if s.tok[k].Kind == token.Punct || s.w[k].Tag == parse.VERB || s.w[k].Tag == parse.ADP {
				break
			}
			if s.w[k].Tag == parse.PRON || s.w[k].Tag == parse.NOUN || s.w[k].Tag == parse.PROPN {
				for h := s.w[k].Head; h >= 0 && (step > 0 && h > k || step < 0 && h < k) && h < i+8 && s.rel(k, "compound", "flat", "amod", "nmod"); h = s.w[k].Head {
					k = h
				}
				return k
			}
		}
	}
	return -1
}
