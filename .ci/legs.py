"""Rebuild the study where other people would, and ask for the same bytes.

Each leg is one full run under several conditions at once: if a leg fails, `--each` runs its
conditions one by one and so tells which of them it was. The last line counts the legs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from corpus_utils.reproduction.verify import compare_all

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "corpus_utils"]
#: Conditions that are environment variables, by name.
CONDITIONS = {
    "Haswell": {"OPENBLAS_CORETYPE": "Haswell"},
    "Prescott": {"OPENBLAS_CORETYPE": "Prescott"},
    "Zen": {"OPENBLAS_CORETYPE": "Zen"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 4321": {"PYTHONHASHSEED": "4321"},
    "one thread": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    "two threads": {"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"},
    "Kathmandu": {"TZ": "Asia/Kathmandu"},
    "Honolulu": {"TZ": "Pacific/Honolulu"},
    "LANG=C": {"LANG": "C", "LC_ALL": "C"},
    "Turkish": {"LANG": "tr_TR.UTF-8"},
}
LEGS = (
    ("Haswell", "hash seed 1", "one thread", "Kathmandu", "LANG=C"),
    ("Prescott", "hash seed 4321", "two threads", "Honolulu", "personal settings", "another folder", "last bits"),
    ("Zen", "no wide vectors", "Turkish", "spaces and accents", "read-only"),
    ("Python 3.12",),
    ("Python 3.13",),
)


class Skip(Exception):
    """A leg that this machine cannot run, and why."""


def main() -> int:
    """Run the legs that the command line names, and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", action="store_true", help="run every condition alone")
    parser.add_argument("leg", nargs="*", type=int, help="numbers of legs, from 1 (default: all)")
    options = parser.parse_args()
    legs = [leg for number, leg in enumerate(LEGS, start=1) if not options.leg or number in options.leg]
    if options.each:
        legs = [(condition,) for leg in legs for condition in leg]
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for leg in legs:
        start = time.perf_counter()
        try:
            with tempfile.TemporaryDirectory() as folder:
                outcome, detail = _run(leg, Path(folder))
        except Skip as reason:
            outcome, detail = "skipped", str(reason)
        counts[outcome] += 1
        print(f"{outcome:8}{', '.join(leg)} ({time.perf_counter() - start:.0f} s) {detail}", flush=True)
    print(", ".join(f"{number} {outcome}" for outcome, number in counts.items() if number or outcome != "skipped"))
    return 1 if counts["failed"] else 0


def _run(leg: tuple[str, ...], folder: Path) -> tuple[str, str]:
    environment, cwd, root = dict(os.environ), ROOT, ROOT
    for condition in leg:
        environment |= CONDITIONS.get(condition, {})
    if "no wide vectors" in leg:
        environment["NPY_DISABLE_CPU_FEATURES"] = " ".join(_wide_vectors())
    if "personal settings" in leg:
        environment |= _personal_settings(folder / "home")
    if "last bits" in leg:
        environment["PYTHONPATH"] = str(_noise(folder / "noise"))
    if "another folder" in leg:
        cwd = folder
    if leg[0].startswith("Python "):
        command = ["make", "--no-print-directory", "verify", f"PYTHON={_python(leg[0], environment)}"]
        command.append(f"VENV={folder / 'venv'}")
        return _outcome(subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False))
    if "spaces and accents" in leg:
        root = folder / "Étude n° 1, paix en Syrie"
        subprocess.run(["git", "checkout-index", "--all", f"--prefix={root}/"], cwd=ROOT, check=True)
    if "read-only" in leg:
        return _read_only(root, folder / "results", environment)
    command = [*COMMAND, "verify", "--root", str(root)]
    return _outcome(subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False))


def _outcome(process: subprocess.CompletedProcess[str]) -> tuple[str, str]:
    lines = process.stdout.strip().splitlines() or ["(printed nothing)"]
    if process.returncode == 0:
        return "passed", lines[-1]
    differing = [line for line in lines if "DIFFERS" in line]
    return "failed", "\n  ".join(["", *differing, lines[-1], *process.stderr.strip().splitlines()[-10:]])


