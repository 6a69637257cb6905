//go:build !amd64

package matrix

var vectors, dots = false, false

func mulAdd4(k int, a *float32, aRow, aCol int, b *float32, bRow int, c *float32, cRow int) {}

func mulAdd1(k int, a *float32, aCol int, b *float32, bRow int, c *float32) {}

func apply4(pairs int, x *int16, xRow int, w *int16, out *float32, outRow int, scale, bias *float32) {
}

func apply4dot(pairs int, x *int16, xRow int, w *int16, wBlock int, out *float32, outRow int, scale, bias *float32) {
}

func quantize(n int, x *float32, out *int16) {}

func addScaled(row string, scale float32, out *float32) {}

func recur(n int, u, f, r, x, vf, vr, c, h *float32) {}
