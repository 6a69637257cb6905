//go:build !unix

package store

import "os"

// What somebody may do with a file.
const (
	toRead  = 0o400
	toWrite = 0o200
)

func permits(path string, what os.FileMode) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().Perm()&what != 0
}
