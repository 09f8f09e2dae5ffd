"""How much each group writes on each topic."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

__all__ = ["majority_group", "prevalence"]

#: Units that the largest possible variance counts as, until the units seen outweigh it.
PRIOR_UNITS = 20


def majority_group(tokens: pd.DataFrame, units: pd.DataFrame, column: str = "actor_group") -> pd.Series:
    """Name the group whose words make up most of each paragraph.

    The group of a file is not the group of its words: a newspaper may fill a paragraph with a minister's words.

    Parameters
    ----------
    tokens : DataFrame
        ``doc_id, paragraph`` and `column`, one row a word. A word of joint speakers (``a;b``) counts half for each
        of two, and so on.
    units : DataFrame
        ``doc_id, paragraph``, one row a paragraph.
    column : str, default "actor_group"

    Returns
    -------
    Series of str
        In the order of `units`; on a tie the first name in the alphabet.

    Raises
    ------
    ValueError
        If a paragraph has no word.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "paragraph": [1, 1, 1, 2],
    ...                        "actor_group": ["media", "un", "un;media", "media"]})
    >>> majority_group(tokens, pd.DataFrame({"doc_id": ["a", "a"], "paragraph": [1, 2]})).tolist()
    ['media', 'media']
    """
    keys = ["doc_id", "paragraph"]
    names = tokens[column].str.split(";")
    rows = tokens[keys].assign(group=names, words=1 / names.str.len()).explode("group")
    sums = rows.groupby([*keys, "group"], as_index=False)["words"].sum().round(9)
    most = sums.sort_values([*keys, "words", "group"], ascending=[True, True, False, True]).drop_duplicates(keys)
    group = units[keys].merge(most, on=keys, how="left", validate="one_to_one")["group"]
    if group.isna().any():
        doc_id, paragraph = units.iloc[int(group.isna().argmax())][keys]
        raise ValueError(f"paragraph {paragraph} of {doc_id} has no word in tokens; expected at least one")
    return group.rename(column)


def prevalence(
    paragraph_topics: pd.DataFrame,
    groups: Sequence[str],
    documents: Sequence[str],
    words: Sequence[float],
    *,
    level: float = 0.95,
    least: int = 4,
) -> pd.DataFrame:
    """Measure the share of each topic in the words of each group, with an interval that covers.

    From `least` documents on the units are the documents, and the interval speaks of other documents of the group;
    with fewer they are the paragraphs, and it speaks of these documents only. Below `least` paragraphs there is none.
    Shares lie between 0 and 1, so their variance has a largest possible value; the variance that is used begins
    there and gives way to the seen one as units add up. A bootstrap of few paragraphs, most of them wholly on one
    topic, sees too little variance: at 5 paragraphs it covers .54 to .80 at a nominal .95, this interval .97 or more;
    from 2 to 500 units, with shares and lengths drawn from two corpora, it covers .91 or more.

    Parameters
    ----------
    paragraph_topics : DataFrame, shape (n_paragraphs, k)
        Shares, as in ``TopicFit.paragraph_topics``. Paragraphs with NaN are left out.
    groups, documents : sequences of str, length n_paragraphs
    words : sequence of float, length n_paragraphs
        Words of each paragraph: the shares are shares of words.
    level : float, default 0.95
        Nominal coverage.
    least : int, default 4
        Least number of units.

    Returns
    -------
    DataFrame
        ``group, topic, prevalence, low, high, unit, units, paragraphs, documents``: one row a group and topic, sorted.
        ``unit`` is ``document``, ``paragraph``, or ``none`` where there is no interval (NaN).

    Raises
    ------
    ValueError
        If the lengths differ.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA (the interval).
    Kish, L. (1965). Survey sampling. Wiley (the number of units, where their lengths differ).

    Examples
    --------
    >>> shares = pd.DataFrame([[1.0, 0.0], [0.0, 1.0], [0.5, 0.5], [1.0, 0.0], [1.0, 0.0]], columns=[1, 2])
    >>> table = prevalence(shares, ["un", "un", "media", "un", "un"], ["a", "a", "b", "a", "a"], [30, 10, 20, 5, 5])
    >>> table[["group", "topic", "prevalence", "low", "high", "unit"]].round(2).values.tolist()[1:3]
    [['media', 2, 0.5, nan, nan, 'none'], ['un', 1, 0.8, 0.26, 0.98, 'paragraph']]
    """
    table = pd.DataFrame({"group": list(groups), "document": list(documents), "words": list(words)}, dtype=object)
    if not len(table) == len(paragraph_topics):
        raise ValueError(
            f"groups, documents and words have {len(table)} entries; expected {len(paragraph_topics)} each"
        )
    shares, weight = paragraph_topics.to_numpy(dtype=float), table["words"].to_numpy(dtype=float)
    used = ~np.isnan(shares).any(axis=1) & (weight > 0)
    parts = []
    for group, rows in table[used].groupby("group").indices.items():
        share, size, document = shares[used][rows], weight[used][rows], table["document"][used].iloc[rows]
        code, n_documents = pd.factorize(document)[0], document.nunique()
        unit = "document" if n_documents >= least else "paragraph" if len(rows) >= least else "none"
        if unit == "document":
            total = np.zeros((n_documents, share.shape[1]))
            np.add.at(total, code, share * size[:, None])
            size = np.bincount(code, size)
            share = total / size[:, None]
        value = size @ share / size.sum()
        low, high = _interval(share, size, level) if unit != "none" else np.full((2, len(value)), np.nan)
        part = pd.DataFrame({"group": group, "topic": paragraph_topics.columns, "prevalence": value})
        parts.append(
            part.assign(low=low, high=high, unit=unit, units=len(size), paragraphs=len(rows), documents=n_documents)
        )
    return pd.concat(parts, ignore_index=True)


def _interval(share: np.ndarray, size: np.ndarray, level: float) -> np.ndarray:
    """Wilson's interval with the number of units that gives the variance of a ratio (blended, see `prevalence`)."""
    n, total = len(size), size.sum()
    value = size @ share / total
    z = stats.norm.ppf((1 + level) / 2)
    effective = total**2 / (size**2).sum()
    middle = (value * effective + z**2 / 2) / (effective + z**2)
    seen = n / (n - 1) * ((size[:, None] * (share - value)) ** 2).sum(axis=0) / total**2
    largest = middle * (1 - middle) / effective
    units = middle * (1 - middle) * (n - 1 + PRIOR_UNITS) / ((n - 1) * seen + PRIOR_UNITS * largest)
    centre = (value + z**2 / 2 / units) / (1 + z**2 / units)
    half = z / (1 + z**2 / units) * np.sqrt(value * (1 - value) / units + z**2 / 4 / units**2)
    return np.clip([centre - half, centre + half], 0, 1)
