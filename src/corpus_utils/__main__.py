"""The commands of the package: ``corpus-utils <command>``, or ``python -m corpus_utils <command>``."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from corpus_utils import __version__
from corpus_utils.study import StudyError, find_root

#: So many files that can't be added are told of at once.
MOST_PROBLEMS = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and say how it went.

    The exit status: 0 done; 1 something failed or differs; 2 bad input or use, nothing was done.
    """
    options = _parser().parse_args(arguments)
    if arguments is None:
        _end_in_order()
    try:
        return options.run(options)
    except StudyError as error:
        if options.command != "add":
            return _say(f"{error}{'; corpus-utils check lists them' if len(error.problems) > 1 else ''}", 2)
        for problem in error.problems[:MOST_PROBLEMS]:
            _say(problem, 2)
        if len(error.problems) > MOST_PROBLEMS:
            _say(f"{len(error.problems) - MOST_PROBLEMS} more problems", 2)
        return 2
    except ModuleNotFoundError as error:
        return _say(f"{options.command}: expected the package {error.name}, found none; {_extra(options.command)}", 1)
    except (RuntimeError, OSError) as error:
        if type(error).__module__.split(".")[0] != "corpus_utils" and not isinstance(error, OSError):
            raise
        return _say(error, getattr(error, "status", 1))
    except KeyboardInterrupt:
        return _say("interrupted; start the command again to bring everything up to date", 130)


def _end_in_order() -> None:
    """Take being ended by another program for Ctrl-C, so that kernels, workers and scratch folders go first."""
    for name in ("SIGTERM", "SIGHUP"):
        if signal.getsignal(getattr(signal, name, signal.SIGINT)) == signal.SIG_DFL:
            signal.signal(getattr(signal, name), _end)


def _end(number: int, frame: FrameType | None) -> None:
    import asyncio

    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.raise_signal(signal.SIGINT)
        return
    # In the background of a script Ctrl-C is not heard. Between two steps of the notebooks, and not within one, which
    # would keep the exception and have asyncio complain of it.
    try:
        asyncio.get_running_loop().call_soon_threadsafe(signal.default_int_handler, number, frame)
    except RuntimeError:  # no notebook runs
        signal.default_int_handler(number, frame)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="corpus-utils",
        description="Compare how two sides write and speak: from raw files to tables, figures and notebooks.",
    )
    parser.add_argument("--version", action="version", version=f"corpus-utils {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")

    def command(name: str, run: Callable[[argparse.Namespace], int], purpose: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=purpose, description=purpose[0].upper() + purpose[1:] + ".")
        added.set_defaults(run=run)
        if name != "new":
            added.add_argument("--root", metavar="DIR", help="the study folder (default: the one around this folder)")
        return added

    new = command("new", _new, "make an empty study with its notebooks, ready to be filled")
    new.add_argument("folder", metavar="DIR")
    new.add_argument("--target", required=True, metavar="NAME", help="the group that the study asks about")
    new.add_argument("--reference", required=True, metavar="NAME", help="the group with which it is compared")
    new.add_argument("--group", action="append", default=[], metavar="NAME", help="a further group, such as media")
    new.add_argument("--title", default="", metavar="TEXT")
    new.add_argument("--language", default="en", metavar="CODE", help="two letters (default: en)")
    add = command("add", _add, "copy texts into the study, with their rows of metadata")
    add.add_argument("files", nargs="*", metavar="FILE", help=".txt, .md, .html, .pdf or .docx")
    add.add_argument("--table", metavar="T.csv", help="a table with the columns group, and text or file")
    add.add_argument("--group", metavar="NAME", help="whose texts the files are")
    for name in ("genre", "date", "issuer"):
        add.add_argument(f"--{name}", default="", metavar="TEXT")
    command("check", _check, "list every problem, or what to look at in each document")
    explain = command("explain", _explain, "say why a document has its labels, or what each rule is worth")
    explain.add_argument("target", nargs="?", metavar="DOC_ID|FILE", help="by default the development set")
    build = command("build", _build, "make the core tables in data/processed alone")
    reproduce = command("reproduce", _reproduce, "make all tables, figures and notebooks anew")
    for each in (build, reproduce):
        each.add_argument("--output", metavar="DIR", help="where the results go (default: the study folder)")
    reader = command("reader", _reader, "write pages on which every label and count can be followed to its characters")
    reader.add_argument("--output", metavar="DIR", help="where the pages go (default: reader in the study folder)")
    simulate = command("simulate", _simulate, "print the size and the power of the verdicts on these very texts")
    simulate.add_argument("--level", default="own", choices=["own", "own+direct", "own+direct+indirect"])
    simulate.add_argument("--draws", type=int, default=20, metavar="N", help="comparisons in each row (default: 20)")
    simulate.add_argument("--deals", type=int, default=300, metavar="N", help="deals of the units (default: 300)")
    simulate.add_argument("--seed", type=int, default=0, metavar="N")
    verify = command("verify", _verify, "rebuild in a scratch copy and compare every file with the one that is kept")
    verify.add_argument(
        "--run", dest="make", metavar="COMMAND", help="in any repository: what makes the results, run in a copy"
    )
    verify.add_argument(
        "--results", action="append", metavar="GLOB", help="with --run: the files it makes, as in 'figures/*.png'"
    )
    verify.add_argument(
        "--strict",
        action=argparse.BooleanOptionalAction,
        help="whether figures must be the same bytes (default: on Linux x86-64, elsewhere within a tolerance)",
    )
    command("test", _test, "check the study, and run every notebook against its stored outputs")
    work = command("work", _work, "copy the notebooks to a place where they may be changed")
    work.add_argument("folder", nargs="?", metavar="DIR", help="where the copies go (default: my-work in the study)")
    lab = command("lab", _lab, "open the study in JupyterLab, with the overview notebook")
    lab.add_argument("--no-browser", action="store_true", help="print the address and open nothing")
    return parser


