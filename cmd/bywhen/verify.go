package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/store"
)

type verifyCommand struct {
	database
	Head       string `placeholder:"FILE" help:"Also hold that the ledger goes on from this head, kept elsewhere: that nothing was cut or rolled back."`
	Key        string `placeholder:"KEY" help:"Also hold that the heads are signed with this key, kept elsewhere (or in this file): that nobody wrote the log anew."`
	PrintHead  bool   `xor:"print" help:"Print the head of the ledger, to be kept elsewhere."`
	PrintKey   bool   `xor:"print" help:"Print the key that the heads are signed with, to be kept elsewhere."`
	JSON       asJSON `name:"json" help:"Print what was found as JSON; --json=KEY,KEY only those keys."`
	ExitStatus bool   `help:"Exit with status 10 where something is wrong, as it does without."`
}

// verified is what a verification found. Held and NotHeld say what was and what was not looked at.
type verified struct {
	Events  ledger.Seq `json:"events"`
	Head    wireHead   `json:"head"`
	Wrong   []string   `json:"wrong"`
	Heads   int        `json:"heads"`
	Key     string     `json:"key"`
	Held    []string   `json:"held"`
	NotHeld []string   `json:"not_held"`
}

type wireHead struct {
	Note string     `json:"note"`
	Root string     `json:"root"`
	Size ledger.Seq `json:"size"`
}

func (v *verifyCommand) Run(c console) error {
	s, err := v.open(c, false)
	if err != nil {
		return err
	}
	defer s.Close()
	done := c.working("verifying")
	found, err := v.verify(s)
	done()
	if err != nil {
		return c.locked(err)
	}
	if v.JSON.wanted {
		if err := v.JSON.print(c.out, found); err != nil {
			return err
		}
		return report(true, len(found.Wrong))
	}
	for _, w := range found.Wrong {
		fmt.Fprintln(c.err, "bywhen: "+w)
	}
	if len(found.Wrong) > 0 {
		return status(reportable)
	}
	switch {
	case v.PrintHead:
		_, err = io.WriteString(c.out, found.Head.Note)
	case v.PrintKey:
		_, err = fmt.Fprintln(c.out, found.Key)
	default:
		fmt.Fprintf(c.out, "%s: each is what was recorded, in its order.\n", counted(int(found.Events), "event"))
		for _, h := range found.Held {
			fmt.Fprintf(c.out, "  held      %s\n", h)
		}
		for _, h := range found.NotHeld {
			fmt.Fprintf(c.out, "  not held  %s\n", h)
		}
	}
	return err
}

// verify holds the log against its hashes, and against what was kept elsewhere.
func (v *verifyCommand) verify(s *store.Store) (found verified, err error) {
	ctx := context.Background()
	var kept store.Head
	var key string
	if v.Head != "" {
		if kept, err = readHead(v.Head); err != nil {
			return found, err
		}
	}
	if v.Key != "" {
		if key, err = readKey(v.Key); err != nil {
			return found, err
		}
	}
	if found.Events, found.Wrong, err = s.Verify(ctx); err != nil {
		return found, err
	}
	found.Wrong = listed(found.Wrong)
	if found.Heads, found.Key, err = s.Heads(ctx); err != nil {
		return found, err
	}
	h, err := s.Head(ctx)
	if err != nil && len(found.Wrong) == 0 { // a head that is none was found already
		return found, err
	}
	found.Head = wireHead{h.Note, h.Root.String(), h.Size}
	found.Held = []string{
		"every event against its hash, and the hashes against the Merkle tree",
		fmt.Sprintf("%s, each the root over the events before it, signed with the key in the ledger", counted(found.Heads, "head")),
	}
	if key == "" {
		found.NotHeld = append(found.NotHeld, "whose key it is: who may write the database could write all of it anew and sign it; --key KEY holds it against a key kept elsewhere")
	} else if key != found.Key {
		found.Wrong = append(found.Wrong, fmt.Sprintf("the heads are signed with the key %s, not with %s: the log may have been written anew", found.Key, key))
	} else {
		found.Held = append(found.Held, "that this key is the one that was kept")
	}
	if v.Head == "" {
		found.NotHeld = append(found.NotHeld, "that nothing was cut off at the end or rolled back; --head FILE holds it against a head kept elsewhere")
		return found, nil
	}
	root, err := s.RootAt(ctx, kept.Size)
	if err == nil && root != kept.Root {
		err = fmt.Errorf("the first %d events are not those of %s", kept.Size, v.Head)
	}
	if err != nil {
		found.Wrong = append(found.Wrong, err.Error())
	}
	signed, err := s.Signed(ctx, kept)
	if err != nil {
		return found, err
	}
	if !signed {
		found.Wrong = append(found.Wrong, v.Head+" does not bear the signature of this ledger")
	}
	found.Held = append(found.Held, fmt.Sprintf("that the ledger goes on from the %d events of %s", kept.Size, v.Head))
	return found, nil
}

func readHead(file string) (store.Head, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return store.Head{}, named(file, err)
	}
	h, err := store.ParseHead(string(data))
	if err != nil {
		return h, named(file, err)
	}
	return h, nil
}

// readKey is a key as it stands on the command line, or in a file of that name.
func readKey(given string) (string, error) {
	if store.IsKey(given) {
		return given, nil
	}
	data, err := os.ReadFile(given)
	if err != nil {
		return "", named(given, errors.New("this is no key, and no file that holds one; bywhen verify --print-key prints one"))
	}
	key := strings.TrimSpace(string(data))
	if !store.IsKey(key) {
		return "", named(given, errors.New("this is no key; bywhen verify --print-key prints one"))
	}
	return key, nil
}
