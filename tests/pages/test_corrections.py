"""A scholar's corrections overrule the rules, and nothing else changes."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_pages import ONE, TWO, page

from corpus_utils.pages.corrections import apply_corrections
from corpus_utils.pages.roles import segment

TEXT = page(ONE, TWO)
SPANS = segment(TEXT)


def notes(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["start", "end", "role", "reason"])


class TestApplyCorrections:
    def test_none_changes_nothing(self):
        pd.testing.assert_frame_equal(apply_corrections(SPANS, notes()), SPANS)

    def test_a_span_is_cut(self):
        found = apply_corrections(SPANS, notes((4, 11, "caption", "a label")), TEXT)
        assert found["role"].tolist() == ["body", "caption", "body", "body"]
        assert found["rule"].tolist()[1] == "correction" and found["paragraph"].tolist() == [1, 1, 1, 2]
        assert [TEXT[s:e] for s, e in zip(found["start"], found["end"], strict=True)][:2] == ["The", "council"]

    def test_over_two_spans(self):
        found = apply_corrections(SPANS, notes((0, len(TEXT), "teaser", "all of it")))
        assert found["role"].tolist() == ["teaser", "teaser"]

    @given(st.integers(0, len(TEXT) - 1), st.integers(1, 40))
    def test_nothing_is_lost_and_nothing_doubled(self, start, length):
        end = min(start + length, len(TEXT))
        if not TEXT[start:end].strip():
            return
        found = apply_corrections(SPANS, notes((start, end, "caption", "a label")), TEXT)
        covered = [at for s, e in zip(found["start"], found["end"], strict=True) for at in range(s, e)]
        assert len(covered) == len(set(covered))
        assert {at for at, char in enumerate(TEXT) if not char.isspace()} <= set(covered)
        inside = found[found["role"] == "caption"]
        assert (inside["start"] >= start).all() and (inside["end"] <= end).all()

    @pytest.mark.parametrize(
        ("rows", "message"),
        [
            ([(5, 5, "caption", "x")], "is empty"),
            ([(0, 9, "caption", "x"), (8, 12, "body", "x")], "make them disjoint"),
            ([(9000, 9010, "caption", "x")], "touches no span"),
            ([(0, 9, "caption", " ")], "has no reason"),
        ],
    )
    def test_what_cannot_be_applied_is_refused(self, rows, message):
        with pytest.raises(ValueError, match=message):
            apply_corrections(SPANS, notes(*rows))
