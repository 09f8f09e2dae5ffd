"""Turn a hand coding into a token table, so that it can stand in for the rules."""

from __future__ import annotations

import re

import pandas as pd

from corpus_utils.study import Study
from corpus_utils.tokens import token_table

BLANK_LINE = re.compile(r"\n\s*\n")
VOICE_COLUMNS = ["start", "end", "voice_type", "speaker", "actor_group"]


def coded_tokens(
    study: Study, segments: pd.DataFrame, voices: pd.DataFrame, automatic: pd.DataFrame | None = None
) -> pd.DataFrame:
    """List every word as a person coded it, in the form of the token table that the rules give.

    A result that holds with the rules' labels and fails with a reader's is a result about the rules.

    Parameters
    ----------
    study : Study
        A loaded study.
    segments : DataFrame
        Hand-coded role spans: doc_id, start, end, role.
    voices : DataFrame
        Hand-coded quoted and reported stretches: doc_id, start, end, voice_type, speaker, actor_group; body
        text that is not listed is the author's.
    automatic : DataFrame, optional
        The token table of the rules: it stands in for documents that nobody coded.

    Returns
    -------
    DataFrame
        All documents, with the columns of `corpus_utils.tokens.token_table`.

    Raises
    ------
    ValueError
        If a document of the study has neither a coded segment nor automatic tokens, or two voice spans overlap.

    Examples
    --------
    >>> from pathlib import Path
    >>> documents = pd.DataFrame([{"doc_id": "a", "issuer": "A union", "actor_group": "other", "language": "en"}])
    >>> study = Study(Path("."), documents, {"a": "We say no."}, pd.DataFrame(), pd.DataFrame())
    >>> segments = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [10], "role": ["body"]})
    >>> voices = pd.DataFrame({"doc_id": ["a"], "start": [7], "end": [9], "voice_type": ["direct_quote"],
    ...                        "speaker": ["B"], "actor_group": ["un"]})
    >>> coded_tokens(study, segments, voices)[["token", "actor_group"]].values.tolist()
    [['we', 'other'], ['say', 'other'], ['no', 'un']]
    """
    tables = []
    for document in study.documents.itertuples(index=False):
        doc, text = document.doc_id, study.texts[document.doc_id]
        spans = segments[segments["doc_id"] == doc].sort_values("start", ignore_index=True)
        if spans.empty and automatic is not None:
            tables.append(automatic[automatic["doc_id"] == doc])
            continue
        if spans.empty:
            raise ValueError(f"segments: expected coded spans for {doc!r}, found none; code it or leave it out")
        spans["paragraph"] = 1 + spans["start"].map(lambda start, text=text: len(BLANK_LINE.findall(text[:start])))
        quoted = voices.loc[voices["doc_id"] == doc, VOICE_COLUMNS]
        whose = complete_voices(spans, quoted, document.issuer, document.actor_group)
        tables.append(token_table(doc, text, spans, whose, document.issuer, document.actor_group, document.language))
    return pd.concat(tables, ignore_index=True)


def complete_voices(segments: pd.DataFrame, quoted: pd.DataFrame, issuer: str, issuer_group: str) -> pd.DataFrame:
    """Give the body that no voice span covers to its author.

    The columns of ``quoted``, sorted; the spans fill the body and nothing else.
    """
    quoted = quoted[VOICE_COLUMNS].sort_values("start")
    clash = quoted["start"].to_numpy()[1:] < quoted["end"].to_numpy()[:-1]
    if clash.any():
        row = quoted.iloc[int(clash.argmax()) + 1]
        raise ValueError(f"voices: expected spans that do not overlap, found one at {row['start']} inside another")
    author = ("author", issuer, issuer_group)
    rows = []
    for piece in segments[segments["role"] == "body"].sort_values("start").itertuples(index=False):
        here = piece.start
        for start, end, *voice in quoted[(quoted["end"] > piece.start) & (quoted["start"] < piece.end)].to_numpy():
            if start > here:
                rows.append((here, start, *author))
            rows.append((max(start, piece.start), min(end, piece.end), *voice))
            here = end
        if here < piece.end:
            rows.append((here, piece.end, *author))
    return pd.DataFrame(rows, columns=VOICE_COLUMNS)
