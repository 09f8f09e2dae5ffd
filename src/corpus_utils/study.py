"""Load a study folder, or say everything that is wrong with it."""

from __future__ import annotations

import csv
import datetime
import difflib
import hashlib
import io
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from corpus_utils.groups import ANY, Groups, kinds
from corpus_utils.pages.roles import ROLES

#: Characters of a cell in a table that is written by hand.
LONGEST_CELL = 100_000
#: The file that makes a folder a study.
MARK = Path("study.toml")
#: The file that opens a folder for the results of notebooks: a scratch copy of a study, or a place for work.
RESULTS_MARK = Path(".results")
METADATA_COLUMNS = (
    *("doc_id", "title", "date", "date_precision", "issuer", "actor_group", "genre", "addressee", "language"),
    *("file", "sha256"),
)
ACTOR_COLUMNS = ("name", "aliases", "office", "group")
CORRECTION_COLUMNS = ("doc_id", "start", "end", "role", "voice_type", "speaker", "actor_group", "reason")
#: Columns of ``documents.csv`` that are computed, so metadata cannot bring them.
COMPUTED_COLUMNS = ("n_words_body", "truncated", "set_aside")
VOICE_TYPES = ("author", "direct_quote", "indirect_quote", "term_quote")
#: How a date is written at each precision.
DATE_FORMATS = {"day": r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "month": r"[0-9]{4}-[0-9]{2}", "year": r"[0-9]{4}", "unknown": ""}
#: A language is named by its code, as in "en" or "en-GB".
LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*"
#: A longer doc_id makes no name of a file.
LONGEST_ID = 100
#: What other kinds of file begin with that are text by their bytes alone.
OTHER_KINDS = {"%PDF-": "PDF", "{\\rtf": "RTF"}
#: Files that systems and editors leave in a folder.
LEFT_BY_SYSTEMS = ("Thumbs.db", "desktop.ini")
#: A longer text is more likely an archive or a dump than one document.
MAX_MEGABYTES = 20
#: What a study file may say, with the type of each entry.
_STUDY_KEYS = {"title": str, "question": str, "language": str, "contrast": list, "groups": dict, "words": dict}
_GROUP_KEYS = {"label": str, "colour": str, "marker": str, "words": list, "bodies": list, "kinds": list, "first": bool}
_CONTRAST_KEYS = {"name": str, "target": str, "reference": str}
_KNOWN_MARKERS = "sov^D<>PXp*hd.8"
_LABEL_LENGTH = 40


class StudyError(ValueError):
    """A study folder that cannot be used; each problem says which file, what was found and what to do.

    Attributes
    ----------
    problems : tuple of str
        One line a problem, in the order of the files.
    """

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        more = f" (and {len(problems) - 1} more problems)" if len(problems) > 1 else ""
        super().__init__(problems[0] + more)

    def _render_traceback_(self) -> list[str]:
        """Show one paragraph in a notebook: where the error was raised helps nobody who changed a file."""
        return [f"{type(self).__name__}: {self}"]


@dataclass(frozen=True)
class DeclaredContrast:
    """Who is compared with whom: a name and two groups."""

    name: str
    target: str
    reference: str


