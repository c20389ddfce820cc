# SPDX-License-Identifier: Apache-2.0
"""The Debian 13 tree that holds buildah (Debian 12's is too old), and the packages that images and cases are made of.

All of it lies in one folder, the cache: a second run finds it there. The mirror is the one that apt on this machine
uses.
"""

import hashlib
import re
import shutil
import subprocess
import time
from pathlib import Path

SUITE = "trixie"
HERE = Path(__file__).parent.parent
# Kept out of the base image, as the public one is made: what apt can fetch again, and what nobody reads in a container.
LEFT_OUT = ["dev/*", "proc/*", "sys/*", "run/*", "tmp/*", "srv/*", "var/cache/apt/*", "var/lib/apt/lists/*", "var/log/*",
            "usr/share/doc/*", "usr/share/man/*", "usr/share/info/*", "usr/share/locale/*", "etc/resolv.conf", "etc/hostname"]


class Unavailable(Exception):
    """What this machine lacks: the test is skipped."""


def run(*command, **options):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", **options)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit code {done.returncode}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def mirror():
    lines = run("apt-get", "indextargets", "--format", "$(LABEL)|$(REPO_URI)", "Identifier: Packages").splitlines()
    found = [line.split("|")[1] for line in lines if line.startswith("Debian|")]
    if not found:
        raise Unavailable("apt knows no Debian mirror (apt-get update)")
    return found[0]


def wanted(half):
    """Names of packages, those among them whose recommended ones are wanted too, and what others are to do without."""
    plain, with_recommended, never = [], [], []
    for line in (HERE / "packages").read_text().splitlines():
        words = line.split()
        if words and words[0] in ("fast", half):
            (with_recommended if words[1].endswith("+") else plain).append(words[1].rstrip("+"))
        elif words and words[0] == "never":
            never.append(words[1])
    return plain, with_recommended, never


class Chroot:
    def __init__(self, cache, say):
        self.say = say
        self.cache = Path(cache)
        self.root = self.cache / "chroot"
        self.base = self.cache / "base.tar"
        self.debs = self.root / "srv/apt"
        self.stamps = self.cache / "stamps"

    def inside(self, *command):
        return run("chroot", str(self.root), *command, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8",
                                                            "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root"})

    def once(self, name, key, make):
        """Runs make() unless that was done for the same key."""
        stamp = self.stamps / name
        digest = hashlib.sha256(repr(key).encode()).hexdigest()
        if stamp.exists() and stamp.read_text() == digest:
            return
        stamp.unlink(missing_ok=True)
        begin = time.monotonic()
        make()
        self.stamps.mkdir(parents=True, exist_ok=True)
        stamp.write_text(digest)
        self.say(f"{name}: {time.monotonic() - begin:.0f} s")

    def prepare(self, half):
        self.once("base", (SUITE, LEFT_OUT), self.make_base)
        packages = wanted(half)
        # The whole set holds the fast one.
        if not (half == "fast" and (self.stamps / "packages-full").exists()):
            self.once(f"packages-{half}", packages, lambda: self.fetch(*packages))
        self.once("buildah", SUITE, self.install_buildah)

    def make_base(self):
        if not shutil.which("debootstrap"):
            raise Unavailable("debootstrap is not installed")
        shutil.rmtree(self.stamps, ignore_errors=True)
        subprocess.run(["rm", "-rf", "--one-file-system", self.root], check=True)
        self.cache.mkdir(parents=True, exist_ok=True)
        # In two parts, so that dpkg reads in time that it need not wait for the disk after each file.
        run("debootstrap", "--foreign", "--variant=minbase", SUITE, str(self.root), mirror())
        unsafe_io = self.root / "etc/dpkg/dpkg.cfg.d/docker-apt-speedup"
        unsafe_io.parent.mkdir(parents=True, exist_ok=True)
        unsafe_io.write_text("force-unsafe-io\n")
        self.inside("/debootstrap/debootstrap", "--second-stage")
        self.debs.mkdir(parents=True)
        shutil.copy(self.root / "var/lib/dpkg/status", self.root / "srv/base-status")
        excluded = [f"--exclude=./{pattern}" for pattern in LEFT_OUT]
        run("tar", "-C", str(self.root), *excluded, "--sort=name", "-cf", str(self.base), ".")

    def fetch(self, plain, with_recommended, never):
        """Into a local repository, so that builds need no network."""
        for old in self.debs.glob("*.deb"):
            old.unlink()
        installed = "".join(f"\nPackage: {name}\nStatus: install ok installed\nArchitecture: all\nVersion: 99:0\n" for name in never)
        (self.root / "srv/status").write_text((self.root / "srv/base-status").read_text() + installed)
        options = ["-q", "-y", "-o", "Dir::Cache::archives=/srv/apt", "-o", "Dir::State::status=/srv/status", "--download-only", "install"]
        shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
        self.inside("apt-get", "-q", "-o", "Acquire::Languages=none", "update")
        self.inside("apt-get", "--no-install-recommends", *options, *plain, *with_recommended)
        self.inside("apt-get", *options, *with_recommended)
        files = {path.name.split("_")[0]: path.name for path in self.debs.glob("*.deb")}
        described = self.inside("apt-cache", "--no-all-versions", "show", *sorted(files))
        located = re.sub(r"^(Package: (\S+)\n(?:.+\n)*?Filename: ).*", lambda found: f"{found[1]}./{files[found[2]]}", described, flags=re.M)
        (self.debs / "Packages").write_text(located)

    def install_buildah(self):
        self.inside("apt-get", "-q", "-y", "--no-install-recommends", "install", "buildah", "netavark")
        for name in ("work", "srv/registry"):
            (self.root / name).mkdir(exist_ok=True)
