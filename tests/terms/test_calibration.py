"""Simulations with fixed seeds: do the errors come as often as the methods say?

Words come in bursts: here the rate of each word varies from document to document by a gamma distribution,
so that its counts are negative binomial, as in Church & Gale (1995). Tolerances of error rates are four
standard deviations of a binomial share; those of coverage are wider, for the words of one document share
its length, and for the interval is an approximation: nominal .95 may be .92 to .97 with twenty documents.
"""

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array
from scipy.stats import false_discovery_control

from corpus_utils.terms.divergence import divergence_excess
from corpus_utils.terms.keyness import keyness
from corpus_utils.terms.resampling import bootstrap
from corpus_utils.terms.units import Contrast, deal_out
from corpus_utils.terms.verdicts import deal, ratio_intervals

ALPHA = 0.05


def documents(rng, k, means, shape=0.7):
    """Draw k documents: counts of the words, and lengths that hold many other words besides."""
    lengths = rng.integers(60_000, 140_000, size=k)
    rates = rng.gamma(shape, 1 / shape, size=(k, len(means))) * np.asarray(means) / 100_000
    counts = rng.poisson(rates * lengths[:, None])
    return pd.DataFrame(counts, columns=[f"t{place:03}" for place in range(len(means))]), lengths


def tolerance(share, trials):
    return 4 * np.sqrt(share * (1 - share) / trials)


def contrast_of(ours, theirs, sizes_ours, sizes_theirs, unit="document"):
    """Put two tables of counts into a contrast."""
    both = pd.concat([ours, theirs])
    sizes = np.concatenate([sizes_ours, sizes_theirs])
    names = np.array([f"d{place:03}" for place in range(len(both))])
    return Contrast(both.columns, csr_array(both.to_numpy(dtype=np.int64)), sizes, names, len(ours), unit)


@pytest.fixture(scope="module")
def drawn():
    """Forty corpora of twelve documents against twelve, with 100 bursty words each."""
    rng = np.random.default_rng(1993)
    tables = []
    for seed in range(40):
        (ours, words), (theirs, other) = (documents(rng, 12, [4] * 100) for _ in range(2))
        contrast = contrast_of(ours, theirs, words, other)
        plain = keyness(ours, theirs, total_target=words.sum(), total_reference=other.sum())
        tables.append((plain, deal(contrast, deal_out(contrast, 300, seed))))
    return tables


class TestNullHypothesis:
    """Both sides come from one source: whatever is found is an error."""

    def test_g2_finds_differences_that_are_not_there(self, drawn):
        plain = pd.concat([table for table, _ in drawn])
        assert (plain["p"] <= ALPHA).mean() > 6 * ALPHA  # measured .46
        assert np.mean([(table["p_holm"] <= ALPHA).any() for table, _ in drawn]) > 0.9  # measured 1

    @pytest.mark.parametrize("name", ["p", "p_deal"])
    def test_p_errs_as_often_as_it_says(self, drawn, name):
        p = np.concatenate([getattr(dealt, name) for _, dealt in drawn])
        shares = [np.mean(p <= level) for level in (0.05, 0.25, 0.5)]
        assert shares == pytest.approx([0.05, 0.25, 0.5], abs=0.03)  # measured p: .049 .248 .497

    def test_a_family_rarely_holds_a_discovery(self, drawn):
        families = [(false_discovery_control(dealt.p) <= ALPHA).any() for _, dealt in drawn]
        assert np.mean(families) <= 0.15  # measured .025; the deals of forty corpora allow .15


class TestUnequalLengths:
    """The sides use the words at the same rates, but one writes a third as much: no reason to find anything."""

    def test_terms(self):
        rng = np.random.default_rng(2008)
        p, families = [], []
        for seed in range(30):
            (ours, words), (theirs, other) = (documents(rng, 12, [4] * 100) for _ in range(2))
            ours, words = pd.DataFrame(rng.binomial(ours, 1 / 3), columns=ours.columns), words // 3
            contrast = contrast_of(ours, theirs, words, other)
            dealt = deal(contrast, deal_out(contrast, 300, seed))
            p += list(dealt.p)
            families.append((false_discovery_control(dealt.p) <= ALPHA).any())
        assert np.mean(np.array(p) <= ALPHA) <= 0.07  # measured .048
        assert np.mean(families) <= 0.15  # measured .03

    def test_divergence(self):
        rng = np.random.default_rng(2009)
        zipf = 1 / np.arange(1, 401)
        found = []
        for seed in range(60):
            sides = [
                pd.DataFrame(
                    [
                        rng.multinomial(rng.integers(low, 3 * low), rng.dirichlet(60 * zipf / zipf.sum()))
                        for _ in range(k)
                    ]
                )
                for k, low in ((8, 22), (10, 70))
            ]
            sizes = [side.sum(axis=1).to_numpy() for side in sides]
            found.append(divergence_excess(contrast_of(*sides, *sizes), 200, seed, plants=0))
        errors = np.mean([test.p <= ALPHA for test in found])
        assert errors <= ALPHA + tolerance(ALPHA, 60)  # measured .03
        # Deals that mix long units with short ones hold fewer of them and diverge more: the test errs on the safe side.
        assert np.mean([test.excess for test in found]) < 0.01


class TestIntervals:
    """The true log ratio lies in the interval as often as it says, for words of few occurrences too."""

    @pytest.mark.parametrize("k", [5, 12, 30])
    @pytest.mark.parametrize("occurrences", [3, 10, 40])
    @pytest.mark.parametrize("shape", [1.0, 50.0], ids=["in bursts", "evenly"])
    @pytest.mark.parametrize("true", [0.0, 2.0])
    def test_coverage(self, k, occurrences, shape, true):
        rng = np.random.default_rng([2014, k, occurrences, int(shape), int(true)])
        means = np.full(1000, occurrences / k)
        sides = [documents(rng, k, means * factor, shape) for factor in (2**true, 1)]
        contrast = contrast_of(*(side[0] for side in sides), *(side[1] for side in sides))
        table = ratio_intervals(contrast)
        seen = np.asarray(contrast.counts.sum(axis=0)).ravel() > 0
        covered = ((table["low"] <= true) & (true <= table["high"]))[seen].mean()
        assert covered >= 0.9


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

    def test_deals_see_a_difference(self):
        rng = np.random.default_rng(2016)
        (ours, words), (theirs, other) = documents(rng, 20, [4] * 200, 3), documents(rng, 20, [1] * 200, 3)
        contrast = contrast_of(ours, theirs, words, other)
        # The words differ together, so each is compared with its own deals.
        assert (deal(contrast, deal_out(contrast, 999)).p_deal <= ALPHA).mean() > 0.9
