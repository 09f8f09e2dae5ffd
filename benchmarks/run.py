"""Run every benchmark of this folder, one after the other: python benchmarks/run.py"""

from importlib import import_module
from pathlib import Path


def main() -> None:
    """Import each bench_*.py in the order of its name and call its main()."""
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"\n{path.stem.removeprefix('bench_')}")
        import_module(path.stem).main()


if __name__ == "__main__":
    main()
