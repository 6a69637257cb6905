package main

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/article"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/statement"
)

// Beside the gold the judge learns from annotations of our own, by the same guidelines: of invented
// reports, which carry them within the text, and of published ones, of which only the places are kept
// here. Neither is ever measured on.

// inventedReports are reports that begin with a line "=== day" and hold statements as {action|act|actor}.
//
//go:embed invented.txt
var inventedReports string

// placesOfStatements has a statement a line: document, number of the sentence, act, action, which of the
// places of these words in the sentence, actor ("-" for none).
//
//go:embed places.tsv
var placesOfStatements string

// statementsOfBriefs has a statement of a brief of Portal:Current events a line: the day and the number of
// its line on that day from 0 ("2011-10-18#5"), act, action, which of the places of these words in the brief,
// actor ("-" for none). A brief without statements has a line with its name alone.
//
//go:embed briefs.tsv
var statementsOfBriefs string

// ownReports are all of them, with those of the folder of data.
func ownReports(data string) ([]report, error) {
	all, err := split(inventedReports)
	if err != nil {
		return nil, err
	}
	more, err := published(data)
	if err != nil {
		return nil, err
	}
	some, err := briefs(data)
	all = append(append(all, more...), some...)
	for i := range all {
		all[i].own = true
		all[i].read()
	}
	return all, err
}

// read gives a report its reading.
func (r *report) read() {
	day, _ := calendar.Parse(r.Published)
	r.reading = bywhen.Read(article.Document{ID: r.ID, Published: day, Text: r.Text})
}

// split cuts a file of invented reports.
func split(file string) ([]report, error) {
	var all []report
	for _, part := range strings.Split("\n"+file, "\n=== ")[1:] {
		day, body, _ := strings.Cut(part, "\n")
		content, statements, err := inline(strings.TrimSpace(body) + "\n")
		if err != nil {
			return nil, fmt.Errorf("invented.txt, report of %s: %w", day, err)
		}
		all = append(all, report{ID: "invented-" + strconv.Itoa(len(all)+1), Published: day, Text: content, Statements: statements})
	}
	return all, nil
}

// inline takes the statements out of a text that holds them.
func inline(marked string) (string, []goldStatement, error) {
	var content strings.Builder
	var statements []goldStatement
	var actors []string
	length := 0 // of content, in code points
	write := func(s string) {
		content.WriteString(s)
		length += len([]rune(s))
	}
	for rest := marked; ; {
		before, after, more := strings.Cut(rest, "{")
		write(before)
		if !more {
			break
		}
		inside, after, closed := strings.Cut(after, "}")
		parts := strings.Split(inside, "|")
		if !closed || len(parts) != 3 {
			return "", nil, fmt.Errorf("{%s} is not {action|act|actor}", inside)
		}
		s := goldStatement{Act: statement.Act(parts[1])}
		s.Action.Start = length
		write(parts[0])
		s.Action.End = length
		statements, actors = append(statements, s), append(actors, parts[2])
		rest = after
	}
	for i := range statements {
		var err error
		if statements[i].Actor, err = nearest(content.String(), actors[i], statements[i].Action.Start); err != nil {
			return "", nil, err
		}
	}
	return content.String(), statements, nil
}

// nearest is the place of some words in a text that lies nearest to a code point; zero for "-".
func nearest(content, words string, to int) (mention, error) {
	if words == "-" {
		return mention{}, nil
	}
	best, found := mention{}, false
	far := func(m mention) int { return max(to-m.End, m.Start-to) }
	for from := 0; ; {
		i := strings.Index(content[from:], words)
		if i < 0 {
			break
		}
		start := len([]rune(content[:from+i]))
		m := mention{start, start + len([]rune(words))}
		if !found || far(m) < far(best) {
			best, found = m, true
		}
		from += i + len(words)
	}
	if !found {
		return mention{}, fmt.Errorf("the actor %q does not stand in the text", words)
	}
	return best, nil
}

// byDocument are the rows of a table, less their first column, by what stands there; a row of one column alone
// names a document without any.
func byDocument(name, table string, columns int) (map[string][][]string, error) {
	rows := map[string][][]string{}
	for i, line := range strings.Split(strings.TrimSpace(table), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		switch len(row) {
		case 1:
			rows[row[0]] = nil
		case columns:
			rows[row[0]] = append(rows[row[0]], row[1:])
		default:
			return nil, fmt.Errorf("%s:%d: one column or %d are needed", name, i+1, columns)
		}
	}
	return rows, nil
}

