# SPDX-License-Identifier: Apache-2.0
"""Starts an image as a container engine would, and looks whether it does its work. Runs in namespaces of its own (see behaviour.py), with a description
of what to start as JSON on standard input; writes what came of it as JSON.
"""

import ctypes
import http.client
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(__file__))
import sandbox  # noqa: E402

# What Docker leaves a container.
CAPABILITIES = {0, 1, 3, 4, 5, 6, 7, 8, 10, 13, 18, 27, 29, 31}
PR_CAPBSET_DROP = 24
STOP_SECONDS = 10  # what `docker stop` waits
NOWHERE = 255


def identity(user, root):
    """uid, gid, other groups and home, as an engine resolves USER."""
    name, _, group = (user or "0").partition(":")
    passwd = [line.split(":") for line in lines(f"{root}/etc/passwd")]
    groups = [line.split(":") for line in lines(f"{root}/etc/group")]
    account = next((each for each in passwd if name in (each[0], each[2])), None)
    if account is None and not name.isdigit():
        raise LookupError(f"no user {name} in /etc/passwd")
    uid, gid = (int(account[2]), int(account[3])) if account else (int(name), 0)
    if group:
        found = next((each for each in groups if group in (each[0], each[2])), None)
        if found is None and not group.isdigit():
            raise LookupError(f"no group {group} in /etc/group")
        gid = int(found[2]) if found else int(group)
    members = [] if group or account is None else [int(each[2]) for each in groups if account[0] in each[3].split(",")]
    return uid, gid, members, account[5] if account else "/"


