"""Read texts that carry their coding in their own lines, and label them by the rules.

A page and what it holds are written once, in one place, so the offsets of the coding cannot go wrong: a role begins
at its name in white square brackets, and the words of a voice stand between angle brackets that say whose they are.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from corpus_utils.evaluation.codings import Coding
from corpus_utils.pages.page import lay_out
from corpus_utils.pages.roles import ROLES, segment
from corpus_utils.speech.voices import attribute
from corpus_utils.study import Study

#: What a letter after an opening angle bracket stands for.
VOICES = {"d": "direct_quote", "i": "indirect_quote", "t": "term_quote"}
#: The folder of what is set aside until the end.
SET_ASIDE = "held-out"

_MARK = re.compile(r"⟦(?P<role>[^⟧\n]*)⟧|⟨(?P<end>/)⟩|⟨(?P<voice>[^⟩\n]*)⟩")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_ENTRIES = re.compile(r"\n|\t|\S[^\S\n]{2,}(?=\S)")
_HEAD = re.compile(r"(?P<name>[a-z]+):[^\S\n]*(?P<value>[^\n]*)\n")
_PASSAGE = re.compile(r"^=== (?P<name>\w+) (?P<kind>[^\n]+)\n", re.MULTILINE)
_QUOTATION_MARKS = "“”„‘’\"'«»"


class Marked(NamedTuple):
    """A text without its marks, and what the marks said."""

    text: str
    segments: pd.DataFrame
    voices: pd.DataFrame


@dataclass(frozen=True)
class DevelopmentSet:
    """Texts with a coding, for developing the rules: `documents`, `texts`, `segments` and `voices`."""

    documents: pd.DataFrame
    texts: dict[str, str]
    segments: pd.DataFrame
    voices: pd.DataFrame

    def select(self, **conditions: object) -> DevelopmentSet:
        """Keep the documents whose columns have the given values."""
        chosen = self.documents
        for column, value in conditions.items():
            chosen = chosen[chosen[column] == value]
        names = set(chosen["doc_id"])
        return DevelopmentSet(
            chosen.reset_index(drop=True),
            {name: text for name, text in self.texts.items() if name in names},
            self.segments[self.segments["doc_id"].isin(names)].reset_index(drop=True),
            self.voices[self.voices["doc_id"].isin(names)].reset_index(drop=True),
        )


def read_development(folder: str | Path) -> DevelopmentSet:
    """Read a development set: whole pages and short passages, with roles, voices and speakers.

    Rules are improved on one part and judged on the other, so what is set aside stands in a folder of its own.

    Parameters
    ----------
    folder : str or Path
        Holds ``pages/*.txt`` and ``passages.txt``, and ``held-out/`` with pages and a ``passages.txt`` likewise.
        A page begins with lines such as ``kind: news``, ended by ``===``; a passage with ``=== name kind``.

    Returns
    -------
    DevelopmentSet
        ``documents`` has ``doc_id, kind, converter, part`` (page or passage), ``held_out, issuer``; the columns of
        ``segments`` and ``voices`` are those of :func:`parse_marked` after ``doc_id``. Offsets are characters of
        the text, so that ``texts[doc_id][start:end]`` is what a row is about.

    Raises
    ------
    FileNotFoundError
        If the folder holds no marked text.
    ValueError
        If a mark is wrong; file and line are named.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> source = "=== p1 reported\\nAnn said ⟨i Ann⟩it was late⟨/⟩.\\n"
    >>> _ = (folder / "passages.txt").write_text(source, encoding="utf-8")
    >>> read_development(folder).voices[["doc_id", "voice_type", "speaker"]].to_numpy().tolist()
    [['p1', 'indirect_quote', 'Ann']]
    """
    folder = Path(folder)
    documents, texts, segments, voices = [], {}, [], []
    for row, marked in [*_pages(folder), *_passages(folder)]:
        name = row["doc_id"]
        if name in texts:
            raise ValueError(f"{folder}: two texts are called {name!r}; rename one of them")
        documents.append(row)
        texts[name] = marked.text
        segments.append(marked.segments.assign(doc_id=name))
        voices.append(marked.voices.assign(doc_id=name))
    if not texts:
        raise FileNotFoundError(f"{folder}: expected marked texts in pages/ or passages.txt, found none")
    frames = [pd.concat(frames, ignore_index=True) for frames in (segments, voices)]
    first = [frame[["doc_id", *[name for name in frame if name != "doc_id"]]] for frame in frames]
    return DevelopmentSet(pd.DataFrame(documents), texts, *first)


def parse_marked(source: str, name: str = "text", default: str = "") -> Marked:
    """Take the marks out of a text and turn them into spans.

    ``⟦title⟧`` begins a role, which lasts until the next one; a span of it ends at a blank line, and each line or
    column of a list of signatories is one. ``⟨d Ann Roe|Roe⟩…⟨/⟩`` are quoted words, ``⟨i …⟩`` reported ones, ``⟨t⟩``
    is a quoted term; after ``|`` stand other names under which the speaker is right. A quotation inside reported words
    cuts them. ``⍽`` becomes a no-break space. Gives the bare text; ``segments`` with ``start, end, role``; ``voices``
    with ``start, end, voice_type, speaker, alternatives, actor_group`` (empty: these texts belong to no study).
    """
    source = source.replace("⍽", "\u00a0")
    text, at = "", 0
    roles: list[tuple[int, str]] = []
    voices: list[tuple[int, int, str, str, str]] = []
    opened: list[tuple[int, str, str, str]] = []

    def wrong(place: int, message: str) -> ValueError:
        line = source.count("\n", 0, place) + 1
        return ValueError(f"{name}, line {line}: {message}")

    def keep(place: int) -> None:
        """Store the part of the innermost voice that ends here, without the quotation marks of what cuts it."""
        start, kind, speaker, alternatives = opened[-1]
        piece = text[start:]
        if _BLANK_LINE.search(piece):
            words = f"the words of {speaker or 'a term'} leave their paragraph; close them before its end"
            raise wrong(place, words)
        marks = (_QUOTATION_MARKS if kind == "indirect_quote" else "") + " \u00a0\n"
        left, right = start + len(piece) - len(piece.lstrip(marks)), start + len(piece.rstrip(marks))
        if left < right:
            voices.append((left, right, kind, speaker.strip(), alternatives))

    for mark in _MARK.finditer(source):
        place = mark.start()
        text, at = text + source[at:place], mark.end()
        if (role := mark["role"]) is not None:
            if role not in ROLES:
                known = ", ".join(ROLES)
                raise wrong(place, f"expected a role such as ⟦body⟧, found ⟦{role}⟧; the roles are {known}")
            roles.append((len(text), role))
        elif mark["end"]:
            if not opened:
                raise wrong(place, "⟨/⟩ closes nothing; delete it or open a voice before it")
            keep(place)
            opened.pop()
            opened[-1:] = [(len(text), *voice[1:]) for voice in opened[-1:]]
        else:
            letter, _, names = mark["voice"].partition(" ")
            if letter not in VOICES or (letter != "t" and not names.strip()):
                found = f"found ⟨{mark['voice']}⟩; give the kind and the speaker"
                raise wrong(place, f"expected ⟨d NAME⟩, ⟨i NAME⟩ or ⟨t⟩, {found}")
            if opened:
                keep(place)
            opened.append((len(text), VOICES[letter], *names.partition("|")[::2]))
    text += source[at:]
    if opened:
        raise wrong(len(source), f"the words of {opened[-1][2]} are not closed; add ⟨/⟩")
    segments = _segments(text, roles if roles or not default else [(0, default)], name)
    body = [(start, end) for start, end, role in segments if role == "body"]
    for start, end, *_ in sorted(voices):
        if not any(left <= start and end <= right for left, right in body):
            raise ValueError(f"{name}: the voice {text[start:end][:60]!r} does not lie in one body span")
    columns = ["start", "end", "voice_type", "speaker", "alternatives"]
    spoken = pd.DataFrame(sorted(voices), columns=columns).astype({"start": "int64", "end": "int64"})
    return Marked(text, pd.DataFrame(segments, columns=["start", "end", "role"]), spoken.assign(actor_group=""))


def _segments(text: str, starts: list[tuple[int, str]], name: str) -> list[tuple[int, int, str]]:
    """Cut the text where roles begin, and each part at blank lines, or a list into its entries."""
    first = starts[0][0] if starts else len(text)
    if text[:first].strip():
        raise ValueError(f"{name}: {text[:first].strip()[:60]!r} has no role; begin with one, as ⟦title⟧")
    segments = []
    for (start, role), (end, _) in itertools.pairwise([*starts, (len(text), "")]):
        cut = _ENTRIES if role == "signatory" else _BLANK_LINE
        edges = [start, *[start + gap.end() for gap in cut.finditer(text[start:end])], end]
        for left, right in itertools.pairwise(edges):
            piece = text[left:right]
            if visible := piece.strip():
                begin = left + piece.index(visible)
                segments.append((begin, begin + len(visible), role))
    return segments


def label_pages(development: DevelopmentSet, without: frozenset[str] = frozenset()) -> pd.DataFrame:
    """Label the pages of a development set by role, all rules in force or some left out.

    ``doc_id`` and the columns of :func:`segment`.
    """
    pages = development.select(part="page").texts if len(development.texts) else {}
    return _joined([_of(name, segment(text, without=without)) for name, text in pages.items()], segment(""))


def label_voices(development: DevelopmentSet, without: frozenset[str] = frozenset()) -> pd.DataFrame:
    """Label the bodies of a development set by voice, all constructions in force or some left out.

    ``doc_id`` and the columns of :func:`attribute`.
    """
    coded = dict(list(development.segments.groupby("doc_id")))
    found = []
    for name, issuer in zip(development.documents["doc_id"], development.documents["issuer"], strict=True):
        text = development.texts[name]
        found.append(_of(name, attribute(text, _paragraphs(text, coded[name]), None, issuer or None, without=without)))
    return _joined(found, attribute("", development.segments[:0]))


def _paragraphs(text: str, coded: pd.DataFrame) -> pd.DataFrame:
    """Cut coded spans where the layout begins a paragraph: in the text of many converters that is at each line."""
    begins = [unit.start for unit in lay_out(text)]
    rows = []
    for start, end, role in zip(coded["start"], coded["end"], coded["role"], strict=True):
        cuts = [start, *(place for place in begins if start < place < end), end]
        rows += [(first, first + len(text[first:last].rstrip()), role) for first, last in itertools.pairwise(cuts)]
    return pd.DataFrame(rows, columns=["start", "end", "role"])


def add_study(development: DevelopmentSet, study: Study, coding: Coding) -> DevelopmentSet:
    """Add the texts of a study that a reader coded to a development set, as pages to develop with.

    What a rule is worth is judged on all texts that somebody coded. Those of the study come last and are of the kind
    ``study``.
    """
    coded = study.documents[study.documents["doc_id"].isin(coding.documents)]
    rows = [
        _row(name, "study", "none", "page", False) | {"issuer": issuer}
        for name, issuer in zip(coded["doc_id"], coded["issuer"], strict=True)
    ]
    roles, voices = (frame[frame["doc_id"].isin(coded["doc_id"])] for frame in coding)
    return DevelopmentSet(
        pd.concat([development.documents, pd.DataFrame(rows)], ignore_index=True),
        development.texts | {row["doc_id"]: study.texts[row["doc_id"]] for row in rows},
        pd.concat([development.segments, roles[["doc_id", "start", "end", "role"]]], ignore_index=True),
        pd.concat([development.voices, voices.assign(alternatives=voices.get("alternatives", ""))], ignore_index=True),
    )


def _pages(folder: Path) -> list[tuple[dict, Marked]]:
    """Read the pages of both parts."""
    files = [(path, False) for path in sorted((folder / "pages").glob("*.txt"))]
    files += [(path, True) for path in sorted((folder / SET_ASIDE).glob("*.txt")) if path.name != "passages.txt"]
    pages = []
    for path, held_out in files:
        source = path.read_bytes().decode("utf-8")
        head, separator, rest = source.partition("===\n")
        entries = {entry["name"]: entry["value"] for entry in _HEAD.finditer(head)}
        if not separator or "kind" not in entries:
            raise ValueError(f"{path}: expected lines such as 'kind: news' and then '===', found {source[:40]!r}")
        row = _row(path.stem, entries["kind"], entries.get("converter", "none"), "page", held_out)
        pages.append((row | {"issuer": entries.get("issuer", "")}, parse_marked(rest, str(path))))
    return pages


def _passages(folder: Path) -> list[tuple[dict, Marked]]:
    """Read the passages of both parts; a passage is body from its first to its last character."""
    passages = []
    for path, held_out in ((folder / "passages.txt", False), (folder / SET_ASIDE / "passages.txt", True)):
        if not path.is_file():
            continue
        _, *rest = _PASSAGE.split(path.read_bytes().decode("utf-8"))
        for name, kind, source in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            marked = parse_marked(source.strip("\n"), f"{path}, {name}", default="body")
            passages.append((_row(name, kind, "none", "passage", held_out) | {"issuer": ""}, marked))
    return passages


def _row(name: str, kind: str, converter: str, part: str, held_out: bool) -> dict:
    return {"doc_id": name, "kind": kind, "converter": converter, "part": part, "held_out": held_out}


def _of(doc_id: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(doc_id=doc_id)[["doc_id", *frame.columns]]


def _joined(frames: list[pd.DataFrame], empty: pd.DataFrame) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True) if frames else _of("", empty)
