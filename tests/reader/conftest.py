"""The pages of this study and of a hostile one, and a browser to open them in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from browser import Browser
from hostile import hostile_study

from corpus_utils import Study, load_study, write_reader
from corpus_utils.study import find_root


class Pages(NamedTuple):
    """A study and the folder of its pages."""

    study: Study
    folder: Path


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    study = load_study(find_root(Path(__file__).parent))
    folder = tmp_path_factory.mktemp("pages")
    write_reader(study, folder)
    return Pages(study, folder)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    root = tmp_path_factory.mktemp("hostile")
    study = hostile_study(root)
    write_reader(study, root / "reader")
    return Pages(study, root / "reader")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    window = Browser(tmp_path_factory.mktemp("browser"))
    yield window
    window.close()


@pytest.fixture(autouse=True)
def as_wide_as_a_desk(request: pytest.FixtureRequest) -> None:
    if "browser" in request.fixturenames:
        request.getfixturevalue("browser").size(1280, 900)
