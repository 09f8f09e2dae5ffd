"""List which notebook makes each figure and table: the manifest in ``codecheck.yml``.

A checker reproduces what is listed (CODECHECK, Nüst & Eglen 2021); a reader sees where a number comes from.
"""

from __future__ import annotations

import ast
import json
import re
from fnmatch import fnmatchcase
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """# A check of this package by somebody who did not write it (https://codecheck.org.uk). The list is made by
# `make manifest`; what only a checker or a maintainer knows is empty.
version: https://codecheck.org.uk/spec/config/1.0/
paper:
  title: {title}
  authors:
    - name: The whose-words maintainers
  reference:
codechecker:
certificate:
check_time:
summary:
repository:
manifest:
"""


def outputs() -> dict[str, str]:
    """Name the maker of each generated figure and table."""
    writers = {path.stem: _names(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
    made: dict[str, str] = {}
    for path in sorted((ROOT / "figures").glob("*.png")):
        made[f"figures/{path.name}"] = next((name for name in writers if name[:3] == path.name[:3]), "")
    for path in sorted((ROOT / "data" / "processed").iterdir()):
        stem = path.name.split(".")[0]
        makers = [name for name, patterns in writers.items() if any(fnmatchcase(stem, one) for one in patterns)]
        made[f"data/processed/{path.name}"] = makers[0] if makers else ""
    return made


def _names(path: Path) -> set[str]:
    """Read the names that a notebook gives to `write_table`; the parts of a name that it computes fit anything."""
    names: set[str] = set()
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        strings = {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "write_table" and len(call.args) > 1:
                names |= _patterns(call.args[1], strings)
    return names


def _patterns(name: ast.expr, strings: set[str]) -> set[str]:
    if isinstance(name, ast.Constant):
        return {str(name.value)}
    if isinstance(name, ast.JoinedStr):
        return {"".join(part.value if isinstance(part, ast.Constant) else "*" for part in name.values)}
    return {text for text in strings if re.fullmatch(r"[a-z][a-z_]+", text)}  # a variable: any name in the cell


def manifest() -> str:
    """Give the content of ``codecheck.yml``."""
    title = re.search(r'^title = (".*")$', (ROOT / "study.toml").read_text(encoding="utf-8"), re.MULTILINE)
    lines = [HEAD.format(title=title.group(1) if title else '""')]
    for file, maker in outputs().items():
        lines.append(
            f"  - file: {file}\n    comment: {f'notebooks/{maker}.ipynb' if maker else 'corpus-utils build'}\n"
        )
    return "".join(lines)


if __name__ == "__main__":
    (ROOT / "codecheck.yml").write_text(manifest(), encoding="utf-8", newline="\n")
    print("the manifest is in codecheck.yml")
