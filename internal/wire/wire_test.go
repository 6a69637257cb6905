package wire_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/bywhen/bywhen"
	"github.com/bywhen/bywhen/article"
	"github.com/bywhen/bywhen/calendar"
	"github.com/bywhen/bywhen/internal/wire"
)

// FuzzOffsets holds that text[start:end], in code points, is the text beside it, for everything
// in the JSON and any text.
func FuzzOffsets(f *testing.F) {
	for _, s := range []string{
		"The mayor said the bridge will open in May 2025.",
		"“Wir öffnen – 我们 will leave by 3 June 2025,” Ms. Ünal told Café\u0301 News 🏳️‍🌈.\r\nTrains must stop until Friday.",
		"\ufeffThe port\u00a0will close on 6 May 2025\u2028if parliament approves, according to two officials.",
		"\x00\x1b[31m\"\\ <b>& will stop soon",
	} {
		f.Add(s)
	}
	published, _ := calendar.Date(2025, 1, 15)
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\ufffd")
		b := wire.Append(nil, bywhen.Read(article.Document{ID: s, Text: s, Published: published}), true)
		var object map[string]any
		if err := json.Unmarshal(b, &object); err != nil {
			t.Fatalf("%v in %s", err, b)
		}
		if object["text"] != s || object["id"] != s {
			t.Fatalf("the text came out as %q, not %q", object["text"], s)
		}
		check(t, []rune(s), object)
	})
}

func check(t *testing.T, runes []rune, value any) {
	switch v := value.(type) {
	case []any:
		for _, x := range v {
			check(t, runes, x)
		}
	case map[string]any:
		start, a := v["start"].(float64)
		end, b := v["end"].(float64)
		if a && b {
			if start > end || int(end) > len(runes) {
				t.Fatalf("%v..%v outside of %d code points", start, end, len(runes))
			}
			if said, ok := v["text"].(string); ok && string(runes[int(start):int(end)]) != said {
				t.Fatalf("%v..%v is %q, not %q", start, end, string(runes[int(start):int(end)]), said)
			}
		}
		for _, x := range v {
			check(t, runes, x)
		}
	}
}
