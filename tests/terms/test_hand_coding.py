"""A hand coding gives the words that it codes, each once."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from corpus_utils.study import Study
from corpus_utils.terms.hand_coding import VOICE_COLUMNS, coded_tokens, complete_voices
from corpus_utils.tokens import COLUMNS

TEXT = "A title\n\nWe came. She said “no war” and that\n\u00a0\nall of us left.\n\nA. Name\n"


def spans(*pieces):
    """Give the place of each piece in the text, and what else is said of it."""
    return [("a", TEXT.index(piece), TEXT.index(piece) + len(piece), *rest) for piece, *rest in pieces]


SEGMENTS = pd.DataFrame(
    spans(
        ("A title", "title"),
        ("We came. She said “no war” and that", "body"),
        ("all of us left.", "body"),
        ("A. Name", "signature"),
    ),
    columns=["doc_id", "start", "end", "role"],
)
VOICES = pd.DataFrame(
    spans(("no war", "direct_quote", "She", "un"), ("all of us left", "indirect_quote", "She", "un")),
    columns=["doc_id", *VOICE_COLUMNS],
)


def study():
    documents = pd.DataFrame([{"doc_id": "a", "issuer": "A union", "actor_group": "other", "language": "en"}])
    return Study(Path(), documents, {"a": TEXT}, pd.DataFrame(), pd.DataFrame())


class TestCodedTokens:
    TABLE = coded_tokens(study(), SEGMENTS, VOICES)

    def test_the_form_is_that_of_the_token_table(self):
        assert tuple(self.TABLE.columns) == COLUMNS

    def test_every_word_has_the_voice_of_its_coder(self):
        by_voice = self.TABLE.groupby("voice_type")["token"].agg(" ".join).to_dict()
        assert by_voice == {
            "author": "a title we came she said and that a name",
            "direct_quote": "no war",
            "indirect_quote": "all of us left",
        }

    def test_offsets_give_the_words_back(self):
        found = [TEXT[start:end].lower() for start, end in zip(self.TABLE["start"], self.TABLE["end"], strict=True)]
        assert found == self.TABLE["token"].tolist()

    def test_paragraphs_are_blocks_between_blank_lines_of_any_space(self):
        assert self.TABLE.groupby("paragraph")["role"].first().to_dict() == {
            1: "title",
            2: "body",
            3: "body",
            4: "signature",
        }

    def test_the_order_of_the_rows_does_not_matter(self):
        turned = coded_tokens(study(), SEGMENTS.iloc[::-1], VOICES.iloc[::-1])
        pd.testing.assert_frame_equal(self.TABLE, turned)

    def test_the_rules_stand_in_for_a_document_that_nobody_coded(self):
        rules = self.TABLE.assign(speaker="by rule")
        pd.testing.assert_frame_equal(coded_tokens(study(), SEGMENTS.iloc[:0], VOICES, rules), rules)

    def test_a_document_that_nobody_coded_is_an_error(self):
        with pytest.raises(ValueError, match="coded spans for 'a', found none"):
            coded_tokens(study(), SEGMENTS.head(0), VOICES)


class TestCompleteVoices:
    BODY = pd.DataFrame({"start": [0, 20], "end": [10, 30], "role": ["body", "body"]})

    def complete(self, *spans):
        quoted = pd.DataFrame([(*span, "direct_quote", "B", "un") for span in spans], columns=VOICE_COLUMNS)
        found = complete_voices(self.BODY, quoted, "A", "other")
        return found[["start", "end", "speaker"]].values.tolist()

    def test_without_quotations_all_is_the_authors(self):
        assert self.complete() == [[0, 10, "A"], [20, 30, "A"]]

    def test_gaps_before_between_and_after_are_the_authors(self):
        expected = [[0, 2, "A"], [2, 4, "B"], [4, 6, "A"], [6, 10, "B"], [20, 30, "A"]]
        assert self.complete((2, 4), (6, 10)) == expected

    def test_a_quotation_across_two_pieces_is_cut_between_them(self):
        assert self.complete((8, 25)) == [[0, 8, "A"], [8, 10, "B"], [20, 25, "B"], [25, 30, "A"]]

    def test_overlapping_quotations_are_an_error(self):
        with pytest.raises(ValueError, match="found one at 3 inside another"):
            self.complete((2, 5), (3, 6))
