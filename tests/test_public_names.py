"""Every public name can be used, and editors and type checkers see the same names."""

from __future__ import annotations

import inspect
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import corpus_utils

ROOT = Path(__file__).resolve().parent.parent


class TestNames:
    @pytest.mark.parametrize("name", corpus_utils.__all__)
    def test_each_is_there_and_says_what_it_is_for(self, name):
        value = getattr(corpus_utils, name)
        if inspect.isfunction(value) or inspect.isclass(value):
            assert inspect.getdoc(value)

    def test_no_name_stands_twice(self):
        names = [name for names in corpus_utils._MODULES.values() for name in names]
        assert sorted(names) == corpus_utils.__all__ == sorted(set(names))

    def test_an_unknown_name_is_told(self):
        with pytest.raises(AttributeError, match="module 'corpus_utils' has no attribute 'segmnt'"):
            corpus_utils.segmnt  # noqa: B018

    def test_the_stub_has_the_same_names(self):
        made = runpy.run_path(str(ROOT / ".ci" / "stub.py"))["stub"]()
        assert made == (ROOT / "src" / "corpus_utils" / "__init__.pyi").read_text(encoding="utf-8")

    def test_importing_the_package_imports_no_library(self):
        code = "import sys, corpus_utils; print(sorted({'pandas', 'numpy', 'matplotlib', 'scipy'} & set(sys.modules)))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == "[]\n"
