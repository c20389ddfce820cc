module example.com/tinylog

go 1.21
