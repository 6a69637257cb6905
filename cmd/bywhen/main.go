// Command bywhen reads reports and lists who is to do what, where, how much, by when, under what
// condition and on whose word.
package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/bywhen/bywhen/ledger/query"
)

// The exit statuses (contract/read.md).
const (
	allRead     = 0
	nothingRead = 1
	wrongUse    = 2
	partlyRead  = 3
)

// program is the command line.
type program struct {
	Read      readCommand      `cmd:"" help:"Read reports: who is to do what by when, on whose word."`
	Explain   explainCommand   `cmd:"" help:"Read reports and print, sentence by sentence, what was found and why."`
	When      whenCommand      `cmd:"" help:"Print the times of a text and the days they mean, as JSON or TimeML."`
	Parse     parseCommand     `cmd:"" help:"Print the syntax of a text as CoNLL-U."`
	Eval      evalCommand      `cmd:"" help:"Score the reader against a gold file."`
	Demo      demoCommand      `cmd:"" help:"Make an invented ledger, to try bywhen with."`
	Add       addCommand       `cmd:"" help:"Read reports and record them in a ledger."`
	Import    importCommand    `cmd:"" help:"Record the rows of a tracker kept as a CSV file."`
	Export    exportCommand    `cmd:"" help:"Write commitments as CSV, JSON Lines or Markdown."`
	Ls        lsCommand        `cmd:"" help:"List the commitments of a ledger."`
	Show      showCommand      `cmd:"" help:"Show one commitment with all that was said of it."`
	Due       dueCommand       `cmd:"" help:"List what is due or overdue."`
	Overdue   overdueCommand   `cmd:"" help:"List what is overdue."`
	Slips     slipsCommand     `cmd:"" help:"Show how the dates of commitments moved."`
	Conflicts conflictsCommand `cmd:"" help:"Show what contradicts each other, side by side."`
	Search    searchCommand    `cmd:"" help:"Search what was said; exit status 1 where nothing is found."`
	Actor     actorCommand     `cmd:"" help:"What became of the commitments of an actor whose first date has passed."`
	Source    sourceCommand    `cmd:"" help:"The same for those on whose word they stand, and what came through an outlet."`
	Queue     queueCommand     `cmd:"" help:"List the statements that nobody has looked at."`
	Review    reviewCommand    `cmd:"" help:"Decide about statements, one key each."`
	Accept    acceptCommand    `cmd:"" help:"Say that a statement is read rightly."`
	Reject    rejectCommand    `cmd:"" help:"Say that a statement is wrong, and why."`
	Correct   correctCommand   `cmd:"" help:"Correct one field of a statement."`
	Merge     mergeCommand     `cmd:"" help:"Say that two commitments are the same."`
	Split     splitCommand     `cmd:"" help:"Say that a statement is about something else than the rest of its commitment."`
	Status    statusCommand    `cmd:"" help:"Set the status of a commitment, and say what shows it."`
	Diff      diffCommand      `cmd:"" help:"Show what changed between two states of the ledger."`
	Undo      undoCommand      `cmd:"" help:"Take back a decision."`
	SQL       sqlCommand       `cmd:"" name:"sql" help:"Ask the tables of the ledger by SQL; nothing can be changed."`
	Erase     eraseCommand     `cmd:"" help:"Withhold the text of a report; the log stays whole."`
	Verify    verifyCommand    `cmd:"" help:"Hold the whole ledger against its hashes."`
	Rebuild   rebuildCommand   `cmd:"" help:"Make all tables anew from the log."`
	Backup    backupCommand    `cmd:"" help:"Write the ledger into one file."`
	Restore   restoreCommand   `cmd:"" help:"Make a ledger of a backup."`
	Doctor    doctorCommand    `cmd:"" help:"Check that the ledger is well, without changing it."`
	Version   versionCommand   `cmd:"" help:"Print the version of the program and its models."`
}

// status is an exit status as an error; a command returns it after it has printed why.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// misuse is wrong use of the command line, with the sentence to print.
type misuse string

func (m misuse) Error() string { return string(m) }

func main() {
	os.Exit(run(os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr, os.Getenv}))
}

// negations keeps the terms of a query that begin with "-" from being taken for flags: a space
// before one means nothing in a query.
func negations(args []string) []string {
	out := slices.Clone(args)
	for i, a := range out {
		name, _, ok := strings.Cut(a, ":")
		if ok && strings.HasPrefix(name, "-") && query.IsField(name[1:]) {
			out[i] = " " + a
		}
	}
	return out
}

// run runs one command line and returns its exit status.
func run(args []string, c console) int {
	exit := -1
	p, err := kong.New(&program{},
		kong.Name("bywhen"),
		kong.Description("bywhen reads news and keeps the list: who is to do what, where, how much, by when, under what condition, on whose word."),
		kong.Writers(c.out, c.err),
		kong.Exit(func(code int) { exit = code }),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Bind(c),
	)
	if err != nil {
		panic(err) // the struct tags above are wrong
	}
	switch {
	case len(args) == 0:
		args = []string{"--help"}
	case args[0] == "help": // bywhen help due
		args = append(args[1:len(args):len(args)], "--help")
	}
	ctx, err := p.Parse(negations(args))
	if exit >= 0 { // --help
		return exit
	}
	if err != nil {
		fmt.Fprintf(c.err, "bywhen: %v; see bywhen --help\n", err)
		return wrongUse
	}
	err = ctx.Run(c)
	var code status
	var wrong misuse
	switch {
	case err == nil:
		return allRead
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &wrong):
		fmt.Fprintf(c.err, "bywhen: %v\n", err)
		return wrongUse
	}
	fmt.Fprintf(c.err, "bywhen: %v\n", err)
	return nothingRead
}
