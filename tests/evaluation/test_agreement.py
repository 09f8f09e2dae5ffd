"""Agreement of two labellings, checked against counts made by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from corpus_utils.evaluation.agreement import (
    agreement,
    disagreements,
    kept_agreement,
    same_speaker,
    voice_agreement,
)

TEXTS = {"a": "Title\n\nBody of it. Share", "b": "  "}


def spans(*rows: tuple, label: str = "role") -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", label])


REFERENCE = spans(("a", 0, 5, "title"), ("a", 7, 18, "body"), ("a", 19, 24, "share_widget"))
PREDICTED = spans(("a", 0, 5, "title"), ("a", 7, 24, "body"))


class TestAgreement:
    def test_counts_leave_whitespace_out(self):
        table = agreement(TEXTS, PREDICTED, REFERENCE)
        assert table.loc["body", ["n_reference", "n_predicted", "n_both"]].tolist() == [9, 14, 9]

    def test_measures(self):
        table = agreement(TEXTS, PREDICTED, REFERENCE)
        assert table.loc["body", "precision"] == pytest.approx(9 / 14)
        assert table.loc["body", "recall"] == 1
        assert table.loc["body", "f1"] == pytest.approx(2 * 9 / (14 + 9))

    def test_a_label_never_predicted_has_no_precision(self):
        row = agreement(TEXTS, PREDICTED, REFERENCE).loc["share_widget"]
        assert pd.isna(row["precision"]) and row["recall"] == 0 and row["f1"] == 0

    def test_summaries(self):
        table = agreement(TEXTS, PREDICTED, REFERENCE)
        assert table.attrs["micro_f1"] == pytest.approx(14 / 19)
        assert table.attrs["macro_f1"] == pytest.approx((1 + 18 / 23 + 0) / 3)

    def test_the_order_of_the_rows_does_not_matter(self):
        pd.testing.assert_frame_equal(
            agreement(TEXTS, PREDICTED[::-1], REFERENCE[::-1]), agreement(TEXTS, PREDICTED, REFERENCE)
        )

    def test_another_label_and_uncovered_text(self):
        ours = spans(("a", 7, 11, "direct_quote"), label="voice_type")
        table = agreement(TEXTS, ours, ours.assign(end=9), label="voice_type")
        assert table.loc["direct_quote", ["n_reference", "n_predicted", "n_both"]].tolist() == [2, 4, 2]

    def test_the_same_labels_agree_wholly(self):
        assert (agreement(TEXTS, REFERENCE, REFERENCE)["f1"] == 1).all()

    @pytest.mark.parametrize(
        ("predicted", "reference", "message"),
        [
            (PREDICTED, spans(("z", 0, 5, "title")), "without a text"),
            (spans(("a", 0, 99, "title")), REFERENCE, "leaves the text of 24"),
            (spans(("a", 0, 9, "title"), ("a", 8, 12, "body")), REFERENCE, "overlaps the one before"),
            (spans(("a", 0, 5, "title"), label="kind"), REFERENCE, "lacks the columns"),
        ],
    )
    def test_what_cannot_be_compared_is_refused(self, predicted, reference, message):
        with pytest.raises(ValueError, match=message):
            agreement(TEXTS, predicted, reference)

    def test_what_nobody_coded_is_no_disagreement(self):
        texts = TEXTS | {"c": "Never coded."}
        ours = pd.concat([PREDICTED, spans(("c", 0, 12, "title"))])
        pd.testing.assert_frame_equal(agreement(texts, ours, REFERENCE), agreement(TEXTS, PREDICTED, REFERENCE))
        assert disagreements(texts, ours, REFERENCE)["doc_id"].tolist() == ["a"]

    def test_without_a_coding_there_is_no_agreement(self):
        table = agreement(TEXTS, PREDICTED, REFERENCE[:0])
        assert table.empty
        assert table.columns.tolist() == ["n_reference", "n_predicted", "n_both", "precision", "recall", "f1"]
        assert math.isnan(table.attrs["micro_f1"]) and math.isnan(table.attrs["macro_f1"])
        assert disagreements(TEXTS, PREDICTED, REFERENCE[:0]).empty


class TestKeptAgreement:
    def test_own_words_against_the_rest(self):
        table = kept_agreement(TEXTS, PREDICTED, REFERENCE)
        assert table.loc["kept", ["n_reference", "n_predicted", "n_both"]].tolist() == [14, 19, 14]

    def test_a_title_taken_for_a_subtitle_changes_nothing(self):
        assert (kept_agreement(TEXTS, REFERENCE.replace("title", "subtitle"), REFERENCE)["f1"] == 1).all()


class TestDisagreements:
    def test_one_row_a_run(self):
        table = disagreements(TEXTS, PREDICTED.assign(rule="x"), REFERENCE)
        assert table.to_dict("records") == [
            {
                "doc_id": "a",
                "start": 19,
                "end": 24,
                "predicted": "body",
                "reference": "share_widget",
                "rule": "x",
                "before": "Title\n\nBody of it. ",
                "text": "Share",
                "after": "",
            }
        ]

    def test_no_rule_and_no_span(self):
        table = disagreements(TEXTS, PREDICTED[:1], REFERENCE[:2], context=3)
        assert table[["predicted", "reference", "rule", "before", "after"]].values.tolist() == [
            ["", "body", "", "e\n\n", " Sh"]
        ]

    def test_none(self):
        assert disagreements(TEXTS, REFERENCE, REFERENCE).empty


SPOKEN = {"a": "“One two three” and four five. Six seven."}
COLUMNS = ["doc_id", "start", "end", "voice_type", "speaker", "actor_group"]
CODED = pd.DataFrame(
    [
        ("a", 1, 14, "direct_quote", "Ann Roe", "g"),
        ("a", 20, 29, "indirect_quote", "Bob", "g;h"),
        ("a", 31, 34, "term_quote", None, "h"),
    ],
    columns=COLUMNS,
)


class TestVoiceAgreement:
    def changed(self, row: int, column: str, value: object) -> pd.DataFrame:
        table = CODED.copy()
        table.loc[row, column] = value
        return table

    def test_with_itself(self):
        measured = voice_agreement(SPOKEN, CODED, CODED)
        assert measured[["direct_f1", "direct_speaker_f1", "speech_f1", "indirect_f1"]].tolist() == [1] * 4
        assert measured[["speaker_right", "group_right"]].tolist() == [1, 1]
        assert measured[["n_direct_reference", "n_words_reference", "n_words_both", "n_pieces"]].tolist() == [
            1,
            5,
            5,
            2,
        ]

    @pytest.mark.parametrize(
        ("row", "column", "value", "expected"),
        [
            (0, "end", 8, {"direct_f1": 0, "direct_precision": 0, "speech_f1": 2 * 4 / 9, "speaker_right": 1}),
            (
                0,
                "speaker",
                "Bob",
                {"direct_f1": 1, "direct_speaker_f1": 0, "speaker_right": 2 / 5, "attributed_f1": 2 / 5},
            ),
            (0, "voice_type", "indirect_quote", {"direct_recall": 0, "speech_f1": 1, "indirect_f1": 2 * 2 / 7}),
            (0, "voice_type", "author", {"direct_recall": 0, "speech_f1": 2 * 2 / 7, "speaker_right": 1}),
            (1, "actor_group", "h;g", {"group_right": 1}),
            (1, "actor_group", "h", {"group_right": 3 / 5, "speaker_right": 1}),
            (2, "speaker", "Bob", {"direct_f1": 1, "speaker_right": 1}),
        ],
    )
    def test_one_difference(self, row, column, value, expected):
        measured = voice_agreement(SPOKEN, self.changed(row, column, value), CODED)
        assert {name: measured[name] for name in expected} == pytest.approx(expected)

    def test_another_name_that_the_reference_allows(self):
        coded = CODED.assign(alternatives=["Roe|the mayor", "", ""])
        measured = voice_agreement(SPOKEN, self.changed(0, "speaker", "Mayor"), coded)
        assert measured[["direct_speaker_f1", "speaker_right"]].tolist() == [1, 1]

    @pytest.mark.parametrize(
        ("certain", "share", "right"),
        [([True, True, True], 1, 0.5), ([False, True, True], 0.5, 1), ([True, False, True], 0.5, 0)],
    )
    def test_what_is_called_certain(self, certain, share, right):
        ours = self.changed(0, "speaker", "Eve").assign(certain=certain)
        assert voice_agreement(SPOKEN, ours, CODED)[["certain_share", "certain_right"]].tolist() == [share, right]

    def test_without_doubt_nothing_is_said_of_it(self):
        assert voice_agreement(SPOKEN, CODED, CODED)[["certain_share", "certain_right"]].isna().all()

    def test_a_document_without_speech_counts_what_is_found_in_it(self):
        texts = SPOKEN | {"b": "“No.”"}
        ours = pd.concat([CODED, pd.DataFrame([("b", 1, 4, "direct_quote", "", "")], columns=COLUMNS)])
        assert voice_agreement(texts, ours, CODED)["direct_precision"] == 0.5
        assert voice_agreement(SPOKEN, ours, CODED)["direct_precision"] == 1

    def test_nothing_to_compare(self):
        measured = voice_agreement({}, CODED, CODED)
        assert all(math.isnan(measured[name]) for name in ("direct_f1", "speech_f1", "speaker_right", "group_right"))

    def test_a_missing_column(self):
        with pytest.raises(ValueError, match="the reference frame lacks the columns speaker"):
            voice_agreement(SPOKEN, CODED, CODED.drop(columns="speaker"))


class TestSameSpeaker:
    @pytest.mark.parametrize(
        ("ours", "theirs", "alternatives", "same"),
        [
            ("Ann Roe", "ann roe", "", True),
            ("The Ministry", "ministry", "", True),
            ("B; A", "A; B", "", True),
            ("mayor’s office", "mayor's office", "", True),
            ("", "", "Roe", True),
            ("", "Ann Roe", "", False),
            ("", "Ann Roe", "Roe", False),
            ("Roe", "Ann Roe", "", False),
            ("A", "A; B", "", False),
        ],
    )
    def test_pairs(self, ours, theirs, alternatives, same):
        assert same_speaker(ours, theirs, alternatives) is same
