import pathlib
import signal
import sqlite3
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

database = sqlite3.connect("/data/diary.sqlite3")
database.execute("create table if not exists entry (text)")
database.execute("insert into entry values ('started')")
database.commit()
(pathlib.Path("/var/log/diary") / "diary.log").write_text("started\n")


class Diary(BaseHTTPRequestHandler):
    def do_GET(self):
        count = database.execute("select count(*) from entry").fetchone()[0]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"entries: {count}\n".encode())


signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
HTTPServer(("0.0.0.0", 8000), Diary).serve_forever()
