"""The top of a page that runs into its first sentence."""

from __future__ import annotations

from invented_pages import ONE, THREE, TWO, labels

LINE = (
    "Menu Home World Politics Sport Council agrees on a plan for the winter By Ann Example and Bo Example "
    f"Jan 26, 2018 | 17:42 GMT Share Tweet Email 3 min read · 14 comments VIENNA (Newsline) — {ONE} {TWO} {THREE}"
)


class TestHeadOfLongLine:
    def test_every_piece_is_cut_off(self):
        found = labels(LINE)
        assert [role for _, role in found] == [
            "navigation",
            "title",
            "byline",
            "dateline",
            "share_widget",
            "other_boilerplate",
            "other_boilerplate",
            "dateline",
            "body",
        ]
        assert found[1][0] == "Council agrees on a plan for the winter"
        assert found[-1][0] == f"{ONE} {TWO} {THREE}"

    def test_an_ordinary_paragraph_is_left(self):
        text = f"By the end of the year, Ann Example said on 3 March 2018, the road would be open. {ONE} {TWO}"
        assert labels(text) == [(text, "body")]

    def test_a_caption_between_the_buttons_and_the_place(self):
        text = (
            "Home › World › Council agrees on a plan By Ann Example, Valley Wire Published 14:22 GMT, 31 October 2018 "
            f"Share Tweet Email Members leave the hall. Photo: VPA/Bo Example GENEVA, Oct 31 (Valley) – {ONE} {TWO}"
        )
        found = labels(text)
        assert [role for _, role in found] == [
            "navigation", "title", "byline", "dateline", "share_widget", "caption", "dateline", "body"
        ]  # fmt: skip
        assert found[2][0] == "By Ann Example, Valley Wire" and found[-1][0] == f"{ONE} {TWO}"

    def test_an_agent_or_a_count_in_the_first_sentence_is_no_furniture(self):
        for words in ("convened in Geneva by UN Women together with the host,", "which got 13 votes in favour,"):
            text = f"The plan for the winter, {words} was welcomed by most of the towns in the valley. {ONE} {TWO}"
            assert labels(text) == [(text, "body")]
