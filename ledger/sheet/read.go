package sheet

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/ledger"
)

// Row is what a row of a tracker says.
type Row struct {
	Line                             int    // of the file, where the row begins
	ID                               string // as the tracker calls it
	Actor, Action, What, Place       string
	Status                           ledger.Summary // "" where the tracker has none, or the clock's
	Since                            calendar.Day
	History                          []Said // windows, the baseline first
	Condition, SaidBy, Quote, Source string
	Reported                         calendar.Day
}

// Said is a window, and when it was said.
type Said struct {
	On     calendar.Day
	Window calendar.Window
}

// names are what other trackers call our columns; case, spaces and underscores do not matter.
var names = map[string][]string{
	"id":        {"id", "number", "no", "ref"},
	"actor":     {"actor", "who", "owner", "promiser", "promisor", "responsible", "party", "organisation", "organization", "agency"},
	"action":    {"action", "verb"},
	"what":      {"what", "promise", "commitment", "pledge", "description", "task", "item"},
	"title":     {"title", "name"},
	"place":     {"place", "where", "location"},
	"status":    {"status", "state", "rating", "outcome", "verdict"},
	"since":     {"since", "completed", "statusdate", "rated", "closed"},
	"due":       {"due", "deadline", "by", "duedate", "targetdate", "target", "by when", "bywhen"},
	"earliest":  {"earliest", "from", "start"},
	"first_due": {"firstdue", "baseline", "originaldeadline", "originaldue"},
	"history":   {"history"},
	"condition": {"condition", "conditions", "if"},
	"said_by":   {"saidby", "source", "onwhoseword", "said"},
	"quote":     {"quote", "quotation", "evidence"},
	"reported":  {"reported", "published", "date", "announced", "promised", "made"},
	"url":       {"url", "link"},
}

// Fields are the names of what a column can hold.
func Fields() []string {
	var all []string
	for f := range names {
		all = append(all, f)
	}
	slices.Sort(all)
	return all
}

// Problem is a row that cannot be read, and why.
type Problem struct {
	Line int
	Err  error
}

func (p *Problem) Error() string { return fmt.Sprintf("%d: %v", p.Line, p.Err) }

// squeezed is a name of a column without what does not matter.
func squeezed(s string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "_", "", "-", "", "\ufeff", "").Replace(s))
}

