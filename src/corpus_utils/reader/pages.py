"""The pages of the reader: one for the study, one for each document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus_utils.reader.entries import Entry
from corpus_utils.reader.marks import VOICE_NAMES
from corpus_utils.reader.markup import Markup, element, join

#: What a page may load: its own files, nothing else and nothing from elsewhere; nothing written in the page runs.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
HINT = "Point at a piece of the text, or go through it with Tab and ← →."
VOICE_NOTES = {
    "author": "plain",
    "direct_quote": "solid line",
    "indirect_quote": "dotted line",
    "term_quote": "double line",
}


class Speech(NamedTuple):
    """How much a group says in a document: its id, label, colour, sign and words."""

    group: str
    label: str
    colour: str
    sign: str
    words: int


def page(title: str, language: str, base: str, *content: object, class_: str = "") -> str:
    """Write a whole page, which opens from disk; `base` is the way to the folder of the reader, ``.`` or ``..``."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("link", rel="stylesheet", href=f"{base}/reader.css"),
        element("link", rel="stylesheet", href=f"{base}/groups.css"),
        element("script", src=f"{base}/reader.js", defer=True),
    )
    plain = element("noscript", "The texts and their marks need no JavaScript; the places of words open with it.")
    body = element("body", *content, plain, class_=class_ or None)
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=language, data_base=base)}\n"


def document_page(
    document: dict,
    marked: Markup,
    speech: Sequence[Speech],
    roles: dict[str, int],
    entries: Sequence[tuple[Entry, list[str], str]],
    around: dict[str, tuple[str, str]],
) -> str:
    """Write the page of a document: its text with marks, a legend with switches, and what can be looked up in it.

    `roles` are characters of each role; `entries` what can be looked up, how often it stands here, and its effect in
    words; `around` the files and labels of the ``previous`` and the ``next`` document.
    """
    facts = [
        (name, document.get(key))
        for name, key in (("by", "issuer"), ("to", "addressee"), ("date", "date"), ("kind", "genre"))
        if document.get(key)
    ]
    header = element(
        "header",
        element(
            "nav",
            element("a", "All documents", href="../index.html"),
            *(
                element("a", f"{arrow} ", element("bdi", around[way][1]), href=around[way][0], rel=rel)
                for way, arrow, rel in (("previous", "←", "prev"), ("next", "→", "next"))
                if way in around
            ),
            aria_label="Documents",
        ),
        element("h1", document["title"] or document["label"], dir="auto"),
        element(
            "dl", *(element("div", element("dt", n), element("dd", v, dir="auto")) for n, v in facts), class_="facts"
        ),
        element("a", "Skip the text: legend and places", href="#look-up", class_="skip"),
    )
    language = document.get("language") or "en"
    text = element(
        "main",
        element("h2", "The text", class_="unseen-heading"),
        element("div", marked, id="text", class_="text", lang=language),
    )
    aside = element(
        "aside",
        element(
            "section", element("h2", "Under the cursor"), element("div", HINT, id="note", role="status"), class_="note"
        ),
        element("section", id="lines", tabindex=-1, aria_live="polite"),
        element("section", element("h2", "Whose words"), _legend(speech), class_="legend"),
        _look_up(entries),
        element("section", element("h2", "What the page consists of"), _roles(roles), class_="legend"),
        aria_label="Legend and places",
    )
    return page(document["label"], "en", "..", header, text, aside, class_="document")


def _switches(kind: str, rows: Iterable[tuple[str, list[Markup], str]]) -> Markup:
    """List what can be shown or not: the value that a switch stands for, how it looks, and how much of it there is."""
    return element(
        "ul",
        *(
            element(
                "li",
                element(
                    "label",
                    element("input", type="checkbox", checked=True, data_switch=kind, value=value),
                    *look,
                    element("span", number, class_="number"),
                ),
            )
            for value, look, number in rows
        ),
    )


def _legend(speech: Sequence[Speech]) -> Markup:
    groups = []
    for one in speech:
        sign = element("span", one.sign, class_="swatch", data_group=one.group, aria_hidden="true")
        groups.append((one.group, [sign, element("bdi", one.label)], f"{one.words:,} words"))
    voices = [
        (voice, [element("span", name, class_=f"kind kind-{voice}")], VOICE_NOTES[voice])
        for voice, name in VOICE_NAMES.items()
    ]
    return join([_switches("group", groups), _switches("voice", voices)])


def _roles(roles: dict[str, int]) -> Markup:
    looks = {role: element("span", role.replace("_", " "), class_="swatch-role", data_role=role) for role in roles}
    return _switches("role", ((role, [looks[role]], f"{size:,} characters") for role, size in roles.items()))


def _look_up(entries: Sequence[tuple[Entry, list[str], str]]) -> Markup:
    parts: list[Markup] = [element("h2", "Look up")]
    for kind, heading in KINDS.items():
        rows = [
            element(
                "li",
                element(
                    "a",
                    element("bdi", entry.name),
                    href=f"../index.html#term-{entry.key}",
                    data_entry=entry.key,
                    data_places=" ".join(places),
                ),
                element("span", f"{len(places):,}" + (f" · {effect}" if effect else ""), class_="number"),
            )
            for entry, places, effect in entries
            if entry.kind == kind
        ]
        if rows:
            parts.append(element("h3", heading))
            parts.append(element("ul", *rows, class_="entries"))
    if len(parts) == 1:
        parts.append(element("p", "Nothing that the tables hold stands in this text."))
    return element("section", *parts, id="look-up", tabindex=-1)


#: Kinds of entries and their headings.
KINDS = {"term": "Key terms", "actor": "Actors named", "dictionary": "Words of the dictionary"}
