import sqlite3

with sqlite3.connect("counter.db") as database:
    database.execute("create table if not exists row (number integer)")
    database.execute("insert into row values (1)")
    print("rows", database.execute("select count(*) from row").fetchone()[0])
