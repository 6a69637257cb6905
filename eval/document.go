// Package eval measures readings against gold: statements, times and attributions, counted as
// the project's guidelines and the TempEval-3 toolkit count them.
//
// One call reads every gold document with the reader of this program and scores it:
//
//	gold, err := eval.Load(file)                 // GOLD.jsonl
//	result := eval.Score(gold, eval.Read)        // bywhen eval GOLD.jsonl
//	err = result.Print(os.Stdout, errors)        // errors is N of --errors N, 0 for none
//
// and predictions made elsewhere are scored by
//
//	documents, err := eval.Load(other)           // P.jsonl, as `bywhen read --json` writes it
//	predict, err := eval.Lookup(documents)       // an error if an id stands twice
//	result := eval.Score(gold, predict)          // bywhen eval GOLD.jsonl --predicted P.jsonl
//
// [Result.Score] gives one figure by its printed name, for tests that hold floors.
package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// Document is one document of a gold file or of the output of `bywhen read --json`, with the
// fields that scores depend on. Offsets are code points. A layer that is nil is absent: a gold
// document without times says nothing about times, one with an empty list says there are none.
type Document struct {
	ID           string        `json:"id"`
	URL          string        `json:"url"`
	Publisher    string        `json:"publisher"`
	Published    string        `json:"published"` // a day or an instant; "" where it is not known
	Title        string        `json:"title"`
	Lang         string        `json:"lang"`
	Text         string        `json:"text"`
	Statements   []Statement   `json:"statements"`
	Times        []Time        `json:"times"`
	Attributions []Attribution `json:"attributions"`
}

// Mention is a phrase of the text. A nil mention, or one without words, says that nothing stands
// in the text.
type Mention struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// When is the time bound on an action; days are ISO 8601, "" where an end is open or unresolved.
type When struct {
	Mention
	Earliest string `json:"earliest"`
	Latest   string `json:"latest"`
}

// Statement is one statement, with the slots that are scored.
type Statement struct {
	Act        string    `json:"act"`
	Action     *Mention  `json:"action"`
	Actor      *Mention  `json:"actor"`
	What       *Mention  `json:"what"`
	When       *When     `json:"when"`
	Polarity   string    `json:"polarity"` // "" is positive
	Sources    []Mention `json:"sources"`  // innermost first
	Confidence float64   `json:"confidence"`
}

// Time is one time expression.
type Time struct {
	Mention
	Type string `json:"type"`
	// Value is nil where there is none at all, which is not the same as an empty value: some gold
	// says of an expression that it has the empty value.
	Value    *string `json:"value"`
	Earliest string  `json:"earliest"`
	Latest   string  `json:"latest"`
}

// Attribution is one attribution; each part may be several stretches of text, or none.
type Attribution struct {
	Source  Stretches `json:"source"`
	Cue     Stretches `json:"cue"`
	Content Stretches `json:"content"`
}

// Stretches are phrases of the text; in JSON one object, a list of them, or null.
type Stretches []Mention

// UnmarshalJSON accepts one object where a list of one could stand.
func (s *Stretches) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("{")) {
		var one Mention
		if err := json.Unmarshal(data, &one); err != nil {
			return err
		}
		*s = Stretches{one}
		return nil
	}
	return json.Unmarshal(data, (*[]Mention)(s))
}

// Load reads documents, one JSON object a line; empty lines are passed over. The error names the
// first line that is no such object.
func Load(r io.Reader) ([]Document, error) {
	var documents []Document
	lines := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			var d Document
			if err := json.Unmarshal(line, &d); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			documents = append(documents, d)
		}
		if err == io.EOF {
			return documents, nil
		}
	}
}

// Lookup gives predictions by the id of a document. It returns an error if an id stands twice,
// because then nobody can say which of the two is meant.
func Lookup(predicted []Document) (func(gold Document) (Document, bool), error) {
	byID := make(map[string]Document, len(predicted))
	for _, d := range predicted {
		if _, twice := byID[d.ID]; twice {
			return nil, fmt.Errorf("id %q stands twice among the predictions", d.ID)
		}
		byID[d.ID] = d
	}
	return func(gold Document) (Document, bool) {
		d, ok := byID[gold.ID]
		return d, ok
	}, nil
}
