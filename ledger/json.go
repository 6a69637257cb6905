package ledger

import (
	"strings"
	"time"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/statement"
)

// The shapes of one line of `bywhen ls --json`, in the order of its fields. Later versions only
// add keys.
type (
	wireCommitment struct {
		ID             string              `json:"id"`
		Title          string              `json:"title"`
		Actor          *wireActor          `json:"actor"`
		Action         wireAction          `json:"action"`
		What           *string             `json:"what"`
		Place          *string             `json:"place"`
		PartOf         *string             `json:"part_of"` // the statement that tells of the whole
		Status         wireStatus          `json:"status"`
		Baseline       *wireWindow         `json:"baseline"`
		Window         *wireWindow         `json:"window"`
		Slips          []wireSlip          `json:"slips"`
		Contradictions []wireContradiction `json:"contradictions"`
		Conditions     []wireCondition     `json:"conditions,omitempty"`
		Notes          []wireNote          `json:"notes,omitempty"` // sums that do not come out
		Origins        int                 `json:"origins"`
		QuietDays      *int                `json:"quiet_days,omitempty"` // since the last report, while it is open
		Statements     []wireStatement     `json:"statements"`
	}
	wireActor struct {
		Name   string  `json:"name"`
		Entity *string `json:"entity"`
	}
	wireAction struct {
		Lemma string `json:"lemma"`
		Class string `json:"class"`
	}
	wireStatus struct {
		Summary  string  `json:"summary"`
		Word     *string `json:"word"`
		Evidence string  `json:"evidence"`
		Schedule string  `json:"schedule"`
		Days     *int    `json:"days"`
		Since    *string `json:"since"`
		Because  *string `json:"because"`
	}
	wireWindow struct {
		Earliest *string `json:"earliest"`
		Latest   *string `json:"latest"`
	}
	wireSlip struct {
		Published *string `json:"published"`
		wireWindow
		Days      int    `json:"days"`
		Statement string `json:"statement"`
	}
	wireContradiction struct {
		Statements [2]string `json:"statements"`
		About      string    `json:"about"`
	}
	wireCondition struct {
		Text      string  `json:"text"`
		Statement string  `json:"statement"`
		State     string  `json:"state"`
		Because   *string `json:"because"`
	}
	wireNote struct {
		Rule      string `json:"rule"`
		Text      string `json:"text"`
		Statement string `json:"statement"`
	}
	wireStatement struct {
		ID        string    `json:"id"`
		Report    string    `json:"report"`
		Published *string   `json:"published"`
		Act       string    `json:"act"`
		Change    *string   `json:"change"`
		Action    wireSpan  `json:"action"`
		When      *wireWhen `json:"when"`
		Sources   []Source  `json:"sources"`
		Sentence  string    `json:"sentence"`
		Review    string    `json:"review"`
		Echo      bool      `json:"echo,omitempty"`
		News      string    `json:"news"`
		StageOf   string    `json:"stage_of,omitempty"` // the statement of the stage before it, in the same report
		Origin    string    `json:"origin"`
	}
	wireSpan struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
	}
	wireWhen struct {
		Text string `json:"text"`
		wireWindow
		From string `json:"from,omitempty"` // the statement of the report that has these words, where this one has none
	}
)

