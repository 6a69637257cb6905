package wire

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// encoder writes one JSON value after another. It is ours, some 100 lines, because the bytes of the
// output are promised and those of encoding/json change with its versions (escaping, nil slices).
type encoder struct {
	b     []byte
	first bool // nothing was written yet in the innermost object or list
}

func (e *encoder) open(bracket byte)  { e.b = append(e.b, bracket); e.first = true }
func (e *encoder) close(bracket byte) { e.b = append(e.b, bracket); e.first = false }

// next separates a value from the one before it.
func (e *encoder) next() {
	if !e.first {
		e.b = append(e.b, ',')
	}
	e.first = false
}

// key begins a field; names are ours and need no escaping.
func (e *encoder) key(name string) {
	e.next()
	e.b = append(e.b, '"')
	e.b = append(e.b, name...)
	e.b = append(e.b, '"', ':')
}

func (e *encoder) str(name, value string) {
	e.key(name)
	e.b = appendString(e.b, value)
}

// orNull writes null for the empty string.
func (e *encoder) orNull(name, value string) {
	e.key(name)
	if value == "" {
		e.b = append(e.b, "null"...)
		return
	}
	e.b = appendString(e.b, value)
}

func (e *encoder) null(name string) {
	e.key(name)
	e.b = append(e.b, "null"...)
}

func (e *encoder) integer(name string, value int) {
	e.key(name)
	e.b = strconv.AppendInt(e.b, int64(value), 10)
}

// number writes with at most three decimals; what is no number is written 0.
func (e *encoder) number(name string, value float64) {
	e.key(name)
	value = math.Round(value*1000) / 1000
	if math.IsNaN(value) || math.IsInf(value, 0) || value == 0 {
		value = 0
	}
	e.b = strconv.AppendFloat(e.b, value, 'f', -1, 64)
}

// list writes one value for each of n.
func (e *encoder) list(name string, n int, value func(i int)) {
	e.key(name)
	e.open('[')
	for i := range n {
		e.next()
		value(i)
	}
	e.close(']')
}

func (e *encoder) strings(name string, values []string) {
	e.list(name, len(values), func(i int) { e.b = appendString(e.b, values[i]) })
}

// record writes an object; fields writes its fields.
func (e *encoder) record(fields func()) {
	e.open('{')
	fields()
	e.close('}')
}

const hex = "0123456789abcdef"

// appendString writes s as a JSON string: what JSON must escape is escaped, and nothing else,
// but that a byte that is not UTF-8 becomes U+FFFD.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n < 2 {
				b = append(append(b, s[from:i]...), "\ufffd"...)
				from = i + n
			}
			i += n
			continue
		case c >= ' ' && c != '"' && c != '\\':
			i++
			continue
		}
		b = append(b, s[from:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
		from = i
	}
	return append(append(b, s[from:]...), '"')
}
