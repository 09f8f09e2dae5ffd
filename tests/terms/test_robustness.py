"""What the specifications say of differences that were planted, and of those that cannot be seen."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from planted import REFERENCE, STOP, TARGET, TERMS, grid_for, planted, run, words
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests

from corpus_utils.counts import term_matrix
from corpus_utils.terms.contrasts import group_words
from corpus_utils.terms.keyness import keyness
from corpus_utils.terms.robustness import run_specifications
from corpus_utils.terms.word_cells import ROLE_LEVELS, Side


class TestRunSpecifications:
    TOKENS, DOCUMENTS = planted()
    OUT = run(TOKENS, DOCUMENTS)
    GRID = OUT.specifications

    def rows(self, term):
        rows = self.OUT.terms[self.OUT.terms["term"] == term]
        return rows.join(self.GRID.drop(columns="reason"), on="specification")

    def test_a_planted_difference_holds_wherever_it_can_be_seen(self):
        rows = self.rows("we").query("reason == ''")
        assert len(rows) == 2 * 3 * 4
        assert (rows["sign"] == 1).all()
        assert rows["key"].all()
        assert (rows["rank"] <= 2).all()

    def test_a_planted_flip_is_reported_and_only_where_its_document_is_left_out(self):
        rows = self.rows("flip").query("reason == ''")
        assert set(rows.loc[rows["left_out"] == "t1", "sign"]) == {-1}
        assert set(rows.loc[rows["left_out"] != "t1", "sign"]) == {1}

    def test_a_stop_word_counts_neither_way(self):
        rows = self.rows("we").query("stop_words == 'out'")
        assert set(rows["reason"]) == {"a stop word"}
        assert rows[["sign", "key", "log_ratio", "p_holm"]].isna().all(axis=None)

    def test_the_words_without_stop_words_are_fewer_on_both_sides(self):
        usual = self.GRID.loc[1]
        out = self.GRID.query("stop_words == 'out' and form == 'token'").iloc[0]
        assert usual["words_target"] - out["words_target"] == 4 * (40 + 30)
        assert usual["words_reference"] - out["words_reference"] == 4 * (2 + 30)

    def test_rare_terms_are_not_compared_but_stay_in_the_totals(self):
        tokens = pd.concat([self.TOKENS, words("t1", TARGET, {"rare": 2, "enough": 5})], ignore_index=True)
        found = run(tokens, self.DOCUMENTS, ["rare", "enough"], min_count=[1, 5], left_out=["none"], prior_mass=[0])
        common, strict = found.specifications.loc[1], found.specifications.loc[2]
        assert common["words_target"] == strict["words_target"]
        assert common["terms_compared"] == strict["terms_compared"] + 1
        why = found.terms.query("specification <= 2").pivot(index="term", columns="specification", values="reason")
        assert why.loc["rare"].tolist() == ["", "fewer than 5 occurrences"]
        assert why.loc["enough"].tolist() == ["", ""]

    def test_documents_without_words_of_the_contrast_add_no_evidence(self):
        repeated = self.GRID[self.GRID["left_out"] == "news"]
        assert repeated["reason"].str.match(r"the same words as in specification \d+$").all()
        assert not self.OUT.terms["specification"].isin(repeated.index).any()
        first = repeated["reason"].str.extract(r"(\d+)$")[0].astype(int)
        assert (self.GRID.loc[first, "left_out"] == "none").all()

    @pytest.mark.parametrize("form", ["token", "lemma"])
    @pytest.mark.parametrize("prior_mass", [0, 100])
    def test_the_figures_are_those_of_the_keyness_table(self, form, prior_mass):
        spec = self.GRID.query(
            "voices == 'own' and roles == 'body+titles' and stop_words == 'in' and min_count == 1 "
            f"and left_out == 'none' and form == '{form}' and prior_mass == {prior_mass}"
        ).index[0]
        sides = [
            group_words(self.TOKENS, self.DOCUMENTS, g, "own", ROLE_LEVELS["body+titles"]) for g in (TARGET, REFERENCE)
        ]
        table = keyness(*[term_matrix(side, term=form).totals() for side in sides], prior_mass=prior_mass or None)
        if prior_mass:
            table["p_holm"] = multipletests(2 * norm.sf(table["z"].abs()), method="holm")[1]
        rows = self.OUT.terms[self.OUT.terms["specification"] == spec].set_index("counted_as")
        same = ["count_target", "count_reference", "log_ratio", "lrc", "delta", "z", "p_holm"]
        expected = table.loc[rows.index, same].to_numpy(dtype=float)
        np.testing.assert_allclose(rows[same].to_numpy(dtype=float), expected, rtol=1e-10)
        statistic = "z" if prior_mass else "g2"
        order = table[statistic].abs().rank(ascending=False, method="min")
        assert rows["rank"].tolist() == order.loc[rows.index].astype(int).tolist()
        assert self.GRID.loc[spec, "terms_compared"] == len(table)

    def test_a_lemma_stands_for_its_token(self):
        tokens = pd.concat([self.TOKENS, words("t1", TARGET, {"talks": 3, "talk": 4})], ignore_index=True)
        found = run(tokens, self.DOCUMENTS, ["talks"], left_out=["none"]).terms.set_index("counted_as")
        assert set(found.loc["talk", "count_target"].dropna()) == {7}
        assert set(found.loc["talks", "count_target"].dropna()) == {3}

    def test_documents_are_permuted_where_there_are_enough(self):
        usual = self.GRID.loc[1]
        assert usual["p_smallest"] == pytest.approx(2 / 70)
        p = self.OUT.terms.query("specification == 1").set_index("term")["p_documents"]
        assert p["we"] == pytest.approx(2 / 70)
        assert p["word05"] > 0.05

    def test_no_p_of_documents_where_there_are_too_few(self):
        found = run(*planted(1, 2), left_out=["none"])
        assert (found.specifications["p_smallest"].dropna() == 1 / 3).all()
        assert found.terms["p_documents"].isna().all()

    def test_a_side_that_vanishes_is_kept_with_its_reason(self):
        tokens, documents = planted(1, 2)
        found = run(tokens, documents)
        gone = found.specifications.query("left_out == 't1'")
        assert len(gone) == 2 * 3 * 2 * 2
        assert set(gone["reason"]) == {"no words on the target side"}
        assert gone["key_terms"].isna().all()
        rows = found.terms[found.terms["specification"].isin(gone.index)]
        assert set(rows["reason"]) == {"no words on the target side"}
        assert rows["sign"].isna().all()

    def test_a_group_that_is_only_quoted_has_no_own_words(self):
        tokens = pd.concat([self.TOKENS, words("news", "un", {"we": 9}, voice="direct_quote")], ignore_index=True)
        grid = grid_for(left_out=["none"])
        found = run_specifications(grid, {"automatic": tokens}, self.DOCUMENTS, Side("un"), Side(REFERENCE), ["we"])
        by_level = found.specifications.groupby("voices")["reason"].agg(lambda reasons: reasons.iloc[0])
        assert by_level.to_dict() == {"own": "no words on the target side", "own+direct": ""}

    def test_exchanging_the_sides_changes_the_signs_only(self):
        grid = grid_for(left_out=["none"])
        other = run_specifications(
            grid, {"automatic": self.TOKENS}, self.DOCUMENTS, Side(REFERENCE), Side(TARGET), TERMS, STOP
        ).terms
        here = run(self.TOKENS, self.DOCUMENTS, left_out=["none"]).terms
        assert (here["sign"].fillna(0) == -other["sign"].fillna(0)).all()
        np.testing.assert_allclose(here["log_ratio"], -other["log_ratio"])
        pd.testing.assert_series_equal(here["key"], other["key"])
