"""The table of a contrast holds what its parts say, for every term of either side."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from corpus_utils.counts import term_matrix
from corpus_utils.terms.comparison import DESCRIPTIONS, TOO_RARE, compare
from corpus_utils.terms.keyness import keyness
from corpus_utils.terms.verdicts import EQUIVALENT, OPEN, PARAGRAPHS, term_verdicts


def side(*documents):
    rows = [
        (name, paragraph, word, word)
        for name, paragraphs in documents
        for paragraph, words in enumerate(paragraphs)
        for word in words.split()
    ]
    return pd.DataFrame(rows, columns=["doc_id", "paragraph", "token", "lemma"])


FILL = " ".join(["the", "of", "and", "to"] * 6)
OURS = side(("a", [f"{FILL} we we we talk"] * 5), ("b", [f"{FILL} we we once"] * 2))
THEIRS = side(("c", [f"{FILL} they siege talk"] * 6))


@pytest.fixture(scope="module")
def table():
    return compare(OURS, THEIRS, deals=300)


class TestCompare:
    def test_every_term_of_either_side_is_there_once(self, table):
        assert sorted(table.index) == sorted(set(OURS["token"]) | set(THEIRS["token"]))

    def test_strongest_difference_first(self, table):
        assert table["g2"].abs().round(9).is_monotonic_decreasing
        assert table.index[0] == "we"

    def test_tokens_are_described_as_keyness_does(self, table):
        alone = keyness(term_matrix(OURS).totals(), term_matrix(THEIRS).totals())
        shared = DESCRIPTIONS
        pd.testing.assert_frame_equal(table[shared].sort_index(), alone[shared].sort_index(), check_freq=False)

    def test_p_values_that_take_words_for_independent_are_not_in_it(self, table):
        assert not {"p_holm", "p_bh", "p_unit", "p_unit_family", "p_document"} & set(table)

    def test_spread_counts_units_and_documents(self, table):
        spread = ["documents_target", "documents_reference", "units_target", "units_reference"]
        assert table.loc["we", spread].astype(int).tolist() == [2, 0, 7, 0]

    def test_verdicts_are_those_of_the_rule(self, table):
        alone = term_verdicts(OURS, THEIRS, deals=300).terms
        assert table.loc["we", "verdict"] == PARAGRAPHS
        assert table.loc[alone.index, "verdict"].tolist() == alone["verdict"].tolist()

    def test_a_rare_term_says_so(self):
        rare = compare(OURS, pd.concat([THEIRS, side(("c", ["hapax"]))]), deals=100).loc["hapax"]
        assert (rare["verdict"], rare["why"]) == (OPEN, TOO_RARE)

    def test_where_nothing_can_be_dealt_every_row_has_the_reason(self):
        table = compare(side(("a", [FILL])), THEIRS)
        assert set(table["verdict"]) <= {OPEN, EQUIVALENT}
        assert table["p"].isna().all()
        assert (table["why"] == "1 paragraph against 6, and two on each side are needed").all()

    def test_no_row_holds_a_test_and_an_effect_of_opposite_sign(self):
        rng = np.random.default_rng(3)
        vocabulary = [f"w{n:02}" for n in range(40)]
        for seed in range(8):
            sides = []
            for name, lengths in (("a", (30, 90, 30, 200)), ("b", (25, 40, 300, 60))):
                paragraphs = [" ".join(rng.choice(vocabulary, p=rng.dirichlet(np.ones(40)), size=n)) for n in lengths]
                sides.append(side((name, paragraphs)))
            table = compare(*sides, deals=50, seed=seed).dropna(subset="f")
            gap = table["rate_target"] - table["rate_reference"]
            for name in ("f", "g2", "log_ratio", "lrc", "delta", "z"):
                assert (table[name] * gap >= -1e-12).all(), name
