# SPDX-License-Identifier: Apache-2.0
"""An image as it is held against another one."""

from dataclasses import dataclass, field


@dataclass
class Image:
    config: dict
    layers: list
    tree: dict
    packages: dict
    runs: list = field(default_factory=list)
    read_only: list = field(default_factory=list)
