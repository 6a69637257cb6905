package names

import (
	"strings"
	"unicode/utf8"
)

// folds are the letters that names are written with in one place and without in the next.
var folds = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ð': "d", 'ı': "i", 'ł': "l", 'ø': "o", 'đ': "d",
		'’': "'", '‘': "'", 'ʻ': "'", 'ʿ': "", 'ʾ': "", '`': "'"}
	for plain, letters := range map[string]string{
		"a": "àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "c": "çćĉċč", "d": "ďḑḍ", "e": "èéêëēĕėęěẹẻẽếềểễệ", "g": "ĝğġģǧ", "h": "ĥħḩḥ",
		"i": "ìíîïĩīĭįǐịỉ", "j": "ĵ", "k": "ķḱ", "l": "ĺļľŀ", "n": "ñńņňŉ", "o": "òóôõöōŏőǒơọỏốồổỗộớờởỡợ",
		"r": "ŕŗř", "s": "śŝşšșṣ", "t": "ţťŧțṭ", "u": "ùúûüũūŭůűųǔưụủứừửữự", "w": "ŵ", "y": "ýÿŷỳỵỷỹ", "z": "źżžẓ",
	} {
		for _, r := range letters {
			m[r] = plain
		}
	}
	return m
}()

// Fold writes a word in lower case as lists do: without marks on its letters, "sao" for "são".
func Fold(lower string) string {
	plain := true
	for i := 0; i < len(lower); i++ {
		if lower[i] >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain {
		return lower
	}
	var b strings.Builder
	for _, r := range lower {
		if s, ok := folds[r]; ok {
			b.WriteString(s)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