// JSON is one commitment as `bywhen ls --json` prints it, without a line end, with its status on
// a day.
func (c *Commitment) JSON(today calendar.Day) []byte {
	w := wireCommitment{
		ID: c.ID, Title: c.Title(), Action: wireAction{c.Lead().Lemma, c.Lead().Class},
		What: orNull(c.What()), Place: orNull(c.Place()), PartOf: orNull(c.PartOf),
		Baseline: windowOrNull(c.Baseline), Window: windowOrNull(c.Window),
		Slips: []wireSlip{}, Contradictions: []wireContradiction{}, Statements: []wireStatement{},
		Origins: c.OriginCount(),
	}
	if name, key := c.Actor(); name != "" {
		w.Actor = &wireActor{name, orNull(key)}
	}
	s := c.On(today)
	w.Status = wireStatus{string(s.Summary), orNull(string(s.Word)), string(s.Evidence), s.Schedule, nil, orNull(s.Since.String()), orNull(s.Because)}
	if s.Schedule != "none" {
		w.Status.Days = &s.Days
	}
	for _, x := range c.Slips {
		w.Slips = append(w.Slips, wireSlip{orNull(x.Item.Published.String()), *windowOrNull(x.Window), x.Days, x.Item.ID})
	}
	for _, x := range c.Contradictions {
		w.Contradictions = append(w.Contradictions, wireContradiction{[2]string{x.A.ID, x.B.ID}, x.About})
	}
	for _, x := range c.Conditions {
		w.Conditions = append(w.Conditions, wireCondition{x.Text, x.Item.ID, x.State, nil})
		if x.By != nil {
			w.Conditions[len(w.Conditions)-1].Because = &x.By.ID
		}
	}
	for _, x := range c.Notes {
		w.Notes = append(w.Notes, wireNote{x.Rule, x.Text, x.Item.ID})
	}
	if days, ok := c.Quiet(today); ok {
		w.QuietDays = &days
	}
	news := c.News()
	for _, it := range c.Items {
		st := wireStatement{
			ID: it.ID, Report: it.Name, Published: orNull(it.Published.String()), Act: string(it.Act), Change: orNull(it.Change),
			Action: wireSpan{it.Action.Start, it.Action.End, it.Action.Text}, Sources: it.Sources, Sentence: it.Sentence,
			Review: c.ReviewOf(it), Echo: it.Echo, News: news[it.ID], StageOf: it.StageOf, Origin: c.Origins[it.ID],
		}
		if it.When.Text != "" || !it.Window().IsZero() {
			st.When = &wireWhen{it.When.Text, wireWindow{orNull(it.Earliest.String()), orNull(it.Latest.String())}, it.From}
		}
		if st.Sources == nil {
			st.Sources = []Source{}
		}
		w.Statements = append(w.Statements, st)
	}
	return encode(w)
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func windowOrNull(w calendar.Window) *wireWindow {
	if w.IsZero() {
		return nil
	}
	return &wireWindow{orNull(w.Earliest.String()), orNull(w.Latest.String())}
}

// OriginCount is how many origins speak of it: ten copies of one text are one.
func (c *Commitment) OriginCount() int {
	seen := map[string]bool{}
	for _, o := range c.Origins {
		seen[o] = true
	}
	return len(seen)
}

// Lead is the statement in whose words who, what and where are told: the first of those that bind and say most.
func (c *Commitment) Lead() *Item {
	best, most := c.Items[0], -1
	for _, it := range c.Items {
		said := 0
		if !it.Echo {
			said += 5
		}
		if it.commits() && it.Act == statement.Undertake {
			said++
		}
		for _, p := range []Phrase{it.Actor, it.What, it.Place} {
			if p.Text != "" {
				said++
			}
		}
		if said > most {
			best, most = it, said
		}
	}
	return best
}

// Actor is the name of who is to act, and the key of the entity; empty where nobody is named.
func (c *Commitment) Actor() (name, key string) {
	lead := c.Lead()
	name = lead.Actor.named()
	if len(lead.Named.Actor) > 0 {
		key = lead.Named.Actor[0]
	}
	return name, key
}

// Action is what is to be done: the lemma of its word, and its class.
func (c *Commitment) Action() (lemma, class string) { return c.Lead().Lemma, c.Lead().Class }

// What is the thing acted upon, "" where none is named.
func (c *Commitment) What() string { return c.Lead().What.Text }

// Place is where, "" where no place is named.
func (c *Commitment) Place() string { return c.Lead().Place.Text }

// Title is the commitment in a line.
func (c *Commitment) Title() string {
	lead := c.Lead()
	title := lead.Lemma
	if lead.What.Text != "" {
		title += " " + lead.What.Text
	}
	if p := lead.Place.Text; p != "" && !strings.Contains(title, p) {
		title += ", " + p
	}
	if name, _ := c.Actor(); name != "" {
		title = name + ": " + title
	}
	return strings.Join(strings.Fields(title), " ")
}

// dayOf is the day of an instant in UTC.
func dayOf(t time.Time) calendar.Day {
	y, m, d := t.UTC().Date()
	day, _ := calendar.Date(y, m, d)
	return day
}
