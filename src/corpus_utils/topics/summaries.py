"""Tables and sentences by which one reads a topic model: words, FREX, paragraphs with their place, verdicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from corpus_utils.topics.models import TopicFit

__all__ = [
    "frex",
    "paragraph_spans",
    "paragraph_table",
    "representative_paragraphs",
    "say_changes",
    "say_topic_verdicts",
    "topic_table",
    "topic_words",
]

#: What the two questions ask, in words.
ASKED = {"cross": "topics that cross documents", "documents": "topics that are documents"}


def frex(topic_terms: pd.DataFrame, weight: float = 0.5) -> pd.DataFrame:
    """Score terms by being both frequent in a topic and exclusive to it.

    The largest weights often go to words that all topics share; FREX looks for the words that tell them apart.

    Parameters
    ----------
    topic_terms : DataFrame, shape (k, n_terms)
        Shares of the terms in the topics.
    weight : float, default 0.5
        Weight of exclusivity, between 0 and 1.

    Returns
    -------
    DataFrame, shape (k, n_terms)
        Harmonic mean of the two ranks, each as the share of terms that do not exceed it (0 to 1). Shares are
        compared to six digits.

    References
    ----------
    Bischof, J. M. & Airoldi, E. M. (2012). Summarizing topical content with word frequency and exclusivity. ICML.

    Examples
    --------
    >>> frex(pd.DataFrame([[0.6, 0.4, 0.0], [0.6, 0.0, 0.4]], columns=["syria", "un", "war"])).round(2)
       syria    un   war
    0    0.8  0.80  0.33
    1    0.8  0.33  0.80
    """
    if not 0 <= weight <= 1:
        raise ValueError(f"weight is {weight}; expected the weight of exclusivity, between 0 and 1")
    total = topic_terms.sum(axis=0)
    exclusive = (topic_terms / total.where(total > 0, 1.0)).round(6).rank(axis=1, method="max", pct=True)
    frequent = topic_terms.round(6).rank(axis=1, method="max", pct=True)
    return 1 / (weight / exclusive + (1 - weight) / frequent)


def topic_table(fit: TopicFit) -> pd.DataFrame:
    """List every term of every topic, with its share, its FREX score and its rank by each.

    Returns
    -------
    DataFrame
        ``model, topic, term, weight, frex, rank_weight, rank_frex``, one row a topic and term, in the order of
        rank_weight. Ties (six digits) in the order of the terms; a term without weight comes last by FREX too.

    Examples
    --------
    >>> from corpus_utils.topics.models import fit_topics
    >>> counts = pd.DataFrame([[3, 2, 0], [2, 3, 0], [0, 0, 4]], columns=["un", "vote", "war"])
    >>> topic_table(fit_topics(counts, 2)).query("rank_weight == 1")["term"].tolist()
    ['un', 'war']
    """
    score = frex(fit.topic_terms).where(fit.topic_terms > 0, 0.0)
    table = fit.topic_terms.rename_axis(columns="term").stack().rename("weight").reset_index()
    table["frex"] = score.to_numpy().ravel()
    table.insert(0, "model", fit.model)
    for column in ("weight", "frex"):
        table[column] = table[column].round(6)
        order = table.sort_values(["topic", column, "term"], ascending=[True, False, True]).index
        table.loc[order, f"rank_{column}"] = table.loc[order].groupby("topic").cumcount() + 1
    table = table.astype({"rank_weight": int, "rank_frex": int})
    return table.sort_values(["topic", "rank_weight"], ignore_index=True)


def topic_words(table: pd.DataFrame, n: int = 10) -> pd.DataFrame:
    """Show the first words of each topic by share and by FREX, side by side.

    Parameters
    ----------
    table : DataFrame
        What :func:`topic_table` returns.
    n : int, default 10
        Words in a list.

    Returns
    -------
    DataFrame
        Index ``topic``; columns ``by share``, ``by FREX``: words with commas. Words without weight are left out.

    Examples
    --------
    >>> table = pd.DataFrame({"topic": 1, "term": ["un", "war"], "weight": [0.6, 0.4], "rank_weight": [1, 2],
    ...                       "rank_frex": [2, 1]})
    >>> topic_words(table).loc[1].tolist()
    ['un, war', 'war, un']
    """
    held = table[table["weight"] > 0]
    columns = {}
    for name, rank in (("by share", "rank_weight"), ("by FREX", "rank_frex")):
        first = held[held[rank] <= n].sort_values(["topic", rank])
        columns[name] = first.groupby("topic")["term"].agg(", ".join)
    return pd.DataFrame(columns)


def paragraph_table(fit: TopicFit, units: pd.DataFrame) -> pd.DataFrame:
    """List the share of every topic in every paragraph.

    Parameters
    ----------
    fit : TopicFit
    units : DataFrame
        The paragraphs, one row each in the order of the fit; all its columns are kept.

    Returns
    -------
    DataFrame
        The columns of `units`, then ``model, topic, weight``; paragraphs that no topic explains are left out.

    Examples
    --------
    >>> from corpus_utils.topics.models import fit_topics
    >>> counts = pd.DataFrame([[3, 0], [0, 4]], columns=["un", "war"])
    >>> paragraph_table(fit_topics(counts, 2), pd.DataFrame({"doc_id": ["a", "b"]})).head(2)
      doc_id model  topic  weight
    0      a   nmf      1     1.0
    1      a   nmf      2     0.0
    """
    if len(units) != len(fit.paragraph_topics):
        raise ValueError(f"units has {len(units)} rows; expected {len(fit.paragraph_topics)}, one a paragraph")
    shares = fit.paragraph_topics.set_axis(range(len(units)), axis=0).rename_axis("unit")
    tall = shares.stack().rename("weight").dropna().round(6).reset_index()
    table = units.reset_index(drop=True).iloc[tall["unit"]].reset_index(drop=True)
    return table.assign(model=fit.model, topic=tall["topic"], weight=tall["weight"])


def paragraph_spans(units: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Say where in the raw files paragraphs stand.

    Parameters
    ----------
    units : DataFrame
        ``doc_id, paragraph``, one row a paragraph, as in ``term_matrix(...).units``.
    spans : DataFrame
        ``doc_id, paragraph, start, end``: the spans that make up the paragraphs (rows of ``segments.csv`` of the
        wanted roles, or of ``tokens.csv``).

    Returns
    -------
    DataFrame
        ``doc_id, paragraph, start, end`` in the order of `units`: from the first character to the last.

    Raises
    ------
    ValueError
        If a paragraph has no span.

    Examples
    --------
    >>> spans = pd.DataFrame({"doc_id": "a", "paragraph": [1, 1, 2], "start": [0, 9, 30], "end": [8, 20, 40]})
    >>> paragraph_spans(pd.DataFrame({"doc_id": ["a"], "paragraph": [1]}), spans)
      doc_id  paragraph  start  end
    0      a          1      0   20
    """
    keys = ["doc_id", "paragraph"]
    place = spans.groupby(keys).agg(start=("start", "min"), end=("end", "max")).reset_index()
    found = units[keys].merge(place, on=keys, how="left", validate="one_to_one")
    lost = found[found["start"].isna()]
    if len(lost):
        doc_id, paragraph = lost.iloc[0][keys]
        raise ValueError(f"paragraph {paragraph} of {doc_id} has no span; expected one for each of {len(units)} units")
    return found.astype({"start": int, "end": int})


