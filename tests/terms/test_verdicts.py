"""A verdict says yes, no or can't tell, and its name says what the units are."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pandas as pd
import pytest

from corpus_utils.terms.association import signed_g2
from corpus_utils.terms.simulation import plant_words
from corpus_utils.terms.units import contrast_units, deal_out
from corpus_utils.terms.verdicts import (
    DIFFERS,
    EQUIVALENT,
    FINDING,
    OPEN,
    PARAGRAPHS,
    VERDICTS,
    VETO_P,
    deal,
    leave_one_out,
    objection,
    overdispersed_g2,
    pooled_p,
    ratio_intervals,
    term_verdicts,
)

STOP = {"w000", "w001", "we"}


def corpus(documents, rng, words=500, paragraphs=5, size=120):
    """Draw documents over a vocabulary by Zipf's law, each with a mixture of its own."""
    weights = 1 / np.arange(1, size + 1)
    weights /= weights.sum()
    names = np.array([f"w{n:03}" for n in range(size)])
    parts = []
    for name in documents:
        tokens = rng.choice(names, p=rng.dirichlet(300 * weights), size=words)
        place = np.arange(words) * paragraphs // words
        parts.append(pd.DataFrame({"doc_id": name, "paragraph": place, "token": tokens, "lemma": tokens}))
    return pd.concat(parts, ignore_index=True)


def sides(n=10, seed=0, **options):
    rng = np.random.default_rng(seed)
    return tuple(corpus([f"{name}{k:02}" for k in range(n)], rng, **options) for name in ("t", "r"))


def plant(side, word, rate, seed=0, spread="evenly"):
    return plant_words(side, [word], rate, spread, "document", np.random.default_rng(seed))


class TestOverdispersedG2:
    def test_without_overdispersion_it_is_the_two_cell_g2(self):
        f = overdispersed_g2(*map(np.array, ([9.0], [4.0], [0.08], [0.016])), (1000, 1000), 30)
        assert f == pytest.approx(signed_g2(9, 4, 1000, 1000, form="two-cell"))

    def test_a_burst_counts_less_than_the_same_words_spread(self):
        spread = contrast_units(*sides())
        bursts = [plant(sides()[0], "x", 8, spread=kind) for kind in ("evenly", "in bursts")]
        assert spread.unit == "document"
        values = []
        for one in bursts:
            contrast = contrast_units(one, sides()[1])
            dealt = deal(contrast, deal_out(contrast, 2))
            values.append(dealt.observed[contrast.terms.get_loc("x")] / contrast.totals[0][contrast.terms.get_loc("x")])
        assert values[0] > 1.3 * values[1]

    def test_deals_agree_with_a_loop_over_them(self):
        contrast = contrast_units(*sides(5, words=200, size=30))
        orders = deal_out(contrast, 40, seed=3)
        dealt = deal(contrast, orders)
        dense, slow = contrast.counts.toarray(), np.empty((len(contrast.terms), 40))
        for column in range(40):
            reached = np.cumsum(contrast.sizes[orders[:, column]])
            cut = contrast.n_target if column == 0 else 1 + int(np.abs(reached - contrast.words[0]).argmin())
            ours, theirs = orders[:cut, column], orders[cut:, column]
            for term in range(len(contrast.terms)):
                pearson, counts = 0.0, []
                for rows in (ours, theirs):
                    c, n = dense[rows, term], contrast.sizes[rows]
                    counts.append((c.sum(), n.sum()))
                    mean = n * c.sum() / n.sum()
                    pearson += ((c - mean) ** 2 / mean).sum() if c.sum() else 0
                (a, total_a), (b, total_b) = counts
                g2 = abs(signed_g2(a, b, total_a, total_b, form="two-cell"))
                slow[term, column] = g2 / max(1, pearson / (len(dense) - 2))
        np.testing.assert_allclose(dealt.pool, np.sort(slow, axis=None), rtol=2e-5, atol=1e-5)
        np.testing.assert_allclose(dealt.observed, slow[:, 0], rtol=2e-5, atol=1e-5)


class TestCorrections:
    def test_pooled_p_is_never_zero(self):
        assert pooled_p(np.array([99.0]), np.arange(9.0)) == pytest.approx(0.1)


