// Package ledger keeps reports and what was read in them, and computes from them the list of
// commitments: which statements speak of one undertaking, how its date moved, what became of it.
//
// What is recorded is an append-only sequence of events (event.go). Everything else, the links
// (link.go), slips and statuses (state.go), is a function of the set of events: the same events
// in another order give the same commitments with the same ids.
package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/calendar"
)

// Seq is the place of an event in the ledger, from 1, without gaps. "As recorded by N" means the
// events up to N.
type Seq int64

// Kind is what an event records.
type Kind string

// The kinds of event.
const (
	ReportEvent   Kind = "report"   // a report, with its text
	ReadingEvent  Kind = "reading"  // the statements that a version of the reader found in a report
	DecisionEvent Kind = "decision" // what a person settled
	SettingEvent  Kind = "setting"  // a change of the ledger itself, such as an erasure
)

// Event is one entry of the ledger. It never changes; Body alone may be withheld, where the law
// or decency wants a text forgotten.
type Event struct {
	Seq      Seq // 0 until it is recorded
	Kind     Kind
	ID       string    // made of its content: recording it again adds nothing
	Recorded time.Time // in UTC, to the second; what orders events is Seq, never this
	Body     []byte    // JSON of a Report, Reading, Decision or Setting; nil where it is withheld
}

// Report is one published text in one version.
type Report struct {
	ID        string       `json:"id"`   // hash of address and text
	Name      string       `json:"name"` // the id of the document as it was given
	URL       string       `json:"url,omitempty"`
	Publisher string       `json:"publisher,omitempty"`
	Published calendar.Day `json:"published"`
	Title     string       `json:"title,omitempty"`
	Lang      string       `json:"lang,omitempty"`
	Text      string       `json:"text"`
}

// Reading is what one version of the reader found in a report.
type Reading struct {
	Report     string       `json:"report"`
	Name       string       `json:"name"`
	Publisher  string       `json:"publisher,omitempty"`
	Published  calendar.Day `json:"published"`
	Title      string       `json:"title,omitempty"`
	Reader     string       `json:"reader"`
	Statements []Statement  `json:"statements,omitempty"`
}

// Erase is the name of the setting that withholds the texts of a report.
const Erase = "erase"

// Setting is a change of the ledger itself.
type Setting struct {
	Name   string    `json:"name"`
	Value  string    `json:"value"`            // for "erase", the id of the report whose texts are withheld
	Events []string  `json:"events,omitempty"` // for "erase", the ids of the events whose bodies are
	By     string    `json:"by,omitempty"`
	At     time.Time `json:"at"`
	Reason string    `json:"reason,omitempty"`
}

// EventsOf are the events that record a report and its reading.
func EventsOf(r bywhen.Reading) []Event {
	reading := readingOf(r)
	d := r.Document
	report := Report{reading.Report, d.ID, d.URL, d.Publisher, d.Published, d.Title, d.Lang, d.Text}
	return []Event{
		{Kind: ReportEvent, ID: report.ID, Body: encode(report)},
		NewReading(reading),
	}
}

// NewReading is the event that records a reading.
func NewReading(r Reading) Event {
	body := encode(r)
	return Event{Kind: ReadingEvent, ID: hashID("reading", body), Body: body}
}

// Event is the event that records the decision.
func (d Decision) Event() Event {
	body := encode(d)
	return Event{Kind: DecisionEvent, ID: hashID("decision", body), Body: body}
}

// Event is the event that records the setting.
func (s Setting) Event() Event {
	body := encode(s)
	return Event{Kind: SettingEvent, ID: hashID("setting", body), Body: body}
}

// Decode reads the body of an event into what its kind holds.
func Decode[T Report | Reading | Decision | Setting](e Event) (v T, err error) {
	if e.Body == nil {
		return v, fmt.Errorf("%s %s is withheld", e.Kind, e.ID)
	}
	if err := json.Unmarshal(e.Body, &v); err != nil {
		return v, fmt.Errorf("%s %s: %w", e.Kind, e.ID, err)
	}
	return v, nil
}

// encode writes one of our own structs, which always succeeds.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// hashID is an id made of content: 16 bytes of SHA-256 in Crockford's base 32, as bywhen's own.
func hashID(kind string, content []byte) string {
	h := sha256.New()
	h.Write([]byte(kind))
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(content))))
	h.Write(content)
	return crockford.EncodeToString(h.Sum(nil)[:16])
}
