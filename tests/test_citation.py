"""What says how to cite, check and reuse the package agrees, and names nobody who is not known."""

from __future__ import annotations

import json
import re
import runpy
import tomllib
from pathlib import Path

import yaml

import corpus_utils

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
CODEMETA = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))
MANIFEST = yaml.safe_load((ROOT / "codecheck.yml").read_text(encoding="utf-8"))
PAPER = yaml.safe_load((ROOT / "paper.md").read_text(encoding="utf-8").split("---")[1])


class TestAgreement:
    def test_the_version_is_one(self):
        assert {PROJECT["version"], CITATION["version"], CODEMETA["version"]} == {corpus_utils.__version__}
        assert f"## {PROJECT['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    def test_title_abstract_and_keywords_are_one(self):
        assert CITATION["title"] == CODEMETA["name"]
        assert CITATION["title"].startswith(f"{PROJECT['name']}:")
        assert PAPER["title"].startswith(f"{PROJECT['name']}:")
        assert CITATION["abstract"].split() == CODEMETA["description"].split()
        assert CITATION["keywords"] == CODEMETA["keywords"] == PROJECT["keywords"]

    def test_the_licence_is_one(self):
        assert CITATION["license"] == PROJECT["license"] == CODEMETA["license"].rpartition("/")[2]
        assert (ROOT / "LICENSES" / "MIT.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()

    def test_the_authors_are_the_same_everywhere(self):
        named = {
            author.get("name") or f"{author['given-names']} {author['family-names']}" for author in CITATION["authors"]
        }
        assert named == {author.get("name") for author in CODEMETA["author"]}
        assert named == {author["name"] for author in PAPER["authors"]}
        assert named == {author["name"] for author in MANIFEST["paper"]["authors"]}
        assert all(name.removeprefix("The ") in (ROOT / "LICENSE").read_text(encoding="utf-8") for name in named)

    def test_the_same_pythons_are_named(self):
        named = [text.rpartition(" ")[2] for text in PROJECT["classifiers"] if ":: Python :: 3." in text]
        assert [text.removeprefix("Python ") for text in CODEMETA["runtimePlatform"]] == named


class TestPaper:
    def test_every_work_cited_is_listed(self):
        text, listed = (ROOT / "paper.md").read_text(encoding="utf-8"), (ROOT / "paper.bib").read_text(encoding="utf-8")
        cited = set(re.findall(r"@([a-z]+\d{4})", text))
        assert cited == set(re.findall(r"^@\w+\{(\w+),", listed, flags=re.MULTILINE))

    def test_has_the_parts_that_the_journal_asks_for(self):
        text = (ROOT / "paper.md").read_text(encoding="utf-8")
        for heading in ("Summary", "Statement of need", "State of the field", "References"):
            assert f"\n# {heading}\n" in text


class TestManifest:
    def test_every_figure_and_table_has_its_maker(self):
        assert runpy.run_path(str(ROOT / ".ci" / "manifest.py"))["manifest"]() == (ROOT / "codecheck.yml").read_text(
            encoding="utf-8"
        )

    def test_what_it_lists_is_there(self):
        for entry in MANIFEST["manifest"]:
            assert (ROOT / entry["file"]).is_file()
            assert not entry["comment"].endswith(".ipynb") or (ROOT / entry["comment"]).is_file()


class TestRights:
    def test_every_licence_has_its_text(self):
        declared = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
        named = {entry["SPDX-License-Identifier"] for entry in declared}
        assert named == {path.stem for path in (ROOT / "LICENSES").iterdir()}

    def test_the_first_entry_fits_every_file(self):
        declared = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
        assert declared[0]["path"] == "**"