// published are the reports of the folder of data whose statements placesOfStatements has.
func published(data string) ([]report, error) {
	rows, err := byDocument("places.tsv", placesOfStatements, 6)
	if err != nil {
		return nil, err
	}
	var all []report
	for _, file := range []string{"meantime/train.jsonl", "gum/train.jsonl"} {
		type document struct {
			ID, Date, Genre, Text string
			Sentences             [][2]int
		}
		if err := eachLine(filepath.Join(data, file), func(d document) error {
			if d.Genre != "" && d.Genre != "news" && d.Genre != "interview" {
				return nil
			}
			statements, err := located([]rune(d.Text), d.Sentences, rows[d.ID])
			if err != nil {
				return fmt.Errorf("places.tsv, %s: %w", d.ID, err)
			}
			all = append(all, report{ID: d.ID, Published: d.Date, Text: d.Text, Statements: statements})
			return nil
		}); err != nil {
			return nil, err
		}
	}
	more, err := weblogs(data, rows)
	return append(all, more...), err
}

// weblogs are the reports of a treebank whose statements placesOfStatements has, rows by document. The name of
// a report ends with its day and hour: "_20040708_181175".
func weblogs(data string, rows map[string][][]string) ([]report, error) {
	file, err := os.ReadFile(filepath.Join(data, "ud_ewt/en_ewt-ud-train.conllu"))
	if err != nil {
		return nil, err
	}
	var all []report
	for _, document := range strings.Split(string(file), "# newdoc id = ")[1:] {
		id, body, _ := strings.Cut(document, "\n")
		if rows[id] == nil {
			continue
		}
		var content strings.Builder
		var sentences [][2]int
		length := 0 // of content, in code points
		for line := range strings.Lines(body) {
			words, isText := strings.CutPrefix(line, "# text = ")
			switch {
			case strings.HasPrefix(line, "# newpar"):
				content.WriteString("\n\n")
				length += 2
			case isText:
				n := len([]rune(words))
				sentences = append(sentences, [2]int{length, length + n - 1})
				content.WriteString(words[:len(words)-1] + " ")
				length += n
			}
		}
		statements, err := located([]rune(content.String()), sentences, rows[id])
		if err != nil {
			return nil, fmt.Errorf("places.tsv, %s: %w", id, err)
		}
		day := id[len(id)-len("20040708_181175"):]
		all = append(all, report{ID: id, Published: day[:4] + "-" + day[4:6] + "-" + day[6:8], Text: content.String(), Statements: statements})
	}
	return all, nil
}

// briefs are the briefs of the folder of data that statementsOfBriefs names.
func briefs(data string) ([]report, error) {
	rows, err := byDocument("briefs.tsv", statementsOfBriefs, 5)
	if err != nil {
		return nil, err
	}
	var all []report
	err = eachLine(filepath.Join(data, "current-events/current-events.jsonl"), func(day struct{ Published, Text string }) error {
		for i, line := range strings.Split(day.Text, "\n") {
			id := day.Published + "#" + strconv.Itoa(i)
			of, ok := rows[id]
			if !ok {
				continue
			}
			for k, row := range of {
				of[k] = append([]string{"0"}, row...) // all of a brief is one stretch
			}
			content := strings.TrimSpace(line) + "\n"
			statements, err := located([]rune(content), [][2]int{{0, len([]rune(content))}}, of)
			if err != nil {
				return fmt.Errorf("briefs.tsv, %s: %w", id, err)
			}
			all = append(all, report{ID: id, Published: day.Published, Text: content, Statements: statements})
		}
		return nil
	})
	return all, err
}

// located finds the rows of one document in its text.
func located(content []rune, sentences [][2]int, rows [][]string) ([]goldStatement, error) {
	var all []goldStatement
	for _, row := range rows {
		number, err := strconv.Atoi(row[0])
		if err != nil || number >= len(sentences) {
			return nil, fmt.Errorf("there is no sentence %q", row[0])
		}
		occurrence, _ := strconv.Atoi(row[3])
		at := sentences[number]
		place, ok := occurs(string(content[at[0]:at[1]]), row[2], occurrence)
		if !ok {
			return nil, fmt.Errorf("%q does not stand in sentence %d", row[2], number)
		}
		s := goldStatement{Act: statement.Act(row[1])}
		s.Action.Start, s.Action.End = at[0]+place.Start, at[0]+place.End
		if s.Actor, err = nearest(string(content), row[4], s.Action.Start); err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

// occurs is where, in code points, words stand in a sentence for the n-th time.
func occurs(sentence, words string, n int) (mention, bool) {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	runes, want := []rune(sentence), []rune(words)
	for i := 0; i+len(want) <= len(runes); i++ {
		end := i + len(want)
		if string(runes[i:end]) != words || i > 0 && letter(runes[i-1]) && letter(want[0]) || end < len(runes) && letter(runes[end]) && letter(want[len(want)-1]) {
			continue
		}
		if n--; n <= 0 {
			return mention{i, end}, true
		}
	}
	return mention{}, false
}
