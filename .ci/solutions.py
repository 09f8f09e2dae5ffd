"""Run the worked answers of the exercises and keep their outputs; `make test` compares them strictly."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from corpus_utils.reproduction.notebooks import execute

SOLUTIONS = Path(__file__).resolve().parent.parent / "docs" / "solutions.ipynb"

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as private:
        execute(SOLUTIONS, private)
    sys.exit(0)
