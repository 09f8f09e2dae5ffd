"""Words with their place: from labelled characters to columns of tokens."""

from __future__ import annotations

import re
import sys
import threading
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
import regex
from syntok import segmenter
from syntok._segmentation_states import State
from syntok.tokenizer import Token, Tokenizer

from corpus_utils.lemmas import INVISIBLE, is_word, lemmatize, normalize, visible_characters
from corpus_utils.pages.roles import OWN_ROLES

COLUMNS = (
    *("doc_id", "start", "end", "token", "lemma", "paragraph", "sentence", "role", "voice_type"),
    *("speaker", "actor_group"),
)
#: A number with its separators, or letters and digits held together by hyphens, apostrophes and visible joiners.
WORD = regex.compile(
    r"\d+(?:[.,]\d+)+|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-‐‑'’\u200c\u200d][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*"
)
POSSESSIVE = regex.compile(r"['’][sS]$")
_LETTER, _HYPHEN, _LINE_END = r"[^\W\d_]", "[-‐\u00ad]", r"[ \t\u00a0]*\r?\n[ \t\u00a0]*"
#: A word that goes on in the next line: a letter, a hyphen (also a soft one), the end of the line, a letter.
LINE_BREAK = re.compile(f"(?<={_LETTER})({_HYPHEN}){_LINE_END}(?={_LETTER})")
_HYPHEN_AT_LINE_END = re.compile(f"{_HYPHEN}[ \\t\u00a0]*\\r?\\n")
#: After these the hyphen at a line's end stands for a part that follows, as in "pre- and post-war".
SUSPENDED = ("and", "or", "to", "und", "oder", "et", "ou", "y", "o", "и", "или")
#: The tokens of the sentence splitter only; every character keeps its place.
SYNTOK = Tokenizer(emit_hyphen_or_underscore_sep=True, replace_not_contraction=False)
#: Stands between stretches that are read in one go: no word holds it or goes on over it.
_APART = "\n\n"
_BLANK = re.compile(r"(?<=[^\W\d_])[ \n]")
#: How many tokens beside a mark decide whether it ends a sentence, and how far syntok looks behind an opening bracket.
_BESIDE, _BEHIND_BRACKET = 3, 56
#: So many characters are read at once, and longer stretches are divided: it fits a processor's cache, and what is held
#: does not grow with the text.
_PIECE = 50_000
#: So many rows of a column are looked up at once.
_ROWS = 2**16
#: With more runs than this, what is remembered of earlier texts is forgotten.
_REMEMBERED = 1_000_000


def tokenize(text: str, start: int = 0, end: int | None = None, language: str = "en") -> list[tuple[int, int, str]]:
    """Cut a stretch of text into words.

    A hyphenated word is one token, a possessive ending is left outside its word, and marks are not words.
    What is invisible (soft hyphens, zero-width characters) is not read, ligatures are spelled out, and a word
    that a hyphen carries over a line's end is one token, whose place covers both parts. It is read without
    the hyphen (``nego-/tiations`` is *negotiations*) where the text has the word in that form elsewhere, at
    least as often as with a hyphen; if it has neither, where the dictionary of the language has the whole
    or lacks one of the parts; and after a soft hyphen. Otherwise, and before a capital, the hyphen stays.

    Parameters
    ----------
    text : str
        The raw text.
    start, end : int, optional
        The stretch to read, in characters of the text; all of it by default.
    language : str
        Two-letter code, for words that were cut at the end of a line.

    Returns
    -------
    list of (int, int, str)
        Start and end in the raw text, and the word in lower case with straight apostrophes.

    Examples
    --------
    >>> tokenize("Russia’s UN-led talks")
    [(0, 6, 'russia'), (9, 15, 'un-led'), (16, 21, 'talks')]
    >>> tokenize("nego-\\ntiations")
    [(0, 14, 'negotiations')]
    """
    runs = _shared_runs()
    words: list[tuple[int, int, str]] = []
    stretches = _stretches(0, text, start, len(text) if end is None else end)
    for _, _, starts, ends, entries in _read(stretches, runs, language):
        tokens = [runs.token_names[token] for token in np.asarray(runs.token)[entries].tolist()]
        words += zip(starts.tolist(), ends.tolist(), tokens, strict=True)
    return words


