package syntax

import "strings"

// memory holds what the first layer makes of the words that were seen. When it is full, a new word
// takes the place of one that was not seen again since the hand last passed it.
type memory struct {
	inputs []float32 // Width numbers a place
	first  []float32 // the product of the first layer, 3 Width a place
	words  []int16   // half the word vectors, as activations
	slots  [Shout + 1]map[string]int32
	places []place
	hand   int
	now    uint32 // number of the sentence
}

// place is one word of the memory.
type place struct {
	text     string
	capitals Capitals
	again    bool   // seen more than once since the hand passed
	last     uint32 // the sentence that it was last seen in
}

// begin begins a sentence: none of its words gives way to another.
func (m *memory) begin(width, words int) {
	if m.places == nil {
		m.places = make([]place, known)
		m.inputs, m.first, m.words = make([]float32, known*width), make([]float32, known*3*width), make([]int16, known*words)
		for i := range m.slots {
			m.slots[i] = map[string]int32{}
		}
	}
	m.now++
}

// recall is the place of a word; where the word is new there, the caller must fill it.
func (m *memory) recall(text string, capitals Capitals) (slot int32, ok bool) {
	if slot, ok = m.slots[capitals][text]; ok {
		p := &m.places[slot]
		p.again, p.last = true, m.now
		return slot, true
	}
	for m.places[m.hand].last == m.now || m.places[m.hand].again {
		m.places[m.hand].again = false
		m.hand = (m.hand + 1) % known
	}
	slot = int32(m.hand)
	p := &m.places[slot]
	if p.text != "" {
		delete(m.slots[p.capitals], p.text)
	}
	*p = place{text: strings.Clone(text), capitals: capitals, last: m.now} // the text of the report is not kept
	m.slots[capitals][p.text] = slot
	return slot, false
}
