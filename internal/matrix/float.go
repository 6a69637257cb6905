// Package matrix multiplies small dense matrices: in 32-bit floats, for learning, and in 16-bit
// integers, for reading. Each element is summed in one fixed order, without fused steps, so that
// every machine, with vector instructions or without, gives the same bits.
package matrix

// MulAdd adds the product of a (m rows, k columns) and b (k rows, n columns) to c (m rows, n columns).
// An element of a stands at row*aRow + column*aCol, so that a may be transposed; rows of b are bRow
// and rows of c are cRow apart.
func MulAdd(m, k, n int, a []float32, aRow, aCol int, b []float32, bRow int, c []float32, cRow int) {
	if m == 0 || k == 0 || n == 0 {
		return
	}
	_, _, _ = a[(m-1)*aRow+(k-1)*aCol], b[(k-1)*bRow+n-1], c[(m-1)*cRow+n-1]
	whole := 0 // columns that the vector kernels have done
	if vectors {
		whole = n &^ 15
		for j := 0; j < whole; j += 16 {
			i := 0
			for ; i+4 <= m; i += 4 {
				mulAdd4(k, &a[i*aRow], aRow, aCol, &b[j], bRow, &c[i*cRow+j], cRow)
			}
			for ; i < m; i++ {
				mulAdd1(k, &a[i*aRow], aCol, &b[j], bRow, &c[i*cRow+j])
			}
		}
	}
	if whole == n {
		return
	}
	for i := range m {
		row := c[i*cRow+whole : i*cRow+n]
		for l := range k {
			x, from := a[i*aRow+l*aCol], b[l*bRow+whole:l*bRow+n]
			for j, y := range from {
				row[j] += float32(x * y) // the conversion forbids a fused step
			}
		}
	}
}
