"""From raw texts to the core tables, in one direction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from corpus_utils.pages.corrections import apply_corrections, correct_voices
from corpus_utils.pages.lists import comments, signatories
from corpus_utils.pages.roles import is_truncated, segment
from corpus_utils.speech.voices import attribute
from corpus_utils.study import Study
from corpus_utils.tables import write_table
from corpus_utils.tokens import token_table


def build(study: Study, report: Callable[[str], None] | None = None) -> dict[str, pd.DataFrame]:
    """Compute the core tables of a study.

    Parameters
    ----------
    study : Study
        A loaded study (see `load_study`).
    report : callable, optional
        Told the name of each document before it is read.

    Returns
    -------
    dict of str to DataFrame
        ``documents``, ``segments``, ``voices``, ``signatories``, ``comments`` and ``tokens``; every row has
        its ``doc_id``, and every span its ``start`` and ``end`` in the raw text.

    Examples
    --------
    >>> documents = pd.DataFrame([{"doc_id": "a", "issuer": "A union", "actor_group": "other", "language": "en"}])
    >>> actors = pd.DataFrame(columns=["name", "aliases", "office", "group"])
    >>> corrections = pd.DataFrame(columns=["doc_id", "start", "end", "role", "reason"])
    >>> study = Study(Path("."), documents, {"a": "We want peace. We want it now."}, actors, corrections)
    >>> build(study)["documents"]["n_words_body"].tolist()
    [7]
    """
    parts: dict[str, list[pd.DataFrame]] = {
        name: [] for name in ("segments", "voices", "signatories", "comments", "tokens")
    }
    facts = []
    for document in study.documents.itertuples(index=False):
        if report is not None:
            report(document.doc_id)
        text = study.texts[document.doc_id]
        overrides = study.corrections[study.corrections["doc_id"] == document.doc_id]
        spans = apply_corrections(segment(text), overrides, text)
        voices = attribute(
            text, spans, study.actors, document.issuer, document.actor_group, study.groups, document.language
        )
        voices = correct_voices(voices, overrides, text)
        tokens = token_table(
            document.doc_id, text, spans, voices, document.issuer, document.actor_group, document.language
        )
        facts.append((int((tokens["role"] == "body").sum()), is_truncated(text, spans)))
        for name, frame in (
            ("segments", spans),
            ("voices", voices),
            ("signatories", signatories(text, spans)),
            ("comments", comments(text, spans)),
        ):
            parts[name].append(frame.assign(doc_id=document.doc_id)[["doc_id", *frame.columns]])
        parts["tokens"].append(tokens)
    tables = {name: pd.concat(frames, ignore_index=True) for name, frames in parts.items()}
    documents = study.documents.assign(n_words_body=[n for n, _ in facts], truncated=[cut for _, cut in facts])
    return {"documents": documents, **tables}


def write_tables(tables: dict[str, pd.DataFrame], folder: str | Path) -> list[Path]:
    """Write tables into a folder, each whole or not at all.

    Parameters
    ----------
    tables : dict of str to DataFrame
        The tables by name (see `build`).
    folder : str or Path
        Where they go, as ``<name>.csv``.

    Returns
    -------
    list of Path
        The files written, in the order of the tables.

    Examples
    --------
    >>> import tempfile
    >>> [path.name for path in write_tables({"words": pd.DataFrame({"n": [1]})}, tempfile.mkdtemp())]
    ['words.csv']
    """
    return [write_table(frame, Path(folder) / f"{name}.csv") for name, frame in tables.items()]
