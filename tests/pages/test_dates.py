"""Written dates and counters."""

from __future__ import annotations

import pytest

from corpus_utils.pages.dates import counter_pattern, date_pattern


class TestDatePattern:
    @pytest.mark.parametrize(
        "date",
        [
            "7 May, 2013 19:58",
            "January 29th, 2018",
            "3 January 2018",
            "2018-01-29",
            "20/02/2017",
            "12.03.2012",
            "Sat 27 Jan 2018 16.06 GMT",
            "February 11, 2014 / 11:32 AM / 4 years ago",
            "Wednesday, January 8, 2020, 11:04 a.m.",
            "Last Update 15:20",
            "2 days ago",
            "Posted on January 31, 2018",
            "Updated: 3:14 p.m.",
            "the 1st of May 2018"[4:],
            "May 2018",
        ],
    )
    def test_whole(self, date):
        assert date_pattern().fullmatch(date)

    @pytest.mark.parametrize("text", ["resolution 2254", "No. 041/18", "90,000 people", "Marching on", "1,291 86%"])
    def test_none(self, text):
        assert not date_pattern().search(text)


class TestCounterPattern:
    @pytest.mark.parametrize(
        "text", ["11 comments", "1.2K views", "4 min read", "No comments", "Hits: 756", "Like (3)"]
    )
    def test_whole(self, text):
        assert counter_pattern().fullmatch(text)

    @pytest.mark.parametrize("text", ["several comments", "25 January", "the like"])
    def test_none(self, text):
        assert not counter_pattern().search(text)
