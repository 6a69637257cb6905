package statement

import (
	"strings"

	"github.com/bywhen/bywhen/parse"
)

// contextFeatures describe the words beside the action and beside its cue as they stand in the
// sentence. They hold where the tree is wrong.
func (f *finder) contextFeatures(c candidate, add func(string, string), flag func(string, bool)) {
	t := f.tree
	word := func(i int) string {
		if i < 0 || i >= t.Len() {
			return "-"
		}
		if tag := t.Words[i].Tag; tag == parse.PROPN || tag == parse.NUM {
			return tag.String()
		}
		return t.Words[i].Lemma
	}
	tag := func(i int) string {
		if i < 0 || i >= t.Len() {
			return "-"
		}
		return t.Words[i].Tag.String() + formName(t.Words[i].Form)
	}
	a := c.action
	add("word-1", word(a-1))
	add("word-2", word(a-2)+"+"+word(a-1))
	add("tag-1", tag(a-1)+"+"+tag(a))
	add("tag-2", tag(a-2)+"+"+tag(a-1))
	add("word+1", word(a+1))
	add("tag+1", tag(a+1))
	// The verb before, and what stands between it and the action.
	way := ""
	for i, steps := a-1, 0; i >= 0 && steps < 15; i, steps = i-1, steps+1 {
		w := t.Words[i]
		if w.Tag == parse.VERB {
			add("verb-before", w.Lemma+"+"+way)
			add("verb-before-form", formName(w.Form)+"+"+way)
			if q, ok := cueAt(t, i); ok {
				add("cue-before", string(q.act)+"+"+formName(w.Form)+"+"+way)
			}
			break
		}
		switch {
		case t.Tokens[i].Lower == "to" || w.Tag == parse.SCONJ || w.Form == parse.ModalVerb || w.Tag == parse.ADP:
			if len(way) < 14 {
				way = t.Tokens[i].Lower + " " + way
			}
		case w.Tag == parse.NOUN || w.Tag == parse.PROPN || w.Tag == parse.PRON:
			if !strings.HasPrefix(way, "N ") && len(way) < 14 {
				way = "N " + way
			}
		case w.Tag == parse.PUNCT:
			if !strings.HasPrefix(way, ", ") && len(way) < 14 {
				way = ", " + way
			}
		}
	}
}

// hostFeatures describe the proposal that governs this one, and how many there are beside it: a
// purpose is a statement only inside somebody's plan.
func (f *finder) hostFeatures(c candidate, add func(string, string), flag func(string, bool)) {
	t := f.tree
	host := "none"
	for h, steps := t.Words[c.action].Head, 1; h >= 0; h, steps = t.Words[h].Head, steps+1 {
		for _, o := range f.found {
			if o.action == c.action || o.action != h || strings.HasPrefix(o.rule, "open-") {
				continue
			}
			kind, _, _ := strings.Cut(o.rule, " ")
			add("host-kind", kind)
			add("host-act+rel", string(o.act)+"+"+t.Words[c.action].Rel)
			host = string(o.act)
		}
		if host != "none" {
			break
		}
	}
	add("host", host)
	ruled := 0
	for _, o := range f.found {
		if o.action != c.action && !strings.HasPrefix(o.rule, "open-") {
			ruled++
		}
	}
	add("ruled-beside", string(rune('0'+min(ruled, 3))))
}
