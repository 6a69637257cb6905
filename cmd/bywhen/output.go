package main

import (
	"encoding/json"
	"io"
	"iter"
)

// printJSON prints values as JSON, one a line.
func printJSON(w io.Writer, all iter.Seq[any]) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for v := range all {
		if err := e.Encode(v); err != nil {
			return err
		}
	}
	return nil
}

// only is a sequence of one value.
func only(v any) iter.Seq[any] { return func(yield func(any) bool) { yield(v) } }

// listed are lists one after the other, for JSON: an empty list is [], never null.
func listed[T any](lists ...[]T) []T {
	all := []T{}
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}
