package entity

import "github.com/bywhen/bywhen/parse"

// acting reports whether the name of a place does here what governments do: it says, agrees or
// signs, its decision is spoken of, it is urged or accused, or a deal is made with it. A country does
// so with any verb but those of what befalls a land; a capital or palace needs a verb of governments.
func (f *finder) acting(m *Mention, country bool) bool {
	t := &f.trees[m.Sentence]
	if h := nameHead(t, m); country && t.Words[h].Head >= 0 {
		v := t.Words[h].Head
		if t.Words[v].Tag == parse.VERB && !befalls[t.Words[v].Lemma] &&
			(t.Words[h].Rel == "nsubj" && !t.IsPassive(v) && m.Tokens.End <= v || t.PassiveAgent(v) == h) {
			return true
		}
	}
	before := parse.X
	for i := m.Tokens.First - 1; i >= 0; i-- {
		if before = t.Words[i].Tag; before != parse.DET {
			break
		}
	}
	if end := m.Tokens.End; before != parse.ADP && end < t.Len() && t.Words[end].Tag == parse.VERB && t.Tense(end) != parse.NoTense && f.deed(t, end) {
		return true // whatever the parser makes of "the White House said"
	}
	if first := m.Tokens.First; first > 0 && t.Words[first-1].Tag == parse.VERB && !f.acts[t.Words[first-1].Lemma] {
		return addressed[t.Words[first-1].Lemma] // the object of the verb before it
	}
	return f.actor(t, nameHead(t, m), 0)
}

// nameHead is the word of a mention that depends on none other in it.
func nameHead(t *parse.Tree, m *Mention) int {
	for i := m.Tokens.First; i < m.Tokens.End; i++ {
		if h := t.Words[i].Head; h < m.Tokens.First || h >= m.Tokens.End {
			return i
		}
	}
	return m.Tokens.First
}

func (f *finder) actor(t *parse.Tree, i, depth int) bool {
	w := t.Words[i]
	head := w.Head
	if head < 0 || depth > 8 {
		return false
	}
	prep := ""
	if c := t.Case(i); c >= 0 {
		prep = t.Tokens[c].Lower
	}
	switch {
	case w.Rel == "nsubj":
		return f.deed(t, head)
	case w.Rel == "nsubj:pass":
		return addressed[t.Words[head].Lemma]
	case w.Rel == "conj":
		return f.actor(t, head, depth+1)
	case w.Rel == "obj" || w.Rel == "iobj":
		return addressed[t.Words[head].Lemma]
	case t.PassiveAgent(head) == i:
		return f.acts[t.Words[head].Lemma]
	case w.Rel == "nmod:poss":
		return deedNouns[t.Words[head].Lemma]
	case t.Is(i, "nmod") && (prep == "of" || prep == "by" || prep == "from"):
		return deedNouns[t.Words[head].Lemma]
	case t.Is(i, "nmod") || t.Is(i, "obl"):
		lemma := t.Words[head].Lemma
		switch prep {
		case "between":
			return dealNouns[lemma]
		case "with":
			return dealNouns[lemma] || f.acts[lemma]
		case "against":
			return deedNouns[lemma]
		}
	}
	return false
}

// deed reports whether the verb or predicate is what governments do.
func (f *finder) deed(t *parse.Tree, i int) bool {
	w := t.Words[i]
	if w.Tag != parse.VERB || t.IsPassive(i) {
		return false
	}
	if f.acts[w.Lemma] {
		return true
	}
	for _, c := range t.Complements(i) { // "is about to", "wants to sign"
		if t.Words[c].Rel == "xcomp" && f.acts[t.Words[c].Lemma] {
			return true
		}
	}
	return t.Modal(i) >= 0 && t.Object(i) >= 0 // "Damascus must disclose its stocks"
}

// befalls are verbs of which a country is the subject as a land, a people or a team.
var befalls = words("lie", "border", "have", "suffer", "experience", "see", "record", "face", "grow", "shrink", "become", "remain",
	"mark", "celebrate", "mourn", "beat", "win", "lose", "play", "stretch", "consist", "comprise", "contain", "cover", "surround",
	"need", "depend", "rely", "exist", "stand", "rank", "qualify", "score", "boast", "enjoy", "observe")

// addressed are verbs whose object is somebody who can answer or be blamed.
var addressed = words("accuse", "advise", "allow", "ask", "assure", "blame", "call", "condemn", "consult", "convince",
	"criticise", "criticize", "denounce", "encourage", "expect", "force", "help", "inform", "invite", "lobby", "notify", "order",
	"permit", "persuade", "press", "pressure", "push", "remind", "request", "support", "tell", "thank", "threaten", "urge", "warn")

// dealNouns are what is between two sides, or with one.
var dealNouns = words("accord", "agreement", "alliance", "ceasefire", "conflict", "cooperation", "deal", "dialogue", "dispute",
	"negotiation", "pact", "partnership", "rapprochement", "relation", "relationship", "row", "talk", "tension", "tie", "treaty",
	"truce", "war", "contact", "consultation", "understanding")

// deedNouns are what a side does or has as one that acts.
var deedNouns = words("acceptance", "accusation", "agreement", "aid", "announcement", "approval", "backing", "claim", "commitment",
	"consent", "criticism", "decision", "demand", "denial", "intention", "objection", "offer", "opposition", "order", "plan", "pledge",
	"policy", "position", "promise", "proposal", "reaction", "refusal", "rejection", "reply", "request", "response", "role", "sanction",
	"stance", "statement", "support", "threat", "veto", "vow", "warning", "willingness", "withdrawal", "will", "ally", "interest")

func words(list ...string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, w := range list {
		m[w] = true
	}
	return m
}
