// Package dateparser stands in for github.com/markusmobius/go-dateparser, of which it has only
// what go-htmldate names. The true one builds tables of 200 languages whenever a program starts
// (345 ms and 95 MB, even for `bywhen version`), and only go-htmldate's extensive search calls it,
// which bywhen switches off. A program that imports bywhen as a library gets the true one, and the
// same results.
package dateparser

import (
	"errors"
	"time"
)

// ParserType is a way to read a date.
type ParserType uint8

// The ways that go-htmldate names.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource says which of several days an incomplete date is taken for.
type PreferredDateSource uint8

// Past is the one that go-htmldate names.
const Past PreferredDateSource = 1

// Configuration is what go-htmldate sets.
type Configuration struct {
	CurrentTime         time.Time
	StrictParsing       bool
	PreferredDateSource PreferredDateSource
}

// Date is what a parser finds.
type Date struct{ Time time.Time }

// Parser reads dates in words.
type Parser struct{ ParserTypes []ParserType }

// Parse finds nothing.
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) {
	return Date{}, errors.New("dates in words of other languages are not read")
}