def tokenize_texts(texts: Mapping[str, str], language: str = "en") -> pd.DataFrame:
    """Cut whole texts into words, in columns.

    For texts that need no roles and voices this is the way to a `term_matrix`; each word keeps its place.

    Parameters
    ----------
    texts : mapping of str to str
        Raw texts by doc_id; a Series of texts will do.
    language : str
        Two-letter code, for words that were cut at the end of a line.

    Returns
    -------
    DataFrame
        One row a token in the order of the texts: ``doc_id`` and ``token`` (categories, sorted), ``start`` and
        ``end`` (32-bit integers).

    Examples
    --------
    >>> tokenize_texts({"a": "War.", "b": "Peace now"}).values.tolist()
    [['a', 0, 3, 'war'], ['b', 0, 5, 'peace'], ['b', 6, 9, 'now']]
    """
    runs = _Runs()
    doc_ids = list(texts.keys())
    stretches = (
        part
        for number, doc_id in enumerate(doc_ids)
        for part in _stretches(number, texts[doc_id], 0, len(texts[doc_id]))
    )
    blocks = (
        (numbers, sizes, starts, ends, np.asarray(runs.token)[entries])
        for numbers, sizes, starts, ends, entries in _read(stretches, runs, language)
    )
    numbers, sizes, starts, ends, tokens = pile_up(blocks, 5)
    held = sizes > 0
    documents = categorical(numbers[held], doc_ids)
    codes = np.repeat(documents.codes, sizes[held])
    columns = {
        "doc_id": pd.Categorical.from_codes(codes, dtype=documents.dtype, validate=False),
        "start": starts,
        "end": ends,
        "token": categorical(tokens, runs.token_names),
    }
    return pd.DataFrame(columns, copy=False)


