"""A scholar's corrections overrule the rules, and nothing else changes."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_pages import ONE, TWO, page

from corpus_utils.pages.corrections import apply_corrections, correct_voices
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
            ([(5, 5, "caption", "x")], "empty or backwards"),
            ([(0, 9, "caption", "x"), (8, 12, "body", "x")], "found characters 8 to 9 in row 0 too"),
            ([(9000, 9010, "caption", "x")], "where the text ends, found 9010"),
            ([(0, 10**30, "caption", "x")], "where the text ends"),
            ([(-4, 9, "caption", "x")], "0 <= start < end"),
            ([(0, 9, "caption", "x"), (0, 9, "caption", "x")], "in row 0 too"),
            ([(len(ONE), len(ONE) + 2, "caption", "x")], "white space only"),
            ([(0, 9, "caption", " ")], "expected a reason"),
        ],
    )
    def test_what_cannot_be_applied_is_refused(self, rows, message):
        with pytest.raises(ValueError, match=message):
            apply_corrections(SPANS, notes(*rows), TEXT)

    def test_rows_about_voices_are_passed_over(self):
        rows = notes((0, 9, "", "another row")).assign(voice_type="author")
        pd.testing.assert_frame_equal(apply_corrections(SPANS, rows, TEXT), SPANS)


class TestCorrectVoices:
    VOICES = pd.DataFrame(
        [
            (0, 62, "author", "A paper", "media", "", pd.NA, pd.NA, "author", True),
            (63, len(ONE), "indirect_quote", "Bo", "union", "Bo said", 3, 10, "trailing", False),
        ],
        columns=[
            "start",
            "end",
            "voice_type",
            "speaker",
            "actor_group",
            "cue",
            "cue_start",
            "cue_end",
            "rule",
            "certain",
        ],
    ).astype({"cue_start": "Int64", "cue_end": "Int64"})

    @staticmethod
    def said(*rows: tuple) -> pd.DataFrame:
        frame = pd.DataFrame(rows, columns=["start", "end", "voice_type", "speaker", "actor_group"])
        return frame.assign(role="", reason="she says so")

    def test_none_changes_nothing(self):
        rows = notes((0, 9, "caption", "a label")).assign(voice_type="")
        pd.testing.assert_frame_equal(correct_voices(self.VOICES, rows, ONE), self.VOICES)

    def test_spans_are_cut_at_the_edges(self):
        found = correct_voices(self.VOICES, self.said((40, 70, "direct_quote", "Ann", "towns")), ONE)
        assert [ONE[s:e] for s, e in zip(found["start"], found["end"], strict=True)] == [
            ONE[:39], ONE[40:62], ONE[63:70].strip(), ONE[70:].strip()
        ]  # fmt: skip
        assert found["speaker"].tolist() == ["A paper", "Ann", "Ann", "Bo"]
        assert found["voice_type"].tolist() == ["author", "direct_quote", "direct_quote", "indirect_quote"]
        assert found["actor_group"].tolist() == ["media", "towns", "towns", "union"]

    def test_a_corrected_span_is_certain_and_has_no_cue(self):
        found = correct_voices(self.VOICES, self.said((63, len(ONE), "author", "A paper", "media")), ONE).iloc[1]
        assert (found["cue"], found["rule"], found["certain"]) == ("", "correction", True)
        assert found[["cue_start", "cue_end"]].isna().all()
        assert correct_voices(self.VOICES, self.said((0, 5, "author", "X", "")), ONE).dtypes.equals(self.VOICES.dtypes)

    def test_outside_the_running_text_is_refused(self):
        rows = self.said((62, 63, "author", "A paper", "media"))
        with pytest.raises(ValueError, match=r"row 0, \[62, 63\) to 'author': expected words"):
            correct_voices(self.VOICES, rows, ONE)
        with pytest.raises(ValueError, match="found none there"):
            correct_voices(self.VOICES.head(1), self.said((70, 80, "author", "A paper", "media")), ONE)
