"""The raw text of a document with its roles and voices, in place."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from corpus_utils.reader.markup import UNSEEN, Markup, element, join, name_unseen, text

#: A line end, or a run of characters that cannot be seen.
BREAKS = re.compile(rf"\r\n|\n|\r|(?:(?!\r)[{UNSEEN}])+")
VOICE_NAMES = {
    "author": "own prose",
    "direct_quote": "quoted",
    "indirect_quote": "reported",
    "term_quote": "quoted term",
}
#: What stands in a row of voices beside its place, and the attribute that shows it.
VOICE_COLUMNS = {"voice_type": "voice", "speaker": "speaker", "actor_group": "group", "cue": "cue", "rule": "rule"}


def mark_up(
    doc_id: str, raw: str, segments: pd.DataFrame, voices: pd.DataFrame, names: dict[str, str], lines: bool = True
) -> Markup:
    """Write a raw text as HTML in which every labelled piece is an element.

    A reader believes a label when it stands on its words. Each element has ``data-doc``, ``data-start``, ``data-end``
    and ``data-role`` or ``data-voice``, and its text is ``raw[start:end]``, character by character; the text of all
    together is the raw text. What cannot be seen is shown by a sign and kept apart, so that a mark of direction turns
    nothing but itself.
    """
    pen = _Pen(doc_id, raw, names, lines)
    roles = _ordered(segments, raw, f"segments, document {doc_id!r}")
    speech = _ordered(voices, raw, f"voices, document {doc_id!r}")
    pieces: list[Markup] = [pen.anchor()]
    at, before = 0, ""
    for row in roles:
        pieces += pen.speech(speech, at, row["start"])
        inside = pen.speech(speech, row["start"], row["end"])
        pieces.append(pen.role(row, inside, first=row["role"] != before))
        at, before = row["end"], row["role"]
    pieces += pen.speech(speech, at, len(raw))
    return join(pieces)


class _Pen:
    """Write pieces of one text from left to right, and count its lines."""

    def __init__(self, doc_id: str, raw: str, names: dict[str, str], lines: bool) -> None:
        self.doc_id, self.raw, self.names, self.lines = doc_id, raw, names, lines
        self.line = 0
        self.spoken = 0

    def anchor(self) -> Markup:
        self.line += 1
        return element("span", id=f"line-{self.line}", class_="line") if self.lines else Markup()

    def plain(self, start: int, end: int) -> Iterable[Markup]:
        for found in BREAKS.finditer(self.raw, start, end):
            yield text(self.raw[start : found.start()])
            start = found.end()
            run = found.group()
            if run == "\r\n":
                yield self._unseen("\r")
                yield self._line_end()
            elif run == "\n":
                yield self._line_end()
            elif run == "\r":
                yield self._unseen(run)
                if self.raw[start : start + 1] != "\n":  # a lone one ends a line, and a browser would not show that
                    yield join([element("br"), self.anchor()])
            else:
                yield self._unseen(run)
        yield text(self.raw[start:end])

    def _line_end(self) -> Markup:
        return join([Markup("\n"), self.anchor()])

    @staticmethod
    def _unseen(run: str) -> Markup:
        return element("span", run, class_="unseen", data_sign=name_unseen(run))

    def speech(self, voices: list[dict], start: int, end: int) -> list[Markup]:
        pieces: list[Markup] = []
        while self.spoken < len(voices) and voices[self.spoken]["start"] < end:
            row = voices[self.spoken]
            first, last = max(start, row["start"]), min(end, row["end"])
            pieces += self.plain(start, first)
            pieces.append(self._voice(row, first, last))
            start = last
            if row["end"] > end:
                break
            self.spoken += 1
        return [*pieces, *self.plain(start, end)]

    def _voice(self, row: dict, start: int, end: int) -> Markup:
        known = {f"data_{name}": row.get(column) or None for column, name in VOICE_COLUMNS.items()}
        certain = str(row.get("certain", "")).lower()
        part = (start, end) != (row["start"], row["end"])
        own = row["voice_type"] == "author"
        group = self.names.get(row["actor_group"], row["actor_group"]) or "group unknown"
        kind = VOICE_NAMES.get(row["voice_type"], row["voice_type"])
        return element(
            "span",
            join(self.plain(start, end)),
            class_="mark",
            data_doc=self.doc_id,
            data_start=start,
            data_end=end,
            **known,
            data_certain=certain if certain in ("true", "false") and not own else None,
            data_of=f"{row['start']}-{row['end']}" if part else None,
            tabindex=None if own else 0,
            role=None if own else "group",
            aria_label=None if own else f"{kind}: {row['speaker']} ({group})",
        )

    def role(self, row: dict, inside: list[Markup], first: bool) -> Markup:
        whole = self._whole_lines(row["start"], row["end"])
        return element(
            "span",
            *inside,
            class_="mark whole" if whole else "mark",
            data_doc=self.doc_id,
            data_start=row["start"],
            data_end=row["end"],
            data_role=row["role"],
            data_rule=row.get("rule") or None,
            data_name=row["role"].replace("_", " ") if first and row["role"] != "body" else None,
            tabindex=None if row["role"] == "body" else 0,
            role=None if row["role"] == "body" else "group",
            aria_label=None if row["role"] == "body" else row["role"].replace("_", " "),
        )

    def _whole_lines(self, start: int, end: int) -> bool:
        after = self.raw[end : end + 2].lstrip(" ")
        return (start == 0 or self.raw[start - 1] in "\r\n") and (not after or after[0] in "\r\n")


def _ordered(spans: pd.DataFrame, raw: str, what: str) -> list[dict]:
    """Give the spans in the order of the text, if they are spans of this text."""
    rows = spans.sort_values(["start", "end"], kind="stable").to_dict("records")
    at = 0
    for row in rows:
        if not at <= row["start"] < row["end"] <= len(raw):
            raise ValueError(
                f"{what}: expected spans one after the other within 0 to {len(raw)}, found {row['start']} "
                f"to {row['end']} after {at}; build the tables again"
            )
        at = row["end"]
    return rows