def number_tokens(
    texts: Iterable[str], language: str = "en"
) -> Iterator[tuple[list[int], np.ndarray, np.ndarray, list[str]]]:
    """Cut texts into tokens without their places, a piece at a time.

    What is only counted needs no table of words. Yields for the next pieces the number of the text that each is of, and
    how many tokens it has; the numbers of these tokens; and the tokens by number (one list, which grows).
    """
    runs = _Runs()
    stretches = (part for number, text in enumerate(texts) for part in _stretches(number, text, 0, len(text)))
    for together in _together(stretches):
        keys: list[str] = []
        ends = [0]
        for stretch in together:
            found = _run_pattern(stretch.text is not None).findall(stretch.characters)
            keys += found if stretch.text is None else [_with_mends(key, stretch.text, language) for key in found]
            ends.append(len(keys))
        entries, n_words = runs.words(keys)
        sizes = np.diff(np.append(0, n_words.cumsum())[ends])
        yield [stretch.number for stretch in together], sizes, np.asarray(runs.token)[entries], runs.token_names


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Find the sentences in a stretch of text.

    Parameters
    ----------
    text : str
        The raw text.
    start, end : int, optional
        The stretch to read, in characters of the text; all of it by default.

    Returns
    -------
    list of (int, int)
        Start and end of each sentence in the raw text, in order.

    Examples
    --------
    >>> split_sentences("He met Mr. Sergeev. They talked.")
    [(0, 19), (20, 32)]
    """
    stretch = text[start : len(text) if end is None else end]
    return [
        (start + sentence[0].offset, start + sentence[-1].offset + len(sentence[-1].value))
        for sentence in segmenter.segment(_near_marks(stretch))
        if sentence
    ]


def _near_marks(stretch: str) -> Iterator[Token]:
    """Give syntok's tokens without those that it would pass over: far from any mark that may end a sentence.

    syntok decides at marks, by the tokens beside them, and looks fifty tokens ahead from an opening bracket.
    """
    chunks = list(SYNTOK._spaces.finditer(stretch))
    pieces = [_syntok_pieces(chunk.group()) for chunk in chunks]
    kept = np.zeros(len(chunks), dtype=bool)
    kept[:_BESIDE] = kept[-_BESIDE:] = True
    for place, piece in enumerate(pieces):
        if piece.reach:
            kept[max(place - _BESIDE, 0) : place + piece.reach] = True
    for place in np.flatnonzero(kept).tolist():
        offset = chunks[place].start()
        spacing = " " if offset else ""
        for first, value in pieces[place].tokens:
            yield Token("" if first else spacing, value, offset + first)
    if stretch and (not chunks or chunks[-1].end() < len(stretch)):
        yield Token(" ", "", len(stretch))


class _Pieces(NamedTuple):
    """What syntok makes of characters between blanks: places and tokens, and how many chunks from here on matter."""

    tokens: tuple[tuple[int, str], ...]
    reach: int


@lru_cache(maxsize=100_000)
def _syntok_pieces(chunk: str) -> _Pieces:
    tokens = tuple((token.offset, token.value) for token in SYNTOK.tokenize(chunk))
    values = {value for _, value in tokens}
    if values & State.opening_brackets:
        return _Pieces(tokens, _BEHIND_BRACKET)
    return _Pieces(tokens, 1 + 2 * _BESIDE if values & (State.terminals | State.closing_brackets) else 0)


def token_table(
    doc_id: str,
    text: str,
    segments: pd.DataFrame,
    voices: pd.DataFrame,
    issuer: str = "",
    issuer_group: str = "other",
    language: str = "en",
) -> pd.DataFrame:
    """List every word of a document's own text with its place, its role and whose it is.

    This is the one table that all counts come from, so any count can be walked back to characters.

    Parameters
    ----------
    doc_id : str
        The document.
    text : str
        Its raw text.
    segments : DataFrame
        Role spans: start, end, role, paragraph (see `segment`).
    voices : DataFrame
        Voice spans of the body: start, end, voice_type, speaker, actor_group (see `attribute`).
    issuer, issuer_group : str
        Who speaks where no voice is marked: in titles, signatures and lists.
    language : str
        Two-letter code, for the lemmas.

    Returns
    -------
    DataFrame
        One row a token, in the order of the text, with the columns in `COLUMNS`: text as categories, numbers
        as 32-bit integers, some 30 bytes a token. ``paragraph`` and ``sentence`` are running numbers in the
        document.

    Examples
    --------
    >>> segments = pd.DataFrame({"start": [0], "end": [14], "role": ["body"], "paragraph": [1]})
    >>> voices = pd.DataFrame({"start": [0], "end": [14], "voice_type": ["author"], "speaker": ["A union"],
    ...                        "actor_group": ["other"]})
    >>> token_table("a", "We want peace.", segments, voices)[["start", "end", "token", "sentence"]].values.tolist()
    [[0, 2, 'we', 1], [3, 7, 'want', 1], [8, 13, 'peace', 1]]
    """
    columns = token_columns(text, segments, voices, issuer, issuer_group, language)
    n = len(columns["start"])
    columns["doc_id"] = Names(np.zeros(n, dtype=np.int32), [doc_id] if n else [])
    return pd.DataFrame(
        {name: categorical(*columns[name]) if isinstance(columns[name], Names) else columns[name] for name in COLUMNS}
    )


class Names(NamedTuple):
    """A column of text: for each row the place of its name in a list, which may hold a name twice or in vain."""

    codes: np.ndarray
    names: Sequence[str]


def token_columns(
    text: str, segments: pd.DataFrame, voices: pd.DataFrame, issuer: str, issuer_group: str, language: str
) -> dict[str, np.ndarray | Names]:
    """List the words of a document in bare columns: a `token_table` before it is a frame, without ``doc_id``.

    Numbers are arrays, text is numbered names.
    """
    columns = {name: segments[name].tolist() for name in ("start", "end", "role", "paragraph")}
    pieces = [piece for piece in zip(*columns.values(), strict=True) if piece[2] in OWN_ROLES]
    runs = _shared_runs()
    stretches = (part for number, (a, b, *_) in enumerate(pieces) for part in _stretches(number, text, a, b))
    numbers, sizes, starts, ends, entries = pile_up(_read(stretches, runs, language), 5)
    piece = np.repeat(numbers, sizes)
    # The sentence of a word is the one that begins last before it.
    sentence_starts = [first for a, b, *_ in pieces for first, _ in split_sentences(text, a, b)]
    sentence = np.searchsorted(np.array(sentence_starts), starts, side="right")
    sentence = np.cumsum(np.diff(sentence, prepend=0) > 0)
    in_body = np.array([role == "body" for _, _, role, _ in pieces], dtype=bool)[piece]
    voice = np.where(in_body, _covering(voices, starts), len(voices["start"]))
    kept = np.flatnonzero(voice >= 0)
    piece, voice, entries = piece[kept], voice[kept], entries[kept]
    in_capitals = np.array([text[a:b].isupper() for a, b, *_ in pieces], dtype=bool)[piece]
    # The place after the last voice is that of the issuer, who speaks where no voice is marked.
    return {
        "start": starts[kept],
        "end": ends[kept],
        "token": Names(np.asarray(runs.token)[entries], runs.token_names),
        "lemma": _lemmas(entries, in_capitals, runs.surfaces, language),
        "paragraph": np.array([paragraph for *_, paragraph in pieces], dtype=np.int32)[piece],
        "sentence": sentence[kept].astype(np.int32),
        "role": Names(piece, [role for _, _, role, _ in pieces]),
        "voice_type": Names(voice, [*voices["voice_type"].tolist(), "author"]),
        "speaker": Names(voice, [*voices["speaker"].tolist(), issuer]),
        "actor_group": Names(voice, [*voices["actor_group"].tolist(), issuer_group]),
    }


def categorical(codes: np.ndarray, names: Sequence[str]) -> pd.Categorical:
    """Make categories of numbered names.

    The categories are sorted and each occurs, so that the same words are the same column, whatever was read before.
    """
    if len(codes) < len(names):
        used, codes = np.unique(codes, return_inverse=True)
        names = [names[place] for place in used.tolist()]
    occurs = np.zeros(len(names), dtype=bool)
    for rows in row_blocks(len(codes)):
        occurs[codes[rows]] = True
    sorted_names = sorted({name for name, here in zip(names, occurs.tolist(), strict=True) if here})
    place = {name: rank for rank, name in enumerate(sorted_names)}
    ranks = np.fromiter((place.get(name, -1) for name in names), dtype=np.int32, count=len(names))
    dtype = pd.CategoricalDtype(pd.Index(sorted_names, dtype="str"))
    ranks = pd.Categorical.from_codes(ranks, dtype=dtype, validate=False).codes  # in as few bytes as there are names
    ranked = np.empty(len(codes), dtype=ranks.dtype)
    for rows in row_blocks(len(codes)):
        ranked[rows] = ranks[codes[rows]]
    return pd.Categorical.from_codes(ranked, dtype=dtype, validate=False)


def row_blocks(n: int) -> Iterator[slice]:
    """Divide so many rows into pieces.

    Looking numbers up takes 8 bytes a row beside them; a piece at a time, that fits a processor's cache.
    """
    return (slice(first, first + _ROWS) for first in range(0, n, _ROWS))


def pile_up(blocks: Iterable[Sequence[np.ndarray]], columns: int) -> list[np.ndarray]:
    """Join blocks of columns of whole numbers as they come.

    An array that grows is in memory once; blocks that are kept and joined at the end are there twice. The arrays hold
    32-bit integers.
    """
    piles = [array("i") for _ in range(columns)]
    for block in blocks:
        for pile, part in zip(piles, block, strict=True):
            pile.frombytes(np.ascontiguousarray(part, dtype=np.int32).view(np.uint8).data)
    return [np.asarray(pile) for pile in piles]


def _lemmas(entries: np.ndarray, in_capitals: np.ndarray, surfaces: Sequence[str], language: str) -> Names:
    kinds, codes = np.unique(entries.astype(np.int64) * 2 + in_capitals, return_inverse=True)
    lemmas = [lemmatize(surfaces[kind >> 1], language, keep_acronym=not kind & 1) for kind in kinds.tolist()]
    return Names(codes, lemmas)


def _covering(spans: pd.DataFrame, offsets: np.ndarray) -> np.ndarray:
    """Give for each character the place of the span that holds it, or -1; spans are in order and apart."""
    found = np.searchsorted(np.asarray(spans["end"], dtype=np.int64), offsets, side="right")
    starts = np.append(np.asarray(spans["start"], dtype=np.int64), np.iinfo(np.int64).max)
    return np.where(starts[found] <= offsets, found, -1)


class _Runs(dict[str, int]):
    """Number the runs of word characters, and cut each into words when it is first met.

    The words of all runs are numbered, too: their place in the run, their token and how they are spelled.
    """

    def __init__(self) -> None:
        super().__init__()
        self.begin, self.size = array("i"), array("i")
        self.first, self.last, self.token = array("i"), array("i"), array("i")
        self.surfaces: list[str] = []
        self.tokens: dict[str, int] = {}
        self.token_names: list[str] = []

    def __missing__(self, key: str) -> int:
        run, _, mends = key.partition("\0")
        self.begin.append(len(self.surfaces))
        for first, last, surface in _cut(run, mends):
            token = normalize(surface)
            if token not in self.tokens:
                self.tokens[token] = len(self.token_names)
                self.token_names.append(token)
            self.first.append(first)
            self.last.append(last)
            self.token.append(self.tokens[token])
            self.surfaces.append(surface)
        self.size.append(len(self.surfaces) - self.begin[-1])
        self[key] = code = len(self)
        return code

    def words(self, keys: list[str]) -> tuple[np.ndarray, np.ndarray]:
        """Look up runs: the numbers of their words, and how many each has."""
        codes = np.fromiter(map(self.__getitem__, keys), dtype=np.int32, count=len(keys))
        entries, sizes = np.asarray(self.begin)[codes], np.asarray(self.size)[codes]
        if (sizes != 1).any():
            entries = np.repeat(entries - sizes.cumsum(dtype=np.int32) + sizes, sizes)
            entries += np.arange(len(entries), dtype=np.int32)
        return entries, sizes


class _Memory(threading.local):
    """What a thread has read before."""

    def __init__(self) -> None:
        self.runs = _Runs()


_MEMORY = _Memory()


def _shared_runs() -> _Runs:
    if len(_MEMORY.runs) > _REMEMBERED:
        _MEMORY.runs = _Runs()
    return _MEMORY.runs


def _cut(run: str, mends: str) -> list[tuple[int, int, str]]:
    """Cut a run into words: first and last place in the run, and the spelling without what is not read.

    ``mends`` has a letter for each break of a line: *j* joins the parts, *h* keeps the hyphen, *a* leaves them apart.
    """
    if run.isascii() and not mends:
        places, read = None, run
    else:
        hidden: set[int] = set()
        for mend, match in zip(mends, LINE_BREAK.finditer(run), strict=True):
            hidden.update(range(match.start(1) + (mend == "h"), match.end()) if mend != "a" else ())
        places = [place for place in visible_characters(run) if place not in hidden]
        read = "".join([run[place] for place in places])
    words = []
    for match in WORD.finditer(read):
        clitic = POSSESSIVE.search(match.group())
        first, last = match.start(), match.start() + clitic.start() if clitic else match.end()
        span = (first, last) if places is None else (places[first], places[last - 1] + 1)
        words.append((*span, read[first:last]))
    return words


@cache
def _run_characters() -> str:
    """Build the set of word characters: Python's own expressions are the faster ones."""
    everything = "".join(map(chr, range(0x10000)))
    spans = (match.span() for match in regex.finditer(r"[\p{L}\p{M}\p{N}]+", everything))
    letters = "".join(f"\\u{first:04x}-\\u{last - 1:04x}" for first, last in spans)
    return f"[{letters}\U00010000-\U0010ffff{INVISIBLE}'’‐‑-]+"


