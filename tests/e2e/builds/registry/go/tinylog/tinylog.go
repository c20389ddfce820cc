// Package tinylog writes lines with a name before them.
package tinylog

import "fmt"

func Line(name, text string) { fmt.Printf("[%s] %s\n", name, text) }
