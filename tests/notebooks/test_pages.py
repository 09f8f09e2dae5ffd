"""The notebooks as pages, made by `jupyter nbconvert --to html` and opened in Chromium, on a phone and by a reader."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from browser import Browser, contrast
from nbconvert import HTMLExporter

from corpus_utils import load_study, show_document
from corpus_utils.study import find_root

#: In one process of the test runner: the notebooks become pages once, and one browser opens them.
pytestmark = pytest.mark.xdist_group("notebooks as pages")

ROOT = find_root(Path(__file__).parent)
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PHONE = 390

# What does not fit: prose and pictures out of the page, and boxes that scroll sideways though they hold no table. Code
# and drawings made of letters scroll in boxes of nbconvert's own.
TOO_WIDE = """
(() => {
  const code = element => element.closest('.jp-InputArea, pre');
  const boxes = [...document.querySelectorAll('body *')].filter(box =>
    /auto|scroll/.test(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth + 1
    && !code(box) && box.firstElementChild?.tagName !== 'TABLE');
  const pieces = [...document.querySelectorAll('p, li, h1, h2, h3, img, svg, figcaption, summary, .mark')];
  const prose = pieces.filter(piece => {
    const place = piece.getBoundingClientRect();
    return !piece.closest('table') && place.width && (place.right > innerWidth + 1 || place.left < -1);
  });
  return [...boxes, ...prose].map(piece => `${piece.tagName} ${piece.className}: ${piece.textContent.slice(0, 60)}`);
})()
"""

#: What the cells show; the code beside it has the colours of JupyterLab.
SHOWN = contrast(".jp-OutputArea-output")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    window = Browser(tmp_path_factory.mktemp("browser"))
    window.size(PHONE, 844)
    yield window
    window.close()


def export(notebook: nbformat.NotebookNode, page: Path) -> Path:
    """Make the page that `jupyter nbconvert --to html` makes, without what that page asks of the network."""
    html, _ = HTMLExporter(require_js_url="", mathjax_url="").from_notebook_node(notebook)
    page.write_text(html, encoding="utf-8")
    return page


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Browser:
    notebook = nbformat.read(request.param, as_version=4)
    browser.open(export(notebook, tmp_path_factory.mktemp("pages") / f"{request.param.stem}.html"))
    return browser


class TestPages:
    def test_on_a_phone_nothing_but_tables_and_code_scrolls_sideways(self, page):
        assert page.ask("document.documentElement.scrollWidth") <= PHONE
        assert page.ask(TOO_WIDE) == []

    def test_letters_stand_out_from_their_ground(self, page):
        seen, faint = page.ask(SHOWN)
        assert seen > 50 and faint == []

    def test_headings_go_down_one_level_at_a_time(self, page):
        levels = page.ask("[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(head => +head.tagName[1])")
        assert levels.count(1) == 1 and levels[0] == 1
        assert all(below <= above + 1 for above, below in pairwise(levels))

    def test_every_picture_says_what_it_shows(self, page):
        spoken = page.ask("[...document.querySelectorAll('img')].map(picture => picture.alt.trim())")
        assert spoken and all(len(words) > 20 for words in spoken)


def test_every_text_with_its_marks_fits_and_can_be_read(browser, tmp_path):
    """The notebook shows one; a reader may ask for any."""
    study = load_study(ROOT)
    for doc in study.texts:
        shown = nbformat.v4.new_output("display_data", data={"text/html": show_document(doc, study).html})
        cell = nbformat.v4.new_code_cell("show_document(DOCUMENT, study)", outputs=[shown])
        browser.open(export(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "text.html"))
        assert browser.ask("document.documentElement.scrollWidth") <= PHONE and browser.ask(TOO_WIDE) == [], doc
        seen, faint = browser.ask(SHOWN)
        assert seen > 5 and faint == [], doc
