"""Make everything again from the raw files, put it in its place whole, and compare it."""

import sys
from importlib import import_module
from importlib.util import find_spec

# What jsonschema checks IRIs with builds a grammar for a second, in every process that reads a notebook. No notebook
# has an IRI, so jsonschema is imported without it.
if {"jsonschema", "rfc3987_syntax"}.isdisjoint(sys.modules) and find_spec("jsonschema"):
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # None: not to be imported
    import_module("jsonschema")
    del sys.modules["rfc3987_syntax"]
