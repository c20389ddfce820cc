# SPDX-License-Identifier: Apache-2.0
"""buildah in the chroot: no network, no pulls, no layers kept between builds."""

import json
import resource
import subprocess

STORE = "/var/lib/containers/storage"
VOLUMES = ["-v", "/srv/apt:/srv/apt:ro", "-v", "/srv/registry:/srv/registry:ro"]


class BuildFailed(Exception):
    pass


def hard(limit):
    return resource.getrlimit(limit)[1]


class Buildah:
    def __init__(self, chroot, driver):
        self.chroot = chroot
        self.driver = driver
        # What buildah would set is more than root may where CAP_SYS_RESOURCE is missing.
        limits = [f'"{name}={value}:{value}"' for name, value in (("nofile", hard(resource.RLIMIT_NOFILE)), ("nproc", hard(resource.RLIMIT_NPROC)))]
        (chroot.root / "etc/containers/containers.conf").write_text(f"[containers]\ndefault_ulimits = [{', '.join(limits)}]\n")
        registries = chroot.root / "etc/containers/registries.conf"
        registries.write_text('unqualified-search-registries = ["docker.io"]\nshort-name-mode = "permissive"\n')

    def call(self, *arguments, timeout=1800):
        command = ["chroot", str(self.chroot.root), "buildah", "--root", STORE, "--runroot", "/run/storage",
                   "--storage-driver", self.driver, *arguments]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=timeout,
                              env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8"})
        if done.returncode:
            raise BuildFailed(f"buildah {' '.join(arguments)}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
        return done.stdout

    def build(self, context, tag, *options, file=None):
        """`context` as the chroot sees it. Returns what the build printed."""
        return self.call("build", "--isolation", "chroot", "--pull=never", "--layers=false", "--format", "docker", *VOLUMES,
                         "-f", file or f"{context}/Dockerfile", "-t", tag, *options, context)

    def inspect(self, image):
        """Its configuration, and the digests of its layers."""
        image = json.loads(self.call("inspect", "--type", "image", image))["Docker"]
        return {**image["config"], "author": image.get("author")}, image["rootfs"].get("diff_ids") or []

    def mounted(self, image):
        """A container of the image, and where its files lie on this machine."""
        container = self.call("from", "--pull=never", image).strip()
        path = self.call("mount", container).strip()
        return container, f"{self.chroot.root}{path}"

    def names(self):
        return self.call("images", "--format", "{{.Name}}:{{.Tag}}").splitlines()

    def clear(self):
        """What a run that was ended left behind."""
        self.call("rm", "--all")
        for name in self.names():
            if name.startswith("localhost/case/"):
                self.remove_image(name)

    def remove(self, container):
        self.call("rm", container)

    def remove_image(self, image):
        self.call("rmi", "--force", image)
