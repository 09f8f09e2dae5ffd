"""Lend a scratch folder beside the results, and carry what was made there to its place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from corpus_utils.files import write_bytes

try:
    import fcntl
except ImportError:  # Windows: nothing guards two runs at once there
    fcntl = None  # type: ignore[assignment]  # a module, or nothing

PREFIX = ".scratch-"
#: What a run makes, by folder: the endings of the files that are its own.
GENERATED = {
    "data": (".json",),
    "data/processed": (".csv", ".parquet"),
    "figures": (".csv", ".png", ".svg", ".txt"),
    "notebooks": (".ipynb",),
}


class WorkplaceError(OSError):
    """A folder in which no run can start (exit status 2); the message says why and what to do."""

    status = 2


@contextmanager
def scratch_folder(place: Path) -> Iterator[Path]:
    """Lend an empty folder inside another one, to one run at a time; what a killed run left there is removed first.

    The system gives the lock back when the process ends, however it ends. Wrong places are told before the work.
    """
    with ExitStack() as stack:
        with _writable(place):
            place.mkdir(parents=True, exist_ok=True)
        if fcntl is not None:
            lock = os.open(place, os.O_RDONLY)
            stack.callback(os.close, lock)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise WorkplaceError(
                    f"{place}: expected to work here alone, found another run at work; wait until it ends, then start "
                    "again"
                ) from None
        check_place(place)
        for left in place.glob(f"{PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)
        with _writable(place):
            made = tempfile.TemporaryDirectory(prefix=PREFIX, dir=place, ignore_cleanup_errors=True)
        yield Path(stack.enter_context(made))


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkplaceError(
            f"{folder}: expected a folder that can be written, found {error.strerror or error}; "
            "name another place for the results with --output"
        ) from None


def check_place(place: Path) -> None:
    """Make sure that results can be put in their place; folders that are missing are made later."""
    for path in (place / folder for folder in GENERATED):
        with _writable(path):
            if path.is_dir():
                tempfile.TemporaryFile(dir=path).close()
            elif os.path.lexists(path):
                raise NotADirectoryError(0, f"a {'link that leads nowhere' if path.is_symlink() else 'file'}")


def generated_files(root: Path) -> list[str]:
    """List the files of a study, or of a scratch copy, that a run makes: relative paths with ``/``, sorted."""
    return sorted(
        path.relative_to(root).as_posix()
        for folder, endings in GENERATED.items()
        for path in (root / folder).glob("[!.]*")
        if path.suffix in endings
    )


def publish(made: Path, place: Path, remove: bool = True) -> tuple[list[str], list[str]]:
    """Put finished files in their place, one step of the file system each, and list the changed and the removed ones.

    Whoever reads meanwhile, and whatever stops the run, every file is the old one or the new one. Results that were not
    made this time are taken away; without `remove` only a table that is kept in another form now. Notebooks stay.
    """
    new = generated_files(made)
    changed = [name for name in new if not _same(made / name, place / name)]
    removed = [name for name in generated_files(place) if name not in new and not name.startswith("notebooks/")]
    if not remove:
        stems = {name.rpartition(".")[0] for name in new if name.startswith("data/processed/")}
        removed = [name for name in removed if name.rpartition(".")[0] in stems]
    for name in changed:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
    check_place(place)
    for name in changed:
        write_bytes(place / name, (made / name).read_bytes())
    for name in removed:
        (place / name).unlink(missing_ok=True)
    return changed, removed


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()
