"""The commands of the package: ``python -m corpus_utils <command>``."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpus_utils.reproduction.notebooks import NotebookError, kernel_environment, list_notebooks
from corpus_utils.reproduction.reproduce import IncompleteError, build_tables, reproduce
from corpus_utils.reproduction.scratch import WorkplaceError
from corpus_utils.reproduction.verify import verify
from corpus_utils.study import StudyError, find_root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and say how it went.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after ``python -m corpus_utils``; by default those of this process.

    Returns
    -------
    int
        The exit status: 0 done; 1 something failed or differs; 2 bad input or use, nothing was done.

    Examples
    --------
    >>> main(["build", "--root", tempfile.mkdtemp()])
    2
    """
    options = _parser().parse_args(arguments)
    try:
        root = find_root(options.root)
        if options.command == "build":
            build_tables(root, options.output)
        elif options.command == "reproduce":
            reproduce(root, options.output)
        elif options.command == "verify":
            return 0 if verify(root, options.strict) else 1
        elif options.command == "test":
            return _test(root)
        else:
            return _lab(root)
    except (StudyError, WorkplaceError) as error:
        return _say(error, 2)
    except (NotebookError, IncompleteError, OSError) as error:
        return _say(error, 1)
    except KeyboardInterrupt:
        return _say("interrupted; start the command again to bring everything up to date", 130)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m corpus_utils",
        description="Compare political texts: from raw files to tables, figures and notebooks, to the byte.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, purpose in (
        ("reproduce", "make all tables, figures and notebooks anew"),
        ("build", "make the core tables in data/processed alone"),
        ("verify", "rebuild in a scratch copy and compare every file with the one that is kept"),
        ("test", "lint, run the tests and check every notebook against its stored outputs"),
        ("lab", "open the overview notebook in JupyterLab"),
    ):
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.add_argument("--root", metavar="DIR", help="the study folder (default: the one around this folder)")
        if name in ("reproduce", "build"):
            command.add_argument("--output", metavar="DIR", help="where the results go (default: the study folder)")
        if name == "verify":
            command.add_argument(
                "--strict",
                action=argparse.BooleanOptionalAction,
                help="whether figures must be the same bytes (default: on Linux x86-64, elsewhere within a tolerance)",
            )
    return parser


def _test(root: Path) -> int:
    pytest = [sys.executable, "-m", "pytest"]
    with tempfile.TemporaryDirectory() as private:
        steps = (
            ([sys.executable, "-m", "ruff", "check", "."], None),
            ([sys.executable, "-m", "ruff", "format", "--check", "."], None),
            (pytest, None),
            ([*pytest, "--nbval", "--nbval-current-env", "notebooks"], kernel_environment(private)),
        )
        statuses = []
        for command, environment in steps:
            print("$ python", *command[1:], flush=True)
            statuses.append(subprocess.run(command, cwd=root, env=environment, check=False).returncode)
    return 1 if any(statuses) else 0


def _lab(root: Path) -> int:
    overview = list_notebooks(root / "notebooks")[-1]
    return subprocess.run([sys.executable, "-m", "jupyterlab", str(overview)], cwd=root, check=False).returncode


def _say(error: object, status: int) -> int:
    print(f"error: {error}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
