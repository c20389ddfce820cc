import sys

print("sum", sum(map(int, open(sys.argv[1]))))
