"""Rebuild the study where other people would, and ask for the same bytes.

Each leg is one full run under several conditions at once: if a leg fails, `--each` runs its
conditions one by one and so tells which of them it was. The last line counts the legs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
#: The exit status of a command that this machine cannot run.
CANNOT = 77
#: Conditions that are environment variables, by name. `{0}` is a folder for this leg.
CONDITIONS = {
    "Haswell": {"OPENBLAS_CORETYPE": "Haswell"},
    "Prescott": {"OPENBLAS_CORETYPE": "Prescott"},
    "Zen": {"OPENBLAS_CORETYPE": "Zen"},
    # What numpy finds here beyond the common x86-64; it warns about any other name.
    "no wide vectors": {
        "NPY_DISABLE_CPU_FEATURES": " ".join(np.show_config(mode="dicts")["SIMD Extensions"].get("found", []))
    },
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 4321": {"PYTHONHASHSEED": "4321"},
    "one thread": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    "two threads": {"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"},
    "Kathmandu": {"TZ": "Asia/Kathmandu"},
    "Honolulu": {"TZ": "Pacific/Honolulu"},
    "LANG=C": {"LANG": "C", "LC_ALL": "C"},
    "Turkish": {"LANG": "tr_TR.UTF-8"},
    "personal settings": {
        "HOME": "{0}",
        "JUPYTER_PATH": "{0}",
        "MATPLOTLIBRC": "{0}",
        "MPLBACKEND": "svg",
        "PYTHONSTARTUP": "{0}/.ipython/profile_default/startup/00.py",
        "COLUMNS": "33",
    },
    "last bits": {"PYTHONPATH": "{0}/noise"},
    "read-only": {"PYTHONPYCACHEPREFIX": "{0}/bytecode"},
}
#: Files that some conditions need: settings that would change every figure and notebook, and a module that shakes the
#: last bits of every float on its way into a table, as another processor would.
FILES = {
    "matplotlibrc": "figure.dpi: 47\naxes.grid: True\nfont.size: 20\n",
    ".ipython/profile_default/startup/00.py": "import pandas\npandas.options.display.max_rows = 3\nprint('hello')\n",
    "kernels/python3/kernel.json": '{"argv": ["false"], "display_name": "mine", "language": "python"}',
    "noise/sitecustomize.py": """\
import numpy as np
import pandas as pd
from corpus_utils import tables

pd.options.display.max_columns = 20  # as in a notebook; here no notebook is seen yet
exact = tables._cells


def shaken(column):
    if pd.api.types.is_float_dtype(column):
        column = column * (1 + np.random.default_rng(0).uniform(-1e-15, 1e-15, len(column)))
    return exact(column)


tables._cells = shaken
""",
}
LEGS = (
    ("Haswell", "hash seed 1", "one thread", "Kathmandu", "LANG=C"),
    ("Prescott", "hash seed 4321", "two threads", "Honolulu", "personal settings", "another folder", "last bits"),
    ("Zen", "no wide vectors", "Turkish", "spaces and accents", "read-only"),
    ("Python 3.12",),
    ("Python 3.13",),
)
#: A run in an environment of another Python, of version `$1` (`PYENV_VERSION` is for the stand-ins of pyenv).
OTHER_PYTHON = """
export PYENV_VERSION="$1"
"python$1" -c "" || exit 77
make --no-print-directory verify PYTHON="python$1" VENV="$FOLDER/venv"
"""
#: A run in a study that cannot be written, in an environment made there as a newcomer would, and a comparison of what
#: came out elsewhere.
READ_ONLY = """
make environment >&2 || exit 1
unshare -m -r true || exit 77
unshare -m -r bash -c '
  mount --bind "$PWD" "$PWD" && mount -o remount,bind,ro "$PWD" && cd "$PWD" || exit 77
  if touch probe; then exit 77; fi
  .venv/bin/python -m corpus_utils reproduce 2>&1 | grep -q -- --output || exit 78
  .venv/bin/python -m corpus_utils reproduce --output "$FOLDER/results" >&2
' || exit
.venv/bin/python -c 'from pathlib import Path; from corpus_utils.reproduction.verify import compare_all as compare
raise SystemExit(not compare(Path(), Path("'"$FOLDER"'/results")))'
"""


def main() -> int:
    """Run the legs that the command line names, and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", action="store_true", help="run every condition alone")
    parser.add_argument("leg", nargs="*", type=int, help="numbers of legs, from 1 (default: all)")
    options = parser.parse_args()
    legs = [leg for number, leg in enumerate(LEGS, start=1) if not options.leg or number in options.leg]
    if options.each:
        legs = [(condition,) for leg in legs for condition in leg]
    counts = dict.fromkeys(("passed", "failed", "skipped"), 0)
    for leg in legs:
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            process = _run(leg, Path(folder))
        outcome = {0: "passed", CANNOT: "skipped"}.get(process.returncode, "failed")
        counts[outcome] += 1
        lines = process.stdout.strip().splitlines() or ["(printed nothing)"]
        differing = [line for line in lines if "DIFFERS" in line]
        said = process.stderr.strip().splitlines()[-10:] if process.returncode else []
        detail = "\n  ".join([*differing, lines[-1], *said])
        print(f"{outcome:8}{', '.join(leg)} ({time.perf_counter() - start:.0f} s) {detail}", flush=True)
    print(", ".join(f"{number} {outcome}" for outcome, number in counts.items() if number or outcome != "skipped"))
    return 1 if counts["failed"] else 0


def _run(leg: tuple[str, ...], folder: Path) -> subprocess.CompletedProcess[str]:
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    own = {name: value.format(folder) for condition in leg for name, value in CONDITIONS.get(condition, {}).items()}
    if "" in own.values():
        return subprocess.CompletedProcess([], CANNOT, "", "numpy finds no vector extension that could be switched off")
    environment = {**os.environ, "FOLDER": str(folder), **own}
    root, cwd = ROOT, folder if "another folder" in leg else ROOT
    if "spaces and accents" in leg:
        root = cwd = folder / "Étude n° 1, paix en Syrie"
        subprocess.run(["git", "checkout-index", "--all", f"--prefix={root}/"], cwd=ROOT, check=True)
    command = [sys.executable, "-m", "corpus_utils", "verify", "--root", str(root)]
    if leg[0].startswith("Python "):
        command = ["bash", "-c", OTHER_PYTHON, "bash", leg[0].removeprefix("Python ")]
    elif "read-only" in leg:
        command = ["bash", "-c", READ_ONLY]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
