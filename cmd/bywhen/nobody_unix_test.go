//go:build unix

package main

import (
	"fmt"
	"os"
	"syscall"
)

// asNobody runs bywhen as a user who is not root, whom no permission stops. It is the program
// "nobody" of the scripts.
func asNobody() {
	const nobody = 65534
	if os.Geteuid() == 0 {
		for _, err := range []error{syscall.Setgroups(nil), syscall.Setgid(nobody), syscall.Setuid(nobody)} {
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(99)
			}
		}
	}
	main()
}
