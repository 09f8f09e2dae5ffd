"""Every table is described, and is what its description says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import frictionless
import pytest

from corpus_utils.study import find_root

DATA = find_root(Path(__file__).parent) / "data"


def problems(folder: Path) -> list[str]:
    report = frictionless.validate(folder / "datapackage.json")
    return [f"{error[0]}: {error[1]}" for error in report.flatten(["name", "message"])]


class TestDataPackage:
    def test_every_table_is_valid(self):
        assert problems(DATA) == []

    def test_every_table_is_described(self):
        described = {resource["path"] for resource in json.loads((DATA / "datapackage.json").read_text())["resources"]}
        assert described == {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv")}

    def test_every_column_says_what_it_is(self):
        for resource in json.loads((DATA / "datapackage.json").read_text())["resources"]:
            header = (DATA / resource["path"]).read_text(encoding="utf-8").split("\n")[0].split(",")
            assert [field["name"] for field in resource["schema"]["fields"]] == header
            assert all(field["description"] for field in resource["schema"]["fields"])

    @pytest.mark.parametrize(
        ("old", "new"), [(",body,", ",boddy,"), ("civil_letter_2018,", "unknown_2018,"), ("start,end", "from,to")]
    )
    def test_a_table_that_is_wrong_is_found(self, tmp_path, old, new):
        folder = tmp_path / "data"
        shutil.copytree(DATA, folder)
        table = folder / "processed" / "segments.csv"
        table.write_text(table.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        assert problems(folder)
