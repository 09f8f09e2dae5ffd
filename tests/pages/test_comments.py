"""Readers' comments: found by bullets or by a heading, and read as a tree."""

from __future__ import annotations

import pandas as pd
from invented_pages import ONE, TWO, labels, page

from corpus_utils.pages.comments import comments
from corpus_utils.pages.roles import segment
from corpus_utils.study import load_study

TREE = page(
    ONE,
    TWO,
    "  • Ann",
    "    No. I was there.",
    "    And you?",
    "    • Bo",
    "      Yes.",
    "      • Ann",
    "        Well.",
    "    • Cy",
    "      No!",
    "  • Di",
    "    Amen.",
)
BLOG = page(ONE, TWO, "2 comments:", "Ann said...\nI was there.\nMarch 3, 2018 at 1:02 AM", "Bo said...\nI was not.")


def tree(text: str) -> list[tuple]:
    table = comments(text, segment(text))
    return list(
        table[["comment", "parent", "depth", "author"]].astype(object).fillna(0).itertuples(index=False, name=None)
    )


class TestCommentTree:
    def test_bullets_and_indentation(self):
        assert tree(TREE) == [(1, 0, 0, "Ann"), (2, 1, 1, "Bo"), (3, 2, 2, "Ann"), (4, 1, 1, "Cy"), (5, 0, 0, "Di")]

    def test_a_comment_of_two_paragraphs_is_one(self):
        first = comments(TREE, segment(TREE)).iloc[0]
        assert TREE[first["start"] : first["end"]] == "No. I was there.\n\n    And you?"

    def test_an_indented_list_of_the_text_is_none(self):
        text = page(ONE, "  • open the road;\n  • build a bridge;\n  • write it down.", TWO)
        assert not [role for _, role in labels(text) if role.startswith("comment")]


class TestCommentsBelow:
    def test_names_and_dates_head_comments(self):
        assert tree(BLOG) == [(1, 0, 0, "Ann"), (2, 0, 0, "Bo")]

    def test_the_counter_is_furniture(self):
        assert ("2 comments:", "other_boilerplate") in labels(BLOG)

    def test_an_empty_form_holds_no_comment(self):
        text = page(ONE, TWO, "Leave a Reply", "Your email address will not be published.")
        assert not [role for _, role in labels(text) if role.startswith("comment")]


class TestComments:
    def test_the_eleven_of_the_news_of_2018(self):
        text = load_study().texts["news_2018"]
        table = comments(text, segment(text))
        assert table["parent"].astype(object).where(table["parent"].notna(), None).tolist() == [
            None,
            None,
            None,
            3,
            4,
            5,
            6,
            7,
            4,
            9,
            10,
        ]
        assert table["depth"].tolist() == [0, 0, 0, 1, 2, 3, 4, 5, 2, 3, 4]
        mangled = table["author"][2]
        assert table["author"].tolist() == [
            "Guest",
            "Gold51",
            mangled,
            "Plasma Dawn",
            mangled,
            "Plasma Dawn",
            mangled,
            "Plasma Dawn",
            "Guest",
            "Plasma Dawn",
            "elbmw",
        ]
        assert "protected" in mangled
        fifth = table.iloc[4]
        assert text[fifth["start"] : fifth["end"]].startswith("A hand-picked opposition")
        assert text[fifth["start"] : fifth["end"]].endswith("waste of time indeed.")

    def test_none(self):
        table = comments(ONE, segment(ONE))
        assert table.empty and table["parent"].dtype == pd.Int64Dtype()
