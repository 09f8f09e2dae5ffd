"""Tables repeat to the byte and come back as they were."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_utils.tables import read_table, write_table

CELLS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), min_size=0, max_size=8)


class TestWriteTable:
    def test_writes_lf_utf8_and_six_digits(self, tmp_path):
        path = write_table(pd.DataFrame({"name": ["é"], "rate": [1 / 3]}), tmp_path / "t.csv")
        assert path.read_bytes() == "name,rate\né,0.333333\n".encode()

    def test_sorts_as_asked(self, tmp_path):
        path = write_table(pd.DataFrame({"n": [2, 1]}), tmp_path / "t.csv", sort_by=["n"])
        assert path.read_text() == "n\n1\n2\n"

    def test_a_failed_write_leaves_the_old_file(self, tmp_path):
        path = write_table(pd.DataFrame({"n": [1]}), tmp_path / "t.csv")
        with pytest.raises(KeyError):
            write_table(pd.DataFrame({"n": [2]}), path, sort_by=["missing"])
        assert path.read_text() == "n\n1\n"
        assert [file.name for file in tmp_path.iterdir()] == ["t.csv"]

    @pytest.mark.parametrize("value", [0.1234565, 2.5000005, 1e-7 / 3, 123456.5])
    def test_the_last_bits_of_a_float_do_not_show(self, tmp_path, value):
        texts = {
            write_table(pd.DataFrame({"x": [x]}), tmp_path / "t.csv").read_text()
            for x in (value, math.nextafter(value, 0), math.nextafter(value, 1e9))
        }
        assert len(texts) == 1

    @given(st.integers(100_000, 999_999), st.integers(-20, 15), st.integers(-4, 4))
    def test_a_float_on_the_edge_of_two_roundings_is_written_alike(self, tmp_path_factory, digits, power, steps):
        edge = float(f"{digits}.5e{power}")
        near = edge
        for _ in range(abs(steps)):
            near = math.nextafter(near, math.inf * steps)
        path = tmp_path_factory.mktemp("edges") / "t.csv"
        texts = {write_table(pd.DataFrame({"x": [x]}), path).read_text() for x in (edge, near)}
        assert len(texts) == 1

    @pytest.mark.parametrize("cell", ["=1+1", "+1", "-led", "@you", "'=1"])
    def test_text_never_starts_a_formula(self, tmp_path, cell):
        path = write_table(pd.DataFrame({"term": [cell]}), tmp_path / "t.csv")
        assert path.read_text().splitlines()[1] == f"'{cell}"
        assert read_table(path)["term"].tolist() == [cell]


class TestReadTable:
    @given(st.lists(CELLS, min_size=1))
    def test_text_comes_back(self, tmp_path_factory, cells):
        path = tmp_path_factory.mktemp("tables") / "t.csv"
        frame = pd.DataFrame({"speaker": pd.Series(cells, dtype="str"), "n": range(len(cells))})
        write_table(frame, path)
        assert read_table(path)["speaker"].tolist() == cells

    @pytest.mark.parametrize("cells", [["001", "2"], ["", ""], ["2018", ""], ["True", "False"], ["1e5", "nan"]])
    def test_a_column_of_text_stays_text(self, tmp_path, cells):
        path = write_table(pd.DataFrame({"doc_id": cells, "n": [1, 2]}), tmp_path / "t.csv")
        assert read_table(path)["doc_id"].tolist() == cells

    @pytest.mark.parametrize("cell", ["a\rb", "\r", "a\r\nb", "\n", 'a"b', "a,b"])
    def test_a_cell_that_csv_could_misread_is_quoted(self, tmp_path, cell):
        path = write_table(pd.DataFrame({"title": [cell], "n": [1]}), tmp_path / "t.csv")
        assert path.read_bytes().split(b"\n", 1)[1].startswith(b'"')
        assert read_table(path)["title"].tolist() == [cell]

    def test_an_empty_number_is_missing_and_stays_whole(self, tmp_path):
        path = tmp_path / "t.csv"
        path.write_text("comment,parent\n1,\n2,1\n")
        assert read_table(path)["parent"].tolist() == [pd.NA, 1]

    def test_says_how_to_build_a_missing_table(self, tmp_path):
        with pytest.raises(FileNotFoundError, match=r"tokens\.csv: .*`python -m corpus_utils build`"):
            read_table(tmp_path / "tokens.csv")
