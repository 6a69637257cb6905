package entity_test

import (
	"strings"
	"testing"

	"github.com/bywhen/bywhen/entity"
	"github.com/bywhen/bywhen/parse"
	"github.com/bywhen/bywhen/sentence"
	"github.com/bywhen/bywhen/text"
	"github.com/bywhen/bywhen/token"
)

// article is about 500 words, invented.
var article = strings.Repeat(`The Iraqi prime minister, Karim al-Sabari, said on Monday that the last of the
foreign troops would leave the base near Mosul by the end of September. Washington agreed to the timetable
in March, after talks in Amman that took most of the winter. "We will keep our word," said Ellen Marsh, a
spokeswoman for the State Department. The Central Guard Force (CGF), which took over two camps last year,
will be given the barracks first. Baghdad had asked for an earlier date. Officials in both capitals say that
the costs, about 40 million dollars, are to be paid by 2027. The company that runs the airfield, Norvane Inc.,
will move its staff to Erbil in spring.
`, 5)

func BenchmarkFind(b *testing.B) {
	t := text.New(article)
	var trees []parse.Tree
	for _, s := range sentence.Split(t) {
		trees = append(trees, parse.Parse(token.Split(t, s.Span)))
	}
	b.ReportAllocs()
	for b.Loop() {
		entity.Find(t, trees)
	}
	b.ReportMetric(float64(len(strings.Fields(article))), "words")
}

// BenchmarkFirst is the first call in a program: what opening lists and model costs. It is only
// right for -benchtime 1x.
func BenchmarkFirst(b *testing.B) {
	t := text.New("Norvane will close.")
	trees := []parse.Tree{parse.Parse(token.Split(t, text.Span{End: t.Len()}))}
	for b.Loop() {
		entity.Find(t, trees)
	}
}
