"""Counts keep every unit and every term."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_utils.counts import UNITS, term_matrix
from corpus_utils.tokens import tokenize_texts

ROWS = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(1, 3), st.sampled_from(["war", "peace", "null"])), min_size=1
)


def tokens_of(rows):
    frame = pd.DataFrame(rows, columns=["doc_id", "paragraph", "token"])
    return frame.assign(sentence=frame["paragraph"])


class TestTermMatrix:
    @given(ROWS, st.sampled_from(sorted(UNITS)))
    def test_counts_agree_with_counting_by_hand(self, rows, unit):
        matrix = term_matrix(tokens_of(rows), unit)
        assert matrix.counts.sum() == len(rows)
        dense = matrix.counts.toarray()
        for (doc, paragraph, term), n in pd.Series(rows).value_counts().items():
            row = matrix.units["doc_id"] == doc
            if unit != "document":
                row &= matrix.units["paragraph"] == paragraph
            count = dense[row.to_numpy(), matrix.terms.get_loc(term)].sum()
            assert count == n if unit != "document" else count >= n

    def test_a_unit_without_the_terms_keeps_its_row(self):
        matrix = term_matrix(tokens_of([("a", 1, "war"), ("b", 1, "peace")]), terms=["war"])
        assert matrix.counts.toarray().tolist() == [[1], [0]]

    def test_a_term_that_does_not_occur_keeps_its_column(self):
        matrix = term_matrix(tokens_of([("a", 1, "war")]), terms=["war", "peace"])
        assert list(matrix.terms) == ["peace", "war"] and matrix.totals().tolist() == [0, 1]

    def test_paragraphs_of_two_documents_are_two_units(self):
        assert len(term_matrix(tokens_of([("a", 1, "war"), ("b", 1, "war")]), "paragraph").units) == 2

    @given(ROWS, st.sampled_from(sorted(UNITS)), st.booleans())
    def test_categories_are_counted_as_text_is(self, rows, unit, unused):
        tokens = tokens_of(rows)
        names = ["zeal", "war", "peace", "null"] if unused else None
        columns = tokens.assign(
            token=pd.Categorical(tokens["token"], categories=names), doc_id=pd.Categorical(tokens["doc_id"], ["b", "a"])
        )
        found, expected = term_matrix(columns, unit), term_matrix(tokens, unit)
        assert found.counts.toarray().tolist() == expected.counts.toarray().tolist()
        pd.testing.assert_frame_equal(found.units, expected.units)
        pd.testing.assert_index_equal(found.terms, expected.terms)

    @given(st.dictionaries(st.sampled_from("cab"), st.sampled_from(["", "War, war", "Peace isn’t war-\ntime", "1,5"])))
    def test_texts_are_counted_as_their_words_are(self, texts):
        for terms in (None, ["war", "absent"]):
            found, expected = term_matrix(texts, terms=terms), term_matrix(tokenize_texts(texts), terms=terms)
            assert found.counts.toarray().tolist() == expected.counts.toarray().tolist()
            assert found.units["doc_id"].tolist() == expected.units["doc_id"].tolist()
            assert found.terms.tolist() == expected.terms.tolist()
            assert found.counts.dtype == expected.counts.dtype == "int64"

    def test_a_long_text_is_one_document(self, monkeypatch):
        monkeypatch.setattr("corpus_utils.tokens._PIECE", 7)
        assert term_matrix({"b": "peace and war " * 9, "a": "war"}).counts.toarray().tolist() == [[0, 0, 1], [9, 9, 9]]

    def test_says_that_texts_are_counted_by_document(self):
        with pytest.raises(ValueError, match=r"found sentence and token; make a token table"):
            term_matrix({"a": "war"}, "sentence")

    def test_says_which_unit_is_unknown(self):
        with pytest.raises(ValueError, match="expected one of document, paragraph, sentence, found 'page'"):
            term_matrix(tokens_of([("a", 1, "war")]), "page")

    def test_says_which_column_is_missing(self):
        with pytest.raises(ValueError, match="lemma"):
            term_matrix(tokens_of([("a", 1, "war")]), term="lemma")
