package input

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/bywhen/bywhen/article"
	"github.com/bywhen/bywhen/calendar"
)

// line decodes one line of JSON Lines. Names are taken as they are written: "Text" is not "text".
func (d *decoder) line() (article.Document, bool) {
	data := d.piece.data
	if at := invalid(data); at >= 0 {
		d.problem("not UTF-8 (byte %d of the line); turn it into UTF-8 first, for instance with iconv", at)
		return article.Document{}, false
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil || fields == nil {
		d.problem("%s", malformed(err))
		return article.Document{}, false
	}
	doc := article.Document{
		ID:        d.text(fields, "id"),
		URL:       d.text(fields, "url"),
		Publisher: d.text(fields, "publisher"),
		Published: d.day(fields),
		Title:     d.text(fields, "title"),
		Lang:      d.text(fields, "lang"),
	}
	text, html := d.text(fields, "text"), d.text(fields, "html")
	switch {
	case text != "":
		doc.Text = text
		return doc, d.readable(text)
	case html != "":
		found, ok := d.page(html, doc.URL)
		return merge(doc, found), ok
	case len(d.problems) == 0:
		d.problem(`the object has neither "text" nor "html"; give it one`)
	}
	return doc, false
}

// merge fills what a line left open with what its page says.
func merge(given, found article.Document) article.Document {
	found.ID = given.ID
	for _, f := range []struct{ given, found *string }{
		{&given.URL, &found.URL}, {&given.Publisher, &found.Publisher},
		{&given.Title, &found.Title}, {&given.Lang, &found.Lang},
	} {
		if *f.given != "" {
			*f.found = *f.given
		}
	}
	if !given.Published.IsZero() {
		found.Published = given.Published
	}
	return found
}

// text is a field that must be a string, where it is there.
func (d *decoder) text(fields map[string]json.RawMessage, name string) string {
	raw, there := fields[name]
	if !there || string(raw) == "null" {
		return ""
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		d.problem("%q must be a string, it is %s", name, kind(raw))
	}
	return s
}

// day is the field "published". An instant counts on the day that its own offset shows, which is
// the day its outlet printed.
func (d *decoder) day(fields map[string]json.RawMessage) calendar.Day {
	s := strings.TrimSpace(d.text(fields, "published"))
	if s == "" {
		return calendar.Day{}
	}
	day, ok := calendar.Parse(s)
	if !ok {
		t, err := time.Parse(time.RFC3339, s)
		day, ok = calendar.Date(t.Year(), t.Month(), t.Day())
		ok = ok && err == nil
	}
	if !ok {
		d.problem(`"published" is %q, which is no day (2024-09-07) and no instant (2024-09-07T10:00:00Z); read without a day`, short(s))
		return calendar.Day{}
	}
	return day
}

// malformed says in plain words what is wrong with a line that is no JSON object.
func malformed(err error) string {
	var wrong *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case err == nil: // the line is "null"
		return `this is JSON, but no object; a document is {"text": "…"}`
	case errors.As(err, &wrong):
		return fmt.Sprintf(`this is JSON, but no object (it is %s); a document is {"text": "…"}`, withArticle(wrong.Value))
	case strings.Contains(err.Error(), "unexpected end"):
		return "no JSON: the line ends in the middle of the object; it may have been cut off"
	case errors.As(err, &syntax):
		return fmt.Sprintf("no JSON: %s (byte %d of the line)", strings.TrimPrefix(err.Error(), "json: "), syntax.Offset)
	}
	return "no JSON: " + err.Error()
}

func withArticle(kind string) string {
	if kind == "array" {
		return "an array"
	}
	return "a " + kind
}

// kind names what a JSON value is.
func kind(raw json.RawMessage) string {
	switch raw[0] {
	case '{':
		return "an object"
	case '[':
		return "an array"
	case 't', 'f':
		return "true or false"
	}
	return "a number"
}

// short is the beginning of what a person wrote, for a message.
func short(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
