"""A description places its source in a group, or in none."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import pytest

from corpus_utils.groups import Groups, kinds
from corpus_utils.study import MARK, find_root, read_declaration

DECLARED = read_declaration(find_root(Path(__file__).parent) / MARK)
GROUPS = Groups.of_table(DECLARED["groups"], DECLARED["words"])


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
        assert GROUPS.of(description) == group

    def test_the_background_fills_what_the_description_lacks(self):
        assert GROUPS.of("the minister", "a Russian politician") == "russian_government"
        assert GROUPS.of("the Turkish minister", "a Russian politician") == "other"

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
        assert GROUPS.of(description, setting="syrian") == group


class TestSettingOf:
    @pytest.mark.parametrize(
        ("words", "setting"),
        [
            (["Aleppo fell.", "Russia and the US waited for the UN and Russia.", "Iran did not."], ""),
            (["Aleppo fell.", "Russia and Russia and Russia waited.", "Syria did not."], "syrian"),
            (["Turkey, Iran and Syria met."], "abroad"),
            (["Nobody came."], ""),
        ],
    )
    def test_it(self, words, setting):
        assert GROUPS.setting_of(words) == setting


class TestCues:
    def test_the_longest_cue_counts(self):
        assert GROUPS.cues("the Free Syrian Army") == {"nation": ["syrian"], "kind": ["opposition"]}


class TestIsCue:
    @pytest.mark.parametrize(("word", "expected"), [("Russian", True), ("Example", False), ("Human Rights", True)])
    def test_it(self, word, expected):
        assert GROUPS.is_cue(word) is expected


class TestDefaults:
    @pytest.mark.parametrize("n", [2, 8, 40])
    def test_any_number_of_groups_has_labels_colours_and_markers(self, n):
        groups = Groups.of_table({f"side_{i}": {} for i in range(n)})
        assert len(groups) == n + 1 and groups.names[-1] == "other"
        assert groups.label("side_1;other") == "side 1 and others"
        assert groups.colour("side_0") != groups.colour("side_1") != groups.colour("other")

    def test_two_sides_differ_in_grey(self):
        shades = [
            0.2126 * r + 0.7152 * g + 0.0722 * b
            for r, g, b in map(mpl.colors.to_rgb, map(Groups.of_table({"a": {}, "b": {}}).colour, ("a", "b")))
        ]
        assert abs(shades[0] - shades[1]) > 0.3

    def test_without_a_study_nobody_has_a_group(self):
        assert Groups().of("a Ruritanian minister") == "" and Groups().media == "" and not Groups()

    def test_words_of_another_study_point_to_its_groups(self):
        groups = Groups.of_table(
            {
                "crown": {"words": ["elphberg"], "kinds": ["government"]},
                "rebels": {"words": ["elphberg"], "kinds": ["opposition"], "bodies": ["Blue Six"]},
                "press": {"kinds": ["media"]},
            },
            {"elphberg": ["Ruritania", "Ruritanian"]},
        )
        told = [
            "the Ruritanian minister",
            "a Ruritanian rebel",
            "a Blue Six commander",
            "a newspaper",
            "a Syrian rebel",
        ]
        assert [groups.of(words) for words in told] == ["crown", "rebels", "rebels", "press", "other"]
        assert groups.setting_of(["Ruritania’s king left."]) == "elphberg"
        assert groups.of("the opposition", setting="elphberg") == "rebels"
        assert groups.of("the opposition") == "other"

    def test_kinds_are_listed(self):
        assert {"government", "opposition", "civil", "media", "any"} <= set(kinds())


class TestLabelAsName:
    """A study that says no more than two labels still finds who speaks for a side."""

    GROUPS = Groups.of_table({"a": {"label": "The Dock Workers' Union"}, "b": {"label": "The company"}})

    def test_a_description_with_the_label_belongs_to_the_group(self):
        for words in ("the company", "a spokesman of the company", "the company's director", "The Company"):
            assert self.GROUPS.of(words) == "b", words
        assert self.GROUPS.of("a member of the Dock Workers' Union") == "a"

    def test_a_part_of_the_label_is_not_enough(self):
        assert self.GROUPS.of("a trade union") == "other"
        assert self.GROUPS.of("the companies") == "other"

    def test_a_group_that_says_who_belongs_to_it_is_not_named_by_its_label(self):
        groups = Groups.of_table({"a": {"label": "The company", "words": ["Acme"]}, "b": {"label": "The union"}})
        assert groups.of("the company") == "other" and groups.of("a spokesman of Acme") == "a"
