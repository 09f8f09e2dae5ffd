"""What a letter or speech puts around its text."""

from __future__ import annotations

import pytest
from invented_pages import ONE, THREE, TWO, page, roles

LETTER = page("Open letter on the winter plan", "3 March 2018", "Dear Ms. Example,", ONE, TWO)


class TestSalutation:
    @pytest.mark.parametrize(
        "line", ["Dear Sirs,", "Your Excellency,", "Dear Mr. Secretary-General:", "Ladies & Gentlemen:"]
    )
    def test_above_the_text(self, line):
        assert roles(page("Open letter on the plan", line, ONE, TWO))[line] == "salutation"

    def test_again_in_the_middle_of_a_speech(self):
        assert roles(page("Remarks by the chair", ONE, "Dear friends,", TWO))["Dear friends,"] == "salutation"

    def test_with_a_colon_below_an_introduction(self):
        assert roles(page("Letter on the plan", ONE, "Dear Ms. Example:", TWO))["Dear Ms. Example:"] == "salutation"

    def test_a_speaker_of_a_transcript_is_none(self):
        assert roles(page("Remarks by the chair", ONE, "Mr. Example:", TWO, THREE))["Mr. Example:"] == "body"


class TestAddressee:
    def test_a_sentence_to_somebody_is_none(self):
        line = "To the members of the council, the plan is a trap."
        assert roles(page("A plan for the winter", "3 March 2018", line, ONE, TWO))[line] == "body"

    def test_the_block_above_the_salutation(self):
        text = page(
            "3 March 2018", "Ms. Ann Example\nChair of the Council\nNorthern Road 1", "Dear Ms. Example:", ONE, TWO
        )
        assert [roles(text)[line] for line in ("Ms. Ann Example", "Northern Road 1")] == ["salutation"] * 2

    def test_names_with_titles_where_there_is_no_salutation(self):
        text = "Mr Bo Example, Chair of the Council\nMembers of the Council\n" + ONE + "\n" + TWO
        assert roles(text)["Members of the Council"] == "salutation"

    def test_the_subject_is_the_title_of_a_letter_without_one(self):
        lines = ("3 March 2018", "Re: The winter plan", "Dear Ms. Example:", ONE, TWO)
        assert roles(page(*lines))["Re: The winter plan"] == "title"
        assert roles(page("Open letter on the winter", *lines))["Re: The winter plan"] == "subtitle"


class TestClosing:
    @pytest.mark.parametrize(
        "line",
        [
            "Sincerely,",
            "Very grateful for your help,",
            "I thank you for your attention.",
            "Please accept, Excellency, the assurances of our consideration.",
        ],
    )
    def test_below_the_text(self, line):
        assert roles(page(LETTER, line, "Ann Example"))[line] == "closing"

    def test_thanks_in_the_middle_are_body(self):
        assert (
            roles(page(LETTER, "Thank you for your letter.", ONE + " Again.", TWO + " Again."))[
                "Thank you for your letter."
            ]
            == "body"
        )


class TestSignature:
    def test_name_and_office_below_the_closing(self):
        found = roles(page(LETTER, "Sincerely,", "Bo Example,\nHead of the Northern Office"))
        assert found["Bo Example,"] == found["Head of the Northern Office"] == "signature"

    def test_without_a_closing_at_the_foot_of_a_letter(self):
        assert roles(page(LETTER, "The Women of the Valley"))["The Women of the Valley"] == "signature"

    def test_many_names_with_places_are_signatories(self):
        names = [
            f"{name} Example, {place}"
            for name, place in zip("ABCDEF", ("Ulm", "Bonn", "Jena", "Kiel", "Hof", "Trier"), strict=True)
        ]
        found = roles(page(LETTER, "\n".join(names)))
        assert {found[name] for name in names} == {"signatory"}
