package store_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/internal/invent"
	"github.com/bywhen/bywhen/ledger"
	"github.com/bywhen/bywhen/ledger/store"
)

// crashChild is the variable that makes of the test program the child that is killed: a seed and
// the address of its ledger.
const crashChild = "BYWHEN_CRASH_CHILD"

func TestMain(m *testing.M) {
	if seed, address, ok := strings.Cut(os.Getenv(crashChild), " "); ok {
		n, _ := strconv.ParseUint(seed, 10, 64)
		fmt.Fprintln(os.Stderr, recordForEver(n, address))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// recordForEver records readings and decisions, and writes the id of each that is recorded on
// standard output, until it is killed.
func recordForEver(seed uint64, address string) error {
	s, err := store.Open(ctx, address, store.Options{Create: true})
	if err != nil {
		return err
	}
	defer s.Close()
	r := rand.New(rand.NewPCG(seed, 1))
	var batch, all []ledger.Event
	for reading := range invent.Readings(seed, invent.Size{Reports: 10_000, Actors: 10, Days: 2000}) {
		batch = append(batch, ledger.NewReading(reading))
		if r.IntN(3) == 0 {
			batch = append(batch, decision(r, batch[:1], all, ledger.Seq(len(all))))
		}
		if r.IntN(3) > 0 {
			continue
		}
		if _, err := s.Append(ctx, noon, batch...); err != nil {
			return err
		}
		all = append(all, batch...)
		var ids strings.Builder
		for _, e := range batch {
			fmt.Fprintln(&ids, e.ID)
		}
		if _, err := os.Stdout.WriteString(ids.String()); err != nil {
			return err
		}
		batch = nil
	}
	return nil
}

// TestCrash kills a program that records with kill -9, at random moments, and holds that nothing
// it had acknowledged is lost and that the log verifies. BYWHEN_KILLS says how often.
func TestCrash(t *testing.T) {
	engines(t, func(t *testing.T, fresh func() string) {
		const lives = 25 // of one ledger
		kills := 500
		if strings.HasSuffix(t.Name(), "postgres") {
			kills = 50
		}
		if testing.Short() {
			kills = 10
		}
		if n, err := strconv.Atoi(os.Getenv("BYWHEN_KILLS")); err == nil {
			kills = n
		}
		seed := rand.Uint64()
		t.Logf("seed %d", seed)
		r := rand.New(rand.NewPCG(seed, 2))
		acknowledged := 0
		for kills > 0 {
			address := fresh()
			acked := map[string]bool{}
			for range min(lives, kills) {
				kills--
				for _, id := range killed(t, r, address) {
					acked[id] = true
				}
				survived(t, address, acked)
			}
			acknowledged += len(acked)
			s := open(t, address)
			var events []ledger.Event
			for e, err := range s.Events(ctx, 0, 0) {
				wants(t, err, nil)
				events = append(events, e)
			}
			same(t, "after the kills", list(t, s, store.AsOf{}), model(t, events, calendar.Day{}))
			wants(t, s.Close(), nil)
		}
		if acknowledged == 0 {
			t.Error("nothing was acknowledged before any kill")
		}
		t.Logf("%d events were acknowledged", acknowledged)
	})
}

// killed runs a child, kills it at a random moment, and returns the ids that it had acknowledged.
func killed(t *testing.T, r *rand.Rand, address string) (acked []string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), fmt.Sprintf("%s=%d %s", crashChild, r.Uint64(), address))
	var faults strings.Builder
	child.Stderr = &faults
	out, err := child.StdoutPipe()
	wants(t, err, nil)
	wants(t, child.Start(), nil)
	kill := func(within time.Duration) {
		time.AfterFunc(time.Duration(r.Int64N(int64(within))), func() { child.Process.Kill() })
	}
	opening := r.IntN(5) == 0 // some die while they open the ledger, most while they record
	if opening {
		kill(50 * time.Millisecond)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if len(acked) == 0 && !opening {
			kill(40 * time.Millisecond)
		}
		if len(lines.Text()) == 26 { // not cut by the kill
			acked = append(acked, lines.Text())
		}
	}
	child.Wait() // it was killed
	if faults.Len() > 0 {
		t.Errorf("the child: %s", faults.String())
	}
	return acked
}

// survived holds that a ledger verifies and has what was acknowledged.
func survived(t *testing.T, address string, acked map[string]bool) {
	t.Helper()
	s := open(t, address)
	defer s.Close()
	_, wrong, err := s.Verify(ctx)
	if err != nil || len(wrong) > 0 {
		t.Fatalf("after a kill the log does not verify: %v, %v", wrong, err)
	}
	has := map[string]bool{}
	for e, err := range s.Events(ctx, 0, 0) {
		wants(t, err, nil)
		has[e.ID] = true
	}
	for id := range acked {
		if !has[id] {
			t.Fatalf("%s was acknowledged and is lost", id)
		}
	}
}
