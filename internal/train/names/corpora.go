package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bywhen/bywhen/internal/names"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/token"
)

// document is one text with the class of each token.
type document struct {
	trees []parse.Tree
	gold  [][]names.Class
}

// span is a name in a sentence: tokens from first to end, of the class that begins it.
type span struct {
	first, end int
	class      names.Class
}

func (d *document) add(words []string, spans func(*parse.Tree) []span) {
	tokens := make([]token.Token, len(words))
	at := 0
	for i, w := range words {
		tokens[i] = token.Of(w, at)
		at += len(w) + 1
	}
	d.addTree(parse.Parse(tokens), spans)
}

func (d *document) addTree(tree parse.Tree, spans func(*parse.Tree) []span) {
	gold := make([]names.Class, tree.Len())
	for _, s := range spans(&tree) {
		for i := s.first; i < s.end; i++ {
			gold[i] = s.class
			if i > s.first {
				gold[i]++
			}
		}
	}
	d.trees, d.gold = append(d.trees, tree), append(d.gold, gold)
}

// classOf are the classes by the names that the corpora give them; of what is not here nothing
// is learned.
var classOf = map[string]names.Class{
	"PER": names.PersonFirst, "ORG": names.OrgFirst, "LOC": names.PlaceFirst, "MISC": names.OtherFirst,
	"person": names.PersonFirst, "location": names.PlaceFirst, "corporation": names.OrgFirst, "group": names.OrgFirst,
	"creative-work": names.OtherFirst, "product": names.OtherFirst,
	"Person": names.PersonFirst, "Organisation": names.OrgFirst, "Location": names.PlaceFirst, "MilitaryPlatform": names.OtherFirst,
	"organization": names.OrgFirst, "place": names.PlaceFirst, "object": names.OtherFirst, "event": names.OtherFirst,
	"abstract": names.OtherFirst,
}

// columns reads a corpus of one token a line, its form and its label in two of the columns. A line
// for which begins reports true starts a document; narrow says that labels cover whole phrases, of which the
// name is to be found.
func columns(path string, form, label int, begins func(string) bool, narrow bool) []document {
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	docs := []document{{}}
	var words, labels []string
	flush := func() {
		if len(words) > 0 {
			labels := slices.Clone(labels)
			docs[len(docs)-1].add(words, func(t *parse.Tree) []span {
				spans := spansOf(labels)
				if narrow {
					spans = countries(t, narrowed(t, spans))
				}
				return spans
			})
		}
		words, labels = nil, labels[:0]
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(string(data), "\r", ""), "\n") {
		if begins(line) {
			flush()
			if len(docs[len(docs)-1].trees) > 0 {
				docs = append(docs, document{})
			}
			continue
		}
		f := strings.Fields(line)
		if strings.HasPrefix(line, "# ") || len(f) <= max(form, label) {
			flush()
			continue
		}
		words, labels = append(words, f[form]), append(labels, f[label])
	}
	flush()
	return docs
}

// spansOf reads labels in the schemes IOB1 and IOB2.
func spansOf(labels []string) []span {
	var spans []span
	last := ""
	for i, l := range labels {
		mark, name, _ := strings.Cut(l, "-")
		class, ok := classOf[name]
		if ok && mark == "I" && name == last && len(spans) > 0 {
			spans[len(spans)-1].end = i + 1
		} else if ok {
			spans = append(spans, span{i, i + 1, class})
		}
		last = name
	}
	return spans
}

// narrowed finds the names in phrases: "Haider al-Abadi" in "the Iraqi prime minister, Haider
// al-Abadi". Phrases without a name are left out.
func narrowed(t *parse.Tree, spans []span) []span {
	var found []span
	for _, s := range spans {
		if n, ok := nameIn(t, s); ok {
			found = append(found, n)
		}
	}
	return found
}

