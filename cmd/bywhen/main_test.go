package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"bywhen": main, "nobody": asNobody})
}

// TestScripts runs bywhen as a user would: testdata/script/*.txtar. With UPDATE=1 the expected
// output in the scripts is rewritten to what came out.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("UPDATE") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			root, err := os.Getwd()
			e.Setenv("ROOT", root+"/../..")
			e.Setenv("COLUMNS", "80")
			if err == nil {
				err = os.Chmod(filepath.Dir(e.WorkDir), 0o755) // nobody has to come to the folder of the script
			}
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"fill":  fill,
			"bytes": writeBytes,

			"readme":    readme,
			"printed":   printed,
			"smalldisk": smallDisk,
			"schema":    schema,
			"role":      role,
			"query":     queryRaw,
			"hold":      hold,
		},
		Condition: condition,
	})
}

// exits runs a command and holds its exit status: exits 3 bywhen read FILE.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS program [argument ...]")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}

// fill writes a file too long to stand in a script: fill FILE BEFORE COUNT PART AFTER, with the
// escapes of Go.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 5 {
		ts.Fatalf("usage: fill FILE BEFORE COUNT PART AFTER")
	}
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	data := unquote(ts, args[1]) + strings.Repeat(unquote(ts, args[3]), n) + unquote(ts, args[4])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(data), 0o666))
}

// writeBytes writes a file that is no text: bytes FILE '\x00\xff', with the escapes of Go.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE NOTATION")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(unquote(ts, args[1])), 0o666))
}

// unquote reads the escapes of Go: \n, \xff.
func unquote(ts *testscript.TestScript, s string) string {
	s, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	ts.Check(err)
	return s
}
