// Package lexicon holds the word lists, one folder a language, one file a list, and the one
// strict loader that reads them.
//
// A file begins with comment lines ("# ...") that say what the list is for, where it comes from
// and under which licence. Then one entry a line, in byte order, none twice: the entry alone, or
// the entry and its fields with tabs between them. Entries are lower case, with straight
// apostrophes, as token.Token.Lower is.
package lexicon

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed en/*.txt
var files embed.FS

// Entry is one line of a list.
type Entry struct {
	Word   string
	Fields []string // what stands after the word, cut at tabs
}

// Set is a list whose entries have no fields.
type Set map[string]bool

// LoadSet is the list of a language by its name: LoadSet("en", "weekdays"). The lists are part of
// the program and tests load each of them, so a list that is not there or is malformed panics.
func LoadSet(lang, name string) Set {
	entries := load(lang, name)
	set := make(Set, len(entries))
	for _, e := range entries {
		if len(e.Fields) > 0 {
			panic(fmt.Sprintf("lexicon: %s/%s.txt: %q has fields", lang, name, e.Word))
		}
		set[e.Word] = true
	}
	return set
}

// LoadTable is a list whose entries have fields, from word to fields. It panics as LoadSet does.
func LoadTable(lang, name string) map[string][]string {
	entries := load(lang, name)
	table := make(map[string][]string, len(entries))
	for _, e := range entries {
		table[e.Word] = e.Fields
	}
	return table
}

func load(lang, name string) []Entry {
	path := lang + "/" + name + ".txt"
	data, err := fs.ReadFile(files, path)
	if err != nil {
		panic("lexicon: " + err.Error())
	}
	entries, err := Parse(path, string(data))
	if err != nil {
		panic("lexicon: " + err.Error())
	}
	return entries
}

// Parse reads one list. The error names file and line: an entry that is out of order, stands
// twice, is not trimmed or is empty, or a file without its comment.
func Parse(path, data string) ([]Entry, error) {
	if !strings.HasPrefix(data, "# ") {
		return nil, fmt.Errorf("%s:1: the list must begin with a comment that says what it is", path)
	}
	entries := make([]Entry, 0, strings.Count(data, "\n"))
	last := ""
	for i, line := range strings.Split(strings.TrimSuffix(data, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		word, rest, more := strings.Cut(line, "\t")
		var fields []string
		if more {
			fields = strings.Split(rest, "\t")
		}
		switch {
		case word == "":
			return nil, fmt.Errorf("%s:%d: empty entry", path, i+1)
		case strings.TrimSpace(word) != word || word != strings.ToLower(word):
			return nil, fmt.Errorf("%s:%d: %q must be trimmed and in lower case", path, i+1, word)
		case word == last:
			return nil, fmt.Errorf("%s:%d: %q stands twice", path, i+1, word)
		case word < last:
			return nil, fmt.Errorf("%s:%d: %q must stand before %q", path, i+1, word, last)
		}
		last = word
		entries = append(entries, Entry{Word: word, Fields: fields})
	}
	return entries, nil
}

// Names are the lists of a language, sorted.
func Names(lang string) []string {
	var names []string
	dir, _ := files.ReadDir(lang) // a language that is not there has no lists
	for _, f := range dir {
		names = append(names, strings.TrimSuffix(f.Name(), ".txt"))
	}
	return names
}
