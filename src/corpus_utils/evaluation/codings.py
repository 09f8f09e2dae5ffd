"""Compare codings of the same texts that several readers made, and list every place where they differ."""

from __future__ import annotations

import itertools
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score

from corpus_utils.evaluation.agreement import UNLABELLED, painted, runs, visible_characters
from corpus_utils.study import StudyError, read_by_hand

#: What two codings may agree on: the kind of piece, whose words, who speaks, and for which group.
LABELS = ("role", "voice_type", "speaker", "actor_group")
#: The tables of a coding, and the columns that each must have.
COLUMNS = {
    "segments": ("doc_id", "start", "end", "role"),
    "voices": ("doc_id", "start", "end", "voice_type", "speaker", "actor_group"),
}

_OTHER_NAMES = re.compile(r"\balt_speaker=([^;]*)")


class Coding(NamedTuple):
    """What one reader wrote down: ``segments`` (roles) and ``voices``."""

    segments: pd.DataFrame
    voices: pd.DataFrame

    @property
    def documents(self) -> list[str]:
        """The documents that this reader coded: those with a role."""
        return sorted(set(self.segments["doc_id"]))


def read_codings(folder: str | Path) -> dict[str, Coding]:
    """Read the codings that stand in the folders of a folder, one reader each.

    Any number of readers may code the same texts, and a text may be coded by some of them only.

    Parameters
    ----------
    folder : str or Path
        Holds folders, named as the coding shall be called, with ``segments.csv`` (``doc_id, start, end, role``) and
        ``voices.csv`` (``doc_id, start, end, voice_type, speaker, actor_group``); either may be missing.
        Where a note of a voice says ``alt_speaker=A|B``, these names become the column ``alternatives``.

    Returns
    -------
    dict of str to Coding
        Sorted by name; without any coding it is empty.

    Raises
    ------
    StudyError
        If a table cannot be read, lacks a column, or has a row without offsets; file and row are named.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> (folder / "first").mkdir()
    >>> _ = (folder / "first" / "segments.csv").write_text("doc_id,start,end,role\\na,0,5,title\\n")
    >>> codings = read_codings(folder)
    >>> codings["first"].documents, len(codings["first"].voices)
    (['a'], 0)
    """
    codings = {}
    for place in sorted(path for path in Path(folder).glob("*") if path.is_dir()):
        tables = {name: place / f"{name}.csv" for name in COLUMNS}
        if any(os.path.lexists(path) for path in tables.values()):
            codings[place.name] = Coding(**{name: _read(path, COLUMNS[name]) for name, path in tables.items()})
    return codings


