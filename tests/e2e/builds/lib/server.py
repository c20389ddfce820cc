# SPDX-License-Identifier: Apache-2.0
"""Serves the registry on the loopback interface of the run's own network, to the clients that take nothing but HTTP."""

import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Handler(SimpleHTTPRequestHandler):
    def do_GET(self):
        project = re.fullmatch(r"/simple/([^/]+)/", self.path)
        if not project:
            super().do_GET()
            return
        # pip's index: a page of links for each project.
        wheels = sorted(Path(self.directory, "pypi").glob(f"{project[1].replace('-', '_')}-*.whl"))
        page = "".join(f'<a href="/pypi/{wheel.name}">{wheel.name}</a>\n' for wheel in wheels).encode()
        self.send_response(200 if wheels else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def end_headers(self):
        self.send_header("Cache-Control", "max-age=3600")  # as the public ones say: clients keep what they have fetched
        super().end_headers()

    def translate_path(self, path):
        # npm asks for /npm/NAME, which is a folder too.
        found = Path(super().translate_path(path))
        manifest = found.with_name(found.name + ".json")
        return str(manifest if manifest.is_file() else found)

    def log_message(self, format, *arguments):
        pass


def serve(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 8088), lambda *arguments: Handler(*arguments, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
