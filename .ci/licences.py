"""List the licence of every locked dependency, from what each package says of itself."""

from __future__ import annotations

import csv
import email
import importlib.metadata
import re
import subprocess
import sys
import tempfile
import zipfile
from email.message import Message
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements-dev.lock", "requirements-uv.lock", "docs/requirements.lock", "fuzz/requirements.lock")
#: Where a package that is not for this system may be for.
PLATFORMS = (None, "win_amd64", "macosx_11_0_arm64", "manylinux_2_28_x86_64")


def main() -> None:
    """Write ``LICENCES-DEPENDENCIES.csv``."""
    pins = sorted(
        {
            pin
            for lock in LOCKS
            for pin in re.findall(
                r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE
            )
        }
    )
    rows = [(name, version, _licence(_notes(name, version))) for name, version in pins]
    with (ROOT / "LICENCES-DEPENDENCIES.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("package", "version", "licence"))
        writer.writerows(rows)
    print(f"{len(rows)} packages listed in LICENCES-DEPENDENCIES.csv")


def _notes(name: str, version: str) -> Message:
    try:
        installed = importlib.metadata.distribution(name)
    except importlib.metadata.PackageNotFoundError:
        return _downloaded(name, version)
    return installed.metadata if installed.version == version else _downloaded(name, version)


def _downloaded(name: str, version: str) -> Message:
    """Read the notes of a package that this system does not install."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    for platform in PLATFORMS:
        with tempfile.TemporaryDirectory() as folder:
            choice = ["--platform", platform] if platform else []
            command = [*pip, *choice, "--dest", folder, f"{name}=={version}"]
            if subprocess.run(command, capture_output=True, check=False).returncode == 0:
                with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
                    notes = next(entry for entry in wheel.namelist() if entry.endswith(".dist-info/METADATA"))
                    return email.message_from_bytes(wheel.read(notes))
    sys.exit(f"error: expected a wheel of {name} {version} on the package index, found none for {PLATFORMS[1:]}")


def _licence(notes: Message) -> str:
    """Choose what a package says most exactly: an expression, a short name, or its classifiers."""
    short = (notes.get("License") or "").strip()
    if notes.get("License-Expression"):
        return notes["License-Expression"]
    if short and "\n" not in short and len(short) <= 60 and short.upper() != "UNKNOWN":
        return short
    classifiers = [one for one in notes.get_all("Classifier") or () if one.startswith("License ::")]
    return "; ".join(sorted(one.rsplit(" :: ", 1)[-1] for one in classifiers)) or "not stated in the package"


if __name__ == "__main__":
    main()
