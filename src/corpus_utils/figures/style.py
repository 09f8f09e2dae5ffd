"""One look for all figures, and one way to save them."""

from __future__ import annotations

import base64
import io
from html import escape
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from corpus_utils.files import write_bytes
from corpus_utils.study import find_root, keeps_results
from corpus_utils.tables import write_table

STYLE: dict[Any, Any] = {
    "figure.dpi": 100,
    "savefig.dpi": 150,
    "figure.constrained_layout.use": True,
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "text.parse_math": False,
    "legend.frameon": False,
    "svg.hashsalt": "corpus-utils",
    "svg.fonttype": "path",
}


def use_style() -> None:
    """Set matplotlib to its defaults and the project's style.

    A user's own matplotlibrc must not change what the figures look like.

    Examples
    --------
    >>> use_style()
    >>> mpl.rcParams["svg.hashsalt"]
    'corpus-utils'
    """
    mpl.rcdefaults()
    mpl.rcParams.update(STYLE)


class Picture:
    """A saved figure as a notebook shows it: with the words for those who cannot see it.

    A picture without words says nothing to a screen reader, and the metadata of an output are read nowhere, so the
    words stand in the markup itself.

    Parameters
    ----------
    png : bytes
        The picture.
    alt : str
        What it shows, in one or two sentences.
    width : int
        Pixels on a screen.
    caption : str
        The line under the picture; none where it is empty.

    Examples
    --------
    >>> Picture(b"...", "Two bars < three.", 800)
    Two bars < three.
    """

    def __init__(self, png: bytes, alt: str, width: int, caption: str = "") -> None:
        self.png, self.alt, self.width, self.caption = png, alt, width, caption

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Give the picture in the forms that a notebook may show."""
        content = base64.b64encode(self.png).decode("ascii")
        source = f"data:image/png;base64,{content}"
        image = f'<img alt="{escape(self.alt)}" width="{self.width}" style="max-width:100%;height:auto" src="{source}">'
        caption = f"<figcaption><em>{escape(self.caption)}</em></figcaption>" if self.caption else ""
        return {"text/html": f'<figure style="margin:0">{image}{caption}</figure>', "text/plain": self.alt}


def save_figure(
    fig: Figure, name: str, data: pd.DataFrame, alt: str, caption: str = "", root: str | Path | None = None
) -> Picture:
    """Save a figure as PNG and SVG, with the data drawn as CSV and a text for those who cannot see it.

    In a notebook that is opened in the study itself nothing is written (see `corpus_utils.study.keeps_results`).

    Parameters
    ----------
    fig : Figure
        What to save; it is closed, since the picture returned is what a notebook shows.
    name : str
        File name without ending, ``NN-name``; NN is the number of the notebook.
    data : DataFrame
        The numbers drawn, one row a mark.
    alt : str
        What the figure shows, in one or two sentences.
    caption : str
        The line under the picture in a notebook: what a mark is, unit and n.
    root : str or Path, optional
        The study folder; by default the one that holds the current folder.

    Returns
    -------
    Picture
        What a notebook shows where it is the last line of a cell.

    Raises
    ------
    ValueError
        If there is no data or no alternative text.

    Examples
    --------
    >>> import tempfile
    >>> import matplotlib.pyplot as plt
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "study.toml").write_text("")
    >>> fig, ax = plt.subplots()
    >>> save_figure(fig, "00-empty", pd.DataFrame({"words": [1]}), "An empty figure.", root=folder)
    An empty figure.
    >>> sorted(path.name for path in (folder / "figures").iterdir())
    ['00-empty.csv', '00-empty.png', '00-empty.svg', '00-empty.txt']
    """
    if data.empty or not alt.strip():
        raise ValueError(f"figure {name}: expected the data drawn and an alternative text, found one of them empty")
    root = find_root(root)
    folder, kept = root / "figures", keeps_results(root)
    made = {ending: _rendered(fig, ending, name, alt) for ending in ("png", "svg")}
    if kept:
        for ending, content in made.items():
            write_bytes(folder / f"{name}.{ending}", content)
        write_table(data, folder / f"{name}.csv")
        write_bytes(folder / f"{name}.txt", (alt.strip() + "\n").encode("utf-8"))
    return _picture(fig, made["png"], alt, caption)


def show_figure(fig: Figure, alt: str, caption: str = "") -> Picture:
    """Show a figure that is kept elsewhere, with the words for those who cannot see it.

    Parameters
    ----------
    fig : Figure
        What to show; it is closed.
    alt, caption
        As in `save_figure`.

    Returns
    -------
    Picture
        What a notebook shows where it is the last line of a cell.

    Raises
    ------
    ValueError
        If there is no alternative text.

    Examples
    --------
    >>> fig, ax = plt.subplots()
    >>> show_figure(fig, "An empty figure.")
    An empty figure.
    """
    if not alt.strip():
        raise ValueError("figure: expected an alternative text, found an empty one; say what the figure shows")
    return _picture(fig, _rendered(fig, "png", "", alt), alt, caption)


def _rendered(fig: Figure, ending: str, name: str, alt: str) -> bytes:
    """Draw a figure once; `Figure.savefig` draws all of it a first time for its layout."""
    said, buffer = {"Title": name, "Description": alt}, io.BytesIO()
    fig.set_dpi(STYLE["savefig.dpi"])
    with mpl.rc_context({key: STYLE[key] for key in ("svg.hashsalt", "svg.fonttype")}):
        if ending == "svg":
            FigureCanvasSVG(fig).print_svg(buffer, metadata=said | {"Date": None, "Creator": None})
        else:
            FigureCanvasAgg(fig).print_png(buffer, metadata=said | {"Software": None})
    return buffer.getvalue()


def _picture(fig: Figure, png: bytes, alt: str, caption: str) -> Picture:
    width = round(fig.get_figwidth() * STYLE["figure.dpi"])
    plt.close(fig)
    return Picture(png, alt.strip(), width, caption)
