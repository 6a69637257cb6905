// Command cmd retrains the models of tagger and parser:
//
//	go run ./internal/train/cmd ../shared/data/ud_ewt/en_ewt-ud-train.conllu ../shared/data/gum/gum-open-train.conllu
package main

import (
	"flag"
	"fmt"
	"log"
	"os"

	"github.com/bywhen/bywhen/internal/train"
	"github.com/bywhen/bywhen/parse"
)

func main() {
	log.SetFlags(0)
	o := train.Defaults()
	o.Log = os.Stderr
	out := flag.String("o", "parse/models/syntax.bin", "the model `file` to write")
	flag.IntVar(&o.TaggerRounds, "tagger-rounds", o.TaggerRounds, "passes of the tagger")
	flag.IntVar(&o.ParserRounds, "parser-rounds", o.ParserRounds, "passes of the parser")
	flag.IntVar(&o.Folds, "folds", o.Folds, "taggers that guess the tags the parser learns on")
	flag.Float64Var(&o.TaggerFloor, "tagger-floor", o.TaggerFloor, "least weight kept")
	flag.Float64Var(&o.ParserFloor, "parser-floor", o.ParserFloor, "least weight kept")
	flag.IntVar(&o.Least, "least", o.Least, "updates a feature needs to be kept")
	dev := flag.String("dev", "", "a treebank `file` to score the model on, not needed to train")
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("usage: go run ./internal/train/cmd FILE.conllu ...")
	}
	trees, err := train.ReadFiles(flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	model := train.Syntax(trees, nil, o)
	if err := os.WriteFile(*out, model, 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Fprintf(os.Stderr, "%s: %d KB\n", *out, len(model)>>10)
	if *dev != "" {
		gold, err := train.ReadFiles([]string{*dev})
		if err != nil {
			log.Fatal(err)
		}
		parser, err := parse.Open(string(model))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Fprintln(os.Stderr, train.ScoreTrees(gold, parser.Parse))
	}
}
