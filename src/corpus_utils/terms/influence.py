"""Ask how much a comparison hangs on a single unit."""

from typing import Any

import numpy as np
import pandas as pd
from tqdm import tqdm

from corpus_utils.terms.effects import effect
from corpus_utils.terms.keyness import prior_counts
from corpus_utils.terms.sides import add_up, align_units


def leave_one_out(
    target: Any,
    reference: Any,
    *,
    sizes_target: Any = None,
    sizes_reference: Any = None,
    unit: str = "unit",
    measure: str = "log_ratio",
    rank_by: str = "g2",
    prior: float | pd.Series | None = None,
    prior_mass: float | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """Compute the range of each effect and of each rank when one unit at a time is left out.

    A finding that one document makes on its own is a finding about that document. The range shows it where
    there are too few units for an interval; it is no interval and has no coverage.

    Parameters
    ----------
    target, reference, sizes_target, sizes_reference, unit, prior, prior_mass, progress
        As in `corpus_utils.terms.resampling.bootstrap`.
    measure : str
        The effect, one of `corpus_utils.terms.effects.MEASURES`.
    rank_by : str
        The measure that orders the terms; rank 1 has the largest absolute value, ties share the best rank.

    Returns
    -------
    DataFrame
        Indexed by ``term``: the effect under its name, ``<measure>_low, <measure>_high``; ``rank, rank_low,
        rank_high`` (low is the smallest number); ``unit, left_out`` (how many units were left out in turn) and
        ``reason``: which side could not spare its only unit, or empty.

    Raises
    ------
    ValueError
        If counts or options are not allowed.

    Examples
    --------
    >>> import pandas as pd
    >>> ours = pd.DataFrame({"peace": [9, 0], "the": [9, 9]}, index=["a", "b"])
    >>> theirs = pd.DataFrame({"peace": [2], "the": [18]}, index=["c"])
    >>> leave_one_out(ours, theirs, unit="document").loc["peace", "log_ratio_low":"log_ratio_high"].round(2).tolist()
    [-0.85, 2.32]
    """
    units = align_units(target, reference, sizes_target, sizes_reference)
    sides = add_up(units)
    prior_of_all = prior_counts(sides, prior, prior_mass)
    value = effect(measure, *sides[1:], prior_of_all)
    rank = _ranks(effect(rank_by, *sides[1:], prior_of_all))
    low, high, rank_low, rank_high = value.copy(), value.copy(), rank.copy(), rank.copy()
    spare = [name for name in ("target", "reference") if getattr(units, name).shape[0] > 1]
    left_out = sum(getattr(units, name).shape[0] for name in spare)
    with tqdm(total=left_out, disable=not progress, unit=unit) as bar:
        for name in spare:
            for counts, size in zip(getattr(units, name), getattr(units, f"sizes_{name}"), strict=True):
                rest = sides._replace(
                    **{name: getattr(sides, name) - counts.toarray()},
                    **{f"total_{name}": getattr(sides, f"total_{name}") - int(size)},
                )
                one = effect(measure, *rest[1:], prior_of_all)
                place = _ranks(effect(rank_by, *rest[1:], prior_of_all))
                low, high = np.minimum(low, one), np.maximum(high, one)
                rank_low, rank_high = np.minimum(rank_low, place), np.maximum(rank_high, place)
                bar.update()
    only = [name for name in ("target", "reference") if name not in spare]
    table = pd.DataFrame({measure: value, f"{measure}_low": low, f"{measure}_high": high}, index=units.terms)
    table = table.assign(rank=rank, rank_low=rank_low, rank_high=rank_high, unit=unit, left_out=left_out)
    return table.assign(reason=f"1 {unit} on the {' and the '.join(only)} side: it stays in" if only else "")


def _ranks(values: np.ndarray) -> np.ndarray:
    """Rank by falling absolute value; what differs in the last bits only is tied."""
    return pd.Series(-np.abs(np.round(values, 9))).rank(method="min").to_numpy().astype(int)