class TestLeaveOneOut:
    def test_a_term_of_one_document_hangs_on_it(self):
        ours, theirs = sides()
        ours.loc[ours.index[ours["doc_id"] == "t03"][:40], ["token", "lemma"]] = "burst"
        contrast = contrast_units(plant(ours, "even", 10), theirs)
        dealt = deal(contrast, deal_out(contrast, 200))
        chosen = contrast.terms.isin(["burst", "even"])
        left = leave_one_out(contrast.choose(chosen), dealt.pool, dealt.sign[chosen])
        assert left.loc["burst", ["largest_share", "hangs_on", "turns"]].tolist() == [1, "t03", True]
        assert left.loc["even", "largest_share"] < 0.4 and not left.loc["even", "turns"]
        assert left.loc["even", "p_left_out"] < 0.01 < left.loc["burst", "p_left_out"]


class TestObjection:
    ROW = pd.Series(
        {
            "q": 0.01,
            "largest_share": 0.5,
            "turns": False,
            "p_left_out": VETO_P,
            "hangs_on": "d7",
            "same_sign": 8,
            "key_in": 4,
            "specifications": 8,
        }
    )

    def test_a_term_at_every_limit_lacks_nothing(self):
        assert objection(self.ROW, "document", 0.05) == ""

    @pytest.mark.parametrize(
        "changed, said",
        [
            ({"largest_share": 0.51}, "one document holds 51% of its occurrences (d7)"),
            ({"p_left_out": 0.0101}, "without one document p is 0.01 (d7)"),
            ({"turns": True}, "without one document p is 0.01 (d7)"),
            ({"same_sign": 7}, "its direction turns in 1 of 8 specifications"),
            ({"key_in": 3}, "key in 3 of 8 specifications"),
        ],
        ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
    )
    def test_what_is_beyond_a_limit_is_named(self, changed, said):
        assert objection(pd.Series({**self.ROW, **changed}), "document", 0.05) == said

    def test_a_term_that_does_not_reach_q_needs_no_objection(self):
        assert objection(pd.Series({**self.ROW, "q": 0.06, "turns": True}), "document", 0.05) == ""
        assert objection(pd.Series({**self.ROW, "q": np.nan}), "document", 0.05) == ""