@dataclass(frozen=True)
class Study:
    """A validated study: its folder, what it declares, its documents and their texts.

    Attributes
    ----------
    root : Path
        The study folder.
    documents : DataFrame
        One row a document, sorted by ``doc_id``: the columns of ``metadata.csv`` and a short ``label``.
    texts : dict of str to str
        The raw text of each document; every offset in every table counts its characters.
    actors : DataFrame
        Who belongs to which group: name, aliases, office, group.
    corrections : DataFrame
        A scholar's overrides of the rules, for roles and for voices: the columns in `CORRECTION_COLUMNS`.
    title, question, language : str
        What the study is called, what it asks, and the two-letter code of the language of most of its texts.
    contrasts : tuple of DeclaredContrast
        Who is compared with whom; the first is the one of the notebooks.
    groups : Groups
        The groups of actors, with their labels and look.
    """

    root: Path
    documents: pd.DataFrame
    texts: dict[str, str]
    actors: pd.DataFrame
    corrections: pd.DataFrame
    title: str = ""
    question: str = ""
    language: str = "en"
    contrasts: tuple[DeclaredContrast, ...] = ()
    groups: Groups = field(default_factory=Groups)

    @property
    def target(self) -> str:
        """The group that the first contrast asks about."""
        return self.contrasts[0].target

    @property
    def reference(self) -> str:
        """The group with which the first contrast compares it."""
        return self.contrasts[0].reference

    @property
    def labels(self) -> dict[str, str]:
        """The short name of each document, by ``doc_id``."""
        return dict(zip(self.documents["doc_id"], self.documents["label"], strict=True))

    def label(self, group: str) -> str:
        """Name a group for an axis or a table (see `Groups.label`)."""
        return self.groups.label(group)

    def phrase(self, group: str) -> str:
        """Name a group in a sentence (see `Groups.phrase`)."""
        return self.groups.phrase(group)

    @property
    def stop_words(self) -> frozenset[str]:
        """The function words of the study's language: scikit-learn's list for English, none for other languages."""
        from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

        return ENGLISH_STOP_WORDS if self.language == "en" else frozenset()


def find_root(start: str | Path | None = None) -> Path:
    """Find the study folder that holds the place one stands in.

    Notebooks, tests and the command line run from different folders; all of them mean the nearest folder upwards that
    holds ``study.toml``.
    """
    start = Path(start or ".").resolve()
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return folder
    raise StudyError(
        f"{start}: expected a study (a folder with {MARK}) here or above, found none; start from inside a study, name "
        "one with --root DIR (in Python: root=), or make one with: corpus-utils new DIR --target NAME --reference NAME"
    )


def keeps_results(root: Path) -> bool:
    """Say whether notebooks may write their tables and figures into a study.

    A notebook that is opened in the study itself shows everything and writes nothing, so that no committed file changes
    because somebody tried a parameter; ``reproduce`` and ``work`` run copies that write. Programs that do not stand in
    the folder of the notebooks write as they are told.
    """
    return (root / RESULTS_MARK).is_file() or Path.cwd() != (root / "notebooks").resolve()


