"""Links inside the repository lead somewhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"(?<!`)!?\[[^\]\n]*\]\(([^)\s]+)\)")
#: Made when the site is built.
MADE = ("api/", "data/", "figures/", "notebooks/")


def pages() -> list[str]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return []
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in names.split("\0") if name.endswith((".md", ".ipynb")) and (ROOT / name).is_file()]


def prose(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        return "\n\n".join(
            "".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "markdown"
        )
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """Give the names of headings as a web page of them has them."""
    headings = re.findall(r"^#+ (.*)$", prose(path), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.casefold()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", pages())
def test_every_link_leads_to_a_file_and_a_heading(name):
    broken = []
    for link in LINK.findall(prose(ROOT / name)):
        place, _, heading = link.partition("#")
        made = name.startswith("docs/") and place.startswith(MADE)
        if re.match(r"[a-z]+:", link) or made:
            continue
        target = (ROOT / name).parent / place if place else ROOT / name
        if not target.exists() or (heading and heading not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_a_link_that_leads_nowhere_is_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# A heading, with marks\n\n[a](none.md) `[no](link)`\n\n```\n[no](code)\n```\n", encoding="utf-8")
    assert LINK.findall(prose(page)) == ["none.md"]
    assert anchors(page) == {"a-heading-with-marks"}
