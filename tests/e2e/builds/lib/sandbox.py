# SPDX-License-Identifier: Apache-2.0
"""Namespaces of the run's own: its mounts, processes and network are gone when it ends, and nothing reaches out."""

import ctypes
import fcntl
import os
import signal
import socket
import struct
import subprocess
import sys

MARK = "S1_BUILDS_INSIDE"
UNSHARE = ["unshare", "--mount", "--pid", "--net", "--ipc", "--fork", "--kill-child", "--propagation", "private"]
LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG = 1
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_REMOUNT, MS_BIND, MS_REC = 1, 2, 4, 32, 4096, 16384


def mount(source, target, kind=None, flags=0, data=None):
    encoded = [str(each).encode() if each is not None else None for each in (source, target, kind)]
    if LIBC.mount(*encoded, ctypes.c_ulong(flags), data.encode() if data else None):
        number = ctypes.get_errno()
        raise OSError(number, f"mount {source} on {target}: {os.strerror(number)}")


def loopback_up():
    """What `ip link set lo up` does, which needs no package."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        interface = struct.pack("16sh", b"lo", 0x1 | 0x40)  # IFF_UP, IFF_RUNNING
        fcntl.ioctl(any_socket, 0x8914, interface)  # SIOCSIFFLAGS


def is_allowed():
    """Whether this machine lets us have namespaces and mounts at all."""
    trial = "mount -t tmpfs none /mnt && cd /mnt && mkdir l u w m && mount -t overlay none m -o lowerdir=l,upperdir=u,workdir=w"
    return subprocess.run([*UNSHARE, "sh", "-c", trial], capture_output=True).returncode == 0


def enter():
    """Starts the program again in its own namespaces; returns where that is done."""
    if os.environ.get(MARK):
        loopback_up()
        mount("proc", "/proc", "proc")
        return
    # unshare is deaf to SIGTERM, and its death is that of all inside.
    inside = subprocess.Popen([*UNSHARE, sys.executable, *sys.argv], env={**os.environ, MARK: "1"}, preexec_fn=lambda: LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL))
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, lambda *_: inside.kill())
    sys.exit(inside.wait() & 255)


def mount_in(root):
    """What programs in a chroot expect to find; buildah also that its root is a mount."""
    mount(root, root, flags=MS_BIND)
    mount("proc", f"{root}/proc", "proc")
    mount("/sys", f"{root}/sys", flags=MS_BIND | MS_REC)
    mount("/dev", f"{root}/dev", flags=MS_BIND | MS_REC)
    mount("tmpfs", f"{root}/run", "tmpfs", MS_NOSUID | MS_NODEV)


def storage_driver(root):
    """overlay where the file system takes it: vfs copies the whole image for each step."""
    try:
        for name in ("lower", "upper", "work", "merged"):
            os.makedirs(f"{root}/work/probe/{name}", exist_ok=True)
        probe = f"{root}/work/probe"
        mount("overlay", f"{probe}/merged", "overlay", data=f"lowerdir={probe}/lower,upperdir={probe}/upper,workdir={probe}/work")
    except OSError:
        return "vfs"
    LIBC.umount2(f"{probe}/merged".encode(), 0)
    return "overlay"