// countries adds the names of countries that no span holds, and makes places of those that are
// spans by themselves: the corpora whose spans are phrases take "U.S." for an organisation.
func countries(t *parse.Tree, spans []span) []span {
	for i := 0; i < t.Len(); i++ {
		if n := country(t, i); n > 0 {
			at := slices.IndexFunc(spans, func(s span) bool { return s.first < i+n && i < s.end })
			if at < 0 {
				spans = append(spans, span{i, i + n, names.PlaceFirst})
			} else if spans[at].first == i && spans[at].end == i+n {
				spans[at].class = names.PlaceFirst
			}
			i += n - 1
		}
	}
	return spans
}

// country is how many tokens the name of a country that begins at i has, 0 where none does.
func country(t *parse.Tree, i int) int {
	if !isProper(t, i) || t.Tokens[i].Text == t.Tokens[i].Lower {
		return 0
	}
	best := 0
	if k := kinds(t, i); k&names.Country != 0 && k&(names.First|names.Last) == 0 {
		best = 1
	}
	phrase := names.Hash(names.Fold(t.Tokens[i].Lower))
	for n := 2; n <= 4 && i+n <= t.Len(); n++ {
		phrase = names.Join(phrase, names.Hash(names.Fold(t.Tokens[i+n-1].Lower)))
		if lists.Phrase(phrase)&names.Country != 0 {
			best = n
		}
	}
	return best
}

// nameIn is the name in a phrase: the words with the tag of proper nouns around its head, without the
// titles and offices before a person's. It is false for a phrase whose head is none, for an office
// ("the Iraqi foreign minister") and for the word for a people.
func nameIn(t *parse.Tree, s span) (span, bool) {
	head := s.first
	for i := s.first; i < s.end; i++ {
		if h := t.Words[i].Head; h < s.first || h >= s.end {
			head = i
			break
		}
	}
	proper := func(i int) bool { return isProper(t, i) }
	if !proper(head) {
		return span{}, false
	}
	first, end := head, head+1
	for first > s.first && (proper(first-1) || first-2 >= s.first && joins(t, first-1, s.class) && proper(first-2)) {
		first--
	}
	for end < s.end && (proper(end) || end+1 < s.end && joins(t, end, s.class) && proper(end+1) ||
		end+2 < s.end && joins(t, end, s.class) && t.Tokens[end+1].Lower == "the" && proper(end+2)) {
		end++
		if t.Tokens[end-1].Lower == "the" {
			continue
		}
	}
	if s.class == names.PersonFirst {
		for i := end - 1; i >= first; i-- {
			if office(t, i) {
				first = i + 1
				break
			}
		}
	}
	if first >= end || s.class != names.OtherFirst && end-first == 1 && kinds(t, first)&names.Demonym != 0 {
		return span{}, false
	}
	return span{first, end, s.class}, true
}

// isProper reports whether a word is tagged as a proper noun, by Penn's tag: "New" in "New York" is
// an adjective by the universal one.
func isProper(t *parse.Tree, i int) bool {
	return t.Words[i].Tag == parse.PROPN || t.Words[i].Penn == "NNP" || t.Words[i].Penn == "NNPS"
}

func joins(t *parse.Tree, i int, class names.Class) bool {
	switch t.Tokens[i].Lower {
	case "-", "al", "de", "la", "bin", "ibn", "van", "von", "der", "el", "'", "&":
		return true
	case "of", "for", "and", "the":
		return class != names.PersonFirst
	}
	return false
}

func kinds(t *parse.Tree, i int) names.Kinds {
	return lists.Word(names.Hash(names.Fold(t.Tokens[i].Lower))).Kinds
}

func office(t *parse.Tree, i int) bool {
	return kinds(t, i)&(names.Title|names.Office) != 0 && kinds(t, i)&names.First == 0
}

