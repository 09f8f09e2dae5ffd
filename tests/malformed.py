"""A catalogue of studies that went wrong: what is done to a good one, and what must be said of it.

Each entry changes one thing in a small good study. Its message is a pattern that the one line of error
must match; None stands for a study that is unusual and good, and must give a correct result.
"""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from small_study import STUDY, StudyFolder

Change = Callable[[StudyFolder], object]

LETTER = "A plea for talks\n\nDear Sirs,\n\nWe want peace. We want it now.\n\nYours,\n"


def text(content: bytes, describe: bool = True) -> Change:
    """Put other bytes into the first text."""

    def change(study: StudyFolder) -> None:
        study.write_text("a.txt", content, describe)
        study.write_metadata()

    return change


def cell(**changes: str) -> Change:
    """Put other words into cells of the first row of the metadata."""
    return lambda study: study.write_metadata(**changes)


def table(name: str, content: bytes | str, folder: str = "raw") -> Change:
    """Write a whole table."""

    def change(study: StudyFolder) -> None:
        path = study.root / "data" / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))

    return change


def metadata(edit: Callable[[bytes], bytes]) -> Change:
    """Edit the bytes of the metadata as somebody's editor would."""

    def change(study: StudyFolder) -> None:
        path = study.raw / "metadata.csv"
        path.write_bytes(edit(path.read_bytes()))

    return change


def declare(content: bytes | str) -> Change:
    """Write another study file."""
    return lambda study: study.declare(content)


def declared(before: str = "", after: str = "") -> Change:
    """Add lines before and after what the study declares."""
    return lambda study: study.declare(before + study.declared.split("\n", 1)[1] + after)


def corrections(*rows: str) -> Change:
    """Write corrections of roles and voices."""
    header = "doc_id,start,end,role,voice_type,speaker,actor_group,reason"
    return table("corrections.csv", "\n".join((header, *rows, "")), "annotations")


def link(target: Callable[[StudyFolder], str | Path]) -> Change:
    """Put a symbolic link where the first text was."""

    def change(study: StudyFolder) -> None:
        path, place = study.raw / "texts" / "a.txt", target(study)
        path.unlink()
        path.symlink_to(place)

    return change


def outside(study: StudyFolder) -> Path:
    """Put the first text outside of the study, with the bytes that its checksum wants."""
    place = study.root.parent / "outside.txt"
    place.write_bytes((study.raw / "texts" / "a.txt").read_bytes())
    return place


def in_place_of(path: str, make: Callable[[Path], object]) -> Change:
    """Put something else where a file was."""

    def change(study: StudyFolder) -> None:
        place = study.raw / path
        place.unlink()
        make(place)

    return change


def huge(study: StudyFolder) -> None:
    """Make the first text one line of 100 MB (a hole in the file: nothing is written)."""
    with (study.raw / "texts" / "a.txt").open("r+b") as file:
        file.truncate(100_000_000)


def described_twice(study: StudyFolder) -> None:
    """Let two rows name the same text."""
    study.rows[1] |= {"file": study.rows[0]["file"], "sha256": study.rows[0]["sha256"]}
    (study.raw / "texts" / "b.txt").unlink()
    study.write_metadata()


def statement(row: str) -> Change:
    """Write one statement that was coded by reading."""
    return table("statements.csv", STATEMENTS.format(row), "annotations")


def coding(name: str, content: bytes | str) -> Change:
    """Write one table of a coding made by reading."""
    return table(f"first/{name}.csv", content, "annotations")


def files(*names: str) -> Change:
    """Give the texts other names."""

    def change(study: StudyFolder) -> None:
        for row, name in zip(study.rows, names, strict=True):
            row["file"] = str((study.raw / row["file"]).rename(study.raw / name).relative_to(study.raw))
        study.write_metadata()

    return change


ACTORS = "name,aliases,office,group\nA union,,,{}\n"
CORRECTIONS = "doc_id,start,end,role,reason\n{}\n"
DICTIONARY = "category,term\n{}\n"
STATEMENTS = (
    "coding,doc_id,start,end,actor,actor_group,act,target,target_group,object,modality,voice_type,note\none,{},\n"
)
SEGMENTS = "doc_id,start,end,role\n{}\n"
VOICES = "doc_id,start,end,voice_type,speaker,actor_group\n{}\n"

