"""The weight of the prior moves the log-odds as the formula says."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from corpus_utils.terms.keyness import keyness
from corpus_utils.terms.priors import prior_sensitivity

OURS = pd.Series({"we": 30, "the": 300, "war": 2})
THEIRS = pd.Series({"the": 320, "war": 3, "they": 40})


class TestPriorSensitivity:
    MASSES = (1, 10, 100, 1000, 10_000)
    TABLE = prior_sensitivity(OURS, THEIRS, ["they", "we"], MASSES)

    def test_rows_stand_in_the_order_asked_for(self):
        assert self.TABLE["term"].tolist() == ["they"] * 5 + ["we"] * 5
        assert self.TABLE["prior_mass"].tolist() == list(2 * self.MASSES)

    def test_the_figures_are_those_of_the_keyness_table(self):
        table = keyness(OURS, THEIRS, prior=OURS.add(THEIRS, fill_value=0), prior_mass=100)
        rows = self.TABLE.query("prior_mass == 100").set_index("term")
        np.testing.assert_allclose(rows["z"], table.loc[rows.index, "z"], rtol=1e-12)
        np.testing.assert_allclose(rows["delta"], table.loc[rows.index, "delta"], rtol=1e-12)

    def test_a_heavier_prior_draws_every_difference_to_zero(self):
        delta = self.TABLE.pivot(index="prior_mass", columns="term", values="delta").abs()
        assert (delta.diff().dropna() < 0).all(axis=None)

    @pytest.mark.parametrize("terms", [["peace"], ["we", "peace"], ["gone"]])
    def test_a_term_that_does_not_occur_is_named(self, terms):
        with pytest.raises(ValueError, match=f"found '{terms[-1]}', which occurs on neither side"):
            prior_sensitivity(pd.concat([OURS, pd.Series({"gone": 0})]), THEIRS, terms, [1])

    def test_no_mass_is_an_error(self):
        with pytest.raises(ValueError, match="at least one mass"):
            prior_sensitivity(OURS, THEIRS, ["we"], [])
