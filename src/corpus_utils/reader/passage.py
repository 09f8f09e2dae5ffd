"""A document with its marks in a notebook."""

from __future__ import annotations

from importlib.resources import files

import pandas as pd

from corpus_utils.prose import Shown
from corpus_utils.reader.colours import SIGNS, group_rules
from corpus_utils.reader.marks import VOICE_NAMES
from corpus_utils.reader.markup import Markup, element
from corpus_utils.reader.site import looks, marked
from corpus_utils.study import Study, load_study
from corpus_utils.tables import read_table


def show_document(doc_id: str, study: Study | None = None) -> Shown:
    """Show a document with its roles and voices, as the last line of a cell.

    Each piece tells its speaker, cue and rule where one points at it or goes to it with the keyboard.

    Parameters
    ----------
    doc_id : str
        The document.
    study : Study, optional
        By default the study that holds the current folder; its core tables must be built.

    Returns
    -------
    Shown
        What a notebook shows.

    Raises
    ------
    ValueError
        If the study has no such document.

    Examples
    --------
    >>> show_document("a letter")  # doctest: +SKIP
    """
    study = load_study() if study is None else study
    if doc_id not in study.texts:
        raise ValueError(f"document: expected one of {', '.join(sorted(study.texts))}, found {doc_id!r}")
    segments, voices = (
        table[table["doc_id"] == doc_id]
        for table in (read_table(study.root / "data" / "processed" / name) for name in ("segments", "voices"))
    )
    shown = {group: looks(study, group) for group in sorted(voices["actor_group"].unique())}
    legend = [
        element(
            "li",
            element("span", "".join(SIGNS.get(m, "◆") for _, m in shown[group]), class_="swatch", data_group=group),
            element("bdi", study.label(group)),
        )
        for group in shown
    ]
    style = (files("corpus_utils.reader") / "marks.css").read_text(encoding="utf-8") + group_rules(shown)
    text = marked(study, doc_id, segments, voices, lines=False)
    language = study.documents.set_index("doc_id").loc[doc_id, "language"] or None
    html = element(
        "div",
        element("style", Markup(style)),
        element("ul", *legend, class_="legend"),
        element("div", text, class_="text", lang=language),
        class_="corpus-passage",
    )
    return Shown(html, _plain(study.texts[doc_id], segments, voices))


def show_concordance(lines: pd.DataFrame, most: int = 0) -> Shown:
    """Show lines in context by side, with the words one under the other, as the last line of a cell.

    Parameters
    ----------
    lines : DataFrame
        What `concordance` returns: side, doc_id, start, end, left, match, right.
    most : int
        Lines of each side that are shown at most; 0 shows all.

    Returns
    -------
    Shown
        A table; in plain text, a line a place.

    Examples
    --------
    >>> show_concordance(pd.DataFrame({"side": ["unions"], "doc_id": ["a"], "start": [3], "end": [7], "left": ["We "],
    ...                                "match": ["want"], "right": [" peace."]}))
    unions: 1
    We | want |  peace. | a 3–7
    """
    parts: list[Markup] = []
    plain: list[str] = []
    for side, rows in lines.groupby("side", sort=False, observed=True):
        shown = rows.head(most) if most else rows
        head = f"{side}: {len(rows):,}" + (f", {len(shown):,} shown" if len(shown) < len(rows) else "")
        cells = [
            element(
                "tr",
                element("td", element("bdi", row.left), style="text-align:right;white-space:pre"),
                element("td", element("b", element("bdi", row.match)), style="text-align:center"),
                element("td", element("bdi", row.right), style="text-align:left;white-space:pre"),
                element("td", f"{row.doc_id} {row.start}–{row.end}", style="text-align:left"),
            )
            for row in shown.itertuples(index=False)
        ]
        # Lines are as long as their context: they scroll, the name of the side above them does not.
        table = element("div", element("table", element("tbody", *cells)), style="overflow-x:auto")
        parts += [element("p", element("b", element("bdi", head))), table]
        wide = max((len(row) for row in shown["left"]), default=0)
        plain.append(head)
        for row in shown.itertuples(index=False):
            plain.append(f"{row.left:>{wide}}| {row.match} | {row.right} | {row.doc_id} {row.start}–{row.end}")
    if not parts:
        plain = ["No line: the term stands in the words of neither side."]
        parts = [element("p", plain[0])]
    return Shown(element("div", *parts, class_="corpus-concordance"), "\n".join(plain))


def _plain(raw: str, segments: pd.DataFrame, voices: pd.DataFrame) -> str:
    lines = []
    spoken = voices.to_dict("records")
    for part in segments.itertuples(index=False):
        inside = [row for row in spoken if row["start"] < part.end and row["end"] > part.start]
        if not inside:
            lines.append(f"[{part.role}] {' '.join(raw[part.start : part.end].split())}")
        for row in inside:
            words = " ".join(raw[max(row["start"], part.start) : min(row["end"], part.end)].split())
            lines.append(f"[{VOICE_NAMES.get(row['voice_type'], row['voice_type'])}: {row['speaker']}] {words}")
    return "\n".join(lines)
