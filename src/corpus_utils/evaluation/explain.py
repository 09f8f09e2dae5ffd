"""Say why every span has its label, and what each rule is worth."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from corpus_utils.evaluation.agreement import agreement, kept_agreement, voice_agreement
from corpus_utils.evaluation.development import DevelopmentSet
from corpus_utils.pages.roles import segment
from corpus_utils.speech.voices import attribute
from corpus_utils.study import Study

__all__ = ["label_development", "label_study", "score_development", "scores"]

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
    return _joined(segments, segment("")), _joined(voices, attribute("", development.segments[:0]))


def label_study(study: Study, coded: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Label the texts of a study that were coded, voices in the reader's body, without its corrections.

    Parameters
    ----------
    study : Study
        As from :func:`load_study`.
    coded : DataFrame
        Role spans of the reader: ``doc_id, start, end, role``.

    Returns
    -------
    segments, voices : DataFrame
        The frames of :func:`segment` and :func:`attribute`, after a column ``doc_id``.

    Examples
    --------
    >>> from corpus_utils import load_study
    >>> study = load_study()
    >>> segments, voices = label_study(study, pd.DataFrame(columns=["doc_id", "start", "end", "role"]))
    >>> len(segments), len(voices)
    (0, 0)
    """
    segments, voices = [], []
    for row in study.documents[study.documents["doc_id"].isin(set(coded["doc_id"]))].itertuples():
        text = study.texts[row.doc_id]
        body = coded[coded["doc_id"] == row.doc_id]
        segments.append(_of(row.doc_id, segment(text)))
        found = attribute(text, body, study.actors, row.issuer, row.actor_group, study.groups, row.language)
        voices.append(_of(row.doc_id, found))
    return _joined(segments, segment("")), _joined(voices, attribute("", coded))


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
        pages = list(own.select(part="page").texts)
        coded = own.segments[own.segments["doc_id"].isin(pages)]
        rows[value] = {"n_documents": len(own.texts)} | scores(own.texts, segments, voices, coded, own.voices).to_dict()
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(by)


def scores(
    texts: Mapping[str, str],
    segments: pd.DataFrame,
    voices: pd.DataFrame,
    coded_segments: pd.DataFrame,
    coded_voices: pd.DataFrame,
) -> pd.Series:
    """Score roles and voices against a coding in one row of figures.

    Parameters
    ----------
    texts : mapping of str to str
        The texts that were coded.
    segments, voices : DataFrame
        What the rules say.
    coded_segments, coded_voices : DataFrame
        What the reader says. Roles are compared in the documents that have coded segments.

    Returns
    -------
    Series
        ``kept_f1, body_f1, roles_f1``, then the measures of :func:`voice_agreement`.

    Examples
    --------
    >>> roles = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [9], "role": ["body"]})
    >>> nobody = pd.DataFrame(columns=["doc_id", "start", "end", "voice_type", "speaker", "actor_group"])
    >>> scores({"a": "It is so."}, roles, nobody, roles, nobody)[["kept_f1", "roles_f1"]].tolist()
    [1.0, 1.0]
    """
    found = segments[segments["doc_id"].isin(list(texts))]
    roles = agreement(texts, found, coded_segments)
    kept = kept_agreement(texts, found, coded_segments)["f1"]
    f1 = [kept.get("kept", float("nan")), roles["f1"].get("body", float("nan")), roles.attrs["micro_f1"]]
    return pd.concat(
        [pd.Series(dict(zip(ROLE_MEASURES, f1, strict=True))), voice_agreement(texts, voices, coded_voices)]
    )


def _of(doc_id: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(doc_id=doc_id)[["doc_id", *frame.columns]]


def _joined(frames: list[pd.DataFrame], empty: pd.DataFrame) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True) if frames else _of("", empty)
