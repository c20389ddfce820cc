print("one\ntwo\nthree")
