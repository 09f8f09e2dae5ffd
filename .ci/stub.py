"""Write the stub that tells editors and type checkers which public names there are and where each one lives.

At run time a module is imported when one of its names is first used; a type checker cannot follow that.
"""

from __future__ import annotations

from pathlib import Path

import corpus_utils

STUB = Path(__file__).resolve().parent.parent / "src" / "corpus_utils" / "__init__.pyi"


def stub() -> str:
    """Give the content of the stub, from the table in ``__init__.py``."""
    homes = sorted((module, name) for module, names in corpus_utils._MODULES.items() for name in names)
    lines = [f"from corpus_utils.{module} import {name} as {name}" for module, name in homes]
    head = "# Written by `make stub` from the table in __init__.py."
    return "\n".join([head, "", *lines, "", "__version__: str", "__all__: list[str]", ""])


if __name__ == "__main__":
    STUB.write_text(stub(), encoding="utf-8", newline="\n")
    print(f"{len(corpus_utils.__all__)} public names are in {STUB.name}")
