"""Tables repeat to the byte and come back as they were."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_utils.study import StudyError
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

    @pytest.mark.parametrize("name", ["=HYPERLINK(1)", "-led", "'=1", "plain"])
    def test_a_header_never_starts_a_formula(self, tmp_path, name):
        path = write_table(pd.DataFrame({name: [1]}), tmp_path / "t.csv")
        assert path.read_text().splitlines()[0] == (name if name == "plain" else f"'{name}")
        assert list(read_table(path)) == [name]

    def test_categories_are_written_as_their_text(self, tmp_path):
        text = pd.Series(["=1", "a", "", "a"])
        paths = [
            write_table(pd.DataFrame({"term": column}), tmp_path / "t.csv")
            for column in (text, text.astype("category"))
        ]
        assert paths[0].read_bytes() == b'term\n\'=1\na\n""\na\n'


class TestLargeTables:
    FRAME = pd.DataFrame(
        {
            "doc_id": ["b", "a", "a", "c"],
            "start": pd.array([3, 1, 2, 2**31], dtype="int64"),
            "token": pd.Categorical(["=1", "null", "é", "null"]),
            "cue": ["said", None, "007", ""],
            "cue_start": pd.array([1, None, 3, None], dtype="Int64"),
            "rate": [1 / 3, float("nan"), 0.1234565, 2.0],
            "truncated": [True, False, True, True],
        }
    )

    @pytest.fixture(autouse=True)
    def small(self, monkeypatch):
        monkeypatch.setattr("corpus_utils.tables.LARGE", 3)

    def test_what_comes_back_is_what_csv_would_bring(self, tmp_path):
        large = write_table(self.FRAME, tmp_path / "t")
        assert large.name == "t.parquet"
        small = write_table(self.FRAME, tmp_path / "t.csv")
        pd.testing.assert_frame_equal(read_table(large).astype(object), read_table(small).astype(object))
        assert str(read_table(large)["cue_start"].dtype) == "Int64"
        assert read_table(large)["token"].cat.categories.tolist() == ["=1", "null", "é"]

    def test_the_bytes_repeat_and_name_no_library_of_frames(self, tmp_path):
        paths = [write_table(self.FRAME, tmp_path / name) for name in ("a", "b")]
        assert paths[0].read_bytes() == paths[1].read_bytes()
        assert b"pandas" not in paths[0].read_bytes() and b"ARROW:schema" not in paths[0].read_bytes()

    def test_many_rows_take_little_room_and_are_read_in_groups(self, tmp_path):
        n = 1_200_000  # more than one group of rows, and the first has one word alone
        codes = [0] * (n - 3) + [1, 2, 1]
        frame = pd.DataFrame({"start": range(n), "token": pd.Categorical.from_codes(codes, ["early", "peace", "war"])})
        path = write_table(frame, tmp_path / "t")
        assert path.stat().st_size < n
        assert read_table(path)["token"].value_counts().to_dict() == {"early": n - 3, "peace": 2, "war": 1}

    def test_a_table_that_grows_or_shrinks_stays_one_file(self, tmp_path):
        for rows in (4, 2, 4):
            write_table(self.FRAME.head(rows), tmp_path / "t")
            assert [path.name for path in tmp_path.iterdir()] == ["t.parquet" if rows == 4 else "t.csv"]
            assert len(read_table(tmp_path / "t")) == rows

    def test_a_large_table_is_found_under_the_name_of_the_small_one(self, tmp_path):
        write_table(self.FRAME, tmp_path / "t")
        assert len(read_table(tmp_path / "t.csv")) == 4

    @pytest.mark.parametrize("kept", [0, 3, 100, -1, -100])
    def test_a_file_cut_short_is_one_clear_line(self, tmp_path, kept):
        path = write_table(self.FRAME, tmp_path / "t")
        path.write_bytes(path.read_bytes()[:kept])
        with pytest.raises(StudyError, match=r"t\.parquet: expected .* cut short or damaged .* make it again$"):
            read_table(path)

    def test_says_that_a_table_is_there_twice(self, tmp_path):
        write_table(self.FRAME, tmp_path / "t.csv")
        write_table(self.FRAME, tmp_path / "t.parquet")
        with pytest.raises(StudyError, match=r"expected t\.csv or t\.parquet, found both; remove the older one"):
            read_table(tmp_path / "t")

    def test_without_pyarrow_it_is_csv_and_says_what_reads_the_other(self, tmp_path, monkeypatch):
        large = write_table(self.FRAME, tmp_path / "t")
        monkeypatch.setattr("corpus_utils.tables.find_spec", lambda name: None)
        assert write_table(self.FRAME, tmp_path / "u").name == "u.csv"
        with pytest.raises(StudyError, match=r"pip install corpus-utils\[large\]"):
            read_table(large)


class TestReadTable:
    @pytest.mark.parametrize("cells", [["007", "8"], ["", "01"], ["+01", "x"], ["00", "0"]])
    def test_a_number_with_a_needless_zero_is_text(self, tmp_path, cells):
        path = write_table(pd.DataFrame({"code": cells, "n": [1, 2]}), tmp_path / "t.csv")
        assert read_table(path)["code"].tolist() == cells

    @pytest.mark.parametrize("cells", [[0, 10], [0.5, -0.25], [-3, 0], [1e-7, 100.0]])
    def test_other_numbers_are_numbers(self, tmp_path, cells):
        path = write_table(pd.DataFrame({"n": cells}), tmp_path / "t.csv")
        assert read_table(path)["n"].tolist() == cells

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
