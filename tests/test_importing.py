"""Texts come out of their files whole, or the file is refused with a remedy."""

from __future__ import annotations

import codecs
import importlib
import io
import zipfile
from pathlib import Path

import pytest

from corpus_utils.importing import DocumentError, read_document

SPEECH = (
    "The talks must begin without conditions and with every side of the conflict at the table.",
    "Women have carried the burden of this war, and no agreement that leaves them out will hold.",
    "We ask the mediators to publish the agenda, so that all of us know what will be decided.",
)
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>A letter to the mediators</title>
<meta property="article:published_time" content="2018-01-29"><style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>A letter to the mediators</h1>{}</article>
<script>var tracked = "yes";</script><footer>All rights reserved</footer></body></html>"""


def saved(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def pdf(*pages: str, objects: tuple[str, ...] = (), catalog: str = "", resources: str = "") -> bytes:
    """Write a PDF by hand: each page is a stream of operators, font /F is Times, 10 points."""
    n = len(pages)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(n))
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {n} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    ]
    for i, stream in enumerate(pages):
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Contents {5 + 2 * i} 0 R "
            f"/Resources << /Font << /F 3 0 R >> {resources} >> >>"
        )
        bodies.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    bodies.extend(objects)
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return out + (
        f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(bodies) + 1} /Root 1 0 R >>\n"
        f"startxref\n{len(out)}\n%%EOF\n"
    ).encode("cp1252")


def lines(*rows: tuple[int, int, str], size: int = 10) -> str:
    return "\n".join(f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, text in rows)


def docx(body: str, extra: dict[str, str] | None = None, **options: int) -> bytes:
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {word}><w:body>{body}</w:body></w:document>",
        **(extra or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", **(options or {"compression": zipfile.ZIP_DEFLATED})) as archive:
        for name, xml in parts.items():
            archive.writestr(name, xml)
    return packed.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


class TestPlainText:
    @pytest.mark.parametrize("name", ["a.txt", "a.MD", "letter"])
    def test_it_is_taken_as_it_is(self, tmp_path, name):
        text = "  Dear all,\n\n\tthe *talks* – « now » – مرحبا.\n\n\n"
        found = read_document(saved(tmp_path, name, text))
        assert (found.text, found.converter, found.warnings, found.changed) == (text, "plain text", (), False)
        assert found.kept_share == 1.0

    def test_windows_line_ends_become_lf(self, tmp_path):
        found = read_document(saved(tmp_path, "a.txt", "One.\r\nTwo.\rThree."))
        assert (found.text, found.changed) == ("One.\nTwo.\nThree.", True)

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf_16_is_decoded_and_named(self, tmp_path, encoding):
        mark = codecs.BOM_UTF16_LE if encoding.endswith("le") else codecs.BOM_UTF16_BE
        found = read_document(saved(tmp_path, "a.txt", mark + "Мир — сейчас.".encode(encoding)))
        assert found.text == "Мир — сейчас."
        assert found.warnings == ("was UTF-16, is UTF-8 now",)

    def test_html_under_another_name_is_told(self, tmp_path):
        found = read_document(saved(tmp_path, "a.txt", PAGE.format("<p>We want peace.</p>")))
        assert "looks like HTML" in found.warnings[0]

    def test_lost_characters_are_counted(self, tmp_path):
        assert read_document(saved(tmp_path, "a.txt", "na\ufffdve \ufffd")).warnings == (
            "2 characters were lost before (U+FFFD)",
        )

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"caf\xe9", "found byte 0xe9 at byte offset 3; save it as UTF-8"),
            (b"text\0text", "U+0000 at offset 4; this is another kind of file"),
            (b"te\x1bxt", "control character U+001B at offset 2"),
            (b" \n", "found an empty file"),
            (b"--- !\n", "found no letter"),
            (b"%PDF-1.4 text", "found a PDF; let its name end in .pdf"),
            (b"{\\rtf1 text}", "rich text; save it as"),
            (b"\x89PNG\r\n\x1a\n\xff", "found a picture"),
            (b"PK\x03\x04\xff\xff", "found an archive"),
            (codecs.BOM_UTF16_LE + b"a\0b", "expected a text in UTF-16-LE"),
        ],
    )
    def test_what_is_no_text_is_refused(self, tmp_path, content, expected):
        with pytest.raises(DocumentError) as caught:
            read_document(saved(tmp_path, "a.txt", content))
        assert str(caught.value).startswith("a.txt: expected ")
        assert expected in str(caught.value)
        assert "\n" not in str(caught.value)


class TestFiles:
    def test_other_endings_are_refused_with_those_that_serve(self, tmp_path):
        with pytest.raises(DocumentError, match=r"found '\.odt'; save the text as one of these"):
            read_document(saved(tmp_path, "a.odt", "text"))

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(DocumentError, match=r"expected a file in .* found none"):
            read_document(tmp_path / "a.txt")
        (tmp_path / "b.txt").mkdir()
        with pytest.raises(DocumentError, match="found none"):
            read_document(tmp_path / "b.txt")

    def test_a_file_that_is_too_large(self, tmp_path):
        with (tmp_path / "a.txt").open("wb") as file:
            file.truncate(21_000_000)
        with pytest.raises(DocumentError, match="expected at most 20 MB, found 21 MB"):
            read_document(tmp_path / "a.txt")

    @pytest.mark.parametrize(
        ("name", "package"), [("a.html", "trafilatura"), ("a.pdf", "pypdfium2"), ("a.docx", "mammoth")]
    )
    def test_a_missing_converter_is_named_with_its_remedy(self, tmp_path, monkeypatch, name, package):
        real = importlib.import_module

        def absent(module, *arguments):
            if module == package:
                raise ModuleNotFoundError(f"No module named {package!r}", name=package)
            return real(module, *arguments)

        monkeypatch.setattr(importlib, "import_module", absent)
        with pytest.raises(
            DocumentError, match=rf"{name}: expected the package '{package}'.*pip install '.*\[import\]'"
        ):
            read_document(saved(tmp_path, name, "x"))


class TestHtml:
    def test_the_text_is_kept_and_the_page_around_it_is_not(self, tmp_path):
        page = PAGE.format("".join(f"<p>{text}</p>" for text in SPEECH))
        found = read_document(saved(tmp_path, "a.html", page))
        assert "\n\n".join(SPEECH) in found.text
        assert not any(word in found.text for word in ("Home", "tracked", "color", "rights", "<"))
        assert (found.title, found.date, found.language) == ("A letter to the mediators", "2018-01-29", "en")
        assert found.converter.startswith("trafilatura ")

    def test_the_share_of_what_is_seen_is_told(self, tmp_path):
        page = PAGE.format("".join(f"<p>{text}</p>" for text in SPEECH))
        found = read_document(saved(tmp_path, "a.html", page))
        shown = " ".join(("Home News", "A letter to the mediators", *SPEECH, "All rights reserved"))
        letters = [sum(char.isalpha() for char in text) for text in (found.text, shown)]
        assert found.kept_share == pytest.approx(letters[0] / letters[1])

    def test_little_text_of_a_page_is_told(self, tmp_path):
        menu = "".join(f"<li><a href='/{n}'>Rubric number {'x' * 20}</a></li>" for n in range(100))
        page = PAGE.format(f"<p>{SPEECH[0]}</p><p>{SPEECH[1]}</p>").replace("<nav>", f"<nav><ul>{menu}</ul>")
        found = read_document(saved(tmp_path, "a.html", page))
        assert found.kept_share < 0.3
        assert "of the letters on the page" in found.warnings[0]

    @pytest.mark.parametrize(("declared", "encoding"), [("windows-1251", "cp1251"), ("iso-8859-1", "cp1252")])
    def test_the_declared_encoding_is_used(self, tmp_path, declared, encoding):
        text = (
            "Переговоры должны начаться без условий, " * 5 if encoding == "cp1251" else "L’accord “naïf” est né. " * 9
        )
        page = PAGE.format(f"<p>{text}</p>").replace("<head>", f'<head><meta charset="{declared}">')
        assert text.strip() in read_document(saved(tmp_path, "a.htm", page.encode(encoding))).text

    def test_soft_hyphens_and_ligatures_leave_words_whole(self, tmp_path):
        text = (
            "The nego\u00adtiations were \ufb01nally\u00a0opened in the city after a year of e\ufb00orts by all sides."
        )
        found = read_document(saved(tmp_path, "a.html", PAGE.format(f"<p>{text}</p>" * 3)))
        assert "The negotiations were finally opened in the city after a year of efforts" in found.text

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            ("<html><body><script>x()</script></body></html>", "found none; save the page after it has loaded"),
            ("no page at all", "found no tag"),
            ('<html><meta charset="x-none"><p>a</p></html>', "found 'x-none'; save the page as UTF-8"),
            (b"<html><p>caf\xe9</p></html>", "found byte 0xe9"),
        ],
    )
    def test_a_page_without_text_is_refused(self, tmp_path, content, expected):
        with pytest.raises(DocumentError) as caught:
            read_document(saved(tmp_path, "a.html", content))
        assert expected in str(caught.value)


class TestPdf:
    def test_lines_become_paragraphs_and_broken_words_whole(self, tmp_path):
        content = pdf(
            lines(
                (50, 500, "The talks must begin without conditions and all nego-"),
                (50, 488, "tiations must be public. Every one of the sides of the"),
                (50, 476, "conflict is at the table."),
                (50, 450, "Women have carried the burden of this war, and no UN-"),
                (50, 438, "led agreement that leaves them out will hold at all."),
            )
        )
        found = read_document(saved(tmp_path, "a.pdf", content))
        assert found.text == (
            "The talks must begin without conditions and all negotiations must be public. "
            "Every one of the sides of the conflict is at the table.\n\n"
            "Women have carried the burden of this war, and no UN-led agreement that leaves them out "
            "will hold at all.\n"
        )
        assert found.converter.startswith("pypdfium2 ")
        assert (found.warnings, found.kept_share) == ((), 1.0)

    def test_an_indented_line_begins_a_paragraph(self, tmp_path):
        content = pdf(
            lines(
                (50, 500, "The talks must begin without conditions and with every one"),
                (50, 488, "of the sides of the conflict, or they will come to nothing."),
                (65, 476, "Women have carried the burden of this war for many long"),
                (50, 464, "years."),
            )
        )
        found = read_document(saved(tmp_path, "a.pdf", content)).text.split("\n\n")
        assert [text[:9] for text in found] == ["The talks", "Women hav"]

    def test_heads_and_numbers_are_apart_and_a_paragraph_runs_over_the_page(self, tmp_path):
        pages = [
            lines(
                (120, 580, "Letters to the mediators"),
                (50, 500, f"Page {name} begins with one of the sentences that go on and on"),
                (50, 488, f"and it ends within {name} of the others, so that its words are"),
                (195, 20, f"{number} / 3"),
            )
            for number, name in enumerate(("one", "two", "three"), start=1)
        ]
        pages[1:] = [page.replace("Page t", "just as page t") for page in pages[1:]]
        found = read_document(saved(tmp_path, "a.pdf", pdf(*pages)))
        assert found.text.count("\n\n") == 0
        assert "its words are just as page two begins" in found.text
        assert found.left_out == tuple(
            text for number in (1, 2, 3) for text in ("Letters to the mediators", f"{number} / 3")
        )
        assert "6 lines at the edges of pages are left out: 'Letters to the mediators', '1 / 3'" in found.warnings[0]
        assert 0.6 < found.kept_share < 1

    def test_two_columns_are_read_one_after_the_other(self, tmp_path):
        left = [(50, 500 - 12 * n, f"left column, line {n} of ten, goes on") for n in range(10)]
        right = [(220, 500 - 12 * n, f"right column, line {n} of ten, goes on") for n in range(10)]
        found = read_document(saved(tmp_path, "a.pdf", pdf(lines(*left, *right)))).text
        assert found == " ".join(text for _, _, text in (*left, *right)) + "\n"

    def test_a_picture_of_a_page_is_refused(self, tmp_path):
        picture = (
            "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
            "/Length 1 >>\nstream\nx\nendstream"
        )
        shown = "q 400 0 0 600 0 0 cm /I Do Q"
        content = pdf(shown, objects=(picture,), resources="/XObject << /I 6 0 R >>")
        with pytest.raises(DocumentError, match=r"pictures on page 1 of 1 \(scanned, no text\); run a program"):
            read_document(saved(tmp_path, "a.pdf", content))
        text = lines(*((50, 500 - 12 * n, "a line of text that is long enough to be read") for n in range(4)))
        content = pdf(text, shown, "", objects=(picture,), resources="/XObject << /I 10 0 R >>")
        found = read_document(saved(tmp_path, "b.pdf", content))
        assert found.warnings == ("page 2 scanned, no text: what stands there is missing", "page 3 without text")

    def test_an_empty_page_is_told_and_an_empty_file_refused(self, tmp_path):
        content = pdf(lines((50, 500, "A sentence that stands here alone.")), "")
        assert read_document(saved(tmp_path, "a.pdf", content)).warnings == ("page 2 without text",)
        with pytest.raises(DocumentError, match="found no letter of 1"):
            read_document(saved(tmp_path, "b.pdf", pdf("")))

    def test_the_declared_language_is_taken(self, tmp_path):
        content = pdf(lines((50, 500, "Une phrase seule.")), catalog="/Lang (fr-FR)")
        assert read_document(saved(tmp_path, "a.pdf", content)).language == "fr"

    def test_arabic_is_told(self, tmp_path):
        matplotlib = pytest.importorskip("matplotlib")
        from matplotlib.figure import Figure

        figure = Figure()
        with matplotlib.rc_context({"pdf.fonttype": 42}):
            figure.text(0.1, 0.5, "\u0633\u0644\u0627\u0645 peace")
            figure.savefig(tmp_path / "a.pdf")
        assert "from right to left" in read_document(tmp_path / "a.pdf").warnings[0]

    def test_what_is_no_pdf_is_refused(self, tmp_path):
        with pytest.raises(DocumentError, match="expected a PDF, found another kind of file"):
            read_document(saved(tmp_path, "a.pdf", "We want peace."))
        with pytest.raises(DocumentError, match="expected a PDF that opens without a password"):
            read_document(saved(tmp_path, "b.pdf", b"%PDF-1.4\nnothing"))


class TestWord:
    def test_paragraphs_lists_and_insertions_are_kept(self, tmp_path):
        inserted = "<w:p><w:ins><w:r><w:t>Inserted</w:t></w:r></w:ins></w:p>"
        deleted = "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        content = docx(paragraph("We want peace.") + paragraph("And ﬁnally\u00a0talks.") + inserted + deleted)
        found = read_document(saved(tmp_path, "a.docx", content))
        assert found.text == "We want peace.\n\nAnd finally talks.\n\nInserted\n"
        assert found.converter.startswith("mammoth ")
        assert (found.kept_share, found.warnings) == (1.0, ())

    def test_title_and_language_are_taken(self, tmp_path):
        core = (
            '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A letter</dc:title><dc:language>fr-CH</dc:language>'
            "</c:coreProperties>"
        )
        found = read_document(saved(tmp_path, "a.docx", docx(paragraph("Paix."), {"docProps/core.xml": core})))
        assert (found.title, found.language) == ("A letter", "fr")

    def test_a_document_type_is_refused(self, tmp_path):
        content = docx(paragraph("a"), {"word/styles.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})
        with pytest.raises(DocumentError, match=r"expected no document type, found one in 'word/styles\.xml'"):
            read_document(saved(tmp_path, "a.docx", content))

    def test_an_archive_that_fills_the_memory_is_refused(self, tmp_path):
        content = docx(paragraph("a"), {"word/x.xml": "<a/>" * 1_000_000})
        with pytest.raises(DocumentError, match="expected parts that unpack to at most 200 times their size"):
            read_document(saved(tmp_path, "a.docx", content))

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (b"We want peace.", "expected a Word file, found one that is damaged"),
            (b"\xd0\xcf\x11\xe0" + bytes(600), "an old office document, or one with a password; save it as .docx"),
            (docx(""), "expected a text, found no letter"),
            (docx("<w:p>"), "found one that is damaged"),
            (docx("a")[:-40], "found one that is damaged"),
        ],
    )
    def test_what_is_no_word_file_is_refused(self, tmp_path, content, expected):
        with pytest.raises(DocumentError) as caught:
            read_document(saved(tmp_path, "a.docx", content))
        assert expected in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_another_archive_is_refused(self, tmp_path):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a.txt", "text")
        with pytest.raises(DocumentError, match="expected a Word file, found another archive"):
            read_document(saved(tmp_path, "a.docx", packed.getvalue()))


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.docx"])
def test_the_same_file_gives_the_same_text(tmp_path, name):
    content = {
        "a.html": PAGE.format("".join(f"<p>{text}</p>" for text in SPEECH)).encode(),
        "a.pdf": pdf(lines(*((50, 500 - 20 * n, text[:60]) for n, text in enumerate(SPEECH)))),
        "a.docx": docx("".join(map(paragraph, SPEECH))),
    }[name]
    path = saved(tmp_path, name, content)
    assert read_document(path) == read_document(path)
