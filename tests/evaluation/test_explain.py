"""Explanations name the rule, the words and the name that decided; the worth of a rule is what goes without it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from corpus_utils.evaluation.development import DevelopmentSet, parse_marked, read_development
from corpus_utils.evaluation.explain import changed_spans, explain, explain_document, rule_worth
from corpus_utils.pages.roles import rules, segment
from corpus_utils.speech.voices import RULES, attribute
from corpus_utils.study import StudyError

ROOT = Path(__file__).resolve().parents[2]
PAGE = (
    "Share\n\nThe road is closed\n\n"
    "The road to the north is closed, and nobody knows for how long it will stay so. Mayor Ann Roe said that the "
    "snow was deep. “We have two shovels,” she told reporters.\n\n"
    "The next meeting of the council is planned for the end of March, and few expect a result before the spring."
)


def passage(*sources: str) -> DevelopmentSet:
    """Make a development set of passages."""
    marked = {f"p{number}": parse_marked(source, default="body") for number, source in enumerate(sources)}
    rows = [{"doc_id": name, "part": "passage", "issuer": ""} for name in marked]
    frames = [[getattr(one, name).assign(doc_id=doc) for doc, one in marked.items()] for name in ("segments", "voices")]
    return DevelopmentSet(
        pd.DataFrame(rows), {name: one.text for name, one in marked.items()}, *[pd.concat(frame) for frame in frames]
    )


class TestExplainDocument:
    def table(self, text: str = PAGE) -> pd.DataFrame:
        segments = segment(text)
        return explain_document(text, segments, attribute(text, segments))

    def test_every_span_that_somebody_owns_has_a_row(self):
        table = self.table()
        segments = segment(PAGE)
        voices = attribute(PAGE, segments)
        expected = [*segments.loc[segments["role"] != "body", "start"], *voices["start"]]
        assert table["start"].tolist() == sorted(expected)

    def test_roles_have_the_rule_and_its_reason(self):
        row = self.table().iloc[0]
        assert PAGE[row["start"] : row["end"]] == "Share"
        assert row["reason"] == rules().set_index("rule").loc[row["rule"], "reason"]
        assert row["voice_type"] == ""

    def test_reported_words_have_construction_cue_and_name(self):
        rows = self.table()
        row = rows[rows["voice_type"] == "indirect_quote"].iloc[0]
        assert row[["speaker", "construction", "named"]].tolist() == ["Ann Roe", "that", "name in the cue"]
        assert row["pattern"] == {rule.name: rule.pattern for rule in RULES}["that"]
        assert PAGE[row["cue_start"] :].startswith(row["cue"])

    def test_a_pronoun_is_called_one(self):
        rows = self.table()
        row = rows[rows["voice_type"] == "direct_quote"].iloc[0]
        assert row[["speaker", "named"]].tolist() == ["Ann Roe", "pronoun in the cue"]
        assert row["certain"] in (True, False)

    def test_part_of_a_name(self):
        rows = self.table("Ann Roe came late. Roe said that the road was long and that nobody had cleared it.")
        named = rows.loc[rows["voice_type"] == "indirect_quote", "named"]
        assert set(named) == {"part of the name in the cue"}

    def test_an_empty_text(self):
        assert self.table("").empty


class TestRuleWorth:
    def test_what_goes_without_a_construction(self):
        small = passage("Ann said that ⟨i Ann⟩it was late⟨/⟩.", "“⟨d Bob⟩It is early,⟨/⟩” said Bob.")
        table = rule_worth(small).set_index("rule")
        assert set(table["package"]) == {"speech"}
        assert table.loc["that", ["n_spans", "n_documents", "n_changed"]].tolist() == [1, 1, 1]
        assert table.loc["that", "f1"] == 1
        assert table.loc["that", "f1_without"] == pytest.approx(2 * 3 / 9)
        assert table.loc["that", "gain"] == pytest.approx(1 / 3)

    def test_pages_are_measured_by_their_roles(self):
        small = read_development(ROOT / "tests" / "development").select(doc_id="news-wire-budget")
        table = rule_worth(small).set_index(["package", "rule"])
        assert set(rules()["rule"]) == set(table.loc["pages"].index)
        assert table.loc[("pages", "wire_dateline"), "gain"] > 0

    def test_what_a_construction_does_wrongly_is_a_loss(self):
        changes = changed_spans(passage("Ann said that it was late."))
        row = changes[changes["rule"] == "that"].iloc[0]
        assert row[["with", "without", "coded", "effect", "text"]].tolist() == [
            *("indirect_quote: Ann", "", "", "loss", "it was late"),
        ]

    def test_another_name_that_the_coding_allows_is_right(self):
        changes = changed_spans(passage("The mayor said that ⟨i Ann Roe|the mayor⟩it was late⟨/⟩."))
        assert changes.loc[changes["rule"] == "that", "effect"].tolist() == ["gain"]

    def test_what_changes_nothing_is_worth_nothing(self):
        table = rule_worth(passage("Nobody speaks here. The road is long."))
        assert (table["n_changed"] == 0).all()
        assert table["gain"].fillna(0).eq(0).all()


class TestExplain:
    def lines(self, *arguments: object) -> list[str]:
        told: list[str] = []
        explain(*arguments, report=told.append)
        return told

    def test_a_file(self, tmp_path):
        (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
        told = self.lines(str(tmp_path / "page.txt"))
        assert any(line.startswith("0-5 share_widget by ") and line.endswith(": Share") for line in told)
        assert any("indirect_quote of Ann Roe by that, because of “Mayor Ann Roe said”" in line for line in told)

    def test_a_document_of_a_study_with_its_corrections(self, study_folder):
        told = self.lines("a", study_folder.root)
        assert told[0].startswith("0-16 title by ")
        corrections = study_folder.root / "data" / "annotations" / "corrections.csv"
        corrections.parent.mkdir(parents=True, exist_ok=True)
        columns = "doc_id,start,end,role,voice_type,speaker,actor_group,reason"
        corrections.write_text(f"{columns}\na,0,16,caption,,,,a label\n", encoding="utf-8")
        assert self.lines("a", study_folder.root)[0].startswith("0-16 caption by ")

    def test_neither_document_nor_file(self, study_folder):
        with pytest.raises(StudyError, match="expected a document or a file, found 'c'"):
            explain("c", study_folder.root)

    def test_a_study_without_a_development_set(self, study_folder):
        with pytest.raises(StudyError, match="expected the development set, found nothing"):
            explain(None, study_folder.root)

    def test_the_development_set_without_what_is_held_out(self, study_folder):
        folder = study_folder.root / "tests" / "development"
        (folder / "held-out").mkdir(parents=True)
        (folder / "passages.txt").write_text("=== p1 that\nAnn said that ⟨i Ann⟩it was late⟨/⟩.\n", encoding="utf-8")
        (folder / "held-out" / "passages.txt").write_text("=== h1 that\nBob said it.\n", encoding="utf-8")
        told = self.lines(None, study_folder.root)
        assert told[0].startswith("1 coded texts")
        where = next(n for n, line in enumerate(told) if line.startswith("speech  that  "))
        assert told[where].endswith("+1.0000       1")
        assert "gain    p1 14-25 indirect_quote: Ann" in told[where + 1]

    def test_what_a_reader_coded_in_the_study_is_looked_at_too(self, study_folder):
        folder = study_folder.root / "tests" / "development"
        folder.mkdir(parents=True)
        (folder / "passages.txt").write_text("=== p1 that\nAnn said that ⟨i Ann⟩it was late⟨/⟩.\n", encoding="utf-8")
        coding = study_folder.root / "data" / "annotations" / "first"
        coding.mkdir(parents=True)
        (coding / "segments.csv").write_text("doc_id,start,end,role\na,0,16,title\na,18,28,salutation\n")
        told = self.lines(None, study_folder.root)
        assert told[0].startswith("2 coded texts")
        where = next(n for n, line in enumerate(told) if line.startswith("pages   headline "))
        assert told[where + 1].startswith("        gain    a 0-16 title | ")
        assert told[where + 1].endswith(" | title: A plea for talks")
