"""Every character of every text has one role, and the roles are as good as they were measured to be."""

from __future__ import annotations

import hashlib
import sys
import time

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from invented_pages import ONE, THREE, TWO, deciding, page, roles

from corpus_utils.evaluation.agreement import agreement, kept_agreement
from corpus_utils.pages.roles import OWN_ROLES, ROLES, is_truncated, rules, segment, segment_texts, truncation_sign
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
            "A",
            "VALLEY ",
            "Valley, ",
            "A-/",
            "By Ann ",
            "1. ",
            "(",
            "“",
            "* [a](b) ",
            "©",
            "@ ",
            "12/34\n",
            "a.b ",
            "\u00ad",
            "\ufb01",
            "Ann: ",
            "Ann;",
        ],
    )
    def test_twice_the_text_is_twice_the_work(self, unit):
        segment(unit * 800)  # vocabularies are read and patterns compiled once
        assert calls(unit * 1600) < 2.4 * calls(unit * 800)

    @pytest.mark.parametrize(
        "unit", ["A", "A-/", "AA ", "VALLEY ", "\u00ad", "\ufb01", "(", "A;", "By Ann ", "[a](b) ", "3 May "]
    )
    def test_no_pattern_runs_away(self, unit):
        text = (unit * 20_000)[:20_000]
        start = time.process_time()
        segment(text[:1000])
        segment(text)
        assert time.process_time() - start < 2


class TestIsTruncated:
    @pytest.mark.parametrize(
        "doc_id", ["civil_letter_2018", "civil_statement_2018", "mfa_letter_2014", "news_2013", "news_2018"]
    )
    def test_one_of_the_five_is_cut_off(self, doc_id):
        text = load_study().texts[doc_id]
        assert is_truncated(text, segment(text)) == (doc_id == "civil_letter_2018")


class TestTruncationSign:
    @pytest.mark.parametrize(
        ("ending", "sign"),
        [
            ("View full Statement", "View full Statement"),
            ("Share\n\nRead more...", "Read more..."),
            (TWO[:-1] + " and the rest of what was said there and then in the valley is […]", "[…]"),
            (TWO, ""),
        ],
    )
    def test_signs(self, ending, sign):
        text = page("Open letter on the winter plan", ONE, TWO, ending)
        assert truncation_sign(text, segment(text)) == sign

    def test_a_teaser_further_down_is_no_sign(self):
        text = page("Open letter on the winter plan", ONE, TWO, "Related", "Winter comes early", "Read more")
        assert truncation_sign(text, segment(text)) == ""

    def test_a_page_without_text(self):
        assert truncation_sign("Share", segment("Share").assign(role="share_widget")) == ""


class TestRules:
    TABLE = rules().set_index("rule")

    def test_each_has_a_name_a_role_and_a_reason_of_one_line(self):
        assert self.TABLE.index.is_unique and set(self.TABLE["role"]) <= set(ROLES)
        assert self.TABLE["reason"].str.fullmatch(r"\S[^\n]{20,140}\.").all()

    def test_only_rules_are_overridden(self):
        assert {name for names in self.TABLE["overrides"] for name in names.split()} <= set(self.TABLE.index)

    @pytest.mark.parametrize("rule", TABLE.index)
    def test_what_it_takes_and_what_it_leaves(self, rule):
        assert deciding(self.TABLE.loc[rule, "takes"]) == {(self.TABLE.loc[rule, "role"], rule)}
        assert rule not in {name for _, name in deciding(self.TABLE.loc[rule, "leaves"])}


class TestSegmentTexts:
    def test_as_one_by_one(self):
        texts = {"a": page(ONE, "Share"), "b": "", "c": TWO}
        together = segment_texts(texts)
        apart = [segment(text).assign(doc_id=name)[together.columns] for name, text in texts.items()]
        pd.testing.assert_frame_equal(together, pd.concat([frame for frame in apart if len(frame)], ignore_index=True))
        assert segment_texts({}).columns.tolist() == together.columns.tolist()


class TestBlocks:
    """A rule that would take the text for a list of something else is undone."""

    def test_an_article_below_a_link_to_comments(self):
        text = page("Comments", "3 March 2018", ONE, TWO, THREE)
        assert [roles(text)[piece] for piece in (ONE, TWO, THREE)] == ["body"] * 3

    def test_an_article_below_related(self):
        text = page("They left.", "Related", "Winter comes", ONE, "Roads", "Bridges")
        assert roles(text)[ONE] == "body"

    def test_an_indented_article_with_a_menu_of_bullets(self):
        text = "Valley Post\n\n  * News\n\n    " + "\n\n    ".join([ONE, TWO, THREE])
        assert [roles(text)[piece] for piece in (ONE, TWO, THREE)] == ["body"] * 3

    def test_many_comments_below_a_whole_article_stay_comments(self):
        article = [ONE, TWO, THREE] * 3
        answers = [line for _ in range(20) for line in ("Ann says:", TWO + " " + ONE)]
        spans = segment(page(*article, "20 comments", *answers))
        assert (spans["role"] == "comment").sum() == 20


class TestCleanProse:
    """A page without furniture is its author's from the first to the last word."""

    @pytest.mark.parametrize("ending", [["Women first", "Peace now"], ["No more war!"], ["Long live the valley"]])
    def test_slogans_at_the_end(self, ending):
        text = page(ONE, TWO, *ending)
        assert {roles(text)[line] for line in ending} == {"body"}

    def test_pages_of_a_printed_text(self):
        pieces = [piece for number in range(1, 5) for piece in (ONE, TWO, f"{number}/34", THREE)]
        found = segment(page(*pieces))
        assert (found["role"] != "body").sum() == 4 and found["rule"].isin(["running_text", "page_number"]).all()

    def test_paragraphs_on_single_lines(self):
        assert set(segment("\n".join([ONE, TWO, THREE] * 30))["role"]) == {"body"}


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

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        segment(text)
    finally:
        sys.setprofile(before)
    return count
