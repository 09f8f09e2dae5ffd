"""Agreement of two labellings, checked against counts made by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from corpus_utils.evaluation.agreement import agreement, agreement_by_document, disagreements, kept_agreement

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
        ("bad", "message"),
        [
            (spans(("z", 0, 5, "title")), "without a text"),
            (spans(("a", 0, 99, "title")), "leaves the text of 24"),
            (spans(("a", 0, 9, "title"), ("a", 8, 12, "body")), "overlaps the one before"),
            (spans(("a", 0, 5, "title"), label="kind"), "lacks the columns"),
        ],
    )
    def test_what_cannot_be_compared_is_refused(self, bad, message):
        with pytest.raises(ValueError, match=message):
            agreement(TEXTS, bad, REFERENCE)


class TestKeptAgreement:
    def test_own_words_against_the_rest(self):
        table = kept_agreement(TEXTS, PREDICTED, REFERENCE)
        assert table.loc["kept", ["n_reference", "n_predicted", "n_both"]].tolist() == [14, 19, 14]

    def test_a_title_taken_for_a_subtitle_changes_nothing(self):
        assert (kept_agreement(TEXTS, REFERENCE.replace("title", "subtitle"), REFERENCE)["f1"] == 1).all()


class TestAgreementByDocument:
    def test_one_row_a_document_that_has_the_value(self):
        table = agreement_by_document(TEXTS, PREDICTED, REFERENCE, "body")
        assert table.index.tolist() == ["a"] and table.loc["a", "f1"] == pytest.approx(18 / 23)


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