CATALOGUE: dict[str, tuple[Change, str | None]] = {
    # what is in a text
    "text: nothing": (text(b""), r"texts/a\.txt.* found an empty file"),
    "text: white space alone": (text(b" \n\t\r\n"), r"texts/a\.txt.* found an empty file"),
    "text: no-break spaces alone": (text("\u00a0\n\u00a0".encode()), r"texts/a\.txt.* found an empty file"),
    "text: a byte order mark alone": (text(b"\xef\xbb\xbf"), r"texts/a\.txt.* found an empty file"),
    "text: UTF-16": (text(LETTER.encode("utf-16")), r"texts/a\.txt.* expected UTF-8, found byte 0xff at byte offset 0"),
    "text: UTF-16 without mark": (text(LETTER.encode("utf-16-le")), r"texts/a\.txt.* NUL .* offset 1"),
    "text: Latin-1": (text("Paix à tous".encode("latin-1")), r"expected UTF-8, found byte 0xe0 at byte offset 5"),
    "text: Windows quotes": (text(LETTER.encode() + b"\x93Yes\x94"), r"expected UTF-8, found byte 0x93"),
    "text: cut inside a letter": (text("Paix à".encode()[:-1]), r"expected UTF-8, found byte 0xc3 at byte offset 5"),
    "text: half a surrogate pair": (text("a\ud800b".encode("utf-8", "surrogatepass")), r"expected UTF-8, found byte"),
    "text: overlong coding": (text(b"a\xc0\xafb"), r"expected UTF-8, found byte 0xc0 at byte offset 1"),
    "text: a picture": (text(b"\x89PNG\r\n\x1a\n\x00\x00"), r"expected UTF-8, found byte 0x89 at byte offset 0"),
    "text: an archive": (text(b"PK\x03\x04\x14\x00\x00\x00"), r"texts/a\.txt.* NUL"),
    "text: NUL inside": (text(b"We want\x00peace."), r"texts/a\.txt.* NUL .* offset 7"),
    "text: 100 MB in one line": (huge, r"texts/a\.txt.* expected a text of at most .* MB, found 100"),
    "text: changed by one letter": (text(LETTER.replace("now", "new").encode(), False), r"sha256 [0-9a-f]{64}, found"),
    "text: byte order mark": (text(b"\xef\xbb\xbf" + LETTER.encode()), None),
    "text: Windows line ends": (text(LETTER.replace("\n", "\r\n").encode()), None),
    "text: old Macintosh line ends": (text(LETTER.replace("\n", "\r").encode()), None),
    "text: all kinds of line ends": (text("A\n\rB\r\n\x0b\x0cC\x85D\u2028E\u2029F words here.\n".encode()), None),
    "text: no line end at the end": (text(b"We want peace"), None),
    "text: one letter": (text(b"a"), None),
    "text: one full stop": (text(b"."), None),
    "text: control characters": (text(b"We\x01 want\x1b[31m peace\x7f.\n"), None),
    "text: one line of 20,000 words": (text(b"we want peace and bread " * 4_000), None),
    "text: 10,000 empty lines": (text(b"We want\n" + b"\n" * 10_000 + b"peace.\n"), None),
    "text: quotation marks that never close": (text(("“" * 200 + " he said, " + '"' * 201).encode()), None),
    "text: brackets nested deep": (text(b"(" * 2_000 + b"a" + b")" * 1_999), None),
    "text: accents piled up": (text(("e" + "\u0301" * 500 + " peace").encode()), None),
    "text: right to left": (text("نريد السلام\u202e الآن. We want \u200fpeace\u200e.\n".encode()), None),
    "text: beyond the basic plane": (text("𝐖𝐞 want peace 🕊️👩‍👩‍👧, he said: “𝐍𝐨𝐰”.\n".encode()), None),
    "text: markup and scripts": (
        text(b"<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> We want &lt;peace&gt; & <b>bread</b>.\n"),
        None,
    ),
    "text: formulas": (text(b"=SUM(A1)\n\n@cmd +1 -2 We want peace.\n\n=HYPERLINK(0)\n\t=1+1\n"), None),
    "text: a table": (text(b'a,b\n"c ""d"", e","f\ng"\n'), None),
    # what the metadata say
    "metadata: nothing": (table("metadata.csv", b""), r"metadata\.csv: expected a CSV table"),
    "metadata: header alone": (
        metadata(lambda b: b.split(b"\n")[0] + b"\n"),
        r"metadata\.csv: .* at least one document",
    ),
    "metadata: UTF-16": (metadata(lambda b: b.decode().encode("utf-16")), r"metadata\.csv: expected a CSV .* UTF-8"),
    "metadata: Latin-1": (metadata(lambda b: b.replace(b"A union", b"Union fran\xe7aise")), r"metadata\.csv: .* UTF-8"),
    "metadata: NUL": (metadata(lambda b: b.replace(b"A union", b"A\x00union", 1)), r"metadata\.csv.* NUL"),
    "metadata: a picture": (table("metadata.csv", b"\x89PNG\r\n\x1a\n\x00\x00"), r"metadata\.csv: expected a CSV"),
    "metadata: semicolons": (metadata(lambda b: b.replace(b",", b";")), r"metadata\.csv: expected the columns"),
    "metadata: a quotation mark not closed": (
        metadata(lambda b: b.replace(b"A union", b'"A union', 1)),
        r"metadata\.csv",
    ),
    "metadata: a cell too many": (metadata(lambda b: b.replace(b"\na,", b"\na,b,", 1)), r"metadata\.csv"),
    "metadata: a cell too few": (metadata(lambda b: b.replace(b"month,", b"", 1)), r"metadata\.csv, row 2"),
    "metadata: a column missing": (metadata(lambda b: b.replace(b"issuer", b"author", 1)), r"found no issuer; add"),
    "metadata: a column twice": (
        metadata(lambda b: b.replace(b"genre", b"title", 1)),
        r"metadata\.csv: .*(genre|title)",
    ),
    "metadata: columns swapped under their names": (
        metadata(lambda b: b.replace(b"doc_id,title", b"title,doc_id", 1)),
        r"metadata\.csv, row 2: expected a doc_id .* found 'A plea for talks'",
    ),
    "metadata: an id twice": (cell(doc_id="b"), r"metadata\.csv, row 3: expected a new doc_id, found 'b', which row 2"),
    "metadata: no id": (cell(doc_id=""), r"metadata\.csv, row 2: expected a doc_id"),
    "metadata: an id that is a path": (cell(doc_id="../a"), r"metadata\.csv, row 2: expected a doc_id .* '\.\./a'"),
    "metadata: an id that is a formula": (cell(doc_id="=1+1"), r"metadata\.csv, row 2: expected a doc_id"),
    "metadata: an id with a line end": (cell(doc_id="a\n"), r"metadata\.csv, row 2: expected a doc_id"),
    "metadata: an unknown group": (cell(actor_group="martians"), r"row 2: expected actor_group .* found 'martians'"),
    "metadata: an unknown precision": (cell(date_precision="week"), r"row 2: expected date_precision .* found 'week'"),
    "metadata: 30 February": (cell(date="2018-02-30", date_precision="day"), r"row 2: expected a date .*'2018-02-30'"),
    "metadata: month 13": (cell(date="2018-13"), r"row 2: expected a date that exists.* found '2018-13'"),
    "metadata: year 0": (cell(date="0000", date_precision="year"), r"row 2: expected a date that exists"),
    "metadata: a date in words": (cell(date="May 2018"), r"row 2: expected a date .* found 'May 2018'"),
    "metadata: other digits": (cell(date="٢٠١٨", date_precision="year"), r"row 2: expected a date"),
    "metadata: a day given as a month": (cell(date="2018-01-02"), r"row 2: expected a date .* at precision 'month'"),
    "metadata: an unknown date with a date": (cell(date_precision="unknown"), r"row 2: expected a date"),
    "metadata: a text that is missing": (cell(file="texts/c.txt"), r"row 2, file 'texts/c\.txt': .* no such file"),
    "metadata: no file named": (cell(file=""), r"row 2, file '': expected a path inside data/raw"),
    "metadata: a folder": (cell(file="texts"), r"row 2, file 'texts': expected a text"),
    "metadata: an absolute path": (
        lambda study: study.write_metadata(file=str(study.raw / "texts" / "a.txt")),
        r"row 2, file .*: expected a path inside data/raw",
    ),
    "metadata: a path that climbs out": (cell(file="../../../outside.txt"), r"expected a path inside data/raw"),
    "metadata: a path that climbs out and back": (cell(file="../raw/texts/a.txt"), None),
    "metadata: a path of Windows": (cell(file="texts\\a.txt"), r"row 2, file .* no such file"),
    "metadata: a name of 5,000 letters": (cell(file="texts/" + "a" * 5_000), r"row 2, file"),
    "metadata: the same text twice": (described_twice, r"metadata\.csv, row 3, file 'texts/a\.txt'.* row 2"),
    "metadata: a text without a row": (
        lambda study: study.write_text("c.txt", b"Unknown."),
        r"texts/c\.txt: expected a row",
    ),
    "metadata: no checksum": (cell(sha256=""), r"expected sha256 \(none given\), found [0-9a-f]{64}"),
    "metadata: a wrong checksum": (cell(sha256="0" * 64), r"expected sha256 0{64}, found [0-9a-f]{64}"),
    "metadata: gone": (in_place_of("texts/a.txt", lambda path: None), r"row 2, file 'texts/a\.txt': .* no such file"),
    "metadata: byte order mark": (metadata(lambda b: b"\xef\xbb\xbf" + b), None),
    "metadata: Windows line ends": (metadata(lambda b: b.replace(b"\n", b"\r\n")), None),
    "metadata: a formula as a title": (cell(title='=HYPERLINK("x")', issuer="@union", addressee="\t-1+1"), None),
    "metadata: markup as a title": (cell(title="<script>alert(1)</script>", issuer="<b>A & B</b>"), None),
    "metadata: line ends in a title": (cell(title="A plea\r\nfor\ntalks\n", addressee="\n"), None),
    "metadata: words that look like nothing": (cell(title="NaN", issuer="null", genre="None", addressee="NA"), None),
    "metadata: an unknown language": (cell(language="xx"), None),
    # what lies in the folder
    "folder: a link out": (link(outside), r"row 2, file 'texts/a\.txt': expected a path inside data/raw"),
    "folder: a link to itself": (link(lambda study: "a.txt"), r"row 2, file 'texts/a\.txt'"),
    "folder: a link to nothing": (link(lambda study: "nothing.txt"), r"row 2, file 'texts/a\.txt': .* no such file"),
    "folder: a link inside": (
        lambda study: (
            (study.raw / "texts" / "a.txt").rename(study.raw / "moved.txt")
            and (study.raw / "texts" / "a.txt").symlink_to("../moved.txt")
        ),
        None,
    ),
    "folder: a folder in place of a text": (
        in_place_of("texts/a.txt", Path.mkdir),
        r"file 'texts/a\.txt': expected a text",
    ),
    "folder: a pipe in place of a text": (
        in_place_of("texts/a.txt", os.mkfifo),
        r"file 'texts/a\.txt': expected a text",
    ),
    "folder: a pipe beside the texts": (
        lambda study: os.mkfifo(study.raw / "texts" / "pipe"),
        r"texts/pipe: expected a row",
    ),
    "folder: a hidden file of the system": (lambda study: study.write_text(".DS_Store", b"\0\1"), None),
    # who belongs where, and what a scholar corrects
    "actors: an unknown group": (table("actors.csv", ACTORS.format("martians")), r"actors\.csv, row 2: .*'martians'"),
    "actors: a column missing": (
        table("actors.csv", "name,group\nA,union\n"),
        r"actors\.csv: .* found no aliases, office",
    ),
    "actors: not UTF-8": (table("actors.csv", b"name,aliases,office,group\n\xff,,,union\n"), r"actors\.csv: .* UTF-8"),
    "actors: patterns as names": (
        table("actors.csv", 'name,aliases,office,group\n"(a+)+$|[",.*|\\,(?P<x>,union\n'),
        None,
    ),
    "actors: no name": (table("actors.csv", "name,aliases,office,group\n,|,|,union\n"), r"actors\.csv, row 2: .* name"),
    "corrections: an unknown document": (
        table("corrections.csv", CORRECTIONS.format("c,0,1,title,why"), "annotations"),
        r"corrections\.csv, row 2: expected a doc_id of metadata\.csv, found 'c'",
    ),
    "corrections: beyond the end": (
        table("corrections.csv", CORRECTIONS.format("a,0,9999,title,why"), "annotations"),
        r"corrections\.csv, row 2: expected 0 <= start < end",
    ),
    "corrections: before the beginning": (
        table("corrections.csv", CORRECTIONS.format("a,-1,5,title,why"), "annotations"),
        r"corrections\.csv, row 2: expected 0 <= start < end",
    ),
    "corrections: other digits": (
        table("corrections.csv", CORRECTIONS.format("a,²,5,title,why"), "annotations"),
        r"corrections\.csv, row 2: expected 0 <= start < end",
    ),
    "corrections: an unknown role": (
        table("corrections.csv", CORRECTIONS.format("a,0,5,hero,why"), "annotations"),
        r"corrections\.csv, row 2: expected role .* found 'hero'",
    ),
    "actors: a name in two rows": (
        table("actors.csv", "name,aliases,office,group\nA,,,union\na,,,media\n"),
        r"actors\.csv, row 3: expected a name or alias of one actor, found 'a', which row 2 has",
    ),
    "actors: an alias that is another's name": (
        table("actors.csv", "name,aliases,office,group\nA,B|C,,union\n\nD,c,,media\n"),
        r"actors\.csv, row 4: .* found 'c', which row 2 has",
    ),
    "actors: a folder": (lambda study: (study.raw / "actors.csv").mkdir(), r"actors\.csv: .* found a folder"),
    "metadata: a computed column": (
        metadata(lambda b: b.replace(b"\n", b",\n").replace(b"sha256,\n", b"sha256,truncated\n", 1)),
        r"metadata\.csv: expected no column 'truncated'",
    ),
    "metadata: a checksum in capitals": (
        lambda study: study.write_metadata(sha256=study.rows[0]["sha256"].upper()),
        None,
    ),
    "metadata: a blank line before a bad row": (
        metadata(lambda b: b.replace(b"\nb,", b"\n\nb b,", 1)),
        r"metadata\.csv, row 4: expected a doc_id",
    ),
    "study: no TOML": (declare("title = "), r"study\.toml: expected a table in TOML, found Invalid value"),
    "study: not UTF-8": (declare(b"title = '\xff'"), r"study\.toml: expected a table in TOML"),
    "study: empty": (declare(""), r"study\.toml: expected at least two groups"),
    "study: no contrast": (declare("[groups.union]\n[groups.media]\n"), r"study\.toml: expected a contrast"),
    "study: a contrast with one side": (
        declare('[[contrast]]\ntarget = "union"\n[groups.union]\n[groups.media]\n'),
        r"\[\[contrast\]\] reference: expected a declared group, found None",
    ),
    "study: a side that is misspelt": (
        declare('[[contrast]]\ntarget = "unoin"\nreference = "media"\n[groups.union]\n[groups.media]\n'),
        r"target: expected a declared group, found 'unoin'; did you mean 'union'\?",
    ),
    "study: the same side twice": (
        declare('[[contrast]]\ntarget = "union"\nreference = "union"\n[groups.union]\n[groups.media]\n'),
        r"expected two groups, found 'union' on both sides",
    ),
    "study: an unknown entry": (declared("titel = 'A'\n"), r"expected an entry that is known, found 'titel'; did you"),
    "study: a title that is a number": (declared("title = 5\n", ""), r"title: expected str, found int 5"),
    "study: an unknown entry of a group": (declared("", "[groups.other]\ncolor = '#000000'\n"), r"found 'color'"),
    "study: a colour in words": (declared("", "[groups.other]\ncolour = 'red'\n"), r"colour: expected six digits"),
    "study: an unknown marker": (declared("", "[groups.other]\nmarker = 'star'\n"), r"marker: expected one of"),
    "study: an unknown kind": (declared("", "[groups.other]\nkinds = ['goverment']\n"), r"did you mean 'government'"),
    "study: words that are no list": (declared("", "[groups.other]\nwords = 'Ruritania'\n"), r"words: expected list"),
    "study: words that are numbers": (declared("", "[groups.other]\nwords = [1]\n"), r"expected a list of words"),
    "study: a group that is a word": (declared("", "[groups]\nother = 'x'\n"), r"study\.toml"),
    "study: a name with a blank": (declared("", "[groups.'a b']\n"), r"expected a name of letters"),
    "study: a byte order mark": (lambda study: study.declare("\ufeff" + study.declared), None),
    "corrections: an empty reason": (corrections("a,0,5,title,,,,"), r"corrections\.csv, row 2: expected a reason"),
    "corrections: twice the same": (
        corrections("a,0,5,title,,,,why", "a,0,5,title,,,,why"),
        r"corrections\.csv, row 3: expected spans that do not overlap, found characters 0 to 5 in row 2",
    ),
    "corrections: a blank span": (corrections("a,16,18,body,,,,why"), r"row 2: .* found white space only"),
    "corrections: a huge number": (corrections(f"a,0,{'9' * 400},title,,,,why"), r"row 2: expected 0 <= start < end"),
    "corrections: neither role nor voice": (corrections("a,0,5,,,,,why"), r"row 2: expected a role, or a voice_type"),
    "corrections: role and voice in one row": (corrections("a,0,5,body,author,,,why"), r"row 2: .* found both"),
    "corrections: an unknown voice": (corrections("a,0,5,,shout,A,,why"), r"expected voice_type .* found 'shout'"),
    "corrections: an unknown group": (
        corrections("a,30,43,,author,A,unoin,why"),
        r"expected a group of study\.toml, found 'unoin'; did you mean 'union'",
    ),
    # bytes and kinds of files
    "text: UTF-32": (text(LETTER.encode("utf-32")), r"expected UTF-8, found byte 0xff at byte offset 0"),
    "text: packed": (
        text(gzip.compress(LETTER.encode(), mtime=0)),
        r"expected UTF-8, found byte 0x8b at byte offset 1",
    ),
    "text: a PDF under another name": (text(b"%PDF-1.4\n1 0 obj\n"), r"texts/a\.txt.* expected plain text, found PDF"),
    "text: rich text under another name": (text(b"{\\rtf1\\ansi We want peace.}"), r"expected plain text, found RTF"),
    "text: one word of 100,000 letters": (text(b"a" * 100_000), None),
    "text: zero-width characters alone": (text("\u200b\u200b\ufeff\u00ad".encode()), r"found an empty file"),
    # the table of the documents
    "metadata: no such table": (
        lambda study: (study.raw / "metadata.csv").unlink(),
        r"metadata\.csv: .* found nothing",
    ),
    "metadata: a folder in its place": (in_place_of("metadata.csv", Path.mkdir), r"metadata\.csv: .* found a folder"),
    "metadata: a pipe in its place": (
        in_place_of("metadata.csv", os.mkfifo),
        r"metadata\.csv: .* found something else",
    ),
    "metadata: a link to itself": (
        in_place_of("metadata.csv", lambda path: path.symlink_to(path)),
        r"metadata\.csv: expected",
    ),
    "metadata: tabs": (metadata(lambda b: b.replace(b",", b"\t")), r"metadata\.csv: expected the columns .* tab"),
    "metadata: a line for the spreadsheet": (metadata(lambda b: b"sep=,\n" + b), r"metadata\.csv: .* the line .sep="),
    "metadata: a comment above": (metadata(lambda b: b"# made by hand\n" + b), r"metadata\.csv: expected the columns"),
    "metadata: no header": (metadata(lambda b: b.split(b"\n", 1)[1]), r"metadata\.csv: expected the columns"),
    "metadata: a header in capitals": (metadata(lambda b: b.replace(b"doc_id", b"DOC_ID", 1)), r"found no doc_id"),
    "metadata: blanks in the header": (metadata(lambda b: b.replace(b"title,", b" title ,", 1)), r"found no title"),
    "metadata: two byte order marks": (metadata(lambda b: b"\xef\xbb\xbf" * 2 + b), r"found no doc_id"),
    "metadata: a comma after every row": (
        metadata(lambda b: b.replace(b"\n", b",\n").replace(b"sha256,\n", b"sha256\n")),
        r"metadata\.csv, row 2: expected 11 cells, as in the header, found 12",
    ),
    "metadata: a comma after every row and the header": (
        metadata(lambda b: b.replace(b"\n", b",\n")),
        r"metadata\.csv: expected a name for every column, found none for column 12",
    ),
    "metadata: single quotation marks": (
        metadata(lambda b: b.replace(b"A union", b"'A union, and more'", 1)),
        r"metadata\.csv, row 2: expected 11 cells, as in the header, found 12",
    ),
    "metadata: quotation marks escaped by a backslash": (
        metadata(lambda b: b.replace(b"A union", b'"A \\"union\\", and more"', 1)),
        r"metadata\.csv: expected .*line 2",
    ),
    "metadata: a page of the web": (
        table("metadata.csv", "<html><body>a,b</body></html>\n"),
        r"metadata\.csv: expected",
    ),
    "metadata: old Macintosh line ends": (metadata(lambda b: b.replace(b"\n", b"\r")), None),
    "metadata: a title of 200,000 letters": (cell(title="A" * 200_000), r"metadata\.csv: .* field larger .* line 2"),
    "metadata: a cell closed by another mark": (
        metadata(lambda b: b.replace(b"A union", b'"A union" of many', 1)),
        r"metadata\.csv: expected a CSV table in UTF-8, found .* line 2; mend that line",
    ),
    "metadata: rows of commas alone": (metadata(lambda b: b + b",,,,,,,,,,\n" * 3), None),
    "metadata: ids that differ in case alone": (
        cell(doc_id="B"),
        r"row 3: expected a new doc_id, found 'b', which row 2",
    ),
    "metadata: an id with a combining accent": (cell(doc_id="e\u0301"), r"row 2: expected a doc_id"),
    "metadata: an id too long for a file": (cell(doc_id="a" * 300), r"row 2: expected a doc_id of .* at most 100"),
    "metadata: an id of digits": (cell(doc_id="007"), None),
    "metadata: no group": (cell(actor_group=""), r"row 2: expected actor_group .* found ''"),
    "metadata: a label in place of a group": (cell(actor_group="the union"), r"row 2: .* found 'the union'"),
    "metadata: two groups in a cell": (cell(actor_group="union;media"), r"row 2: .* found 'union;media'"),
    "metadata: no date at a precision": (cell(date=""), r"row 2: expected a date that exists, at precision 'month'"),
    "metadata: a date of a spreadsheet": (cell(date="1/29/2018", date_precision="day"), r"found '1/29/2018'"),
    "metadata: a date as a number of days": (cell(date="43129", date_precision="day"), r"found '43129'"),
    "metadata: a date with an hour": (cell(date="2018-01-29T10:00", date_precision="day"), r"found '2018-01-29T10:00'"),
    "metadata: a span of years": (cell(date="2016-2018", date_precision="year"), r"found '2016-2018'"),
    "metadata: a blank before a date": (cell(date=" 2018-01"), r"found ' 2018-01'"),
    "metadata: no precision": (cell(date_precision=""), r"row 2: expected date_precision .* found ''"),
    "metadata: a language by its name": (cell(language="English"), r"row 2: expected a language .* found 'English'"),
    "metadata: a checksum as a spreadsheet shows it": (cell(sha256="1.2E+63"), r"expected sha256 1\.2E\+63, found"),
    "metadata: a file in capitals": (cell(file="texts/A.TXT"), r"row 2, file 'texts/A\.TXT': .* no such file"),
    "metadata: a blank after a file": (cell(file="texts/a.txt "), r"row 2, file 'texts/a\.txt ': .* no such file"),
    "metadata: an address of the web": (cell(file="https://example.org/a.txt"), r"row 2, file 'https:.* no such file"),
    # what lies in the folder
    "folder: a link to a folder": (
        in_place_of("texts/a.txt", lambda path: path.symlink_to(path.parent)),
        r"file 'texts/a\.txt': expected a text",
    ),
    "folder: files that differ in case alone": (
        files("texts/a.txt", "texts/A.txt"),
        r"metadata\.csv, row 3, file 'texts/A\.txt': expected .* that differ",
    ),
    "folder: names of a formula and of digits": (files("texts/=1+1.txt", "texts/007.txt"), None),
    "folder: a name with a line end": (
        lambda study: study.write_text("c\nd.txt", b"Unknown."),
        r"texts/c\\nd\.txt: expected a row",
    ),
    "folder: a name that is no UTF-8": (
        lambda study: Path(os.fsdecode(os.fsencode(study.raw / "texts") + b"/\xff.txt")).write_bytes(b"Unknown."),
        r"texts/\\udcff\.txt: expected a row",
    ),
    "folder: a lock file of an editor": (lambda study: study.write_text("~$a.txt", b"me"), None),
    "folder: what Windows leaves": (
        lambda study: (study.write_text("Thumbs.db", b"\0"), study.write_text("desktop.ini", b"[x]")),
        None,
    ),
    "folder: a pipe beside the tables": (lambda study: os.mkfifo(study.raw / "pipe"), None),
    "folder: a link to nothing beside the tables": (lambda study: (study.raw / "l").symlink_to("nowhere"), None),
    "folder: a link to the folder around": (lambda study: (study.raw / "l").symlink_to(".."), None),
    "folder: no data": (lambda study: shutil.rmtree(study.raw), r"metadata\.csv: .* found nothing"),
    "folder: a file in place of the texts": (
        lambda study: (shutil.rmtree(study.raw / "texts"), (study.raw / "texts").write_text("")),
        r"row 2, file 'texts/a\.txt': expected a text",
    ),
    "folder: a file where the figures go": (
        lambda study: (study.root / "figures").write_text(""),
        r"figures: expected a folder that can be written, found a file",
    ),
    "folder: a link to nothing where the figures go": (
        lambda study: (study.root / "figures").symlink_to("nowhere"),
        r"figures: expected a folder that can be written, found",
    ),
    # who belongs where
    "actors: nothing": (table("actors.csv", b""), r"actors\.csv: expected a CSV table"),
    "actors: semicolons": (
        table("actors.csv", "name;aliases;office;group\nA;;;union\n"),
        r"actors\.csv: expected the columns",
    ),
    "actors: a link to nothing": (
        lambda study: (study.raw / "actors.csv").symlink_to("nowhere.csv"),
        r"actors\.csv: .* found a link that leads nowhere",
    ),
    "actors: a column twice": (
        table("actors.csv", "name,aliases,office,group,group\nA,,,union,media\n"),
        r"actors\.csv: expected each column once, found 'group' twice",
    ),
    "actors: aliases parted by commas": (
        table("actors.csv", "name,aliases,office,group\nB,,,union\nA,the A,an A,,union\n"),
        r"actors\.csv, row 3: expected 4 cells",
    ),
    "actors: no group": (table("actors.csv", ACTORS.format("")), r"actors\.csv, row 2: expected group .* found ''"),
    "actors: a name as a formula and of digits": (
        table("actors.csv", "name,aliases,office,group\n=1+1,+44|-1,@office,union\n007,08,,media\n"),
        None,
    ),
    # what a scholar corrects
    "corrections: a folder": (
        lambda study: (study.root / "data" / "annotations" / "corrections.csv").mkdir(parents=True),
        r"corrections\.csv: .* found a folder",
    ),
    "corrections: the end before the start": (corrections("a,5,0,title,,,,why"), r"row 2: .* found '5' and '0'"),
    "corrections: offsets with decimals": (corrections("a,0.0,5.0,title,,,,why"), r"row 2: .* found '0\.0' and '5\.0'"),
    "corrections: no offsets": (corrections("a,,,title,,,,why"), r"row 2: expected 0 <= start < end"),
    "corrections: spans that overlap in part": (
        corrections("a,0,7,title,,,,why", "a,4,9,body,,,,why"),
        r"row 3: expected spans that do not overlap, found characters 4 to 7 in row 2",
    ),
    "corrections: one group of two unknown": (
        corrections("a,30,43,,author,A,union;martians,why"),
        r"row 2: expected a group of study\.toml, found 'union;martians'",
    ),
    "corrections: Latin-1": (
        table("corrections.csv", CORRECTIONS.format("a,0,5,title,\u00e9").encode("latin-1"), "annotations"),
        r"corrections\.csv: expected a CSV table in UTF-8",
    ),
    # the words that a scholar counts
    "dictionary: a folder": (lambda study: (study.raw / "dictionary.csv").mkdir(), r"dictionary\.csv: .* a folder"),
    "dictionary: nothing": (table("dictionary.csv", b""), r"dictionary\.csv: expected a CSV table"),
    "dictionary: not UTF-8": (table("dictionary.csv", b"category,term\na,\xff\n"), r"dictionary\.csv: .* UTF-8"),
    "dictionary: one column": (table("dictionary.csv", "term\npeace\n"), r"dictionary\.csv: .* found no category"),
    "dictionary: no category": (
        table("dictionary.csv", DICTIONARY.format(",peace")),
        r"dictionary\.csv, row 2: expected",
    ),
    "dictionary: no term": (table("dictionary.csv", DICTIONARY.format("\na, ")), r"dictionary\.csv, row 3: expected"),
    "dictionary: a star for every word": (
        table("dictionary.csv", DICTIONARY.format("a,* *")),
        r"row 2: expected .* found 'a'",
    ),
    "dictionary: marks alone": (table("dictionary.csv", DICTIONARY.format("a,!?")), r"row 2: .* '!\?'"),
    "dictionary: terms parted by commas": (
        table("dictionary.csv", DICTIONARY.format("a,peace\na,peace,war")),
        r"dictionary\.csv, row 3: expected 2 cells",
    ),
    # statements coded by reading
    "statements: a column missing": (table("statements.csv", "doc_id\na\n", "annotations"), r"statements\.csv: .* no"),
    "statements: an unknown act": (
        statement("a,0,5,A,union,ask,B,media,c,must,author"),
        r"row 2: expected act .* 'ask'",
    ),
    "statements: an unknown modality": (
        statement("a,0,5,A,union,demand,B,media,c,maybe,author"),
        r"row 2: expected modality .* 'maybe'",
    ),
    "statements: an unknown target": (
        statement("a,0,5,A,union,demand,B,martians,c,must,author"),
        r"row 2: expected target_group .* 'martians'",
    ),
    "statements: an unknown document": (
        statement("z,0,5,A,union,demand,B,media,c,must,author"),
        r"statements\.csv, row 2: expected a doc_id",
    ),
    "statements: beyond the end": (
        statement("a,0,9999,A,union,demand,B,media,c,must,author"),
        r"statements\.csv, row 2: expected 0 <= start < end",
    ),
    # codings made by reading
    "coding: a column missing": (
        coding("segments", "doc_id,role\na,title\n"),
        r"first/segments\.csv: .* found no start",
    ),
    "coding: not UTF-8": (coding("voices", b"\xff"), r"first/voices\.csv: expected a CSV table in UTF-8"),
    "coding: an unknown document": (coding("segments", SEGMENTS.format("z,0,5,title")), r"row 2: expected a doc_id"),
    "coding: beyond the end": (coding("segments", SEGMENTS.format("a,0,9999,title")), r"row 2: expected 0 <= start"),
    "coding: offsets in words": (
        coding("segments", SEGMENTS.format("a,first,last,title")),
        r"row 2: expected 0 <= start",
    ),
    "coding: an unknown role": (coding("segments", SEGMENTS.format("a,0,5,hero")), r"row 2: expected role .* 'hero'"),
    "coding: an unknown voice": (coding("voices", VOICES.format("a,0,5,shout,A,union")), r"row 2: .* found 'shout'"),
    "coding: an unknown group": (coding("voices", VOICES.format("a,0,5,author,A,unoin")), r"row 2: .* found 'unoin'"),
    "coding: overlapping roles": (
        coding("segments", SEGMENTS.format("a,0,5,title\na,3,8,body")),
        r"first/segments\.csv, row 3: expected spans that do not overlap",
    ),
    # what the study declares
    "study: a folder in its place": (
        lambda study: ((study.root / "study.toml").unlink(), (study.root / "study.toml").mkdir()),
        r"expected a study .* found none",
    ),
    "study: UTF-16": (declare(STUDY.encode("utf-16")), r"study\.toml: expected a table in TOML"),
    "study: NUL": (declared("title = 'A\0B'\n"), r"study\.toml: expected a table in TOML"),
    "study: old Macintosh line ends": (declare(STUDY.replace("\n", "\r")), None),
    "study: Windows line ends": (declare(STUDY.replace("\n", "\r\n")), None),
    "study: an entry twice": (declared("title = 'A'\ntitle = 'B'\n"), r"study\.toml: expected a table in TOML"),
    "study: a group twice": (declared("title = 'A'\n", "[groups.union]\n"), r"study\.toml: expected a table in TOML"),
    "study: one group alone": (
        declare('[[contrast]]\ntarget = "union"\nreference = "union"\n[groups.union]\n'),
        r"study\.toml: expected at least two groups, found 'union' alone",
    ),
    "study: a contrast that is no list": (
        declare('[contrast]\ntarget = "union"\nreference = "media"\n[groups.union]\n[groups.media]\n'),
        r"contrast: expected list, found dict",
    ),
    "study: a contrast of words": (
        declare('contrast = ["union", "media"]\n[groups.union]\n[groups.media]\n'),
        r"\[\[contrast\]\]: expected a table, found 'union'",
    ),
    "study: a contrast by label": (
        declare('[[contrast]]\ntarget = "the union"\nreference = "media"\n[groups.union]\n[groups.media]\n'),
        r"target: expected a declared group, found 'the union'; did you mean 'union'",
    ),
    "study: two contrasts of one name": (
        declared("title = 'A'\n", '[[contrast]]\ntarget = "media"\nreference = "union"\n'),
        r"\[\[contrast\]\] name: expected another name for each, found 'sides' twice",
    ),
    "study: a side without texts": (
        declared("title = 'A'\n", "[groups.none]\n[[contrast]]\nname = 'b'\ntarget = 'union'\nreference = 'none'\n"),
        r"reference: expected documents or actors of 'none', found none",
    ),
    "study: a language by its name": (declared("language = 'English'\n"), r"language: expected .* found 'English'"),
    "study: a label that is empty": (
        declared("title = 'A'\n", "[groups.other]\nlabel = ' '\n"),
        r"label: expected words",
    ),
    "study: a label twice": (
        declared("title = 'A'\n", "[groups.third]\nlabel = 'media'\n"),
        r"\[groups\.third\], label: expected another label for each group, found 'media', which 'media' has",
    ),
    "study: groups that differ in case alone": (
        declared("title = 'A'\n", "[groups.Union]\nlabel = 'x'\n"),
        r"\[groups\.Union\]: expected names that differ .* 'union'",
    ),
    "study: two markers in one": (
        declared("title = 'A'\n", "[groups.third]\nmarker = 'so'\n"),
        r"marker: expected one of",
    ),
    "study: a blank word": (
        declared("title = 'A'\n", "[groups.third]\nwords = ['']\n"),
        r"words: expected a list of words",
    ),
    "study: first as a word": (declared("title = 'A'\n", "[groups.third]\nfirst = 'yes'\n"), r"first: expected bool"),
    "study: shared words that are no list": (declared("title = 'A'\n", "[words]\nriver = 'x'\n"), r"\[words\] river"),
    "study: two groups for the same sources": (
        declared("title = 'A'\n", "[groups.third]\nkinds = ['media']\n"),
        r"\[groups\.third\], kinds: expected .* found 'media', which 'media' takes",
    ),
}
