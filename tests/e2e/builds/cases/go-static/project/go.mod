module example.com/hello

go 1.24

require example.com/tinylog v1.0.0
