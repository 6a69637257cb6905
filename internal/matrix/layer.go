package matrix

// Layer is a layer of simple recurrent units ready to read: half of them go through the words forwards,
// half backwards.
type Layer struct {
	In             *Packed   // from the input to candidate, forget gate and highway gate, side by side
	Forget, Output []float32 // with which the gates see the state
}

// Layer reads a layer of so many units.
func (r *Reader) Layer(width int) Layer {
	in := r.Matrix(width, 3*width)
	forget := r.Floats(width)
	return Layer{in, forget, r.Floats(width)}
}

// Layer writes a layer of so many units.
func (w *Writer) Layer(in, bias, forget, output []float32) {
	w.Matrix(in, bias, 3*len(forget))
	w.Floats(forget)
	w.Floats(output)
}

// Run reads n words, whose inputs stand in x, and leaves the outputs there; product gives what In made of
// a word. The state has room for the units, and is cleared.
func (l *Layer) Run(n int, product func(word int) []float32, x, state []float32) {
	width := len(l.Forget)
	half := width / 2
	clear(state[:width])
	for step := range 2 * n {
		i, from := step/2, 0
		if step%2 == 1 {
			i, from = n-1-i, half
		}
		u, in := product(i)[from:], x[i*width+from:][:half]
		Recur(u[:half], u[width:][:half], u[2*width:][:half], in, l.Forget[from:][:half], l.Output[from:][:half],
			state[from:][:half], in)
	}
}

// Room is s with a length of n, whatever it holds.
func Room[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
