"""Small invented pages for the tests of the rules, and how to read their labels."""

from __future__ import annotations

import re

from corpus_utils.pages.roles import segment

ONE = (
    "The council met on Monday and agreed on a plan for the winter. Its members want to open the road to the north, "
    "and they have asked the neighbours for help."
)
TWO = (
    "The plan was welcomed by most of the towns in the valley. Only two of them said that they had not been heard, "
    "and that they would write a plan of their own."
)
THREE = "Nobody expects a result before the spring. The next meeting of the council is planned for the end of March."


def page(*blocks: str) -> str:
    """Join blocks by blank lines."""
    return "\n\n".join(blocks)


def labels(text: str) -> list[tuple[str, str]]:
    """Return (text, role) of every span of a page."""
    return [(text[s:e], role) for s, e, role in segment(text)[["start", "end", "role"]].itertuples(index=False)]


def roles(text: str) -> dict[str, str]:
    """Return the role of each piece of text."""
    return dict(labels(text))


def rule_of(text: str, piece: str) -> str:
    """Return the name of the rule that labelled a piece of a page."""
    spans = segment(text)
    chosen = [rule for s, e, rule in spans[["start", "end", "rule"]].itertuples(index=False) if text[s:e] == piece]
    return chosen[0]


def deciding(example: str) -> set[tuple[str, str]]:
    """Return (role, rule) of the spans that lie in the piece in double brackets."""
    site = " ¶ ".join(["Home", "Valley life and winter", "Share this article", "Tags: roads"] * 8)
    text = example.replace("{site}", site).replace(" ¶ ", "\n\n").replace(" ↵ ", "\n")
    for name, paragraph in (("{1}", ONE), ("{2}", TWO), ("{3}", THREE)):
        text = text.replace(name, paragraph)
    before, piece, after = re.split(r"\[\[|\]\](?!\])", text)
    spans = segment(before + piece + after)
    inside = (spans["start"] < len(before + piece)) & (spans["end"] > len(before))
    assert inside.any()
    return set(spans.loc[inside, ["role", "rule"]].itertuples(index=False, name=None))