def load_study(root: str | Path | None = None) -> Study:
    """Load a study folder and check everything that later steps rely on.

    A number is worth as much as the text under it, so a text that is not the one that was
    described stops the work here.

    Parameters
    ----------
    root : str or Path, optional
        The study folder; by default the one that holds the current folder.

    Returns
    -------
    Study
        Documents sorted by ``doc_id``, texts, actors, corrections, and what ``study.toml`` declares.

    Raises
    ------
    StudyError
        If a table lacks a column, an id is doubled, a label is unknown, a date does not exist, or a text
        is missing, empty, changed, outside the folder, not UTF-8 or not described. All problems are in its
        ``problems``.

    Examples
    --------
    >>> import tempfile
    >>> root = Path(tempfile.mkdtemp())
    >>> (root / "data" / "raw" / "texts").mkdir(parents=True)
    >>> _ = (root / "study.toml").write_text(
    ...     '[[contrast]]\\ntarget = "north"\\nreference = "south"\\n[groups.north]\\n[groups.south]\\n')
    >>> _ = (root / "data" / "raw" / "texts" / "a.txt").write_text("We want peace.", encoding="utf-8")
    >>> digest = hashlib.sha256(b"We want peace.").hexdigest()
    >>> _ = (root / "data" / "raw" / "metadata.csv").write_text(
    ...     "doc_id,title,date,date_precision,issuer,actor_group,genre,addressee,language,file,sha256\\n"
    ...     f"a,A letter,2018-01,month,A union,north,letter,,en,texts/a.txt,{digest}\\n")
    >>> _ = (root / "data" / "raw" / "actors.csv").write_text("name,aliases,office,group\\nA. Southerner,,,south\\n")
    >>> load_study(root).texts
    {'a': 'We want peace.'}
    """
    root = find_root(root)
    raw = root / "data" / "raw"
    declared = read_declaration(root / MARK)
    groups = Groups.of_table(declared.get("groups", {}), declared.get("words", {}))
    documents = read_by_hand(raw / "metadata.csv", METADATA_COLUMNS)
    if documents.empty:
        raise StudyError(
            "metadata.csv: expected at least one document, found none; add one with: corpus-utils add --group NAME FILE"
        )
    texts: dict[str, str] = {}
    problems = [
        *_doubtful_columns(documents),
        *_doubtful_ids(documents),
        *unknown_labels(documents["actor_group"], "metadata.csv", "actor_group", groups.names),
        *unknown_labels(documents["date_precision"], "metadata.csv", "date_precision", tuple(DATE_FORMATS)),
        *(
            problem
            for row, date, precision in _rows(documents, "date", "date_precision")
            for problem in _doubtful_date(row, date, precision)
        ),
        *_doubtful_languages(documents),
    ]
    for row, doc, file, digest in _rows(documents, "doc_id", "file", "sha256"):
        try:
            texts[doc] = read_text(raw, row, file, digest)
        except StudyError as error:
            problems += error.problems
    problems += _not_described(raw, documents["file"])
    actors = read_by_hand(raw / "actors.csv", ACTOR_COLUMNS, optional=True)
    problems += unknown_labels(actors["group"], "actors.csv", "group", groups.names)
    problems += _doubtful_actors(actors)
    corrections = read_by_hand(root / "data" / "annotations" / "corrections.csv", CORRECTION_COLUMNS[:3], optional=True)
    corrections = corrections.assign(**{name: "" for name in CORRECTION_COLUMNS if name not in corrections})
    problems += _doubtful_corrections(corrections, texts, groups.names, {*documents["doc_id"]})
    if not problems:
        problems += _missing_sides(declared["contrast"], {*documents["actor_group"], *actors["group"]})
    if problems:
        raise StudyError(*dict.fromkeys(problems))
    corrections = corrections.astype({"start": int, "end": int})[list(CORRECTION_COLUMNS)].reset_index(drop=True)
    language = declared.get("language", "en")
    given = documents["label"] if "label" in documents else pd.Series("", index=documents.index)
    label = [
        label.strip() or shorten(title) or doc
        for label, title, doc in zip(given, documents["title"], documents["doc_id"], strict=True)
    ]
    documents = documents.assign(label=label, language=documents["language"].replace("", language))
    documents = documents.sort_values("doc_id", ignore_index=True)
    return Study(
        root,
        documents,
        {doc: texts[doc] for doc in documents["doc_id"]},
        actors.reset_index(drop=True),
        corrections,
        declared.get("title", root.name),
        declared.get("question", ""),
        language,
        tuple(
            DeclaredContrast(entry.get("name", "sides"), entry["target"], entry["reference"])
            for entry in declared["contrast"]
        ),
        groups,
    )


