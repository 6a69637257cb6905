package main

import (
	"os"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// remark is what follows a command in the README: after two spaces or more, or none where it says itself what it does.
var remark = regexp.MustCompile(`  +.*$`)

// readme runs the commands of a section of a file as somebody would who types them: readme FILE '## Use it'.
func readme(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: readme FILE HEADING")
	}
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	_, section, ok := strings.Cut(string(data), "\n"+args[1]+"\n")
	if !ok {
		ts.Fatalf("%s has no %s", args[0], args[1])
	}
	section, _, _ = strings.Cut(section, "\n## ")
	ran, within := 0, false
	for line := range strings.Lines(section) {
		line = remark.ReplaceAllString(strings.TrimRight(line, "\n"), "")
		if line == "```" {
			within = !within
		}
		name, value, isExport := strings.Cut(strings.TrimPrefix(line, "export "), "=")
		switch {
		case !within:
		case isExport && strings.HasPrefix(line, "export "):
			ts.Setenv(name, value)
		case strings.HasPrefix(line, "bywhen "):
			if err := ts.Exec("sh", "-c", line); err != nil {
				ts.Fatalf("%s: %v", line, err)
			}
			ran++
		}
	}
	if ran < 40 {
		ts.Fatalf("only %d commands were found", ran)
	}
}

// printed holds what the last command printed to the block of a file that follows a line: printed FILE 'and prints'.
func printed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: printed FILE LINE")
	}
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	_, block, ok := strings.Cut(string(data), args[1]+"\n\n```\n")
	if !ok {
		ts.Fatalf("%s has no block behind %q", args[0], args[1])
	}
	block, _, _ = strings.Cut(block, "```\n")
	if got := strings.TrimSpace(ts.ReadFile("stdout")); got != strings.TrimSpace(block) {
		ts.Fatalf("%s shows\n%s\nand the command prints\n%s", args[0], block, got)
	}
}
