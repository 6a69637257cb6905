// Command names learns the model by which package entity finds names, the same bytes every time:
//
//	go run ./internal/train/names -dev ../shared/data/ner/uner_ewt/en_ewt-ud-dev.iob2 ../shared/data
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/bywhen/bywhen/internal/names"
)

var lists names.Lists

func main() {
	log.SetFlags(0)
	out := flag.String("o", "entity/data/names.bin", "the `file` to write")
	data := flag.String("lists", "entity/data", "the `folder` of the lists of known names")
	dev := flag.String("dev", "", "an IOB2 `file` to measure on")
	rounds := flag.Int("rounds", 10, "rounds of training")
	margin := flag.Int("margin", 15, "by how much the right class must win")
	least := flag.Int("least", 15, "how often a feature must have changed to be kept")
	floor := flag.Float64("floor", 4, "the least weight that is kept, of 127")
	errors := flag.Bool("errors", false, "print what was wrong on the dev file")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: names [-dev FILE] FOLDER")
	}
	for _, t := range []struct {
		name  string
		table *names.Table
	}{{"words.bin", &lists.Words}, {"phrases.bin", &lists.Phrases}, {"places.bin", &lists.Places}} {
		b, err := os.ReadFile(filepath.Join(*data, t.name))
		if err != nil {
			log.Fatal(err)
		}
		if *t.table, err = names.OpenTable(string(b)); err != nil {
			log.Fatalf("%s: %v", t.name, err)
		}
	}
	docs := load(flag.Arg(0))
	model, kept, err := train(docs, *rounds, int32(*margin), int32(*least), *floor)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, model, 0o644); err != nil {
		log.Fatal(err)
	}
	log.Printf("%s: %d features kept, %d bytes", *out, kept, len(model))
	if *dev != "" {
		measure(model, *dev, *errors)
	}
}

func train(docs []document, rounds int, margin, least int32, floor float64) ([]byte, int, error) {
	l := newLearner()
	var examples []example
	for i := range docs {
		sentences := lists.Prepare(docs[i].trees)
		for j := range sentences {
			e := l.example(&sentences[j], docs[i].gold[j])
			e.weight = 1
			examples = append(examples, e)
		}
	}
	log.Printf("%d sentences, %d features", len(examples), len(l.hashes))
	l.learn(examples, rounds, margin)
	return l.model(least, floor)
}

// measure scores the model on a file, by exact span and kind.
func measure(model []byte, path string, errors bool) {
	m, err := names.OpenModel(string(model))
	if err != nil {
		log.Fatal(err)
	}
	var d names.Decoder
	type count struct{ right, found, gold int }
	counts := map[names.Class]*count{0: {}, names.PersonFirst: {}, names.OrgFirst: {}, names.PlaceFirst: {}}
	docs := columns(path, 1, 2, func(line string) bool { return strings.HasPrefix(line, "# newdoc") }, false)
	for i := range docs {
		sentences := lists.Prepare(docs[i].trees)
		for j := range sentences {
			got, want := spansIn(m.Decode(&d, &sentences[j])), spansIn(docs[i].gold[j])
			for s := range got {
				counts[0].found++
				counts[s.class].found++
				if want[s] {
					counts[0].right++
					counts[s.class].right++
				}
			}
			for s := range want {
				counts[0].gold++
				counts[s.class].gold++
			}
			if errors {
				for s := range got {
					if !want[s] {
						show("extra", docs[i], j, s)
					}
				}
				for s := range want {
					if !got[s] {
						show("missed", docs[i], j, s)
					}
				}
			}
		}
	}
	for _, c := range []struct {
		name  string
		class names.Class
	}{{"all", 0}, {"PER", names.PersonFirst}, {"ORG", names.OrgFirst}, {"LOC", names.PlaceFirst}} {
		k := counts[c.class]
		p, r := 100*float64(k.right)/float64(max(1, k.found)), 100*float64(k.right)/float64(max(1, k.gold))
		log.Printf("%s: precision %.2f, recall %.2f, F1 %.2f (%d names)", c.name, p, r, 2*p*r/max(1, p+r), k.gold)
	}
}

func show(what string, d document, sentence int, s span) {
	var words []string
	for i, t := range d.trees[sentence].Tokens {
		w := t.Text
		if i == s.first {
			w = "[[" + w
		}
		if i == s.end-1 {
			w += "]]"
		}
		words = append(words, w)
	}
	from, to := max(0, s.first-8), min(len(words), s.end+8)
	fmt.Println(what, []string{"", "PER", "", "ORG", "", "LOC"}[s.class], strings.Join(words[from:to], " "))
}

func spansIn(classes []names.Class) map[span]bool {
	found := map[span]bool{}
	for i := 0; i < len(classes); i++ {
		if c := classes[i]; c&1 == 1 && c != names.OtherFirst {
			end := i + 1
			for end < len(classes) && classes[end] == c+1 {
				end++
			}
			found[span{i, end, c}] = true
		}
	}
	return found
}