def lines(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return [line for line in file.read().splitlines() if line.count(":") >= 3]
    except OSError:
        return []


def prepare_root(wish):
    """The image's files below a layer of the container's own; read-only where that is to be tried."""
    scratch = tempfile.mkdtemp()
    sandbox.mount("tmpfs", scratch, "tmpfs")
    for name in ("upper", "work", "root"):
        os.mkdir(f"{scratch}/{name}")
    root = f"{scratch}/root"
    sandbox.mount("overlay", root, "overlay", data=f"lowerdir={wish['root']},upperdir={scratch}/upper,workdir={scratch}/work")
    for name in ("proc", "sys", "dev", "tmp"):
        os.makedirs(f"{root}/{name}", exist_ok=True)
    for path in wish["tmpfs"]:
        os.makedirs(root + path, exist_ok=True)
    os.makedirs(f"{root}/etc", exist_ok=True)
    with open(f"{root}/etc/hosts", "w") as file:
        file.write("127.0.0.1 localhost container\n")
    if wish["read_only"]:
        sandbox.mount(None, root, flags=sandbox.MS_REMOUNT | sandbox.MS_RDONLY)
    for path in wish["tmpfs"]:
        sandbox.mount("tmpfs", root + path, "tmpfs", sandbox.MS_NOSUID | sandbox.MS_NODEV, "mode=1777")
    sandbox.mount("tmpfs", f"{root}/dev", "tmpfs", sandbox.MS_NOSUID, "mode=755")
    for name in ("null", "zero", "full", "random", "urandom", "tty"):
        open(f"{root}/dev/{name}", "w").close()
        sandbox.mount(f"/dev/{name}", f"{root}/dev/{name}", flags=sandbox.MS_BIND)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        os.symlink(f"/proc/self/fd/{number}", f"{root}/dev/{name}")
    os.symlink("/proc/self/fd", f"{root}/dev/fd")
    os.mkdir(f"{root}/dev/shm", 0o1777)
    return root


def become(root, uid, gid, groups, directory):
    sandbox.mount("proc", f"{root}/proc", "proc")
    os.chroot(root)
    os.chdir(directory or "/")
    for capability in range(41):
        if capability not in CAPABILITIES:
            sandbox.LIBC.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    os.setgroups(groups)
    os.setgid(gid)
    os.setuid(uid)
    os.setsid()


def ask(wish):
    """The body of an answer, or why there is none."""
    try:
        if wish["kind"] == "http":
            connection = http.client.HTTPConnection("127.0.0.1", wish["port"], timeout=3)
            connection.request("GET", wish["path"], headers={"Host": "localhost"})
            answer = connection.getresponse()
            return answer.read().decode(errors="replace"), None
        if wish["kind"] == "fastcgi":
            return fastcgi(wish), None
        with socket.create_connection(("127.0.0.1", wish["port"]), timeout=3) as connection:
            connection.sendall(wish.get("send", "").encode())
            return connection.recv(4096).decode(errors="replace"), None
    except (OSError, http.client.HTTPException) as error:
        return "", str(error)


def fastcgi(wish):
    def record(kind, data):
        return struct.pack(">BBHHBx", 1, kind, 1, len(data), 0) + data

    variables = {"SCRIPT_FILENAME": wish["path"], "REQUEST_METHOD": "GET", "SCRIPT_NAME": "/", "SERVER_PROTOCOL": "HTTP/1.1", "REQUEST_URI": "/"}
    encoded = b"".join(bytes([len(key), len(value)]) + key.encode() + value.encode() for key, value in variables.items())
    with socket.create_connection(("127.0.0.1", wish["port"]), timeout=3) as connection:
        connection.sendall(record(1, struct.pack(">HB5x", 1, 0)) + record(4, encoded) + record(4, b"") + record(5, b""))
        data = b""
        while block := connection.recv(65536):
            data += block
    return data.decode(errors="replace")


def stop(process, number):
    """Whether it ends when it is asked to. PID 1 never sees a signal that it has no handler for: then that need not be waited for."""
    with open(f"/proc/{process.pid}/status") as file:
        caught = int(next(line for line in file if line.startswith("SigCgt:")).split()[1], 16)
    process.send_signal(number)
    try:
        process.wait(STOP_SECONDS if caught >> (number - 1) & 1 else 0.1)
        return True
    except subprocess.TimeoutExpired:
        process.kill()
        return False


def main():
    wish = json.load(sys.stdin)
    sandbox.mount("proc", "/proc", "proc")
    sandbox.loopback_up()
    # As Docker does: any user may listen on any port.
    with open("/proc/sys/net/ipv4/ip_unprivileged_port_start", "w") as file:
        file.write("0")
    result = {"works": False, "why": "", "output": "", "uid": None, "stopped": None}
    try:
        root = prepare_root(wish)
        uid, gid, groups, home = identity(wish["user"], root)
    except (LookupError, OSError) as error:
        print(json.dumps({**result, "why": str(error)}))
        return
    environment = {"HOME": home, "HOSTNAME": "container", **wish["env"]}
    command = wish["command"]
    output = []
    found = which(command[0], environment.get("PATH", ""), root, wish["directory"]) if command else None
    if found is None:
        print(json.dumps({**result, "why": f"no such program: {command[:1]}"}))
        return
    readable, writable = os.pipe()
    os.fchown(writable, uid, gid)  # as runc does, so that /dev/stdout can be opened
    reader = threading.Thread(target=lambda: output.extend(iter(lambda: os.read(readable, 65536), b"")), daemon=True)
    reader.start()
    # The next process, and no thread, begins a process namespace: it is PID 1, whom signals without a handler do not end.
    sandbox.LIBC.unshare(0x20000000)  # CLONE_NEWPID
    try:
        process = subprocess.Popen([found, *command[1:]], env=environment, stdin=subprocess.DEVNULL, stdout=writable, stderr=subprocess.STDOUT,
                                   preexec_fn=lambda: become(root, uid, gid, groups, wish["directory"]))
    except (OSError, subprocess.SubprocessError) as error:
        print(json.dumps({**result, "why": f"{command}: {error}"}))
        return
    os.close(writable)
    begin = time.monotonic()
    why = "no answer in time"
    while time.monotonic() - begin < wish["seconds"]:
        if wish["kind"] == "output":
            if process.poll() is not None:
                reader.join(2)
                text = b"".join(output).decode(errors="replace")
                result["works"] = wish["expect"] in text and process.returncode == wish.get("exit", 0)
                why = "" if result["works"] else f"exit code {process.returncode}"
                break
        else:
            body, error = ask(wish)
            why = error or f"answered {body[:200]!r}"
            if wish["expect"] in body:
                result["works"], why = True, ""
                break
            if process.poll() is not None:
                why = f"ended with exit code {process.returncode}"
                break
        time.sleep(0.1)
    result["uid"] = uid
    if process.poll() is None:
        result["stopped"] = stop(process, getattr(signal, wish["stop_signal"], signal.SIGTERM))
    reader.join(1)
    result["why"] = why
    result["output"] = b"".join(output).decode(errors="replace")[-1500:]
    print(json.dumps(result))


def which(name, path, root, directory):
    places = [""] if "/" in name else [each.rstrip("/") + "/" for each in path.split(":")]
    shown = [place + name if (place + name).startswith("/") else f"{directory.rstrip('/')}/{place}{name}" for place in places]
    # Links are the image's own and may be absolute: whether it is there is asked inside.
    child = os.fork()
    if child == 0:
        os.chroot(root)
        os._exit(next((number for number, each in enumerate(shown) if os.path.isfile(each) and os.access(each, os.X_OK)), NOWHERE))
    number = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return shown[number] if number < NOWHERE else None


if __name__ == "__main__":
    main()
