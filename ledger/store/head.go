package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/bywhen/bywhen/ledger"
)

// Head is a state of the log: how many events it has, and the root of the Merkle tree over them.
type Head struct {
	Size ledger.Seq
	Root tlog.Hash
	Note string // size and root as a note that the ledger signed (golang.org/x/mod/sumdb/note)
}

// origin is the first line of what a ledger signs, signedBy the name under which it signs, which
// may have no space.
const (
	origin   = "bywhen ledger"
	signedBy = "bywhen-ledger"
)

func (h Head) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", origin, h.Size, base64.StdEncoding.EncodeToString(h.Root[:]))
}

// note is the head as the ledger signs it.
func (h Head) note(signer note.Signer) ([]byte, error) {
	return note.Sign(&note.Note{Text: h.text()}, signer)
}

// ParseHead reads the size and root of a head that was kept elsewhere. Whose signature it bears is
// asked of the ledger (Signed).
func ParseHead(data string) (h Head, err error) {
	var root string
	if _, err := fmt.Sscanf(data, origin+"\n%d\n%s\n", &h.Size, &root); err != nil {
		return h, errors.New("this is no head of a ledger; bywhen verify --print-head prints one")
	}
	b, err := base64.StdEncoding.DecodeString(root)
	if err != nil || len(b) != len(h.Root) || h.Size < 0 {
		return h, errors.New("the head is damaged")
	}
	copy(h.Root[:], b)
	h.Note = data
	return h, nil
}

// sign writes a head with the ledger's signature.
func (t *tx) sign(h Head) error {
	signer, err := t.signer()
	if err != nil {
		return err
	}
	signed, err := h.note(signer)
	if err != nil {
		return err
	}
	return t.exec("INSERT INTO heads (size, note) VALUES (?, ?)", int64(h.Size), signed)
}

// newSigner makes the key of a new ledger.
func (t *tx) newSigner() error {
	secret, public, err := note.GenerateKey(rand.Reader, signedBy)
	if err != nil {
		return err
	}
	return t.exec("INSERT INTO signers (public, secret) VALUES (?, ?)", public, secret)
}

// errSigner says that the key of the ledger is gone or was changed.
var errSigner = errors.New("the key that signs the heads of the ledger is gone or was changed")

// signer is the key with which the ledger signs; errSigner where there is none.
func (q queries) signer() (note.Signer, error) {
	var public, secret string
	err := q.row(&public, &secret)("SELECT public, secret FROM signers")
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errSigner
	}
	if err != nil {
		return nil, err
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		return nil, errSigner
	}
	// The public key is what others keep: it must be the one of the secret.
	verifier, err := note.NewVerifier(public)
	if err != nil || verifier.Name() != signer.Name() || verifier.KeyHash() != signer.KeyHash() {
		return nil, errSigner
	}
	return signer, nil
}

// Signed reports whether this ledger signed a head that was kept elsewhere.
func (s *Store) Signed(ctx context.Context, h Head) (bool, error) {
	var public string
	err := s.reader(ctx).row(&public)("SELECT public FROM signers")
	if err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			err = nil
		}
		return false, s.plain(err)
	}
	verifier, err := note.NewVerifier(public)
	if err != nil {
		return false, nil
	}
	n, err := note.Open([]byte(h.Note), note.VerifierList(verifier))
	return err == nil && n.Text == h.text(), nil
}

// Heads are how many heads the log has, and the public key that they are signed with; "" where it is gone.
func (s *Store) Heads(ctx context.Context) (n int, key string, err error) {
	q := s.reader(ctx)
	if err := q.row(&n)("SELECT COUNT(*) FROM heads"); err != nil {
		return 0, "", s.plain(err)
	}
	if err := q.row(&key)("SELECT public FROM signers"); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, "", s.plain(err)
	}
	return n, key, nil
}

// IsKey reports whether a text is a public key of a ledger.
func IsKey(text string) bool {
	_, err := note.NewVerifier(text)
	return err == nil
}

// Head is the newest head.
func (s *Store) Head(ctx context.Context) (h Head, err error) {
	err = s.reader(ctx).row(&h.Note)("SELECT note FROM heads ORDER BY size DESC LIMIT 1")
	if errors.Is(err, sql.ErrNoRows) {
		return h, nil
	}
	if err != nil {
		return h, s.plain(err)
	}
	return ParseHead(h.Note)
}
