"""Tests of the signed tests of one term, against published numbers."""

import numpy as np
import pytest

from corpus_utils.terms.association import association, direction, signed_g2

# term of the source: occurrences and words of the target, of the reference
WE = (1048, 779, 43002, 108539)
AMERICA = (148, 54, 43002, 108539)
THE = (2089, 8094, 43002, 108539)
WORDSMITH = (288, 114099, 92965, 104570472)


class TestDirection:
    def test_points_to_the_higher_rate_and_not_to_the_higher_count(self):
        assert direction([5, 5, 5], [6, 6, 5], [10, 100, 100], [100, 100, 100]).tolist() == [1, -1, 0]


class TestSignedG2:
    @pytest.mark.parametrize(
        ("counts", "expected"),
        [
            pytest.param((110, 111, 110 + 2442, 111 + 29114), 270.72, id="Dunning 1993, the swiss"),
            pytest.param((7, 2, 10, 9), 4.534939, id="quanteda.textstats tests, toy"),
            pytest.param(WORDSMITH, 228.0167, id="figure of a WordSmith user, four-cell"),
            pytest.param((1, 1, 15334, 176664), 2.448757, id="association-measures read-me 1"),
            pytest.param((7, 113, 15334, 176664), -0.829802, id="association-measures read-me 2"),
            pytest.param((2, 3, 15334, 176664), 3.879126, id="association-measures read-me 3"),
            pytest.param(WE, 676.3496174321, id="computed with association-measures 0.3.2"),
            pytest.param(THE, -352.7550156863, id="computed with association-measures 0.3.2, negative"),
            pytest.param((0, 40, 5000, 5000), -55.6124174469, id="computed with association-measures 0.3.2, zero"),
        ],
    )
    def test_four_cell_form_gives_published_values(self, counts, expected):
        digits = len(str(expected).split(".")[1])
        assert round(float(signed_g2(*counts)), digits) == expected

    def test_two_cell_form_is_not_the_four_cell_form(self):
        # The same WordSmith figure: 227.6419 is the two-cell value.
        assert float(signed_g2(*WORDSMITH, form="two-cell")) == pytest.approx(227.6419, abs=5e-5)
        assert abs(signed_g2(*THE, form="two-cell")) < abs(signed_g2(*THE))

    @pytest.mark.parametrize("form", ["four-cell", "two-cell"])
    def test_equal_rates_give_a_plain_zero(self, form):
        value = signed_g2([3, 0, 7], [6, 0, 14], [7, 7, 7], [14, 14, 14], form=form)
        assert value.tolist() == [0, 0, 0]
        assert not np.signbit(value).any()

    def test_a_side_made_of_one_term_only(self):
        assert float(signed_g2(10, 0, 10, 10)) == pytest.approx(4 * 10 * np.log(2))

    def test_unknown_form_is_refused(self):
        with pytest.raises(ValueError, match="four-cell"):
            signed_g2(1, 2, 3, 4, form="LL")


class TestAssociation:
    def test_toy_of_quanteda_textstats(self):
        found = association(7, 2, 10, 9)
        assert found["chi2"] == pytest.approx(4.337160, abs=5e-7)
        assert found["chi2_yates"] == pytest.approx(2.632438, abs=5e-7)
        assert found["fisher_p"] == pytest.approx(0.0697786, abs=1e-7)  # exactly .06977852
        assert found["g2_four_cell"] == pytest.approx(4.534939, abs=5e-7)
        assert found["g2_williams"] == pytest.approx(4.200833, abs=5e-7)

    @pytest.mark.parametrize(
        ("counts", "expected"), [(WE, 764.4484), (AMERICA, 200.5544), (THE, -331.99069)], ids=["we", "america", "the"]
    )
    def test_inaugural_speeches_of_quanteda_textstats(self, counts, expected):
        assert association(*counts)["chi2"] == pytest.approx(expected, abs=1e-4)

    def test_swapped_sides_change_signs_only(self):
        there, back = association(7, 2, 10, 9), association(2, 7, 9, 10)
        assert back.pop("fisher_p") == pytest.approx(there.pop("fisher_p"))
        assert {name: -value for name, value in back.items()} == pytest.approx(there)

    @pytest.mark.parametrize("cells", [(3, 2, 2, 9), (0, 0, 5, 5), (5, 5, 5, 5), (-1, 2, 5, 5)])
    def test_a_table_with_an_empty_row_or_column_is_refused(self, cells):
        with pytest.raises(ValueError, match="expected counts between 0 and their totals"):
            association(*cells)
