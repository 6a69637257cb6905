package bywhen

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"

	"github.com/bywhen/bywhen/text"
)

// Ids come from content alone, so that a copy, a replay or a second machine gives the same ones:
// 16 bytes of SHA-256, written in Crockford's base 32.
var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// TextHash is the SHA-256 of the text that was read, in hexadecimal.
func (r Reading) TextHash() string {
	sum := sha256.Sum256([]byte(r.Document.Text))
	return hex.EncodeToString(sum[:])
}

// ReportID is the id of the report: the hash of its address (its name, where it has none) and
// its text.
func (r Reading) ReportID() string { return crockford.EncodeToString(r.report()) }

func (r Reading) report() []byte {
	return digest("report", []byte(r.Document.Address()), []byte(r.Document.Text))
}

// StatementIDs are the ids of the statements, in their order: the hash of the report and of the
// span of the action. Of several statements on one word ("in 2015 and 2019 respectively") the
// second and further ones count their place in.
func (r Reading) StatementIDs() []string {
	ids := make([]string, len(r.Statements))
	report := r.report()
	seen := map[text.Span]uint64{}
	for i, s := range r.Statements {
		span := binary.BigEndian.AppendUint64(nil, uint64(s.Action.Start))
		span = binary.BigEndian.AppendUint64(span, uint64(s.Action.End))
		span = binary.BigEndian.AppendUint64(span, seen[s.Action])
		seen[s.Action]++
		ids[i] = crockford.EncodeToString(digest("statement", report, span))
	}
	return ids
}

// digest hashes parts with their lengths, so that no two lists of parts run into one.
func digest(kind string, parts ...[]byte) []byte {
	h := sha256.New()
	h.Write([]byte(kind))
	for _, p := range parts {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(p))))
		h.Write(p)
	}
	return h.Sum(nil)[:16]
}
