package main

// #include <stdlib.h>
// #include <string.h>
import "C"

import (
	"fmt"
	"os"
	"unsafe"
)

func main() {
	text := C.CString(os.Args[1])
	defer C.free(unsafe.Pointer(text))
	fmt.Println("length", C.strlen(text))
}
