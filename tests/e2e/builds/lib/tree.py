# SPDX-License-Identifier: Apache-2.0
"""What an image holds: each path with type, mode, owner and digest, and the installed packages."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass

# What differs between two builds of one Dockerfile: clocks, random names, orders. Each line is here because a build that was made twice showed it.
NOISE = re.compile(
    r"/var/log/(apt/.*|dpkg\.log|alternatives\.log|bootstrap\.log|lastlog|faillog|wtmp|btmp)"
    r"|/var/cache/ldconfig/aux-cache|/etc/ld\.so\.cache|/var/cache/debconf/.*-old|/var/lib/dpkg/.*-old|/etc/(passwd|group|shadow|gshadow|subuid|subgid)-"
    r"|/etc/(hosts|resolv\.conf|hostname|mtab)|/(proc|sys|dev|run/secrets|run/\.containerenv)(/.*)?|/var/lib/apt/lists/(lock|auxfiles|partial)(/.*)?"
    r"|.*/_cacache/tmp/.*|.*/\.npm/(_logs|_update-notifier-last-checked).*|.*/\.cache/pip/selfcheck/.*"
    r"|.*/\.cache/go-build/../.*|.*/\.config/go/telemetry/.*|.*/\.package-cache.*|.*/\.global-cache|.*/target/.*\.(d|json|timestamp)"
)

# Of these what is in them differs, and that they are there does not.
UNSTABLE = re.compile(r"\.pyc$|/_cacache/index-v5/|/\.cache/pip/|/node_modules/\.package-lock\.json$|\.dist-info/direct_url\.json$")


@dataclass(frozen=True)
class Entry:
    kind: str
    mode: int
    owner: str
    digest: str

    def differences(self, other):
        return [name for name in ("kind", "mode", "owner", "digest") if getattr(self, name) != getattr(other, name)]


known = {}


def digest(path, info):
    # A file of a base image is the same file in all that is made from it.
    key = (info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns)
    if key not in known:
        known[key] = computed(path, info)
    return known[key]


def computed(path, info):
    if stat.S_ISLNK(info.st_mode):
        return os.readlink(path)
    if not stat.S_ISREG(info.st_mode):
        return ""
    with open(path, "rb") as file:
        data = file.read()
    if UNSTABLE.search(path):
        return "not compared"
    elif path.endswith("/RECORD"):
        data = b"\n".join(sorted(line for line in data.splitlines() if b".pyc" not in line))
    return hashlib.sha256(data).hexdigest()


def read(root):
    entries = {}
    for folder, folders, files in os.walk(root):
        for name in folders + files:
            path = os.path.join(folder, name)
            shown = path[len(root):]
            if NOISE.fullmatch(shown):
                continue
            info = os.lstat(path)
            entries[shown] = Entry(stat.filemode(info.st_mode)[0], stat.S_IMODE(info.st_mode), f"{info.st_uid}:{info.st_gid}", digest(path, info))
    return entries


def packages(root):
    try:
        with open(f"{root}/var/lib/dpkg/status", encoding="utf-8", errors="replace") as file:
            paragraphs = file.read().split("\n\n")
    except OSError:
        return {}
    found = {}
    for paragraph in paragraphs:
        fields = dict(re.findall(r"^(Package|Version|Status): (.*)$", paragraph, re.M))
        if fields.get("Status") == "install ok installed":
            found[fields["Package"]] = fields["Version"]
    return found
