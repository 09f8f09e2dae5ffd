"""Every table and every text is described, and is what its description says."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import frictionless
import pytest

from corpus_utils.datapackage import describe_data, undescribed, write_datapackage
from corpus_utils.study import find_root

ROOT = find_root(Path(__file__).parent)
DATA = ROOT / "data"
STUDY = """title = "Über two sides"
question = "Who says what?"
[[contrast]]
target = "north"
reference = "south"
[groups.north]
[groups.south]
"""


def problems(folder: Path) -> list[str]:
    report = frictionless.validate(folder / "datapackage.json")
    return [f"{error[0]}: {error[1]}" for error in report.flatten(["title", "note"])]


@pytest.fixture
def another(tmp_path):
    """Make a study of two texts, with a column and a table that the package does not know."""
    texts = tmp_path / "data" / "raw" / "texts"
    texts.mkdir(parents=True)
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    header = "doc_id,title,date,date_precision,issuer,actor_group,genre,addressee,language,file,sha256,licence,mood\n"
    rows = ""
    for group in ("north", "south"):
        text = f"We of the {group} want peace."
        (texts / f"{group}.txt").write_text(text, encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        rows += f"{group},Letter,2018,year,Union,{group},letter,,en,texts/{group}.txt,{digest},CC0-1.0,calm\n"
    (texts.parent / "metadata.csv").write_text(header + rows, encoding="utf-8")
    (tmp_path / "data" / "processed").mkdir()
    table = "doc_id,calmness,sure,words\nnorth,0.5,True,7\nsouth,,False,8\n"
    (tmp_path / "data" / "processed" / "moods_of_texts.csv").write_text(table, encoding="utf-8")
    return tmp_path


class TestThisStudy:
    def test_every_table_is_valid(self):
        assert problems(DATA) == []

    def test_the_description_is_what_the_function_makes(self):
        assert json.loads((DATA / "datapackage.json").read_text(encoding="utf-8")) == describe_data(ROOT)

    def test_every_table_and_text_is_described(self):
        described = {resource["path"] for resource in describe_data(ROOT)["resources"]}
        files = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv")} - {"rights.csv"}
        files |= {path.relative_to(DATA).as_posix() for path in (DATA / "raw" / "texts").iterdir()}
        assert described == files

    def test_every_column_says_what_it_is(self):
        assert undescribed(describe_data(ROOT)) == []

    def test_every_file_says_what_may_be_done_with_it(self):
        package = describe_data(ROOT)
        assert all(resource["licenses"][0]["name"] for resource in (package, *package["resources"]))

    @pytest.mark.parametrize(
        ("old", "new"), [(",body,", ",boddy,"), ("civil_letter_2018,", "unknown_2018,"), ("start,end", "from,to")]
    )
    def test_a_table_that_is_wrong_is_found(self, tmp_path, old, new):
        folder = tmp_path / "data"
        shutil.copytree(DATA, folder)
        table = folder / "processed" / "segments.csv"
        table.write_text(table.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        assert problems(folder)

    def test_a_text_that_was_changed_is_found(self, tmp_path):
        folder = tmp_path / "data"
        shutil.copytree(DATA, folder)
        text = sorted((folder / "raw" / "texts").iterdir())[0]
        text.write_bytes(text.read_bytes() + b".")
        assert {problem.split(":")[0] for problem in problems(folder)} == {"Byte Count Error", "Hash Count Error"}


class TestAnotherStudy:
    def test_it_is_described_and_valid(self, another):
        path = write_datapackage(another)
        assert path == another / "data" / "datapackage.json"
        assert problems(path.parent) == []
        package = json.loads(path.read_text(encoding="utf-8"))
        assert (package["name"], package["title"]) == ("ber-two-sides", "Über two sides")
        assert [resource["path"] for resource in package["resources"]] == [
            "raw/metadata.csv",
            "processed/moods_of_texts.csv",
            "raw/texts/north.txt",
            "raw/texts/south.txt",
        ]

    def test_columns_that_nobody_described_have_their_type(self, another):
        package = describe_data(another)
        assert undescribed(package) == [
            "raw/metadata.csv: mood",
            *(f"processed/moods_of_texts.csv: {name}" for name in ("calmness", "sure")),
        ]
        fields = package["resources"][1]["schema"]["fields"]
        assert [field["type"] for field in fields] == ["string", "number", "boolean", "integer"]

    def test_documents_are_linked_and_groups_are_those_of_the_study(self, another):
        metadata, moods, *_ = describe_data(another)["resources"]
        assert moods["schema"]["foreignKeys"][0]["reference"] == {"resource": "raw-metadata", "fields": ["doc_id"]}
        patterns = {
            field["name"]: field.get("constraints", {}).get("pattern") for field in metadata["schema"]["fields"]
        }
        assert patterns["actor_group"] == "(north|south|other)(;(north|south|other))*"
        write_datapackage(another)
        table = another / "data" / "processed" / "moods_of_texts.csv"
        table.write_text(table.read_text(encoding="utf-8").replace("south", "west"), encoding="utf-8")
        assert [problem.split(":")[0] for problem in problems(another / "data")] == ["ForeignKey Error"]

    def test_texts_carry_checksum_source_and_licence(self, another):
        text = describe_data(another)["resources"][2]
        content = (another / "data" / "raw" / "texts" / "north.txt").read_bytes()
        assert text["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert (text["bytes"], text["sources"], text["licenses"]) == (
            len(content),
            [{"title": "Union"}],
            [{"name": "CC0-1.0"}],
        )

    def test_rights_are_those_that_the_study_states(self, another):
        assert "licenses" not in describe_data(another)
        (another / "data" / "rights.csv").write_text(
            "files,licence,rights,source\nraw/texts/*,CC-BY-4.0,Attribution,A repository\n.,CC0-1.0,,\n",
            encoding="utf-8",
        )
        package = describe_data(another)
        assert package["licenses"] == [{"name": "CC0-1.0"}]
        assert "licenses" not in package["resources"][1]
        # What a text says of itself stands; where it says nothing, the study's table does.
        assert package["resources"][2]["licenses"] == [{"name": "CC0-1.0"}]
        assert package["resources"][2]["sources"] == [{"title": "Union"}]
