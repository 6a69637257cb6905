package arch

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"
)

// root is the folder of the repository.
const root = "../.."

// text is one text file of the project.
type text struct {
	path    string // slashes, from the root
	content string
}

// file is one Go file.
type file struct {
	text
	folder string // of its package; "." for the root
	test   bool
	set    *token.FileSet
	syntax *ast.File
}

// texts are the text files of the project, without modules of their own that lie within it.
func texts(t *testing.T) []text {
	t.Helper()
	all, err := allTexts()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var allTexts = sync.OnceValues(func() ([]text, error) {
	var all []text
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			_, err := os.Stat(filepath.Join(p, "go.mod"))
			if name := d.Name(); name == ".git" || name == "node_modules" || err == nil && p != root {
				return fs.SkipDir
			}
			return nil
		}
		info, err := d.Info()
		if err != nil || !info.Mode().IsRegular() || info.Size() > 4<<20 {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil || bytes.IndexByte(data, 0) >= 0 { // a binary or a model
			return err
		}
		rel, err := filepath.Rel(root, p)
		all = append(all, text{filepath.ToSlash(rel), string(data)})
		return err
	})
	return all, err
})

func sources(t *testing.T) []file {
	t.Helper()
	all, err := allSources()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var allSources = sync.OnceValues(func() ([]file, error) {
	files, err := allTexts()
	var all []file
	for _, f := range files {
		if path.Ext(f.path) != ".go" || strings.Contains(f.path, "testdata/") {
			continue
		}
		set := token.NewFileSet()
		syntax, err := parser.ParseFile(set, f.path, f.content, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		all = append(all, file{f, path.Dir(f.path), strings.HasSuffix(f.path, "_test.go"), set, syntax})
	}
	return all, err
})

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func (f file) imports() []string {
	var paths []string
	for _, i := range f.syntax.Imports {
		p, _ := strconv.Unquote(i.Path.Value) // the parser has seen that it is a string
		paths = append(paths, p)
	}
	return paths
}

// calls are the places where a file names one of these functions of a package.
func (f file) calls(pkg string, functions []string) []string {
	var places []string
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == pkg && slices.Contains(functions, s.Sel.Name) {
				places = append(places, f.line(n)+": "+pkg+"."+s.Sel.Name)
			}
		}
		return true
	})
	return places
}

// line is where a node stands, for people.
func (f file) line(n ast.Node) string {
	p := f.set.Position(n.Pos())
	return p.Filename + ":" + strconv.Itoa(p.Line)
}

// options are the commands ("bywhen read") and flags ("--json") that a file of the command line
// declares by struct tags.
func (f file) options() []string {
	var all []string
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		field, ok := n.(*ast.Field)
		if !ok || field.Tag == nil || len(field.Names) == 0 {
			return true
		}
		raw, _ := strconv.Unquote(field.Tag.Value)
		tag := reflect.StructTag(raw)
		name := cmp.Or(tag.Get("name"), kebab(field.Names[0].Name))
		_, isCommand := tag.Lookup("cmd")
		_, isArgument := tag.Lookup("arg")
		_, isHelp := tag.Lookup("help")
		switch {
		case isCommand:
			all = append(all, "bywhen "+name)
		case isHelp && !isArgument:
			all = append(all, "--"+name)
		}
		return true
	})
	return all
}

// kebab is the name that the command line gives to a field: MaxItems becomes max-items.
func kebab(field string) string {
	var b strings.Builder
	for i, r := range field {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
