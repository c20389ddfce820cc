# SPDX-License-Identifier: Apache-2.0
"""The result as Markdown."""


def short(rules):
    return " ".join(rule.removeprefix("dockerfile/") for rule in rules) or "–"


def counted(files):
    kinds = [sum(line.startswith(kind) for line in files) for kind in ("added", "removed", "changed")]
    return "=" if not files else f"+{kinds[0]} −{kinds[1]} ~{kinds[2]}"


def cell(lines):
    return "<br>".join(line.replace("|", "\\|") for line in lines) or "="


def markdown(rows, seconds):
    out = ["| case | level | rules applied | configuration | files | packages | works | read-only root | stops | uid | s |", "|---|---|---|---|---|---|---|---|---|---|---|"]
    for row in rows:
        name = f"{row.case} ({row.target})" if row.target else row.case
        works = f"{row.works or '–'}{' ✗' if row.faults else ''}"
        out.append(f"| {name} | {row.level} | {short(row.rules)} | {cell(row.config)} | {counted(row.files)} | {cell(row.packages)} | {works} |"
                   f" {row.read_only or '–'} | {row.stops or '–'} | {row.user or '–'} | {row.seconds:.1f} |")
    faulty = [row for row in rows if row.faults]
    cases = len({row.case for row in rows})
    out += ["", f"{cases} cases, {len(rows)} rows, {len(rows) - len(faulty)} as they should be, {len(faulty)} not; {seconds:.0f} s"]
    for row in faulty:
        out += ["", f"### {row.case} {row.target} {row.level}", ""]
        out += [f"- {fault}".replace("\n", "\n  ") for fault in row.faults[:30]]
        if len(row.faults) > 30:
            out.append(f"- and {len(row.faults) - 30} more")
    return "\n".join(out) + "\n"
