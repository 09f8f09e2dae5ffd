"""Context lines show what stands in the raw text."""

from __future__ import annotations

import pandas as pd

from corpus_utils.terms.kwic import kwic
from corpus_utils.tokens import tokenize

TEXTS = {"a": "The peace\nprocess is a process of peace.", "b": "process"}


def table():
    rows = [(doc, *word, "") for doc, text in TEXTS.items() for word in tokenize(text)]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "token", "speaker"])


class TestKwic:
    def test_every_occurrence_with_its_place(self):
        lines = kwic(table(), TEXTS, "process")
        assert [TEXTS[d][s:e] for d, s, e in zip(lines["doc_id"], lines["start"], lines["end"], strict=True)] == [
            "process"
        ] * 3

    def test_a_term_of_several_words(self):
        lines = kwic(table(), TEXTS, "peace process")
        assert lines["match"].tolist() == ["peace process"] and lines["start"].tolist() == [4]

    def test_a_phrase_does_not_reach_into_the_next_document(self):
        assert kwic(table(), TEXTS, "peace process of").empty

    def test_width_is_kept(self):
        assert kwic(table(), TEXTS, "is", width=3)[["left", "right"]].values.tolist() == [["ss ", " a "]]

    def test_a_term_that_is_not_there_gives_no_lines(self):
        assert list(kwic(table(), TEXTS, "war").columns) == [
            "doc_id",
            "start",
            "end",
            "speaker",
            "left",
            "match",
            "right",
        ]
