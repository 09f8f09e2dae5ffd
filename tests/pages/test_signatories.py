"""Lists of names in several layouts, and the table that is read from them."""

from __future__ import annotations

import pandas as pd
import pytest
from invented_pages import ONE, TWO, labels, page

from corpus_utils.pages.roles import segment
from corpus_utils.pages.signatories import is_entry, signatories
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


class TestNumberedList:
    def test_without_a_header(self):
        lines = [f"{number}) {name}" for number, name in enumerate(NAMES, start=1)]
        assert listed(page(ONE, TWO, "\n".join(lines))) == lines


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