def read_declaration(path: str | Path) -> dict[str, Any]:
    """Read ``study.toml`` and check what it says. It has at least one contrast of two declared groups."""
    path = Path(path)
    try:
        declared = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise StudyError(f"{path.name}: expected a table in TOML, found {error}; mend that line") from None
    problems = [*_doubtful_entries(declared, _STUDY_KEYS, "")]
    if problems:
        raise StudyError(*problems)
    groups, words = declared.get("groups", {}), declared.get("words", {})
    if len(groups) < 2:
        found = f"{', '.join(map(repr, groups))} alone" if groups else "none"
        raise StudyError(f"{path.name}: expected at least two groups, found {found}; add [groups.NAME] for each side")
    for name, entry in groups.items():
        problems += _doubtful_group(name, entry)
    if not re.fullmatch(LANGUAGE, declared.get("language", "en")):
        problems.append(f"study.toml, language: expected a code such as en, found {declared['language']!r}; mend it")
    for name, listed in words.items():
        if not _is_words(listed):
            problems.append(
                f"study.toml, [words] {name}: expected a list of words in quotes, found {listed!r}; mend it"
            )
    contrasts = declared.get("contrast", [])
    if not contrasts:
        problems.append(
            "study.toml: expected a contrast, found none; add [[contrast]] with target = and reference = (two groups)"
        )
    for entry in contrasts:
        problems += _doubtful_contrast(entry, tuple(groups))
    if not problems:
        problems += [*_doubtful_together(groups), *_doubtful_names([entry.get("name", "sides") for entry in contrasts])]
    if problems:
        raise StudyError(*problems)
    return declared


def read_text(raw: str | Path, row: int, file: str, digest: str) -> str:
    """Read one raw text, if it is the text that the metadata describe.

    Offsets count characters, so a text that is decoded otherwise, or is another one, would make every label wrong. Line
    ends stay as they are.
    """
    where = f"metadata.csv, row {row}, file {file[:80]!r}"
    content = _content(Path(raw), where, file)
    found = hashlib.sha256(content).hexdigest()
    if not content.strip():
        raise StudyError(f"{where}: expected a text, found an empty file; add its text or take the row out")
    if found != digest.strip().lower():
        raise StudyError(
            f"{where}: expected sha256 {digest or '(none given)'}, found {found}; "
            "restore the text, or write the new checksum if the change is meant"
        )
    text = decode(content, where)
    if not any(letter.isprintable() and not letter.isspace() for letter in text):
        raise StudyError(f"{where}: expected a text, found an empty file; add its text or take the row out")
    return text


