"""Furniture that stands inside a long line is cut out, and the text around it is left."""

from __future__ import annotations

import pytest
from invented_pages import ONE, THREE, TWO, labels


@pytest.mark.parametrize(
    ("piece", "role"),
    [
        ("Related: Road to the north is closed again", "teaser"),
        ("READ MORE: What the two towns want", "teaser"),
        ("Share", "share_widget"),
        ("ADVERTISEMENT", "other_boilerplate"),
        ("Share on Facebook Twitter Email", "share_widget"),
        ("12 comments", "other_boilerplate"),
        ("The chair leaves the hall on Monday. VALLEY/Ann Example", "caption"),
    ],
)
def test_between_two_paragraphs(piece, role):
    assert labels(f"{ONE} {TWO} {piece} {THREE}") == [(f"{ONE} {TWO}", "body"), (piece, role), (THREE, "body")]


@pytest.mark.parametrize(
    ("piece", "role"),
    [
        ("Tags: valley, winter, roads", "section_tag"),
        ("Most read 1 Winter comes early 2 Bridge falls", "teaser"),
        ("© 2018 Valley Post Ltd. All rights reserved.", "other_boilerplate"),
        ("(Reporting by Ann Example; Editing by Bo Example)", "byline"),
    ],
)
def test_at_the_end(piece, role):
    found = labels(f"{ONE} {TWO} {piece}")
    assert found[0] == (f"{ONE} {TWO}", "body") and {label for _, label in found[1:]} == {role}


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices fell in the valley after the vote.",
        "The report by Ann Example says nothing about related work: it is short.",
        "A road and/or a bridge will be built by the EU/UN mission in the north.",
    ],
)
def test_sentences_that_hold_the_same_words_stay(sentence):
    text = f"{ONE} {sentence} {TWO}"
    assert labels(text) == [(text, "body")]
