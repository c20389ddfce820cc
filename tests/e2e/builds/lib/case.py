# SPDX-License-Identifier: Apache-2.0
"""One case: a project is built as its users wrote it and as the hardener leaves it, and the images are held side by side."""

import json
import re
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import behaviour
import compare
import tree
from buildah import BuildFailed
from image import Image


@dataclass
class Row:
    case: str
    target: str
    level: str
    rules: list = field(default_factory=list)
    config: list = field(default_factory=list)
    files: list = field(default_factory=list)
    packages: list = field(default_factory=list)
    works: str = ""
    read_only: str = ""
    stops: str = ""
    user: str = ""
    seconds: float = 0.0
    faults: list = field(default_factory=list)


class Case:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.name = self.folder.name
        self.about = json.loads((self.folder / "case.json").read_text())
        self.half = self.about.get("half", "full")
        self.dockerfile = self.about.get("dockerfile", "Dockerfile")
        self.targets = self.about.get("targets", {"": {"runs": self.about.get("runs", [])}})

    def copy(self, workshop, name):
        place = workshop.chroot.root / "work" / self.name / name
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.folder / "project", place, symlinks=True)
        # As a checkout with umask 022 has it, whatever this one's was.
        for path in [place, *place.rglob("*")]:
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        for path, text in self.about.get("files", {}).items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_text(text)
        for path, mode in self.about.get("modes", {}).items():
            (place / path).chmod(int(mode, 8))
        return place

    def build(self, workshop, name, target):
        tag = f"localhost/case/{self.name}-{name}{'-' + target if target else ''}"
        options = ["--target", target] if target else []
        for key, value in self.about.get("build_args", {}).items():
            options += ["--build-arg", f"{key}={value}"]
        context = f"/work/{self.name}/{name}"
        workshop.buildah.build(context, tag, *options, file=f"{context}/{self.dockerfile}")
        return tag

    def look(self, workshop, tag, runs):
        container, root = workshop.buildah.mounted(tag)
        try:
            config, layers = workshop.buildah.inspect(tag)
            plain = [behaviour.run(root, config, wish, False) for wish in runs]
            read_only = [behaviour.run(root, config, wish, True) for wish in runs]
            return Image(config, layers, tree.read(root), tree.packages(root), plain, read_only)
        finally:
            workshop.buildah.remove(container)
            if not workshop.keep:
                workshop.buildah.remove_image(tag)

    def prove(self, workshop):
        """A row for each target and level."""
        begin = time.monotonic()
        try:
            rows = self.rows(workshop)
        except (RuntimeError, OSError, subprocess.SubprocessError) as error:
            rows = [Row(self.name, "", "", faults=[f"{type(error).__name__}: {error}"])]
        workshop.say(f"{self.name}: {time.monotonic() - begin:.0f} s, {sum(len(row.faults) for row in rows)} faults")
        for row in rows:
            for fault in row.faults[:5]:
                workshop.say(f"  {row.target} {row.level}: {fault[-400:] if 'not build' in fault else fault[:400]}")
        return rows

    def rows(self, workshop):
        rows = []
        self.copy(workshop, "before")
        before = {}
        for target, wishes in self.targets.items():
            try:
                before[target] = self.look(workshop, self.build(workshop, "before", target), wishes["runs"])
            except BuildFailed as error:
                return [Row(self.name, target, "before", faults=[f"the case itself does not build: {error}"])]
            for wish, run in zip(wishes["runs"], before[target].runs):
                if not run["works"]:
                    return [Row(self.name, target, "before", faults=[f"the case itself does not work: {wish}: {run}"])]
        if workshop.control:
            self.copy(workshop, "control")
            for target, wishes in self.targets.items():
                rows.append(self.row(workshop, "control", target, {"rules": [], "files": []}, before[target]))
        seen = {}
        for level in workshop.levels:
            place = self.copy(workshop, level)
            try:
                hardened = workshop.hardener.harden(place, level)
                again = workshop.hardener.harden(place, level)["rules"]
            except (RuntimeError, OSError) as error:
                rows.append(Row(self.name, "", level, faults=[str(error)]))
                continue
            (place.parent / f"{level}.diff").write_text(hardened["diff"])
            text = {str(path.relative_to(place)): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}
            for target in self.targets:
                same = next((row for row, other in seen.items() if other == (target, text)), None)
                row = self.row(workshop, level, target, hardened, before[target]) if same is None else self.same(rows[same], level)
                if again:
                    row.faults.append(f"a second run changes more: {', '.join(again)}")
                seen.setdefault(len(rows), (target, text))
                rows.append(row)
        return rows

    def same(self, row, level):
        return Row(row.case, row.target, level, row.rules, row.config, row.files, row.packages, row.works, row.read_only, row.stops, row.user, 0.0, list(row.faults))

    def row(self, workshop, level, target, hardened, before):
        rules = hardened["rules"]
        row = Row(self.name, target, level, rules)
        begin = time.monotonic()
        runs = self.targets[target]["runs"]
        if level != "control" and not rules:
            row.works = "unchanged"
            return row
        try:
            after = self.look(workshop, self.build(workshop, level, target), runs)
        except BuildFailed as error:
            unknown = re.search(r"\b(ADD|COPY|RUN) only supports the", str(error))
            if unknown:  # by this buildah: proven by parse only
                row.works = f"not built: a flag of {unknown[1]} that buildah does not know"
                return row
            row.works = "does not build"
            row.faults.append(f"does not build: {error}")
            return row
        row.config, row.files, row.packages = compare.of_images(before, after)
        unexpected = workshop.allowed.unexpected(row.config + row.files + row.packages, rules, hardened["files"])
        if unexpected and workshop.allowed.base(rules):
            of_bases = compare.of_bases(before, after, workshop.bases.of(before), workshop.bases.of(after))
            unexpected = [each for each in unexpected if each not in of_bases]
        row.faults += [f"not accounted for: {each}" for each in unexpected]
        row.works = verdict(after.runs)
        row.read_only = verdict(after.read_only)
        both = {f"{said(old['stopped'])}→{said(new['stopped'])}" for old, new in zip(before.runs, after.runs)}
        row.stops = " ".join(sorted(both))
        row.user = ", ".join(sorted({str(run["uid"]) for run in after.runs}))
        for kind, old, new in (("", before.runs, after.runs), ("with a read-only root ", before.read_only, after.read_only)):
            for wish, earlier, later in zip(runs, old, new):
                if earlier["works"] and not later["works"]:
                    row.faults.append(f"{kind}no longer works: {wish}: {later['why']}: {later['output']}")
                if earlier["stopped"] and later["stopped"] is False:
                    row.faults.append(f"{kind}no longer stops when it is asked to: {wish}")
        row.seconds = time.monotonic() - begin
        return row


def said(stopped):
    return {True: "yes", False: "no", None: "–"}[stopped]


def verdict(runs):
    return "yes" if all(run["works"] for run in runs) else "no"


def all_cases():
    return [Case(path.parent) for path in sorted((Path(__file__).parent.parent / "cases").glob("*/case.json"))]
