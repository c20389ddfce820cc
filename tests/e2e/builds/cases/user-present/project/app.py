from http.server import BaseHTTPRequestHandler, HTTPServer


class Calm(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"calm\n")


HTTPServer(("0.0.0.0", 8000), Calm).serve_forever()
