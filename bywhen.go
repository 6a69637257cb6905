// Package bywhen reads reports and finds who is to do what, where, how much, by when, under what
// condition and on whose word, with the exact words behind every field.
package bywhen

import (
	"github.com/bywhen/bywhen/article"
	"github.com/bywhen/bywhen/attribution"
	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/statement"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
	"github.com/bywhen/bywhen/when"
)

// Version is the version of the reader: of the program and of the models in it. Two readings of
// one text by one version are the same bytes; a change of any rule, list or model changes it.
const Version = "0.1.0"

// Reading is all that was found in one document.
type Reading struct {
	Document     article.Document
	Text         *text.Text // what every span points into
	Sentences    []sentence.Sentence
	Trees        []parse.Tree // one for each sentence
	Entities     entity.Entities
	Times        []when.Time
	Attributions []attribution.Attribution
	Statements   []statement.Statement
	Notes        []text.Note
}

// Read reads one document. It never fails and has no clock: odd text gives an odd reading or an
// empty one, and what is doubtful stands in the notes. It is safe for concurrent use.
func Read(d article.Document) Reading {
	r := Reading{Document: d, Text: text.New(d.Text)}
	r.Sentences = sentence.Split(r.Text)
	tokens := make([][]token.Token, len(r.Sentences))
	r.Trees = make([]parse.Tree, len(r.Sentences))
	for i, s := range r.Sentences {
		tokens[i] = token.Split(r.Text, s.Span)
		r.Trees[i] = parse.Parse(tokens[i])
	}
	r.Entities = entity.Find(r.Text, r.Trees)
	r.Times, r.Notes = when.Read(r.Text, tokens, d.Published)
	r.Attributions = attribution.Find(r.Text, r.Sentences, r.Trees, &r.Entities)
	r.Statements = statement.Find(r.StatementInput())
	for i := range r.Statements {
		r.name(&r.Statements[i].Actor)
		r.name(&r.Statements[i].What)
	}
	if n, ok := conflict(r); ok {
		r.Notes = append(r.Notes, n)
	}
	return r
}

// name gives a mention the fullest name of the entity that it is one of, where its words are not
// that name.
func (r *Reading) name(m *statement.Mention) {
	if m.Name != "" || m.Span.Len() == 0 {
		return
	}
	if e := r.Entities.Of(m.Span); e != nil && e.Name != r.Text.Slice(m.Span) {
		m.Name = e.Name
	}
}

// StatementInput is what the statement stage needs of the stages before it; training needs it, too.
func (r Reading) StatementInput() statement.Input {
	return statement.Input{Text: r.Text, Published: r.Document.Published, Trees: r.Trees, Times: r.Times, Attributions: r.Attributions}
}

// Echoes are the words of the report that speak of actions without being statements there, named as
// statements are. Only whoever knows earlier reports has a use for them, so they are worked out when
// asked for.
func (r Reading) Echoes() []statement.Statement {
	all := statement.Echoes(r.StatementInput())
	for i := range all {
		r.name(&all[i].Actor)
		r.name(&all[i].What)
	}
	return all
}

// Trace says for people what decided one of the statements: which rule, which words, and what the judge heard.
// It is worked out when asked for.
func (r Reading) Trace(s statement.Statement) []string {
	return statement.Trace(r.StatementInput(), s)
}

// Assume gives the vague times of a reading, "soon", "in the coming weeks", and the statements that
// they bound, the days that [when.VagueRule] has for them. What it fills in carries the rule's name.
func (r *Reading) Assume() {
	assumed := map[text.Span]when.Time{}
	for i, t := range r.Times {
		a := t.Assume(r.Text, r.Document.Published)
		r.Times[i].Rule, r.Times[i].Trace, r.Times[i].Window = a.Rule, a.Trace, a.Window
		if a.Rule == when.VagueRule {
			assumed[a.Phrase] = a
		}
	}
	for i := range r.Statements {
		w := &r.Statements[i].When
		if t, ok := assumed[w.Span]; ok && w.Window.IsZero() {
			w.Window, w.EDTF, w.Rule, w.Trace = t.Window, t.EDTF(), t.Rule, t.Trace
		}
	}
}
