package store_test

import (
	"math/rand/v2"
	"testing"

	"github.com/bywhen/bywhen/internal/invent"
	"github.com/bywhen/bywhen/ledger"
)

// TestLate holds, on a ledger that is large enough for some keys to have more clusters than are
// compared, that what is read late, read otherwise, erased or decided leaves the tables that a
// rebuild makes.
func TestLate(t *testing.T) {
	if testing.Short() {
		t.Skip("it records some thousand reports")
	}
	engines(t, func(t *testing.T, fresh func() string) {
		address := fresh()
		s := open(t, address)
		var early, late []ledger.Event
		r := rand.New(rand.NewPCG(6, 7))
		for n, e := range invent.Events(12, invent.Size{Reports: 1600, Actors: 400, Days: 1500, Life: 60}) {
			reading, err := ledger.Decode[ledger.Reading](e)
			wants(t, err, nil)
			for i := range reading.Statements[:len(reading.Statements)*min(1, n%3)] { // two classes have most
				reading.Statements[i].Lemma = []string{"open", "close"}[n%2]
			}
			e = ledger.NewReading(reading)
			if n%40 == 7 {
				late = append(late, e)
			} else {
				early = append(early, e)
			}
		}
		for i := 0; i < len(early); i += 400 {
			add(t, s, early[i:min(i+400, len(early))]...)
		}
		r.Shuffle(len(late), func(i, j int) { late[i], late[j] = late[j], late[i] })
		for i, e := range late {
			switch {
			case i%8 < 6:
				add(t, s, e)
			case i%8 == 6: // two at once, with much between them
				add(t, s, e, early[0], late[(i+1)%len(late)])
			}
			if i%6 == 0 {
				add(t, s, decision(r, early, nil, 0))
			}
			reading, _ := ledger.Decode[ledger.Reading](early[r.IntN(len(early))])
			switch {
			case i%10 == 3 && len(reading.Statements) > 0:
				reading.Reader = "invented 0"
				reading.Statements[0].Lemma = "open"
				add(t, s, ledger.NewReading(reading))
			case i%20 == 5:
				_, err := s.Erase(ctx, noon, reading.Report, "N.K.", "asked for")
				wants(t, err, nil)
			}
		}
		kept := tables(t, raw(t, address))
		wants(t, s.Rebuild(ctx), nil)
		same(t, "rebuilt", kept, tables(t, raw(t, address)))
	})
}
