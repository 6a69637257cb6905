package input

import (
	"errors"
	"fmt"
	"net/url"
	"runtime"
	"strings"
	"time"
	"unicode/utf8"

	dateparser "github.com/markusmobius/go-dateparser"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/bywhen/bywhen/article"
	"github.com/bywhen/bywhen/calendar"
)

// pageTime is how long the text of one page may be looked for. The slowest page of 900 of the
// news takes a tenth of a second; this stops pages that were made to be slow.
const pageTime = 10 * time.Second

// maxTags is how many tags a page may have. The largest of 3,000 pages of the news has a fifth of
// it; the time and memory for a page grow with their number.
const maxTags = 100_000

// poor is how many bytes of text are so few that the slower second pass is worth its time.
const poor = 1000

// page finds the report in an HTML page: its text, and its title, outlet, day, address and
// language as the page has them.
func (d *decoder) page(source, address string) (article.Document, bool) {
	if len(source) > MaxPage {
		d.problem("the page has %s, the limit is %s; give its text", size(len(source)), size(MaxPage))
		return article.Document{}, false
	}
	if n := strings.Count(source, "<"); n > maxTags {
		d.problem("the HTML page has %d tags, the limit is %d; give its text", n, maxTags)
		return article.Document{}, false
	}
	if !utf8.ValidString(source) {
		source = decoded(source)
	}
	type result struct {
		doc article.Document
		err error
	}
	done := make(chan result, 1)
	go func() { // which cannot be stopped, only left behind
		defer func() {
			if fault := recover(); fault != nil {
				done <- result{err: fmt.Errorf("looking for its text failed (%v)", brief(fault))}
			}
		}()
		doc, err := extract(source, address)
		done <- result{doc, err}
	}()
	late := time.NewTimer(pageTime)
	defer late.Stop()
	select {
	case r := <-done:
		if r.err != nil {
			d.problem("the HTML page was not read: %v; give its text", r.err)
			return r.doc, false
		}
		return r.doc, d.readable(r.doc.Text)
	case <-late.C:
		d.problem("the HTML page was not read: its text was not found within %v; give its text", pageTime)
		return article.Document{}, false
	}
}

// brief is a fault without the stack that a runtime error brings.
func brief(fault any) string {
	var err runtime.Error
	if e, ok := fault.(error); ok && errors.As(e, &err) {
		return err.Error()
	}
	return fmt.Sprint(fault)
}

// decoded turns a page that is not UTF-8 into UTF-8, by the charset that it declares, or else as
// Windows-1252, as the HTML standard has it.
func decoded(source string) string {
	encoding, _, _ := charset.DetermineEncoding([]byte(source[:min(len(source), 1024)]), "text/html")
	s, err := encoding.NewDecoder().String(source)
	if err != nil {
		s = source
	}
	return strings.ToValidUTF8(s, "\ufffd")
}

var errDepth = errors.New("its elements are nested more than 512 deep")

// extract does the work of page.
func extract(source, address string) (article.Document, error) {
	root, err := html.Parse(strings.NewReader(source))
	switch {
	case err != nil && strings.Contains(err.Error(), "512"):
		return article.Document{}, errDepth
	case err != nil:
		return article.Document{}, err
	}
	day := published(root, address) // first: looking for the text changes the tree
	options := trafilatura.Options{
		ExcludeComments: true,
		HtmlDateMode:    trafilatura.Disabled, // published is better and faster
	}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		options.OriginalURL = u
	}
	found, err := trafilatura.ExtractDocument(root, options)
	if err != nil || len(found.ContentText) < poor {
		options.EnableFallback = true
		again, err2 := trafilatura.ExtractDocument(root, options)
		if err2 == nil && (err != nil || len(again.ContentText) > len(found.ContentText)) {
			found, err = again, nil
		}
	}
	if err != nil {
		return article.Document{}, errors.New("no text of a report was found in it")
	}
	m := found.Metadata
	doc := article.Document{
		URL: address, Publisher: m.Sitename, Published: day, Title: strings.TrimSpace(m.Title), Lang: m.Language,
		Text: textOf(found.ContentNode),
	}
	if doc.URL == "" {
		doc.URL = m.URL
	}
	if doc.Publisher == "" {
		doc.Publisher = strings.TrimPrefix(m.Hostname, "www.")
	}
	doc.Title = withoutOutlet(doc.Title, m.Sitename)
	return doc, nil
}

// withoutOutlet cuts the name of the outlet off a title, " | Harrow Post".
func withoutOutlet(title, outlet string) string {
	cut, ok := strings.CutSuffix(title, outlet)
	if !ok || outlet == "" {
		return title
	}
	cut = strings.TrimRight(cut, " ")
	if bare := strings.TrimRight(cut, "|-–—·:»"); bare != cut && strings.TrimSpace(bare) != "" {
		return strings.TrimSpace(bare)
	}
	return title
}

// published is the day that the page says it was published on, the zero Day where it says none.
// The bounds are fixed, as the reading of a page must not depend on the day it is read.
func published(root *html.Node, address string) calendar.Day {
	fixed := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	found, err := htmldate.FromDocument(root, htmldate.Options{
		UseOriginalDate:     true,
		SkipExtensiveSearch: true,
		URL:                 address,
		MinDate:             time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC),
		MaxDate:             time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC),
		DateParserConfig:    &dateparser.Configuration{CurrentTime: fixed},
	})
	if err != nil || found.IsZero() {
		return calendar.Day{}
	}
	day, _ := calendar.Date(found.DateTime.Date())
	return day
}

// textOf is the text below a node, a line for each paragraph, heading, list item and row.
func textOf(root *html.Node) string {
	w := &lines{}
	w.walk(root)
	w.end()
	return w.all.String()
}

// lines collects text line by line.
type lines struct {
	all   strings.Builder
	open  strings.Builder // the line that is being written
	space bool            // white space stood before what comes next
}

func (w *lines) walk(n *html.Node) {
	if n == nil {
		return
	}
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
		return
	case html.ElementNode:
		switch n.Data {
		case "script", "style", "noscript", "template":
			return
		case "br", "hr":
			w.end()
			return
		case "td", "th":
			w.space = true
		}
	}
	block := n.Type == html.ElementNode && !inline[n.Data]
	if block {
		w.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if block {
		w.end()
	}
}

// inline are the elements that do not begin a new line.
var inline = map[string]bool{
	"a": true, "abbr": true, "acronym": true, "b": true, "bdi": true, "bdo": true, "big": true, "cite": true,
	"code": true, "data": true, "del": true, "dfn": true, "em": true, "font": true, "i": true, "img": true,
	"ins": true, "kbd": true, "label": true, "mark": true, "q": true, "s": true, "samp": true, "small": true,
	"span": true, "strike": true, "strong": true, "sub": true, "sup": true, "td": true, "th": true, "time": true,
	"tt": true, "u": true, "var": true, "wbr": true,
}

// text adds text to the line, with every run of white space as one space.
func (w *lines) text(s string) {
	for _, r := range s {
		switch {
		case r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == '\f' || r == '\u00a0':
			w.space = true
		case r == '\u00ad': // soft hyphen: shown only where a line breaks
		default:
			if w.space && w.open.Len() > 0 {
				w.open.WriteByte(' ')
			}
			w.space = false
			w.open.WriteRune(r)
		}
	}
}

func (w *lines) end() {
	if w.open.Len() > 0 {
		w.all.WriteString(w.open.String())
		w.all.WriteByte('\n')
		w.open.Reset()
	}
	w.space = false
}
