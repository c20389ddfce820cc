"""A stand-in: serves a WSGI application on the address of -b."""
import importlib
import os
import signal
import sys
from wsgiref.simple_server import make_server


def main():
    arguments = sys.argv[1:]
    bind, target = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000"), None
    while arguments:
        argument = arguments.pop(0)
        if argument in ("-b", "--bind"):
            bind = arguments.pop(0)
        elif argument.startswith("--bind="):
            bind = argument.split("=", 1)[1]
        elif argument in ("-w", "--workers", "--threads", "--timeout"):
            arguments.pop(0)
        elif not argument.startswith("-"):
            target = argument
    sys.path.insert(0, os.getcwd())
    module, _, name = target.partition(":")
    application = getattr(importlib.import_module(module), name or "application")
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))  # wsgiref would swallow an exception while it answers
    host, port = bind.rsplit(":", 1)
    print(f"Listening at: http://{bind}", flush=True)
    make_server(host, int(port), application).serve_forever()
