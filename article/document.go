// Package article holds the one shape in which every report enters: a [Document]. Package
// article/input makes Documents from plain text, HTML pages and lines of JSON.
package article

import "github.com/bywhen/bywhen/calendar"

// Document is one report as it was given. Only Text is always there.
type Document struct {
	ID        string // as given; where none was, the name of the file, with "#" and the line where it holds many
	URL       string
	Publisher string
	Published calendar.Day // the zero Day where it is not known
	Title     string
	Lang      string // BCP 47; "" where it is not known
	Text      string // valid UTF-8; what all offsets count in
}

// Address is what tells this report from the same text elsewhere: where it stands, or its name
// where it has no address.
func (d Document) Address() string {
	if d.URL != "" {
		return d.URL
	}
	return d.ID
}
