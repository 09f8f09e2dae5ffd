"""The numbers in the README are the numbers of the tables, and its commands are those of the program."""

from __future__ import annotations

import importlib
import json
import re
import shlex
from pathlib import Path

import pandas as pd
import pytest

from corpus_utils.__main__ import _parser
from corpus_utils.study import find_root
from corpus_utils.tables import read_table
from corpus_utils.terms.verdicts import DIFFERS

ROOT = find_root(Path(__file__).parent)
README = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
SECOND = ROOT / "studies" / "general-debate-2017"


def table(name: str, root: Path = ROOT) -> pd.DataFrame:
    return read_table(root / "data" / "processed" / f"{name}.csv")


def read_notebook_text(path: Path) -> str:
    """Give the plain text of all outputs of a notebook."""
    outputs = [output for cell in json.loads(path.read_text("utf-8"))["cells"] for output in cell.get("outputs", [])]
    return " ".join("".join(output.get("data", {}).get("text/plain", "")) for output in outputs)


def differ(level: str) -> list[str]:
    summary = table("robustness_summary")
    return summary[(summary["contrast"] == level) & summary["verdict"].isin(DIFFERS)]["term"].tolist()


class TestWhatTheTextsSay:
    @pytest.fixture
    def terms(self):
        return table("content_terms").groupby("category")[["count_target", "count_reference"]].sum()

    @pytest.fixture
    def named(self):
        return table("content_named").groupby("named_group")[["count_target", "count_reference"]].sum()

    def test_women(self, terms):
        words = table("content_terms")[["words_target", "words_reference"]].iloc[0]
        ours, theirs = terms.loc["women"]
        assert f"*women* or *gender* {ours} times in {words['words_target']} words" in README
        assert f"({words['words_reference']} words) do so {theirs} times" in README

    def test_the_process_and_who_steers_it(self, terms, named):
        assert f"It names Russia {named.loc['russian_government', 'count_reference']} times" in README
        assert f"the United Nations {named.loc['un', 'count_reference']} times" in README
        places = terms.loc["processes and places"]
        assert f"another place of talks {places['count_reference']} times" in README
        assert places["count_target"] == 1 and "the ministry's letter names such a place once" in README
        assad = terms.loc["Assad, regime or government"]
        assert f"stand there {assad['count_reference']} times, in the letter twice" in README
        assert assad["count_target"] == 2

    def test_statements(self):
        rows = pd.read_csv(ROOT / "data" / "annotations" / "statements.csv", keep_default_na=False)
        rows = rows[rows["coding"] == "one"]
        civil, russian = (rows[rows["actor_group"] == g] for g in ("syrian_civil_society", "russian_government"))
        rejected = civil[civil["act"] == "reject"]["object"]
        assert f"{len(rejected)} rejections, all about the Sochi conference" in README
        assert set(rejected) == {"Sochi conference"}
        asked, theirs = (side[side["act"] == "demand"]["target_group"] for side in (civil, russian))
        assert f"{len(asked)} demands, {(asked == 'un').sum()} of them of the United Nations" in README
        assert f"lays {(theirs == 'syrian_opposition').sum()} of its {len(theirs)} demands on the Syrian opp" in README
        assert not (theirs == "un").any()

    def test_words_of_the_government_in_texts_of_others(self):
        documents, tokens = table("documents"), table("tokens")
        issuer = documents.set_index("doc_id")["actor_group"]
        words = tokens[(tokens["role"] == "body") & (tokens["actor_group"] == "russian_government")]
        share = (words["doc_id"].map(issuer) != "russian_government").mean()
        assert f"Of its {len(words)} words, {100 * share:.0f} % are quoted or reported" in README


