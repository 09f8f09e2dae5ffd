"""The plot of key terms: a drawing in which every word leads to its places."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from corpus_utils.reader.colours import ink
from corpus_utils.reader.entries import Entry
from corpus_utils.reader.markup import Markup, element

#: Sizes in the drawing's own units; at 420 of them in the width, letters stay readable on a phone.
WIDTH, ROW, TOP, BOTTOM = 420, 19, 46, 34
LEFT, RIGHT = 112, 330
COUNTS = (362, 402)
MARKS = {
    "o": '<circle r="4.2"/>',
    "s": '<rect x="-4" y="-4" width="8" height="8"/>',
    "^": '<path d="M0-5 5 4H-5Z"/>',
    "v": '<path d="M0 5 5-4H-5Z"/>',
}
DIAMOND = '<path d="M0-5.5 5.5 0 0 5.5-5.5 0Z"/>'


def plot_terms(table: pd.DataFrame, sides: list[tuple[str, str, str]], title: str) -> Markup:
    """Draw key terms by their effect, each a link to its lines in context.

    An SVG element; a link in it has the key of its term in ``data-entry``.
    """
    ends = [c for c in ("log_ratio", "low", "high") if c in table]
    effect, farthest = (float(table[columns].abs().max().max()) for columns in (["log_ratio"], ends))
    widest = max(1.0, min(farthest, 1.6 * effect))  # an interval that reaches farther is cut
    height = TOP + ROW * len(table) + BOTTOM

    def x(value: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (min(max(value, -widest), widest) + widest) / (2 * widest), 1)

    middle = x(0)
    body: list[Markup] = [
        *_heads(sides, middle),
        *_axis(widest, x, height),
        *(_row(row, at, x, sides) for at, row in enumerate(table.to_dict("records"))),
    ]
    return element(
        "svg", *body, class_="plot", viewBox=f"0 0 {WIDTH} {height}", role="group", aria_label=title, font_size="12"
    )


def _heads(sides: list[tuple[str, str, str]], middle: float) -> list[Markup]:
    target, reference = sides
    heads = [
        element("text", f"← more: {_short(reference[0])}", x=middle - 6, y=16, text_anchor="end", class_="head"),
        element("text", f"more: {_short(target[0])} →", x=middle + 6, y=16, class_="head"),
    ]
    for x, (_, colour, marker) in zip(COUNTS, sides, strict=True):
        heads.append(_mark(x, 31, colour, marker))
    return heads


def _axis(widest: float, x: Callable[[float], float], height: int) -> list[Markup]:
    step = next(step for step in (1, 2, 5, 10, 20, 50) if widest / step <= 4 or step == 50)
    foot = height - BOTTOM + 4
    parts = []
    for value in range(-int(widest / step) * step, int(widest / step) * step + 1, step):
        line = {"class_": "zero"} if value == 0 else {"class_": "grid"}
        parts.append(element("line", x1=x(value), x2=x(value), y1=TOP - 8, y2=foot, **line))
        label = "same rate" if value == 0 else f"× {2 ** abs(value):,}" if abs(value) < 10 else f"2^{abs(value)}"
        parts.append(element("text", label, x=x(value), y=foot + 14, text_anchor="middle", class_="tick"))
    parts.append(element("text", "count", x=sum(COUNTS) / 2, y=foot + 14, text_anchor="middle", class_="tick"))
    return parts


def _short(label: str) -> str:
    return label if len(label) <= 26 else label[:25] + "…"


def _row(row: dict, at: int, x: Callable[[float], float], sides: list[tuple[str, str, str]]) -> Markup:
    y = TOP + ROW * at + ROW / 2
    _, colour, marker = sides[0] if row["log_ratio"] > 0 else sides[1]
    low, high = row.get("low"), row.get("high")
    name = str(row["term"])
    shown = name if len(name) <= 15 else name[:14] + "…"
    said = f"{name}: {row['count_target']:.0f} against {row['count_reference']:.0f}, log ratio {row['log_ratio']:.2f}"
    parts = [
        element("title", said),
        element("rect", x=0, y=y - ROW / 2, width=WIDTH, height=ROW, class_="hit-area"),
        element("text", shown, x=LEFT - 10, y=y + 4, text_anchor="end", class_="term", direction="auto"),
    ]
    if low is not None and high is not None and pd.notna(low):
        parts.append(
            element("line", x1=x(low), x2=x(high), y1=y, y2=y, class_="interval", stroke=ink(colour, "#FFFFFF"))
        )
    parts.append(_mark(x(row["log_ratio"]), y, colour, marker))
    for place, side in zip(COUNTS, ("count_target", "count_reference"), strict=True):
        parts.append(element("text", f"{row[side]:,.0f}", x=place, y=y + 4, text_anchor="middle", class_="count"))
    key = Entry(name, "term", pd.DataFrame()).key
    return element("a", *parts, href=f"#term-{key}", data_entry=key, aria_label=said)


def _mark(x: float, y: float, colour: str, marker: str) -> Markup:
    shape = Markup(MARKS.get(marker, DIAMOND))
    return element("g", shape, transform=f"translate({x} {y})", fill=colour, stroke="#222", stroke_width="0.8")
