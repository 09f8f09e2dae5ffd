"""Place a described source in one of the study's groups of actors."""

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

import regex

from corpus_utils.speech.lexicon import fold, read_vocabulary

__all__ = ["cues", "group_of", "is_cue", "setting_of"]

_WORDS = regex.compile(r"(?:[a-z]\.){2,}|[\p{L}\p{N}]+(?:['.-][\p{L}\p{N}]+)*")
_LONGEST = 5
_NARROW = frozenset({"opposition", "civil", "state media"})  # tell more than an office: a spokesman of the rebels


@lru_cache(maxsize=4096)
def group_of(description: str, background: str = "", setting: str = "") -> str:
    """Name the group of a source from the words that describe it.

    Country or body (Russian, Kurdish, UN) and kind (minister, rebel, monitoring group) are cues; which pair
    of them makes which group is a table, so that a scholar can change it.

    Parameters
    ----------
    description : str
        The words of the source itself.
    background : str, optional
        Further words about it, for instance those that introduced the person earlier; used only for a
        cue that the description lacks.
    setting : str, optional
        The country that the text is about, see :func:`setting_of`; ``the opposition`` is that country's.

    Returns
    -------
    str
        A value of ``actor_group``; ``other`` where the words do not tell.

    Examples
    --------
    >>> group_of("a senior Russian diplomat"), group_of("a Turkish official"), group_of("a Russian analyst")
    ('russian_government', 'other', 'other')
    """
    own, more = cues(description), cues(background)
    nations = own["nation"] or more["nation"]
    kinds = own["kind"] or more["kind"]
    if "state" not in kinds:
        kinds = sorted(kinds, key=lambda kind: kind not in _NARROW)
    if "former" in kinds or "observer" in kinds:
        kinds = [kind for kind in kinds if kind in ("former", "observer")]
    rules = _rules()
    for nation in _by_weight(nations):
        for kind in kinds:
            if (nation, kind) in rules:
                return rules[nation, kind]
        if (nation, "") in rules:
            return rules[nation, ""]
        if kinds:
            return "other"
    for kind in kinds:
        found = rules.get(("", kind)) or (not nations and _defaults().get((setting, kind)))
        if found:
            return found
    return "other"


def setting_of(words: Iterable[str]) -> str:
    """Name the country that a text is about: the one that it names most often, powers aside.

    A report on one country says ``the government`` and ``the opposition`` without naming it each time.

    Parameters
    ----------
    words : iterable of str
        The sentences of the text.

    Returns
    -------
    str
        A value of the axis ``nation``; empty where none leads.

    Examples
    --------
    >>> setting_of(["Syrian troops left Aleppo.", "Russia waits."])
    'syrian'
    """
    countries = {"other", *(setting for setting, _ in _defaults())}
    counted = Counter(nation for part in words for nation in cues(part)["nation"] if nation in countries)
    leading = counted.most_common(2)
    return leading[0][0] if leading and (len(leading) == 1 or leading[0][1] > leading[1][1]) else ""


def cues(words: str) -> dict[str, list[str]]:
    """List the cues in a description by axis, ``nation`` and ``kind``, in the order of the words.

    Examples
    --------
    >>> cues("the Syrian opposition's Russian envoy")
    {'nation': ['syrian', 'russian'], 'kind': ['opposition', 'government']}
    """
    table, parts = _cues(), _WORDS.findall(fold(words))
    found: dict[str, list[str]] = {"nation": [], "kind": []}
    first = 0
    while first < len(parts):
        lengths = range(min(_LONGEST, len(parts) - first), 0, -1)
        length = next((length for length in lengths if " ".join(parts[first : first + length]) in table), 0)
        for axis, value in table[" ".join(parts[first : first + length])] if length else ():
            found[axis].append(value)
        first += max(length, 1)
    return found


def is_cue(words: str) -> bool:
    """Say whether words are exactly one cue.

    Examples
    --------
    >>> is_cue("Russian"), is_cue("Example")
    (True, False)
    """
    return fold(words) in _cues()


def _by_weight(nations: list[str]) -> list[str]:
    """Order the countries of a description: the Kurdish cue is narrower than the Syrian one."""
    return sorted(dict.fromkeys(nations), key=lambda nation: nation != "kurdish")


@cache
def _cues() -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in read_vocabulary("group_cues"):
        table[fold(row["cue"])] = (*table.get(fold(row["cue"]), ()), (row["axis"], row["value"]))
    return table


@cache
def _rules() -> dict[tuple[str, str], str]:
    return {(row["nation"], row["kind"]): row["group"] for row in read_vocabulary("group_rules")}


@cache
def _defaults() -> dict[tuple[str, str], str]:
    return {(row["setting"], row["kind"]): row["group"] for row in read_vocabulary("group_defaults")}
