// Package arch has no code. Its tests read the source files of the project and hold what
// ARCHITECTURE.md promises: the order of imports, what the core does without, and that words,
// lists, commands and dependencies are written down where people look for them.
//
// The tests read files and do not run `go list`, so that the test cache sees what they depend on.
package arch

import (
	"cmp"
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// order is the order of imports: a package may import only packages that stand before it. The
// root package is "."; one that ends in "/..." stands for the commands below a folder, which nothing
// imports. A new package gets its place here and its line in ARCHITECTURE.md.
var order = []string{
	"text",
	"calendar",
	"edtf",
	"lexicon",
	"article",
	"article/input",
	"sentence",
	"token",
	"internal/matrix",
	"internal/syntax",
	"parse",
	"internal/scout",
	"internal/names",
	"entity",
	"internal/train",
	"when",
	"attribution",
	"statement",
	".",
	"ledger",
	"ledger/query",
	"ledger/track",
	"ledger/sheet",

	"ledger/store",
	"internal/invent",
	"internal/train/...",
	"internal/wire",

	"internal/table",
	"internal/demo",
	"eval",
	"cmd/bywhen",
}

// core are the packages without a clock, a network, a file or chance: the same text gives the
// same reading on any day and machine.
var core = []string{
	"text", "calendar", "edtf", "lexicon", "article", "sentence", "token", "internal/matrix", "internal/syntax", "parse", "internal/scout",
	"internal/names", "entity",
	"when", "attribution", "statement", ".",
}

// outside are the imports that the core does without, and everything below them.
var outside = []string{"os", "net", "log", "syscall", "math/rand", "crypto/rand", "io/ioutil", "plugin", "unsafe", "flag", "runtime"}

// clock are the functions of package time that ask what time it is, or wait.
var clock = []string{"Now", "Since", "Until", "After", "AfterFunc", "Sleep", "Tick", "NewTicker", "NewTimer"}

const module = "github.com/bywhen/bywhen"

func TestOrderOfImports(t *testing.T) {
	place := map[string]int{}
	for i, p := range order {
		if _, twice := place[p]; twice {
			t.Errorf("%s stands twice in the order", p)
		}
		place[p] = i
	}
	seen := map[string]bool{}
	for _, f := range sources(t) {
		if f.test {
			continue // tests of a package may use what comes after it
		}
		name := f.folder
		if f.syntax.Name.Name == "main" && strings.HasPrefix(name, "internal/") {
			name = path.Dir(name) + "/..."
		}
		seen[name] = true
		own, listed := place[name]
		if !listed {
			if !isTestOnly(f.folder) {
				t.Errorf("%s: package %s has no place in the order of imports (internal/arch)", f.path, f.folder)
			}
			continue
		}
		for _, imported := range f.imports() {
			other, ours := strings.CutPrefix(imported, module)
			if !ours {
				continue
			}
			other = cmp.Or(strings.TrimPrefix(other, "/"), ".")
			if at, listed := place[other]; !listed || at >= own {
				t.Errorf("%s: %s may not import %s, which does not stand before it", f.path, f.folder, other)
			}
		}
	}
	for _, p := range order {
		if !seen[p] {
			t.Errorf("%s has a place in the order of imports, but there is no such package", p)
		}
	}
}

// isTestOnly reports whether a folder holds nothing that the program is made of.
func isTestOnly(folder string) bool { return folder == "internal/arch" || folder == "bench" }

func TestCoreHasNoClockNetworkOrFile(t *testing.T) {
	for _, f := range sources(t) {
		if f.test || !slices.Contains(core, f.folder) {
			continue
		}
		for _, imported := range f.imports() {
			for _, o := range outside {
				if imported == o || strings.HasPrefix(imported, o+"/") {
					t.Errorf("%s: the core may not import %s", f.path, imported)
				}
			}
		}
		for _, call := range f.calls("time", clock) {
			t.Errorf("%s: the core has no clock; pass the day as an argument", call)
		}
	}
}

// TestNoClockOutsideCommands holds that only commands know what time it is; others may wait.
func TestNoClockOutsideCommands(t *testing.T) {
	for _, f := range sources(t) {
		if f.test || strings.HasPrefix(f.folder, "cmd/") || strings.HasPrefix(f.folder, "internal/train") || isTestOnly(f.folder) {
			continue
		}
		for _, call := range f.calls("time", []string{"Now", "Since", "Until"}) {
			t.Errorf("%s: only a command may ask for the time", call)
		}
	}
}

// TestNoInit holds that importing a package does nothing: lists and models load when first used.
func TestNoInit(t *testing.T) {
	for _, f := range sources(t) {
		for _, d := range f.syntax.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s: no init functions; load with sync.OnceValue", f.line(fn))
			}
		}
	}
}

