"""Agreement counts quotations whole, and reported speech in characters."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from corpus_utils.evaluation.voice_agreement import quotation_agreement

COLUMNS = ["doc_id", "start", "end", "voice_type", "speaker", "actor_group"]
REFERENCE = pd.DataFrame(
    [
        ("a", 0, 10, "direct_quote", "Ann", "un"),
        ("a", 20, 30, "direct_quote", "Bob", "un;other"),
        ("a", 40, 50, "indirect_quote", "Ann", "un"),
        ("a", 60, 64, "term_quote", None, "media"),
    ],
    columns=COLUMNS,
)


class TestQuotationAgreement:
    def test_with_itself(self):
        measured = quotation_agreement(REFERENCE, REFERENCE)
        assert measured.tolist() == [1, 1, 1, 1, 2, 2, 30]

    @pytest.mark.parametrize(
        ("row", "column", "value", "expected"),
        [
            (0, "end", 9, {"direct_f1": 0.5, "direct_speaker_f1": 0.5, "group_accuracy": 29 / 30, "indirect_f1": 1}),
            (0, "speaker", "Bob", {"direct_f1": 1, "direct_speaker_f1": 0.5, "group_accuracy": 1, "indirect_f1": 1}),
            (1, "actor_group", "other;un", {"direct_f1": 1, "group_accuracy": 1}),
            (1, "actor_group", "other", {"direct_f1": 1, "group_accuracy": 20 / 30}),
            (2, "end", 45, {"indirect_f1": 2 * 5 / 15, "group_accuracy": 25 / 30}),
            (2, "voice_type", "author", {"indirect_f1": 0, "group_accuracy": 20 / 30}),
            (3, "speaker", "Ann", {"direct_f1": 1, "group_accuracy": 1}),
        ],
    )
    def test_one_difference(self, row, column, value, expected):
        changed = REFERENCE.copy()
        changed.loc[row, column] = value
        measured = quotation_agreement(changed, REFERENCE)
        assert {name: measured[name] for name in expected} == pytest.approx(expected)

    def test_nothing_to_compare(self):
        measured = quotation_agreement(REFERENCE.iloc[3:], REFERENCE.iloc[3:])
        assert all(math.isnan(measured[name]) for name in ("direct_f1", "group_accuracy", "indirect_f1"))

    def test_a_missing_column(self):
        with pytest.raises(ValueError, match="reference frame lacks the columns speaker"):
            quotation_agreement(REFERENCE, REFERENCE.drop(columns="speaker"))
