"""Time the attribution of voices on invented news beside one pass of matching over the same text."""

from __future__ import annotations

import re

import pandas as pd
from timing import report, timed

from corpus_utils.speech.voices import attribute

ARTICLE = (
    "Minister {name} Example said on Monday that the road to the north would open before the winter.",
    "“We have waited long enough,” {name} Example told reporters. “The neighbours' help is welcome.”",
    "The envoy, who arrived last week, called the plan “a first step”, according to the council.",
    "Nobody expects a result before the spring. The talks go on in the capital and in two other towns.",
)
NAMES = ("Ann", "Bob", "Cora", "Dan", "Eve")


def main(megabytes: float = 1) -> None:
    """Run the benchmarks of this file."""
    bench_attribute(megabytes)


def bench_attribute(megabytes: float = 1) -> None:
    """Print MB/s for many short articles and for one long one, and how much slower that is than bare matching.

    Parameters
    ----------
    megabytes : float
        Size of each text, in millions of characters.
    """
    for layout, texts in layouts(int(megabytes * 1e6)).items():
        pages = [(text, body(text)) for text in texts]
        size = sum(map(len, texts))
        seconds, _ = timed(lambda pages=pages: [attribute(text, segments) for text, segments in pages])
        floor, _ = timed(lambda texts=texts: [re.findall(r"\w+|[^\w\s]", text) for text in texts])
        report("one regular expression", floor, f"voices, {layout}: {size / 1e6 / seconds:.2f} MB/s", seconds)


def layouts(size: int) -> dict[str, list[str]]:
    """Return the same news as articles of four paragraphs and as one article."""
    articles = ["\n\n".join(ARTICLE).format(name=name) for name in NAMES]
    many = articles * (size // sum(map(len, articles)))
    return {"articles": many, "one article": ["\n\n".join(many)]}


def body(text: str) -> pd.DataFrame:
    """Return segments that make every paragraph of a text body text."""
    places = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return pd.DataFrame(places, columns=["start", "end"]).assign(role="body")


if __name__ == "__main__":
    main()
