"""Words with their place: from labelled characters to one row a token."""

from __future__ import annotations

import pandas as pd
import regex
from syntok import segmenter
from syntok.tokenizer import Tokenizer

from corpus_utils.lemmas import lemmatize, normalize
from corpus_utils.pages.roles import OWN_ROLES

COLUMNS = (
    "doc_id",
    "start",
    "end",
    "token",
    "lemma",
    "paragraph",
    "sentence",
    "role",
    "voice_type",
    "speaker",
    "actor_group",
)
#: A number with its separators, or letters and digits held together by hyphens and apostrophes.
WORD = regex.compile(r"\d+(?:[.,]\d+)+|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-‐‑'’][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*")
POSSESSIVE = regex.compile(r"['’][sS]$")
#: The tokens of the sentence splitter only; every character keeps its place.
SYNTOK = Tokenizer(emit_hyphen_or_underscore_sep=True, replace_not_contraction=False)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
    """Cut a stretch of text into words.

    A hyphenated word is one token, a possessive ending is left outside its word, and marks are not words.

    Parameters
    ----------
    text : str
        The raw text.
    start, end : int, optional
        The stretch to read, in characters of the text; all of it by default.

    Returns
    -------
    list of (int, int, str)
        Start and end in the raw text, and the word in lower case with straight apostrophes.

    Examples
    --------
    >>> tokenize("Russia’s UN-led talks")
    [(0, 6, 'russia'), (9, 15, 'un-led'), (16, 21, 'talks')]
    """
    words = []
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        surface = match.group()
        clitic = POSSESSIVE.search(surface)
        stop = match.start() + clitic.start() if clitic else match.end()
        words.append((match.start(), stop, normalize(text[match.start() : stop])))
    return words


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
        for sentence in segmenter.segment(SYNTOK.tokenize(stretch))
        if sentence
    ]


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
        One row a token, in the order of the text, with the columns in `COLUMNS`. ``paragraph`` and
        ``sentence`` are running numbers in the document.

    Examples
    --------
    >>> segments = pd.DataFrame({"start": [0], "end": [14], "role": ["body"], "paragraph": [1]})
    >>> voices = pd.DataFrame({"start": [0], "end": [14], "voice_type": ["author"], "speaker": ["A union"],
    ...                        "actor_group": ["other"]})
    >>> token_table("a", "We want peace.", segments, voices)[["start", "end", "token", "sentence"]].values.tolist()
    [[0, 2, 'we', 1], [3, 7, 'want', 1], [8, 13, 'peace', 1]]
    """
    rows = []
    sentence = 0
    spans = _VoiceCursor(voices, issuer, issuer_group)
    for piece in segments.itertuples(index=False):
        if piece.role not in OWN_ROLES:
            continue
        in_capitals = text[piece.start : piece.end].isupper()
        for first, last in split_sentences(text, piece.start, piece.end):
            words = tokenize(text, first, last)
            sentence += bool(words)
            for start, end, token in words:
                voice = spans.at(start) if piece.role == "body" else spans.default
                if voice is not None:
                    lemma = lemmatize(text[start:end], language, keep_acronym=not in_capitals)
                    rows.append((doc_id, start, end, token, lemma, piece.paragraph, sentence, piece.role, *voice))
    return pd.DataFrame(rows, columns=list(COLUMNS))


class _VoiceCursor:
    """Say whose a character is, for characters asked in rising order."""

    def __init__(self, voices: pd.DataFrame, issuer: str, issuer_group: str) -> None:
        columns = ["start", "end", "voice_type", "speaker", "actor_group"]
        self.spans = list(voices[columns].itertuples(index=False, name=None))
        self.position = 0
        self.default = ("author", issuer, issuer_group)

    def at(self, offset: int) -> tuple[str, str, str] | None:
        while self.position < len(self.spans) and self.spans[self.position][1] <= offset:
            self.position += 1
        if self.position < len(self.spans) and self.spans[self.position][0] <= offset:
            return self.spans[self.position][2:]
        return None
