"""How much each group writes on each topic, and how much of the topics is only the documents."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import entr
from sklearn.metrics.cluster import expected_mutual_information

__all__ = ["majority_group", "prevalence", "topic_label_information"]


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
    words: Sequence[float] | None = None,
    *,
    level: float = 0.95,
    n_boot: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Measure the share of each topic in what each group wrote, with a bootstrap over paragraphs.

    The interval says how much the share hangs on which paragraphs these documents happen to have. It says nothing
    about other documents: paragraphs of one document are not independent, and so it is too narrow for that.

    Parameters
    ----------
    paragraph_topics : DataFrame, shape (n_paragraphs, k)
        Shares, as in ``TopicFit.paragraph_topics``. Paragraphs with NaN are left out.
    groups : sequence of str, length n_paragraphs
    words : sequence of float, length n_paragraphs, optional
        Length of each paragraph; with it the shares are shares of words, without it every paragraph counts alike.
    level : float, default 0.95
        Coverage of the percentile interval.
    n_boot : int, default 2000
    seed : int, default 0

    Returns
    -------
    DataFrame
        ``group, topic, prevalence, low, high, paragraphs``: one row a group and topic, sorted. The interval is
        empty (NaN) in a group of one paragraph.

    Raises
    ------
    ValueError
        If the lengths differ.

    References
    ----------
    Efron, B. & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & Hall.

    Examples
    --------
    >>> shares = pd.DataFrame([[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]], columns=[1, 2])
    >>> prevalence(shares, ["un", "un", "media"], words=[30, 10, 20])[["group", "topic", "prevalence"]].values.tolist()
    [['media', 1, 0.5], ['media', 2, 0.5], ['un', 1, 0.75], ['un', 2, 0.25]]
    """
    shares = paragraph_topics.to_numpy(dtype=float)
    labels = np.asarray(groups, dtype=object)
    weight = np.ones(len(shares)) if words is None else np.asarray(words, dtype=float)
    if not len(shares) == len(labels) == len(weight):
        raise ValueError(
            f"expected one group and one length for each of {len(shares)} paragraphs; found {len(labels)} and "
            f"{len(weight)}"
        )
    used = ~np.isnan(shares).any(axis=1) & (weight > 0)
    tail = (1 - level) / 2
    parts = []
    for i, group in enumerate(sorted(set(labels[used]))):
        rows = used & (labels == group)
        share, size, n = shares[rows], weight[rows], int(rows.sum())
        draws = np.random.default_rng([seed, i]).multinomial(n, np.full(n, 1 / n), size=n_boot) * size
        boot = (draws @ share) / draws.sum(axis=1, keepdims=True)
        low, high = np.quantile(boot, [tail, 1 - tail], axis=0) if n > 1 else np.full((2, share.shape[1]), np.nan)
        part = pd.DataFrame(
            {"group": group, "topic": paragraph_topics.columns, "prevalence": size @ share / size.sum()}
        )
        parts.append(part.assign(low=low, high=high, paragraphs=n))
    return pd.concat(parts, ignore_index=True)


def topic_label_information(
    paragraph_topics: pd.DataFrame, labels: Sequence[str], *, n_permutations: int = 999, seed: int = 0
) -> pd.Series:
    """Measure how far the topics only repeat a label that was known before, such as the document.

    Parameters
    ----------
    paragraph_topics : DataFrame, shape (n_paragraphs, k)
        Shares; the topic of a paragraph is its largest, the first on a tie (six digits). Paragraphs with NaN are
        left out.
    labels : sequence of str, length n_paragraphs
    n_permutations : int, default 999
        Times that the labels are dealt out again at random.
    seed : int, default 0

    Returns
    -------
    Series
        ``information`` (adjusted mutual information: 1, topics and labels are one; 0, no more than chance),
        ``permuted_mean``, ``permuted_low``, ``permuted_high`` (2.5th and 97.5th percentile of the permutations),
        ``p`` (one-sided), ``smallest_p``, ``paragraphs``.

    Raises
    ------
    ValueError
        If there is not one label for each paragraph.

    References
    ----------
    Vinh, N. X., Epps, J. & Bailey, J. (2010). Information theoretic measures for clusterings comparison. JMLR.

    Examples
    --------
    >>> shares = pd.DataFrame([[0.9, 0.1], [0.8, 0.2], [0.1, 0.9], [0.3, 0.7]] * 5)
    >>> found = topic_label_information(shares, ["a", "a", "b", "b"] * 5, n_permutations=99)
    >>> found[["information", "p"]].round(2).tolist()
    [1.0, 0.01]
    """
    if len(labels) != len(paragraph_topics):
        raise ValueError(f"labels has {len(labels)} entries; expected {len(paragraph_topics)}, one a paragraph")
    used = paragraph_topics.notna().all(axis=1).to_numpy()
    largest = paragraph_topics[used].round(6).to_numpy().argmax(axis=1)
    topic = pd.factorize(largest)[0]
    label = pd.factorize(np.asarray(labels, dtype=object)[used])[0]
    rng = np.random.default_rng(seed)
    deals = np.array([label] + [rng.permutation(label) for _ in range(n_permutations)])
    observed, *permuted = _adjusted_information(deals, topic).round(9)
    permuted = np.array(permuted)
    return pd.Series(
        {
            "information": observed,
            "permuted_mean": permuted.mean(),
            "permuted_low": np.quantile(permuted, 0.025),
            "permuted_high": np.quantile(permuted, 0.975),
            "p": (1 + (permuted >= observed).sum()) / (n_permutations + 1),
            "smallest_p": 1 / (n_permutations + 1),
            "paragraphs": int(used.sum()),
        }
    )


def _adjusted_information(deals: np.ndarray, topic: np.ndarray) -> np.ndarray:
    """Compare each row of labels with the topics; all rows have the same labels in another order.

    So their expectation and entropies are the same, and only the table of counts is new for each row.
    """
    n, (n_labels, n_topics) = len(topic), (deals.max() + 1, topic.max() + 1)
    cell = deals * n_topics + topic + n_labels * n_topics * np.arange(len(deals))[:, None]
    tables = np.bincount(cell.ravel(), minlength=len(deals) * n_labels * n_topics)
    tables = tables.reshape(-1, n_labels, n_topics) / n
    a, b = tables[0].sum(axis=1), tables[0].sum(axis=0)
    shared = -entr(tables).sum(axis=(1, 2)) + entr(a).sum() + entr(b).sum()
    expected = expected_mutual_information(np.rint(tables[0] * n).astype(np.int64), n)
    most = (entr(a).sum() + entr(b).sum()) / 2 - expected
    return (shared - expected) / most if abs(most) > 1e-12 else np.ones(len(deals))
