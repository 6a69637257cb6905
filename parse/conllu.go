package parse

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/bywhen/bywhen/token"
)

// ReadCoNLLU reads the trees of a treebank in the format CoNLL-U (universaldependencies.org/
// format.html). Offsets of the tokens count from the start of each sentence. Multiword tokens and
// empty nodes are left out, their parts stay. The error names the line.
func ReadCoNLLU(r io.Reader) ([]Tree, error) {
	var trees []Tree
	var tokens []token.Token
	var words []Word
	at, line := 0, 0
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 1<<20)
	flush := func() error {
		for i := range words {
			if h := words[i].Head; h >= len(words) || h == i {
				return fmt.Errorf("line %d: word %d has no such head", line, i+1)
			}
		}
		if len(words) > 0 {
			trees = append(trees, newTree(tokens, words))
		}
		tokens, words, at = nil, nil, 0
		return nil
	}
	inside := 0 // the last word of the multiword token that is being read
	spaced := true
	for scan.Scan() {
		line++
		text := scan.Text()
		switch {
		case text == "":
			if err := flush(); err != nil {
				return nil, err
			}
			inside = 0
			continue
		case text[0] == '#':
			continue
		}
		f := strings.Split(text, "\t")
		if len(f) != 10 {
			return nil, fmt.Errorf("line %d: %d columns, not 10", line, len(f))
		}
		space := !strings.Contains(f[9], "SpaceAfter=No")
		if _, last, ok := strings.Cut(f[0], "-"); ok {
			inside, _ = strconv.Atoi(last)
			spaced = space
			continue
		}
		if strings.Contains(f[0], ".") {
			continue
		}
		id, err := strconv.Atoi(f[0])
		head, err2 := strconv.Atoi(f[6])
		if err != nil || err2 != nil || id != len(words)+1 {
			return nil, fmt.Errorf("line %d: %q or %q is no number in its place", line, f[0], f[6])
		}
		tokens = append(tokens, token.Of(f[1], at))
		at += len(f[1])
		if inside > id {
			space = false
		} else if inside == id {
			space = spaced
		}
		if space {
			at++
		}
		w := newWord(f[3], f[4], tokens[len(tokens)-1].Lower)
		w.Lemma, w.Head, w.Rel = f[2], head-1, f[7]
		words = append(words, w)
	}
	if err := scan.Err(); err != nil {
		return nil, err
	}
	return trees, flush()
}

// newWord is a word with the two tags and what follows from them; lower is the token in lower case.
func newWord(upos, penn, lower string) Word {
	w := Word{Penn: penn}
	for i, name := range tagNames {
		if name == upos {
			w.Tag = Tag(i)
		}
	}
	switch penn {
	case "VB":
		w.Form = Base
	case "VBD":
		w.Form = Past
	case "VBG":
		w.Form = Gerund
	case "VBN":
		w.Form = Participle
	case "VBP", "VBZ":
		w.Form = Present
	case "MD":
		w.Form = ModalVerb
	case "NNS", "NNPS":
		w.Plural = true
	}
	if w.Tag != VERB && w.Tag != AUX {
		w.Form = NoVerb
	}
	if w.Tag == PRON || w.Tag == DET {
		switch lower {
		case "we", "us", "our", "ours", "ourselves", "they", "them", "their", "theirs", "themselves", "these", "those",
			"both", "many", "several", "few", "'em", "'s" /* let's */ :
			w.Plural = true
		}
	}
	return w
}

// WriteCoNLLU writes the tree as one sentence of a CoNLL-U file, with the text given.
func (t *Tree) WriteCoNLLU(w io.Writer, text string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# text = %s\n", strings.Join(strings.Fields(text), " "))
	for i, word := range t.Words {
		misc := "_"
		if i+1 < len(t.Words) && t.Tokens[i].Span.End == t.Tokens[i+1].Span.Start {
			misc = "SpaceAfter=No"
		}
		fmt.Fprintf(&b, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t%s\n", i+1, t.Tokens[i].Text, word.Lemma, word.Tag, word.Penn,
			word.features(), word.Head+1, word.Rel, misc)
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}

// features are the morphological features that follow from the tags.
func (w Word) features() string {
	switch {
	case w.Form == Base:
		return "VerbForm=Inf"
	case w.Form == Past:
		return "Mood=Ind|Tense=Past|VerbForm=Fin"
	case w.Form == Gerund:
		return "Tense=Pres|VerbForm=Part"
	case w.Form == Participle:
		return "Tense=Past|VerbForm=Part"
	case w.Form == Present:
		return "Mood=Ind|Tense=Pres|VerbForm=Fin"
	case w.Form == ModalVerb:
		return "VerbForm=Fin"
	case w.Plural:
		return "Number=Plur"
	case w.Tag == NOUN || w.Tag == PROPN:
		return "Number=Sing"
	}
	return "_"
}
