"""Lists of names and readers’ comments: found in several layouts, and read as tables."""

from __future__ import annotations

import pandas as pd
import pytest
from invented_pages import ONE, TWO, labels, page

from corpus_utils.pages.lists import comments, is_entry, signatories
from corpus_utils.pages.roles import segment
from corpus_utils.study import load_study

NAMES = ("Union of the Northern Towns", "Ann's House, Ulm", "Road 4 All", "Valley Women (VW)", "Bo Example - Jena")


def listed(text: str) -> list[str]:
    return [piece for piece, role in labels(text) if role == "signatory"]


class TestSignatoryList:
    @pytest.mark.parametrize(
        "header",
        [
            "Signatories:",
            "Signed by",
            "The undersigned organisations:",
            "## Signatures",
            "This statement is endorsed by the following groups:",
        ],
    )
    def test_headers(self, header):
        text = page(ONE, TWO, header, "\n".join(NAMES))
        assert (header, "signatory_header") in labels(text)
        assert listed(text) == list(NAMES)

    @pytest.mark.parametrize("mark", ["{}. ", "{}) ", "• ", "- ", ""])
    def test_marks(self, mark):
        lines = [mark.format(number) + name for number, name in enumerate(NAMES, start=1)]
        assert listed(page(ONE, TWO, "Signatories:", "\n".join(lines))) == lines

    def test_a_list_goes_on_over_blank_lines(self):
        text = page(ONE, TWO, "Signatories:", "1. Road 4 All\n2. Valley Women", "3. Ann's House\n4. Northern Towns")
        assert len(listed(text)) == 4

    def test_a_list_ends_at_the_furniture(self):
        text = page(
            ONE, TWO, "Signatories:", "- Road 4 All\n- Valley Women", "Share this:", "Related", "Winter comes early"
        )
        assert len(listed(text)) == 2

    def test_a_long_list_needs_no_header(self):
        people = [f"**Ann {letter}. Roe**" + " , baker" * (at % 2) for at, letter in enumerate("ABCDEFGHIJKL")]
        assert listed(page(ONE, TWO, "\n".join(people))) == people
        assert not listed(page(ONE, TWO, "\n".join(people[1:])))

    @pytest.mark.parametrize(
        "line",
        [
            "Ann {} Roe",
            "• Ann {} Roe, baker",
            "Council {} agrees on a road, at last, for all",
            "The long road to {}, and back",
        ],
    )
    def test_lines_that_sign_nothing(self, line):
        assert not listed(page(ONE, TWO, "\n".join(line.format(letter) for letter in "ABCDEFGHIJKLM")))

    def test_demands_are_none(self):
        text = page("We, the undersigned, call on the council to:", "• Open the road;\n• Build a bridge;", ONE, TWO)
        assert not listed(text)


class TestRunInList:
    def test_semicolons(self):
        names = "Ann A, artist; Bo B, baker; Cy C, carpenter; Di D, driver; Ed E, editor; Fay F, farmer"
        assert len(listed(page(ONE, TWO, names))) == 6

    def test_commas_below_a_header(self):
        text = page(ONE, TWO, "The signatories: Road 4 All, Valley Women, Ann's House, Northern Towns.")
        assert labels(text)[-5] == ("The signatories:", "signatory_header") and len(listed(text)) == 4

    def test_a_sentence_with_semicolons_is_body(self):
        text = page(ONE, "They want a road; they want it soon; they have no money; nobody helps; winter comes.", TWO)
        assert not listed(text)


class TestSignatories:
    def test_the_statement_of_2018_has_133(self):
        text = load_study().texts["civil_statement_2018"]
        table = signatories(text, segment(text))
        assert table["number"].tolist() == list(range(1, 134))
        assert all(
            text[row.start : row.end] == row.name_ for row in table.rename(columns={"name": "name_"}).itertuples()
        )
        by_number = table.set_index("number")["name"]
        assert by_number[[1, 25, 74, 75, 133]].tolist() == [
            "Agriculture engineering syndicate of Daraa",
            "Help4Syria, UK",
            "Local Council of Namar",
            "Local Council of Namir",
            "Zenobia, Syrian Women's Association",
        ]

    def test_a_list_without_numbers(self):
        text = page(ONE, TWO, "Signatories:", "• Road 4 All\n• Ann's House")
        table = signatories(text, segment(text))
        assert table["name"].tolist() == ["Road 4 All", "Ann's House"] and table["number"].isna().all()

    def test_none(self):
        table = signatories(ONE, segment(ONE))
        assert table.empty and table["number"].dtype == pd.Int64Dtype()


class TestIsEntry:
    @pytest.mark.parametrize("line", ["3. Ann", "Ann Example, writer", "Ann Example (Ulm)", "Ann Example      Ulm"])
    def test_yes(self, line):
        assert is_entry(line)

    @pytest.mark.parametrize("line", ["Head of Office", "open the road;", ""])
    def test_no(self, line):
        assert not is_entry(line)


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