def representative_paragraphs(
    fit: TopicFit, units: pd.DataFrame, texts: Mapping[str, str], *, n: int = 3, least_words: int = 5
) -> pd.DataFrame:
    """Choose the paragraphs to read before one names a topic.

    A list of ten words invites a guess; the paragraphs themselves are the evidence.

    Parameters
    ----------
    fit : TopicFit
    units : DataFrame
        ``doc_id, paragraph, start, end, words``, one row a paragraph in the order of the fit; ``words`` is the
        number of its words that were counted.
    texts : mapping of str to str
        Raw text of each document.
    n : int, default 3
        Paragraphs a topic.
    least_words : int, default 5
        Paragraphs with fewer counted words are passed over: a share of two words says little.

    Returns
    -------
    DataFrame
        ``model, topic, rank, weight, words, doc_id, paragraph, start, end, text``, largest share first, on a tie
        (six digits) the paragraph with more words; ``texts[doc_id][start:end]`` is the text. A topic that fewer
        paragraphs have a share of has fewer rows.

    Examples
    --------
    >>> from corpus_utils.topics.models import fit_topics
    >>> counts = pd.DataFrame([[3, 2, 0], [2, 3, 0], [0, 0, 4]], columns=["un", "vote", "war"])
    >>> units = pd.DataFrame({"doc_id": "a", "paragraph": [1, 2, 3], "start": [0, 8, 16], "end": [7, 15, 19],
    ...                       "words": 5})
    >>> table = representative_paragraphs(fit_topics(counts, 2), units, {"a": "un vote vote un war"}, n=1)
    >>> table[["topic", "start", "text"]].to_dict("list")
    {'topic': [1, 2], 'start': [0, 16], 'text': ['un vote', 'war']}
    """
    table = paragraph_table(fit, units)
    table = table[(table["words"] >= least_words) & (table["weight"] > 0)]
    keys = ["topic", "weight", "words", "doc_id", "paragraph"]
    table = table.sort_values(keys, ascending=[True, False, False, True, True]).groupby("topic").head(n)
    table = table.assign(
        rank=table.groupby("topic").cumcount() + 1,
        text=[texts[row.doc_id][row.start : row.end] for row in table.itertuples()],
    )
    columns = ["model", "topic", "rank", "weight", "words", "doc_id", "paragraph", "start", "end", "text"]
    return table[columns].reset_index(drop=True)


