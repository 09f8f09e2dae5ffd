"""Rebuild results in a scratch copy and compare each with the one that is kept, in a study or in any repository."""

from __future__ import annotations

import base64
import csv
import io
import json
import os
import platform
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path

import numpy as np
from matplotlib.image import imread

from corpus_utils.reproduction.publish import generated_files
from corpus_utils.study import find_root

Build = Callable[[Path, Path], object]
#: Folders that are no part of what a command reads, where git does not tell.
LEFT_OUT = (".git", ".venv", "venv", "__pycache__", ".ipynb_checkpoints", "node_modules")
#: Where bytes are not promised: the share of its pixels, or the points in a drawing, by which a figure may differ.
TOLERANCE = 0.01
#: A picture in a notebook, as an output of its own or in markup.
EMBEDDED = re.compile(r'(?:(?<="image/png": ")|(?<=data:image/png;base64,))[A-Za-z0-9+/=]+')
#: With what each cell begins in a notebook.
CELL = '"cell_type"'
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


class CommandError(RuntimeError):
    """A command that should have made the results and did not reach its end; the message says which."""


def verify(
    root: str | Path | None = None,
    strict: bool | None = None,
    report: Callable[[str], None] = print,
    build: Build | None = None,
    results: Sequence[str] | None = None,
) -> bool:
    """Tell whether a rebuild gives the files that are kept, byte for byte; False where there is none.

    A reader should not have to believe that a figure comes from the data beside it. The folder `root` (by default the
    study around the current one) is only read; `build` is given it and an empty one, and makes the results there (see
    `run_in_copy`), by default those of a study. `results` are patterns of the files to compare in both (``**/*.csv``).
    Figures must be the same bytes too if `strict`, which is the default on Linux x86-64; else within `TOLERANCE`.

    Examples
    --------
    >>> root = Path(tempfile.mkdtemp())
    >>> _ = (root / "answer.txt").write_text("42")
    >>> def build(root, scratch):
    ...     (scratch / "answer.txt").write_text(str(6 * 7))
    >>> verify(root, build=build, results=["*.txt"])
    <BLANKLINE>
    answer.txt                                       same bytes
    <BLANKLINE>
    1 of 1 files agree: reproduced
    True
    """
    root = find_root(root) if build is None else Path(root or ".").resolve()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder).resolve()
        if build is None:
            from corpus_utils.reproduction.reproduce import rebuild

            rebuild(root, scratch, report)
        else:
            build(root, scratch)
        report("")
        return compare_all(root, scratch, strict, report, results)


def run_in_copy(command: str, results: Sequence[str]) -> Build:
    """Make a build function for `verify` of a shell command, which runs in a copy without its results (patterns).

    What the command does not make is then missing, however old and right the file that is kept. Notebooks among the
    results are inputs too, so they are copied without their outputs. Raises `CommandError` where the command fails.
    """

    def build(root: Path, scratch: Path) -> None:
        made = set(_matching(root, results))
        for name in _sources(root):
            (scratch / name).parent.mkdir(parents=True, exist_ok=True)
            if name not in made:
                shutil.copy2(root / name, scratch / name)
            elif name.endswith(".ipynb"):
                (scratch / name).write_text(_without_outputs(root / name), encoding="utf-8")
        status = subprocess.run(command, shell=True, cwd=scratch, check=False).returncode
        if status:
            raise CommandError(
                f"{command}: expected it to run to its end in a copy, found exit status {status}; try it"
            )

    return build