def coder_agreement(
    texts: Mapping[str, str],
    codings: Mapping[str, Coding],
    labels: Iterable[str] = LABELS,
    actors: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Measure how far codings agree beyond chance, in all labels and in each.

    Two readers who call nearly everything body agree nearly everywhere by chance; kappa and alpha take that off.

    Parameters
    ----------
    texts : mapping of str to str
        The raw text of each ``doc_id``.
    codings : mapping of str to Coding
        Two or more, as from :func:`read_codings`. A document takes part where at least two of them coded it.
    labels : iterable of str
        Which of ``role, voice_type, speaker, actor_group``. Roles are compared in all characters that are not white
        space; voices where all readers see body, and what they do not list is the author's; speakers and groups
        where all see somebody's words.
    actors : DataFrame, optional
        Known actors: ``name, aliases, office``, several entries separated by ``|``. Under any of these a speaker is
        the same one.

    Returns
    -------
    DataFrame
        ``label, value, n_documents, n_characters, observed, kappa, alpha``. The first row of a label has the value
        ``""`` and is about all its values; for all labels but the speaker, each further row is about one value
        against the rest. ``n_characters`` are those that two or more readers labelled; ``observed`` is the share of
        pairs of readers that agree; ``kappa`` is Cohen's (1960), for more than two readers the mean over pairs
        (Light 1971); ``alpha`` is Krippendorff's for nominal data (2004, chapter 11). Both are missing where only
        one value occurs. Characters of one span are not independent, so no interval is given. With fewer than two
        codings of a document there are no rows.

    Raises
    ------
    ValueError
        If a span overlaps another or leaves its text, or a label is unknown.

    Examples
    --------
    >>> one = Coding(pd.DataFrame({"doc_id": ["a", "a"], "start": [0, 5], "end": [4, 9], "role": ["title", "body"]}),
    ...              pd.DataFrame(columns=["doc_id", "start", "end", "voice_type", "speaker", "actor_group"]))
    >>> two = one._replace(segments=one.segments.assign(role="body"))
    >>> table = coder_agreement({"a": "News text"}, {"first": one, "second": two}, ["role"])
    >>> table[["value", "observed", "kappa"]].round(2).to_numpy().tolist()
    [['', 0.5, 0.0], ['body', 0.5, 0.0], ['title', 0.5, 0.0]]
    """
    rows, names = [], _one_name(actors)
    for label in labels:
        units, documents = _units(texts, codings, label, names)
        if units:
            rows.append((label, UNLABELLED, documents, *_measures(units)))
        values = {value for unit in units for value in unit if value}
        for value in sorted(values) if label != "speaker" else ():
            binary: Counter = Counter()
            for unit, n in units.items():
                binary[tuple(None if one is None else one == value for one in unit)] += n
            rows.append((label, value, documents, *_measures(binary)))
    columns = ["label", "value", "n_documents", "n_characters", "observed", "kappa", "alpha"]
    return pd.DataFrame(rows, columns=columns)


def coder_disagreements(
    texts: Mapping[str, str],
    codings: Mapping[str, Coding],
    label: str = "role",
    actors: pd.DataFrame | None = None,
    context: int = 40,
) -> pd.DataFrame:
    """List every stretch of text that codings label differently.

    A figure asks for trust; the list lets a reader judge each case.

    Parameters
    ----------
    texts, codings, actors
        As in :func:`coder_agreement`.
    label : str
        One of ``role, voice_type, speaker, actor_group``.
    context : int
        Characters shown before and after.

    Returns
    -------
    DataFrame
        One row a maximal run of characters with the same differing labels: ``doc_id, start, end``, one column for
        each coding (missing where it did not code the document), ``before, text, after``.

    Examples
    --------
    >>> one = Coding(pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [4], "role": ["title"]}),
    ...              pd.DataFrame(columns=["doc_id", "start", "end", "voice_type", "speaker", "actor_group"]))
    >>> two = one._replace(segments=one.segments.assign(role="body"))
    >>> coder_disagreements({"a": "News"}, {"first": one, "second": two})[["first", "second"]].values.tolist()
    [['title', 'body']]
    """
    rows, names = [], _one_name(actors)
    for doc_id in sorted(texts):
        text = texts[doc_id]
        places, labelled = _compared(doc_id, text, codings, label, names)
        given = [column for column in labelled if column is not None]
        # What is not compared may stand between two characters: they are in different blocks then.
        apart = [bool(text[int(a) + 1 : int(b)].strip()) for a, b in itertools.pairwise(places)]
        blocks = np.cumsum([0, *apart])[: len(places)]
        for first, stop in runs(blocks, *given):
            if len({column[first] for column in given}) > 1:
                start, end = int(places[first]), int(places[stop - 1]) + 1
                found = [None if column is None else column[first] for column in labelled]
                around = (text[max(0, start - context) : start], text[start:end], text[end : end + context])
                rows.append((doc_id, start, end, *found, *around))
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", *codings, "before", "text", "after"])


def krippendorff_alpha(units: Mapping[tuple, int] | Iterable[tuple]) -> float:
    """Compute Krippendorff's alpha for nominal labels, any number of coders, and labels that are missing.

    It compares the pairs of labels that meet in a unit with those that would meet by chance.

    Parameters
    ----------
    units : mapping of tuple to int, or iterable of tuple
        The labels of a unit, one place a coder, None where the coder gave none; in a mapping with the number of
        units that have just these labels.

    Returns
    -------
    float
        1 for perfect agreement, 0 for what chance gives, below 0 for systematic disagreement; missing where no unit
        has two labels or only one label occurs.

    References
    ----------
    Krippendorff, K. (2004). Content Analysis: An Introduction to Its Methodology, 2nd ed., chapter 11.

    Examples
    --------
    >>> round(krippendorff_alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]), 3)
    0.533
    """
    met: dict[tuple, float] = defaultdict(float)
    for unit, n in Counter(units).items():
        given = [label for label in unit if label is not None]
        if len(given) > 1:
            for one, other in itertools.permutations(given, 2):
                met[one, other] += n / (len(given) - 1)
    totals: dict[str, float] = defaultdict(float)
    for (one, _), share in met.items():
        totals[one] += share
    total = sum(totals.values())
    expected = total**2 - sum(n**2 for n in totals.values())
    if not expected:
        return float("nan")
    differing = sum(n for (one, other), n in met.items() if one != other)
    return 1 - (total - 1) * differing / expected


def _read(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    frame = read_by_hand(path, columns, optional=True, name=f"{path.parent.name}/{path.name}")
    for row, *ends in frame[["start", "end"]].itertuples():
        if not all(end.isdecimal() for end in ends):
            raise StudyError(
                f"{path.parent.name}/{path.name}, row {row}: expected 0 <= start < end, found {ends[0]!r} and "
                f"{ends[1]!r}; count the characters of the raw text"
            )
    frame = frame.astype({"start": "int64", "end": "int64"}).reset_index(drop=True)
    if "note" in frame and "speaker" in columns:
        found = [_OTHER_NAMES.search(str(note)) for note in frame["note"]]
        frame["alternatives"] = [match[1].strip() if match else "" for match in found]
    return frame


def _one_name(actors: pd.DataFrame | None) -> dict[str, str]:
    """Map the other names and offices of every actor to the name."""
    if actors is None:
        return {}
    others = zip(actors["name"], actors["aliases"] + "|" + actors["office"], strict=True)
    return {other: name for name, cell in others for other in str(cell).split("|") if other}


def _compared(
    doc_id: str, text: str, codings: Mapping[str, Coding], label: str, names: Mapping[str, str]
) -> tuple[np.ndarray, list[np.ndarray | None]]:
    """Return the characters of a document that can be compared and the label of each by every coding."""
    if label not in LABELS:
        raise ValueError(f"label {label!r}: expected one of {', '.join(LABELS)}")
    places = visible_characters(text)
    coded = [coding if doc_id in coding.documents else None for coding in codings.values()]
    roles = [None if coding is None else painted(doc_id, text, coding.segments, "role")[places] for coding in coded]
    if sum(column is not None for column in roles) < 2:
        return places[:0], [None if column is None else column[:0] for column in roles]
    if label == "role":
        return places, roles
    kept = np.all([column == "body" for column in roles if column is not None], axis=0)
    voices = [
        None if coding is None else painted(doc_id, text, coding.voices, "voice_type")[places] for coding in coded
    ]
    if label == "voice_type":
        labelled = [None if column is None else np.where(column == UNLABELLED, "author", column) for column in voices]
    else:
        kept &= np.all([~np.isin(column, (UNLABELLED, "author")) for column in voices if column is not None], axis=0)
        labelled = [
            None if coding is None else painted(doc_id, text, _named(coding.voices, label, names), label)[places]
            for coding in coded
        ]
    return places[kept], [None if column is None else column[kept] for column in labelled]


def _named(voices: pd.DataFrame, label: str, names: Mapping[str, str]) -> pd.DataFrame:
    """Give joint speakers and groups one order, and every speaker one name."""
    mark = "; " if label == "speaker" else ";"

    def whole(cell: str) -> str:
        return mark.join(sorted({names.get(one.strip(), one.strip()) for one in str(cell).split(";")}))

    return voices.assign(**{label: voices[label].fillna("").map(whole)})


def _units(
    texts: Mapping[str, str], codings: Mapping[str, Coding], label: str, names: Mapping[str, str]
) -> tuple[Counter, int]:
    """Count the characters that have the same labels by all coders, and the documents that they come from."""
    units: Counter = Counter()
    documents = 0
    for doc_id in sorted(texts):
        places, labelled = _compared(doc_id, texts[doc_id], codings, label, names)
        documents += bool(len(places))
        units.update(
            zip(*([None] * len(places) if column is None else column for column in labelled), strict=True)
            if len(places)
            else ()
        )
    return units, documents


def _measures(units: Counter) -> tuple[int, float, float, float]:
    """Return the number of characters, and the agreement that is observed, beyond chance by kappa, and by alpha."""
    pairs = same = 0
    kappas = []
    for one, other in itertools.combinations(range(len(next(iter(units)))), 2):
        both: dict[tuple[str, str], int] = {}
        for unit, n in units.items():
            if unit[one] is not None and unit[other] is not None:
                both[unit[one], unit[other]] = both.get((unit[one], unit[other]), 0) + n
        pairs += sum(both.values())
        same += sum(n for pair, n in both.items() if pair[0] == pair[1])
        if both:
            kappas.append(_kappa(both))
    kappa = float(np.mean(kappas)) if kappas else float("nan")
    return sum(units.values()), same / pairs if pairs else float("nan"), kappa, krippendorff_alpha(units)


def _kappa(both: Mapping[tuple, int]) -> float:
    first, second = zip(*both, strict=True)
    if len({*first, *second}) < 2:
        return float("nan")
    codes = {value: number for number, value in enumerate(sorted({*first, *second}))}
    return float(
        cohen_kappa_score(
            [codes[value] for value in first], [codes[value] for value in second], sample_weight=list(both.values())
        )
    )
