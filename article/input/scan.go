package input

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// sniffed is how many bytes of a stream decide what it is.
const sniffed = 4096

// Scan cuts a file or stream into pieces, one a document, in order. The name says where it comes
// from and, by its extension (.jsonl, .ndjson, .html, .htm, .xhtml, .txt, .text, .md), how it is
// written; any other name leaves that to the first bytes: "{" begins JSON Lines, a tag begins
// HTML, all else is plain text. A stream with nothing to read gives one piece that says so.
func Scan(name string, r io.Reader) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		s := &scanner{name: name, r: bufio.NewReaderSize(r, 64<<10)}
		head, err := s.r.Peek(sniffed)
		if err != nil && !errors.Is(err, io.EOF) {
			yield(s.failed(0, "cannot be read: %v", err))
			return
		}
		if reason := foreign(head); reason != "" {
			yield(s.failed(0, "%s", reason))
			return
		}
		switch f := told(name, head); f {
		case line:
			s.lines(head, yield)
		default:
			yield(s.whole(f))
		}
	}
}

// foreign says why bytes that begin so are no text, or "".
func foreign(head []byte) string {
	for _, m := range []struct{ magic, reason string }{
		{"%PDF-", "this is a PDF file; turn it into text first, for instance with pdftotext"},
		{"\x1f\x8b", "this is compressed with gzip; unpack it first, for instance with: zcat FILE | bywhen read"},
		{"\x28\xb5\x2f\xfd", "this is compressed with zstd; unpack it first, for instance with: zstdcat FILE | bywhen read"},
		{"PK\x03\x04", "this is a zip archive or an office document; save it as text first"},
		{"\xff\xfe", "this is UTF-16; turn it into UTF-8 first, for instance with: iconv -f UTF-16 -t UTF-8"},
		{"\xfe\xff", "this is UTF-16; turn it into UTF-8 first, for instance with: iconv -f UTF-16 -t UTF-8"},
	} {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.reason
		}
	}
	switch {
	case len(head) == 0:
		return "the file is empty; nothing to read"
	case bytes.IndexByte(head, 0) >= 0:
		return binary
	}
	return ""
}

const binary = "this is a binary file, not text; give plain text, HTML or JSON Lines"

// told is how the input is written, by its name or else its first bytes.
func told(name string, head []byte) form {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl", ".ndjson":
		return line
	case ".html", ".htm", ".xhtml":
		return page
	case ".txt", ".text", ".md":
		return plain
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	switch {
	case len(head) > 0 && head[0] == '{',
		len(head) > 1 && head[0] == '[' && strings.ToLower(filepath.Ext(name)) == ".json":
		return line
	case len(head) > 1 && head[0] == '<' && (head[1] == '!' || head[1] == '?' || letter(head[1])):
		return page
	}
	return plain
}

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// scanner reads one stream.
type scanner struct {
	name string
	r    *bufio.Reader
}

func (s *scanner) failed(line int, format string, args ...any) Piece {
	return Piece{File: s.name, Line: line,
		problem: &Problem{s.name, line, fmt.Sprintf(format, args...)}}
}

// whole takes the whole stream as one document.
func (s *scanner) whole(f form) Piece {
	limit := MaxText
	if f == page {
		limit = MaxPage
	}
	data, err := io.ReadAll(io.LimitReader(s.r, int64(limit)+1))
	switch {
	case err != nil:
		return s.failed(0, "cannot be read: %v", err)
	case len(data) > limit:
		// Counting the rest costs no memory and tells how far too long it is.
		rest, _ := io.Copy(io.Discard, s.r)
		return s.failed(0, "one document of %s, the limit is %s; cut it into documents (JSON Lines, one a line)",
			size(len(data)+int(rest)), size(limit))
	case bytes.IndexByte(data, 0) >= 0:
		return s.failed(0, "%s", binary)
	case f == plain && !utf8.Valid(data): // a page may declare another charset
		return s.failed(lineOf(data, invalid(data)), "not UTF-8 (byte %d); turn it into UTF-8 first, for instance with iconv",
			invalid(data))
	}
	return Piece{File: s.name, form: f, data: data}
}

// invalid is the offset of the first byte that is not UTF-8, or -1.
func invalid(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n < 2 {
			return i
		}
		i += n
	}
	return -1
}

func lineOf(data []byte, at int) int { return 1 + bytes.Count(data[:at], []byte("\n")) }

// lines takes each line as a document. Empty lines are passed over, but counted.
func (s *scanner) lines(head []byte, yield func(Piece) bool) {
	if reason := spread(head); reason != "" {
		yield(s.failed(1, "%s", reason))
		return
	}
	documents := 0
	for number := 1; ; number++ {
		data, length, err := s.line()
		if number == 1 {
			data = bytes.TrimPrefix(data, []byte("\ufeff"))
		}
		switch {
		case err != nil && !errors.Is(err, io.EOF):
			yield(s.failed(number, "cannot be read further: %v", err))
			return
		case length > MaxLine:
			documents++
			if !yield(s.failed(number, "one line of %s, the limit is %s; cut the text into documents",
				size(length), size(MaxLine))) {
				return
			}
		case len(bytes.TrimSpace(data)) > 0:
			documents++
			if !yield(Piece{File: s.name, Line: number, form: line, data: data}) {
				return
			}
		}
		if err != nil {
			break
		}
	}
	if documents == 0 {
		yield(s.failed(0, "no line holds a document; nothing to read"))
	}
}

// spread says why JSON that begins so is no JSON Lines, or "".
func spread(head []byte) string {
	first, _, _ := bytes.Cut(bytes.TrimLeft(head, " \t\r\n"), []byte("\n"))
	switch string(bytes.TrimSpace(first)) {
	case "{":
		return "this JSON object runs over several lines, JSON Lines has one object a line; try: jq -c . FILE | bywhen read"
	case "[":
		return "this is one JSON array, JSON Lines has one object a line; try: jq -c '.[]' FILE | bywhen read"
	}
	if len(first) > 0 && first[0] == '[' {
		return "this is one JSON array, JSON Lines has one object a line; try: jq -c '.[]' FILE | bywhen read"
	}
	return ""
}

// line reads one line, without its end. Of a line over the limit only the length is kept. The
// error is io.EOF on the last line, which may be empty.
func (s *scanner) line() (data []byte, length int, err error) {
	for {
		part, err := s.r.ReadSlice('\n')
		length += len(part)
		if length <= MaxLine {
			data = append(data, part...)
		} else {
			data = nil
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return bytes.TrimRight(data, "\r\n"), length, err
		}
	}
}
