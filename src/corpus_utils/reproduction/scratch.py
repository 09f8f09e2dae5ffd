"""A folder to work in, so that a run that stops half-way leaves no trace in the study."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: nothing guards two runs at once there
    fcntl = None  # type: ignore[assignment]  # a module, or nothing

PREFIX = ".scratch-"


class WorkplaceError(OSError):
    """A folder in which no run can start; the message says why and what to do."""

    #: The exit status of a command that stops here: nothing was done.
    status = 2


@contextmanager
def scratch_folder(place: str | Path) -> Iterator[Path]:
    """Lend an empty folder inside another one, and take it away at the end.

    It lies beside the files that it will replace, so that replacing is one step of the file system.
    Only one run at a time may hold a place; what a killed run left there is removed first.

    Parameters
    ----------
    place : str or Path
        The folder that will hold the results; made if it is missing.

    Yields
    ------
    Path
        The empty folder.

    Raises
    ------
    WorkplaceError
        If the place cannot be written, or another run holds it.

    Examples
    --------
    >>> place = Path(tempfile.mkdtemp())
    >>> with scratch_folder(place) as folder:
    ...     len(list(place.iterdir()))
    1
    >>> list(place.iterdir())
    []
    """
    place = Path(place)
    with _held(place):
        for left in sorted(place.glob(f"{PREFIX}*")):
            shutil.rmtree(left, ignore_errors=True)
        try:
            folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=place))
        except OSError as error:
            raise unwritable(place, error) from None
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _held(place: Path) -> Iterator[None]:
    """Hold the lock of a folder; the system gives it back when the process ends, however it ends."""
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(place, error) from None
    if fcntl is None:
        yield
        return
    handle = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise WorkplaceError(
            f"{place}: expected to work here alone, found another run at work; wait until it ends, then start again"
        ) from None
    try:
        yield
    finally:
        os.close(handle)


def unwritable(place: Path, error: OSError) -> WorkplaceError:
    """Say that results cannot be put into a folder, and what to do."""
    return WorkplaceError(
        f"{place}: expected a folder that can be written, found {error.strerror or error}; "
        "name another place for the results with --output"
    )
