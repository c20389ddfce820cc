# SPDX-License-Identifier: Apache-2.0
"""The program under test, asked as a script asks it."""

import json
import subprocess


class Hardener:
    def __init__(self, program):
        self.program = str(program)
        # Before there was a hardener, its levels were those of `fix`: for a look at an older program.
        self.has_harden = "harden_dockerfile" in self.output("tools")

    def output(self, *arguments, cwd=None):
        done = subprocess.run([self.program, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=cwd, timeout=120)
        return done.stdout if done.returncode < 2 else f"{done.stdout}{done.stderr}"

    def harden(self, folder, level):
        """Changes the files; returns the rules and what was left alone."""
        if self.has_harden:
            tool, given = "harden_dockerfile", {"level": level, "write": True}
        else:
            tool, given = "fix_findings", {"write": True, "unsafe": level != "safe"}
        text = self.output("call", tool, json.dumps(given), cwd=folder)
        try:
            answer = json.loads(text)
            changes = answer["changes" if self.has_harden else "fixed"]
        except (ValueError, KeyError, TypeError) as error:
            raise RuntimeError(f"{tool}: {error!r}: {text[:2000]}") from error
        return {"changes": changes, "skipped": answer.get("skipped", []), "rules": sorted({each["rule"] for each in changes}),
                "files": [each["path"] for each in answer.get("files", [])], "diff": answer.get("diff", "")}
