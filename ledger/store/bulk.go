package store

import "strings"

// bulk inserts many rows into a table, some at a time.
type bulk struct {
	t       *tx
	into    string // "items (id, report)"
	then    string // what follows the values: what to do with a row that is there
	width   int
	full    string // the statement that inserts as many as go together
	waiting []any
}

func (t *tx) bulk(into string) *bulk {
	return &bulk{t: t, into: into, width: strings.Count(into, ",") + 1}
}

// together is how many rows go into one statement.
const together = 50

// add inserts a row, sooner or later.
func (b *bulk) add(values ...any) error {
	b.waiting = append(b.waiting, values...)
	if len(b.waiting) < together*b.width {
		return nil
	}
	if b.full == "" {
		b.full = b.query(together)
	}
	err := b.t.exec(b.full, b.waiting...)
	b.waiting = b.waiting[:0]
	return err
}

// end inserts the rows that wait.
func (b *bulk) end() error {
	if len(b.waiting) == 0 {
		return nil
	}
	return b.t.exec(b.query(len(b.waiting)/b.width), b.waiting...)
}

func (b *bulk) query(rows int) string {
	row := "(" + marks(b.width) + "),"
	return "INSERT INTO " + b.into + " VALUES " + strings.TrimSuffix(strings.Repeat(row, rows), ",") + b.then
}