class TestWhatMayBeConcluded:
    def test_terms_that_differ(self):
        assert differ("own") == ["women"] and "differ in *women* beyond chance" in README
        assert differ("own+direct") == ["we"] and "with quotations in *we*" in README
        assert differ("own+direct+indirect") == [] and "with reported speech in no term" in README

    def test_terms_that_are_equivalent_and_open(self):
        own = table("robustness_summary").query("contrast == 'own'")
        assert own.loc[own["verdict"] == "equivalent", "term"].tolist() == ["the"]
        assert f"{(own['verdict'] == chr(99) + 'an' + chr(39) + 't tell').sum()} of {len(own)}, these texts" in README

    def test_the_detectable_rate(self):
        rates = table("detectable").query("level == 'own' and other == 0 and spread == 'evenly'")["rate"]
        assert {round(rate) for rate in rates} == {34} and "found from 34 in 1,000 words on" in README

    def test_comparisons_within_a_side(self):
        rows = table("benchmark")
        within, between = (rows[(rows["kind"] == "between the sides") == side] for side in (False, True))
        counts = [((side["found"] > 0).sum(), len(side)) for side in (within, between)]
        assert f"Of {counts[0][1]} comparisons of documents of one side, {counts[0][0]} shows a term" in README
        assert f"between the sides, at the same size, {counts[1][0]} of {counts[1][1]} do" in README

    def test_topics(self):
        rows = table("topic_verdicts").set_index("question")
        cross, documents = rows.loc["cross"], rows.loc["documents"]
        assert cross["answer"] == "equivalent" and documents["answer"] == "finding"
        assert f"with a strength of {cross['bound']:.1f} or more" in README
        assert f"from {cross['detectable']:.1f} on they would have been found" in README
        assert f"share {documents['value']:.2f} of their information" in README

    def test_whole_vocabularies(self):
        shown = read_notebook_text(ROOT / "notebooks" / "02-terms.ipynb")
        assert "diverge beyond the chance of their units (+0.058 bits, p .001). That is no more than" in shown
        assert "With quoted speech they diverge beyond the chance of paragraphs (p .001), and by no more" in README


class TestTheSecondStudy:
    def test_its_findings(self):
        summary = table("robustness_summary", SECOND).query("contrast == 'own'")
        found = summary[summary["verdict"].isin(DIFFERS)]
        assert f"finds {len(found)} of {len(summary):,} terms" in README
        assert (found["largest_share"] <= 0.5).all()
        halves = table("benchmark", SECOND).query("level == 'own' and kind != 'between the sides'")["found"] > 0
        assert f"show such a term in {halves.sum()} of {len(halves)} comparisons" in README
        for side in (1, -1):
            told = found[found["log_ratio"] * side > 0]["term"]
            named = re.search(r"Among them (.*?) on the side of the EU and (.*?) on that of", README)
            words = re.findall(r"\w+", re.search(r"\*(.*?)\*", named[1 if side == 1 else 2])[1])
            assert len(words) >= 3 and set(words) <= set(told)


#: Every page for readers that git tracks; what a study says of itself is among them.
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/*.md", "data/**/*.md", "studies/*/*.md", "benchmarks/*.md", "fuzz/*.md")
    for path in ROOT.glob(pattern)
)
#: Code in a page: a fenced block, or a span in the running text.
CODE = re.compile(r"^ *```[^\n]*\n(.*?)^ *```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(?:corpus-utils|python3? -m corpus_utils|\S*/corpus-utils) (?!…)([^#\n]*)", re.MULTILINE)


def code(page: str) -> str:
    text = (ROOT / page).read_text(encoding="utf-8")
    return "\n".join(line.strip() for found in CODE.findall(text) for line in "".join(found).split("\n"))


class TestCommands:
    @pytest.mark.parametrize("page", PAGES)
    def test_every_command_and_option_of_a_page_exists(self, page):
        for words in COMMAND.findall(code(page)):
            options = _parser().parse_args(shlex.split(words))
            assert callable(options.run), f"{page}: {words}"

    def test_the_pages_name_commands(self):
        named = {words.split()[0] for page in PAGES for words in COMMAND.findall(code(page))}
        assert named >= {"new", "add", "check", "reproduce", "reader", "verify", "explain", "simulate", "work"}

    @pytest.mark.parametrize("page", PAGES)
    def test_every_name_that_a_page_imports_exists(self, page):
        text = (ROOT / page).read_text(encoding="utf-8")
        for module, names in re.findall(r"^(?:>>> )?from (corpus_utils[\w.]*) import ([\w, ]+)$", text, re.MULTILINE):
            for name in names.split(","):
                assert hasattr(importlib.import_module(module), name.strip()), f"{page}: {module}.{name.strip()}"

    def test_every_link_leads_somewhere(self):
        text = (ROOT / "README.md").read_text(encoding="utf-8")
        for place in re.findall(r"\]\(([^)#]+)\)", text):
            assert place.startswith("https://") or (ROOT / place).exists(), place
