package main

import (
	"fmt"
	"net"

	"example.com/tinylog"
)

// HTTP by hand: net/http takes a minute to compile.
func main() {
	listener, err := net.Listen("tcp", ":8080")
	if err != nil {
		panic(err)
	}
	tinylog.Line("hello", "listening")
	for {
		connection, err := listener.Accept()
		if err != nil {
			panic(err)
		}
		fmt.Fprint(connection, "HTTP/1.0 200 OK\r\n\r\nhello from go\n")
		connection.Close()
	}
}