def decode(content: bytes, where: str) -> str:
    """Decode the bytes of a text."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise StudyError(
            f"{where}: expected UTF-8, found byte 0x{content[error.start]:02x} at byte offset {error.start}; "
            "save the text as UTF-8"
        ) from None
    if "\0" in text:
        raise StudyError(
            f"{where}: expected a text, found a NUL character at offset {text.index(chr(0))}; "
            "this is another kind of file, or UTF-16: save it as plain text in UTF-8"
        )
    for beginning, kind in OTHER_KINDS.items():
        if text.startswith(beginning):
            raise StudyError(f"{where}: expected plain text, found {kind}; save it as plain text in UTF-8")
    return text


def closest(found: str, known: Iterable[str]) -> str:
    """Say what exists, and what is nearest to what was found."""
    known = list(known)
    near = difflib.get_close_matches(found.casefold(), [name.casefold() for name in known], 1, 0.5)
    nearest = next((name for name in known if near and name.casefold() == near[0]), None)
    return (f"did you mean {nearest!r}? " if nearest else "") + f"known: {', '.join(known)}"


def shorten(title: str) -> str:
    """Cut a title to the length of a label in a figure. At most 40 characters, cut between words."""
    words = " ".join(title.split())
    return words if len(words) <= _LABEL_LENGTH else words[: _LABEL_LENGTH - 1].rsplit(" ", 1)[0] + " …"


def _content(raw: Path, where: str, file: str) -> bytes:
    path = raw / file
    try:
        inside = bool(file) and not Path(file).is_absolute() and path.resolve().is_relative_to(raw.resolve())
        size = path.stat().st_size if inside and path.is_file() else None
        if not inside:
            raise StudyError(f"{where}: expected a path inside data/raw, found one that leads out; move it")
        if size is None:
            raise StudyError(f"{where}: expected a text, found no such file; add it or take the row out")
        if size > MAX_MEGABYTES * 1_000_000:
            raise StudyError(
                f"{where}: expected a text of at most {MAX_MEGABYTES} MB, found {size // 1_000_000} MB; "
                "give each document a file of its own"
            )
        return path.read_bytes()
    except (OSError, RuntimeError) as error:
        raise StudyError(f"{where}: expected a text, found {type(error).__name__}; name another file") from None


def read_by_hand(path: Path, columns: Sequence[str], optional: bool = False, name: str = "") -> pd.DataFrame:
    """Read a table written by hand, whose rows are numbered as a spreadsheet shows them.

    Whoever mends a cell must find it; and a table that a program guessed its way through would be another one. The
    cells are text; the index is the number of the row, the header being row 1. Empty rows are left out.
    """
    name = name or path.name
    if optional and not os.path.lexists(path):
        return pd.DataFrame(columns=list(columns), dtype="str")
    if not path.is_file():
        raise StudyError(f"{name}: expected this table in {path.parent}, found {_instead(path)}; add it")
    try:
        content = path.read_bytes()
        if (at := content.find(b"\0")) >= 0:
            raise csv.Error(f"a NUL character at byte offset {at}")
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise StudyError(f"{name}: expected a CSV table in UTF-8, found {error}; save it as that") from None
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    usual = csv.field_size_limit(max(len(text), 1))  # a setting of the whole process, which others change too
    try:
        cells = dict(enumerate(rows, start=1))
    except csv.Error as error:
        found = f"{error} in line {rows.line_num}"
        raise StudyError(f"{name}: expected a CSV table in UTF-8, found {found}; mend that line") from None
    finally:
        csv.field_size_limit(usual)
    header = cells.pop(1, [])
    for problem in _doubtful_form(header, cells, columns):
        raise StudyError(f"{name}{problem}")
    filled = {row: cell for row, cell in cells.items() if any(cell)}
    return pd.DataFrame(list(filled.values()), index=pd.Index(filled, dtype="int64"), columns=header, dtype="str")


def _instead(path: Path) -> str:
    if path.is_dir():
        return "a folder"
    if path.is_symlink():
        return "a link that leads nowhere"
    return "something else" if path.exists() else "nothing"


def _doubtful_form(header: list[str], rows: Mapping[int, list[str]], columns: Sequence[str]) -> Iterator[str]:
    """Say why the header and the rows are no table with these columns."""
    if not header:
        yield ": expected a CSV table in UTF-8, found nothing in it; write the header at least"
        return
    if missing := [name for name in columns if name not in header]:
        parted = next((name for mark, name in {";": "semicolons", "\t": "tabs"}.items() if mark in "".join(header)), "")
        remedy = f"part the cells by commas, not by {parted}" if parted else "add them"
        if header[0].startswith("sep="):
            yield f": expected the columns {', '.join(columns)}, found the line 'sep='; take this line out"
        yield f": expected the columns {', '.join(columns)}, found no {', '.join(missing)}; {remedy}"
    for at, name in enumerate(header):
        if not name.strip():
            yield f": expected a name for every column, found none for column {at + 1}; add it or take the column out"
        if name in header[:at]:
            yield f": expected each column once, found {name!r} twice; rename or remove one"
    for row, cells in rows.items():
        if (longest := max(map(len, cells), default=0)) > LONGEST_CELL:
            yield (
                f", row {row}: expected cells of at most {LONGEST_CELL:,} characters, found one of {longest:,}; "
                "close its quotation mark, or keep a text in a file"
            )
        if cells and len(cells) != len(header):
            yield (
                f", row {row}: expected {len(header)} cells, as in the header, found {len(cells)}; put a cell with a "
                "comma in double quotation marks"
            )


def _rows(frame: pd.DataFrame, *columns: str) -> zip:
    """Give the row number as a spreadsheet shows it (the header is row 1) and the named cells."""
    return zip(frame.index, *(frame[name] for name in columns), strict=True)


def _doubtful_entries(entry: Mapping[str, Any], known: Mapping[str, type], where: str) -> Iterator[str]:
    for key, value in entry.items():
        if key not in known:
            yield f"study.toml{where}: expected an entry that is known, found {key!r}; {closest(key, known)}"
        elif not isinstance(value, known[key]):
            yield (
                f"study.toml{where}, {key}: expected {known[key].__name__}, found {type(value).__name__} "
                f"{value!r}; mend it"
            )


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)


def _doubtful_group(name: str, entry: object) -> Iterator[str]:
    where = f", [groups.{name}]"
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name):
        yield f"study.toml{where}: expected a name of letters, digits, _ and -, found {name!r}; rename it, use label="
    if not isinstance(entry, dict):
        yield f"study.toml{where}: expected a table, found {entry!r}; write [groups.{name}] on a line of its own"
        return
    yield from _doubtful_entries(entry, _GROUP_KEYS, where)
    for key in ("words", "bodies", "kinds"):
        if isinstance(entry.get(key), list) and not _is_words(entry[key]):
            yield f"study.toml{where}, {key}: expected a list of words in quotes, found {entry[key]!r}; mend it"
    for kind in entry.get("kinds", ()) if _is_words(entry.get("kinds")) else ():
        if kind not in kinds():
            yield f"study.toml{where}, kinds: expected a kind of source, found {kind!r}; {closest(kind, kinds())}"
    colour = entry.get("colour", "#000000")
    if isinstance(colour, str) and not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        yield f"study.toml{where}, colour: expected six digits such as #0A4C86, found {colour!r}; mend it"
    if not str(entry.get("label", name)).strip():
        yield f"study.toml{where}, label: expected words, found none; write them or take the line out"
    if entry.get("marker", "o") not in list(_KNOWN_MARKERS):
        known = " ".join(_KNOWN_MARKERS)
        yield f"study.toml{where}, marker: expected one of {known}, found {entry['marker']!r}; mend it"


def _doubtful_together(groups: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Say which groups a reader, a file system or a rule could not tell apart."""
    names: dict[str, str] = {}
    labels: dict[str, str] = {}
    sources: dict[tuple[str, str], str] = {}
    for name, entry in groups.items():
        where = f"study.toml, [groups.{name}]"
        if (other := names.setdefault(name.casefold(), name)) != name:
            yield f"{where}: expected names that differ by more than capitals, found {other!r} too; rename one"
        label = entry.get("label", name)
        if (other := labels.setdefault(label.strip().casefold(), name)) != name:
            yield (
                f"{where}, label: expected another label for each group, found {label!r}, which {other!r} has; mend one"
            )
        words = entry.get("words", [])
        for kind in entry.get("kinds", [ANY] if words else []):
            for word in words or ([] if entry.get("bodies") else [""]):
                if (other := sources.setdefault((word.casefold(), kind), name)) != name:
                    found = " ".join(filter(None, (word, kind)))
                    yield (
                        f"{where}, kinds: expected sources that no other group takes, found {found!r}, which {other!r} "
                        "takes; name words of its own, or take it out of one"
                    )


