"""What can be looked up: key terms, actors named and words of the dictionary, each with its lines by side."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from corpus_utils.reader.marks import VOICE_NAMES
from corpus_utils.reader.markup import UNSEEN, safe_name

#: Words of each direction in the plot of one contrast, and how often a word must occur to be one of them.
TERMS_A_SIDE = 14
LEAST_COUNT = 3
#: Lines shown of one entry for one side; how many there are in all is always said.
LINES_A_SIDE = 400
WIDTH = 60
LEVEL_NAMES = {
    "own": "own texts",
    "own+direct": "own texts and quotations",
    "own+direct+indirect": "own texts, quotations and reported speech",
}


class Entry(NamedTuple):
    """One thing to look up.

    Attributes
    ----------
    name, kind : str
        What it is called, and whether it is a term, an actor or a category of the dictionary.
    places : DataFrame
        Where it stands: doc_id, start, end, voice_type, speaker, actor_group; in the order of the texts.
    """

    name: str
    kind: str
    places: pd.DataFrame

    @property
    def key(self) -> str:
        """The name of its file."""
        return safe_name(self.name if self.kind == "term" else f"{self.kind} {self.name}")


def key_terms(table: pd.DataFrame, also: pd.Index | list[str] = ()) -> pd.DataFrame:
    """Choose the terms that a contrast is shown by: the strongest of each direction.

    The rows chosen, from the most typical of the target to the most typical of the reference.
    """
    enough = table[table["count_target"] + table["count_reference"] >= LEAST_COUNT]
    ordered = enough.assign(strength=enough["g2"].abs()).sort_values(["strength", "term"], ascending=[False, True])
    chosen = {*also}
    for side in (ordered["g2"] > 0, ordered["g2"] < 0):
        chosen |= {*ordered.loc[side, "term"].head(TERMS_A_SIDE)}
    rows = table[table["term"].isin(chosen)]
    return rows.sort_values(["log_ratio", "term"], ascending=[False, True], ignore_index=True)


def telling_terms(summary: pd.DataFrame | None) -> list[str]:
    """Name the terms in which the sides were found to differ.

    Terms whose verdict says "finding" or "differ", sorted.
    """
    if summary is None or not {"term", "verdict"} <= {*summary.columns}:
        return []
    verdict = summary["verdict"]
    differs = verdict.str.contains("finding|differ") & ~verdict.str.startswith("not")
    return sorted(summary.loc[differs, "term"].unique())


def find_entries(tokens: pd.DataFrame, terms: list[str], found: Mapping[str, pd.DataFrame]) -> list[Entry]:
    """Find the places of everything that can be looked up.

    Terms first, then kind by kind, each sorted by name; what has no place is left out.
    """
    columns = ["doc_id", "start", "end", "voice_type", "speaker", "actor_group"]
    words = tokens[tokens["token"].isin(terms)].assign(name=lambda frame: frame["token"])
    if "lemma" in tokens:  # where lemmas were compared
        others = tokens[tokens["lemma"].isin(set(terms) - set(words["name"]))].assign(name=lambda frame: frame["lemma"])
        words = pd.concat([words, others])
    frames = {"term": words, **found}
    return [
        Entry(str(name), kind, places[columns].sort_values(["doc_id", "start", "end"], ignore_index=True))
        for kind, frame in frames.items()
        for name, places in frame.groupby("name", sort=True, observed=True)
    ]


def entry_script(
    entry: Entry,
    texts: Mapping[str, str],
    line_starts: Mapping[str, list[int]],
    documents: Mapping[str, tuple[str, str]],
    sides: Mapping[str, str],
    facts: list[tuple[str, str]],
) -> str:
    """Write the lines in context of one entry, by side, as a script that hands them to the page.

    A page from disk may load scripts and nothing else, so the data of each entry are one, loaded when asked for.
    """
    groups = entry.places["actor_group"]
    parts = [(label, entry.places[groups == group]) for group, label in sides.items()]
    parts.append(("Everybody else", entry.places[~groups.isin(list(sides))]))
    data = {
        "name": entry.name,
        "kind": entry.kind,
        "facts": facts,
        "documents": {doc: documents[doc] for doc in sorted(entry.places["doc_id"].unique())},
        "sides": [
            {
                "label": label,
                "total": len(part),
                "lines": [
                    _line(place, texts[place.doc_id], line_starts[place.doc_id])
                    for place in part.head(LINES_A_SIDE).itertuples(index=False)
                ],
            }
            for label, part in parts
        ],
    }
    return f"reader.put({json.dumps(entry.key)},{json.dumps(data, separators=(',', ':'))});\n"


def line_starts(raw: str) -> list[int]:
    """Find where the lines of a text begin. Offsets, the first of them 0."""
    return [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", raw))]


def table_facts(entry: Entry, tables: Mapping[str, pd.DataFrame], sides: tuple[str, str]) -> list[tuple[str, str]]:
    """Say what the tables know of a term: one row a level of speech. Each is whose words, and a sentence on them."""
    rows = []
    for level, table in tables.items():
        if entry.kind == "term" and entry.name in table.index:
            row = table.loc[entry.name]
            said = (
                f"{sides[0]} {_times(row['count_target'])} ({row['rate_target']:.1f} in 1,000 words), "
                f"{sides[1]} {_times(row['count_reference'])} ({row['rate_reference']:.1f}); "
                f"log ratio {signed(row['log_ratio'], 2)}"
            )
            if "low" in row and pd.notna(row["low"]):
                said += f" (interval {signed(row['low'])} to {signed(row['high'])})"
            if row.get("verdict"):
                said += f": {row['verdict']}"
            rows.append((LEVEL_NAMES[level], said))
    return rows


def _times(count: float) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(int(count), f"{count:,.0f} times")


def signed(number: float, digits: int = 1) -> str:
    """Write a number with its sign, as print does."""
    return f"{number:+.{digits}f}".replace("-", "−")


def _line(place: Any, raw: str, starts: list[int]) -> list[object]:
    left, match, right = (
        re.sub(rf"\s|[{UNSEEN}]", " ", piece)
        for piece in (
            raw[max(0, place.start - WIDTH) : place.start],
            raw[place.start : place.end],
            raw[place.end : place.end + WIDTH],
        )
    )
    who = f"{VOICE_NAMES.get(place.voice_type, place.voice_type)}, {place.speaker}"
    line = bisect_right(starts, place.start)
    return [place.doc_id, int(place.start), int(place.end), line, left, match, right, who]
