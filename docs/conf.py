"""How the pages are made: from the docstrings, the notebooks as they are committed, and the files in this folder.

Nothing is fetched and nothing is run again: a page shows what the repository holds.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml
from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer

import corpus_utils
from corpus_utils.reader.site import write_reader
from corpus_utils.study import load_study

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
#: Made here before each build, and not kept.
MADE = ("api", "notebooks", "figures", "data", "pages")
SECTIONS = {
    "study": "A study",
    "groups": "A study",
    "collect": "A study",
    "checking": "A study",
    "importing": "A study",
    "build": "A study",
    "datapackage": "A study",
    "tables": "Tables",
    "pages": "What a piece of a page is",
    "speech": "Whose words a text holds",
    "evaluation": "How well labels agree with a reader's",
    "terms": "How two sides differ in their terms",
    "topics": "Topic models that may decline",
    "content": "What is said",
    "reader": "A page to read on",
}

project = "whose-words"
release = corpus_utils.__version__
language = "en"
extensions = ["sphinx.ext.autodoc", "sphinx.ext.autosummary", "numpydoc", "myst_nb", "sphinx_design"]
exclude_patterns = ["_build", "_templates", "pages", "requirements.lock"]
html_theme = "furo"
html_title = f"{project} {release}"
html_show_copyright = False
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None
templates_path = ["_templates"]
html_extra_path = ["pages"]

nb_execution_mode = "off"
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
# The pages of the repository link to files that are no pages; `.ci/links.py` checks those.
suppress_warnings = ["myst.xref_missing", "myst.header", "mystnb.unknown_mime_type"]

autosummary_generate = True
autodoc_typehints = "none"
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
numpydoc_xref_param_type = False


def write_pages() -> None:
    """Write the pages that follow the package, the notebooks and the figures."""
    for name in MADE:
        shutil.rmtree(DOCS / name, ignore_errors=True)
    _write_api(DOCS / "api")
    (DOCS / "notebooks").mkdir()
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        shutil.copy(path, DOCS / "notebooks" / path.name)
    (DOCS / "data").mkdir()
    for name, source in {
        "tables": "data/README.md",
        "texts": "data/raw/README.md",
        "annotations": "data/annotations/README.md",
    }.items():
        shutil.copy(ROOT / source, DOCS / "data" / f"{name}.md")
    _write_list(DOCS / "api" / "pages.txt")
    _write_outputs(DOCS / "data" / "outputs.md")
    _write_gallery(DOCS / "figures")
    # The speeches are free to publish; the news pages of the first study belong to others: its pages are made at home.
    write_reader(load_study(ROOT / "studies" / "general-debate-2017"), DOCS / "pages" / "reader")


def _write_api(folder: Path) -> None:
    """List the public names by what they are about; each gets a page of its own."""
    folder.mkdir()
    sections: dict[str, list[str]] = {}
    for module, names in corpus_utils._MODULES.items():
        package = module.split(".")[0]
        sections.setdefault(SECTIONS.get(package, "Words and counts"), []).extend(names)
    lines = ["The library", "===========", "", "All names are public as ``corpus_utils.NAME``.", ""]
    lines += [".. currentmodule:: corpus_utils", ""]
    for title in dict.fromkeys([*SECTIONS.values(), "Words and counts"]):
        if title in sections:
            lines += [title, "-" * len(title), "", ".. autosummary::", "   :toctree: names", ""]
            lines += [*(f"   {name}" for name in sorted(sections[title], key=str.casefold)), ""]
    (folder / "index.rst").write_text("\n".join(lines), encoding="utf-8", newline="\n")


def _write_list(path: Path) -> None:
    """List the pages of this folder that the start page does not name."""
    named = (DOCS / "index.md").read_text(encoding="utf-8").split()
    pages = sorted(page.stem for page in DOCS.glob("*.md") if page.stem not in (*named, "index"))
    lines = ["```{toctree}", ":maxdepth: 1", ":caption: How well it works, how it is kept", "", *pages, "```", ""]
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def _write_outputs(path: Path) -> None:
    """Say which notebook makes each figure and table, from the manifest for a check."""
    lines = ["# Where each figure and table comes from", "", "| file | made by |", "|---|---|"]
    for entry in yaml.safe_load((ROOT / "codecheck.yml").read_text(encoding="utf-8"))["manifest"]:
        maker = entry["comment"]
        link = f"[{Path(maker).stem}](../{maker})" if maker.endswith(".ipynb") else f"`{maker}`"
        lines.append(f"| `{entry['file']}` | {link} |")
    path.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")


def _write_gallery(folder: Path) -> None:
    """Show each figure with its words and the notebook that draws it."""
    folder.mkdir()
    lines = ["# Figures", "", "Each with its data (CSV) and its words (TXT) beside it in `figures/`.", ""]
    lines += ["::::{grid} 1 1 2 2", ":gutter: 3", ""]
    for path in sorted((ROOT / "figures").glob("*.png")):
        shutil.copy(path, folder / path.name)
        words = " ".join(path.with_suffix(".txt").read_text(encoding="utf-8").split())
        notebook = next((ROOT / "notebooks").glob(f"{path.name[:2]}-*.ipynb"), None)
        link = f":link: /notebooks/{notebook.stem}\n:link-type: doc\n" if notebook else ""
        lines += [
            f":::{{grid-item-card}} {path.stem}\n{link}",
            f"```{{image}} {path.name}\n:alt: {words}\n```",
            ":::",
            "",
        ]
    lines += ["::::", ""]
    (folder / "index.md").write_text("\n".join(lines), encoding="utf-8", newline="\n")


def describe_constant(app: Sphinx, what: str, name: str, value: object, options: object, lines: list[str]) -> None:
    """Give a constant the comment above it, in place of what Python says of tuples."""
    short = name.rpartition(".")[2]
    if what == "data" and short in corpus_utils._HOME:
        home = f"corpus_utils.{corpus_utils._HOME[short]}"
        lines[:] = ModuleAnalyzer.for_module(home).find_attr_docs().get(("", short), [])


def setup(app: Sphinx) -> None:
    """Write the pages before Sphinx looks for them."""
    write_pages()
    app.connect("autodoc-process-docstring", describe_constant)
