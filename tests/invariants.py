"""What must hold for every text that anyone may feed to the readers; shared by the tests and by fuzz/."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import pandas as pd

from corpus_utils.pages.roles import ROLES, segment
from corpus_utils.speech.voices import attribute
from corpus_utils.study import StudyError, load_study
from corpus_utils.tokens import LINE_BREAK, token_table

VOICES = {"author", "direct_quote", "indirect_quote", "term_quote"}
ACTORS = pd.DataFrame(
    [("Jane Roe", "Roe|Ms Roe", "Minister of Talks", "other"), ("Moscow", "the Kremlin", "", "russian_government")],
    columns=["name", "aliases", "office", "group"],
)


def check_segments(text: str) -> pd.DataFrame:
    """Label a text with roles: every visible character has exactly one."""
    spans = segment(text)
    end_before = 0
    for span in spans.itertuples(index=False):
        assert end_before <= span.start < span.end <= len(text), span
        assert not text[end_before : span.start].strip(), f"not labelled: {text[end_before : span.start]!r}"
        assert text[span.start : span.end] == text[span.start : span.end].strip(), span
        assert span.role in ROLES
        assert span.rule
        end_before = span.end
    assert not text[end_before:].strip(), f"not labelled: {text[end_before:]!r}"
    assert spans["paragraph"].is_monotonic_increasing
    return spans


def check_voices(text: str, spans: pd.DataFrame) -> pd.DataFrame:
    """Attribute a text: voices lie inside the body, in order, apart from each other."""
    voices = attribute(text, spans, ACTORS, "Roe", "other")
    body = spans[spans["role"] == "body"]
    inside = {place for start, end in zip(body["start"], body["end"], strict=True) for place in range(start, end)}
    end_before = 0
    for voice in voices.itertuples(index=False):
        assert end_before <= voice.start < voice.end <= len(text), voice
        assert voice.voice_type in VOICES
        outside = [place for place in range(voice.start, voice.end) if place not in inside]
        assert not text_of(text, outside).strip(), f"voice outside the body: {voice}"
        if not pd.isna(voice.cue_start):
            assert text[voice.cue_start : voice.cue_end] == voice.cue
        end_before = voice.end
    return voices


def check_tokens(text: str, spans: pd.DataFrame, voices: pd.DataFrame) -> pd.DataFrame:
    """Cut a text into tokens: each is a piece of the text inside one labelled span."""
    tokens = token_table("a", text, spans, voices, "Roe", "other", "en")
    end_before = 0
    for token in tokens.itertuples(index=False):
        assert end_before <= token.start < token.end <= len(text), token
        assert token.token
        assert token.lemma
        assert len(text[token.start : token.end].split()) == 1 or LINE_BREAK.search(text, token.start, token.end), token
        end_before = token.end
    return tokens


def check_text(text: str) -> None:
    """Read a text in every way."""
    spans = check_segments(text)
    check_tokens(text, spans, check_voices(text, spans))


def check_loading(content: bytes, metadata: bytes | None = None) -> None:
    """Load a study with any bytes as its text or its metadata: a study or a StudyError comes out."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder, "data", "raw")
        (raw / "texts").mkdir(parents=True)
        (raw / "texts" / "a.txt").write_bytes(content)
        row = f"a,A title,2018,year,A union,other,letter,,en,texts/a.txt,{hashlib.sha256(content).hexdigest()}\n"
        header = b"doc_id,title,date,date_precision,issuer,actor_group,genre,addressee,language,file,sha256\n"
        (raw / "metadata.csv").write_bytes(header + row.encode() if metadata is None else metadata)
        try:
            study = load_study(folder)
        except StudyError as error:
            assert "expected" in str(error)
            assert "\n" not in str(error)
        else:
            assert all(text.strip() for text in study.texts.values())
            assert metadata is not None or study.texts["a"].encode("utf-8") == content


def text_of(text: str, places: list[int]) -> str:
    """Join the characters at some places."""
    return "".join(text[place] for place in places)
