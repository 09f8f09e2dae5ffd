"""A frame made of bare columns is the one that pandas itself would make."""

import numpy as np
import pandas as pd
from pandas.testing import assert_frame_equal

from corpus_utils.columns import frame_of

COLUMNS = {
    "start": np.array([0, 4], "int64"),
    "role": np.array(["title", ""], object),
    "cue_start": pd.arrays.IntegerArray(np.array([0, 1], "int64"), np.array([True, False])),
    "certain": np.array([True, False]),
    "rule": np.array(["x", "ü"], object),
}


def as_pandas_makes_it(columns) -> pd.DataFrame:
    frame = pd.DataFrame(columns)
    return frame.astype({name: pd.Series([""]).dtype for name in ("role", "rule") if name in columns})


def test_it_has_the_columns_types_and_rows_that_pandas_gives():
    assert_frame_equal(frame_of(COLUMNS), as_pandas_makes_it(COLUMNS))


def test_columns_without_rows_keep_their_types():
    empty = {name: column[:0] for name, column in COLUMNS.items()}
    assert_frame_equal(frame_of(empty), as_pandas_makes_it(empty))


def test_columns_without_words_need_none():
    assert_frame_equal(frame_of({"start": COLUMNS["start"]}), pd.DataFrame({"start": [0, 4]}))


def test_a_name_that_is_given_to_the_columns_of_one_frame_stays_with_it():
    frame_of(COLUMNS).columns.name = "what"
    assert frame_of(COLUMNS).columns.name is None
