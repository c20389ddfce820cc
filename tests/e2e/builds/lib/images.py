# SPDX-License-Identifier: Apache-2.0
"""The stand-ins for public images: images/NAME/Containerfile, whose first lines say which tags they take."""

import hashlib
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent.parent


class Image:
    def __init__(self, folder):
        self.folder = folder
        self.name = folder.name
        text = (folder / "Containerfile").read_text()
        header = dict(re.findall(r"^# (half|tags): (.*)$", text, re.M))
        self.half = header.get("half", "fast")
        self.tags = header["tags"].split()
        self.needs = re.findall(r"^FROM (\S+)", text, re.M)
        self.key = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def in_steps(half):
    """Lists of images, each after those that they are made from."""
    images = [Image(path.parent) for path in sorted((HERE / "images").glob("*/Containerfile"))]
    waiting = [image for image in images if image.half in ("fast", half)]
    made, steps = {"scratch"}, []
    while waiting:
        steps.append([image for image in waiting if all(need in made for need in image.needs)])
        if not steps[-1]:
            raise RuntimeError(f"nothing is the base of {[image.name for image in waiting]}")
        waiting = [image for image in waiting if image not in steps[-1]]
        made.update(tag for image in steps[-1] for tag in image.tags)
    return steps


def build_all(half, chroot, buildah, jobs):
    keys = {}
    for step in in_steps(half):
        for image in step:
            # A base that is made anew makes anew what stands on it.
            bases = [keys[tag] for tag in image.needs if tag in keys]
            keys.update(dict.fromkeys(image.tags, hashlib.sha256(repr((image.key, bases, chroot.base.stat().st_mtime_ns)).encode()).hexdigest()))
        with ThreadPoolExecutor(jobs) as pool:
            list(pool.map(lambda image: chroot.once(f"image {image.name}", keys[image.tags[0]], lambda: make(image, chroot, buildah)), step))


def make(image, chroot, buildah):
    name = f"image-{image.name}"
    context = chroot.root / "work" / name
    shutil.rmtree(context, ignore_errors=True)
    shutil.copytree(image.folder, context)
    if image.name == "debian":
        shutil.copy(chroot.base, context / "base.tar")
    first, *others = map(full_name, image.tags)
    options = [word for other in others for word in ("-t", other)]
    buildah.build(f"/work/{name}", first, *options, file=f"/work/{name}/Containerfile")
    shutil.rmtree(context)


def full_name(tag):
    if "/" not in tag:
        return f"docker.io/library/{tag}"
    return tag if "." in tag.split("/")[0] else f"docker.io/{tag}"
