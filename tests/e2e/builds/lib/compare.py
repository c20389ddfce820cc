# SPDX-License-Identifier: Apache-2.0
"""What differs between two images, a line each, and which of it the applied rules account for (the table `allowed`)."""

import re
from pathlib import Path

TABLE = Path(__file__).parent.parent / "allowed"
KEYS = ["User", "WorkingDir", "Entrypoint", "Cmd", "ExposedPorts", "Volumes", "StopSignal", "Shell", "Healthcheck", "OnBuild", "author"]


def of_config(before, after):
    found = [f"config {key}: {before.get(key)} -> {after.get(key)}" for key in KEYS if (before.get(key) or None) != (after.get(key) or None)]
    # Set and not set are two things here: an ENTRYPOINT of the file's own resets what the base says.
    for what, old, new in (("env", variables(before), variables(after)), ("label", before.get("Labels") or {}, after.get("Labels") or {})):
        found += [f"{what} {name}: {old.get(name)} -> {new.get(name)}" for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
    return found


def variables(config):
    return dict(each.split("=", 1) for each in config.get("Env") or [])


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


def load():
    """Rule -> patterns of differences that it says it makes."""
    table = {}
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            rule, pattern = line.split(None, 1)
            table.setdefault(rule, []).append(re.compile(pattern))
    return table


def unexpected(differences, rules, edited, table):
    """`edited`: the files of the project that the hardener changed; they may lie in the image too."""
    patterns = [pattern for rule in rules for pattern in table.get(rule, [])]
    patterns += [re.compile(rf"(added|changed) /(\S*/)?{re.escape(path)} (digest$|- )") for path in edited]
    return [each for each in differences if not any(pattern.match(each) for pattern in patterns)]
