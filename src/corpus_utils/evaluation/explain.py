"""Say why every span has its label, and what each rule is worth."""

from __future__ import annotations

import pandas as pd

from corpus_utils.evaluation.agreement import agreement, kept_agreement, voice_agreement
from corpus_utils.evaluation.development import DevelopmentSet
from corpus_utils.pages.roles import segment
from corpus_utils.speech.voices import attribute

__all__ = ["label_development", "score_development"]

#: What is measured of roles, before the measures of voices.
ROLE_MEASURES = ("kept_f1", "body_f1", "roles_f1")


def label_development(development: DevelopmentSet) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Label a development set by the rules: its pages by role, its bodies, as the reader marked them, by voice.

    Voices are read from the reader's body, so a page that is cut wrongly does not count twice.

    Parameters
    ----------
    development : DevelopmentSet
        As from :func:`read_development`.

    Returns
    -------
    segments, voices : DataFrame
        The frames of :func:`segment` (pages alone) and :func:`attribute`, after a column ``doc_id``.

    Examples
    --------
    >>> from corpus_utils.evaluation.development import parse_marked
    >>> marked = parse_marked("Ann said ⟨i Ann⟩it was late⟨/⟩.", default="body")
    >>> row = {"doc_id": "p", "part": "passage", "issuer": ""}
    >>> segments, voices = [frame.assign(doc_id="p") for frame in marked[1:]]
    >>> small = DevelopmentSet(pd.DataFrame([row]), {"p": marked.text}, segments, voices)
    >>> label_development(small)[1]["voice_type"].tolist()
    ['author', 'indirect_quote']
    """
    segments, voices = [], []
    for row in development.documents.itertuples():
        text = development.texts[row.doc_id]
        coded = development.segments[development.segments["doc_id"] == row.doc_id]
        if row.part == "page":
            segments.append(_of(row.doc_id, segment(text)))
        voices.append(_of(row.doc_id, attribute(text, coded, issuer=row.issuer or None)))
    empty = pd.DataFrame(columns=["doc_id", "start", "end", "role", "rule", "paragraph"])
    return pd.concat(segments, ignore_index=True) if segments else empty, pd.concat(voices, ignore_index=True)


def score_development(
    development: DevelopmentSet, segments: pd.DataFrame, voices: pd.DataFrame, by: str = "held_out"
) -> pd.DataFrame:
    """Score labels against a development set, once for each value of a column of its documents.

    Parameters
    ----------
    development : DevelopmentSet
        The texts and what their reader marked.
    segments, voices : DataFrame
        What the rules say, as from :func:`label_development`.
    by : str
        A column of ``development.documents``, such as ``held_out`` or ``kind``.

    Returns
    -------
    DataFrame
        Indexed by the value: ``n_documents``; ``kept_f1, body_f1, roles_f1`` (characters of pages: the document's own
        words against the rest, the body, all roles pooled); then the measures of :func:`voice_agreement`.

    Examples
    --------
    >>> from corpus_utils.evaluation.development import parse_marked
    >>> marked = parse_marked("Ann said ⟨i Ann⟩it was late⟨/⟩.", default="body")
    >>> row = {"doc_id": "p", "part": "passage", "kind": "that", "issuer": ""}
    >>> segments, voices = [frame.assign(doc_id="p") for frame in marked[1:]]
    >>> small = DevelopmentSet(pd.DataFrame([row]), {"p": marked.text}, segments, voices)
    >>> float(score_development(small, *label_development(small), by="kind").loc["that", "indirect_f1"])
    1.0
    """
    rows = {}
    for value in sorted(set(development.documents[by])):
        own = development.select(**{by: value})
        pages = own.select(part="page")
        found = segments[segments["doc_id"].isin(list(pages.texts))]
        roles = agreement(pages.texts, found, pages.segments)
        kept = kept_agreement(pages.texts, found, pages.segments)["f1"]
        f1 = [kept.get("kept", float("nan")), roles["f1"].get("body", float("nan")), roles.attrs["micro_f1"]]
        spoken = voice_agreement(own.texts, voices[voices["doc_id"].isin(list(own.texts))], own.voices)
        measures = dict(zip(ROLE_MEASURES, f1, strict=True)) | spoken.to_dict()
        rows[value] = {"n_documents": len(own.texts)} | measures
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(by)


def _of(doc_id: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(doc_id=doc_id)[["doc_id", *frame.columns]]