def _new(options: argparse.Namespace) -> int:
    from corpus_utils.collect import new_study

    root = new_study(options.folder, options.target, options.reference, options.title, options.language, options.group)
    print(f"{root}: a study of {options.target} and {options.reference}")
    print(f'next: corpus-utils add --root {options.folder} --group "{options.target}" FILE')
    return 0


def _add(options: argparse.Namespace) -> int:
    from corpus_utils.collect import add_files, add_table

    root = find_root(options.root)
    if options.table and not options.files:
        add_table(options.table, root)
    elif options.files and options.group and not options.table:
        add_files(options.files, options.group, root, options.genre, options.date, options.issuer)
    else:
        return _say("add: expected --group NAME with files, or --table T.csv alone; name one of them", 2)
    return 0


def _check(options: argparse.Namespace) -> int:
    from corpus_utils.checking import check_study
    from corpus_utils.study import RESULTS_MARK

    if not check_study(options.root):
        return 2
    root = find_root(options.root)
    if not (root / RESULTS_MARK).is_file():
        return 0
    from corpus_utils.working import check_work

    return 0 if check_work(root) else 1


def _work(options: argparse.Namespace) -> int:
    from corpus_utils.working import make_work

    place = make_work(options.root, options.folder)
    print(f"{place}: notebooks to change; what they write stays here")
    print(f"next: corpus-utils lab --root {place}; afterwards: corpus-utils check --root {place}")
    return 0


def _explain(options: argparse.Namespace) -> int:
    from corpus_utils.evaluation.explain import explain

    explain(options.target, options.root)
    return 0


def _build(options: argparse.Namespace) -> int:
    from corpus_utils.reproduction.reproduce import build_tables

    build_tables(find_root(options.root), options.output)
    return 0


def _reproduce(options: argparse.Namespace) -> int:
    from corpus_utils.reproduction.reproduce import reproduce

    reproduce(find_root(options.root), options.output)
    return 0