def _doubtful_names(contrasts: Sequence[str]) -> Iterator[str]:
    for name in sorted({name for name in contrasts if contrasts.count(name) > 1}):
        yield f"study.toml, [[contrast]] name: expected another name for each, found {name!r} twice; rename one"


def _doubtful_contrast(entry: object, groups: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"study.toml, [[contrast]]: expected a table, found {entry!r}; write [[contrast]] on a line of its own"
        return
    yield from _doubtful_entries(entry, _CONTRAST_KEYS, ", [[contrast]]")
    for side in ("target", "reference"):
        if entry.get(side) not in groups:
            yield (
                f"study.toml, [[contrast]] {side}: expected a declared group, found {entry.get(side)!r}; "
                f"{closest(str(entry.get(side)), groups)}"
            )
    if entry.get("target") == entry.get("reference") and entry.get("target") in groups:
        yield (
            f"study.toml, [[contrast]]: expected two groups, found {entry['target']!r} on both sides; name another "
            "reference"
        )


def _missing_sides(contrasts: Iterable[Mapping[str, str]], present: set[str]) -> Iterator[str]:
    for contrast in contrasts:
        for side in ("target", "reference"):
            if contrast[side] not in present:
                yield (
                    f"study.toml, [[contrast]] {side}: expected documents or actors of {contrast[side]!r}, found none; "
                    f"add them with: corpus-utils add --group {contrast[side]} FILE"
                )


def _doubtful_columns(documents: pd.DataFrame) -> Iterator[str]:
    for name in COMPUTED_COLUMNS:
        if name in documents:
            yield f"metadata.csv: expected no column {name!r}, which is computed, found one; rename it"


def _doubtful_ids(documents: pd.DataFrame) -> Iterator[str]:
    seen: dict[str, int] = {}
    for row, doc in _rows(documents, "doc_id"):
        if not re.fullmatch(r"[A-Za-z0-9][\w.-]*", doc) or len(doc) > LONGEST_ID:
            yield (
                f"metadata.csv, row {row}: expected a doc_id of letters, digits, _ . and -, at most {LONGEST_ID}, "
                f"found {doc[:LONGEST_ID]!r}; rename it"
            )
        # Files are named by it, and on some systems "A" and "a" are one name.
        if (other := seen.setdefault(doc.casefold(), row)) != row:
            yield f"metadata.csv, row {row}: expected a new doc_id, found {doc!r}, which row {other} has; rename one"


def _doubtful_languages(documents: pd.DataFrame) -> Iterator[str]:
    for row, language in _rows(documents, "language"):
        if language and not re.fullmatch(LANGUAGE, language):
            yield f"metadata.csv, row {row}: expected a language by its code, such as en, found {language!r}; mend it"


def unknown_labels(column: pd.Series, file: str, name: str, allowed: Sequence[str]) -> Iterator[str]:
    """Say of each cell of a table written by hand which labels were expected, where it has another one."""
    for row, label in column.items():
        if label not in allowed:
            yield (
                f"{file}, row {row}: expected {name} to be one of {', '.join(filter(None, allowed))}, found {label!r}; "
                + ("declare it in study.toml or mend it" if name in ("actor_group", "group") else "mend it")
            )


def date_precision(date: str) -> str | None:
    """Say how precisely a date is given (see `DATE_FORMATS`); None where there is no such date."""
    for precision, form in DATE_FORMATS.items():
        if re.fullmatch(form, date):
            try:
                datetime.date.fromisoformat(f"{date}-01-01"[:10] if date else "2000-01-01")
            except ValueError:
                return None
            return precision
    return None


def _doubtful_date(row: int, date: str, precision: str) -> Iterator[str]:
    if precision in DATE_FORMATS and date_precision(date) != precision:
        yield (
            f"metadata.csv, row {row}: expected a date that exists, at precision {precision!r} "
            "(day 2018-01-29, month 2018-01, year 2018, unknown: empty), "
            f"found {date!r}; mend the date or its precision"
        )


def _not_described(raw: Path, files: pd.Series) -> Iterator[str]:
    described: dict[Path, int] = {}
    names: dict[str, str] = {}
    for row, file in files.items():
        if names.setdefault(file.casefold(), file) != file:
            yield (
                f"metadata.csv, row {row}, file {file!r}: expected names that differ by more than capitals, found "
                f"{names[file.casefold()]!r} too; rename one"
            )
        try:
            path = (raw / file).resolve()
        except (OSError, RuntimeError):
            continue  # reading the text has said so already
        if path in described:
            yield (
                f"metadata.csv, row {row}, file {file!r}: expected another text in every row, found that of row "
                f"{described[path]}; take one row out"
            )
        described[path] = row
    for path in sorted((raw / "texts").rglob("*")):
        if (
            path.name.startswith((".", "~$"))
            or path.name in LEFT_BY_SYSTEMS
            or (path.is_dir() and not path.is_symlink())
        ):
            continue
        name = "".join(
            letter if letter.isprintable() else repr(letter)[1:-1] for letter in path.relative_to(raw).as_posix()
        )
        try:
            known = path.resolve() in described
        except (OSError, RuntimeError):
            yield f"{name}: expected a text, found a link that leads nowhere; take it out of data/raw/texts"
            continue
        if not known:
            yield (
                f"{name}: expected a row for this text in metadata.csv, found none; "
                "describe it or take it out of data/raw/texts"
            )


def _doubtful_actors(actors: pd.DataFrame) -> Iterator[str]:
    held: dict[str, int] = {}
    for row, name, aliases in _rows(actors, "name", "aliases"):
        if not name.strip():
            yield f"actors.csv, row {row}: expected a name, found none; add it or take the row out"
        for alias in {part.strip().casefold() for part in (name, *re.split(r"[|;]", aliases)) if part.strip()}:
            if held.setdefault(alias, row) != row:
                yield (
                    f"actors.csv, row {row}: expected a name or alias of one actor, found {alias!r}, which row "
                    f"{held[alias]} has too; take it out of one"
                )


def doubtful_span(row: Any, texts: Mapping[str, str]) -> str:
    """Say why a row does not point to characters of a text.

    What was expected, found and must be done; empty where nothing is wrong.
    """
    if row.doc_id not in texts:
        return f"expected a doc_id of metadata.csv, found {row.doc_id!r}; mend it or take the row out"
    length = len(texts[row.doc_id])
    start, end = (int(place) if re.fullmatch(r"[0-9]{1,9}", place) else -1 for place in (row.start, row.end))
    if 0 <= start < end <= length:
        return ""
    return (
        f"expected 0 <= start < end <= {length}, found {row.start!r} and {row.end!r}; "
        "count the characters of the raw text"
    )


def _doubtful_corrections(
    corrections: pd.DataFrame, texts: Mapping[str, str], groups: Sequence[str], documents: Iterable[str]
) -> Iterator[str]:
    taken: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    documents = set(documents)
    for row in corrections.itertuples():
        where = f"corrections.csv, row {row.Index}"
        if row.doc_id in documents and row.doc_id not in texts:
            continue  # reading the text has said so already
        if problem := doubtful_span(row, texts):
            yield f"{where}: {problem}"
            continue
        ends = (int(row.start), int(row.end))
        if not texts[row.doc_id][slice(*ends)].strip():
            yield f"{where}: expected words between start and end, found white space only; mend the offsets"
        if not str(row.reason).strip():
            yield f"{where}: expected a reason, found none; say why the rules are overruled"
        speech = [name for name in ("voice_type", "speaker", "actor_group") if getattr(row, name)]
        if bool(row.role) == bool(speech):
            yield (
                f"{where}: expected a role, or a voice_type with its speaker and actor_group, found "
                f"{'both' if speech else 'neither'}; write one row for each"
            )
        if row.role and row.role not in ROLES:
            yield f"{where}: expected role to be one of {', '.join(ROLES)}, found {row.role!r}; mend it"
        if speech and row.voice_type not in VOICE_TYPES:
            known = ", ".join(VOICE_TYPES)
            yield f"{where}: expected voice_type to be one of {known}, found {row.voice_type!r}; mend it"
        if row.actor_group and not set(row.actor_group.split(";")) <= set(groups):
            known = closest(row.actor_group, groups)
            yield f"{where}: expected a group of study.toml, found {row.actor_group!r}; {known}"
        spans = taken.setdefault((row.doc_id, "voice" if speech else "role"), [])
        for start, end, other in spans:
            if start < ends[1] and ends[0] < end:
                yield (
                    f"{where}: expected spans that do not overlap, found characters {max(start, ends[0])} to "
                    f"{min(end, ends[1])} in row {other} too; take one out or cut it"
                )
        spans.append((*ends, row.Index))
