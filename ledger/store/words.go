package store

import (
	"cmp"
	"database/sql"
	"slices"
	"strings"
	"unicode"

	"github.com/bywhen/bywhen/ledger"
)

// Words of statements are kept with the clusters that say them, so that what is looked for is read
// and not all of the ledger. One table serves both engines, where their own indices of full text cut
// words differently. It finds all that could hold a text; whether they do, the query itself says.

// isBreak reports whether a character stands between words.
func isBreak(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// wordsOf are the words by which a statement is found, each once: all that a query looks at but
// the name of its report.
func wordsOf(it *ledger.Item) []string {
	texts := []string{it.Sentence, it.Lemma, it.Actor.Text, it.Actor.Name, it.What.Text, it.Place.Text}
	texts = append(texts, it.Places...)
	texts = append(texts, it.Named.Actor...)
	for _, s := range it.Sources {
		texts = append(texts, s.Text, s.Name)
	}
	var words []string
	for _, text := range texts {
		words = append(words, strings.FieldsFunc(strings.ToLower(text), isBreak)...)
	}
	for i, w := range words {
		if len(w) > longest {
			words[i] = anything
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// A word may be longer than an index of PostgreSQL takes, where a text has no spaces: it stands as
// anything, and is looked at for whatever is looked for.
const (
	longest  = 200 // bytes
	anything = ""
)

// posting is a word with a cluster that says it.
type posting struct{ word, cluster string }

func (p posting) compare(o posting) int {
	return cmp.Or(strings.Compare(p.word, o.word), strings.Compare(p.cluster, o.cluster))
}

// says notes that a cluster has a statement more (by 1) or less (by -1).
func (t *tx) says(it *ledger.Item, cluster string, by int) {
	if t.said == nil {
		t.said = map[posting]int{}
	}
	for _, w := range wordsOf(it) {
		t.said[posting{w, cluster}] += by
	}
}

// postings writes postings in order, and each of their words once.
type postings struct {
	rows, words *bulk
	last        string // the word that was written last
	any         bool   // whether one was
}

func (t *tx) postings() *postings {
	return &postings{rows: t.bulk("postings (word, cluster, n)"), words: t.bulk("words (word)")}
}

func (w *postings) add(p posting, n int) error {
	if !w.any || p.word != w.last {
		w.last, w.any = p.word, true
		if err := w.words.add(p.word); err != nil {
			return err
		}
	}
	return w.rows.add(p.word, p.cluster, n)
}

func (w *postings) end() error { return cmp.Or(w.words.end(), w.rows.end()) }

// keepSaid writes what was noted.
func (t *tx) keepSaid() error {
	more := t.postings()
	more.rows.then = " ON CONFLICT (word, cluster) DO UPDATE SET n = postings.n + excluded.n"
	more.words.then = " ON CONFLICT (word) DO NOTHING"
	var fewer []posting
	all := make([]posting, 0, len(t.said))
	for p, n := range t.said {
		if n != 0 {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, posting.compare)
	for _, p := range all {
		if t.said[p] < 0 {
			fewer = append(fewer, p)
			continue
		}
		if err := more.add(p, t.said[p]); err != nil {
			return err
		}
	}
	if err := more.end(); err != nil {
		return err
	}
	for _, p := range fewer {
		if err := t.exec("UPDATE postings SET n = n + ? WHERE word = ? AND cluster = ?", t.said[p], p.word, p.cluster); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM postings WHERE word = ? AND cluster = ? AND n = 0", p.word, p.cluster); err != nil {
			return err
		}
		// A word that nobody says any more may be one that was erased.
		if err := t.exec("DELETE FROM words WHERE word = ? AND NOT EXISTS (SELECT 1 FROM postings p WHERE p.word = words.word)", p.word); err != nil {
			return err
		}
	}
	t.said = nil
	return nil
}

// piece is a word of a text that is looked for. Where the text is cut off, it may begin or end
// within a word of the statement.
type piece struct {
	word       string
	open, more bool // at its beginning, at its end
}

func pieces(text string) []piece {
	words := strings.FieldsFunc(text, isBreak)
	all := make([]piece, len(words))
	for i, w := range words {
		all[i] = piece{w, i == 0 && strings.HasPrefix(text, w), i == len(words)-1 && strings.HasSuffix(text, w)}
	}
	return all
}

// How many words a piece may stand for, how many commitments may say them, to be worth looking them
// up, and how few need no further piece.
const (
	mostWords    = 400
	mostPostings = 5000
	fewPostings  = 200
)

// lookup is what is found of a piece: the words it may stand for, and how many clusters say them.
type lookup struct {
	words []string
	n     int
}

// saying are the commitments in which all of some texts, in lower case, could stand; many where they
// are too many for it to be worth knowing them.
func (q queries) saying(texts []string) (ids map[string]bool, many bool, err error) {
	var all []piece
	for _, text := range texts {
		all = append(all, pieces(text)...)
	}
	slices.SortStableFunc(all, func(a, b piece) int { return a.cost() - b.cost() })
	var found []lookup
	for _, p := range all {
		l, err := q.lookUp(p)
		if err != nil {
			return nil, false, err
		}
		if len(l.words) == 0 {
			return nil, false, nil // nobody says it
		}
		if l.n <= mostPostings {
			found = append(found, l)
		}
		if l.n <= fewPostings {
			break
		}
	}
	slices.SortStableFunc(found, func(a, b lookup) int { return a.n - b.n })
	for _, l := range found {
		if ids != nil && len(ids) <= fewPostings {
			break
		}
		some := map[string]bool{}
		if err := inGroups(l.words, "SELECT DISTINCT k.commitment FROM postings p JOIN clusters k ON k.id = p.cluster WHERE p.word IN (%s)", func(query string, args []any) error {
			list, err := column[string](q, query, args...)
			for _, id := range list {
				if ids == nil || ids[id] {
					some[id] = true
				}
			}
			return err
		}); err != nil {
			return nil, false, err
		}
		ids = some
	}
	return ids, ids == nil, nil
}

// cost orders pieces: the words that have one are found by reading one place of the table, those
// that begin so by some, those that contain it by all.
func (p piece) cost() int {
	switch {
	case p.open:
		return 2
	case p.more:
		return 1
	}
	return 0
}

func (q queries) lookUp(p piece) (l lookup, err error) {
	switch p.cost() {
	case 0:
		l.words, err = column[string](q, "SELECT word FROM words WHERE word = ?", p.word)
	case 1:
		l.words, err = column[string](q, "SELECT word FROM words WHERE word >= ? AND word < ? LIMIT ?", p.word, p.word+"\U0010FFFF", mostWords+1)
	default:
		pattern := "%" + p.word
		if p.more {
			pattern += "%"
		}
		l.words, err = column[string](q, "SELECT word FROM words WHERE word LIKE ? LIMIT ?", pattern, mostWords+1)
	}
	if err != nil || len(l.words) > mostWords {
		l.n = mostPostings + 1
		return l, err
	}
	long, err := column[string](q, "SELECT word FROM words WHERE word = ?", anything)
	if err != nil {
		return l, err
	}
	l.words = append(l.words, long...)
	err = inGroups(l.words, "SELECT COUNT(*) FROM (SELECT 1 FROM postings WHERE word IN (%s) LIMIT ?) AS found", func(query string, args []any) error {
		var n int
		err := q.row(&n)(query, append(args, mostPostings+1)...)
		l.n += n
		return err
	})
	return l, err
}

// wordCounts counts the words of clusters while all of them are worked out.
type wordCounts struct {
	number   map[string]uint32
	words    []string
	clusters []string
	counts   []wordCount
}

type wordCount struct{ word, cluster, n uint32 }

// add counts the words of the statements of a cluster, each list once for each statement.
func (w *wordCounts) add(cluster string, said [][]string) {
	counts := map[string]uint32{}
	for _, words := range said {
		for _, word := range words {
			counts[word]++
		}
	}
	for word, n := range counts {
		number, ok := w.number[word]
		if !ok {
			number = uint32(len(w.words))
			w.number[word] = number
			w.words = append(w.words, word)
		}
		w.counts = append(w.counts, wordCount{number, uint32(len(w.clusters)), n})
	}
	w.clusters = append(w.clusters, cluster)
}

// keep writes the words that were counted.
func (w *wordCounts) keep(t *tx) error {
	order := make([]uint32, len(w.words)) // of each word, its place among all
	for place, word := range slices.Sorted(slices.Values(w.words)) {
		order[w.number[word]] = uint32(place)
	}
	slices.SortFunc(w.counts, func(a, b wordCount) int {
		return cmp.Or(cmp.Compare(order[a.word], order[b.word]), strings.Compare(w.clusters[a.cluster], w.clusters[b.cluster]))
	})
	all := t.postings()
	for _, c := range w.counts {
		if err := all.add(posting{w.words[c.word], w.clusters[c.cluster]}, int(c.n)); err != nil {
			return err
		}
	}
	return all.end()
}

// placesOf are those of some commitments for which conditions hold, with their places, in order.
func (q queries) placesOf(ids []string, where string, args []any) (found []placed, err error) {
	err = inGroups(ids, "SELECT c.id, c.place FROM commitments c WHERE c.id IN (%s) AND "+where, func(query string, in []any) error {
		return q.each(query, append(in, args...), func(r *sql.Rows) error {
			var p placed
			err := r.Scan(&p.id, &p.place)
			found = append(found, p)
			return err
		})
	})
	slices.SortFunc(found, func(a, b placed) int { return cmp.Or(slices.Compare(a.place, b.place), strings.Compare(a.id, b.id)) })
	return found, err
}

// placed is a commitment with its place in the order.
type placed struct {
	id    string
	place []byte
}
