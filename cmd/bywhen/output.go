package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// asJSON is the flag --json. With --json=id,status.summary only those keys are printed, in that order.
type asJSON struct {
	wanted bool
	keys   []string
}

// IsBool tells the command line that the flag needs no value.
func (*asJSON) IsBool() bool { return true }

// Decode reads the flag from the command line.
func (j *asJSON) Decode(ctx *kong.DecodeContext) error {
	j.wanted = true
	if ctx.Scan.Peek().Type != kong.FlagValueToken {
		return nil
	}
	j.keys = strings.Split(ctx.Scan.Pop().String(), ",")
	if slices.Contains(j.keys, "") {
		return errors.New("name the keys with commas between them: --json=id,status.summary")
	}
	return nil
}

// print prints a value as a line of JSON.
func (j asJSON) print(w io.Writer, value any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return err
	}
	return j.line(w, bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

// line prints a JSON object in a line.
func (j asJSON) line(w io.Writer, object []byte) error {
	if len(j.keys) == 0 {
		_, err := w.Write(append(object, '\n'))
		return err
	}
	out := []byte("{")
	for i, key := range j.keys {
		value, err := pick(object, key)
		if err != nil {
			return err
		}
		if i > 0 {
			out = append(out, ',')
		}
		name, _ := json.Marshal(key)
		out = append(append(append(out, name...), ':'), value...)
	}
	_, err := w.Write(append(out, "}\n"...))
	return err
}

// pick is the value of a key of an object, or of a key in it: status.summary. What lies in null is null.
func pick(object json.RawMessage, key string) (json.RawMessage, error) {
	for part := range strings.SplitSeq(key, ".") {
		var m map[string]json.RawMessage
		if json.Unmarshal(object, &m) != nil {
			return nil, misuse(fmt.Sprintf("--json=%s: there is nothing in it to choose %q from", key, part))
		}
		if m == nil {
			return object, nil
		}
		value, ok := m[part]
		if !ok {
			return nil, misuse(fmt.Sprintf("--json=%s: no key is called %q; there are %s", key, part, strings.Join(slices.Sorted(maps.Keys(m)), ", ")))
		}
		object = value
	}
	return object, nil
}

// told are the keys of what a command did; a dry run says that it was one.
func told(dry bool, keys map[string]any) map[string]any {
	if dry {
		keys["dry_run"] = true
	}
	return keys
}

// listed are lists one after the other, for JSON: an empty list is [], never null.
func listed[T any](lists ...[]T) []T {
	all := []T{}
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// named is the error of a file as it is told: the name of the file, and what is wrong.
func named(file string, err error) error {
	var at *os.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return fmt.Errorf("%s: %w", file, err)
}
