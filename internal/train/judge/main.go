// Command judge trains the judge of statement candidates on annotated reports:
//
//	go run ./internal/train/judge -gold ../shared/eval/gold/statements-train.jsonl -out statement
//
// With -folds N it trains on all but one N-th of the reports in turn instead, and prints how well
// the judge does on the rest, for several thresholds; with -test FILE how it does on that file.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/internal/scout"
	"github.com/bywhen/bywhen/internal/train"
	"github.com/bywhen/bywhen/statement"
	"github.com/bywhen/bywhen/text"
)

// report is what the gold says of one report.
type report struct {
	ID, Published, Text string
	Statements          []goldStatement
	proposals           []statement.Proposal
	labels              []statement.Act
	golds               []int // by proposal, which of the statements it is; -1 for none
	choices             []choice
	reading             bywhen.Reading
	own                 bool // annotated by us, and never measured on
}

// goldStatement is what is annotated of a statement, in code points of the text.
type goldStatement struct {
	Act    statement.Act
	Action struct{ Start, End int }
	Actor  mention
	What   mention
}

func main() {
	log.SetFlags(0)
	gold := flag.String("gold", "", "annotated reports, JSON Lines")
	data := flag.String("data", "", "the folder of the published reports that we have annotated; \"\" learns from the gold alone")
	out := flag.String("out", "", "the folder to write scout.bin, judge.bin and actors.tsv to")
	test := flag.String("test", "", "annotated reports to try the judge on")
	list := flag.Bool("list", false, "with -folds or -test: list each proposal with its label and its likelihood")
	folds := flag.Int("folds", 0, "cross-validate with so many folds and write nothing")
	var how statement.Training
	flag.IntVar(&how.Rounds, "rounds", 10, "passes over the examples")
	flag.IntVar(&how.Least, "least", 3, "examples that a feature must stand in")
	flag.Float64Var(&how.L2, "l2", 0.001, "strength of regularisation")
	flag.Float64Var(&how.Drop, "drop", 0.5, "share of the features left out of each look at an example")
	how.Chance = func(member int) statement.Chance { return rand.New(rand.NewPCG(uint64(member)+1, 7)) }
	flag.Parse()

	reports, err := load(*gold)
	if err != nil {
		log.Fatal("judge: ", err)
	}
	if *data != "" {
		own, err := ownReports(*data)
		if err != nil {
			log.Fatal("judge: ", err)
		}
		reports = append(reports, own...)
	}
	scoutData := prepare(reports)
	if *folds > 0 {
		crossValidate(reports, *folds, how, *list)
		return
	}
	judge := statement.Train(examples(reports), how)
	ranker := statement.TrainRanker(actorExamples(reports))
	if *test != "" {
		others, err := load(*test)
		if err != nil {
			log.Fatal("judge: ", err)
		}
		m := decode(scoutData)
		for i := range others {
			others[i].label(m)
		}
		var t tally
		t.add(judge, others, *list)
		var actors actorTally
		actors.add(ranker, others)
		actors.print()
		t.print()
	}
	if *out == "" {
		return
	}
	parts, own := folded(reports, 5)
	judge.Calibrate(parts, own, how)
	write(filepath.Join(*out, "scout.bin"), scoutData)
	write(filepath.Join(*out, "judge.bin"), judge.Bytes())
	write(filepath.Join(*out, "actors.tsv"), []byte(header+ranker.String()))
}

func write(path string, data []byte) {
	if err := os.WriteFile(path, data, 0o644); err != nil {
		log.Fatal("judge: ", err)
	}
}

const header = "# Who acts: a feature a line, its weight in hundredths.\n" +
	"# Made by internal/train/judge from annotated Wikinews articles (CC BY 2.5) and briefs of Wikipedia's\n" +
	"# Portal:Current events (CC BY-SA 4.0).\n"

func load(path string) ([]report, error) {
	var reports []report
	err := eachLine(path, func(r report) error {
		r.read()
		reports = append(reports, r)
		return nil
	})
	return reports, err
}

// eachLine gives take what stands in each line of a file of JSON Lines.
func eachLine[T any](path string, take func(T) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var value T
		if err := json.Unmarshal(lines.Bytes(), &value); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := take(value); err != nil {
			return err
		}
	}
	return lines.Err()
}

// scouts is in how many parts the reports are cut so that each is read with a scout that has not
// seen it: the judge must learn how far to trust one.
const scouts = 3

// prepare reads the reports with scouts that learned from the others, and gives the scout that learned
// from all.
func prepare(reports []report) []byte {
	learn := func(without int) []byte {
		var sentences []train.Marked
		for i, r := range reports {
			if i%scouts == without {
				continue
			}
			in := r.reading.StatementInput()
			var actions []text.Span
			var acts []statement.Act
			at := places(r.Text)
			for _, s := range r.Statements {
				actions = append(actions, text.Span{Start: at[s.Action.Start], End: at[s.Action.End]})
				acts = append(acts, s.Act)
			}
			for k, marks := range statement.Marks(in, actions, acts) {
				sentences = append(sentences, train.Marked{Tree: in.Trees[k], Classes: marks})
			}
		}
		return train.Scout(sentences, train.ScoutDefaults(statement.Classes))
	}
	for fold := range scouts {
		m := decode(learn(fold))
		for i := fold; i < len(reports); i += scouts {
			reports[i].label(m)
		}
	}
	return learn(-1)
}

