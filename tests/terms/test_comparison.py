"""The table of a contrast holds what its parts say, for every term of either side."""

from __future__ import annotations

import pandas as pd
import pytest

from corpus_utils.counts import term_matrix
from corpus_utils.terms.comparison import compare
from corpus_utils.terms.keyness import keyness
from corpus_utils.terms.resampling import bootstrap


def side(*documents):
    rows = [
        (name, paragraph, word)
        for name, paragraphs in documents
        for paragraph, words in enumerate(paragraphs)
        for word in words.split()
    ]
    return pd.DataFrame(rows, columns=["doc_id", "paragraph", "token"])


OURS = side(("a", ["we talk", "we hope", "we want talks", "we ask", "the talks"]), ("b", ["we wait"]))
THEIRS = side(("c", ["the siege", "the talks", "a siege", "the war", "the end"]))


@pytest.fixture(scope="module")
def table():
    return compare(OURS, THEIRS, n=300)


class TestCompare:
    def test_every_term_of_either_side_is_there_once(self, table):
        assert sorted(table.index) == sorted(set(OURS["token"]) | set(THEIRS["token"]))

    def test_strongest_difference_first(self, table):
        assert table["g2"].abs().round(9).is_monotonic_decreasing
        assert table.index[0] == "we" and table["rank"].iloc[0] == 1

    def test_tokens_are_compared_as_keyness_does(self, table):
        alone = keyness(term_matrix(OURS).totals(), term_matrix(THEIRS).totals())
        pd.testing.assert_frame_equal(table[alone.columns].sort_index(), alone.sort_index(), check_freq=False)

    def test_intervals_come_from_the_declared_unit(self, table):
        terms = pd.Index(sorted(table.index))
        units = [term_matrix(tokens, "paragraph", terms=terms) for tokens in (OURS, THEIRS)]
        drawn = bootstrap(*units, unit="paragraph", measures=("log_ratio",), n=300)
        assert table.loc["we", "log_ratio_low"] == drawn.loc["we", "log_ratio_low"]
        assert set(table["unit"]) == {"paragraph"}

    def test_spread_counts_units_and_documents(self, table):
        spread = ["documents_target", "documents_reference", "units_target", "units_reference"]
        assert table.loc["we", spread].astype(int).tolist() == [2, 0, 5, 0]

    def test_no_p_where_the_documents_cannot_give_one(self, table):
        assert table["p_document"].isna().all()
        assert set(table["p_document_reason"]) == {"2 documents against 1: no p below 0.33"}

    def test_leaving_out_a_document_gives_a_range_around_the_effect(self, table):
        assert (table["log_ratio_least"] <= table["log_ratio"]).all()
        assert (table["log_ratio"] <= table["log_ratio_most"]).all()
        assert set(table["left_out"]) == {2}
