# SPDX-License-Identifier: Apache-2.0
"""What an image has from the one that it is FROM. Where a fix puts another image there, that may differ, and no more."""

import threading

import images
import tree
from image import Image


class Bases:
    """The stand-ins, each read when it is first asked for."""

    def __init__(self, buildah):
        self.buildah = buildah
        self.lock = threading.Lock()
        self.layers = None  # by tag
        self.known = {}

    def of(self, image):
        with self.lock:
            if self.layers is None:
                present = self.buildah.names()
                tags = [images.full_name(each.tags[0]) for step in images.in_steps("full") for each in step]
                self.layers = {tag: self.buildah.inspect(tag)[1] for tag in tags if tag in present}
            fitting = [tag for tag, layers in self.layers.items() if layers == image.layers[:len(layers)]]
            tag = max(fitting, key=lambda tag: len(self.layers[tag]), default=None)
            if tag not in self.known:
                self.known[tag] = self.read(tag) if tag else Image({}, [], {}, {})
            return self.known[tag]

    def read(self, tag):
        container, root = self.buildah.mounted(tag)
        try:
            return Image(*self.buildah.inspect(tag), tree.read(root), tree.packages(root))
        finally:
            self.buildah.remove(container)
