package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
)

// named is the error of a file as it is told: the name of the file, and what is wrong.
func named(file string, err error) error {
	var at *os.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return fmt.Errorf("%s: %w", file, err)
}

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
