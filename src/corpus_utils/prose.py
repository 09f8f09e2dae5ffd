"""Sentences that a notebook computes, shown as prose."""

from __future__ import annotations

from html import escape

from IPython.display import HTML


def conclude(*sentences: str) -> HTML:
    """Show computed sentences as paragraphs in a notebook.

    A finding is a sentence with numbers in it. Words of the texts may stand in it too, so everything
    is escaped: a text can never put markup into a notebook.

    Parameters
    ----------
    *sentences : str
        Plain text, one string a paragraph.

    Returns
    -------
    HTML
        What a notebook shows where it is the last line of a cell.

    Examples
    --------
    >>> conclude("5 < 7 documents").data
    '<p>5 &lt; 7 documents</p>'
    """
    return HTML("".join(f"<p>{escape(sentence)}</p>" for sentence in sentences))
