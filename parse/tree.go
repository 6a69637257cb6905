// Package parse says which word depends on which: part of speech, morphology, lemma and a
// dependency tree in Universal Dependencies (version 2).
package parse

import "github.com/bywhen/bywhen/token"

// Tag is a universal part-of-speech tag.
type Tag uint8

// The universal part-of-speech tags (universaldependencies.org/u/pos).
const (
	X Tag = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
)

var tagNames = [...]string{"X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
	"PROPN", "PUNCT", "SCONJ", "SYM", "VERB"}

// String is the tag as treebanks write it.
func (t Tag) String() string {
	if int(t) < len(tagNames) {
		return tagNames[t]
	}
	return "X"
}

// Form is the form of a verb, told apart by the Penn tags that English treebanks carry.
type Form uint8

// The verb forms. The zero Form is no verb.
const (
	NoVerb     Form = iota
	Base            // VB: "will leave"
	Past            // VBD: "left"
	Gerund          // VBG: "leaving"
	Participle      // VBN: "has left"
	Present         // VBP, VBZ: "leaves"
	ModalVerb       // MD: "will"
)

// Word is what the parser knows of one token.
type Word struct {
	Tag    Tag
	Form   Form
	Plural bool   // of nouns and pronouns
	Penn   string // the tag of the Penn treebank: "NNP"
	Lemma  string
	Head   int    // index of the token it depends on; -1 for the root
	Rel    string // the UD relation to the head, with its subtype: "nsubj:pass"; "root" for the root
}

// Tree is one parsed sentence. Words[i] belongs to Tokens[i]. Each tree has one root and no
// cycles. Questions about a word take and give indexes of tokens; -1 stands for none.
type Tree struct {
	Tokens []token.Token
	Words  []Word
	// children of i are kids[first[i]:first[i+1]], in order of the text.
	kids, first []int
	hull        []token.Range // of the subtree of each word
	vectors     []int16       // see Vectors
}

// newTree joins words to their tokens and prepares the answers. The heads must form a tree.
func newTree(tokens []token.Token, words []Word) Tree {
	n := len(words)
	ints := make([]int, 2*n+1)
	t := Tree{Tokens: tokens, Words: words, first: ints[:n+1], kids: ints[n+1:], hull: make([]token.Range, n)}
	for _, w := range words {
		if w.Head >= 0 {
			t.first[w.Head+1]++
		}
	}
	for i := range n {
		t.first[i+1] += t.first[i]
	}
	next := make([]int, n)
	copy(next, t.first)
	for i, w := range words {
		t.hull[i] = token.Range{First: i, End: i + 1}
		if w.Head >= 0 {
			t.kids[next[w.Head]] = i
			next[w.Head]++
		}
	}
	for i := range words {
		// A walk up stops where the hull above is wide enough already, so that the whole costs
		// little more than one visit a word.
		for h := words[i].Head; h >= 0; h = words[h].Head {
			r := &t.hull[h]
			if r.First <= i && i < r.End {
				break
			}
			r.First, r.End = min(r.First, i), max(r.End, i+1)
		}
	}
	return t
}

// Len is the number of tokens.
func (t *Tree) Len() int { return len(t.Words) }

// Vectors are what the parser's network knows of each word in its sentence, word after word: as many
// numbers for each, activations of package matrix for other models to learn from, and room for a
// multiple of 4 words. It is nil in a tree that was read from a treebank, and must not be changed.
func (t *Tree) Vectors() []int16 { return t.vectors }

// Root is the word that depends on no other; -1 in an empty tree.
func (t *Tree) Root() int {
	for i := range t.Words {
		if t.Words[i].Head < 0 {
			return i
		}
	}
	return -1
}

// Children are the words that depend on i, in order of the text. The slice must not be changed.
func (t *Tree) Children(i int) []int { return t.kids[t.first[i]:t.first[i+1]] }

// Child is the first word that depends on i in one of the relations; -1 if there is none. A
// relation without subtype stands for all its subtypes: "nsubj" also finds "nsubj:pass".
func (t *Tree) Child(i int, rels ...string) int {
	for _, k := range t.Children(i) {
		for _, rel := range rels {
			if is(t.Words[k].Rel, rel) {
				return k
			}
		}
	}
	return -1
}

// Is reports whether i stands in the relation to its head, with any subtype where rel has none.
func (t *Tree) Is(i int, rel string) bool { return is(t.Words[i].Rel, rel) }

// is reports whether the relation is rel or a subtype of it.
func is(relation, rel string) bool {
	return len(relation) >= len(rel) && relation[:len(rel)] == rel &&
		(len(relation) == len(rel) || relation[len(rel)] == ':')
}

// Subtree is the contiguous hull of i and all that depends on it.
func (t *Tree) Subtree(i int) token.Range { return t.hull[i] }

// IsAncestor reports whether b depends on a, directly or through others. No word is its own
// ancestor.
func (t *Tree) IsAncestor(a, b int) bool {
	if a < 0 || b < 0 {
		return false
	}
	for b = t.Words[b].Head; b >= 0; b = t.Words[b].Head {
		if a == b {
			return true
		}
	}
	return false
}
