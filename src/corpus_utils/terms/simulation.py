"""Measure anew, on the texts of any study, how often the verdicts err and what they see.

A rule with a known size and power elsewhere may fail on other texts; this prints its tables for the texts at hand. Each
table says what was done: units are dealt out so that no difference between sides is left, or words are planted
whose difference is known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from corpus_utils.tables import read_table
from corpus_utils.terms.contrasts import group_words
from corpus_utils.terms.detectable import BURST_SHAPE, detectable_terms
from corpus_utils.terms.divergence import divergence_excess
from corpus_utils.terms.units import Contrast, contrast_units
from corpus_utils.terms.verdicts import DIFFERS, Verdicts, ratio_intervals, term_verdicts

if TYPE_CHECKING:
    from corpus_utils.study import Study

#: Words planted at a time to measure the share of false discoveries, and how many times the detectable rate they have.
PLANTED, STRONG = 60, 1.5
#: True log ratios and occurrences on the side that uses a word less, for the coverage of intervals.
TRUE_RATIOS, OCCURRENCES = (0.0, 1.0, 2.0), (3, 10, 40)
Pair = tuple[pd.DataFrame, pd.DataFrame]


class Setting(NamedTuple):
    """What is simulated with: token tables of two sides, stop words, the unit, comparisons, deals in each, a seed."""

    pair: Pair
    stop_words: Collection[str]
    unit: str
    draws: int
    deals: int
    seed: int

    def verdicts(self, sides: Pair, draw: int) -> Verdicts:
        """Apply the whole rule to two sides."""
        return term_verdicts(*sides, self.stop_words, self.unit, self.deals, seed=self.seed + draw)


def simulate(
    study: Study,
    level: str = "own",
    draws: int = 20,
    deals: int = 300,
    seed: int = 0,
    out: Callable[[str], object] = print,
) -> dict[str, pd.DataFrame]:
    """Print the size, power, coverage and share of false discoveries of the verdicts on the texts of a study.

    Parameters
    ----------
    study : Study
        A loaded study whose tables are built; its first contrast is used.
    level : {"own", "own+direct", "own+direct+indirect"}
        Whose words count.
    draws : int
        Simulated comparisons in each row; the error of a share near .05 is about ``.22 / sqrt(draws)``.
    deals : int
        Deals of the units within each.
    seed : int
        The same seed prints the same tables.
    out : callable
        Takes each line; `print` by default.

    Returns
    -------
    dict of str to DataFrame
        ``size``, ``power``, ``coverage`` and ``discoveries``, as printed.
    """
    tokens = read_table(study.root / "data" / "processed" / "tokens.csv")
    pair = tuple(group_words(tokens, study.documents, group, level) for group in (study.target, study.reference))
    names = f"{study.phrase(study.target)} and {study.phrase(study.reference)}"
    setting = Setting(pair, study.stop_words, contrast_units(*pair).unit, draws, deals, seed)
    usual = setting.verdicts(pair, 0)
    contrast = usual.contrast
    out(f"{names}, {level}: {contrast.n_target} {contrast.unit}s against {len(contrast.sizes) - contrast.n_target}")
    if usual.reason:
        out(f"Nothing can be simulated: {usual.reason}.")
        return {}
    tables = {
        "size": simulate_size(setting),
        "power": simulate_power(setting, usual),
        "coverage": simulate_coverage(contrast, draws, seed),
        "discoveries": simulate_discoveries(setting, usual),
    }
    titles = {
        "size": f"Errors where there is no difference ({draws} comparisons a row; nominal .05)",
        "power": f"Share of the words planted at the detectable rate that are found ({draws} a row; .80 or more)",
        "coverage": "Share of the intervals of nominal .95 that hold the true log ratio, the least over true ratios",
        "discoveries": f"False discoveries beside {PLANTED} planted words ({draws} comparisons; nominal .05)",
    }
    for name, table in tables.items():
        out(f"\n{titles[name]}")
        out(table.round(3).to_string(index=False, na_rep="none"))
    return tables


def simulate_size(setting: Setting) -> pd.DataFrame:
    """Compare texts that differ by chance alone, with equal lengths of units and with unequal ones.

    A row a way to leave no difference: ``texts`` (halves of a side where documents are the units, else the paragraphs
    of both sides mixed), ``lengths``, ``comparisons``, ``findings`` in all, ``with_a_finding`` (share of comparisons),
    ``p`` and ``p_deal`` (shares of the terms at .05), ``p_curve`` and ``p_divergence`` (shares of comparisons at .05).
    """
    rows = []
    for number, (name, lengths, comparisons) in enumerate(_null_comparisons(setting)):
        found, with_one, p, p_deal, curve, whole = 0, [], [], [], [], []
        for draw, sides in enumerate(comparisons):
            verdicts = setting.verdicts(sides, 1000 * number + draw)
            differs = verdicts.terms["verdict"].isin(DIFFERS).sum()
            found += int(differs)
            with_one.append(differs > 0)
            p += list(verdicts.terms["p"] <= 0.05)
            p_deal += list(verdicts.terms["p_deal"] <= 0.05)
            curve.append(verdicts.p_curve <= 0.05)
            units = contrast_units(*sides, unit=setting.unit)
            whole.append(divergence_excess(units, setting.deals, draw, plants=0).p <= 0.05)
        shares = [float(np.mean(values)) for values in (with_one, p, p_deal, curve, whole)]
        rows.append((name, lengths, len(with_one), found, *shares))
    measures = ["findings", "with_a_finding", "p", "p_deal", "p_curve", "p_divergence"]
    return pd.DataFrame(rows, columns=["texts", "lengths", "comparisons", *measures])


def simulate_power(setting: Setting, verdicts: Verdicts) -> pd.DataFrame:
    """Plant a word at the printed detectable rate and go through the whole rule again, deals and choices included.

    The table of `corpus_utils.terms.detectable.detectable_terms` with ``found``, the share of the draws in which the
    planted word differs.
    """
    table = detectable_terms(verdicts, seed=setting.seed)
    rng = np.random.default_rng([setting.seed, 2])
    found = []
    for row in table.itertuples():
        if np.isnan(row.rate):
            found.append(np.nan)
            continue
        rates = (row.rate, row.rate * row.other) if row.more == "target" else (row.rate * row.other, row.rate)
        hits = 0
        for draw in range(setting.draws):
            target, reference = (
                plant_words(side, ["planted word"], rate, row.spread, setting.unit, rng)
                for side, rate in zip(setting.pair, rates, strict=True)
            )
            terms = setting.verdicts((target, reference), draw).terms
            hits += bool(terms["verdict"].reindex(["planted word"]).isin(DIFFERS).iloc[0])
        found.append(hits / setting.draws)
    return table.assign(found=found)


def simulate_coverage(contrast: Contrast, draws: int, seed: int) -> pd.DataFrame:
    """Draw words whose true log ratio is known into the real units and see how often the interval holds it.

    ``occurrences`` on the side that uses the word less, ``spread``, and the least ``coverage`` over `TRUE_RATIOS` in
    both directions.
    """
    rng = np.random.default_rng([seed, 3])
    rows = []
    for occurrences in OCCURRENCES:
        for spread in ("evenly", "in bursts"):
            shares = []
            for true in sorted({sign * ratio for ratio in TRUE_RATIOS for sign in (1, -1)}):
                words = contrast.words
                less = occurrences / min(words[0] * 2 ** max(true, 0), words[1] * 2 ** max(-true, 0))
                rates = np.where(contrast.on_target, less * 2 ** max(true, 0), less * 2 ** max(-true, 0))
                shape = (100 * draws, len(contrast.sizes))
                uneven = rng.gamma(BURST_SHAPE, 1 / BURST_SHAPE, shape) if spread == "in bursts" else np.ones(shape)
                counts = csr_array(rng.poisson(uneven * rates * contrast.sizes).T)
                terms = pd.RangeIndex(shape[0])
                units = contrast.sizes, contrast.documents, contrast.n_target, contrast.unit
                intervals = ratio_intervals(Contrast(terms, counts, *units))
                seen = np.asarray(counts.sum(axis=0)).ravel() > 0  # a word that does not occur has no row anywhere
                shares.append(((intervals["low"] <= true) & (true <= intervals["high"]))[seen].mean())
            rows.append((occurrences, spread, min(shares)))
    return pd.DataFrame(rows, columns=["occurrences", "spread", "coverage"])


def simulate_discoveries(setting: Setting, verdicts: Verdicts) -> pd.DataFrame:
    """Plant many words where there is no other difference, and count the findings that were not planted.

    One row: ``planted``, ``rate`` in 1,000 words, ``comparisons``, ``found`` (share of the planted words), and
    ``false_share``: the mean share of the findings that were not planted.
    """
    table = detectable_terms(verdicts, seed=setting.seed)
    rate = STRONG * table.query("other == 0 and spread == 'evenly'")["rate"].max()
    names = [f"planted word {number}" for number in range(PLANTED)]
    rng = np.random.default_rng([setting.seed, 4])
    found, wrong = [], []
    _, _, comparisons = next(_null_comparisons(setting))
    if np.isnan(rate) or rate * PLANTED > 300:  # more would leave too little of the texts themselves
        return pd.DataFrame(
            [(0, rate, 0, np.nan, np.nan)], columns=["planted", "rate", "comparisons", "found", "false_share"]
        )
    for draw, (target, reference) in enumerate(comparisons):
        half = len(names) // 2
        planted = (
            plant_words(target, names[:half], rate, "evenly", setting.unit, rng),
            plant_words(reference, names[half:], rate, "evenly", setting.unit, rng),
        )
        terms = setting.verdicts(planted, draw).terms
        differs = terms.index[terms["verdict"].isin(DIFFERS)]
        true = differs.isin(names).sum()
        found.append(true / PLANTED)
        wrong.append((len(differs) - true) / max(len(differs), 1))
    row = (PLANTED, rate, len(wrong), float(np.mean(found)), float(np.mean(wrong)))
    return pd.DataFrame([row], columns=["planted", "rate", "comparisons", "found", "false_share"])


def plant_words(
    side: pd.DataFrame, words: Sequence[str], rate: float, spread: str, unit: str, rng: np.random.Generator
) -> pd.DataFrame:
    """Put words in the place of others, at random. ``side`` with some tokens and lemmas replaced."""
    keys = ["doc_id"] if unit == "document" else ["doc_id", "paragraph"]
    member = side.groupby(keys, sort=True).ngroup().to_numpy()
    sizes = np.bincount(member)
    forms = {name: side[name].to_numpy(dtype=object).copy() for name in ("token", "lemma")}
    order = np.lexsort([rng.random(len(side)), member])
    starts = np.concatenate([[0], sizes.cumsum()])
    taken = np.zeros(len(sizes), dtype=int)
    for word in words:
        uneven = rng.gamma(BURST_SHAPE, 1 / BURST_SHAPE, len(sizes)) if spread == "in bursts" else 1.0
        counts = np.minimum(rng.poisson(uneven * rate * sizes / 1000), sizes - taken)
        for place in np.flatnonzero(counts):
            first = starts[place] + taken[place]
            for values in forms.values():
                values[order[first : first + counts[place]]] = word
        taken += counts
    return side.assign(**forms)


def _null_comparisons(setting: Setting) -> Iterator[tuple[str, str, list[Pair]]]:
    """Yield ways to compare what does not differ: name, lengths, comparisons."""
    rng, draws = np.random.default_rng([setting.seed, 1]), range(setting.draws)
    if setting.unit == "document":
        for name, side in zip(("halves of the target", "halves of the reference"), setting.pair, strict=True):
            halves = [_split(side, ["doc_id"], 0.5, rng) for _ in draws]
            yield name, "as they are", halves
            yield name, "one half cut to a third", [(_shorten(first), second) for first, second in halves]
        return
    named = [
        side.assign(doc_id=name + side["doc_id"].astype(str)) for name, side in zip("tr", setting.pair, strict=True)
    ]
    both = pd.concat(named)
    share = len(setting.pair[0]) / len(both)
    mixed = [_split(both, ["doc_id", "paragraph"], share, rng) for _ in draws]
    yield "paragraphs of both, mixed", "as they are", mixed
    cut = [(_shorten(first, 20), second) for first, second in mixed]
    yield "paragraphs of both, mixed", "one side cut to a third", cut


def _split(words: pd.DataFrame, keys: list[str], share: float, rng: np.random.Generator) -> Pair:
    """Deal whole units to two sides, the first of which gets a share of the words."""
    member = words.groupby(keys, sort=True).ngroup().to_numpy()
    sizes = np.bincount(member)
    order = rng.permutation(len(sizes))
    reached = np.cumsum(sizes[order])
    first = order[: max(1, int(np.searchsorted(reached, share * reached[-1])))]
    chosen = np.isin(member, first)
    return words[chosen], words[~chosen]


def _shorten(words: pd.DataFrame, least: int = 1) -> pd.DataFrame:
    """Keep the first third of each paragraph, and of a short one its first words."""
    place = words.groupby(["doc_id", "paragraph"]).cumcount()
    size = words.groupby(["doc_id", "paragraph"])["token"].transform("size")
    return words[place < np.maximum(size / 3, least)]
