"""Describe a study's data for programs: every table, every column, every text, and what may be done with each.

The form is that of the Data Package standard (Frictionless Data), which others' programs check and read.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pandas as pd

from corpus_utils.files import write_bytes
from corpus_utils.pages.roles import ROLES
from corpus_utils.speech.lexicon import read_vocabulary
from corpus_utils.study import Study, find_root, load_study
from corpus_utils.tables import read_table

#: The folders of a study that hold tables, in the order of the way of the data.
FOLDERS = ("raw", "annotations", "processed")
#: Where a study says what may be done with its files: columns `files` (a pattern), `licence`, `rights`, `source`.
RIGHTS = "rights.csv"
_TYPES = {"b": "boolean", "i": "integer", "u": "integer", "f": "number"}


def describe_data(root: str | Path | None = None) -> dict[str, Any]:
    """Describe the data of a study as a data package.

    Whoever reads the tables in ten years has the files alone: types, keys, meanings and rights go with them.

    Parameters
    ----------
    root : str or Path, optional
        The study folder; by default the one that holds the current folder.

    Returns
    -------
    dict
        The content of ``datapackage.json``. Tables that the package knows have a meaning for each column; of others
        the types are read from the file. Texts and files made by hand carry their size and checksum; what may be done
        with a file is what ``data/rights.csv`` says of it.

    Raises
    ------
    StudyError
        If the study cannot be loaded.

    Examples
    --------
    >>> package = describe_data(find_root(Path(__file__).parent))
    >>> [resource["name"] for resource in package["resources"]][:2]
    ['raw-actors', 'raw-dictionary']
    """
    study = load_study(root)
    data = study.root / "data"
    rights = _read_rights(data / RIGHTS)
    found = [*_tables(study, data), *_texts(study, data)]
    found = [_rights_of(resource["path"], rights) | resource for resource in found]
    return {
        "name": re.sub(r"[^a-z0-9]+", "-", study.title.casefold()).strip("-")[:80] or "study",
        "title": study.title,
        "description": study.question,
        "profile": "data-package",
        **_rights_of(".", rights),
        "resources": found,
    }


def write_datapackage(root: str | Path | None = None) -> Path:
    """Write ``data/datapackage.json`` of a study.

    Parameters
    ----------
    root : str or Path, optional
        The study folder; by default the one that holds the current folder.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    StudyError
        If the study cannot be loaded.
    OSError
        If the file cannot be written; the old one then stands.

    Examples
    --------
    >>> import tempfile
    >>> write_datapackage(tempfile.mkdtemp())
    Traceback (most recent call last):
        ...
    corpus_utils.study.StudyError: ...
    """
    root = find_root(root)
    content = json.dumps(describe_data(root), ensure_ascii=False, indent=2) + "\n"
    return write_bytes(root / "data" / "datapackage.json", content.encode("utf-8"))


def undescribed(package: dict[str, Any]) -> list[str]:
    """List the columns of a data package that say nothing of themselves.

    Path and column, as in ``processed/terms.csv: score``; a row of ``vocabularies/described_columns.csv`` mends each.
    """
    return [
        f"{resource['path']}: {field['name']}"
        for resource in package["resources"]
        for field in resource.get("schema", {}).get("fields", ())
        if not field["description"]
    ]


def _tables(study: Study, data: Path) -> Iterator[dict[str, Any]]:
    for folder in FOLDERS:
        for path in sorted((data / folder).rglob("*.*")):
            if path.is_dir() or path.is_relative_to(data / "raw" / "texts"):
                continue
            if path.name.endswith((".csv", ".csv.gz")):
                yield _table(study, data, path)
            elif path.suffix == ".parquet":
                place = path.relative_to(data).as_posix()
                yield {"name": _name(place), "path": place, "format": "parquet", **_words(place)}


def _table(study: Study, data: Path, path: Path) -> dict[str, Any]:
    place = path.relative_to(data).as_posix()
    table = place.removesuffix(".gz").removesuffix(".csv")
    header = list(pd.read_csv(path, nrows=0, encoding="utf-8-sig").columns)
    row = _described_table(table)
    key = [name for name in row["key"].split() if name in header] if row else []
    schema: dict[str, Any] = {
        "fields": [_field(study, path, table, name, name in key) for name in header],
        "missingValues": [""],
    }
    if key:
        schema["primaryKey"] = key
    if "doc_id" in header and table != "raw/metadata":
        schema["foreignKeys"] = [
            {"fields": ["doc_id"], "reference": {"resource": "raw-metadata", "fields": ["doc_id"]}}
        ]
    return {
        "name": _name(table),
        "path": place,
        **_words(table),
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "doubleQuote": True},
        **({} if table.startswith("processed/") else _sum(path)),
        "schema": schema,
    }


def _words(table: str) -> dict[str, str]:
    row = _described_table(table.removesuffix(".parquet"))
    if row is None:
        return {"title": table.rpartition("/")[2].replace("_", " ")}
    return {"title": row["title"], "description": row["description"]}


def _field(study: Study, path: Path, table: str, name: str, required: bool) -> dict[str, Any]:
    row = _described_column(table, name)
    if row is None:
        kind = read_table(path)[name].dtype.kind
        return {"name": name, "type": _TYPES.get(kind, "string"), "description": ""}
    constraints: dict[str, Any] = {"required": True} if required else {}
    if row["allowed"] == "@group":
        groups = "|".join(map(re.escape, study.groups.names))
        constraints["pattern"] = f"({groups})(;({groups}))*"
    elif row["allowed"] == "@role":
        constraints["enum"] = list(ROLES)
    elif row["allowed"].startswith("["):
        constraints["pattern"] = row["allowed"]
    elif row["allowed"]:
        constraints["enum"] = row["allowed"].split("|")
    if name in ("start", "end"):
        constraints["minimum"] = 0
    field = {"name": name, "type": row["type"], "description": row["description"]}
    return {**field, "constraints": constraints} if constraints else field


def _texts(study: Study, data: Path) -> Iterator[dict[str, Any]]:
    """Describe each text: what it is, where it is from, and the bytes that every offset counts on."""
    for row in study.documents.to_dict("records"):
        path = data / "raw" / row["file"]
        sources = [{"title": row.get("source") or row["issuer"], "path": row.get("url") or ""}]
        if row.get("original"):
            sources.append({"title": f"the file, before {row.get('converter')}", "path": f"raw/{row['original']}"})
        named = [{key: value for key, value in one.items() if value} for one in sources if one["title"]]
        licence = row.get("licence")
        yield {
            "name": _name(f"text-{row['doc_id']}"),
            "path": path.relative_to(data).as_posix(),
            "title": row["title"] or row["label"],
            "format": path.suffix.lstrip(".") or "txt",
            "mediatype": "text/plain",
            "encoding": "utf-8",
            **_sum(path),
            **({"sources": named} if named else {}),
            **({"licenses": [{"name": licence}]} if licence else {}),
        }


def _name(place: str) -> str:
    return re.sub(r"[^-a-z0-9._]", "-", place.casefold())


def _sum(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _read_rights(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _rights_of(place: str, rights: list[dict[str, str]]) -> dict[str, Any]:
    """Give what the first fitting row says."""
    for row in rights:
        if fnmatchcase(place, row["files"]):
            licence = {"name": row["licence"], "title": row["rights"]}
            found: dict[str, Any] = {"licenses": [{key: value for key, value in licence.items() if value}]}
            return found | ({"sources": [{"title": row["source"]}]} if row["source"] else {})
    return {}


def _described_table(table: str) -> dict[str, str] | None:
    fitting = [row for row in read_vocabulary("described_tables") if fnmatchcase(table, row["table"])]
    return fitting[0] if fitting else None


def _described_column(table: str, name: str) -> dict[str, str] | None:
    """Find what a column means: in this table, else in any."""
    rows = [row for row in read_vocabulary("described_columns") if row["column"] == name]
    own = [row for row in rows if any(fnmatchcase(table, one) for one in row["tables"].split("|") if one)]
    return next(iter(own or [row for row in rows if not row["tables"]]), None)
