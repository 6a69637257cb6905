package main

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// condition holds what a script needs of the place where it runs: [postgres], [smalldisk].
func condition(name string) (bool, error) {
	switch name {
	case "postgres":
		return os.Getenv("BYWHEN_POSTGRES") != "", nil
	case "smalldisk":
		dir, err := os.MkdirTemp("", "bywhen-disk-")
		if err != nil {
			return false, err
		}
		defer os.Remove(dir)
		if exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "none", dir).Run() != nil {
			return false, nil
		}
		return true, exec.Command("umount", dir).Run()
	}
	return false, fmt.Errorf("no condition is called %s", name)
}

// smallDisk makes a folder that holds no more than a size: smalldisk FOLDER 512k.
func smallDisk(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: smalldisk FOLDER SIZE")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(os.Mkdir(dir, 0o755))
	ts.Check(exec.Command("mount", "-t", "tmpfs", "-o", "size="+args[1], "none", dir).Run())
	ts.Defer(func() { ts.Check(exec.Command("umount", "-l", dir).Run()) })
}

// schema makes a schema of PostgreSQL for one script and sets a variable to its address: schema VARIABLE.
func schema(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: schema VARIABLE")
	}
	u, err := url.Parse(os.Getenv("BYWHEN_POSTGRES"))
	ts.Check(err)
	name := fmt.Sprintf("bywhen_test_%016x", rand.Uint64())
	execute(ts, u.String(), "CREATE SCHEMA "+name)
	ts.Defer(func() { execute(ts, os.Getenv("BYWHEN_POSTGRES"), "DROP SCHEMA "+name+" CASCADE") })
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	ts.Setenv(args[0], u.String())
	ts.Setenv(args[0]+"_SCHEMA", name)
}

// role makes a user of PostgreSQL who may see a schema and nothing in it: role VARIABLE ADDRESS SCHEMA.
func role(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: role VARIABLE ADDRESS SCHEMA")
	}
	u, err := url.Parse(args[1])
	ts.Check(err)
	name := fmt.Sprintf("bywhen_guest_%016x", rand.Uint64())
	execute(ts, args[1], "CREATE ROLE "+name+" LOGIN")
	ts.Defer(func() { execute(ts, args[1], "DROP OWNED BY "+name+"; DROP ROLE "+name) })
	execute(ts, args[1], "GRANT USAGE ON SCHEMA "+args[2]+" TO "+name)
	u.User = url.User(name)
	ts.Setenv(args[0], u.String())
	ts.Setenv(args[0]+"_ROLE", name)
}

// queryRaw changes a database as another program would: query ADDRESS SQL.
func queryRaw(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: query ADDRESS SQL")
	}
	execute(ts, address(ts, args[0]), args[1])
}

// hold keeps another program from writing until the script ends: hold ADDRESS.
func hold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hold ADDRESS")
	}
	db := opened(ts, address(ts, args[0]))
	c, err := db.Conn(context.Background())
	ts.Check(err)
	begin := "BEGIN IMMEDIATE"
	if strings.HasPrefix(args[0], "postgres://") {
		begin = "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended(current_schema(), 1652127592))"
	}
	_, err = c.ExecContext(context.Background(), begin)
	ts.Check(err)
	ts.Defer(func() {
		c.Close()
		db.Close()
	})
}

func address(ts *testscript.TestScript, s string) string {
	if strings.HasPrefix(s, "postgres://") {
		return s
	}
	return ts.MkAbs(s)
}

func opened(ts *testscript.TestScript, address string) *sql.DB {
	driver := "sqlite"
	if strings.HasPrefix(address, "postgres://") {
		driver = "pgx"
	}
	db, err := sql.Open(driver, address)
	ts.Check(err)
	return db
}

func execute(ts *testscript.TestScript, address, query string) {
	db := opened(ts, address)
	defer db.Close()
	_, err := db.Exec(query)
	ts.Check(err)
}
