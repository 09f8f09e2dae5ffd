"""Weigh the lines of a page that came with its whole site around it.

Text that a converter made of a web page holds hundreds of lines that no list of phrases knows: there, where a
line stands tells more than what it says. A linear model weighs both. It is asked only on such pages, and
overrules only rules that it overrides by name; its weights are data, in ``vocabularies/page_weights.csv``.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from corpus_utils.pages.page import FUNCTION_WORD, MARK, Page, Unit
from corpus_utils.speech.lexicon import read_vocabulary

#: A page is weighed if it has so many lines, and so many of them are the site's.
FEWEST_LINES, FEWEST_SITE_LINES = 50, 10
#: Where the model would leave fewer characters than this, it is not asked.
LEAST_TEXT = 250
#: Dates and writers that stand so near to a title are left where the rules put them.
NEAR_TITLE = 4
#: What a line without running text takes from the weight of a stretch of text, in hundreds of characters.
GAP = 0.6
_OWN = frozenset(
    ("", "title", "subtitle", "dateline", "byline", "salutation", "heading", "closing", "body", "signature")
)
_ROLES = (
    "title", "subtitle", "dateline", "byline", "heading", "navigation", "share_widget", "teaser", "caption", "comment",
    "section_tag", "other_boilerplate",
)  # fmt: skip


def weigh_lines(page: Page) -> None:
    """On a page that came with its site, a line that is likelier the text's is kept, and any other dropped."""
    units = page.units
    site = sum(unit.of_site and not unit.role.startswith("comment") for unit in units)
    if len(units) < FEWEST_LINES or site < FEWEST_SITE_LINES:
        return
    likely = (chances(units) >= 0.5).tolist()
    if sum(len(unit.text) for unit, own in zip(units, likely, strict=True) if own) < LEAST_TEXT:
        return
    titles = [number for number, unit in enumerate(units) if unit.role == "title"]
    near = {number for title in titles for number in range(title - NEAR_TITLE, title + NEAR_TITLE + 1)}
    near.update(
        range(max((title for title in titles if title < page.first_body), default=page.first_body), page.first_body)
    )
    for number, (unit, own) in enumerate(zip(units, likely, strict=True)):
        if own and unit.role:
            page.claim(unit, "weighed_in")
        elif not own and not (unit.role in ("dateline", "byline") and number in near):
            page.claim(unit, "weighed_out")


def chances(units: list[Unit]) -> np.ndarray:
    """Return for every line the chance that it is the author's, to six digits."""
    found = features(units)
    score = sum(weight * found[name] if name in found else weight for name, weight in _weights().items())
    return np.round(1 / (1 + np.exp(-score)), 6)


def features(units: list[Unit]) -> dict[str, np.ndarray]:
    """Return what the model weighs, one number a line: its form, its place, its neighbours, its rule.

    Places are shares of the page's running text; windows are means over so many lines on either side.
    """
    texts = [unit.text[:1000] for unit in units]
    size = np.array([len(unit.text) for unit in units], float)
    words = [text.split() for text in texts]
    prose = np.array([min(unit.prose, 1) for unit in units], float)
    stops = np.array([unit.stops for unit in units], float)
    site = np.array([unit.of_site for unit in units], float)
    own = np.array([unit.role in _OWN for unit in units], float)
    running = size * prose
    small = np.array([text[0].islower() or text[0] in ",.;:)" for text in texts], float)
    before = np.cumsum(running) / max(running.sum(), 1)
    first, last = _densest(np.where((running > 0) & (own > 0), np.minimum(running, 600) / 100, -GAP))
    place = np.arange(len(units))
    away = np.maximum(np.maximum(first - place, place - last), 0)
    found = {
        "size": np.log1p(size),
        "prose": prose,
        "paragraph": np.array([unit.prose == 2 for unit in units], float),
        "stops": stops,
        "capitals": np.array([sum(word[:1].isupper() for word in line) / len(line) for line in words]),
        "digits": np.array([sum(map(str.isdigit, text)) / len(text) for text in texts]),
        "commas": np.array([min(text.count(",") + text.count(";"), 3) for text in texts], float),
        "small": small,
        "below_small": np.append(small[1:], 0.0),
        "function_words": np.array(
            [len(FUNCTION_WORD.findall(text)) / len(line) for text, line in zip(texts, words, strict=True)]
        ),
        "bullet": np.array([bool(MARK.match(text)) for text in texts], float),
        "bracket": np.array([text[0] in "[(|" for text in texts], float),
        "text_before": before - running / max(running.sum(), 1),
        "text_after": 1 - before,
        "in_densest": (away == 0).astype(float),
        "away_from_densest": np.log1p(away),
        "site_share": np.full(len(units), site.mean()),
        "above_prose": np.append(0.0, prose[:-1]),
        "below_prose": np.append(prose[1:], 0.0),
        "above_size": np.log1p(np.append(0.0, size[:-1])),
        "below_size": np.log1p(np.append(size[1:], 0.0)),
    }
    for reach in (2, 5, 15):
        found[f"running_{reach}"] = _around(np.minimum(running, 600) / 100, reach)
        found[f"own_{reach}"] = _around(own, reach)
        found[f"small_{reach}"] = _around(small, reach)
        found[f"function_words_{reach}"] = _around(found["function_words"], reach)
        found[f"stops_{reach}"] = _around(stops, reach)
    found["own"] = own
    for role in _ROLES:
        found[role] = np.array([unit.role.startswith(role) for unit in units], float)
    return found


def _densest(weights: np.ndarray) -> tuple[int, int]:
    """Return the first and last line of the stretch with the greatest sum."""
    best = total = 0.0
    first = start = 0
    last = -1
    for number, weight in enumerate(weights.tolist()):
        if total <= 0:
            total, start = 0.0, number
        total += weight
        if total > best:
            best, first, last = total, start, number
    return first, last


def _around(values: np.ndarray, reach: int) -> np.ndarray:
    """Return the mean over the lines on either side, the line itself left out."""
    sums = np.append(0.0, np.cumsum(values))
    place = np.arange(len(values))
    low, high = np.maximum(place - reach, 0), np.minimum(place + reach + 1, len(values))
    return (sums[high] - sums[low] - values) / np.maximum(high - low - 1, 1)


@cache
def _weights() -> dict[str, float]:
    """Return the weights by feature, and the intercept, which has none."""
    return {row["feature"]: float(row["weight"]) for row in read_vocabulary("page_weights")}
