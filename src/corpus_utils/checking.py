"""Say of every document what a scholar should look at before counting its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import simplemma

from corpus_utils.build import build
from corpus_utils.content import read_dictionary
from corpus_utils.evaluation.codings import COLUMNS, read_codings
from corpus_utils.pages.roles import OWN_ROLES, ROLES
from corpus_utils.speech.voices import LANGUAGES
from corpus_utils.statements import read_statements
from corpus_utils.study import VOICE_TYPES, Study, StudyError, closest, doubtful_span, load_study, read_by_hand

#: A page that sets more of itself aside is worth a look.
MUCH_SET_ASIDE = 0.5
#: A text in which fewer words are known to its language is probably in another one.
LITTLE_KNOWN = 0.4
_TAG = re.compile(r"</?(?:p|div|span|a|br|li|ul|script|style|table|td|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE)
_HYPHEN_END = re.compile(r"[a-z]-\n[a-z]")


def check_study(root: str | Path | None = None, report: Callable[[str], None] = print) -> bool:
    """List every problem of a study at once, or one line a document where there is none.

    Parameters
    ----------
    root : str or Path, optional
        The study folder; by default the one that holds the current folder.
    report : callable
        Told one line a problem or document.

    Returns
    -------
    bool
        True where the study can be used.

    Examples
    --------
    >>> import tempfile
    >>> check_study(tempfile.mkdtemp(), report=lambda line: print(line.split(": ")[2][:16]))
    expected a study
    False
    """
    try:
        study = load_study(root)
        check_annotations(study)
    except StudyError as error:
        for problem in error.problems:
            report(f"problem: {problem}")
        return False
    facts = document_facts(study, build(study))
    width = max(map(len, facts["doc_id"]))
    for row in facts.itertuples():
        aside = f"{100 * row.set_aside:.0f} % set aside" + (f" (most by {row.rule})" if row.rule else "")
        line = f"{row.doc_id:{width}}  {row.n_words_body:6,} words  {row.language}  {aside}"
        report(f"{line}; {row.remarks}" if row.remarks else line)
    noted = int((facts["remarks"] != "").sum())
    words = facts.groupby("actor_group")["n_words_body"].agg(["size", "sum"])
    for group in study.groups:
        if group in words.index:
            size, total = words.loc[group]
            report(f"{study.label(group)}: {size} document{'s' * (size > 1)}, {total:,} word{'s' * (total != 1)}")
    report(f"{len(facts)} documents can be used; {noted} with a remark. Next: corpus-utils reproduce")
    return True


def check_annotations(study: Study) -> None:
    """Check the tables that only a notebook reads: the words to count, the statements and the codings.

    A slip in one of them would else be found when the other notebooks have run.
    """
    read_dictionary(study.root)
    read_statements(study)
    folder = study.root / "data" / "annotations"
    problems: list[str] = []
    for coding in read_codings(folder):
        for table, columns in COLUMNS.items():
            name = f"{coding}/{table}.csv"
            problems += _doubtful_coding(name, read_by_hand(folder / name, columns, True, name), study)
    if problems:
        raise StudyError(*problems)


def _doubtful_coding(name: str, coded: pd.DataFrame, study: Study) -> Iterator[str]:
    known = {"role": ROLES, "voice_type": VOICE_TYPES}
    groups = {"", *study.groups.names}
    taken: dict[str, list[tuple[int, int, int]]] = {}
    for row in coded.itertuples():
        where = f"{name}, row {row.Index}"
        if problem := doubtful_span(row, study.texts):
            yield f"{where}: {problem}"
            continue
        for column, options in known.items():
            if (found := getattr(row, column, options[0])) not in options:
                yield f"{where}: expected {column} to be one of {', '.join(options)}, found {found!r}; mend it"
        if not set((found := getattr(row, "actor_group", "")).split(";")) <= groups:
            yield f"{where}: expected a group of study.toml, found {found!r}; {closest(found, study.groups.names)}"
        taken.setdefault(row.doc_id, []).append((int(row.start), int(row.end), row.Index))
    for spans in taken.values() if "role" in coded else ():
        for (_, end, one), (start, _, other) in pairwise(sorted(spans)):
            if start < end:
                yield (
                    f"{name}, row {max(one, other)}: expected spans that do not overlap, found characters {start} to "
                    f"{end} in row {min(one, other)} too; cut one"
                )


def document_facts(study: Study, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Gather what a scholar should know of each document.

    Parameters
    ----------
    study : Study
        A loaded study.
    tables : dict of str to DataFrame
        Its core tables (see `corpus_utils.build.build`).

    Returns
    -------
    DataFrame
        One row a document: doc_id, actor_group, language, n_words_body, ``set_aside`` (share of the characters that
        are not the document's own, 0 to 1), ``rule`` (that set most of them aside) and ``remarks``.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "actor_group": ["north"], "issuer": ["A union"], "language": ["fr"]})
    >>> study = Study(Path("."), documents, {"a": "Nous voulons la paix."}, pd.DataFrame(columns=["name", "aliases",
    ...     "office", "group"]), pd.DataFrame(columns=["doc_id", "start", "end", "role", "voice_type"]))
    >>> document_facts(study, build(study))["remarks"].tolist()
    ["speech is not read in fr: every word is the author's"]
    """
    segments, voices = tables["segments"], tables["voices"]
    length = segments["end"] - segments["start"]
    aside = ~segments["role"].isin(OWN_ROLES)
    shares = length[aside].groupby(segments["doc_id"]).sum() / length.groupby(segments["doc_id"]).sum()
    by_rule = length[aside].groupby([segments["doc_id"], segments["rule"]]).sum()
    rows = []
    for document in tables["documents"].itertuples(index=False):
        share = shares.get(document.doc_id, 0.0)
        share = 0.0 if pd.isna(share) else float(share)
        rule = by_rule.loc[document.doc_id].idxmax() if share > 0 else ""
        spoken = voices[(voices["doc_id"] == document.doc_id) & (voices["voice_type"] != "author")]
        remarks = "; ".join(_remarks(study.texts[document.doc_id], document, share, spoken))
        rows.append(
            (document.doc_id, document.actor_group, document.language, document.n_words_body, share, rule, remarks)
        )
    columns = ["doc_id", "actor_group", "language", "n_words_body", "set_aside", "rule", "remarks"]
    return pd.DataFrame(rows, columns=columns)


