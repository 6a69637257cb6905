package main

import (
	"iter"
	"sync"

	"github.com/bywhen/bywhen/article/input"
)

// budget is how many bytes of input are in work at one time; a larger piece is worked on alone.
// With the tables that reading needs, it keeps a reader under 300 MB.
const budget = 4 << 20

// inOrder does work on each piece with a number of workers and yields the results in the order
// of the pieces, whatever ran in parallel. It holds at most budget bytes of pieces.
func inOrder[T any](pieces iter.Seq[input.Piece], workers int, work func(input.Piece) T) iter.Seq[T] {
	type job struct {
		piece  input.Piece
		result chan T
	}
	return func(yield func(T) bool) {
		todo := make(chan job)
		queue := make(chan job, 4*workers) // in order of input
		stop := make(chan struct{})
		held := newWeight(budget)
		var running sync.WaitGroup
		for range workers {
			running.Go(func() {
				for j := range todo {
					j.result <- work(j.piece)
				}
			})
		}
		running.Go(func() {
			defer close(queue)
			defer close(todo)
			for p := range pieces {
				held.take(p.Size())
				j := job{p, make(chan T, 1)}
				select {
				case queue <- j:
				case <-stop:
					return
				}
				select {
				case todo <- j:
				case <-stop:
					return
				}
			}
		})
		defer running.Wait()
		for j := range queue {
			ok := yield(<-j.result)
			held.give(j.piece.Size())
			if !ok {
				close(stop)
				held.give(budget) // wakes the cutter, if it waits
				return
			}
		}
	}
}

// weight bounds a sum.
type weight struct {
	mu    sync.Mutex
	freed *sync.Cond
	sum   int
	most  int
}

func newWeight(most int) *weight {
	w := &weight{most: most}
	w.freed = sync.NewCond(&w.mu)
	return w
}

// take waits until n fits, or until nothing else is held.
func (w *weight) take(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.sum > 0 && w.sum+n > w.most {
		w.freed.Wait()
	}
	w.sum += n
}

func (w *weight) give(n int) {
	w.mu.Lock()
	w.sum -= n
	w.mu.Unlock()
	w.freed.Signal()
}