class TestTermVerdicts:
    def test_a_planted_word_is_a_finding_in_its_direction(self):
        ours, theirs = sides()
        found = term_verdicts(plant(ours, "x", 8), plant(theirs, "y", 8, 1), STOP, deals=300)
        assert found.terms.loc[["x", "y"], "verdict"].tolist() == [FINDING, FINDING]
        assert found.terms.loc["x", "f"] > 0 > found.terms.loc["y", "f"]
        assert found.contrast.unit == "document"
        assert 0 < found.p_curve <= 1

    def test_what_one_document_carries_is_no_finding(self):
        ours, theirs = sides()
        rng = np.random.default_rng(5)
        for name, n in (("t03", 33), ("t04", 1), ("t05", 1), ("t06", 1)):  # 33 of 36 occurrences in one document
            rows = rng.choice(ours.index[ours["doc_id"] == name], n, replace=False)
            ours.loc[rows, ["token", "lemma"]] = "carried"
        for seed in range(3):
            row = term_verdicts(ours, theirs, STOP, deals=300, seed=seed).terms.loc["carried"]
            assert row["verdict"] == OPEN

    def test_the_veto_says_why(self):
        ours, theirs = sides(12)
        ours = plant(ours, "half", 6)
        ours.loc[ours.index[ours["doc_id"] == "t03"][:45], ["token", "lemma"]] = "half"
        row = term_verdicts(ours, theirs, STOP, deals=500).terms.loc["half"]
        assert row["verdict"] == OPEN
        if row["q"] <= 0.05:
            assert "one document holds" in row["why"] and "t03" in row["why"]

    def test_frequent_words_of_equal_rates_are_equivalent(self):
        terms = term_verdicts(*sides(), STOP, deals=200).terms
        assert (terms["verdict"] == EQUIVALENT).sum() >= 5
        assert terms.loc["w000", "verdict"] == EQUIVALENT
        equivalent = terms[terms["verdict"] == EQUIVALENT]
        assert (equivalent["log_ratio"].abs() < 1).all()

    def test_a_word_that_is_planted_twice_as_often_is_not_equivalent(self):
        wrong = 0
        for seed in range(12):
            ours, theirs = sides(8, seed=seed, words=300)
            pair = plant(ours, "x", 20, seed), plant(theirs, "x", 10, seed + 99)
            wrong += term_verdicts(*pair, deals=50).terms.loc["x", "verdict"] in (EQUIVALENT, "small finding")
        assert wrong <= 3  # nominal .6

    def test_paragraphs_of_few_documents_have_a_verdict_of_their_own(self):
        ours, theirs = sides(2, words=600, paragraphs=10)
        found = term_verdicts(plant(ours, "x", 40), theirs, STOP, deals=300)
        assert found.contrast.unit == "paragraph"
        assert found.terms.loc["x", "verdict"] == PARAGRAPHS
        assert not found.terms["verdict"].str.contains("finding").any()

    def test_a_word_of_the_openings_alone_is_no_finding(self):
        ours, theirs = sides()
        opening = ours["paragraph"] == 0
        planted = plant(ours[opening], "greeting", 60)
        found = term_verdicts(pd.concat([planted, ours[~opening]]), theirs, STOP, deals=300)
        row = found.terms.loc["greeting"]
        assert (row["key_in"], row["specifications"]) == (4, 8) or row["verdict"] == OPEN

    def test_a_stop_word_is_judged_by_the_specifications_that_hold_it(self):
        ours, theirs = sides()
        row = term_verdicts(plant(ours, "we", 25), theirs, STOP, deals=300).terms.loc["we"]
        assert (row["key_in"], row["specifications"], row["verdict"]) == (4, 4, FINDING)

    def test_lemmas_can_be_what_is_compared(self):
        ours, theirs = sides()
        ours = plant(plant(ours, "talk", 4), "talks", 4, 1)
        ours["lemma"] = ours["lemma"].replace("talks", "talk")
        terms = term_verdicts(ours, theirs, STOP, deals=300, term="lemma").terms
        assert terms.loc["talk", "verdict"] == FINDING and "talks" not in terms.index

    def test_exchanging_the_sides_changes_the_sign_and_no_verdict(self):
        ours, theirs = sides()
        there, back = (
            term_verdicts(*pair, STOP, deals=500).terms
            for pair in ((plant(ours, "x", 9), theirs), (theirs, plant(ours, "x", 9)))
        )
        assert (there["f"].round(4) == -back["f"].reindex(there.index).round(4)).all()
        assert there.loc["x", "verdict"] == back.loc["x", "verdict"] == FINDING

    def test_one_unit_a_side_gives_the_reason(self):
        one = pd.DataFrame({"doc_id": "a", "paragraph": 1, "token": ["we", "go"] * 20, "lemma": "we"})
        found = term_verdicts(one, one.assign(doc_id="b"))
        assert found.dealt is None and np.isnan(found.p_curve)
        assert "two on each side are needed" in found.reason
        assert set(found.terms["verdict"]) <= {OPEN, EQUIVALENT}

    def test_the_same_seed_gives_the_same_bytes(self):
        first, again = (term_verdicts(*sides(6), STOP, deals=100, seed=4) for _ in range(2))
        assert first.terms.to_csv() == again.terms.to_csv()
        assert set(first.terms["verdict"]) <= set(VERDICTS)

    @pytest.mark.parametrize("option", [{"deals": 1}, {"q": 0}, {"q": 1}, {"bound": 0}])
    def test_an_option_out_of_range_is_an_error(self, option):
        with pytest.raises(ValueError, match="expected 2 deals or more"):
            term_verdicts(*sides(4), **option)

    def test_categories_cost_what_occurs_and_not_every_pair_that_there_could_be(self):
        named = [f"w{n:03}" for n in range(120)] + [f"unused{n}" for n in range(2500)]
        pair = [side.astype(dict.fromkeys(["token", "lemma"], pd.CategoricalDtype(named))) for side in sides(5)]
        tracemalloc.start()
        found = term_verdicts(*pair, STOP, deals=20)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        pd.testing.assert_frame_equal(found.terms, term_verdicts(*sides(5), STOP, deals=20).terms)
        assert peak < 20e6  # 2,620 x 2,620 pairs would be 55 MB


class TestRatioIntervals:
    def test_the_point_lies_inside(self):
        table = ratio_intervals(contrast_units(*sides(6)))
        assert ((table["low"] <= table["log_ratio"]) & (table["log_ratio"] <= table["high"])).all()

    def test_bursts_widen_it(self):
        ours, theirs = sides(8)
        widths = []
        for spread in ("evenly", "in bursts"):
            table = ratio_intervals(contrast_units(plant(ours, "x", 20, 2, spread), plant(theirs, "x", 20, 3, spread)))
            widths.append(table.loc["x", "high"] - table.loc["x", "low"])
        assert widths[1] > 1.3 * widths[0]


class TestSize:
    def test_random_halves_of_one_side_give_almost_no_finding(self):
        found = 0
        for seed in range(10):
            terms = term_verdicts(*sides(12, seed=100 + seed, words=300), STOP, deals=200, seed=seed).terms
            found += terms["verdict"].isin(DIFFERS).sum()
        assert found <= 1
