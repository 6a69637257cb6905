package attribution

import (
	"strings"
	"testing"
)

func TestQuotations(t *testing.T) {
	// Each quotation that is wanted stands in the text between braces; < > marks a nested one.
	tests := []struct{ name, in, want string }{
		{"straight", `"We will go," said Varga. "Soon."`, `["We will go,"] ["Soon."]`},
		{"curly", `Varga said: “We will go.”`, `[“We will go.”]`},
		{"apostrophes", `Varga's men don't know the dogs' names.`, ``},
		{"decade", `In the '90s and in '98 they didn't.`, ``},
		{"elision", `Rock 'n' roll, get 'em.`, ``},
		{"single", `He called it 'a clear breach' of the pact.`, `['a clear breach']`},
		{"single with apostrophe", `'We don't know,' said Varga.`, `['We don't know,']`},
		{"nested", `"He told me 'go home' twice," she said.`, `["He told me 'go home' twice,"] ['go home']`},
		{"nested curly", `“He told me ‘go home’ twice,” she said.`, `[“He told me ‘go home’ twice,”] [‘go home’]`},
		{"paragraphs", "\"One.\n\"Two,\" she said.", `["One.] ["Two,"]`},
		{"unclosed", "He said \"we go.\nAnd so on.", ``},
		{"unclosed curly", "He said “we go.\nAnd so on.", `[“we go.]`},
		{"inches", `A 5" pipe.`, ``},
		{"guillemets", `«Nous partons», a dit Varga.`, `[«Nous partons»]`},
		{"latex", "``We go,'' he said.", "[``We go,'']"},
		{"possessive plural", `The 'workers' pay' was cut.`, `['workers' pay']`},
		{"empty", `""`, ``},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, q := range quotations(tt.in) {
				got = append(got, "["+tt.in[q.span.Start:q.span.End]+"]")
			}
			if g := strings.Join(got, " "); g != tt.want {
				t.Errorf("got  %s\nwant %s", g, tt.want)
			}
		})
	}
}

func TestSpeechOverParagraphs(t *testing.T) {
	qs := quotations("\"One.\n\"Two.\n\"Three,\" she said. \"Four.\"")
	var got []int
	for _, q := range qs {
		got = append(got, q.speech)
	}
	if len(got) != 4 || got[0] != 0 || got[1] != 0 || got[2] != 0 || got[3] != 3 {
		t.Errorf("speeches %v, want [0 0 0 3]", got)
	}
}

func FuzzQuotations(f *testing.F) {
	f.Add("\"One.\n\"Two ‘three’ 'four' «five» ``six''")
	f.Fuzz(func(t *testing.T, s string) {
		for i, q := range quotations(s) {
			if q.inner.Start < q.span.Start || q.inner.End > q.span.End || q.span.End > len(s) || q.inner.Len() <= 0 {
				t.Fatalf("quotation %d out of bounds: %+v of %d", i, q, len(s))
			}
			if q.parent >= i || q.speech > i || q.speech < 0 {
				t.Fatalf("quotation %d with parent %d, speech %d", i, q.parent, q.speech)
			}
		}
	})
}
