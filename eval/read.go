package eval

import (
	"encoding/json"
	"fmt"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/article"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/internal/wire"
)

// Read reads the text of a gold document, as published on its day, with the reader of this
// program. It goes through the JSON of the contract, so that what is scored is what
// `bywhen read --json` gives.
func Read(gold Document) (Document, bool) {
	var d Document
	if err := json.Unmarshal(AppendReading(nil, gold), &d); err != nil {
		panic(fmt.Sprintf("eval: the reading of %s is no JSON: %v", gold.ID, err))
	}
	return d, true
}

// AppendReading appends the reading of a gold document as a JSON object.
func AppendReading(b []byte, gold Document) []byte {
	// A day that is not one leaves the day unknown, as it does for any document.
	published, _ := calendar.Parse(gold.Published[:min(len(gold.Published), len("2006-01-02"))])
	return wire.Append(b, bywhen.Read(article.Document{
		ID: gold.ID, URL: gold.URL, Publisher: gold.Publisher, Published: published,
		Title: gold.Title, Lang: gold.Lang, Text: gold.Text,
	}), false)
}
