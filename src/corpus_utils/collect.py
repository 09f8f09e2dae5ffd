"""Make a study, and put texts into it."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import pandas as pd

from corpus_utils.files import write_bytes
from corpus_utils.groups import Groups
from corpus_utils.importing import DocumentError, Imported, read_document
from corpus_utils.study import (
    ACTOR_COLUMNS,
    CORRECTION_COLUMNS,
    MARK,
    METADATA_COLUMNS,
    StudyError,
    closest,
    date_precision,
    find_root,
    read_declaration,
    shorten,
)

Report = Callable[[str], None]

#: What a table of texts may bring; ``text`` or ``file`` and ``group`` it must.
TABLE_COLUMNS = (
    *("text", "file", "group", "doc_id", "title", "label", "date", "issuer", "genre", "addressee", "language"),
)
#: Columns of metadata.csv that say how a text was come by, besides the fixed ones.
SOURCE_COLUMNS = ("label", "original", "converter")
_LONGEST_TITLE = 120


@dataclass
class _Document:
    """One text on its way into a study: its row of metadata, its bytes, and the file in which it came."""

    row: dict[str, str]
    content: bytes
    original: Path | None = None
    warnings: tuple[str, ...] = field(default=())


def new_study(
    folder: str | Path, target: str, reference: str, title: str = "", language: str = "en", groups: Sequence[str] = ()
) -> Path:
    """Make an empty study, ready to be filled.

    Parameters
    ----------
    folder : str or Path
        The folder of the study; it must not exist, or be empty.
    target, reference : str
        The two sides, as a label ("EU member states") or as a name (``eu_member_states``).
    title : str, optional
        What the study is called; by default "TARGET and REFERENCE".
    language : str
        Two-letter code of the language of most texts.
    groups : sequence of str
        Further groups, such as media that quote the two sides.

    Returns
    -------
    Path
        The folder of the study, with the notebooks.

    Raises
    ------
    StudyError
        If the folder holds something, the sides are the same, or a name has no letters.

    Examples
    --------
    >>> root = new_study(Path(tempfile.mkdtemp(), "study"), "The North", "The South")
    >>> sorted(path.name for path in root.iterdir())
    ['.gitignore', 'README.md', 'data', 'notebooks', 'study.toml']
    """
    folder = Path(folder).resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StudyError(f"{folder}: expected a folder that does not exist or is empty, found files; name another one")
    if not re.fullmatch(r"[a-z]{2,3}", language):
        raise StudyError(f"--language: expected a code of two or three letters such as en, found {language!r}")
    named = {_name(label): label.strip() for label in (target, reference, *groups)}
    if len(named) < 2 + len(groups):
        raise StudyError(
            f"--target, --reference: expected different groups, found {', '.join((target, reference, *groups))}; "
            "name another one"
        )
    title = title.strip() or f"{target} and {reference}"
    sides = [_name(target), _name(reference)]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as scratch:
        draft = Path(scratch, "study")
        (draft / "data" / "raw" / "texts").mkdir(parents=True)
        _write(draft / MARK, _declaration(title, language, sides, named))
        _write(draft / "README.md", _readme(title, [named[side] for side in sides]))
        _write(draft / ".gitignore", "/.cache/\n/.scratch-*/\n/my-work/\n/reader/\n.ipynb_checkpoints/\n")
        _write(draft / "data" / "raw" / "metadata.csv", ",".join((*METADATA_COLUMNS, *SOURCE_COLUMNS)) + "\n")
        _write(draft / "data" / "raw" / "actors.csv", ",".join(ACTOR_COLUMNS) + "\n")
        _write(draft / "data" / "annotations" / "corrections.csv", ",".join(CORRECTION_COLUMNS) + "\n")
        for name, content in notebook_templates().items():
            write_bytes(draft / "notebooks" / name, content)
        read_declaration(draft / MARK)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    return folder


def notebook_templates() -> dict[str, bytes]:
    """Read the notebooks that every study begins with. By file name, sorted; without outputs."""
    folder = resources.files("corpus_utils") / "template"
    return {
        place.name: place.read_bytes()
        for place in sorted(folder.iterdir(), key=lambda place: place.name)
        if place.name.endswith(".ipynb")
    }


def add_files(
    files: Iterable[str | Path],
    group: str,
    root: str | Path | None = None,
    genre: str = "",
    date: str = "",
    issuer: str = "",
    report: Report = print,
) -> list[str]:
    """Copy texts of one group into a study, with their rows of metadata.

    Parameters
    ----------
    files : iterable of str or Path
        Texts (.txt, .md), or HTML, PDF and Word files, whose text is taken out; the original is kept beside it.
    group : str
        A group of the study, by name or label.
    root : str or Path, optional
        The study folder; by default the one that holds the current folder.
    genre, date, issuer : str, optional
        What is known of all of them; the date as 2018, 2018-01 or 2018-01-29.
    report : callable
        Told how far the work is, and what a reader should look at.

    Returns
    -------
    list of str
        The new ``doc_id`` s.

    Raises
    ------
    StudyError
        If the group is unknown, or a file can't be read or is there already; then nothing is added.

    Examples
    --------
    >>> root = new_study(Path(tempfile.mkdtemp(), "study"), "north", "south")
    >>> letter = Path(tempfile.mkdtemp(), "A letter.txt")
    >>> _ = letter.write_text("We want peace.")
    >>> add_files([letter], "north", root, report=lambda line: None)
    ['a_letter']
    """
    root = find_root(root)
    facts = {"group": group, "genre": genre, "date": date, "issuer": issuer}
    wanted: list[tuple[str, Path | None, Mapping[str, str]]] = [
        (Path(file).name, Path(file), facts | {"file": str(file)}) for file in files
    ]
    return _add(root, wanted, report)


def add_table(table: str | Path, root: str | Path | None = None, report: Report = print) -> list[str]:
    """Copy the texts that a table lists into a study, with their rows of metadata.

    Parameters
    ----------
    table : str or Path
        A CSV file: ``text`` or ``file`` (relative to the table), ``group``; optional ``doc_id, title, label, date,
        issuer, genre, addressee, language``.
    root, report
        As in `add_files`.

    Returns
    -------
    list of str
        The new ``doc_id`` s.

    Raises
    ------
    StudyError
        If a column is missing, or a row can't be used; then nothing is added.

    Examples
    --------
    >>> root = new_study(Path(tempfile.mkdtemp(), "study"), "north", "south")
    >>> table = Path(tempfile.mkdtemp(), "letters.csv")
    >>> _ = table.write_text("text,group,doc_id\\nWe want peace.,north,a\\nSo do we.,south,b\\n")
    >>> add_table(table, root, report=lambda line: None)
    ['a', 'b']
    """
    root = find_root(root)
    table = Path(table)
    try:
        frame = pd.read_csv(table, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        found = " ".join(str(error).split())
        raise StudyError(f"{table.name}: expected a CSV table in UTF-8, found {found}; save it as that") from None
    unknown = [name for name in frame if name not in TABLE_COLUMNS]
    if "group" not in frame or not {"text", "file"} & set(frame):
        raise StudyError(
            f"{table.name}: expected the columns group, and text or file, found {', '.join(frame)}; rename or add them"
        )
    if unknown:
        report(f"{table.name}: columns left aside: {', '.join(unknown)} (known: {', '.join(TABLE_COLUMNS)})")
    wanted = []
    for row, facts in enumerate(frame.to_dict("records"), start=2):
        file = str(facts.get("file", "")).strip()
        wanted.append((f"{table.name}, row {row}", table.parent / file if file else None, facts))
    return _add(root, wanted, report)


def _add(root: Path, wanted: list[tuple[str, Path | None, Mapping[str, str]]], report: Report) -> list[str]:
    """Read everything, refuse everything where one thing is wrong, and only then write."""
    declared = read_declaration(root / MARK)
    groups = Groups.of_table(declared["groups"], declared.get("words", {}))
    metadata = root / "data" / "raw" / "metadata.csv"
    known = pd.read_csv(metadata, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    missing = [name for name in METADATA_COLUMNS if name not in known]
    if missing:
        raise StudyError(f"metadata.csv: expected the columns {', '.join(METADATA_COLUMNS)}, found no {missing[0]}")
    if not wanted:
        raise StudyError("expected at least one text to add, found none; name a file or a table with rows")
    ids = {doc.casefold(): "metadata.csv" for doc in known["doc_id"]}
    digests = dict(zip(known["sha256"].str.lower(), known["doc_id"], strict=True))
    documents, problems = [], list[str]()
    every = max(25, len(wanted) // 20)
    for number, (where, path, facts) in enumerate(wanted, start=1):
        try:
            document = _document(where, path, facts, groups, declared.get("language", "en"))
            doc, digest = document.row["doc_id"], document.row["sha256"]
            if doc.casefold() in ids:
                raise StudyError(
                    f"{where}: expected a new name, found {doc!r}, which {ids[doc.casefold()]} has; "
                    "rename the file, or give a doc_id in a table"
                )
            if digest in digests:
                raise StudyError(f"{where}: expected a new text, found that of {digests[digest]!r}; leave it out")
            ids[doc.casefold()], digests[digest] = where, doc
            documents.append(document)
        except (StudyError, DocumentError) as error:
            problems += getattr(error, "problems", (str(error),))
        if number % every == 0 and len(wanted) > 20:
            report(f"read {number} of {len(wanted)}")
    if problems:
        raise StudyError(*problems)
    _write_all(metadata, known, documents)
    for document in documents:
        for warning in document.warnings:
            report(f"{document.row['doc_id']}: {warning}")
    names = {document.row["actor_group"] for document in documents}
    report(f"{len(documents)} texts added to {', '.join(sorted(map(groups.phrase, names)))}; next: corpus-utils check")
    return [document.row["doc_id"] for document in documents]


def _document(where: str, path: Path | None, facts: Mapping[str, str], groups: Groups, language: str) -> _Document:
    group = _group(where, str(facts["group"]), groups)
    if path is not None:
        read = read_document(path)
    elif str(facts.get("text", "")).strip():
        read = Imported(str(facts["text"]), "plain text")
    else:
        raise StudyError(f"{where}: expected a text, found an empty cell; fill it or take the row out")
    stem = path.stem if path is not None else ""
    doc = str(facts.get("doc_id", "")).strip() or _slug(stem)
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]*", doc):
        raise StudyError(f"{where}: expected a doc_id of letters, digits, _ . and -, found {doc!r}; give one")
    date = str(facts.get("date", "")).strip() or read.date
    precision = date_precision(date)
    if precision is None:
        raise StudyError(
            f"{where}: expected a date that exists, as 2018, 2018-01 or 2018-01-29, found {date!r}; "
            "mend it or leave it empty"
        )
    title = str(facts.get("title", "")).strip() or read.title or _first_line(read.text) or stem.replace("_", " ") or doc
    title = " ".join(title.split())
    content = read.text.encode("utf-8")
    converted = path is not None and read.changed
    row = {
        "doc_id": doc,
        "title": title,
        "date": date,
        "date_precision": precision,
        "issuer": str(facts.get("issuer", "")).strip() or groups.phrase(group),
        "actor_group": group,
        "genre": str(facts.get("genre", "")).strip(),
        "addressee": str(facts.get("addressee", "")).strip(),
        "language": str(facts.get("language", "")).strip() or read.language[:2] or language,
        "file": f"texts/{doc}.txt",
        "sha256": hashlib.sha256(content).hexdigest(),
        "label": str(facts.get("label", "")).strip() or shorten(title),
        "original": f"originals/{doc}{path.suffix.lower()}" if converted and path is not None else "",
        "converter": read.converter if converted else "",
    }
    return _Document(row, content, path if converted else None, read.warnings)


def _write_all(metadata: Path, known: pd.DataFrame, documents: list[_Document]) -> None:
    """Write the texts, and last the metadata; where that fails, take the texts away again."""
    raw = metadata.parent
    columns = [*known, *(name for name in SOURCE_COLUMNS if name not in known)]
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows([*known.to_dict("records"), *(document.row for document in documents)])
    written: list[Path] = []
    try:
        for document in documents:
            written.append(raw / document.row["file"])
            write_bytes(written[-1], document.content)
            if document.original is not None:
                written.append(raw / document.row["original"])
                written[-1].parent.mkdir(exist_ok=True)
                shutil.copyfile(document.original, written[-1])
        write_bytes(metadata, buffer.getvalue().encode("utf-8"))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _group(where: str, group: str, groups: Groups) -> str:
    for name in groups:
        if group.strip() in (name, groups[name].label) or _slug(group) == name:
            return name
    raise StudyError(
        f"{where}: expected a group of study.toml, found {group!r}; {closest(group, groups.names)}; for another group "
        f"write [groups.{_slug(group) or 'NAME'}] into study.toml"
    )


def _first_line(text: str) -> str:
    """Return the first line where it is a title: short, and no sentence."""
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    rest = text.strip()[len(line) :].strip()
    return line if rest and len(line) <= _LONGEST_TITLE and line[-1:] not in ".!?,;:”\"'" else ""


def _name(label: str) -> str:
    name = _slug(label)
    if not re.match(r"[a-z]", name):
        raise StudyError(f"expected a name that begins with a letter, found {label!r}; name the group otherwise")
    return name


def _slug(words: str) -> str:
    """Write words as a name: lower-case letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return slug or re.sub(r"\W+", "_", words.lower()).strip("_")


