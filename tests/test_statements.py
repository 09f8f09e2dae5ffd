"""Statements are read, paired and compared; what is wrong in them is named."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from corpus_utils.figures import statement_counts
from corpus_utils.statements import COLUMNS, match_statements, read_statements, statement_agreement
from corpus_utils.study import StudyError, find_root, load_study

ROOT = find_root(Path(__file__).parent)
ROW = "one,a,30,43,A union,union,demand,,,talks,must,author,"


def write(study_folder, *rows: str) -> None:
    folder = study_folder.root / "data" / "annotations"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "statements.csv").write_text("\n".join((",".join(COLUMNS), *rows, "")), encoding="utf-8")


class TestReadStatements:
    def test_a_study_without_a_coding_has_none(self, study_folder):
        assert list(read_statements(load_study(study_folder.root))) == list(COLUMNS)

    def test_places_are_numbers(self, study_folder):
        write(study_folder, ROW)
        study = load_study(study_folder.root)
        row = read_statements(study).iloc[0]
        assert study.texts["a"][row["start"] : row["end"]].strip() and row["act"] == "demand"

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            (ROW.replace("demand", "ask"), r"row 2: expected act .* found 'ask'"),
            (ROW.replace("must", "shall"), r"row 2: expected modality .* found 'shall'"),
            (ROW.replace("union,demand", "unoin,demand"), r"row 2: expected actor_group .* found 'unoin'"),
            (ROW.replace(",43,", ",4300,"), r"row 2: expected 0 <= start < end"),
            (ROW.replace("one,a", "one,z"), r"row 2: expected a doc_id of metadata.csv"),
        ],
    )
    def test_a_wrong_row_is_named(self, study_folder, changed, message):
        write(study_folder, changed)
        with pytest.raises(StudyError, match=message):
            read_statements(load_study(study_folder.root))


class TestTheCodings:
    @pytest.fixture
    def statements(self):
        return read_statements(load_study(ROOT))

    def test_spans_begin_and_end_with_a_character_of_the_body(self, statements):
        study = load_study(ROOT)
        for row in statements.itertuples():
            words = study.texts[row.doc_id][row.start : row.end]
            assert words == words.strip() != ""

    def test_two_codings_and_their_agreement(self, statements):
        assert sorted(statements["coding"].unique()) == ["one", "two"]
        table = statement_agreement(statements).set_index("label")
        assert table.loc["statement", "same"] > 0.9 and (table["kappa"].dropna() > 0.9).all()


class TestMatch:
    ONE = pd.DataFrame({"doc_id": "a", "start": [0, 0], "end": [10, 10], "actor_group": ["north", "south"]})

    def test_the_actor_must_be_the_same(self):
        assert match_statements(self.ONE, self.ONE) == [(0, 0), (1, 1)]
        assert match_statements(self.ONE.head(1), self.ONE.tail(1)) == []

    def test_each_row_is_paired_once(self):
        twice = pd.concat([self.ONE.head(1)] * 2, ignore_index=True)
        assert match_statements(self.ONE.head(1), twice) == [(0, 0)]


class TestCounts:
    def test_demands_by_whom_and_rejections_by_what(self):
        statements = pd.DataFrame(
            {
                "actor_group": ["a", "a", "b", "c"],
                "act": ["demand", "reject", "support", "demand"],
                "target_group": ["b", "b", "", ""],
                "object": ["talks", "war", "talks", "talks"],
            }
        )
        assert statement_counts(statements, "a", "b").values.tolist() == [
            ["demand", "a", "b", 1],
            ["reject", "a", "war", 1],
        ]
