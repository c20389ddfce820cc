package main

import "example.com/tinylog"

func main() { tinylog.Line("clock", "tick") }
