package ledger

// Anytime is the lapse of a commitment whose status people decided: it may be overdue on any day.
const Anytime = "0"

// Soon is how many days before its last day a commitment is due.
const Soon = soon

// Lapse is the last day after which a commitment is overdue, as long as no more is told of it; "" where
// it never is.
func (c *Commitment) Lapse() string {
	last := c.Window.Latest
	switch {
	case c.settled != nil:
		return Anytime
	case last.IsZero() || c.On(last.AddDays(1)).Summary != Overdue:
		return ""
	}
	return last.String()
}
