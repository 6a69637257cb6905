//go:build unix

package store

import "golang.org/x/sys/unix"

// What somebody may do with a file.
const (
	toRead  = unix.R_OK
	toWrite = unix.W_OK
)

// permits asks without opening the file: to close it would give up the locks that SQLite holds on it
// elsewhere in this process (sqlite.org/howtocorrupt.html, 2.2).
func permits(path string, what uint32) bool { return unix.Access(path, what) == nil }
