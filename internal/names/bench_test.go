package names

import "testing"

// BenchmarkMissing asks a table as the model is asked: mostly for what is not there.
func BenchmarkMissing(b *testing.B) {
	records := map[uint64][]byte{}
	for i := range uint64(30_000) {
		records[mix(1, i)] = make([]byte, ClassCount)
	}
	for _, filled := range []int{Dense, Loose} {
		data, err := BuildTable(records, ClassCount, filled)
		if err != nil {
			b.Fatal(err)
		}
		table, err := OpenTable(string(data))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(map[int]string{Dense: "dense", Loose: "loose"}[filled], func(b *testing.B) {
			for i := uint64(0); b.Loop(); i++ {
				table.Get(mix(2, i))
			}
		})
	}
}
