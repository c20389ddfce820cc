"""A stand-in: routes by path, WSGI, and the development server."""
import os
from wsgiref.simple_server import make_server


class Flask:
    def __init__(self, name):
        self.routes = {}

    def route(self, path):
        return lambda function: self.routes.setdefault(path, function)

    def __call__(self, environ, start_response):
        function = self.routes.get(environ["PATH_INFO"])
        start_response("200 OK" if function else "404 Not Found", [("Content-Type", "text/plain")])
        return [(function() if function else "not found\n").encode()]

    def run(self, host="127.0.0.1", port=5000):
        make_server(host, port, self).serve_forever()


def main():
    import importlib
    import sys
    sys.path.insert(0, os.getcwd())
    options = dict(each.lstrip("-").split("=", 1) for each in sys.argv[1:] if "=" in each)
    module = importlib.import_module(os.environ.get("FLASK_APP", "app").removesuffix(".py"))
    module.app.run(options.get("host", "127.0.0.1"), int(options.get("port", 5000)))
