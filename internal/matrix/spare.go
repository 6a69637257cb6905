package matrix

import "sync"

// Spare keeps what one sentence needs for the next. It gives back what was put last, as that is in
// the caches, and keeps all: as many as ran at one time. A sync.Pool forgets what lies with another
// processor or is older than two collections, and what is remembered there is dear to make again. The
// zero Spare is empty. It is safe for concurrent use.
type Spare[T any] struct {
	mu   sync.Mutex
	free []*T
}

// Get is one that nobody uses, or a new one.
func (s *Spare[T]) Get() *T {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.free)
	if n == 0 {
		return new(T)
	}
	t := s.free[n-1]
	s.free = s.free[:n-1]
	return t
}

// Put gives back what Get gave.
func (s *Spare[T]) Put(t *T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free = append(s.free, t)
}
