"""A small study that a test may break."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import pytest
from hypothesis import settings
from small_study import StudyFolder

mpl.use("agg")
# Builds a study when it is imported, for the server of the children that are killed.
collect_ignore = ["reproduction/warmed.py"]
# The same examples on every run, and no failure because a machine is slow.
settings.register_profile("reproducible", derandomize=True, deadline=None)
settings.load_profile("reproducible")


@pytest.fixture
def study_folder(tmp_path: Path) -> StudyFolder:
    return StudyFolder(tmp_path / "study")
