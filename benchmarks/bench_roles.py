"""Time the labelling of roles on prose of three layouts beside one pass of splitting and matching."""

from __future__ import annotations

import re
import textwrap

from timing import report, timed

from corpus_utils.pages.roles import segment

SENTENCES = (
    "The council met on Monday and agreed on a plan for the winter, said the chair. Its members want to open the "
    "road to the north, and they have asked the neighbours for help. Nobody expects a result before the spring. "
)


def main(megabytes: float = 10) -> None:
    """Run the benchmarks of this file."""
    bench_segment(megabytes)


def bench_segment(megabytes: float = 10) -> None:
    """Print MB/s on ordinary prose, and how many times slower that is than one bare pass over the text.

    Parameters
    ----------
    megabytes : float
        Size of each text, in millions of characters.
    """
    for layout, text in layouts(int(megabytes * 1e6)).items():
        seconds, _ = timed(lambda text=text: segment(text))
        floor, _ = timed(lambda text=text: (text.splitlines(), re.findall(r"\w+", text)))
        name = f"roles, {layout}: {len(text) / 1e6 / seconds:.1f} MB/s"
        report(name, seconds, "splitlines and one regular expression", floor)


def layouts(size: int) -> dict[str, str]:
    """Return the same prose with blank lines between paragraphs, hard-wrapped, and on one line."""
    wrapped = textwrap.fill(SENTENCES * 3, 72) + "\n\n"
    paragraph = SENTENCES * 3 + "\n\n"
    return {
        "paragraphs": paragraph * (size // len(paragraph)),
        "hard-wrapped": wrapped * (size // len(wrapped)),
        "one line": SENTENCES * (size // len(SENTENCES)),
    }


if __name__ == "__main__":
    main()
