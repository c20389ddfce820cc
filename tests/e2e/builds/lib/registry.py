# SPDX-License-Identifier: Apache-2.0
"""Makes the package indexes that the builds install from, out of the sources in registry/: for npm, pip, RubyGems, Go and Cargo in the layout that the
real client reads, for the stand-ins of Composer, Maven and Gradle as folders. The bytes are the same in every run: locks name their digests.
"""

import base64
import gzip
import hashlib
import io
import json
import shutil
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent.parent / "registry"
ADDRESS = "http://127.0.0.1:8088"
DATE = (2024, 1, 1, 0, 0, 0)


def stored_gzip(data):
    """Without compression, since libraries differ in what they make of the same data."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=0, mtime=0) as file:
        file.write(data)
    return out.getvalue()


def tar_of(entries):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in entries:
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(data), 0o755 if data.startswith(b"#!") else 0o644
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def zip_of(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name, DATE), data)
    return out.getvalue()


def files_of(folder, but=()):
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in but]


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def npm(folder, out):
    manifest = json.loads((folder / "package.json").read_text())
    name, version = manifest["name"], manifest["version"]
    data = stored_gzip(tar_of([(f"package/{path}", content) for path, content in files_of(folder)]))
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
    dist = {"tarball": f"{ADDRESS}/npm/{name}/-/{name}-{version}.tgz", "integrity": integrity, "shasum": hashlib.sha1(data).hexdigest()}
    write(out / name / "-" / f"{name}-{version}.tgz", data)
    write(out / f"{name}.json", json.dumps({"name": name, "dist-tags": {"latest": version}, "versions": {version: {**manifest, "dist": dist}}}))


def wheel(name, version, entries, scripts, out, requires=""):
    info = f"{name}-{version}.dist-info"
    entries = [*entries, (f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{requires}".encode()),
               (f"{info}/WHEEL", b"Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
               (f"{info}/entry_points.txt", ("[console_scripts]\n" + "".join(f"{key} = {value}\n" for key, value in scripts.items())).encode())]
    record = "".join(f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip('=')},{len(data)}\n" for path, data in entries)
    write(out / f"{name}-{version}-py3-none-any.whl", zip_of([*entries, (f"{info}/RECORD", f"{record}{info}/RECORD,,\n".encode())]))


def pypi(folder, out):
    about = json.loads((folder / "wheel.json").read_text())
    wheel(about["name"], about["version"], files_of(folder, but=["wheel.json"]), about.get("scripts", {}), out)


def gem(folder, out):
    about = json.loads((folder / "gem.json").read_text())
    name, version = about["name"], about["version"]
    entries = files_of(folder, but=["gem.json"])
    listed = "".join(f"- {path}\n" for path, _ in entries)
    metadata = f"""--- !ruby/object:Gem::Specification
name: {name}
version: !ruby/object:Gem::Version
  version: {version}
platform: ruby
authors:
- nobody
bindir: bin
date: 2024-01-01 00:00:00.000000000 Z
dependencies: []
executables:
{"".join(f"- {each}{chr(10)}" for each in about["executables"])}extensions: []
files:
{listed}licenses:
- MIT
metadata: {{}}
require_paths:
- lib
required_ruby_version: !ruby/object:Gem::Requirement
  requirements:
  - - ">="
    - !ruby/object:Gem::Version
      version: '0'
required_rubygems_version: !ruby/object:Gem::Requirement
  requirements:
  - - ">="
    - !ruby/object:Gem::Version
      version: '0'
rubygems_version: 3.4.20
specification_version: 4
summary: a stand-in
test_files: []
"""
    data = tar_of([("metadata.gz", stored_gzip(metadata.encode())), ("data.tar.gz", stored_gzip(tar_of(entries)))])
    info = f"---\n{version} |checksum:{hashlib.sha256(data).hexdigest()}\n"
    write(out / "gems" / f"{name}-{version}.gem", data)
    write(out / "info" / name, info)
    write(out / "versions", f"created_at: 2024-01-01T00:00:00Z\n---\n{name} {version} {hashlib.md5(info.encode()).hexdigest()}\n")
    write(out / "names", f"---\n{name}\n")


def go(folder, out):
    module = (folder / "go.mod").read_text().split()[1]
    place, version = out / module / "@v", "v1.0.0"
    write(place / "list", f"{version}\n")
    write(place / f"{version}.info", json.dumps({"Version": version, "Time": "2024-01-01T00:00:00Z"}))
    write(place / f"{version}.mod", (folder / "go.mod").read_bytes())
    write(place / f"{version}.zip", zip_of([(f"{module}@{version}/{path}", data) for path, data in files_of(folder)]))


def cargo(folder, out):
    name, version = folder.name, "0.1.0"
    data = stored_gzip(tar_of([(f"{name}-{version}/{path}", content) for path, content in files_of(folder)]))
    write(out / f"{name}-{version}.crate", data)
    entry = {"name": name, "vers": version, "deps": [], "cksum": hashlib.sha256(data).hexdigest(), "features": {}, "yanked": False}
    write(out / "index" / name[:2] / name[2:4] / name, json.dumps(entry) + "\n")


def python_stand_ins(images, out):
    """uv and Poetry as `pip install` brings them."""
    for name, version in (("uv", "0.5.11"), ("poetry", "1.8.5")):
        wheel(name, version, [(f"{name}_standin.py", (images / "uv/uv").read_bytes())], {name: f"{name}_standin:main"}, out)


def django(debs, out):
    """Debian's packages, packed again as a wheel each."""
    from chroot import run  # only here is a program needed

    for name in ("python3-django", "python3-asgiref", "python3-sqlparse"):
        for deb in debs.glob(f"{name}_*.deb"):
            unpacked = out.parent / "unpacked"
            run("dpkg-deb", "-x", str(deb), str(unpacked))
            packages = unpacked / "usr/lib/python3/dist-packages"
            metadata = next(packages.glob("*.dist-info")).name.removesuffix(".dist-info")
            project, version = metadata.rsplit("-", 1)
            described = (packages / f"{metadata}.dist-info/METADATA").read_text()
            requires = "".join(f"{line}\n" for line in described.splitlines() if line.startswith("Requires-Dist:") and "extra ==" not in line)
            entries = [(path, data) for path, data in files_of(packages) if ".dist-info/" not in path and (not path.endswith((".po", ".mo")) or "/locale/en/" in path)]
            wheel(project.lower(), version, entries, {}, out, requires)
            shutil.rmtree(unpacked)


def make(out, debs):
    shutil.rmtree(out, ignore_errors=True)
    for kind, maker in (("npm", npm), ("pypi", pypi), ("gems", gem), ("go", go), ("cargo", cargo)):
        for folder in sorted((HERE / kind).iterdir()):
            maker(folder, out / kind)
    python_stand_ins(HERE.parent / "images", out / "pypi")
    django(debs, out / "pypi")
    for kind in ("composer", "maven"):
        shutil.copytree(HERE / kind, out / kind)
