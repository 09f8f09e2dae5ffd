"""Run notebooks so that the same inputs give the same bytes."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TypeVar

import matplotlib
import matplotlib.font_manager
import nbformat
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

T = TypeVar("T")

#: What every notebook says about its kernel: no version, no name of one machine's environment.
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
#: Starts a kernel without what the files of this machine (such as those in /etc/ipython) say about IPython, which no
#: environment variable and no option can turn off; the working folder comes to the path later, as in every kernel.
#: Python looks for garbage less often: what libraries load and figures hold is none, and took a tenth of the time.
LAUNCH = """\
import gc
import sys
gc.set_threshold(50_000, 20, 100)
if sys.path[0] == "":
    del sys.path[0]
from IPython.core import application
application.ENV_CONFIG_DIRS.clear()
application.SYSTEM_CONFIG_DIRS.clear()
from ipykernel import kernelapp
kernelapp.launch_new_instance()
"""
#: What a kernel says where another program took a port between its choice and the start of the kernel.
PORT_TAKEN = "Address already in use"
#: Settings of one person that would change what a notebook shows.
PERSONAL = ("PYTHONSTARTUP", "PYTHONWARNINGS", "COLUMNS", "LINES")


class NotebookError(RuntimeError):
    """A notebook that did not run to its end; the message says which, in which cell and why."""


def list_notebooks(folder: str | Path) -> list[Path]:
    """List the notebooks of a folder in the order in which they are run: by name, but ``00-…``, the overview, last."""
    return sorted(Path(folder).glob("*.ipynb"), key=lambda path: (path.name.startswith("00-"), path.name))


def kernel_environment(private: str | Path) -> dict[str, str]:
    """Give the environment variables under which a kernel shows the same on every machine.

    The start-up files, figure settings and terminal of a user, and what the machine's administrator says about IPython,
    would otherwise reach into the outputs. The kernel ``python3`` is put into a private folder, which is made.
    """
    private = Path(private)
    kernel = private / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True, exist_ok=True)
    argv = [sys.executable, "-c", LAUNCH, "-f", "{connection_file}"]
    kernel.write_text(json.dumps(get_kernel_dict() | {"argv": argv}), encoding="utf-8")
    settings = private / "matplotlibrc"
    settings.touch()
    environment = {name: value for name, value in os.environ.items() if name not in PERSONAL}
    return environment | {
        "IPYTHONDIR": str(private / "ipython"),
        "JUPYTER_PATH": str(private),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        # Importing the font manager above has filled this folder; a kernel that had to would say so in its outputs.
        "MPLCONFIGDIR": matplotlib.get_cachedir(),
        "MATPLOTLIBRC": str(settings),
        "PYTHONUTF8": "1",
        # Two kernels run side by side; threads inside each would only wait for each other.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def execute(path: str | Path, private: str | Path) -> int:
    """Run one notebook in place, in a fresh kernel of this interpreter, and count the code cells that ran."""
    return _run(_execute(Path(path), Path(private)))


def execute_all(folder: str | Path, private: str | Path, report: Callable[[str], None] = print) -> list[Path]:
    """Run the notebooks of a folder in place, two at a time, then ``00-…``; list them in the order of `list_notebooks`.

    Each has a kernel of its own, which keeps its files in `private`. As soon as one fails the others are stopped.
    """
    paths = list_notebooks(folder)
    try:
        _run(_execute_all(paths, Path(private), report))
    except ExceptionGroup as group:
        raise group.exceptions[0] from None
    return paths


class _Loop(asyncio.SelectorEventLoop):
    """Leave Ctrl-C to `asyncio.Runner`, which ends every task in order; nbclient would end one kernel of several."""

    def add_signal_handler(self, sig: int, callback: Callable[..., object], *arguments: object) -> None:
        raise RuntimeError("signals are handled by asyncio.Runner")


def _run(work: Coroutine[None, None, T]) -> T:
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(work)


async def _execute_all(paths: list[Path], private: Path, report: Callable[[str], None]) -> None:
    places = asyncio.Semaphore(2)

    async def one(path: Path) -> None:
        async with places:
            start = time.perf_counter()
            cells = await _execute(path, private / path.stem)
            report(f"notebook  {path.name:24}{cells:4} cells  {time.perf_counter() - start:6.1f} s")

    for overview in (False, True):
        async with asyncio.TaskGroup() as group:
            for path in paths:
                if path.name.startswith("00-") == overview:
                    group.create_task(one(path))


async def _execute(path: Path, private: Path, attempts: int = 3) -> int:
    notebook = _read(path)
    environment = kernel_environment(private)
    log = private / "kernel.log"
    client = NotebookClient(
        notebook,
        km=AsyncKernelManager(
            kernel_name=KERNELSPEC["name"],
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(private / "kernels")]),
            connection_file=str(private / "connection.json"),
            transport_encryption="auto",
        ),
        timeout=None,
        record_timing=False,
        coalesce_streams=True,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        with log.open("wb") as said:
            await client.async_execute(env=environment, cleanup_kc=True, stderr=said)
    except Exception as error:  # a cell, a kernel, or whatever the machine lacks for one: nothing of ours runs here
        atexit.unregister(client._cleanup_kernel)  # nbclient leaves it behind where no kernel came up
        if (task := asyncio.current_task()) and task.cancelling():  # nbclient takes being stopped for a dead kernel
            raise asyncio.CancelledError from None
        what = _what_failed(path, client, error, log)
        if attempts > 1 and not client.code_cells_executed and PORT_TAKEN in what:
            return await _execute(path, private, attempts - 1)
        raise NotebookError(what) from None
    for cell, found in enumerate(_errors_shown(notebook), start=1):
        if found:  # what draws or formats a result fails without failing its cell
            raise NotebookError(
                f"{path.name}, code cell {cell}: expected a result, found {found}; open it with `make lab`"
            )
    language = dict(notebook.metadata["language_info"])
    del language["version"]
    notebook.metadata = nbformat.NotebookNode(kernelspec=KERNELSPEC, language_info=language)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        nbformat.write(notebook, file)
    return client.code_cells_executed


def _read(path: Path) -> nbformat.NotebookNode:
    try:
        text = path.read_text(encoding="utf-8")
        content = json.loads(text)
        if not isinstance(content, dict) or content.get("nbformat") != 4:
            raise ValueError("another format")
        nbformat.validate(content)
    except (ValueError, nbformat.ValidationError) as error:
        what = str(error).split("\n")[0]
        raise NotebookError(f"{path.name}: expected a notebook of format 4, found {what}; restore it") from None
    language = content["metadata"].get("kernelspec", {}).get("language", "python")
    if language != "python":
        raise NotebookError(f"{path.name}: expected a notebook in Python, found one for {language!r}; move it away")
    return nbformat.reads(text, as_version=4)


def _errors_shown(notebook: nbformat.NotebookNode) -> list[str]:
    """Give the first error among the outputs of each code cell that is not empty, on one line."""
    cells = [cell.outputs for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    errors = [[output for output in outputs if output.output_type == "error"][:1] for outputs in cells]
    return [" ".join(f"{each[0].ename}: {each[0].evalue}".split()) if each else "" for each in errors]


def _what_failed(path: Path, client: NotebookClient, error: Exception, log: Path) -> str:
    cell = client.code_cells_executed
    if not cell:
        said = log.read_text("utf-8", "replace").split("\n") if log.is_file() else []
        last = [line.strip() for line in said if line.strip()][-1:]
        return (
            f"{path.name}: expected a Python kernel to start, found {': '.join((str(error), *last))}; check this "
            "environment with: python -m ipykernel --version (and that memory, open files and /tmp are not used up)"
        )
    if isinstance(error, CellExecutionError):
        found = _errors_shown(client.nb)[cell - 1] or f"{error.ename}: {error.evalue}"
    elif isinstance(error, DeadKernelError):
        found = "a kernel that stopped (killed, interrupted or out of memory)"
    else:
        found = f"{type(error).__name__}: {error}"
    return f"{path.name}, code cell {cell}: expected it to run, found {found}; open it with `make lab`"
