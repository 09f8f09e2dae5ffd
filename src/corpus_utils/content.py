"""What texts say, in counts that need no inference: every number has its places in the raw files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import regex

from corpus_utils.lemmas import normalize
from corpus_utils.study import StudyError, read_by_hand
from corpus_utils.terms.kwic import context
from corpus_utils.tokens import tokenize

#: Where something stands and whose words it is in; every row of every table here begins with these.
PLACE = ("doc_id", "start", "end", "role", "voice_type", "speaker", "actor_group")
#: A pronoun names nobody by itself, so it is no name even where a table lists it as one.
PRONOUNS = frozenset(
    (
        *("i", "me", "we", "us", "you", "he", "him", "she", "her", "it", "they", "them", "who", "this", "that"),
        *("these", "those"),
    )
)
DICTIONARY_COLUMNS = ("category", "term")
SORTS = ("place", "left", "right")
SIDES = ("target", "reference")


def read_dictionary(root: str | Path) -> pd.DataFrame:
    """Read the dictionary of a study, if it has one.

    Parameters
    ----------
    root : str or Path
        The study folder; the dictionary is ``data/raw/dictionary.csv`` in it.

    Returns
    -------
    DataFrame
        category and term, in the order of the file; no rows where there is no file.

    Raises
    ------
    ValueError
        If a column or a cell is missing, or a term holds no word.

    Examples
    --------
    >>> import tempfile
    >>> read_dictionary(tempfile.mkdtemp()).empty
    True
    """
    frame = read_by_hand(Path(root) / "data" / "raw" / "dictionary.csv", DICTIONARY_COLUMNS, optional=True)
    problems = [
        f"dictionary.csv, row {row}: expected a category and a term with a word in it, found {category!r} and "
        f"{term!r}; fill them in or take the row out"
        for row, category, term in zip(frame.index, frame["category"], frame["term"], strict=True)
        if not category.strip() or not any(letter.isalnum() for letter in term)
    ]
    if problems:
        raise StudyError(*problems)
    frame = frame.reset_index(drop=True)
    return frame[list(DICTIONARY_COLUMNS)]


def lookup(tokens: pd.DataFrame, dictionary: pd.DataFrame) -> pd.DataFrame:
    """Find the words of a dictionary in texts (dictionary-based content analysis).

    A scholar's question has its own words; a list that anybody can read and edit says which they are. In a term ``*``
    stands for any letters, or for any word where it stands alone; the words of a phrase stand side by side in one
    sentence. Where terms of one category overlap, the longest counts (so *Security Council resolution* is one and
    not two); the same place may count in several categories.

    Parameters
    ----------
    tokens : DataFrame
        Token table or a part of it, with the row labels of the whole.
    dictionary : DataFrame
        category and term (see `read_dictionary`).

    Returns
    -------
    DataFrame
        One row a place: category, term, doc_id, start, end, role, voice_type, speaker, actor_group; in the order of the
        dictionary's categories and of the texts.

    Notes
    -----
    Source: the form of dictionaries of the General Inquirer (Stone et al. 1966), as most tools have them.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "start": [0, 5, 14], "end": [4, 13, 19], "sentence": 1, "role": "body",
    ...     "token": ["join", "un-led", "talks"], "voice_type": "author", "speaker": "A union", "actor_group": "un"})
    >>> dictionary = pd.DataFrame({"category": "process", "term": ["un-* talks", "talk*"]})
    >>> lookup(tokens, dictionary)[["term", "start", "end"]].values.tolist()
    [['un-* talks', 5, 19]]
    """
    columns = ["category", "term", *PLACE]
    if dictionary.empty:
        return pd.DataFrame(columns=columns)
    codes, types = pd.factorize(tokens["token"])
    types = np.array(list(types), dtype=object)
    follows = _follows(tokens)
    phrases = [_words(term) for term in dictionary["term"]]
    found = [_phrase(codes, types, follows, words) for words in phrases]
    counts = [len(places) for places in found]
    first = np.concatenate(found)
    last = first + np.repeat([len(words) - 1 for words in phrases], counts)
    rows = tokens.iloc[first][list(PLACE)].assign(
        end=tokens["end"].to_numpy()[last],
        category=dictionary["category"].repeat(counts).array,
        term=dictionary["term"].repeat(counts).array,
        order=np.repeat(np.arange(len(dictionary)), counts),
    )
    rows["length"] = rows["end"] - rows["start"]
    rows = rows.sort_values(
        ["category", "doc_id", "start", "length", "order"], ascending=[True, True, True, False, True]
    )
    rows = rows.loc[_apart(rows)]
    order = {category: at for at, category in enumerate(dictionary["category"].unique())}
    rows["order"] = rows["category"].map(order)
    return rows.sort_values(["order", "doc_id", "start"], kind="stable", ignore_index=True)[columns]


def mentions(tokens: pd.DataFrame, texts: Mapping[str, str], actors: pd.DataFrame) -> pd.DataFrame:
    """Find who is named in texts, and in whose words.

    Whom a side names, and whom it passes over, is what a reader sees first and a list of single words hides. Names
    and their other spellings come from the table of actors and count as they are written (*US* is no *us*); the
    longest name counts (*UN Security Council* is not *UN* too); offices and pronouns are no names, and an article is no
    part of one.

    Parameters
    ----------
    tokens : DataFrame
        Token table or a part of it: a name counts where its first word is there.
    texts : mapping of str to str
        The raw texts by doc_id.
    actors : DataFrame
        name, aliases (separated by ``|``), group.

    Returns
    -------
    DataFrame
        One row a place: named, named_group, form, doc_id, start, end, role, voice_type, speaker, actor_group; in the
        order of the texts. ``actor_group`` is who speaks.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "start": [0, 4, 9], "end": [3, 8, 11], "role": "body",
    ...     "token": ["the", "pact", "un-led"], "voice_type": "author", "speaker": "A union", "actor_group": "unions"})
    >>> actors = pd.DataFrame({"name": ["United Nations"], "aliases": ["the UN"], "group": ["un"]})
    >>> mentions(tokens, {"a": "The pact UN-led."}, actors)[["named", "form", "start"]].values.tolist()
    [['United Nations', 'UN', 9]]
    """
    known: dict[str, tuple[str, str]] = {}
    for name, aliases, group in zip(actors["name"], actors["aliases"], actors["group"], strict=True):
        for form in (name, *aliases.split("|")):
            plain = " ".join(regex.sub(r"^(?:[Tt]he|[Aa]n?) (?=\p{Lu})", "", form.strip()).split())
            acronym = len(plain) > 1 and plain.isupper()
            if plain and (acronym or plain.lower() not in PRONOUNS):
                known.setdefault(plain, (name, group))
    rows = []
    if known:
        longest = sorted(known, key=lambda form: (-len(form), form))
        pattern = regex.compile(
            r"(?<!\w)(?:" + "|".join(r"\s+".join(map(regex.escape, form.split(" "))) for form in longest) + r")(?!\w)"
        )
        for doc, own in tokens.groupby("doc_id", sort=True, observed=True):
            rows += _named(texts[doc], pattern, known, own)
    return pd.DataFrame(rows, columns=["named", "named_group", "form", *PLACE])


def rates(found: pd.DataFrame, tokens: pd.DataFrame, of: str, by: str = "actor_group") -> pd.DataFrame:
    """Count what was found per 1,000 words of those who say it.

    Parameters
    ----------
    found : DataFrame
        Places, as `lookup` or `mentions` give them.
    tokens : DataFrame
        The words in which they were looked for.
    of : str
        What is counted: a column of ``found``, such as ``category`` or ``named_group``.
    by : str
        Whose words: a column of both tables.

    Returns
    -------
    DataFrame
        by, of, count, words, rate; one row for every pair, zeros among them, sorted.

    Examples
    --------
    >>> found = pd.DataFrame({"actor_group": ["unions"], "named": ["the court"]})
    >>> tokens = pd.DataFrame({"actor_group": ["unions"] * 4 + ["firms"] * 6})
    >>> rates(found, tokens, "named").values.tolist()
    [['firms', 'the court', 0, 6, 0.0], ['unions', 'the court', 1, 4, 250.0]]
    """
    words = tokens[by].astype("str").value_counts()
    every = pd.MultiIndex.from_product([sorted(words.index), sorted(found[of].unique())], names=[by, of])
    table = found.groupby([by, of], observed=True).size().reindex(every, fill_value=0).rename("count").reset_index()
    table["words"] = table[by].map(words).astype("int64")
    return table.assign(rate=1000 * table["count"] / table["words"])


def compare_sides(
    found: Sequence[pd.DataFrame], sides: Sequence[pd.DataFrame], of: str, within: str | None = None
) -> pd.DataFrame:
    """Set the counts of two sides side by side, and say what one of them is silent on.

    Silence means something only where words were to be expected: beside it stands how many places there would be at
    the other side's rate.

    Parameters
    ----------
    found : sequence of two DataFrame
        What was found in the words of target and reference.
    sides : sequence of two DataFrame
        Their words (see `group_words`).
    of : str
        What is counted: a column of ``found``.
    within : str, optional
        A column that goes with it, such as the category of a term.

    Returns
    -------
    DataFrame
        within, of, count_target, count_reference, words_target, words_reference, rate_target, rate_reference (per
        1,000 words), silent (``target``, ``reference`` or empty) and expected (places of the silent side at the
        other's rate, else missing); the most frequent first.

    Examples
    --------
    >>> words = [pd.DataFrame({"token": ["a"] * 100}), pd.DataFrame({"token": ["a"] * 200})]
    >>> found = [pd.DataFrame({"term": []}), pd.DataFrame({"term": ["sea", "sea"]})]
    >>> compare_sides(found, words, "term")[["term", "silent", "expected"]].values.tolist()
    [['sea', 'target', 1.0]]
    """
    keys = [of] if within is None else [within, of]
    words = dict(zip(SIDES, map(len, sides), strict=True))
    counts = [part.groupby(keys, observed=True).size() for part in found]
    table = pd.concat(counts, axis=1, keys=["count_target", "count_reference"]).fillna(0).astype("int64")
    table = table.rename_axis(keys).reset_index()
    table = table.assign(**{f"words_{side}": words[side] for side in SIDES}, silent="", expected=float("nan"))
    for side, other in (SIDES, SIDES[::-1]):
        table[f"rate_{side}"] = 1000 * table[f"count_{side}"] / words[side] if words[side] else float("nan")
        silent = table[f"count_{side}"] == 0  # so the other has a place, and words
        table.loc[silent, "silent"] = side
        table.loc[silent, "expected"] = table[f"count_{other}"] * words[side] / words[other]
    table["total"] = table["count_target"] + table["count_reference"]
    table = table.sort_values(["total", *keys], ascending=[False, *[True] * len(keys)], ignore_index=True)
    numbers = [f"{name}_{side}" for name in ("count", "words", "rate") for side in SIDES]
    return table[[*keys, *numbers, "silent", "expected"]]


def xray(found: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Say where in its document each place stands, in words from the beginning.

    Parameters
    ----------
    found : DataFrame
        Places, as `lookup` or `mentions` give them.
    tokens : DataFrame
        The words that are counted, in the order of the texts; places outside of them are left out.

    Returns
    -------
    DataFrame
        The rows of ``found`` with ``word`` (0 is the first word of the document) and ``words`` (of the document).

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "start": [0, 3, 8], "end": [2, 7, 13]})
    >>> xray(pd.DataFrame({"doc_id": ["a"], "start": [8], "end": [13]}), tokens)[["word", "words"]].values.tolist()
    [[2, 3]]
    """
    parts = []
    for doc, rows in found.groupby("doc_id", sort=True, observed=True):
        own = tokens[tokens["doc_id"] == doc]
        at = own["end"].searchsorted(rows["start"].to_numpy(), side="right")
        inside = rows.assign(word=at, words=len(own))[at < len(own)]
        parts.append(inside[inside["start"].to_numpy() >= own["start"].to_numpy()[inside["word"]]])
    return pd.concat(parts) if parts else found.assign(word=0, words=0)


def concordance(
    sides: Mapping[str, pd.DataFrame], texts: Mapping[str, str], term: str, sort: str = "right", width: int = 45
) -> pd.DataFrame:
    """Show a term in context by side, sorted by the word before or after it.

    Sorted lines show what a side does with a word: the same neighbours stand together.

    Parameters
    ----------
    sides : mapping of str to DataFrame
        The words of each side, by its name.
    texts : mapping of str to str
        The raw texts by doc_id.
    term : str
        A word or phrase; ``*`` stands for any letters, or for any word (see `lookup`).
    sort : {"place", "left", "right"}
        What orders the lines of a side.
    width : int
        Characters of context on each side of the term.

    Returns
    -------
    DataFrame
        side, doc_id, start, end, voice_type, speaker, left, match, right.

    Raises
    ------
    ValueError
        If the order is unknown or the term holds no word.

    Examples
    --------
    >>> tokens = pd.DataFrame({"doc_id": "a", "start": [0, 3, 8], "end": [2, 7, 13], "token": ["we", "want", "peace"],
    ...     "sentence": 1, "role": "body", "voice_type": "author", "speaker": "A union", "actor_group": "unions"})
    >>> lines = concordance({"unions": tokens}, {"a": "We want peace."}, "wa*")
    >>> lines[["side", "start", "left", "match", "right"]].values.tolist()
    [['unions', 3, 'We ', 'want', ' peace.']]
    """
    if sort not in SORTS:
        raise ValueError(f"sort: expected one of {', '.join(SORTS)}, found {sort!r}")
    if not _words(term):
        raise ValueError(f"term: expected at least one word, found {term!r}")
    columns = ["side", "doc_id", "start", "end", "voice_type", "speaker"]
    parts = []
    for name, tokens in sides.items():
        rows = lookup(tokens, pd.DataFrame({"category": [""], "term": [term]})).assign(side=name)[columns]
        around = [context(texts[p.doc_id], p.start, p.end, width) for p in rows.itertuples(index=False)]
        rows[["left", "match", "right"]] = pd.DataFrame(around, columns=["left", "match", "right"], index=rows.index)
        if sort != "place":
            at = -1 if sort == "left" else 0
            near = [([word for *_, word in tokenize(line)] or [""])[at] for line in rows[sort]]
            rows = rows.assign(near=near).sort_values(["near", "doc_id", "start"]).drop(columns="near")
        parts.append(rows)
    return pd.concat(parts, ignore_index=True)


def say_content(
    named: pd.DataFrame,
    looked: pd.DataFrame,
    labels: tuple[str, str],
    label: Callable[[str], str] = str,
    least: int = 3,
) -> list[str]:
    """Say in a few sentences whom the sides name, what they write of, and what they are silent on.

    Parameters
    ----------
    named : DataFrame
        What `compare_sides` says of actors, within their groups: named_group, named and the counts.
    looked : DataFrame
        What it says of terms, within their categories: category, term and the counts; it may be empty.
    labels : (str, str)
        What to call the target and the reference.
    label : callable
        Gives the name of a ``named_group`` in words.
    least : int
        What is found less often on both sides together is passed over.

    Returns
    -------
    list of str
        At most six sentences; none about what is not there.

    Examples
    --------
    >>> numbers = {"count_target": [0], "count_reference": [8], "words_target": [500], "words_reference": [1000],
    ...     "rate_target": [0.0], "rate_reference": [8.0], "silent": ["target"], "expected": [4.0]}
    >>> named = pd.DataFrame({"named_group": ["courts"], "named": ["the court"], **numbers})
    >>> for sentence in say_content(named, named.iloc[:0], ("the union", "the firm")):
    ...     print(sentence)
    In these texts, the firm (1,000 words) names courts 8 times (8.0 in 1,000 words).
    The firm names the court 8 times, the union never; at the same rate it would be 4.0 times.
    """
    said = []
    groups = _add_up(named, "named_group")
    for side, who in zip(SIDES, labels, strict=True):
        most = groups[groups[f"count_{side}"] > 0].sort_values(
            [f"count_{side}", "named_group"], ascending=[False, True]
        )
        if len(most):
            rows = most.head(3).assign(whom=[label(group) for group in most["named_group"].head(3)]).to_dict("records")
            whom = [f"{'itself' if row['whom'] == who else row['whom']} {_times(row, side)}" for row in rows]
            said.append(f"In these texts, {who} ({most[f'words_{side}'].iloc[0]:,} words) names {_list(whom)}.")
    if len(looked):
        categories = _add_up(looked, "category")
        total = categories["count_target"] + categories["count_reference"]
        gap = (categories["rate_target"] - categories["rate_reference"]).abs().where(total >= least)
        for row in categories.assign(gap=gap).dropna(subset="gap").nlargest(2, "gap").to_dict("records"):
            each = [f"{who} {_times(row, side)}" for side, who in zip(SIDES, labels, strict=True)]
            said.append(f"Words of the category “{row['category']}”: {_list(each)}.")
    for table, of, verb in ((named, "named", "names"), (looked, "term", "writes")):
        silent = table[(table["expected"] >= 1) & (table["count_target"] + table["count_reference"] >= least)]
        if len(silent):
            row = silent.sort_values(["expected", of], ascending=[False, True]).iloc[0]
            quiet, loud = labels if row["silent"] == "target" else labels[::-1]
            count = max(row["count_target"], row["count_reference"])
            what = row[of] if of == "named" else f"“{row[of]}”"
            said.append(
                f"{_capital(loud)} {verb} {what} {count:,} times, {quiet} never; at the same rate it would be "
                f"{row['expected']:.1f} times."
            )
    return said


def _add_up(table: pd.DataFrame, of: str) -> pd.DataFrame:
    """Add the counts of all that belongs to a group or category; the words of a side stay what they are."""
    counts = table.groupby(of, sort=True)[["count_target", "count_reference"]].sum().reset_index()
    for side in SIDES:
        words = int(table[f"words_{side}"].iloc[0]) if len(table) else 0
        counts[f"words_{side}"] = words
        counts[f"rate_{side}"] = 1000 * counts[f"count_{side}"] / words if words else float("nan")
    return counts


def _times(row: Mapping, side: str) -> str:
    count = row[f"count_{side}"]
    often = {0: "never", 1: "once", 2: "twice"}.get(count, f"{count:,} times")
    return often if not count else f"{often} ({row[f'rate_{side}']:.1f} in 1,000 words)"


def _list(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _words(term: str) -> list[str]:
    """Cut a term into its words, normalized as tokens are."""
    return normalize(term).split()


def _follows(tokens: pd.DataFrame) -> np.ndarray:
    """Tell of each row whether it goes on a sentence: no phrase leaps over words that are left out of the table."""
    follows = np.diff(tokens.index, prepend=-2) == 1
    for column in ("doc_id", "sentence"):
        follows &= (tokens[column] == tokens[column].shift()).to_numpy(dtype=bool, na_value=False)
    return follows


def _phrase(codes: np.ndarray, types: np.ndarray, follows: np.ndarray, words: list[str]) -> np.ndarray:
    """Find where the words stand side by side in one sentence: the places of the first."""
    places = np.arange(len(codes) - len(words) + 1)
    for distance, word in enumerate(words):
        meant = types == word
        if "*" in word:
            pattern = regex.compile(r"\S*".join(map(regex.escape, word.split("*"))))
            meant = np.array([pattern.fullmatch(name) is not None for name in types], dtype=bool)
        places = places[meant[codes[places + distance]]]
        if distance:
            places = places[follows[places + distance]]
    return places


def _apart(rows: pd.DataFrame) -> np.ndarray:
    """Keep the first of places that overlap, within category and document."""
    kept, before = [], ("", "", 0)
    for category, doc, start, end in zip(rows["category"], rows["doc_id"], rows["start"], rows["end"], strict=True):
        apart = (category, doc) != before[:2] or start >= before[2]
        kept.append(apart)
        if apart:
            before = (category, doc, end)
    return np.array(kept, dtype=bool)


def _named(text: str, pattern: regex.Pattern, known: dict[str, tuple[str, str]], own: pd.DataFrame) -> list[tuple]:
    ends, starts = own["end"].to_numpy(), own["start"].to_numpy()
    about = own[["role", "voice_type", "speaker", "actor_group"]]
    rows = []
    for found in pattern.finditer(text):
        at = ends.searchsorted(found.start(), side="right")
        if at < len(own) and starts[at] <= found.start():
            form = " ".join(found.group().split())
            rows.append((*known[form], form, own["doc_id"].iloc[0], found.start(), found.end(), *about.iloc[at]))
    return rows
