package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"
)

type sqlCommand struct {
	database
	Query string `arg:"" help:"A query that only reads: \"select class, count(*) from commitments group by 1\"."`
	JSON  asJSON `name:"json" help:"Print each row as a JSON object, one a line; --json=KEY,KEY only those keys."`
}

func (q *sqlCommand) Run(c console) error {
	if strings.TrimSpace(q.Query) == "" {
		return misuse("ask what? give a query that begins with select")
	}
	s, err := q.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	out := bufio.NewWriter(c.out)
	var names []string
	if err := s.Select(context.Background(), q.Query, func(row []string) error {
		if q.JSON.wanted && names == nil {
			names = row
			return nil
		}
		if q.JSON.wanted {
			object := map[string]string{}
			for i, name := range names {
				object[name] = row[i]
			}
			return q.JSON.print(out, object)
		}
		for i, cell := range row {
			row[i] = strings.NewReplacer("\t", " ", "\n", " ").Replace(cell)
		}
		_, err := fmt.Fprintln(out, strings.Join(row, "\t"))
		return err
	}); err != nil {
		if locked := c.locked(err); locked != err {
			return locked
		}
		return misuse("the query cannot be answered: " + err.Error())
	}
	return out.Flush()
}
