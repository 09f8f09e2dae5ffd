"""Simulations with fixed seeds: do the errors come as often as the methods say?

Words come in bursts: here the rate of each word varies from document to document by a gamma distribution,
so that its counts are negative binomial, as in Church & Gale (1995). Tolerances of error rates are four
standard deviations of a binomial share; those of coverage are wider, for the words of one document share
its length, and for the interval is an approximation: nominal .95 may be .92 to .97 with twenty documents.
"""

import numpy as np
import pandas as pd
import pytest

from corpus_utils.terms.keyness import keyness
from corpus_utils.terms.permutations import divergence_permutation, permutation
from corpus_utils.terms.resampling import bootstrap

ALPHA = 0.05


def documents(rng, k, means, shape=0.7):
    """Draw k documents: counts of the words, and lengths that hold many other words besides."""
    lengths = rng.integers(60_000, 140_000, size=k)
    rates = rng.gamma(shape, 1 / shape, size=(k, len(means))) * np.asarray(means) / 100_000
    counts = rng.poisson(rates * lengths[:, None])
    return pd.DataFrame(counts, columns=[f"t{place:03}" for place in range(len(means))]), lengths


def tolerance(share, trials):
    return 4 * np.sqrt(share * (1 - share) / trials)


@pytest.fixture(scope="module")
def null_tables():
    """Ten corpora of twelve documents against twelve, with 200 bursty words each."""
    rng = np.random.default_rng(1993)
    tested, resampled = [], []
    for seed in range(10):
        (ours, words), (theirs, other) = (documents(rng, 12, [4] * 200) for _ in range(2))
        tested.append(keyness(ours, theirs, total_target=words.sum(), total_reference=other.sum()))
        resampled.append(permutation(ours, theirs, sizes_target=words, sizes_reference=other, n=999, seed=seed))
    return pd.concat(tested), pd.concat(resampled)


class TestNullHypothesis:
    """Both sides come from one source: whatever is found is an error."""

    def test_g2_finds_differences_that_are_not_there(self, null_tables):
        errors = (null_tables[0]["p"] <= ALPHA).mean()  # measured .464
        assert errors > 6 * ALPHA

    def test_permutation_errs_as_often_as_it_says(self, null_tables):
        errors = (null_tables[1]["p"] <= ALPHA).mean()  # measured .05
        assert errors == pytest.approx(ALPHA, abs=tolerance(ALPHA, len(null_tables[1])))

    def test_permutation_p_is_uniform(self, null_tables):
        shares = [(null_tables[1]["p"] <= level).mean() for level in (0.1, 0.25, 0.5, 0.75)]
        assert shares == pytest.approx([0.1, 0.25, 0.5, 0.75], abs=tolerance(0.5, len(null_tables[1])))

    def test_holm_does_not_save_g2_and_p_family_does_its_work(self):
        rng = np.random.default_rng(1994)
        trials, g2, family, whole = 200, 0, 0, 0
        for seed in range(trials):
            (ours, words), (theirs, other) = (documents(rng, 8, [4] * 20) for _ in range(2))
            table = keyness(ours, theirs, total_target=words.sum(), total_reference=other.sum())
            resampled = permutation(ours, theirs, sizes_target=words, sizes_reference=other, n=199, seed=seed)
            g2 += (table["p_holm"] <= ALPHA).any()
            family += (resampled["p_family"] <= ALPHA).any()
            p = divergence_permutation(ours, theirs, n=199, seed=seed).p
            whole += p is not None and p <= ALPHA
        assert g2 / trials > 10 * ALPHA  # measured 1
        assert family / trials == pytest.approx(ALPHA, abs=tolerance(ALPHA, trials))  # measured .04
        assert whole / trials == pytest.approx(ALPHA, abs=tolerance(ALPHA, trials))  # measured .06


