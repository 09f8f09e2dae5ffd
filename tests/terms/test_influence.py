"""Tests of leaving out one unit at a time."""

import numpy as np
import pandas as pd
import pytest

from corpus_utils.terms.influence import leave_one_out
from corpus_utils.terms.keyness import keyness

TARGET = pd.DataFrame({"peace": [9, 0, 1], "the": [9, 9, 9], "war": [1, 1, 1]})
REFERENCE = pd.DataFrame({"peace": [2, 2], "the": [18, 16], "war": [2, 3]})


class TestLeaveOneOut:
    def test_equals_the_keyness_tables_of_all_but_one(self):
        found = leave_one_out(TARGET, REFERENCE)
        tables = [keyness(TARGET, REFERENCE)]
        tables += [keyness(TARGET.drop(index=unit), REFERENCE) for unit in TARGET.index]
        tables += [keyness(TARGET, REFERENCE.drop(index=unit)) for unit in REFERENCE.index]
        ratios = pd.concat([table["log_ratio"] for table in tables], axis=1)
        ranks = pd.concat([table["g2"].abs().rank(ascending=False, method="min") for table in tables], axis=1)
        for term in found.index:
            assert found.loc[term, "log_ratio_low"] == pytest.approx(ratios.loc[term].min())
            assert found.loc[term, "log_ratio_high"] == pytest.approx(ratios.loc[term].max())
            assert found.loc[term, "rank"] == ranks.loc[term].iloc[0]
            assert found.loc[term, "rank_low"] == ranks.loc[term].min()
            assert found.loc[term, "rank_high"] == ranks.loc[term].max()
        assert set(found["left_out"]) == {5}
        assert set(found["reason"]) == {""}

    def test_a_finding_of_one_document_changes_its_sign(self):
        found = leave_one_out(TARGET, REFERENCE).loc["peace"]
        assert found["log_ratio_low"] < 0 < found["log_ratio"]

    def test_an_only_document_stays_in_and_the_table_says_so(self):
        found = leave_one_out(TARGET[:1], REFERENCE, unit="document")
        assert set(found["reason"]) == {"1 document on the target side: it stays in"}
        assert set(found["left_out"]) == {2}
        both = leave_one_out(TARGET[:1], REFERENCE[:1], unit="document")
        assert (both["log_ratio_low"] == both["log_ratio_high"]).all()
        assert set(both["reason"]) == {"1 document on the target and the reference side: it stays in"}

    @pytest.mark.parametrize("measure", ["g2", "rate_difference", "delta"])
    def test_other_measures_have_their_name(self, measure):
        found = leave_one_out(TARGET, REFERENCE, measure=measure, sizes_target=[30] * 3, sizes_reference=[40] * 2)
        assert (found[f"{measure}_low"] <= found[measure]).all()
        assert (found[measure] <= found[f"{measure}_high"]).all()

    def test_ties_share_the_best_rank(self):
        found = leave_one_out(pd.DataFrame({"a": [2], "b": [2], "c": [9]}), pd.DataFrame({"c": [13]}))
        assert found["rank"].to_dict() == {"a": 2, "b": 2, "c": 1}
        assert found["rank"].dtype == np.int64
