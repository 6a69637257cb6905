// Package attribution finds on whose word a text says what it says: source, cue and content, as
// in the Penn Attribution Relation Corpus (Pareti 2012), nested where one source quotes another.
package attribution

import "github.com/bywhen/bywhen/text"

// Kind is what a source is.
type Kind string

// The kinds of source. The zero Kind stands where no source is named.
const (
	NamedPerson       Kind = "named-person"
	NamedOrganisation Kind = "named-organisation"
	UnnamedPerson     Kind = "unnamed-person"
	UnnamedGroup      Kind = "unnamed-group"
	Document          Kind = "document"
	Media             Kind = "media"
)

// Type is what is put on somebody's account, after the types of the Penn Attribution Relation
// Corpus.
type Type string

// The types of attribution.
const (
	Assertion Type = "assertion" // words: "said that"
	Belief    Type = "belief"    // thoughts and expectations: "believes that"
	Fact      Type = "fact"      // knowledge: "knows that", "studies show that"
	Demand    Type = "demand"    // what somebody wants of others: "urged them to"
)

// Source is somebody whose word is given.
type Source struct {
	Span text.Span // as the text names it; for a pronoun, the name it stands for where one stands in the text
	Kind Kind
	Name string // the name, where it has one; empty for unnamed sources
}

// Attribution says that a stretch of text is on somebody's word.
type Attribution struct {
	Source  Source      // zero where nobody is named ("it was reported that")
	Mention text.Span   // the words beside the cue that stand for the source, perhaps a pronoun; else as Source.Span
	Cue     text.Span   // "said", "according to"; zero for a bare quotation
	Content []text.Span // in order, never empty; several where the cue interrupts
	Within  int         // index of the attribution that encloses this one, -1 for the outermost
	Type    Type
	Rule    string
}

// Covers reports whether the span lies in the content.
func (a *Attribution) Covers(s text.Span) bool {
	for _, c := range a.Content {
		if c.Contains(s) {
			return true
		}
	}
	return false
}

// hull is the smallest span that holds all of the content.
func (a *Attribution) hull() text.Span {
	return text.Span{Start: a.Content[0].Start, End: a.Content[len(a.Content)-1].End}
}
