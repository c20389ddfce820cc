# SPDX-License-Identifier: Apache-2.0
"""What differs between two images, a line each, and which of it the applied rules account for (the table `allowed`)."""

import re
from pathlib import Path

TABLE = Path(__file__).parent.parent / "allowed"
KEYS = ["User", "WorkingDir", "Entrypoint", "Cmd", "ExposedPorts", "Volumes", "StopSignal", "Shell", "Healthcheck", "OnBuild", "author"]


def settings(config):
    """By what a line calls them: `config User`, `env PATH`, `label version`."""
    found = {f"config {key}": config.get(key) or None for key in KEYS}
    for what, values in (("env", dict(each.split("=", 1) for each in config.get("Env") or [])), ("label", config.get("Labels") or {})):
        found.update((f"{what} {name}", values[name]) for name in sorted(values))
    return found


def of_settings(before, after):
    return [f"{key}: {before.get(key)} -> {after.get(key)}" for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key)]


def of_trees(before, after):
    found = []
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        if old is None:
            found.append(f"added {path} {new.kind} {new.mode:o} {new.owner}")
        elif new is None:
            found.append(f"removed {path}")
        else:
            changed = old.differences(new)
            shown = [f"{name}: {getattr(old, name)} -> {getattr(new, name)}" if name == "owner" else
                     f"mode: {old.mode:o} -> {new.mode:o}" if name == "mode" else name for name in changed]
            if shown:
                found.append(f"changed {path} {', '.join(shown)}")
    return found


def of_packages(before, after):
    found = []
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            found.append(f"package removed {name}")
        elif name not in before:
            found.append(f"package added {name}")
        elif before[name] != after[name]:
            found.append(f"package changed {name}: {before[name]} -> {after[name]}")
    return found


def of_images(before, after):
    return of_settings(settings(before.config), settings(after.config)), of_trees(before.tree, after.tree), of_packages(before.packages, after.packages)


def of_bases(before, after, old, new):
    """The differences in what the images have as their bases have it: `old` is that of `before`, `new` that of `after`."""
    def theirs(compare, first, second, in_old, in_new):
        keys = [key for key in first.keys() | second.keys() if first.get(key) == in_old.get(key) and second.get(key) == in_new.get(key)]
        return compare({key: first[key] for key in keys if key in first}, {key: second[key] for key in keys if key in second})

    four = (before, after, old, new)
    return {*theirs(of_settings, *(settings(each.config) for each in four)), *theirs(of_trees, *(each.tree for each in four)),
            *theirs(of_packages, *(each.packages for each in four))}


BASE = "base"


class Allowed:
    """Rule -> what it says it changes; BASE where it puts another image in the place of the base."""

    def __init__(self):
        self.table = {}
        self.lines = {}  # not needed yet, by rule and pattern
        for line in TABLE.read_text().splitlines():
            if line and not line.startswith("#"):
                rule, pattern = line.split(None, 1)
                self.table.setdefault(rule, []).append(pattern)
                self.lines[rule, pattern] = line

    def base(self, rules):
        """Whether one of them may change what comes with the base."""
        found = [rule for rule in rules if BASE in self.table.get(rule, [])]
        for rule in found:
            self.lines.pop((rule, BASE), None)
        return bool(found)

    def has(self, difference, rules):
        found = [(rule, pattern) for rule in rules for pattern in self.table.get(rule, []) if pattern != BASE and re.match(pattern, difference)]
        for each in found:
            self.lines.pop(each, None)
        return bool(found)

    def unexpected(self, differences, rules, edited):
        """`edited`: the files of the project that the hardener changed; they may lie in the image too."""
        own = [re.compile(rf"(added|changed) /(\S*/)?{re.escape(path)} (digest$|- )") for path in edited]
        return [each for each in differences if not any(pattern.match(each) for pattern in own) and not self.has(each, rules)]
