"""Run a study in a child process and stop it at one of its file operations."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import signal
import sys
import time
from pathlib import Path
from unittest import mock

from corpus_utils.files import write_bytes
from corpus_utils.reproduction import reproduce

#: Operations that change what is on disk.
CHANGES = ("os.mkdir", "os.remove", "os.rename", "os.rmdir")
#: What the child says when it ended by itself.
DONE, DISK_FULL = 0, 28


def fake_notebooks(folder: Path, private: Path, report: object) -> list[Path]:
    """Stand in for the kernels: derive a table, a figure and a notebook from the token table."""
    root = Path(folder).parent
    words = (root / "data" / "processed" / "tokens.csv").read_bytes()
    for name in ("data/processed/terms.csv", "figures/01-a.csv", "figures/01-a.txt", "figures/01-a.svg"):
        write_bytes(root / name, words)
    write_bytes(root / "figures" / "01-a.png", words * 50)
    for path in sorted(folder.glob("*.ipynb")):
        path.write_bytes(words)
    return []


def run(root: Path, stop_at: int | None = None, how: str = "kill", after: float | None = None) -> tuple[int, int]:
    """Reproduce a study in a child process, with stand-ins for the notebooks.

    Parameters
    ----------
    root : Path
        The study.
    stop_at : int, optional
        The number of the file operation before which the child is stopped.
    how : {"kill", "disk full"}
        Whether the child is killed there, or finds the disk full from there on.
    after : float, optional
        Kill the child after so many seconds instead, wherever it is.

    Returns
    -------
    status, operations : int
        The exit status (negative: the signal that ended it), and the number of operations of a run to the end.
    """
    context = multiprocessing.get_context("forkserver")
    # What a child needs is imported once, in the server that each child is forked from.
    context.set_forkserver_preload(["warmed", "pytest"])
    # Without a lock: a child that is killed while it holds one would never give it back.
    counter = context.RawValue("i", 0)
    child = context.Process(target=_work, args=(root, stop_at, how, counter))
    with mock.patch.dict(os.environ, PYTHONPATH=str(Path(__file__).parent)):
        child.start()
    if after is not None:
        time.sleep(after)
        child.kill()
    child.join()
    return child.exitcode, counter.value


def sample(count: int, of: int, seed: int = 0) -> list[int]:
    """Choose operations to stop at: the last ones, which publish, and others at random."""
    last = list(range(max(1, of - count // 2), of + 1))
    rest = random.Random(seed).sample(range(1, last[0]), min(count - len(last), last[0] - 1))
    return sorted([*rest, *last])


def _work(root: Path, stop_at: int | None, how: str, counter: object) -> None:
    reproduce.execute_all = fake_notebooks

    def watch(event: str, arguments: tuple) -> None:
        opens_to_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if not (opens_to_write or event in CHANGES):
            return
        counter.value += 1
        if stop_at is not None and counter.value >= stop_at:
            if how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            elif event not in ("os.remove", "os.rmdir"):
                raise OSError(errno.ENOSPC, "No space left on device")

    sys.addaudithook(watch)
    try:
        reproduce.reproduce(root, report=lambda line: None)
    except OSError as error:
        os._exit(DISK_FULL if error.errno == errno.ENOSPC or "No space left" in str(error) else 1)
    os._exit(DONE)
