"""A figure is four files that repeat to the byte."""

from __future__ import annotations

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from corpus_utils.study import ACTOR_GROUPS
from corpus_utils.figures import GROUP_COLOURS, GROUP_LABELS, group_label, save_figure, use_style


def draw():
    use_style()
    fig, ax = plt.subplots()
    ax.plot([1, 2], [2, 1])
    return fig


def luminance(colour):
    red, green, blue = mpl.colors.to_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class TestSaveFigure:
    def test_twice_the_same_bytes(self, study_folder):
        contents = []
        for _ in range(2):
            fig = draw()
            save_figure(fig, "01-line", pd.DataFrame({"x": [1, 2]}), "A falling line.", study_folder.root)
            plt.close(fig)
            contents.append({p.name: p.read_bytes() for p in (study_folder.root / "figures").iterdir()})
        assert contents[0] == contents[1]
        assert sorted(contents[0]) == ["01-line.csv", "01-line.png", "01-line.svg", "01-line.txt"]

    def test_the_svg_tells_what_it_shows(self, study_folder):
        fig = draw()
        save_figure(fig, "01-line", pd.DataFrame({"x": [1]}), "A falling line.", study_folder.root)
        plt.close(fig)
        assert "A falling line." in (study_folder.root / "figures" / "01-line.svg").read_text(encoding="utf-8")

    @pytest.mark.parametrize(("data", "alt"), [(pd.DataFrame(), "A line."), (pd.DataFrame({"x": [1]}), " ")])
    def test_refuses_a_figure_without_data_or_words(self, study_folder, data, alt):
        fig = draw()
        with pytest.raises(ValueError, match="01-line"):
            save_figure(fig, "01-line", data, alt, study_folder.root)
        plt.close(fig)
        assert not (study_folder.root / "figures").exists()


class TestUseStyle:
    def test_a_users_own_settings_do_not_show(self):
        mpl.rcParams["lines.linewidth"] = 17
        use_style()
        assert mpl.rcParams["lines.linewidth"] == mpl.rcParamsDefault["lines.linewidth"]


class TestGroupColours:
    def test_every_group_has_a_colour_and_a_name(self):
        assert set(GROUP_COLOURS) == set(GROUP_LABELS) == set(ACTOR_GROUPS)

    def test_the_two_sides_differ_in_grey(self):
        sides = [luminance(GROUP_COLOURS[g]) for g in ("russian_government", "syrian_civil_society")]
        assert abs(sides[0] - sides[1]) > 0.3


class TestGroupLabel:
    @pytest.mark.parametrize(
        ("group", "label"), [("un", "United Nations"), ("un;un", "United Nations"), ("new_group", "new_group")]
    )
    def test_label(self, group, label):
        assert group_label(group) == label