class TestUnequalLengths:
    """The sides use the words at the same rates, but one writes short paragraphs: no reason to find anything."""

    def test_rare_words(self):
        rng = np.random.default_rng(2008)
        errors = {"mean_rate_difference": [], "g2": []}
        for seed in range(6):
            sizes = [rng.integers(low, 3 * low, size=12) for low in (22, 40)]
            rates = rng.gamma(0.7, 1 / 0.7, size=(2, 12, 300)) / 600
            ours, theirs = (
                pd.DataFrame(rng.poisson(rate * size[:, None]), columns=[f"t{place:03}" for place in range(300)])
                for rate, size in zip(rates, sizes, strict=True)
            )
            words = {"sizes_target": 50 * sizes[0], "sizes_reference": 50 * sizes[1]}
            for measure, found in errors.items():
                found += list(permutation(ours, theirs, **words, measure=measure, n=499, seed=seed)["p"] <= ALPHA)
        assert np.mean(errors["mean_rate_difference"]) <= ALPHA  # measured .007
        assert np.mean(errors["g2"]) > 2 * ALPHA  # measured .153; the reason for the default

    def test_divergence(self):
        rng = np.random.default_rng(2009)
        zipf = 1 / np.arange(1, 601)
        found, trials = [], 80
        for seed in range(trials):
            ours, theirs = (
                pd.DataFrame(
                    [
                        rng.multinomial(rng.integers(low, 3 * low), rng.dirichlet(60 * zipf / zipf.sum()))
                        for _ in range(k)
                    ],
                    columns=[f"t{place:03}" for place in range(600)],
                )
                for k, low in ((6, 22), (10, 40))
            )
            found.append(divergence_permutation(ours, theirs, n=199, seed=seed))
        gaps = np.array([test.p_lengths <= ALPHA for test in found])
        plain = np.array([np.mean(test.null >= test.jsd - 1e-9) <= ALPHA for test in found])
        errors = np.array([test.p is not None and test.p <= ALPHA for test in found])
        assert plain.mean() > 2 * ALPHA  # measured .21
        assert errors.mean() <= ALPHA + tolerance(ALPHA, trials)  # measured 0
        assert gaps.mean() > 0.3  # measured .93


class TestTrueDifference:
    """The target uses every word twice as often: intervals must hold that, and tests must see it."""

    @pytest.mark.parametrize(
        ("k", "nominal", "lowest", "highest"),
        [
            pytest.param(20, 0.95, 0.92, 0.97, id="twenty documents a side"),  # measured .934 and .948
            pytest.param(20, 0.80, 0.76, 0.84, id="twenty documents, 80 %"),  # measured .785 and .787
            pytest.param(8, 0.95, 0.91, 0.97, id="eight documents a side"),  # measured .934 and .957
            pytest.param(5, 0.95, 0.90, 0.98, id="five documents a side"),  # measured .923 and .964
        ],
    )
    def test_bootstrap_intervals_cover(self, k, nominal, lowest, highest):
        rng = np.random.default_rng([2015, k])
        truth = {"rate_difference": 1000 * 2 / 100_000, "log_ratio": 1.0}
        covered = {measure: [] for measure in truth}
        for seed in range(10):
            (ours, words), (theirs, other) = documents(rng, k, [4] * 200), documents(rng, k, [2] * 200)
            sizes = {"sizes_target": words, "sizes_reference": other}
            table = bootstrap(ours, theirs, **sizes, measures=tuple(truth), n=1999, level=nominal, seed=seed)
            for measure, true in truth.items():
                covered[measure] += list((table[f"{measure}_low"] <= true) & (true <= table[f"{measure}_high"]))
        for measure in truth:
            assert lowest <= np.mean(covered[measure]) <= highest, measure

    def test_permutation_sees_a_difference(self):
        rng = np.random.default_rng(2016)
        (ours, words), (theirs, other) = documents(rng, 20, [4] * 200, 3), documents(rng, 20, [1] * 200, 3)
        found = permutation(ours, theirs, sizes_target=words, sizes_reference=other, n=999)
        assert (found["p"] <= ALPHA).mean() > 0.9
