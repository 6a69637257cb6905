package names

import (
	"fmt"
	"testing"
)

func TestTableKeepsAll(t *testing.T) {
	records := map[uint64][]byte{}
	for i := range 5000 {
		records[Hash(fmt.Sprint("name", i))] = []byte{byte(i), byte(i >> 8)}
	}
	data, err := BuildTable(records, 2, Dense)
	if err != nil {
		t.Fatal(err)
	}
	table, err := OpenTable(string(data))
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range records {
		if got := table.Get(k); got != string(want) {
			t.Errorf("%x has %q, not %q", k, got, want)
		}
	}
	if got := table.Get(Hash("nobody")); got != "" {
		t.Errorf("an unknown key has %q", got)
	}
}

func TestSplit(t *testing.T) {
	for in, want := range map[string]string{
		"São Paulo": "[sao paulo]", "Coca-Cola": "[coca - cola]", "Côte d'Ivoire": "[cote d'ivoire]",
		"McDonald's": "[mcdonald 's]", "KANZLER_MERKEL": "[kanzler merkel]", "": "[]",
	} {
		if got := fmt.Sprint(Split(in)); got != want {
			t.Errorf("Split(%q) is %s, not %s", in, got, want)
		}
	}
}

func FuzzOpenTable(f *testing.F) {
	good, _ := BuildTable(map[uint64][]byte{1 << 60: {1}, 2 << 60: {2}}, 1, Loose)
	f.Add(string(good))
	f.Fuzz(func(t *testing.T, data string) {
		if table, err := OpenTable(data); err == nil {
			table.Get(1 << 60)
		}
		if m, err := OpenModel(data); err == nil {
			m.Decode(&Decoder{}, &Sentence{})
		}
	})
}
