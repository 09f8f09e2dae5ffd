"""A description places its source in a group, or in none."""

from __future__ import annotations

import pytest

from corpus_utils.speech.groups import cues, group_of, is_cue, setting_of


class TestGroupOf:
    @pytest.mark.parametrize(
        ("description", "group"),
        [
            ("a senior Russian diplomat", "russian_government"),
            ("the Russian Foreign Minister", "russian_government"),
            ("a U.S. official", "us_government"),
            ("a White House official", "us_government"),
            ("the State Department spokeswoman", "us_government"),
            ("a prominent figure in the Syrian political opposition", "syrian_opposition"),
            ("a Syrian rebel commander", "syrian_opposition"),
            ("Top Syrian Kurdish politician", "syrian_kurdish"),
            ("the Syrian Observatory for Human Rights", "syrian_civil_society"),
            ("a Syrian activist", "syrian_civil_society"),
            ("the UN envoy", "un"),
            ("the UN Secretary-General", "un"),
            ("a Turkish official", "other"),
            ("a Russian analyst", "other"),
            ("a former US ambassador", "other"),
            ("a doctor", "other"),
            ("the Free Syrian Army", "syrian_opposition"),
            ("Russian state television", "media"),
            ("the US special envoy for Syria", "us_government"),
            ("a commander of a rebel faction in Aleppo", "syrian_opposition"),
            ("Syria's state television", "syrian_government"),
            ("a minister of the Syrian government for human rights", "syrian_government"),
            ("the opposition", "other"),
            ("", "other"),
        ],
    )
    def test_group(self, description, group):
        assert group_of(description) == group

    def test_the_background_fills_what_the_description_lacks(self):
        assert group_of("the minister", "a Russian politician") == "russian_government"
        assert group_of("the Turkish minister", "a Russian politician") == "other"

    @pytest.mark.parametrize(
        ("description", "group"),
        [
            ("the government's envoy", "syrian_government"),
            ("the head of the opposition team", "syrian_opposition"),
            ("the Turkish opposition", "other"),
            ("a diplomat", "other"),
        ],
    )
    def test_the_country_of_the_text_is_meant_where_none_is_named(self, description, group):
        assert group_of(description, setting="syrian") == group


class TestSettingOf:
    @pytest.mark.parametrize(
        ("words", "setting"),
        [
            (["Aleppo fell.", "Russia and the US waited for the UN and Russia.", "Iran did not."], ""),
            (["Aleppo fell.", "Russia and Russia and Russia waited.", "Syria did not."], "syrian"),
            (["Turkey, Iran and Syria met."], "other"),
            (["Nobody came."], ""),
        ],
    )
    def test_it(self, words, setting):
        assert setting_of(words) == setting


class TestCues:
    def test_the_longest_cue_counts(self):
        assert cues("the Free Syrian Army") == {"nation": ["syrian"], "kind": ["opposition"]}


class TestIsCue:
    @pytest.mark.parametrize(("word", "expected"), [("Russian", True), ("Example", False), ("Human Rights", True)])
    def test_it(self, word, expected):
        assert is_cue(word) is expected