// TestNamesOfPackages holds that a package is named for what it is about, and says it.
func TestNamesOfPackages(t *testing.T) {
	documented := map[string]bool{}
	for _, f := range sources(t) {
		name := path.Base(f.folder)
		if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "misc", "base", "shared", "models", "types"}, name) {
			t.Errorf("%s: a package named %s says nothing; name it for its one idea", f.path, name)
		}
		documented[f.folder] = documented[f.folder] || f.syntax.Doc != nil
	}
	for folder, ok := range documented {
		if !ok {
			t.Errorf("%s: no file has a package comment that says what the package is for", folder)
		}
	}
}

// TestLengthOfFiles holds that no file is too long to be read in one go.
func TestLengthOfFiles(t *testing.T) {
	const most = 800
	for _, f := range texts(t) {
		ext := path.Ext(f.path)
		if ext != ".go" && ext != ".md" || strings.Contains(f.content, "\n// Code generated ") {
			continue
		}
		if n := strings.Count(f.content, "\n"); n > most {
			t.Errorf("%s has %d lines, more than %d: cut it along its ideas", f.path, n, most)
		}
	}
}

// licence matches a comment line with the short name of a licence.
var licence = regexp.MustCompile(`(?m)^#.*\b(Apache-2\.0|CC0|CC BY|CC-BY|MIT|BSD|PDDL|WordNet|public domain)\b`)

// TestEveryListIsUsed holds that each word list names its licence and is loaded somewhere.
func TestEveryListIsUsed(t *testing.T) {
	used := map[string]bool{}
	for _, f := range sources(t) {
		if f.test {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok {
				if s, err := strconv.Unquote(lit.Value); err == nil {
					used[s] = true
				}
			}
			return true
		})
	}
	for _, f := range texts(t) {
		name, isList := strings.CutSuffix(path.Base(f.path), ".txt")
		if !isList || !strings.HasPrefix(f.path, "lexicon/") || strings.Contains(f.path, "testdata") {
			continue
		}
		if !used[name] {
			t.Errorf("%s: no package loads the list", f.path)
		}
		if !licence.MatchString(f.content) {
			t.Errorf("%s: the comment at the top does not name the licence", f.path)
		}
	}
}

func TestArchitectureNamesPackagesAndDependencies(t *testing.T) {
	architecture := read(t, "ARCHITECTURE.md")
	for _, p := range order {
		if !strings.Contains(architecture, "\n| `"+p+"` |") {
			t.Errorf("ARCHITECTURE.md has no line for package %s", p)
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^(?:require )?\t?([a-z][a-zA-Z0-9./_-]+) v\S+$`).FindAllStringSubmatch(read(t, "go.mod"), -1) {
		if !strings.Contains(architecture, "\n| `"+m[1]+"` |") {
			t.Errorf("ARCHITECTURE.md does not say why the project depends on %s", m[1])
		}
	}
}

// TestCommandsAreDescribed reads the struct tags of the command line and looks for each command
// and flag in the README and docs.
func TestCommandsAreDescribed(t *testing.T) {
	docs := read(t, "README.md")
	for _, f := range texts(t) {
		if strings.HasPrefix(f.path, "docs/") {
			docs += f.content
		}
	}
	for _, f := range sources(t) {
		if f.folder != "cmd/bywhen" || f.test {
			continue
		}
		for _, o := range f.options() {
			if !regexp.MustCompile(regexp.QuoteMeta(o) + `\b`).MatchString(docs) {
				t.Errorf("%s: neither README.md nor docs describe %q", f.path, o)
			}
		}
	}
}

// TestOneTestCommand holds that the README and the checks run on every change name one command.
func TestOneTestCommand(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(read(t, ".ci/run")), "\n")
	command := lines[len(lines)-1]
	if !strings.HasPrefix(command, "go test ") || !strings.Contains(read(t, "README.md"), "\n    "+command+"\n") {
		t.Errorf("README.md does not give %q, the last command of .ci/run, as its test command", command)
	}
}

// TestNothingPrivate holds that no file names a folder of somebody's machine or speaks of how it
// came to be written. The words are cut in two here so that this file passes its own test.
func TestNothingPrivate(t *testing.T) {
	private := regexp.MustCompile(strings.Join([]string{
		"/wo" + `rk/`, "/ro" + `ot/`, "/ho" + `me/`, "(?i)this ses" + "sion", "(?i)sub-?ag" + "ent", "(?i)system pro" + "mpt",
		"Anthro" + "pic", "Chat" + "GPT", "(?i)co-autho" + "red-by", "(?i)the bri" + "ef says",
	}, "|"))
	for _, f := range texts(t) {
		for i, line := range strings.Split(f.content, "\n") {
			if m := private.FindString(line); m != "" {
				t.Errorf("%s:%d: %q has no place in the project", f.path, i+1, m)
			}
		}
	}
}