def _remarks(text: str, document: Any, set_aside: float, spoken: pd.DataFrame) -> Iterator[str]:
    if not document.n_words_body:
        yield "no words of body text"
    elif set_aside > MUCH_SET_ASIDE:
        yield "more than half is set aside: read its rows in segments.csv, correct them in corrections.csv"
    if tags := len(_TAG.findall(text)):
        yield f"looks like HTML ({tags} tags): add the .html file instead"
    if ends := len(_HYPHEN_END.findall(text)):
        yield f"{ends} lines end within a word: its parts are counted as one"
    if document.truncated:
        yield "cut off at its end"
    if document.language not in LANGUAGES:
        yield f"speech is not read in {document.language}: every word is the author's"
    known = _share_known(text, document.language)
    if known is not None and known < LITTLE_KNOWN:
        yield f"{100 * known:.0f} % of its words are known in {document.language!r}: is this its language?"
    if "certain" in spoken and len(spoken) and not spoken["certain"].all():
        yield f"{(~spoken['certain']).sum()} of {len(spoken)} attributions of speech are uncertain"


def _share_known(text: str, language: str) -> float | None:
    """Estimate how many of the first words are known to a language; None where the library has no list of it."""
    try:
        return float(simplemma.in_target_language(text[:3000], lang=language))
    except ValueError:
        return None
