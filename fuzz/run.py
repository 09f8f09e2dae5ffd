"""Feed random texts to the readers, guided by the branches that they take: python fuzz/run.py [seconds each]

Each target checks what tests/invariants.py promises. A text that breaks a promise is left in a file
whose name is printed; put it into tests/malformed.py when the fault is mended.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
TARGETS = ("text", "bytes", "metadata")


def main() -> int:
    """Run every target in a process of its own, for the seconds that the command line names."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    failed = 0
    for target in TARGETS:
        found = Path(tempfile.mkdtemp(prefix=f"fuzz-{target}-"))
        seeds = found / "seeds"
        seeds.mkdir()
        for path in sorted((ROOT / "data" / "raw").rglob("*.csv" if target == "metadata" else "*.txt")):
            (seeds / path.name).write_bytes(path.read_bytes()[:4000])
        options = [f"-max_total_time={seconds}", f"-artifact_prefix={found}/", "-max_len=4000", "-timeout=20"]
        command = [sys.executable, __file__, "--target", target, *options, str(seeds)]
        status = subprocess.run(command, check=False).returncode
        print(f"{target}: {'a promise is broken, see ' + str(found) if status else 'every promise kept'}", flush=True)
        failed += bool(status)
    print(f"{len(TARGETS) - failed} passed, {failed} failed")
    return 1 if failed else 0


def fuzz(target: str, options: list[str]) -> None:
    """Run one target until its time is over or a promise is broken."""
    import atheris

    with atheris.instrument_imports(include=["corpus_utils"]):
        import invariants

    checks = {
        "text": lambda data: invariants.check_text(atheris.FuzzedDataProvider(data).ConsumeUnicodeNoSurrogates(4000)),
        "bytes": invariants.check_loading,
        "metadata": lambda data: invariants.check_loading(b"We want peace.", data),
    }
    atheris.Setup([sys.argv[0], *options], checks[target])
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--target"]:
        fuzz(sys.argv[2], sys.argv[3:])
    sys.exit(main())
