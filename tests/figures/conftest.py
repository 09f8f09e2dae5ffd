"""Every figure is drawn in the style of the notebooks, whichever test ran before."""

from collections.abc import Iterator

import matplotlib as mpl
import pytest

from corpus_utils.figures import use_style


@pytest.fixture(autouse=True)
def in_style() -> Iterator[None]:
    with mpl.rc_context():
        use_style()
        yield
