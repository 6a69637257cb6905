package wire

import (
	"fmt"
	"strings"

	"github.com/bywhen/bywhen"
)

// AppendTimes appends the times of a reading as one JSON object: those of the contract, each with
// the phrase it stands in, the days to which that phrase bounds an action, and its derivation.
func AppendTimes(b []byte, r bywhen.Reading) []byte {
	w := &writer{encoder{b: b}, r.Text, &r.Entities}
	w.record(func() {
		w.str("id", r.Document.ID)
		w.str("published", r.Document.Published.String())
		w.str("sha256", r.TextHash())
		w.str("reader", "bywhen "+bywhen.Version)
		w.list("times", len(r.Times), func(i int) {
			t := r.Times[i]
			w.record(func() {
				w.timeFields(t)
				w.phrase("phrase", t.Phrase, func() {
					w.str("relation", t.Relation)
					w.days(t.Window)
				})
				w.strings("trace", t.Trace)
			})
		})
		w.list("notes", len(r.Notes), func(i int) { w.note(r.Notes[i]) })
	})
	return w.b
}

// AppendTimeML appends the text of a reading as TimeML 1.2.1 with its times marked in line, as
// HeidelTime and SUTime write it. Characters that XML cannot hold are written as U+FFFD.
func AppendTimeML(b []byte, r bywhen.Reading) []byte {
	b = append(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE TimeML SYSTEM \"TimeML.dtd\">\n<TimeML>\n"...)
	if d := r.Document.Published; !d.IsZero() {
		b = fmt.Appendf(b, "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"%s\" functionInDocument=\"CREATION_TIME\">%s</TIMEX3></DCT>\n", d, d)
	}
	b = append(b, "<TEXT>"...)
	at := 0
	for i, t := range r.Times {
		if t.Span.Start < at { // a time within a time is not marked again
			continue
		}
		b = appendXML(b, r.Document.Text[at:t.Span.Start])
		b = fmt.Appendf(b, `<TIMEX3 tid="t%d" type="%s" value="`, i+1, t.Type)
		b = appendXML(b, t.Value)
		if t.Mod != "" {
			b = append(b, `" mod="`...)
			b = appendXML(b, t.Mod)
		}
		b = append(b, `">`...)
		b = appendXML(b, r.Text.Slice(t.Span))
		b = append(b, "</TIMEX3>"...)
		at = t.Span.End
	}
	b = appendXML(b, r.Document.Text[at:])
	return append(b, "</TEXT>\n</TimeML>\n"...)
}

var xml = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func appendXML(b []byte, s string) []byte {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff' {
			return '\ufffd'
		}
		return r
	}, s)
	return append(b, xml.Replace(s)...)
}
