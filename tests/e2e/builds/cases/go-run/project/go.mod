module example.com/ran

go 1.24
