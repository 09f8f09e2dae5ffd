"""The first page of the reader: what the study asks, what was found, and the way to every document."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from corpus_utils.reader.entries import LEVEL_NAMES, Entry
from corpus_utils.reader.markup import Markup, element, join
from corpus_utils.reader.pages import KINDS, Speech, page

#: Terms listed for each verdict, and names of a list that is open from the start.
MOST_TERMS = 30


def index_page(
    title: str,
    question: str,
    said: Sequence[str],
    plots: dict[str, Markup],
    summary: pd.DataFrame | None,
    entries: Sequence[Entry],
    documents: dict[str, list[tuple[dict, str, Sequence[Speech]]]],
    pictures: Sequence[tuple[str, str, bytes]],
    tables: Sequence[tuple[str, int, str]],
) -> str:
    """Write the first page."""
    header = element(
        "header",
        element("h1", title, dir="auto"),
        element("p", question, class_="question", dir="auto") if question else None,
        element(
            "nav",
            *(
                element("a", name, href=f"#{place}")
                for name, place in (
                    *((("What the texts say", "said"),) if said else ()),
                    ("Terms", "terms"),
                    ("Findings", "findings"),
                    ("Documents", "documents"),
                    ("Figures", "figures"),
                    ("Tables", "tables"),
                )
            ),
            aria_label="Parts of this page",
        ),
    )
    main = element(
        "main",
        _said(said),
        _terms(plots, entries),
        _findings(summary, entries),
        _documents(documents),
        _figures(pictures),
        _tables(tables),
    )
    return page(title, "en", ".", header, main, class_="index")


def _said(said: Sequence[str]) -> Markup | None:
    if not said:
        return None
    sentences = element("ul", *(element("li", sentence, dir="auto") for sentence in said), class_="claims")
    note = element(
        "p", "Counts of these texts, no inference: each can be followed to its places below.", class_="quiet"
    )
    return element("section", element("h2", "What the texts say"), sentences, note, id="said")


def _terms(plots: dict[str, Markup], entries: Sequence[Entry]) -> Markup:
    if plots:
        intro = (
            "How many times as often one side uses a term as the other, with the interval of the estimate where it "
            "was computed (cut where it leaves the plot). Choose a word: all its places open beside the plot, and each "
            "leads into its document."
        )
        drawn = [
            element("details", element("summary", LEVEL_NAMES[level]), plot, open=at == 0, name="level", class_="level")
            for at, (level, plot) in enumerate(plots.items())
        ]
    else:
        intro = "No comparison of terms has been made yet: run the notebooks, then write these pages again."
        drawn = []
    listed = []
    for kind, heading in KINDS.items():
        names = [entry for entry in entries if entry.kind == kind]
        if names:
            links = [
                element(
                    "li",
                    element(
                        "a",
                        element("bdi", entry.name),
                        href=f"#term-{entry.key}",
                        id=f"term-{entry.key}",
                        data_entry=entry.key,
                    ),
                    element("span", f"{len(entry.places):,}", class_="number"),
                )
                for entry in names
            ]
            listed.append(
                element(
                    "details",
                    element("summary", f"{heading} ({len(names)})"),
                    element("ul", *links, class_="entries"),
                    open=kind != "term" and len(names) <= MOST_TERMS,
                )
            )
    lines = element(
        "section", element("p", "No word is chosen yet.", class_="quiet"), id="lines", tabindex=-1, aria_live="polite"
    )
    left = element("div", *drawn, *listed)
    return element(
        "section",
        element("h2", "Terms and their places"),
        element("p", intro),
        element("div", left, lines, class_="beside"),
        id="terms",
    )


def _findings(summary: pd.DataFrame | None, entries: Sequence[Entry]) -> Markup:
    heading = element("h2", "What was found")
    if summary is None or not {"contrast", "term", "verdict"} <= {*summary.columns}:
        return element("section", heading, element("p", "No verdict has been reached yet."), id="findings")
    keys = {entry.name: entry.key for entry in entries if entry.kind == "term"}
    parts = []
    for contrast, rows in summary.groupby("contrast", sort=False):
        parts.append(element("h3", LEVEL_NAMES.get(str(contrast), str(contrast))))
        counts = rows["verdict"].value_counts()
        items = []
        for verdict in sorted(counts.index, key=lambda name: (counts[name], name)):
            terms = rows.loc[rows["verdict"] == verdict, "term"].tolist()
            shown = [_term(term, keys) for term in terms[:MOST_TERMS]]
            more = f" and {len(terms) - len(shown):,} more" if len(terms) > len(shown) else ""
            between = [part for pair in zip(shown, [", "] * len(shown), strict=True) for part in pair][:-1]
            items.append(element("li", element("b", f"{verdict} ({len(terms):,}): "), *between, more))
        parts.append(element("ul", *items, class_="claims"))
    return element("section", heading, *parts, id="findings")


def _term(term: str, keys: dict[str, str]) -> Markup:
    name = element("bdi", term)
    return element("a", name, href=f"#term-{keys[term]}", data_entry=keys[term]) if term in keys else name


def _documents(documents: dict[str, list[tuple[dict, str, Sequence[Speech]]]]) -> Markup:
    parts = []
    many = sum(map(len, documents.values())) > 40
    for group, rows in documents.items():
        listed = element("ul", *(_document(*row) for row in rows), class_="documents")
        name = f"{group} ({len(rows)})"
        if many:
            parts.append(element("details", element("summary", element("bdi", name)), listed))
        else:
            parts.append(join([element("h3", element("bdi", name)), listed]))
    note = element("p", "The bar shows whose words the running text holds.", class_="quiet")
    return element("section", element("h2", "Documents"), note, *parts, id="documents")


def _document(row: dict, file: str, speech: Sequence[Speech]) -> Markup:
    words = sum(one.words for one in speech)
    about = [part for part in (row.get("date"), row.get("genre"), f"{words:,} words") if part]
    return element(
        "li",
        element("a", element("bdi", row["label"]), href=f"documents/{file}"),
        element("span", element("bdi", " · ".join(about)), class_="quiet"),
        _bar(speech, words),
    )


def _bar(speech: Sequence[Speech], words: int) -> Markup | None:
    if not words:
        return None
    at, parts = 0.0, []
    for one in speech:
        width = 200 * one.words / words
        parts.append(
            element("rect", x=round(at, 1), y=0, width=round(max(width - 0.8, 0.4), 1), height=9, fill=one.colour)
        )
        at += width
    said = ", ".join(f"{one.label} {100 * one.words / words:.0f} %" for one in speech)
    return element(
        "svg", element("title", said), *parts, viewBox="0 0 200 9", class_="bar", role="img", aria_label=said
    )


def _figures(pictures: Sequence[tuple[str, str, bytes]]) -> Markup:
    drawn = []
    for name, alt, png in pictures:
        width, height = struct.unpack(">II", png[16:24])
        image = element("img", src=f"figures/{name}.png", alt=alt, width=width, height=height, loading="lazy")
        drawn.append(
            element(
                "figure", element("a", image, href=f"figures/{name}.png"), element("figcaption", name.replace("-", " "))
            )
        )
    none = element("p", "No figure has been drawn yet.") if not drawn else None
    return element("section", element("h2", "Figures"), none, element("div", *drawn, class_="figures"), id="figures")


def _tables(tables: Sequence[tuple[str, int, str]]) -> Markup:
    rows = [
        element(
            "li",
            element("a", name, href=link) if link else element("span", f"{name} (too large to carry along)"),
            element("span", f"{size:,} bytes", class_="number"),
        )
        for name, size, link in tables
    ]
    return element("section", element("h2", "Tables"), element("ul", *rows, class_="entries"), id="tables")


def read_pictures(folder: Path) -> list[tuple[str, str, bytes]]:
    """Read the figures of a study that have a text for those who cannot see them.

    Each is a name, a text and a picture; sorted by name.
    """
    return [
        (path.stem, path.with_suffix(".txt").read_text(encoding="utf-8").strip(), path.read_bytes())
        for path in sorted(folder.glob("*.png"))
        if path.with_suffix(".txt").is_file()
    ]
