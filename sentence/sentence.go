// Package sentence cuts a text into sentences: ours, because on "Dr.", "U.S.", "No. 7", initials,
// datelines, headlines without a full stop and lists the standard segmenters break in the wrong
// place, and whose word and which day hang on it.
package sentence

import "github.com/bywhen/bywhen/text"

// Sentence is one sentence, headline, list item or caption. Spans are in order, do not overlap
// and neither begin nor end with white space.
type Sentence struct {
	Span      text.Span
	Paragraph int // which paragraph (line of the text) it stands in, from 0
}
