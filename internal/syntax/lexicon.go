package syntax

// Lexicon is what is known of words beside the weights. The zero Lexicon knows nothing.
type Lexicon struct {
	Classes  map[uint32]uint32 // hash of a word to the set of tags it had in training
	Clusters map[uint32]uint32 // hash of a word to the cluster of words it belongs to
}

func (l *Lexicon) class(word uint32) uint32 { return l.Classes[word] }

func (l *Lexicon) cluster(word uint32) uint32 { return l.Clusters[word] }
