# SPDX-License-Identifier: Apache-2.0
"""Runs what an image starts, under its user, with or without a root that can be written."""

import json
import os
import subprocess
import sys
from pathlib import Path

START = ["unshare", "--mount", "--pid", "--net", "--ipc", "--uts", "--fork", "--kill-child", "--propagation", "private", sys.executable,
         str(Path(__file__).with_name("start.py"))]
SLACK = float(os.environ.get("S1_TIME_FACTOR", "1"))  # slow machines, as in the other tests
SIGNALS = {"3": "SIGQUIT", "15": "SIGTERM", "28": "SIGWINCH", "2": "SIGINT"}


def command_of(config, arguments):
    return [*(config.get("Entrypoint") or []), *(arguments if arguments is not None else config.get("Cmd") or [])]


def run(root, config, wish, read_only):
    """`wish`: one of a case's `runs`. Returns what start.py says."""
    environment = dict(each.split("=", 1) for each in config.get("Env") or [])
    kind = next(key for key in ("http", "fastcgi", "tcp", "output") if key in wish)
    stop = config.get("StopSignal") or "SIGTERM"
    given = {
        "root": root, "user": config.get("User") or "", "env": {**environment, **wish.get("env", {})}, "directory": config.get("WorkingDir") or "/",
        "command": command_of(config, wish.get("args")), "kind": kind, "expect": wish[kind], "port": wish.get("port"), "path": wish.get("path", "/"),
        "exit": wish.get("exit", 0), "send": wish.get("send", ""), "read_only": read_only, "tmpfs": wish.get("tmpfs", ["/tmp"]) if read_only else [],
        "seconds": wish.get("seconds", 60) * SLACK, "stop_signal": SIGNALS.get(stop, stop),
    }
    done = subprocess.run(START, input=json.dumps(given), capture_output=True, text=True, timeout=given["seconds"] + 60)
    if done.returncode:
        return {"works": False, "why": done.stderr[-800:], "output": "", "uid": None, "stopped": None}
    return json.loads(done.stdout)
