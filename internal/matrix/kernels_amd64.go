package matrix

import "golang.org/x/sys/cpu"

// vectors says whether the processor has the instructions of the kernels.
var vectors = cpu.X86.HasAVX2

// dots says whether it also has those of apply4dot, which does the work of apply4 in half the time.
var dots = cpu.X86.HasAVX512F && cpu.X86.HasAVX512VNNI

// mulAdd4 is MulAdd for four rows and sixteen columns of c.
//
//go:noescape
func mulAdd4(k int, a *float32, aRow, aCol int, b *float32, bRow int, c *float32, cRow int)

// mulAdd1 is MulAdd for one row and sixteen columns of c.
//
//go:noescape
func mulAdd1(k int, a *float32, aCol int, b *float32, bRow int, c *float32)

// apply4 is Packed.Apply for four rows and one block of columns; steps from row to row in bytes.
//
//go:noescape
func apply4(pairs int, x *int16, xRow int, w *int16, out *float32, outRow int, scale, bias *float32)

// apply4dot is apply4 for two blocks of columns, the second so many bytes after the first.
//
//go:noescape
func apply4dot(pairs int, x *int16, xRow int, w *int16, wBlock int, out *float32, outRow int, scale, bias *float32)

// quantize is Quantize for n floats, a multiple of 8.
//
//go:noescape
func quantize(n int, x *float32, out *int16)

// addScaled is AddScaled for a row whose length is a multiple of 8.
//
//go:noescape
func addScaled(row string, scale float32, out *float32)

// recur is Recur for n units, a multiple of 8.
//
//go:noescape
func recur(n int, u, f, r, x, vf, vr, c, h *float32)