def _declaration(title: str, language: str, sides: Sequence[str], named: Mapping[str, str]) -> str:
    lines = [
        "# What is particular to this study; the notebooks hold nothing of it.",
        f"title = {_quoted(title)}",
        f"question = {_quoted(f'How do {named[sides[0]]} and {named[sides[1]]} differ in what they write?')}",
        f"language = {_quoted(language)}",
        "",
        "# Who is compared with whom.",
        "[[contrast]]",
        f"target = {_quoted(sides[0])}",
        f"reference = {_quoted(sides[1])}",
        "",
        "# The groups. A label is written as in a sentence, with its article (the union); figures leave that out. A",
        "# speaker finds its group by the words that name it: by default those of the label. Optional: colour, marker;",
        "# other words for a group's country or body, and the kinds of source (government, opposition, civil, media,",
        "# observer …) that belong to it:",
        '#   words = ["Ruritania", "Ruritanian"]',
        '#   kinds = ["government"]',
    ]
    for name, label in named.items():
        lines += ["", f"[groups.{name}]", f"label = {_quoted(label.replace('_', ' ') if label == name else label)}"]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _readme(title: str, sides: Sequence[str]) -> str:
    return f"""# {title}

A comparison of how {sides[0]} and {sides[1]} write. What is particular stands in `study.toml` and in `data/raw/`;
tables, figures and notebooks are made from it:

```
corpus-utils add --group "{sides[0]}" FILE…
corpus-utils add --group "{sides[1]}" FILE…
corpus-utils check
corpus-utils reproduce
```
"""


def _write(path: Path, text: str) -> None:
    write_bytes(path, text.encode("utf-8"))
