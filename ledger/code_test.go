package ledger

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/bywhen/bywhen/calendar"
)

// filled sets every field of a value to something of its own.
func filled(v reflect.Value, n *int) {
	*n++
	switch v.Interface().(type) {
	case calendar.Day:
		d, _ := calendar.Date(1950+*n, 3, 1)
		v.Set(reflect.ValueOf(d))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *n))
	case reflect.Int:
		v.SetInt(int64(*n) * 1000)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			filled(v.Index(i), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			filled(v.Field(i), n)
		}
	default:
		panic(v.Kind())
	}
}

// TestEncoded holds that every field of an item is kept, one by one and together.
func TestEncoded(t *testing.T) {
	n := 0
	var all Item
	filled(reflect.ValueOf(&all).Elem(), &n)
	items := []Item{{}, all}
	for i := range reflect.TypeFor[Statement]().NumField() {
		var it Item
		filled(reflect.ValueOf(&it.Statement).Elem().Field(i), &n)
		items = append(items, it)
	}
	for i := range reflect.TypeFor[Item]().NumField() {
		var it Item
		filled(reflect.ValueOf(&it).Elem().Field(i), &n)
		items = append(items, it)
	}
	for _, it := range items {
		data := it.Encoded()
		got, err := DecodeItem(data)
		if err != nil || !reflect.DeepEqual(*got, it) {
			t.Errorf("%v\nis read as\n%v, %v", it, got, err)
		}
		for cut := range data {
			DecodeItem(data[:cut]) // what is damaged must not panic
		}
	}
	if _, err := DecodeItem([]byte{99}); err == nil {
		t.Error("what is no item was read")
	}
}

func FuzzDecodeItem(f *testing.F) {
	f.Add((&Item{Class: "open", Theme: []string{"bridge"}}).Encoded())
	f.Fuzz(func(t *testing.T, data []byte) {
		if it, err := DecodeItem(data); err == nil {
			it.Encoded()
		}
	})
}