def _wide_vectors() -> list[str]:
    """Name what this processor has beyond the common x86-64; numpy warns about any other name."""
    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    if not found:
        raise Skip("numpy finds no vector extension here that could be switched off")
    return found


def _noise(folder: Path) -> Path:
    """Shake the last bits of every float on its way into a table, as another processor would."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import numpy as np\nimport pandas as pd\nfrom corpus_utils import tables\n"
        "pd.options.display.max_columns = 20  # as in a notebook; here no notebook is seen yet\n"
        "exact = tables._cells\n"
        "def shaken(column):\n"
        "    if pd.api.types.is_float_dtype(column):\n"
        "        column = column * (1 + np.random.default_rng(0).uniform(-1e-15, 1e-15, len(column)))\n"
        "    return exact(column)\n"
        "tables._cells = shaken\n"
    )
    return folder


def _personal_settings(home: Path) -> dict[str, str]:
    """Furnish a home folder with settings that would change every figure and notebook."""
    startup = home / ".ipython" / "profile_default" / "startup"
    for folder in (startup, home / ".config" / "matplotlib", home / "kernels" / "python3"):
        folder.mkdir(parents=True)
    (home / ".config" / "matplotlib" / "matplotlibrc").write_text("figure.dpi: 47\naxes.grid: True\nfont.size: 20\n")
    (startup / "00-first.py").write_text("import pandas as pd\npd.options.display.max_rows = 3\nprint('hello')\n")
    (home / "kernels" / "python3" / "kernel.json").write_text(
        '{"argv": ["false"], "display_name": "mine", "language": "python"}'
    )
    return {
        "HOME": str(home),
        "JUPYTER_PATH": str(home),
        "MATPLOTLIBRC": str(home / ".config" / "matplotlib"),
        "MPLBACKEND": "svg",
        "PYTHONSTARTUP": str(startup / "00-first.py"),
        "COLUMNS": "33",
    }


def _python(name: str, environment: dict[str, str]) -> str:
    version = name.removeprefix("Python ")
    environment["PYENV_VERSION"] = version  # lets the stand-ins of pyenv find it; nothing elsewhere
    found = shutil.which(f"python{version}")
    if not found or subprocess.run([found, "-c", ""], env=environment, capture_output=True, check=False).returncode:
        raise Skip(f"no python{version} on this machine")
    return found


def _read_only(root: Path, results: Path, environment: dict[str, str]) -> tuple[str, str]:
    """Run in a study that cannot be written, and compare what came out elsewhere."""
    if shutil.which("unshare") is None:
        raise Skip("no unshare here, which mounts a folder read-only")
    environment["PYTHONPYCACHEPREFIX"] = str(results.parent / "bytecode")
    # A copy has an environment of its own, made there as a newcomer would.
    made = subprocess.run(["make", "environment"], cwd=root, env=environment, capture_output=True, text=True)
    if made.returncode:
        return _outcome(made)
    script = (
        'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 77; cd "$1" || exit 77; '
        "if touch probe 2>/dev/null; then exit 77; fi; "
        '"$2" -m corpus_utils reproduce 2>&1 | grep -q -- "--output" || exit 78; '
        'exec "$2" -m corpus_utils reproduce --output "$3"'
    )
    command = ["unshare", "-m", "-r", "bash", "-c", script, "bash", str(root), ".venv/bin/python", str(results)]
    process = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if process.returncode == 77:
        raise Skip(f"no read-only mount here ({process.stderr.strip()})")
    if process.returncode:
        return _outcome(process)
    lines: list[str] = []
    agree = compare_all(ROOT, results, report=lines.append)
    return "passed" if agree else "failed", "\n  ".join(lines[-1:] if agree else lines)


if __name__ == "__main__":
    sys.exit(main())
