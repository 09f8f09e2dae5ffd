"""A claim has the support that its specifications give, and the verdict that follows from it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from planted import planted, run

from corpus_utils.terms.keyness import keyness
from corpus_utils.terms.robustness import Outcomes
from corpus_utils.terms.support import choice_effects, headline_terms, support, verdict


def outcomes(signs, keys, **columns):
    """Give one possible specification for each sign, and one that is not possible."""
    n = len(signs)
    rows = pd.DataFrame({"specification": range(1, n + 1), "term": "we", "sign": signs, "key": keys, "reason": ""})
    rows = rows.assign(lrc=0.0, log_ratio=np.arange(n) - 1.0, rank=range(1, n + 1), p_documents=np.nan, **columns)
    gone = rows.head(1).assign(specification=n + 1, sign=pd.NA, key=pd.NA, log_ratio=np.nan, reason="no words")
    return Outcomes(pd.concat([rows, gone]), pd.DataFrame(index=range(1, n + 2)))


CLAIM = pd.DataFrame({"direction": [1]}, index=["we"])


class TestHeadlineTerms:
    TABLE = keyness(
        pd.Series({"we": 12, "peace": 6, "the": 80, "once": 3}),
        pd.Series({"they": 14, "war": 6, "the": 85, "twice": 3}),
    )

    def test_the_smallest_p_in_each_direction(self):
        found = headline_terms({"own": self.TABLE}, k=1)
        assert found["direction"].to_dict() == {"we": 1, "they": -1}

    def test_rare_terms_are_passed_over(self):
        assert not {"once", "twice"} & set(headline_terms({"own": self.TABLE}, k=9).index)

    def test_the_union_over_contrasts_keeps_the_smaller_p(self):
        weaker = keyness(pd.Series({"we": 6, "new": 9, "the": 80}), pd.Series({"we": 5, "the": 90, "they": 30}))
        found = headline_terms({"own": self.TABLE, "wide": weaker}, k=1)
        assert found["contrast"].to_dict() == {"we": "own", "new": "wide", "they": "wide"}

    def test_where_contrasts_disagree_the_smaller_p_gives_the_direction(self):
        turned = keyness(pd.Series({"we": 2, "the": 100}), pd.Series({"we": 6, "the": 100}))
        assert headline_terms({"wide": turned, "own": self.TABLE}, k=1).loc["we", "direction"] == 1

    def test_no_order_of_terms_or_contrasts_changes_the_choice(self):
        shuffled = self.TABLE.sample(frac=1, random_state=3)
        pd.testing.assert_frame_equal(headline_terms({"a": self.TABLE}), headline_terms({"a": shuffled}))

    @pytest.mark.parametrize("tables", [{}, {"own": TABLE}])
    def test_nothing_to_claim_is_an_error(self, tables):
        with pytest.raises(ValueError, match="expected a term with 999 occurrences"):
            headline_terms(tables, min_count=999)


class TestSupport:
    def test_shares_are_of_the_possible_specifications(self):
        row = support(outcomes([1, 1, 1, -1], [True, False, False, True]), CLAIM, "A", "B").iloc[0]
        assert (row["specifications"], row["possible"]) == (5, 4)
        assert (row["share_sign"], row["share_opposite"], row["share_key"]) == (0.75, 0.25, 0.25)
        assert (row["log_ratio_low"], row["log_ratio_median"], row["log_ratio_high"]) == (-1.0, 0.5, 2.0)
        assert row["verdict"] == "not a finding"

    def test_being_key_with_the_other_sign_is_no_support(self):
        row = support(outcomes([-1, -1], [True, True]), CLAIM, "A", "B").iloc[0]
        assert (row["share_key"], row["share_opposite"]) == (0.0, 1.0)

    def test_no_direction_is_neither_for_nor_opposite(self):
        row = support(outcomes([1, 0], [True, False]), CLAIM, "A", "B").iloc[0]
        assert (row["share_sign"], row["share_opposite"]) == (0.5, 0.0)

    def test_the_sentence_names_the_side_that_uses_the_term_more(self):
        against = CLAIM.assign(direction=-1)
        claim = support(outcomes([1], [True]), against, "A", "B")["claim"].iloc[0]
        assert claim == "In these texts B uses *we* more often than A"

    def test_a_term_that_no_specification_compares_is_no_finding(self):
        none = outcomes([1], [True])
        row = support(none._replace(terms=none.terms.iloc[1:]), CLAIM, "A", "B").iloc[0]
        assert row["possible"] == 0
        assert np.isnan(row["share_sign"])
        assert row["verdict"] == "not a finding"

    def test_the_permutation_counts_where_it_can_be_made(self):
        made = outcomes([1, 1, 1], [True] * 3)
        made.terms["p_documents"] = [0.01, 0.2, np.nan, np.nan]
        row = support(made, CLAIM, "A", "B").iloc[0]
        assert (row["testable_documents"], row["share_documents"]) == (2, 0.5)

    def test_a_planted_difference_is_a_finding_and_a_planted_flip_is_not(self):
        found = run(*planted(), stop_words={"the"})
        claims = pd.DataFrame({"direction": [1, 1, 1]}, index=["we", "flip", "word05"])
        table = support(found, claims, "A", "B").set_index("term")
        assert table.loc["we", "verdict"] == "finding"
        assert table.loc["flip", "share_opposite"] == 0.25
        assert table.loc["word05", "share_key"] == 0
        assert table.loc["we", "share_documents"] > table.loc["word05", "share_documents"]


class TestVerdict:
    @pytest.mark.parametrize(
        ("sign", "key", "expected"),
        [
            (1.0, 1.0, "finding"),
            (0.9, 0.9, "finding"),
            (0.9, 0.899, "direction only"),
            (0.899, 0.899, "not a finding"),
            (np.nan, np.nan, "not a finding"),
        ],
    )
    def test_both_shares_are_needed(self, sign, key, expected):
        assert verdict(sign, key) == expected

    def test_the_bar_is_an_argument(self):
        assert verdict(0.8, 0.8, least=0.8) == "finding"


class TestChoiceEffects:
    OUT = run(*planted(), stop_words={"the"})
    TABLE = choice_effects(OUT).set_index(["choice", "option"])

    def test_only_one_choice_differs_in_a_pair(self):
        grid, rows = (
            self.OUT.specifications,
            self.OUT.terms.query("reason == '' and term == 'flip'").set_index("specification"),
        )
        own = grid.query("left_out == 't1'").index
        changes = []
        for spec in own:
            same = (
                grid.drop(columns=["name"]).loc[:, "voices":"prior_mass"] == grid.loc[spec, "voices":"prior_mass"]
            ).all(axis=1)
            base = grid.index[same & (grid["left_out"] == "none")][0]
            if spec in rows.index and base in rows.index:
                changes.append(rows.loc[spec, "sign"] != rows.loc[base, "sign"])
        assert changes and all(changes)
        assert self.TABLE.loc[("left_out", "t1"), "share_sign_changed"] == pytest.approx(1 / 3)

    def test_the_test_does_not_move_the_log_ratio(self):
        assert self.TABLE.loc[("min_count", "5"), "change_log_ratio"] == 0
        assert self.TABLE.loc[("prior_mass", "100"), "change_log_ratio"] == 0
        assert self.TABLE.loc[("prior_mass", "100"), "change_delta"] > 0

    def test_an_option_that_repeats_has_no_pairs(self):
        assert self.TABLE.loc[("left_out", "news"), "pairs"] == 0
        assert np.isnan(self.TABLE.loc[("left_out", "news"), "change_log_ratio"])

    def test_largest_change_first(self):
        changes = self.TABLE["change_log_ratio"].dropna()
        assert changes.is_monotonic_decreasing
        assert changes.index[0] == ("left_out", "t1")

    def test_a_grid_of_one_specification_has_no_effects(self):
        one = Outcomes(self.OUT.terms.query("specification == 1"), self.OUT.specifications.head(1))
        assert choice_effects(one).empty
