// Command cmd retrains the tagger and the parser:
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
	flag.IntVar(&o.Rounds, "rounds", o.Rounds, "passes over the treebanks")
	flag.IntVar(&o.Batch, "batch", o.Batch, "words that are learned from at once")
	flag.IntVar(&o.Sizes.Width, "width", o.Sizes.Width, "of the vector of a word")
	flag.IntVar(&o.Sizes.Layers, "layers", o.Sizes.Layers, "of recurrent units")
	flag.IntVar(&o.Sizes.Arc, "arc", o.Sizes.Arc, "of the vectors compared for heads")
	flag.IntVar(&o.Sizes.Rel, "rel", o.Sizes.Rel, "of the vectors that decide relations")
	flag.IntVar(&o.Sizes.Tag, "tag", o.Sizes.Tag, "of the vectors that decide tags")
	flag.Float64Var(&o.Rate, "rate", o.Rate, "of learning")
	flag.IntVar(&o.Frames, "frames", o.Frames, "sentences of each frame of frames.txt")
	flag.IntVar(&o.Least, "least", o.Least, "times a feature must stand in the treebanks")
	for name, p := range map[string]*float32{"drop-input": &o.Dropout.Input, "drop-layer": &o.Dropout.Layer, "drop-head": &o.Dropout.Head} {
		flag.Func(name, fmt.Sprintf("share left out while learning (%v)", *p), func(s string) error {
			_, err := fmt.Sscan(s, p)
			return err
		})
	}
	flag.Uint64Var(&o.Seed, "seed", o.Seed, "of chance")
	dev := flag.String("dev", "", "a treebank `file` to score the model on, not needed to train")
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("usage: go run ./internal/train/cmd FILE.conllu ...")
	}
	trees, err := train.ReadFiles(flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	if *dev != "" {
		gold, err := train.ReadFiles([]string{*dev})
		if err != nil {
			log.Fatal(err)
		}
		o.Watch = func(model []byte) {
			parser, err := parse.Open(string(model))
			if err != nil {
				log.Fatal(err)
			}
			fmt.Fprintln(os.Stderr, train.ScoreTrees(gold, parser.Parse))
		}
	}
	model, err := train.Syntax(trees, o)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, model, 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Fprintf(os.Stderr, "%s: %d KB\n", *out, len(model)>>10)
}
