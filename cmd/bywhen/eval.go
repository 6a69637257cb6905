package main

import (
	"fmt"
	"os"

	"github.com/bywhen/bywhen/eval"
)

type evalCommand struct {
	Gold      string `arg:"" name:"gold" help:"Gold documents, JSON Lines with text and the layers to score."`
	Predicted string `placeholder:"FILE" help:"Score this file, as bywhen read --json writes it, instead of reading."`
	Errors    int    `placeholder:"N" help:"Print up to N of each kind of error."`
}

func (e *evalCommand) Run(c console) error {
	gold, err := load(e.Gold)
	if err != nil {
		return err
	}
	predict := eval.Read
	if e.Predicted != "" {
		documents, err := load(e.Predicted)
		if err != nil {
			return err
		}
		if predict, err = eval.Lookup(documents); err != nil {
			return fmt.Errorf("%s: %w", e.Predicted, err)
		}
	}
	return eval.Score(gold, predict).Print(c.out, e.Errors)
}

func load(name string) ([]eval.Document, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, named(name, err)
	}
	defer f.Close()
	documents, err := eval.Load(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return documents, nil
}
