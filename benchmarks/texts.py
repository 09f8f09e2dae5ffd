"""Texts of any size for the benchmarks: the study's own paragraphs in other orders, with invented words among them."""

from __future__ import annotations

import random
import re
from pathlib import Path

RAW = Path(__file__).parent.parent / "data" / "raw" / "texts"
#: Every so many words one is replaced, so that the vocabulary grows with the text as it does in real ones.
EVERY = 20
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


def make_texts(megabytes: float, characters: int = 2000, seed: int = 0) -> dict[str, str]:
    """Make documents of some two thousand characters.

    Parameters
    ----------
    megabytes : float
        Size of all of them, in millions of characters.
    characters : int
        Size of each.
    seed : int
        The same seed gives the same texts.

    Returns
    -------
    dict of str to str
        By doc_id, in order.
    """
    rng = random.Random(seed)
    paragraphs = [
        re.split(r"(?<= )", line)
        for path in sorted(RAW.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(line) > 40
    ]
    texts: dict[str, str] = {}
    size = 0
    while size < megabytes * 1e6:
        lines, length = [], 0
        while length < characters:
            words = rng.choice(paragraphs).copy()
            for place in range(rng.randrange(EVERY), len(words), EVERY):
                words[place] = invented(rng) + " "
            lines.append("".join(words))
            length += len(lines[-1])
        texts[f"d{len(texts):07d}"] = "\n\n".join(lines)
        size += length
    return texts


def invented(rng: random.Random) -> str:
    """Invent a word; a few come often and most of them seldom, as by the law of Zipf."""
    rank = int(min(rng.paretovariate(0.7), 1e9))
    word = ""
    while rank or not word:
        rank, syllable = divmod(rank, len(SYLLABLES))
        word += SYLLABLES[syllable]
    return word
