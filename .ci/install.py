"""Install the wheel as a user would, in an empty environment outside the repository, and try it there."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13")
UV = (sys.executable, "-m", "uv")
#: Tried in the environment of the wheel: it may not find the sources, nor any package of an extra.
TRY = """
import importlib.metadata, importlib.util, pathlib, sys
import corpus_utils
assert "site-packages" in corpus_utils.__file__, corpus_utils.__file__
assert pathlib.Path(corpus_utils.__file__).with_name("py.typed").is_file()
assert importlib.metadata.version("whose-words") == corpus_utils.__version__
extras = ("IPython", "jupyterlab", "nbformat", "trafilatura", "pyarrow")
extras = [name for name in extras if importlib.util.find_spec(name)]
assert not extras, extras
missing = {}
for name in corpus_utils.__all__:
    try:
        getattr(corpus_utils, name)
    except ModuleNotFoundError as error:
        missing[name] = error.name
print(f"{len(corpus_utils.__all__) - len(missing)} of {len(corpus_utils.__all__)} public names import")
sys.exit("".join(f"{name} needs {module}; " for name, module in missing.items()) or 0)
"""
#: What the lowest versions are not tried on: what is about this repository and its locks, needs a browser or the newest
#: tools, or takes minutes.
NOT_LOWEST = (
    "reader",
    "test_repository.py",
    "test_citation.py",
    "test_datapackage.py",
    "test_fuzz.py",
    "test_types.py",
)


def main() -> int:
    """Try each Python that was named and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lowest", action="store_true", help="the lowest versions allowed, and the library's tests")
    parser.add_argument("pythons", nargs="*", help=f"versions or interpreters (default: {' '.join(PYTHONS)})")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wheel = _build(Path(folder))
        statuses = [
            _try(python, wheel, Path(folder, f"{number}"), options.lowest)
            for number, python in enumerate(options.pythons or PYTHONS)
        ]
    return 1 if any(statuses) else 0


def _build(folder: Path) -> Path:
    source = "import sys, flit_core.buildapi as build; print(build.build_wheel(sys.argv[1]))"
    name = subprocess.run(
        [sys.executable, "-c", source, str(folder)], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return folder / name.strip()


def _try(python: str, wheel: Path, folder: Path, lowest: bool) -> int:
    """Install into a new environment and run the commands of a first visit; give the number that failed."""
    found = {**os.environ, "PYENV_VERSION": python}  # lets the stand-ins of pyenv find it; nothing elsewhere
    make = [*UV, "venv", "--quiet", "--no-python-downloads", "--python", python, str(folder)]
    subprocess.run(make, check=True, env=found)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    inside = str(scripts / "python")
    install = [*UV, "pip", "install", "--quiet", "--python", inside]
    choice = ["--resolution", "lowest-direct"] if lowest else []
    extra = "[import,notebooks]" if lowest else ""
    subprocess.run([*install, *choice, f"{wheel}{extra}"], check=True)
    script = shutil.which("corpus-utils", path=str(scripts)) or "corpus-utils"
    commands = [[script, "--version"], [script, "--help"], [inside, "-m", "corpus_utils", "--help"]]
    if not lowest:
        commands.append([inside, "-c", TRY])
    else:
        subprocess.run(
            [
                *install,
                "pytest",
                "pytest-xdist",
                "hypothesis",
                "distributed",
                "statsmodels",
                "gensim",
                "packaging",
                "pyyaml",
            ],
            check=True,
        )
        # Without the project's settings: the new versions turn warnings into errors, the old ones may warn.
        tests = [inside, "-m", "pytest", "-q", "-n", "auto", "--maxfail=20", "-p", "no:cacheprovider", "-c", os.devnull]
        left_out = [f"--ignore={ROOT / 'tests' / part}" for part in NOT_LOWEST]
        commands.append([*tests, "--rootdir", str(ROOT), *left_out, str(ROOT / "tests")])
    failed = 0
    for command in commands:
        place = ROOT if "pytest" in command else folder  # some tests are about the study in the repository
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
        lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        told = "\n".join(lines) if done.returncode else (lines[-1:] or ["(nothing)"])[0]
        shown = " ".join(Path(part).name if os.sep in part else part for part in command)
        print(f"{python}: {shown.splitlines()[0][:60]}: exit {done.returncode}: {told}")
        failed += done.returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