@cache
def _run_pattern(across_lines: bool) -> re.Pattern[str]:
    characters = _run_characters()
    bridge = r"[.,](?<=\d.)(?=\d)"
    if across_lines:
        bridge += f"|(?<={_LETTER}{_HYPHEN}){_LINE_END}(?={_LETTER})"
    return re.compile(f"({characters}(?:(?:{bridge}){characters})*)")


class _Stretch(NamedTuple):
    """A stretch to read: the number of what it belongs to, its place, and the text if words go on over its lines."""

    number: int
    start: int
    characters: str
    text: str | None


def _stretches(number: int, text: str, start: int, end: int) -> Iterator[_Stretch]:
    """Divide a long stretch at blanks that follow a letter, where no word goes on."""
    context = text if _HYPHEN_AT_LINE_END.search(text, start, end) else None
    while end - start > _PIECE and (blank := _BLANK.search(text, start + _PIECE, end)):
        yield _Stretch(number, start, text[start : blank.end()], context)
        start = blank.end()
    yield _Stretch(number, start, text[start:end], context)


def _read(
    stretches: Iterable[_Stretch], runs: _Runs, language: str
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
    """Read the words of stretches, so many at a time.

    Of each stretch its number and how many words it has; of each word its start, its end and its number.
    """
    for together in _together(stretches):
        yield _words(together, runs, language)


def _together(stretches: Iterable[_Stretch]) -> Iterator[list[_Stretch]]:
    """Put short stretches together."""
    together, size = [], 0
    for stretch in stretches:
        together.append(stretch)
        size += len(stretch.characters)
        if size > _PIECE:
            yield together
            together, size = [], 0
    if together:
        yield together


def _words(
    stretches: list[_Stretch], runs: _Runs, language: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    across_lines = any(stretch.text is not None for stretch in stretches)
    keys, places = _runs_with_places(_APART.join([stretch.characters for stretch in stretches]), across_lines)
    begins = np.cumsum([0] + [len(stretch.characters) + len(_APART) for stretch in stretches])
    sizes = np.diff(np.searchsorted(places, begins))
    if across_lines:
        texts = [stretch.text for stretch, n in zip(stretches, sizes.tolist(), strict=True) for _ in range(n)]
        keys = [_with_mends(key, text, language) for key, text in zip(keys, texts, strict=True)]
    numbers = np.array([stretch.number for stretch in stretches], dtype=np.int32)
    places += np.repeat(np.array([stretch.start for stretch in stretches]) - begins[:-1], sizes).astype(np.int32)
    entries, n_words = runs.words(keys)
    if (n_words != 1).any():
        places = np.repeat(places, n_words)
        sizes = np.diff(np.append(0, n_words.cumsum())[np.append(0, sizes.cumsum())])
    return numbers, sizes, places + np.asarray(runs.first)[entries], places + np.asarray(runs.last)[entries], entries


def _runs_with_places(characters: str, across_lines: bool) -> tuple[list[str], np.ndarray]:
    """Find the runs of word characters and where each starts."""
    if across_lines:
        parts = _run_pattern(True).split(characters)
        lengths = np.fromiter(map(len, parts), dtype=np.int32, count=len(parts))
        return parts[1::2], lengths.cumsum(dtype=np.int32)[:-1:2]
    # The expression finds the runs alone, and a table of characters where they start: faster than asking each match.
    in_word, is_digit = _character_tables()
    codes = np.frombuffer(characters.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    inside = in_word[codes]
    marks = np.flatnonzero((codes[1:-1] == ord(".")) | (codes[1:-1] == ord(","))) + 1
    inside[marks[is_digit[codes[marks - 1]] & is_digit[codes[marks + 1]]]] = True
    begins = inside.copy()
    begins[1:] &= ~inside[:-1]
    return _run_pattern(False).findall(characters), np.flatnonzero(begins).astype(np.int32)


@cache
def _character_tables() -> tuple[np.ndarray, np.ndarray]:
    """Tell for every character whether it is part of runs, and whether it is a digit."""
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    tables = []
    for pattern in (re.compile(_run_characters()), re.compile(r"\d+")):
        table = np.zeros(len(everything), dtype=bool)
        for match in pattern.finditer(everything):
            table[match.start() : match.end()] = True
        tables.append(table)
    return tables[0], tables[1]


def _with_mends(run: str, text: str | None, language: str) -> str:
    """Add to a run what becomes of its parts at each break of a line (see `_cut`)."""
    if "\n" not in run:
        return run
    mends = [_mend(run, match, text or "", language) for match in LINE_BREAK.finditer(run)]
    return f"{run}\0{''.join(mends)}"


def _mend(run: str, line_break: re.Match[str], text: str, language: str) -> str:
    if line_break[1] == "\u00ad":
        return "j"
    before = [match.group() for match in WORD.finditer(run, 0, line_break.start())]
    after = WORD.match(run, line_break.end())
    if not before or after is None or normalize(after.group()) in SUSPENDED:
        return "a"
    before, after = before[-1], after.group()
    if after[0].isupper() and not before.isupper():
        return "h"
    joined, hyphenated = normalize(before + after), normalize(f"{before}-{after}")
    elsewhere = _words_elsewhere(text)
    if elsewhere[joined] or elsewhere[hyphenated]:
        return "j" if elsewhere[joined] >= elsewhere[hyphenated] else "h"
    if is_word(joined, language) is not False:
        return "j"
    parts = [normalize(before).rpartition("-")[2], normalize(after).partition("-")[0]]
    return "h" if all(is_word(part, language) for part in parts) else "j"


@lru_cache(maxsize=1)
def _words_elsewhere(text: str) -> Counter[str]:
    """Count the words of a text that stand within a line."""
    runs = Counter(match.group() for match in _run_pattern(True).finditer(text))
    counts: Counter[str] = Counter()
    for run, n in runs.items():
        if "\n" not in run:
            for _, _, surface in _cut(run, ""):
                counts[normalize(surface)] += n
    return counts
