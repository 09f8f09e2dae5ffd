"""Write the pages on which a study is read."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import pandas as pd

from corpus_utils.content import say_content
from corpus_utils.files import write_bytes
from corpus_utils.reader.colours import SIGNS, group_rules
from corpus_utils.reader.entries import (
    LEVEL_NAMES,
    Entry,
    entry_script,
    find_entries,
    key_terms,
    line_starts,
    signed,
    table_facts,
    telling_terms,
)
from corpus_utils.reader.index import index_page, read_pictures
from corpus_utils.reader.marks import mark_up
from corpus_utils.reader.markup import Markup, safe_name
from corpus_utils.reader.pages import Speech, document_page
from corpus_utils.reader.plot import plot_terms
from corpus_utils.study import Study, StudyError
from corpus_utils.tables import read_table

#: Without these a page could not say what it shows.
CORE = ("documents", "segments", "voices", "tokens")
#: Tables found before that can be looked up: kind, file, and the column that names what was found.
FOUND = (("actor", "content_mentions", "named"), ("dictionary", "content_dictionary", "category"))
#: What a table may be written as.
ENDINGS = (".csv", ".parquet")
#: A larger table stays where it is.
MOST_BYTES = 1_000_000
UNKNOWN_COLOUR = "#777777"
#: The file by which a folder of these pages is known.
MARK = "reader.js"


def write_reader(study: Study, output: str | Path) -> list[Path]:
    """Write static pages on which every label and every count can be followed to its characters.

    A number that nobody can check is believed or not; here it is two clicks from the raw text. The pages open from
    disk, load nothing from elsewhere, and are the same bytes on every run.

    Parameters
    ----------
    study : Study
        A loaded study whose core tables were built (see `build`). What the notebooks add (keyness, verdicts, words
        of the dictionary, figures) is shown where it is there.
    output : str or Path
        The folder to write into.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    FileNotFoundError
        If the core tables are not there.
    StudyError
        If the folder holds something else, or the tables are not those of the texts.

    Examples
    --------
    >>> from corpus_utils import load_study
    >>> pages = write_reader(load_study(), "reader")  # doctest: +SKIP
    """
    output = Path(output)
    if output.exists() and any(output.iterdir()) and not (output / MARK).is_file():
        raise StudyError(
            f"{output}: expected a new or empty folder, or one that holds these pages, found other files; name another"
        )
    site = _Site(study)
    written = {
        "index.html": site.index(),
        "groups.css": group_rules(site.looks()),
        "reader.css": _own("page.css") + _own("marks.css"),
        "reader.js": _own("reader.js"),
        **{f"documents/{site.files[doc]}": site.document(doc) for doc in site.order},
        **{f"entries/{entry.key}.js": site.entry(entry) for entry in site.entries},
    }
    paths = [write_bytes(output / name, content.encode("utf-8")) for name, content in written.items()]
    for name, _, png in site.pictures:
        paths.append(write_bytes(output / "figures" / f"{name}.png", png))
    for name, _, link in site.tables:
        if link:
            paths.append(write_bytes(output / link, (site.processed / name).read_bytes()))
    for folder in ("documents", "entries", "figures", "tables"):  # what a text or a table left that is gone
        for path in sorted((output / folder).glob("*")):
            if path not in paths:
                path.unlink()
    return paths


class _Site:
    """The tables of a study, cut by document once."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.processed = study.root / "data" / "processed"
        core = {name: read_table(self.processed / name) for name in CORE}
        self.documents = {row["doc_id"]: row for row in study.documents.to_dict("records")}
        known = {*core["documents"]["doc_id"]}
        if known != {*self.documents}:
            missing = ", ".join(sorted(known ^ {*self.documents}))
            raise StudyError(
                f"documents.csv: expected the documents of the study, these differ: {missing}; build again"
            )
        self.tokens = core["tokens"]
        self.segments, self.voices = (_by_document(core[name]) for name in ("segments", "voices"))
        self.tokens_of = _by_document(self.tokens)
        self.order = sorted(self.documents, key=lambda doc: (self._issuer_rank(doc), doc))
        self.files = {doc: f"{safe_name(doc)}.html" for doc in self.order}
        self.lines = {doc: line_starts(text) for doc, text in study.texts.items()}
        self.summary = self._optional("robustness_summary")
        levels = self._levels()
        telling = telling_terms(self.summary)
        self.shown = {level: key_terms(table, telling) for level, table in levels.items()}
        self.by_term = {level: table.set_index("term") for level, table in levels.items()}
        terms = sorted({term for table in self.shown.values() for term in table["term"]})
        self.entries = find_entries(self.tokens, terms, self._found())
        known = {entry.name for entry in self.entries if entry.kind == "term"}
        self.shown = {level: table[table["term"].isin(known)] for level, table in self.shown.items()}
        self.pictures = read_pictures(study.root / "figures")
        sizes = {
            path.name: path.stat().st_size for path in sorted(self.processed.glob("*.*")) if path.suffix in ENDINGS
        }
        self.tables = [(name, n, f"tables/{name}" if n <= MOST_BYTES else "") for name, n in sizes.items()]

    def _issuer_rank(self, doc: str) -> int:
        names = list(self.study.groups.names)
        group = self.documents[doc]["actor_group"]
        return names.index(group) if group in names else len(names)

    def _optional(self, name: str) -> pd.DataFrame | None:
        there = any((self.processed / f"{name}{ending}").is_file() for ending in ENDINGS)
        return read_table(self.processed / name) if there else None

    def _levels(self) -> dict[str, pd.DataFrame]:
        """Read the keyness table of each level of speech."""
        tables = {}
        for level in LEVEL_NAMES:
            table = self._optional(f"keyness_{level.replace('+', '_')}")
            if table is None:
                continue
            tables[level] = table.rename(columns={"log_ratio_low": "low", "log_ratio_high": "high"})
        return tables

    def _found(self) -> dict[str, pd.DataFrame]:
        tables = {kind: (self._optional(name), column) for kind, name, column in FOUND}
        return {
            kind: table.assign(name=table[column])
            for kind, (table, column) in tables.items()
            if table is not None and column in table
        }

    def looks(self) -> dict[str, list[tuple[str, str]]]:
        """Give colour and marker of every group, or several, that speak anywhere."""
        spoken = {group for voices in self.voices.values() for group in voices["actor_group"]}
        spoken |= {*self.study.groups.names}
        return {group: looks(self.study, group) for group in sorted(spoken)}

    def speech(self, doc: str) -> list[Speech]:
        """Count the words of the body of a document by group, most first."""
        tokens = self.tokens_of.get(doc)
        if tokens is None:
            return []
        words = tokens.loc[tokens["role"] == "body", "actor_group"].astype("str").value_counts()
        rows = []
        for group, count in sorted(words.items(), key=lambda item: (-item[1], item[0])):
            shown = looks(self.study, group)
            sign = "".join(SIGNS.get(marker, "◆") for _, marker in shown)
            rows.append(Speech(group, self.study.label(group), shown[0][0], sign, int(count)))
        return rows

    def index(self) -> str:
        documents: dict[str, list] = {}
        for doc in self.order:
            row = self.documents[doc]
            documents.setdefault(self.study.label(row["actor_group"]), []).append(
                (row, self.files[doc], self.speech(doc))
            )
        plots = {}
        if self.shown:
            sides = [(self.study.label(g), *looks(self.study, g)[0]) for g in (self.study.target, self.study.reference)]
            plots = {
                level: plot_terms(table, sides, f"Key terms, {LEVEL_NAMES[level]}")
                for level, table in self.shown.items()
                if len(table)
            }
        return index_page(
            self.study.title,
            self.study.question,
            self._said(),
            plots,
            self.summary,
            self.entries,
            documents,
            self.pictures,
            self.tables,
        )

    def _said(self) -> list[str]:
        """Say what the tables of content hold, where they are there."""
        named, terms = self._optional("content_named"), self._optional("content_terms")
        if named is None or terms is None:
            return []
        labels = (self.study.phrase(self.study.target), self.study.phrase(self.study.reference))
        return say_content(named, terms, labels, self.study.phrase)

    def document(self, doc: str) -> str:
        at = self.order.index(doc)
        beside = {"previous": at - 1, "next": at + 1}
        around = {
            way: (self.files[self.order[place]], self.documents[self.order[place]]["label"])
            for way, place in beside.items()
            if 0 <= place < len(self.order)
        }
        spans = self.segments[doc]
        sizes = (spans["end"] - spans["start"]).groupby(spans["role"], sort=False, observed=True).sum()
        return document_page(
            self.documents[doc],
            marked(self.study, doc, spans, self.voices.get(doc)),
            self.speech(doc),
            {str(role): int(size) for role, size in sizes.items()},
            self._entries_here(doc),
            around,
        )

    def _entries_here(self, doc: str) -> list[tuple[Entry, list[str], str]]:
        """Find what can be looked up in a document: terms of the strongest effect first, others by name."""
        rows = []
        for entry in self.entries:
            here = entry.places[entry.places["doc_id"] == doc]
            if len(here):
                places = [f"{start}-{end}" for start, end in zip(here["start"], here["end"], strict=True)]
                rows.append((entry, places, self._effect(entry)))
        rows.sort(key=lambda row: (-abs(row[2] or 0), row[0].name))
        return [
            (entry, places, "" if effect is None else f"log ratio {signed(effect)}") for entry, places, effect in rows
        ]

    def _effect(self, entry: Entry) -> float | None:
        if entry.kind == "term":
            for table in self.by_term.values():
                if entry.name in table.index:
                    return float(table.loc[entry.name, "log_ratio"])
        return None

    def entry(self, entry: Entry) -> str:
        documents = {doc: (self.files[doc], row["label"]) for doc, row in self.documents.items()}
        sides = {group: self.study.label(group) for group in (self.study.target, self.study.reference)}
        target, reference = sides.values()
        facts = table_facts(entry, self.by_term, (target, reference))
        return entry_script(entry, self.study.texts, self.lines, documents, sides, facts)


def looks(study: Study, group: str) -> list[tuple[str, str]]:
    """Give the colour and the marker of a group, or of each of several that speak together."""
    known, parts = study.groups.names, dict.fromkeys(group.split(";"))
    return [
        (study.groups[part].colour, study.groups[part].marker) if part in known else (UNKNOWN_COLOUR, "D")
        for part in parts
    ]


def marked(study: Study, doc: str, segments: pd.DataFrame, voices: pd.DataFrame | None, lines: bool = True) -> Markup:
    """Write the text of one document with its marks (see `mark_up`)."""
    if voices is None:
        voices = pd.DataFrame(columns=["start", "end", "voice_type", "speaker", "actor_group", "cue"])
    names = {group: study.label(group) for group in voices["actor_group"].unique()}
    return mark_up(doc, study.texts[doc], segments, voices, names, lines)


def _own(name: str) -> str:
    """Read a style or script of the package."""
    return (files("corpus_utils.reader") / name).read_text(encoding="utf-8")


def _by_document(table: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
    return dict(tuple(table.groupby("doc_id", sort=False, observed=True)))
