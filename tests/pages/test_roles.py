"""Every character of every text has one role, and the roles are as good as they were measured to be."""

from __future__ import annotations

import hashlib
import sys

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from invented_pages import ONE, THREE, TWO

from corpus_utils.evaluation.agreement import agreement, kept_agreement
from corpus_utils.pages.roles import OWN_ROLES, ROLES, RULES, rules, segment
from corpus_utils.study import load_study

#: The floors hold for these five texts; other texts need other floors.
CORPUS = "8ffa051b237052558de2e671855129bfe469644b69a9407f74ab825c7464cf93"
KEPT_F1, MACRO_F1, ACCURACY = 0.999, 0.99, 0.999

ANYTHING = st.text(alphabet=st.characters(exclude_categories=[]), max_size=400)
PIECES = st.sampled_from(
    [
        "Share",
        "Related:",
        "Tags:",
        "11 comments",
        "Signatories:",
        "1. Road 4 All",
        "  • Ann",
        "    No.",
        "Dear Sirs,",
        "Sincerely,",
        "3 May 2018",
        "By Ann Example",
        "GENEVA (AFP) -",
        "VALLEY/Ann Example",
        "---",
        "# Title",
        "...",
        "…",
        "\u00a0",
        "\u2028",
        "\ufeff",
        "\x00",
        "\ud800",
        "שלום",
        "ONE",
        ONE,
        TWO,
        THREE,
        "Read more",
        "Comments",
        "Ann said...",
        "| Home | News",
        "\t",
        "   ",
    ]
)
PAGES = st.lists(
    st.tuples(PIECES, st.sampled_from(["\n", "\n\n", " ", "\r\n", "\r\n\r\n", "\r", ""])), max_size=30
).map(lambda parts: "".join(piece + gap for piece, gap in parts))


class TestSegment:
    @given(ANYTHING | PAGES)
    @example("")
    @example("\x00")
    @example("\ud800\udfff")
    @example("\u202eשלום עולם\u202c. " * 40)
    @example(" \n\u00a0\n\t")
    def test_every_visible_character_once(self, text):
        spans = segment(text)
        covered = [at for s, e in zip(spans["start"], spans["end"], strict=True) for at in range(s, e)]
        assert len(covered) == len(set(covered))
        assert {at for at, char in enumerate(text) if not char.isspace()} <= set(covered)

    @given(ANYTHING | PAGES)
    def test_spans_are_trimmed_sorted_and_known(self, text):
        spans = segment(text)
        pieces = [text[s:e] for s, e in zip(spans["start"], spans["end"], strict=True)]
        assert all(piece and piece == piece.strip() for piece in pieces)
        assert spans["start"].is_monotonic_increasing and spans["paragraph"].is_monotonic_increasing
        assert set(spans["role"]) <= set(ROLES) and set(spans["rule"]) <= set(rules()["rule"])

    @given(ANYTHING | PAGES)
    def test_no_span_crosses_a_blank_line(self, text):
        for start, end in segment(text)[["start", "end"]].itertuples(index=False):
            assert all(line.strip() for line in text[start:end].splitlines())

    @given(PAGES)
    def test_the_same_text_gets_the_same_labels(self, text):
        pd.testing.assert_frame_equal(segment(text), segment(text))

    def test_the_columns(self):
        spans = segment("")
        assert spans.columns.tolist() == ["start", "end", "role", "rule", "paragraph"]
        assert [spans[name].dtype.kind for name in ("start", "end", "paragraph")] == ["i", "i", "i"]

    def test_plain_prose_is_body(self):
        text = "\n\n".join([ONE, TWO, THREE] * 5)
        assert set(segment(text)["role"]) == {"body"}

    def test_ten_megabytes_on_one_line(self):
        text = (ONE + " ") * (10_000_000 // len(ONE))
        spans = segment(text)
        assert len(spans) == 1 and spans["role"].tolist() == ["body"]

    @pytest.mark.parametrize(
        "unit",
        [
            ONE + "\n\n",
            "Short line\n",
            "Related: ",
            "Share Tweet ",
            "1. Ab\n",
            "  • x\n    y\n",
            "VALLEY/Ann ",
            "3 May 2018\n",
        ],
    )
    def test_twice_the_text_is_twice_the_work(self, unit):
        assert calls(unit * 1600) < 2.4 * calls(unit * 800)


class TestRules:
    def test_each_has_a_reason_of_one_line(self):
        table = rules()
        assert len(table) == len(RULES) + 1 and table["rule"].is_unique
        assert table["reason"].str.fullmatch(r"\S[^\n]{20,140}\.").all()


class TestQuality:
    def test_floor(self):
        study = load_study()
        checksum = hashlib.sha256((study.root / "data" / "raw" / "SHA256SUMS").read_bytes()).hexdigest()
        assert checksum == CORPUS, "the corpus changed: measure again and set the floors anew"
        reference = pd.read_csv(study.root / "data" / "annotations" / "first" / "segments.csv", keep_default_na=False)
        predicted = pd.concat([segment(text).assign(doc_id=doc_id) for doc_id, text in study.texts.items()])
        table = agreement(study.texts, predicted, reference)
        assert kept_agreement(study.texts, predicted, reference).loc["kept", "f1"] >= KEPT_F1
        assert table.attrs["macro_f1"] >= MACRO_F1 and table.attrs["micro_f1"] >= ACCURACY

    def test_own_roles_lead_the_list(self):
        assert ROLES[: len(OWN_ROLES)] == OWN_ROLES


def calls(text: str) -> int:
    """Count the function calls that it takes to label a text."""
    count = 0

    def profile(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    segment("")
    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        segment(text)
    finally:
        sys.setprofile(before)
    return count
