"""Whom a text means: each rule with a text that it takes and a near miss."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from corpus_utils.speech.voices import attribute


def spoken(text: str, **options: str) -> list[tuple[str, str]]:
    """List the speakers of a text, whose paragraphs stand between bars, with what each says."""
    text = text.replace("|", "\n\n")
    rows = [
        (match.start(), match.end(), "salutation" if match[0].startswith("Dear ") else "body")
        for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)
    ]
    voices = attribute(text, pd.DataFrame(rows, columns=["start", "end", "role"]), **options)
    return [(row.speaker, text[row.start : row.end]) for row in voices.itertuples() if row.voice_type != "author"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a noun for a person stands for whom *he* or *she* means; a thing does not
        ("Jane Roe spoke.|A boy drew a chair. “It is empty,” he said.", "boy"),
        ("John Doe spoke.|A storm drew near. “It is empty,” he said.", "John Doe"),
        ("John Doe spoke.|A pianist came in. “It is late,” he said.", "pianist"),
        ("John Doe spoke.|The rancor grew. “It is late,” he said.", "John Doe"),
        ("Jane Roe spoke.|A boy drew a chair. “It is empty,” she said.", "Jane Roe"),
        # the subject of the same sentence before those who spoke earlier
        ("John Doe said it was late.|Jim Poe has made no secret of the points he hopes to see.", "Jim Poe"),
        ("John Doe said it was late. Asked by Jim Poe, he said that it was early.", "John Doe"),
        # a name after *the* is a thing, one after a title or a given name is not
        ("We heard Jane Roe and the Strelsau Philharmonic. “It is late,” she said.", "Jane Roe"),
        ("John Doe came near Jo Poe Lake. “It is late,” he said.", "John Doe"),
        # a relative clause describes the source, unless a new clause begins
        ("Traders who have praised the town warned that it was late.", "Traders"),
        ("For the traders who praised the rain, the town warned that it was late.", "town"),
        # what one has is somebody else; what a body has is not
        ("My father used to say, “Flour has no anthem.”", "My father"),
        ("A teacher from my town wrote: “Flour has no anthem.”", "teacher from my town"),
        # an epithet is the last person, unless the text has left such a person without a name
        ("Jane Roe left. The young actress said that it was late.", "Jane Roe"),
        ("A young actress came. Jane Roe left. The actress said that it was late.", "actress"),
        ("John Doe left. The Zenda judge said that it was late.", "John Doe"),
        ("John Doe left. The judge said that it was late.", "judge"),
        ("Governor John Doe left. The Zenda judge said that it was late.", "Zenda judge"),
        # data speaks for itself, a statement for the one who made it
        ("John Doe left. A 2014 study said that it was late.", "2014 study"),
        ("John Doe said it was late. The statement said that it was early.", "John Doe"),
        # Mr and Ms choose among people of one name
        ("Mary Doe met John Doe. Mr. Doe said that it was late.", "John Doe"),
        ("Mary Doe met John Doe. Ms. Doe said that it was late.", "Mary Doe"),
        # a title before one name, and what follows it
        ("Mrs Roe of the swimming club said that it was late.", "Roe"),
        ("Prime Minister John Doe left. PM Doe said that it was late.", "John Doe"),
        # a name that stands first in the possessive; a place is nobody
        ("Jane Roe's retirement came late. Roe said that it was early.", "Jane Roe"),
        ("New Zenda's retirement came late. Zenda said that it was early.", "Zenda"),
        # the person's title and not the owner's tells the gender
        ("Mr. Doe's pollster Lee Roe came. “It is late,” she said.", "Lee Roe"),
        # where and when somebody spoke is not who
        ("“It is late,” explained the baker in her speech.", "baker"),
        ("“It is late,” explained the baker in red shorts.", "baker in red shorts"),
        ("“It is late,” said one baker during a visit.", "one baker"),
        # a number before a time, an age after a person
        ("Fifty years ago a teacher wrote a letter. “It is late,” she wrote.", "teacher"),
        ("“It is late,” said a teacher aged 44.", "teacher"),
    ],
)
def test_whom(text: str, speaker: str) -> None:
    assert spoken(text)[-1][0] == speaker


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Asked what she thought when it was over, Jane Roe said, “It is late.”", ["Jane Roe"]),
        ("When asked if she knew, Jane Roe said that it was late.", ["Jane Roe"]),
        ("The man who asked what she thought left, Jane Roe said.", ["Jane Roe"]),
        ("Dear Mrs Roe,|You told us that it was late.", ["Roe"]),
        ("Dear Rector,|You told us that it was late.", ["Rector"]),
        ("Dear friends,|You told us that it was late.", ["You"]),
        ("Dear Sir,|You told us that it was late.", ["You"]),
        ("“It is late.”|— Jane Roe, baker", ["Jane Roe"]),
        ("“It is late.”|A baker in the town", ["baker in the town"]),
        ("John Doe said so.|“It is late.”|Jane Roe left.", ["John Doe"]),
        ("John Doe said it was late.|“It is late.”|The plan", ["John Doe", "John Doe"]),
        (
            "Old critics, young campaigners and many helpers said it was late.",
            ["Old critics; young campaigners; many helpers"],
        ),
    ],
)
def test_speakers(text: str, speakers: list[str]) -> None:
    assert [speaker for speaker, _ in spoken(text)] == speakers


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The town [said](http://x.example) that it was late.", [("town", "it was late")]),
        ("It was late, said [9]Jane Roe, who knows.", [("Jane Roe", "It was late")]),
        ("The town said that [9] were late.", [("town", "[9] were late")]),
        ("It was late, according to the\nHerald\n, which knows.", [("Herald", "It was late")]),
    ],
)
def test_links(text: str, said: list[tuple[str, str]]) -> None:
    assert spoken(text) == said


def test_lines_that_go_on() -> None:
    text = "It was late, according to the\nTown Council\n. Nobody came.\nJane Roe left."
    rows = [(match.start(), match.end(), "body") for match in re.finditer(r"[^\n]+", text)]
    voices = attribute(text, pd.DataFrame(rows, columns=["start", "end", "role"]))
    assert [(row.speaker, text[row.start : row.end]) for row in voices.itertuples() if row.speaker] == [
        ("Town Council", "It was late")
    ]


@pytest.mark.parametrize(("first", "speaker"), [("Anna Roe\nSpokesperson\n", "Anna Roe"), ("Briefing\n", "Roe")])
def test_label_of_the_page(first: str, speaker: str) -> None:
    turns = "MS ROE: Yes?\nQUESTION: Is it late?\nMS ROE: It is."
    rows = [(len(first) + m.start(), len(first) + m.end(), "body") for m in re.finditer(r"[^\n]+", turns)]
    voices = attribute(first + turns, pd.DataFrame(rows, columns=["start", "end", "role"]))
    assert [name for name in voices["speaker"] if name] == [speaker, "Question", speaker]
