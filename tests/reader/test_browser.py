"""What a reader sees and does, in a real browser and from disk."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from browser import contrast

from corpus_utils import read_table, show_document
from corpus_utils.reader.entries import LINES_A_SIDE
from corpus_utils.reader.markup import safe_name

#: In one process of the test runner: the pages are written once, and one browser opens them.
pytestmark = pytest.mark.xdist_group("reader")

MARKS = """[...document.querySelectorAll('.mark')].map(e => [e.dataset.doc, +e.dataset.start, +e.dataset.end,
    e.dataset.role || null, e.dataset.voice || null, e.dataset.of || null, e.textContent])"""


def compare_marks(study, doc, marks, whole):
    """Every mark is the characters that it claims, every row of the tables is there, and nothing else."""
    raw, processed = study.texts[doc], study.root / "data" / "processed"
    assert whole == raw
    roles, voices = set(), {}
    for name, start, end, role, voice, of, text in marks:
        assert name == doc
        assert text == raw[start:end]
        if role:
            roles.add((start, end, role))
        else:
            span = tuple(map(int, of.split("-"))) if of else (start, end)
            voices.setdefault((*span, voice), []).append((start, end))
    tables = [read_table(processed / f"{name}.csv") for name in ("segments", "voices")]
    segments, spoken = (table[table["doc_id"] == doc] for table in tables)
    assert roles == set(segments[["start", "end", "role"]].itertuples(index=False, name=None))
    assert set(voices) == set(spoken[["start", "end", "voice_type"]].itertuples(index=False, name=None))
    for (start, end, _), pieces in voices.items():
        assert [pieces[0][0], pieces[-1][1]] == [start, end]
        assert all(one[1] == other[0] for one, other in pairwise(pieces))


def open_document(browser, pages, doc, after=""):
    browser.open(pages.folder / "documents" / f"{safe_name(doc)}.html", after)


class TestMarks:
    @pytest.mark.parametrize("which", ["pages", "hostile"])
    def test_every_mark_is_what_the_tables_say(self, request, browser, which):
        pages = request.getfixturevalue(which)
        for doc in pages.study.texts:
            open_document(browser, pages, doc)
            compare_marks(
                pages.study, doc, browser.ask(MARKS), browser.ask("document.getElementById('text').textContent")
            )
            assert browser.problems == []

    @pytest.mark.parametrize("which", ["pages", "hostile"])
    def test_a_notebook_shows_the_same(self, request, browser, which, tmp_path):
        pages = request.getfixturevalue(which)
        for doc in pages.study.texts:
            page = tmp_path / "cell.html"
            page.write_text(
                f"<!DOCTYPE html><meta charset=utf-8>{show_document(doc, pages.study).html}", "utf-8", newline=""
            )
            browser.open(page)
            compare_marks(
                pages.study, doc, browser.ask(MARKS), browser.ask("document.querySelector('.text').textContent")
            )
            assert browser.problems == []

    def test_every_place_in_a_document_is_marked_however_many_came_before(self, browser, hostile):
        counted = 0
        for doc in hostile.study.texts:
            open_document(browser, hostile, doc)
            for key, told in browser.ask(
                "[...document.querySelectorAll('#look-up a')].map(a => [a.dataset.entry, a.nextSibling.textContent])"
            ):
                browser.ask(f"document.querySelector('#look-up [data-entry=\"{key}\"]').click()")
                said = "document.querySelector('.step [role=status]')?.textContent"
                browser.wait(f"{said} === '{told.split(' ')[0].replace(',', '')} in this text'")
                counted += int(told.split(" ")[0].replace(",", ""))
        assert counted > LINES_A_SIDE

    def test_marks_stay_when_places_are_shown_in_them(self, browser, hostile):
        doc = 'quote"s/and<tags>'
        open_document(browser, hostile, doc)
        browser.ask("document.querySelector('[data-entry=\"peace\"]').click()")
        browser.wait("document.querySelectorAll('#text mark').length > 0")
        compare_marks(
            hostile.study, doc, browser.ask(MARKS), browser.ask("document.getElementById('text').textContent")
        )
        start, end = browser.ask(
            "[+document.querySelector('mark').dataset.start, +document.querySelector('mark').dataset.end]"
        )
        assert hostile.study.texts[doc][start:end] == "peace"
        assert browser.ask("document.querySelector('#text mark').textContent") == "peace"


class TestHostileInput:
    def test_nothing_runs_and_nothing_is_loaded(self, browser, hostile):
        for page in sorted(hostile.folder.rglob("*.html"), key=lambda path: path.stat().st_size)[:-1]:  # one is slow
            browser.open(page)
            browser.ask(
                "[...document.querySelectorAll('[data-entry]')].slice(0, 3).forEach(e => e.dispatchEvent("
                "new MouseEvent('click', {bubbles: true, cancelable: true})))"
            )
            browser.wait("!document.querySelector('[data-entry]') || document.querySelector('#lines h2') !== null")
            assert browser.ask("document.querySelectorAll('script').length") <= 4
            assert browser.ask("document.querySelectorAll('img[onerror], [onclick]').length") == 0
            assert browser.problems == []

    def test_files_stay_in_the_folder_and_apart_on_every_system(self, hostile):
        names = [path.name for path in (hostile.folder / "documents").iterdir()]
        assert len(names) == len(hostile.study.texts)
        assert all(re.fullmatch(r"[a-z0-9_-]+\.html", name) for name in names)
        assert not {"con.html", "nul.html"} & set(names)
        assert all(path.is_relative_to(hostile.folder) for path in hostile.folder.rglob("*"))

    def test_a_mark_of_direction_turns_nothing_but_itself(self, browser, hostile):
        open_document(browser, hostile, "con")
        raw = hostile.study.texts["con"]
        at = raw.index("evil")
        left_to_right = browser.ask(
            f"""(() => {{
            const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
            let n = 0; const x = [];
            while (walker.nextNode()) {{ const node = walker.currentNode;
              for (let i = 0; i < node.length; i++, n++) if (n >= {at} && n < {at + 4}) {{
                const r = document.createRange(); r.setStart(node, i); r.setEnd(node, i + 1);
                x.push(r.getBoundingClientRect().x); }} }}
            return x; }})()"""
        )
        assert left_to_right == sorted(left_to_right)
        signs = browser.ask("[...document.querySelectorAll('.unseen')].map(e => e.dataset.sign)")
        assert {"U+202E", "U+2067", "U+202C"} <= set(signs)

    def test_lines_stand_in_lines(self, browser, hostile):
        open_document(browser, hostile, "../../up")
        tops = browser.ask("[...document.querySelectorAll('.line')].map(e => Math.round(e.getBoundingClientRect().y))")
        assert len(tops) == 8
        assert len({*tops[:7]}) == 7


class TestTerms:
    def test_from_the_plot_to_the_characters_in_two_clicks(self, browser, pages):
        browser.open(pages.folder / "index.html")
        term = browser.ask("document.querySelector('.plot a').dataset.entry")
        browser.click(f".plot a[data-entry='{term}'] .term")
        browser.wait("document.querySelectorAll('#lines .lines a').length > 0")
        title = browser.ask("document.querySelector('#lines h2').textContent")
        browser.click("#lines .lines a .match")
        browser.wait("location.pathname.includes('/documents/') && document.querySelector('mark.here') !== null")
        assert browser.ask("document.querySelector('mark.here').textContent").lower().replace("’", "'") == title
        assert browser.ask("document.activeElement.matches('mark.here')")
        seen = browser.ask(
            "(() => { const r = document.querySelector('mark.here').getBoundingClientRect();"
            "return r.top >= 0 && r.bottom <= innerHeight; })()"
        )
        assert seen
        assert browser.problems == []

    def test_every_line_of_every_entry_is_its_place(self, browser, pages):
        browser.open(pages.folder / "index.html")
        keys = sorted(path.stem for path in (pages.folder / "entries").glob("*.js"))
        linked = browser.ask(
            "[...new Set([...document.querySelectorAll('[data-entry]')].map(e => e.dataset.entry))].sort()"
        )
        assert linked == keys
        tokens, named = (
            read_table(pages.study.root / "data" / "processed" / name) for name in ("tokens", "content_mentions")
        )
        for key in [*keys[:4], *[key for key in keys if not key.startswith(("actor", "dictionary"))][:8]]:
            browser.ask(
                f"document.querySelector('[data-entry=\"{key}\"]').dispatchEvent("
                "new MouseEvent('click', {bubbles: true, cancelable: true}))"
            )
            browser.wait(f"document.querySelector('[aria-current]')?.dataset.entry === '{key}'")
            lines = browser.ask(
                "[...document.querySelectorAll('#lines .lines a')].map(a => [a.getAttribute('href'),"
                "a.querySelector('.match').textContent])"
            )
            name = browser.ask("document.querySelector('#lines h2').textContent")
            table = named["named"] if key.startswith("actor") else tokens["token"]
            assert len(lines) == (table == name).sum() > 0
            for address, match in lines:
                file, start, end = re.fullmatch(
                    r"documents/(.+)\.html\?at=(\d+)-(\d+)&entry=.*#line-\d+", address
                ).groups()
                assert pages.study.texts[file][int(start) : int(end)].split() == match.split()

    def test_lines_are_sorted_by_a_neighbour(self, browser, pages):
        browser.open(pages.folder / "index.html", "#term-process")
        browser.wait("document.querySelectorAll('#lines .lines a').length > 3")
        browser.ask(
            "(() => { const s = document.querySelector('.sort select'); s.selectedIndex = 2;"
            "s.dispatchEvent(new Event('change')); })()"
        )
        sides = browser.ask(
            "[...document.querySelectorAll('#lines .lines')].map(l => [...l.querySelectorAll('.right')].map("
            "r => (r.textContent.toLowerCase().match(/[a-z0-9]+/) || [''])[0]))"
        )
        assert [len(side) for side in sides if len(side) > 3]
        assert all(side == sorted(side) for side in sides)

    def test_next_goes_through_the_places_of_this_text(self, browser, pages):
        open_document(browser, pages, "civil_statement_2018")
        browser.click("#look-up [data-entry='process']")
        browser.wait("document.querySelectorAll('#text mark').length > 2")
        browser.click(".step button:last-of-type")
        first = browser.ask("document.querySelector('mark.here').dataset.start")
        browser.click(".step button:last-of-type")
        second = browser.ask("document.querySelector('mark.here').dataset.start")
        assert int(first) < int(second)


class TestReading:
    def test_a_note_on_pointing_and_on_focus(self, browser, pages):
        voices = read_table(pages.study.root / "data" / "processed" / "voices.csv")
        row = voices[(voices["voice_type"] == "direct_quote") & (voices["cue"] != "")].iloc[0]
        open_document(browser, pages, row["doc_id"])
        mark = f"[data-voice][data-start='{row['start']}']"
        for act in (lambda: browser.hover(mark), lambda: browser.ask(f'document.querySelector("{mark}").focus()')):
            browser.ask("document.getElementById('note').replaceChildren()")
            act()
            note = browser.ask("document.getElementById('note').textContent")
            for said in (row["speaker"], row["cue"], "quoted", pages.study.label(row["actor_group"]), str(row["end"])):
                assert said in note

    def test_tab_and_arrows_go_from_mark_to_mark(self, browser, pages):
        open_document(browser, pages, "news_2018")
        for _ in range(40):
            browser.press("Tab")
            if browser.ask("document.activeElement.matches('#text .mark')"):
                break
        first = browser.ask("+document.activeElement.dataset.start")
        browser.press("ArrowRight")
        second = browser.ask("+document.activeElement.dataset.start")
        browser.press("ArrowLeft")
        assert first < second
        assert browser.ask("+document.activeElement.dataset.start") == first
        assert browser.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"

    @pytest.mark.parametrize("kind", ["group", "voice", "role"])
    def test_a_switch_takes_colour_away_and_brings_it_back(self, browser, pages, kind):
        open_document(browser, pages, "news_2018")
        mark = {
            "group": "[data-group='russian_government']",
            "voice": "[data-voice='direct_quote']",
            "role": "[data-role='comment']",
        }
        value = {"group": "russian_government", "voice": "direct_quote", "role": "comment"}[kind]
        colour = f'getComputedStyle(document.querySelector("#text {mark[kind]}")).backgroundColor'
        on = browser.ask(colour)
        browser.click(f"[data-switch='{kind}'][value='{value}']")
        off = browser.ask(colour)
        browser.press(" ")
        assert off == "rgba(0, 0, 0, 0)"
        assert browser.ask(colour) == on != off

    @pytest.mark.parametrize("width", [390, 1280])
    def test_nothing_scrolls_sideways(self, browser, pages, width):
        browser.size(width, 800)
        for page in sorted(pages.folder.rglob("*.html")):
            browser.open(page)
            assert browser.ask("document.documentElement.scrollWidth") <= width, page.name
            assert browser.problems == []

    def test_without_a_script_the_text_and_its_marks_are_there(self, browser, pages):
        browser.send("Emulation.setScriptExecutionDisabled", value=True)
        try:
            open_document(browser, pages, "news_2018")
            shown = browser.send(
                "Runtime.evaluate", expression="document.querySelectorAll('.mark').length", returnByValue=True
            )
        finally:
            browser.send("Emulation.setScriptExecutionDisabled", value=False)
        assert shown["result"]["value"] > 50

    def test_text_can_be_read_on_its_ground(self, browser, pages):
        """Contrast of at least 4.5 for every piece of text on every page (WCAG 2.2, AA)."""
        for page in sorted(pages.folder.rglob("*.html")):
            browser.open(page)
            seen, faint = browser.ask(contrast())
            assert seen and faint == [], page.name

    def test_headings_do_not_skip_a_level_and_pictures_have_words(self, browser, pages):
        for page in sorted(pages.folder.rglob("*.html")):
            browser.open(page)
            levels = browser.ask("[...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1])")
            assert levels[0] == 1
            assert levels.count(1) == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))
            assert browser.ask("[...document.images].every(i => i.alt.length > 20)")
            assert browser.ask("[...document.querySelectorAll('input, select')].every(i => i.labels.length === 1)")


#: Text whose colour stands out too little from what is behind it.
