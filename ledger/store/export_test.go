package store

import "fmt"

// Limit lets the file of the ledger grow by so many pages at most, as a full disk does.
func (s *Store) Limit(pages int) error {
	var now int
	if err := s.write.QueryRow("PRAGMA page_count").Scan(&now); err != nil {
		return err
	}
	return s.write.QueryRow(fmt.Sprintf("PRAGMA max_page_count = %d", now+pages)).Scan(&now)
}
