//go:build !unix

package main

// asNobody runs bywhen as it is: this system has no users to change to.
func asNobody() { main() }