// gum reads the entities of GUM, which cover whole phrases and nest: the name in the outermost
// phrase that has one.
func gum(path string) []document {
	f, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	trees, err := parse.ReadCoNLLU(f)
	if err != nil {
		log.Fatalf("%s: %v", path, err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	var docs []document
	type open struct {
		id, class   string
		first, sent int
	}
	var stack []open
	var spans []span
	n, sent := 0, 0
	end := func() {
		if n == 0 {
			return
		}
		gold, here := trees[sent], spans
		parsed := parse.Parse(gold.Tokens) // features come from the tags that the reader will see
		docs[len(docs)-1].addTree(parsed, func(*parse.Tree) []span {
			var found []span
			slices.SortStableFunc(here, func(a, b span) int { return (b.end - b.first) - (a.end - a.first) })
			for _, s := range here {
				if name, ok := nameIn(&gold, s); ok && !slices.ContainsFunc(found, func(o span) bool { return o.first < name.end && name.first < o.end }) {
					found = append(found, name)
				}
			}
			return countries(&gold, found)
		})
		n, spans, stack = 0, nil, nil
		sent++
	}
	for line := range strings.SplitSeq(string(data), "\n") {
		if strings.HasPrefix(line, "# newdoc") {
			docs = append(docs, document{})
		}
		f := strings.Split(line, "\t")
		if line == "" {
			end()
		}
		if len(f) != 10 || strings.ContainsAny(f[0], "-.") {
			continue
		}
		for field := range strings.SplitSeq(f[9], "|") {
			value, ok := strings.CutPrefix(field, "Entity=")
			if !ok {
				continue
			}
			for value != "" {
				switch {
				case value[0] == '(':
					stop := strings.IndexAny(value[1:], "()")
					part, closes := value[1:], false
					if stop >= 0 {
						part, closes = value[1:1+stop], value[1+stop] == ')'
						value = value[1+stop:]
					} else {
						value = ""
					}
					p := strings.Split(part, "-")
					if len(p) < 2 {
						continue
					}
					if closes {
						value = value[1:]
						if class, ok := classOf[p[1]]; ok {
							spans = append(spans, span{n, n + 1, class})
						}
						continue
					}
					stack = append(stack, open{p[0], p[1], n, sent})
				default:
					stop := strings.IndexByte(value, ')')
					if stop < 0 {
						value = ""
						continue
					}
					id := value[:stop]
					value = value[stop+1:]
					for i := len(stack) - 1; i >= 0; i-- {
						if stack[i].id == id {
							if class, ok := classOf[stack[i].class]; ok {
								spans = append(spans, span{stack[i].first, n + 1, class})
							}
							stack = slices.Delete(stack, i, i+1)
							break
						}
					}
				}
			}
		}
		n++
	}
	end()
	return docs
}

// load reads the corpora to learn from.
func load(folder string) []document {
	starts := func(line string) bool { return strings.HasPrefix(line, "-DOCSTART-") }
	blank := func(line string) bool { return strings.TrimSpace(line) == "" }
	never := func(string) bool { return false }
	var docs []document
	count := func(name string, d []document) {
		n := 0
		for i := range d {
			for _, g := range d[i].gold {
				for _, c := range g {
					if c&1 == 1 {
						n++
					}
				}
			}
		}
		log.Printf("%s: %d documents, %d names", name, len(d), n)
		docs = append(docs, d...)
	}
	count("wikigold", columns(filepath.Join(folder, "ner/wikigold/CONLL-format/data/wikigold.conll.txt"), 0, 1, starts, false))
	count("wnut17", columns(filepath.Join(folder, "ner/wnut17/wnut17train.conll"), 0, 1, blank, false))
	count("wnut17 dev", columns(filepath.Join(folder, "ner/wnut17/emerging.dev.conll"), 0, 1, blank, false))
	files, err := filepath.Glob(filepath.Join(folder, "ner/re3d/CONLL-format/data-by-source/conll/*/*.conll"))
	if err != nil || len(files) == 0 {
		log.Fatal(fmt.Errorf("re3d: no files: %w", err))
	}
	var re3d []document
	for _, f := range files {
		re3d = append(re3d, columns(f, 0, 1, never, true)...)
	}
	count("re3d", re3d)
	count("gum", gum(filepath.Join(folder, "gum/gum-open-train.conllu")))
	return docs
}
