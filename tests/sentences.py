"""Short ways to the objects that the tests of voices start from."""

from __future__ import annotations

import pandas as pd

from corpus_utils.groups import Groups
from corpus_utils.speech.quotations import find_quotations
from corpus_utils.speech.sentences import Sentence, read_sentences
from corpus_utils.speech.voices import attribute

ACTORS = pd.DataFrame(
    [
        (
            "Ann Example",
            "Anna Example|Example",
            "Kremlin spokeswoman|Ruritanian Foreign Minister",
            "russian_government",
        ),
        ("Bob Sample", "Sample", "US Secretary of State", "us_government"),
        ("Ruritania", "Strelsau|the Ruritanian government", "", "other"),
        ("Syrian opposition", "the opposition", "spokesman for the Syrian opposition", "syrian_opposition"),
        ("UN Security Council", "Security Council|Security Council resolution", "", "un"),
    ],
    columns=["name", "aliases", "office", "group"],
)
GROUPS = Groups.of_table(
    {
        "russian_government": {"words": ["Russian", "Russia"], "bodies": ["Kremlin"], "kinds": ["government"]},
        "syrian_civil_society": {"words": ["syrian"], "kinds": ["civil"]},
        "syrian_opposition": {"words": ["syrian"], "kinds": ["opposition"]},
        "syrian_government": {"words": ["syrian"], "kinds": ["government", "state media"]},
        "us_government": {"words": ["US"], "bodies": ["Secretary of State"], "kinds": ["government"]},
        "un": {"words": ["UN", "United Nations", "Security Council"]},
        "media": {"kinds": ["media", "state media"]},
        "other": {"words": ["Turkish", "Turkey", "French"]},
    },
    {"syrian": ["Syria", "Syrian", "Aleppo"]},
)
SHORT = {"direct_quote": "direct", "indirect_quote": "indirect", "term_quote": "term"}


def blocks_of(text: str) -> list[tuple[int, int]]:
    """Return the bounds of the paragraphs of a text."""
    bounds, at = [], 0
    for paragraph in text.split("\n\n"):
        bounds.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    return bounds


def sentences_of(text: str) -> list[Sentence]:
    """Return the sentences of a text, its paragraphs being the blocks."""
    blocks = blocks_of(text)
    quotations = find_quotations(text, blocks)
    found, first = [], 0
    for number, block in enumerate(blocks):
        own = [quotation for quotation in quotations if quotation.block == number]
        found.extend(read_sentences(text, block, number, own, first))
        first += len(own)
    return found


def sentence_of(text: str) -> Sentence:
    """Return the only sentence of a text."""
    (sentence,) = sentences_of(text)
    return sentence


def words_of(sentence: Sentence, span: tuple[int, int]) -> str:
    """Return the folded words of a stretch of a sentence."""
    return " ".join(sentence.words[slice(*span)])


def body(text: str) -> pd.DataFrame:
    """Return segments that make every paragraph of a text body text."""
    return pd.DataFrame(blocks_of(text), columns=["start", "end"]).assign(role="body")


def voiced(text: str, **options) -> pd.DataFrame:
    """Attribute a text of body paragraphs, with the invented actors."""
    return attribute(text, body(text), ACTORS, groups=GROUPS, **options)


def spoken(text: str, **options) -> list[tuple[str, str, str]]:
    """Return (kind, speaker, words) of what the author of a text does not say."""
    table = voiced(text, **options)
    return [
        (SHORT[row.voice_type], row.speaker, text[row.start : row.end])
        for row in table[table["voice_type"] != "author"].itertuples()
    ]