// Read reads a CSV file row by row. columns says which column holds a field, where its name does not
// say so. The error is nil, a *Problem of one row, after which others follow, or what makes the whole
// file unreadable, which is the last.
func Read(r io.Reader, columns map[string]string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		in := csv.NewReader(r)
		in.FieldsPerRecord = -1
		head, err := in.Read()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = errors.New("the file is empty; its first row names the columns")
			}
			yield(Row{}, err)
			return
		}
		at, err := place(head, columns)
		if err != nil {
			yield(Row{}, err)
			return
		}
		for {
			cells, err := in.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			line := 0
			if len(cells) > 0 {
				line, _ = in.FieldPos(0)
			}
			var row Row
			var bad *csv.ParseError
			switch {
			case errors.As(err, &bad):
				line, err = bad.StartLine, bad.Err
			case err != nil:
				yield(Row{}, err)
				return
			case len(cells) > len(head):
				err = fmt.Errorf("%d cells, but only %d columns", len(cells), len(head))
			default:
				row, err = rowOf(func(field string) string {
					if i, ok := at[field]; ok && i < len(cells) {
						return clean(unguard(cells[i]))
					}
					return ""
				})
			}
			row.Line = line
			if err != nil {
				err = &Problem{line, err}
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// place finds the column of each field.
func place(head []string, columns map[string]string) (map[string]int, error) {
	at := map[string]int{}
	for field, column := range columns {
		if _, ok := names[field]; !ok {
			return nil, fmt.Errorf("there is no field %q; there are %s", field, strings.Join(Fields(), ", "))
		}
		i := slices.IndexFunc(head, func(h string) bool { return squeezed(h) == squeezed(column) })
		if i < 0 {
			return nil, fmt.Errorf("there is no column %q; there are %s", column, strings.Join(head, ", "))
		}
		at[field] = i
	}
	for _, field := range Fields() {
		if _, told := at[field]; told {
			continue
		}
		for _, name := range names[field] {
			if i := slices.IndexFunc(head, func(h string) bool { return squeezed(h) == squeezed(name) }); i >= 0 {
				at[field] = i
				break
			}
		}
	}
	_, what := at["what"]
	_, title := at["title"]
	if !what && !title {
		return nil, fmt.Errorf("no column says what is to be done; name it with --column what=NAME; there are %s", strings.Join(head, ", "))
	}
	return at, nil
}

// statuses are what other trackers call ours; "" is left to the clock.
var statuses = map[string]ledger.Summary{
	"": "", "due": "", "overdue": "", "agreed": ledger.Agreed, "open": "", "notyetrated": "", "notstarted": "", "noevidence": "",
	"kept": ledger.Done, "fulfilled": ledger.Done, "complete": ledger.Done, "completed": ledger.Done, "promisekept": ledger.Done,
	"broken": ledger.Missed, "promisebroken": ledger.Missed, "notdone": ledger.Missed, "failed": ledger.Missed,
	"intheworks": ledger.InForce, "inprogress": ledger.InForce, "begun": ledger.InForce, "started": ledger.InForce,
	"stalled": ledger.Suspended, "onhold": ledger.Suspended, "postponed": ledger.Suspended,
	"compromise": ledger.PartlyDone, "partiallykept": ledger.PartlyDone, "keptinpart": ledger.PartlyDone, "partial": ledger.PartlyDone,
	"canceled": ledger.Cancelled, "withdrawn": ledger.Cancelled, "planned": ledger.Proposed,
}

func rowOf(cell func(field string) string) (row Row, err error) {
	row = Row{
		ID: cell("id"), Actor: cell("actor"), Action: cell("action"), What: cell("what"), Place: cell("place"),
		Condition: cell("condition"), SaidBy: cell("said_by"), Quote: cell("quote"), Source: cell("url"),
	}
	if row.What == "" && row.Action == "" {
		row.What = strings.TrimPrefix(cell("title"), row.Actor+": ")
	}
	if row.Action == "" { // "Open tram line 4" says both
		row.Action, row.What, _ = strings.Cut(row.What, " ")
		row.Action = strings.ToLower(row.Action)
	}
	if row.Action == "" {
		return row, errors.New("the row does not say what is to be done")
	}
	name := strings.TrimSpace(cell("status"))
	status, ok := statuses[squeezed(name)]
	if !ok {
		status = ledger.Summary(strings.ToLower(strings.NewReplacer(" ", "-", "_", "-").Replace(name)))
		if !slices.Contains(ledger.Summaries, status) {
			return row, fmt.Errorf("status %q is none of %v", name, ledger.Summaries)
		}
	}
	row.Status = status
	if row.Reported, err = oneDay("reported", cell("reported")); err != nil {
		return row, err
	}
	if row.Since, err = oneDay("since", cell("since")); err != nil {
		return row, err
	}
	row.History, err = said(cell, row.Reported)
	return row, err
}

// said is how the date moved: as the history tells it, or from the first due day to the present one.
func said(cell func(string) string, reported calendar.Day) (all []Said, err error) {
	if h := cell("history"); h != "" {
		for _, entry := range strings.Fields(h) {
			on, window, _ := strings.Cut(entry, "=")
			var s Said
			if s.On, err = oneDay("history", on); err != nil {
				return nil, err
			}
			if s.Window, err = days(window); err != nil {
				return nil, fmt.Errorf("history: %w", err)
			}
			all = append(all, s)
		}
		return all, nil
	}
	for _, field := range []string{"first_due", "due"} {
		value := cell(field)
		if value == "" {
			continue
		}
		w, err := days(value)
		if err != nil {
			day, bad := oneDay(field, value)
			if bad != nil {
				return nil, bad
			}
			w = calendar.OneDay(day)
		}
		if w.Earliest == w.Latest { // a tracker's due day is the last one
			w.Earliest = calendar.Day{}
			if e := cell("earliest"); e != "" && field == "due" {
				if w.Earliest, err = oneDay("earliest", e); err != nil {
					return nil, err
				}
			}
		}
		if !w.Earliest.IsZero() && !w.Latest.IsZero() && w.Latest.Before(w.Earliest) {
			return nil, fmt.Errorf("due %s is before earliest %s", w.Latest, w.Earliest)
		}
		if len(all) == 0 || all[0].Window.Latest != w.Latest {
			all = append(all, Said{reported, w})
		}
	}
	return all, nil
}

// oneDay reads a day as trackers write them; one of which day and month could be mistaken for each other
// is refused.
func oneDay(field, s string) (calendar.Day, error) {
	if s == "" {
		return calendar.Day{}, nil
	}
	if d, ok := calendar.Parse(s); ok {
		return d, nil
	}
	for _, layout := range []string{"2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "2006/01/02", "2.1.2006", time.RFC3339, "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil {
			d, _ := calendar.Date(t.Date())
			return d, nil
		}
	}
	return calendar.Day{}, fmt.Errorf("%s %q is no day; write it as 2024-09-07", field, s)
}