def say_topic_verdicts(verdicts: pd.DataFrame) -> list[str]:
    """Say what the two questions came to, with what they could have found.

    Parameters
    ----------
    verdicts : DataFrame
        What :func:`~corpus_utils.topic_verdicts` returns.

    Returns
    -------
    list of str
        A paragraph a question.

    Examples
    --------
    >>> row = {"question": "cross", "answer": "equivalent", "k": 3, "value": 0.52, "z": 1.2, "p": 0.3, "strength": 0.2,
    ...        "detectable": 0.6, "bound": 0.7, "below_bound": True}
    >>> say_topic_verdicts(pd.DataFrame([row]))[0].split(". ")[0]
    'Topics that cross documents: none of the strength that matters'
    """
    return [" ".join(_say_verdict(row)) for row in verdicts.itertuples()]


def _say_verdict(row: Any) -> list[str]:
    name = ASKED[row.question].capitalize()
    answer = {"finding": "a finding", "equivalent": "none of the strength that matters"}.get(row.answer, row.answer)
    said = [f"{name}: {answer}."]
    if np.isnan(row.value):
        return [*said, "No document has two paragraphs with counted words in both halves, so there is nothing to ask."]
    if row.question == "cross":
        said.append(
            f"The topics of half a paragraph recognise its other half in {100 * row.value:.0f} % of comparisons within "
            f"its document (chance: 50 %; {_say_p(row.p)} for the whole grid and without any one document)."
        )
    else:
        said.append(
            f"The largest topic of a paragraph and its document share {row.value:.2f} of their information "
            f"(adjusted; chance: 0, {_say_p(row.p)} for the whole grid)."
        )
    if row.answer == "finding":
        if np.isnan(row.strength):
            said.append("That is more than the strongest planted topics show.")
        else:
            said.append(f"That is what planted topics with {row.strength:g} of their words for themselves show.")
    elif row.below_bound:
        said.append(f"Planted topics with {row.bound:g} of their words for themselves would have shown more.")
        said.append("Weaker ones are not ruled out.")
    else:
        said.append(f"Nor can topics with {row.bound:g} of their words for themselves be ruled out.")
    if np.isnan(row.detectable):
        said.append("In texts of these lengths not even the strongest planted topics are found in 80 %.")
    else:
        said.append(f"Found in 80 % or more of planted texts: topics from a strength of {row.detectable:g} on.")
    return said


def _say_p(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p = {p:.2g}"


def say_changes(table: pd.DataFrame, label: Callable[[str], str], least: int) -> str:
    """Say where it matters most whether paragraphs are counted by file or by voice.

    Parameters
    ----------
    table : DataFrame
        ``by`` (``file``, ``voice``), ``group``, ``topic``, ``prevalence``, ``paragraphs``.
    label : callable
        Words for a group.
    least : int
        Groups with fewer paragraphs, by file or by voice, are passed over.

    Returns
    -------
    str

    Examples
    --------
    >>> rows = {"by": ["file", "voice"], "group": "un", "topic": 1, "prevalence": [0.2, 0.5], "paragraphs": 9}
    >>> say_changes(pd.DataFrame(rows), str.upper, 5)
    'Counted by voice in place of file, the share of topic 1 in the words of UN changes most: from 20 % to 50 %.'
    """
    enough = table[table["paragraphs"] >= least]
    wide = enough.pivot(index=["group", "topic"], columns="by", values="prevalence").reindex(columns=["file", "voice"])
    wide = wide.dropna()
    if wide.empty:
        return f"No group has {least} paragraphs both by file and by voice, so the two counts can't be compared."
    largest = (wide["voice"] - wide["file"]).abs().round(9).idxmax()
    before, after = 100 * wide.loc[largest]
    if round(before) == round(after):
        return "Counted by voice in place of file, no share changes by a point."
    return (
        f"Counted by voice in place of file, the share of topic {largest[1]} in the words of {label(largest[0])} "
        f"changes most: from {before:.0f} % to {after:.0f} %."
    )