// places are the byte offsets of the code points of a text, and of its end.
func places(s string) []int {
	var at []int
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

func decode(data []byte) *scout.Model {
	m, err := scout.Decode(string(data))
	if err != nil {
		log.Fatal("judge: ", err)
	}
	return m
}

// label reads the report and gives each proposal the act of the gold statement it finds.
func (r *report) label(m *scout.Model) {
	reading := r.reading
	in := reading.StatementInput()
	in.Scout = m
	r.proposals = statement.Propose(in)
	r.labels = make([]statement.Act, len(r.proposals))
	r.golds = slices.Repeat([]int{-1}, len(r.proposals))
	taken := make([]bool, len(r.Statements))
	for _, same := range []bool{true, false} { // proposals with the right act first
		for k, p := range r.proposals {
			if r.labels[k] != "" {
				continue
			}
			start, end := reading.Text.CodePoints(p.Action)
			for g, s := range r.Statements {
				if !taken[g] && s.Action.Start < end && start < s.Action.End && (s.Act == p.Act || !same) {
					taken[g] = true
					r.labels[k] = s.Act
					r.golds[k] = g
					break
				}
			}
		}
	}
	r.choose(reading.Text)
}

func examples(reports []report) []statement.Example {
	var all []statement.Example
	for _, r := range reports {
		for k, p := range r.proposals {
			all = append(all, statement.Example{Features: p.Features, Act: r.labels[k]})
		}
	}
	return all
}

// folded are the examples of the gold in n parts, and those of our own reports.
func folded(reports []report, n int) (parts [][]statement.Example, own []statement.Example) {
	parts = make([][]statement.Example, n)
	for i, r := range reports {
		if r.own {
			own = append(own, examples([]report{r})...)
		} else {
			parts[i%n] = append(parts[i%n], examples([]report{r})...)
		}
	}
	return parts, own
}

// crossValidate trains on all but one fold in turn and prints how the judges do on the rest.
func crossValidate(reports []report, folds int, how statement.Training, list bool) {
	var total tally
	var actors actorTally
	for fold := range folds {
		var rest, test []report
		for i, r := range reports {
			if i%folds == fold && !r.own {
				test = append(test, r)
			} else {
				rest = append(rest, r)
			}
		}
		total.add(statement.Train(examples(rest), how), test, list)
		actors.add(statement.TrainRanker(actorExamples(rest)), test)
	}
	actors.print()
	total.print()
}

// thresholds are the likelihoods for which results are printed.
var thresholds = [...]float64{0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.65, 0.7, 0.8}

// tally counts how many statements a judge finds, and with which act, for each threshold.
type tally struct {
	gold, reachable int
	at              [len(thresholds)]struct{ predicted, found, act int }
	sure            [10]struct{ all, found int } // by likelihood, in tenths
}

func (t *tally) add(judge statement.Judge, test []report, list bool) {
	for _, r := range test {
		t.gold += len(r.Statements)
		for k, p := range r.proposals {
			if r.labels[k] != "" {
				t.reachable++
			}
			act, likelihood := judge.Judge(p.Features)
			if list {
				fmt.Printf("%.2f\t%s\t%s\t%s\t%s\t%s\t%s\n", likelihood, act, r.labels[k], p.Act, p.Rule, r.ID, excerpt(r.Text, p.Action))
			}
			bin := &t.sure[min(9, int(10*likelihood))]
			bin.all++
			if r.labels[k] != "" {
				bin.found++
			}
			for i, threshold := range thresholds {
				if likelihood < threshold {
					continue
				}
				at := &t.at[i]
				at.predicted++
				if r.labels[k] != "" {
					at.found++
				}
				if r.labels[k] == act {
					at.act++
				}
			}
		}
	}
}

func (t *tally) print() {
	fmt.Printf("%d gold statements, %.1f %% of them among the proposals\n", t.gold, 100*float64(t.reachable)/float64(t.gold))
	for i, at := range t.at {
		f1 := func(n int) float64 { return 200 * float64(n) / float64(t.gold+at.predicted) }
		fmt.Printf("threshold %.2f: found F1 %.1f, act F1 %.1f (%d predicted)\n", thresholds[i], f1(at.found), f1(at.act), at.predicted)
	}
	for k, bin := range t.sure {
		fmt.Printf("likelihood %.1f to %.1f: %d proposals, %.0f %% statements\n", float64(k)/10, float64(k+1)/10, bin.all, 100*float64(bin.found)/float64(max(bin.all, 1)))
	}
}

// excerpt is the action of a proposal with the words around it.
func excerpt(s string, action text.Span) string {
	from, to := max(0, action.Start-90), min(len(s), action.End+50)
	return strings.ReplaceAll(strings.ToValidUTF8(s[from:action.Start]+"**"+s[action.Start:action.End]+"**"+s[action.End:to], ""), "\n", " / ")
}
