"""A figure is four files that repeat to the byte."""

from __future__ import annotations

import base64

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from corpus_utils.figures import save_figure, use_style


def draw():
    use_style()
    fig, ax = plt.subplots()
    ax.plot([1, 2], [2, 1])
    return fig


class TestSaveFigure:
    def test_twice_the_same_bytes(self, study_folder):
        contents = []
        for _ in range(2):
            fig = draw()
            save_figure(fig, "01-line", pd.DataFrame({"x": [1, 2]}), "A falling line.", root=study_folder.root)
            plt.close(fig)
            contents.append({p.name: p.read_bytes() for p in (study_folder.root / "figures").iterdir()})
        assert contents[0] == contents[1]
        assert sorted(contents[0]) == ["01-line.csv", "01-line.png", "01-line.svg", "01-line.txt"]

    def test_the_svg_tells_what_it_shows(self, study_folder):
        fig = draw()
        save_figure(fig, "01-line", pd.DataFrame({"x": [1]}), "A falling line.", root=study_folder.root)
        plt.close(fig)
        assert "A falling line." in (study_folder.root / "figures" / "01-line.svg").read_text(encoding="utf-8")

    @pytest.mark.parametrize(("data", "alt"), [(pd.DataFrame(), "A line."), (pd.DataFrame({"x": [1]}), " ")])
    def test_refuses_a_figure_without_data_or_words(self, study_folder, data, alt):
        fig = draw()
        with pytest.raises(ValueError, match="01-line"):
            save_figure(fig, "01-line", data, alt, root=study_folder.root)
        plt.close(fig)
        assert not (study_folder.root / "figures").exists()


class TestUseStyle:
    def test_a_users_own_settings_do_not_show(self):
        mpl.rcParams["lines.linewidth"] = 17
        use_style()
        assert mpl.rcParams["lines.linewidth"] == mpl.rcParamsDefault["lines.linewidth"]


class TestPicture:
    def test_the_words_stand_in_the_markup_escaped(self, study_folder):
        shown = save_figure(draw(), "01-line", pd.DataFrame({"x": [1]}), 'A "falling" <line>.', root=study_folder.root)
        bundle = shown._repr_mimebundle_()
        assert 'alt="A &quot;falling&quot; &lt;line&gt;."' in bundle["text/html"]
        assert bundle["text/plain"] == repr(shown) == 'A "falling" <line>.'
        assert (
            base64.b64encode((study_folder.root / "figures" / "01-line.png").read_bytes()).decode()
            in bundle["text/html"]
        )

    def test_the_figure_is_closed(self, study_folder):
        save_figure(draw(), "01-line", pd.DataFrame({"x": [1]}), "A line.", root=study_folder.root)
        assert not plt.get_fignums()

    def test_dollars_are_dollars(self, study_folder):
        fig = draw()
        fig.axes[0].set_title("US$ 5_{ and US$ 6")
        save_figure(fig, "01-line", pd.DataFrame({"x": [1]}), "A line.", root=study_folder.root)
