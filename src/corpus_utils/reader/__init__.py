"""Pages to read on: the raw text with its roles and voices, and the places of every term."""

from corpus_utils.reader.passage import show_concordance, show_document
from corpus_utils.reader.site import write_reader

__all__ = ["show_concordance", "show_document", "write_reader"]
