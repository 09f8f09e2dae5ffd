"""One look for all figures, and one way to save them."""

from __future__ import annotations

import io
from pathlib import Path

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from corpus_utils.files import write_bytes
from corpus_utils.paths import find_root
from corpus_utils.tables import write_table

#: Dark and light alternate, so that neighbours differ in grey; hues after Okabe and Ito (2008).
GROUP_COLOURS = {
    "russian_government": "#E69F00",
    "syrian_civil_society": "#0A4C86",
    "syrian_opposition": "#009E73",
    "syrian_kurdish": "#F0E442",
    "syrian_government": "#D55E00",
    "us_government": "#56B4E9",
    "un": "#CC79A7",
    "media": "#BBBBBB",
    "other": "#555555",
}
GROUP_LABELS = {
    "russian_government": "Russian government",
    "syrian_civil_society": "Syrian civil society",
    "syrian_opposition": "Syrian opposition",
    "syrian_kurdish": "Syrian Kurdish politicians",
    "syrian_government": "Syrian government",
    "us_government": "US government",
    "un": "United Nations",
    "media": "media (narrator)",
    "other": "others",
}
GROUP_MARKERS = {"russian_government": "s", "syrian_civil_society": "o"}

STYLE = {
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


def group_label(group: str) -> str:
    """Say the name of an actor group, or of several that speak together, in words.

    Parameters
    ----------
    group : str
        A label of ``actor_group``; several are joined by ``;``.

    Returns
    -------
    str
        The words for a caption or an axis.

    Examples
    --------
    >>> group_label("russian_government;us_government")
    'Russian government and US government'
    """
    return " and ".join(GROUP_LABELS.get(part, part) for part in dict.fromkeys(group.split(";")))


def save_figure(fig: Figure, name: str, data: pd.DataFrame, alt: str, root: str | Path | None = None) -> None:
    """Save a figure as PNG and SVG, with the data drawn as CSV and a text for those who cannot see it.

    Parameters
    ----------
    fig : Figure
        What to save; it stays open.
    name : str
        File name without ending, ``NN-name``; NN is the number of the notebook.
    data : DataFrame
        The numbers drawn, one row a mark.
    alt : str
        What the figure shows, in one or two sentences.
    root : str or Path, optional
        The study folder; by default the one that holds the current folder.

    Raises
    ------
    ValueError
        If there is no data or no alternative text.

    Examples
    --------
    >>> import tempfile
    >>> import matplotlib.pyplot as plt
    >>> folder = Path(tempfile.mkdtemp())
    >>> (folder / "data" / "raw").mkdir(parents=True)
    >>> _ = (folder / "data" / "raw" / "metadata.csv").write_text("doc_id")
    >>> fig, ax = plt.subplots()
    >>> save_figure(fig, "00-empty", pd.DataFrame({"words": [1]}), "An empty figure.", root=folder)
    >>> sorted(path.name for path in (folder / "figures").iterdir())
    ['00-empty.csv', '00-empty.png', '00-empty.svg', '00-empty.txt']
    >>> plt.close(fig)
    """
    if data.empty or not alt.strip():
        raise ValueError(f"figure {name}: expected the data drawn and an alternative text, found one of them empty")
    folder = find_root(root) / "figures"
    plain = {"Title": name, "Description": alt}
    for ending, metadata in (("png", {"Software": None}), ("svg", {"Date": None, "Creator": None})):
        buffer = io.BytesIO()
        with mpl.rc_context({key: STYLE[key] for key in ("svg.hashsalt", "svg.fonttype")}):
            fig.savefig(buffer, format=ending, metadata=plain | metadata, bbox_inches=None)
        write_bytes(folder / f"{name}.{ending}", buffer.getvalue())
    write_table(data, folder / f"{name}.csv")
    write_bytes(folder / f"{name}.txt", (alt.strip() + "\n").encode("utf-8"))
