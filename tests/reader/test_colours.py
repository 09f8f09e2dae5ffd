"""Colours can be read."""

from __future__ import annotations

import pytest

from corpus_utils.groups import _COLOURS, Groups
from corpus_utils.reader.colours import LEAST_CONTRAST, contrast, group_rules, ink, mix


class TestInk:
    @pytest.mark.parametrize("colour", [*_COLOURS, "#FFFFFF", "#FFFF00", "#00FFFF"])
    def test_every_colour_can_be_read_on_its_own_tint(self, colour):
        ground = mix(colour, 0.2)
        assert contrast(ink(colour, ground), ground) >= LEAST_CONTRAST

    def test_a_ground_on_which_nothing_can_be_read_is_refused(self):
        with pytest.raises(ValueError, match="ground"):
            ink("#000000", "#222222")


class TestGroupRules:
    def test_a_name_cannot_leave_its_quotes(self):
        rule = group_rules({'a"]{}</style>': [("#0A4C86", "o")]})
        assert rule.startswith('[data-group="a\\22 \\5d \\7b \\7d \\3c \\2f style\\3e "]{')

    def test_joint_speech_shows_both(self):
        groups = Groups.of_table({"a": {"marker": "s"}, "b": {"marker": "o"}})
        rule = group_rules({"a;b": [(groups[g].colour, groups[g].marker) for g in ("a", "b")]})
        assert "linear-gradient" in rule
        assert '--sign:"■●"' in rule