def _sources(root: Path) -> list[str]:
    """List the files that git tracks or would track; where there is no git, all outside of `LEFT_OUT`."""
    git = ["git", "-c", f"safe.directory={root}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, cwd=root, capture_output=True, check=False) if shutil.which("git") else None
    if listed is not None and listed.returncode == 0:
        names = [os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
    else:
        found = (path.relative_to(root) for path in root.rglob("*"))
        names = [path.as_posix() for path in found if not set(path.parts) & set(LEFT_OUT)]
    return sorted(name for name in names if (root / name).is_file())


def _without_outputs(path: Path) -> str:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell |= {"outputs": [], "execution_count": None}
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path}: expected a notebook of format 4, found none ({error}); restore it") from None
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _matching(root: Path, results: Sequence[str] | None) -> list[str]:
    if results is None:
        return generated_files(root)
    found = {path for pattern in results for path in root.glob(pattern) if path.is_file()}
    return sorted(path.relative_to(root).as_posix() for path in found)


def compare_all(
    kept: Path,
    made: Path,
    strict: bool | None = None,
    report: Callable[[str], None] = print,
    results: Sequence[str] | None = None,
) -> bool:
    """Compare the results that are kept with those made anew, one line a file and a verdict (else as `verify`)."""
    strict = on_reference_system() if strict is None else strict
    names = sorted({*_matching(kept, results), *_matching(made, results)})
    bad = near = 0
    for name in names:
        what, tolerable = compare(kept / name, made / name)
        agrees = tolerable and not strict
        near, bad = near + agrees, bad + bool(what and not agrees)
        mark = "near" if agrees else "DIFFERS"
        report(f"{name:48} {f'{mark}  {what}' if what else 'same bytes'}")
    within = f", {near} of them figures within the tolerance" if near else ""
    good = bool(names) and not bad
    report(f"\n{len(names) - bad} of {len(names)} files agree{within}: {'' if good else 'not '}reproduced")
    return good


def on_reference_system() -> bool:
    """Tell whether this is the kind of system on which every byte is promised."""
    return platform.system() == "Linux" and platform.machine() == "x86_64"


def compare(expected: Path, found: Path) -> tuple[str, bool]:
    """Name the kind of difference (empty where every byte is the same), and say if another system may differ so."""
    if not expected.is_file():
        return "not kept: the run makes this file, and it is not there", False
    if not found.is_file():
        return "not made: the file is kept, and no run makes it", False
    one, other = expected.read_bytes(), found.read_bytes()
    if one == other:
        return "", False
    try:
        if expected.suffix == ".png":
            return _pixels(one, other)
        kept, made = one.decode("utf-8"), other.decode("utf-8")
        return _table(kept, made) if expected.suffix == ".csv" else _text(kept, made, expected.suffix)
    except (ValueError, OSError, SyntaxError, csv.Error) as error:
        return f"{len(one)} bytes became {len(other)}, which cannot be read as {expected.suffix} ({error})", False


def _pixels(one: bytes, other: bytes) -> tuple[str, bool]:
    kept, made = imread(io.BytesIO(one)), imread(io.BytesIO(other))
    if kept.shape != made.shape:
        before, after = (f"{image.shape[1]} x {image.shape[0]}" for image in (kept, made))
        return f"size: {before} pixels became {after}", False
    apart = np.abs(kept - made).max(axis=-1)
    count, share = int((apart > 0).sum()), float((apart > 0).mean())
    what = f"pixels: {count} of {apart.size} ({100 * share:.2g} %), at most by {100 * apart.max():.2g} % of a colour"
    return what, share <= TOLERANCE


def _text(kept: str, made: str, suffix: str = "") -> tuple[str, bool]:
    """Compare texts: a drawing that differs in numbers alone by those, the pictures in a notebook by their pixels."""
    if suffix == ".svg" and NUMBER.sub("", kept) == NUMBER.sub("", made):
        pairs = zip(NUMBER.findall(kept), NUMBER.findall(made), strict=True)
        most = max(abs(float(before) - float(after)) for before, after in pairs)
        return f"drawing: numbers differ, at most by {most:.2g} points", most <= TOLERANCE
    one, other = (EMBEDDED.sub("", text) for text in (kept, made))
    if one != other:
        at = next(place for place, pair in enumerate(zip_longest(one, other)) if pair[0] != pair[1])
        line = one.count("\n", 0, at)
        begin = max(one.rfind("\n", 0, at) + 1, at - 20)
        before, after = (text[begin : begin + 60].split("\n")[0] for text in (one, other))
        cell = one.count(CELL, 0, at)
        return f"{f'cell {cell}' if cell else 'text'}: from line {line + 1}, {before!r} became {after!r}", False
    pictures = [
        (kept.count(CELL, 0, old.start()), *_pixels(base64.b64decode(old[0]), base64.b64decode(new[0])))
        for old, new in zip(EMBEDDED.finditer(kept), EMBEDDED.finditer(made), strict=True)
        if old[0] != new[0]
    ]
    return "; ".join(f"image in cell {cell}: {what}" for cell, what, _ in pictures), all(near for *_, near in pictures)


def _table(kept: str, made: str) -> tuple[str, bool]:
    """Compare tables cell by cell: the first in which a word differs, else the number that differs most."""
    old, new = (list(csv.reader(io.StringIO(text), strict=True)) for text in (kept, made))
    before, after = (f"{len(rows)} rows of {len(rows[0]) if rows else 0} cells" for rows in (old, new))
    if before != after:
        return f"size: {before} became {after}; {_text(kept, made)[0]}", False
    cells = [
        (row, *cell)
        for row, lines in enumerate(zip(old, new, strict=True), start=1)
        for cell in zip(old[0], *lines, strict=True)
        if cell[1] != cell[2]
    ]
    if not cells:
        return _text(kept, made)
    texts = [cell for cell in cells if not (NUMBER.fullmatch(cell[2]) and NUMBER.fullmatch(cell[3]))]
    row, name, one, other = texts[0] if texts else max(cells, key=lambda cell: _relative(*cell[2:]))
    place = f"(row {row}, {name}: {one} became {other})"
    differ = f"{len(cells)} cell{' differs' if len(cells) == 1 else 's differ'}"
    if texts:
        return f"text: {differ}, {len(texts)} of them not in a number alone {place}", False
    return f"numbers: {differ}, at most by {100 * _relative(one, other):.2g} % {place}", False


def _relative(one: str, other: str) -> float:
    return abs(float(one) - float(other)) / max(abs(float(one)), abs(float(other)), np.finfo(float).tiny)