def _reader(options: argparse.Namespace) -> int:
    from corpus_utils.reader.site import write_reader
    from corpus_utils.study import load_study

    study = load_study(options.root)
    place = Path(options.output) if options.output else study.root / "reader"
    pages = write_reader(study, place)
    print(f"{len(pages)} files in {place.resolve()}; open {place / 'index.html'} in a browser")
    return 0


def _simulate(options: argparse.Namespace) -> int:
    from corpus_utils.study import load_study
    from corpus_utils.terms.simulation import simulate

    for name, least in (("draws", 1), ("deals", 20), ("seed", 0)):
        if getattr(options, name) < least:
            return _say(f"--{name}: expected a whole number from {least} on, found {getattr(options, name)}", 2)
    study = load_study(options.root)
    if not list((study.root / "data" / "processed").glob("tokens.*")):
        return _say(f"{study.root}: expected its tables, found none; make them with: corpus-utils build", 2)
    simulate(study, options.level, options.draws, options.deals, options.seed)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from corpus_utils.reproduction.verify import run_in_copy, verify

    if bool(options.make) != bool(options.results):
        return _say("verify: expected --run COMMAND with --results GLOB, found one of them; name both", 2)
    if options.make:
        build = run_in_copy(options.make, options.results)
        return 0 if verify(options.root, options.strict, build=build, results=options.results) else 1
    return 0 if verify(find_root(options.root), options.strict) else 1


def _test(options: argparse.Namespace) -> int:
    """Check the data and the notebooks; where the study is this repository, lint and test the library before."""
    from corpus_utils.checking import check_study
    from corpus_utils.reproduction.notebooks import kernel_environment

    root = find_root(options.root)
    if not check_study(root):
        return 2
    pytest = [sys.executable, "-m", "pytest", "-p", "corpus_utils.reproduction"]  # before nbval reads a notebook
    steps: list[tuple[list[str], dict[str, str] | None]] = []
    with tempfile.TemporaryDirectory() as private:
        if _is_repository(root):
            ruff = [sys.executable, "-m", "ruff"]
            steps = [([*ruff, "check", "."], None), ([*ruff, "format", "--check", "."], None)]
            steps.append(([*pytest, "-n", "2", "--dist", "loadgroup"], None))
        notebooks = [*pytest, "-p", "no:cacheprovider", "--nbval", "--rootdir", str(root)]
        notebooks += ["-n", "2", "--dist", "loadfile", str(root / "notebooks")]
        if _is_repository(root):
            notebooks.append(str(root / "docs" / "solutions.ipynb"))
        steps.append((notebooks, kernel_environment(private)))
        statuses = []
        for command, environment in steps:
            print("$ python", *command[1:], flush=True)
            statuses.append(subprocess.run(command, cwd=root, env=environment, check=False).returncode)
    return 1 if any(statuses) else 0


def _is_repository(root: Path) -> bool:
    return (root / "src" / "corpus_utils" / "__main__.py").is_file() and (root / "tests").is_dir()


def _lab(options: argparse.Namespace) -> int:
    import jupyterlab  # noqa: F401  # said here in one line, not by a process that fails

    root = find_root(options.root)
    notebooks = sorted((root / "notebooks").glob("*.ipynb"))
    if not notebooks:
        return _say(
            f"{root / 'notebooks'}: expected notebooks, found none; corpus-utils new makes a study with them", 2
        )
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={root}", "--allow-root"]
    command += ["--no-browser"] if options.no_browser else []
    place = notebooks[0].relative_to(root).as_posix()
    return subprocess.run([*command, f"--LabApp.default_url=/lab/tree/{place}"], cwd=root, check=False).returncode


def _extra(command: str) -> str:
    extra = {"add": "import"}.get(command, "notebooks" if command != "test" else "dev")
    return f"install the extra, as in: pip install 'whose-words[{extra}]'"


def _say(error: object, status: int) -> int:
    print(f"error: {error}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
