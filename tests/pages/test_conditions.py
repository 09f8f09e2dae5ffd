"""Each condition of a rule has a piece of a page that it lets through and a near miss, in the notation of the rules."""

from __future__ import annotations

import pytest
from invented_pages import deciding

T = "Council agrees on a plan for the winter"
BODY = "{1} ¶ {2}"
MENU = "Home ¶ News ¶ Sport ¶ World ¶ Video ¶"


def words(number: int, word: str = "Bridge") -> str:
    return " ".join([word] * number)


def long(start: str, size: int, filler: str = "Bridge road ") -> str:
    """Lengthen a line to so many characters, without an end of a sentence."""
    return (start + filler * size)[: size - 1].rstrip().ljust(size, "n")


def below(piece: str) -> str:
    return f"{T} ¶ {BODY} ¶ [[{piece}]]"


def inside(piece: str) -> str:
    return f"{T} ¶ {{1}} ¶ [[{piece}]] ¶ {{2}} ¶ {{3}}"


def above(piece: str) -> str:
    return f"{T} ¶ [[{piece}]] ¶ 3 March 2018 ¶ {BODY}"


CONDITIONS = [
    # numbers, counters, what the vocabulary knows
    ("counter_line", below("4 min read".ljust(79, "·") + "·"), below("4 min read".ljust(80, "·") + "·")),
    ("page_number", "{1} ¶ [[12/34]] ¶ {2}", "{1} ¶ [[34/12]] ¶ {2}"),
    ("page_number", "{1} ¶ [[1]] ¶ {2} ¶ 2 ¶ {3} ¶ 3 ¶ {1}", "{1} ¶ [[1]] ¶ {2} ¶ 2 ¶ {3}"),
    ("page_number", "{1} ¶ [[1]] ¶ {2} ¶ 3 ¶ {3} ¶ 5 ¶ {1}", "{1} ¶ [[1]] ¶ {2} ¶ 2 ¶ {3} ¶ 5 ¶ {1}"),
    ("page_number", "{1} ¶ [[1]] ¶ {2} ¶ 2 ¶ {3} ¶ 3 ¶ {1}", "{1} ¶ [[1]] ¶ {2} ¶ 1 ¶ {3} ¶ 2 ¶ {1}"),
    ("page_number", "{1} ¶ [[1/34]] ¶ {2} ¶ 1/35 ¶ {3}", "{1} ¶ [[1/34]] ¶ {2} ¶ 1/34 ¶ {3}"),
    ("known_other_boilerplate", inside("© 2018 Ann Example"), inside("© Ann Example")),
    ("known_navigation", inside("About us"), inside("Contact")),
    ("known_navigation", "{1} ¶ [[Contact]] ↵ About us ¶ {2}", "{1} ¶ [[Contact]] ¶ {2}"),
    # the title that the window shows
    ("document_title", f"[[{T} - Valley Post]] ¶ Home ¶ News ¶ {BODY}", f"[[{T} - Valley Post]] ¶ Home ¶ {BODY}"),
    (
        "document_title",
        f"[[{T} - Valley Post]] ¶ Home ¶ News ¶ {BODY}",
        f"[[{T} - valley post]] ¶ Home ¶ News ¶ {BODY}",
    ),
    (
        "document_title",
        f"[[{T} - Post]] ¶ Home ¶ News ¶ {BODY}",
        f"[[Council agrees on it - Post]] ¶ Home ¶ News ¶ {BODY}",
    ),
    (
        "document_title",
        f"[[{T} - Post]] ¶ Home ¶ News ¶ {BODY}",
        f"[[{T} | Roads | Post]] ¶ Home ¶ News ¶ {BODY}",
    ),
    (
        "repeated_title",
        f"{T} - Post ¶ Home ¶ News ¶ {{1}} ¶ [[{T}]] ¶ {BODY} {{2}} ¶ {{3}}",
        f"{T} in March - Post ¶ Home ¶ News ¶ {{1}} ¶ [[{T}]] ¶ {BODY} {{2}} ¶ {{3}}",
    ),
    (
        "above_other_boilerplate",
        f"{T} - Post ¶ Home ¶ News ¶ [[{{3}}]] ¶ {T} ¶ {BODY} ¶ {{1}} ¶ {{2}}",
        f"{T} - Post ¶ Home ¶ News ¶ [[{{3}}]] ¶ {T} ¶ {{3}}",
    ),
    # what stands between the headline and the date
    ("standfirst", f"{T} ¶ [[{{1}}]] ¶ By Ann ¶ {{2}} ¶ {{3}}", f"{T} ¶ [[{{1}}]] ¶ In Ulm ¶ {{2}} ¶ {{3}}"),
    ("standfirst", f"{T} ¶ [[{{1}}]] ¶ 3 March 2018 ¶ {{2}} ¶ {{3}}", f"{T} ¶ [[{{1}}]] ¶ 3 March ¶ {{2}} ¶ {{3}}"),
    ("standfirst", f"{T} ¶ [[{{1}}]] ¶ By Ann ¶ {{2}} ¶ {{3}}", "A winter plan ¶ [[{1}]] ¶ By Ann ¶ {2} ¶ {3}"),
    ("standfirst", f"{T} ¶ [[{{1}}]] ¶ By Ann ¶ {{2}} ¶ {{3}}", f"{T} ¶ [[{{1}}]] ¶ {{2}} ¶ By Ann ¶ {{3}}"),
    (
        "standfirst",
        f"{T} ¶ [[{{1}}]] ¶ By Ann ¶ {{2}} ¶ {{3}}",
        f"{T} ¶ [[{{1}} {{2}} {{1}}]] ¶ By Ann ¶ {{2}} ¶ {{3}}",
    ),
    (
        "byline",
        f"{T} ¶ By ↵ [[Ann Example]] ¶ 3 March 2018 ¶ {BODY}",
        f"{T} ¶ On ↵ [[Ann Example]] ¶ 3 March 2018 ¶ {BODY}",
    ),
    ("byline", f"{T} ¶ By ↵ Ann ↵ and ↵ [[Bo]] ¶ {BODY}", f"{T} ¶ By ↵ Ann ↵ with ↵ [[Bo]] ¶ {BODY}"),
    ("byline", f"{T} ¶ By ↵ [[Ann Example]] ¶ {BODY}", f"{T} ¶ By ↵ [[Ann Example:]] ¶ {BODY}"),
    ("place_line", f"{T} ¶ [[Posted:]] ¶ 3 March 2018 ¶ {BODY}", f"{T} ¶ [[Posted:]] ¶ Ulm and Bonn ¶ {BODY}"),
    ("row_navigation", f" [[* Roads and rails]] ¶ {T} ¶ {BODY}", f"[[* Roads and rails]] ¶ {T} ¶ {BODY}"),
    # who wrote, told below the text
    (
        "writer_below",
        f"{T} ¶ By Ann Roe ¶ {BODY} ¶ [[Ann is a reporter who lives here.]]",
        f"{T} ¶ By Ann Roe ¶ {BODY} ¶ [[Bo is a reporter who lives here.]]",
    ),
    (
        "writer_below",
        f"{T} ¶ By Ann Roe ¶ {BODY} ¶ [[Ann is a reporter who lives here.]]",
        f"{T} ¶ By Ann Roe ¶ {BODY} ¶ [[Ann met a reporter who lives here.]]",
    ),
    (
        "writer_below",
        f"{T} ¶ By Ann Roe ¶ {BODY} ¶ [[Ann is a reporter who lives here.]]",
        f"{T} ¶ By Ann Roe ¶ [[Ann is a reporter who lives here.]] ¶ {BODY}",
    ),
    (
        "author_below",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ [[Ann]] ¶ says: ¶ 3 March 2018 ¶ No.",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ [[Ann]] ¶ Ulm ¶ 3 March 2018 ¶ No.",
    ),
    (
        "comments_heading",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ Ann says: ¶ No. ¶ Pingback: ¶ [[A plan of theirs]]",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ Ann says: ¶ No. ¶ Well: ¶ [[A plan of theirs]]",
    ),
    # lines of the site that no other rule can name
    ("unnamed_teaser", below("Road to north is closed").replace("[[", "Share ¶ [["), below("Road to north is closed")),
    (
        "unnamed_teaser",
        below("Road to north is closed").replace("[[", "Share ¶ [["),
        below("Road to the north").replace("[[", "Share ¶ [["),
    ),
    (
        "unnamed_teaser",
        below("Roads and rails").replace("[[", "Share ¶ Road to north is closed ¶ [[") + " ¶ Rail to south is open",
        below("Roads and rails").replace("[[", "Share ¶ Road to north is closed ¶ [[") + " ¶ Rails",
    ),
    (
        "unnamed_teaser",
        f"{T} ¶ {BODY} ¶ Share ¶ Road to north is closed ¶ [[News]] ¶ Rail to south is open ¶ Boats to Ulm will stop",
        f"{T} ¶ {BODY} ¶ Share ¶ Road to north is closed ¶ [[News]] ¶ Rails ¶ Boats",
    ),
    (
        "unnamed_navigation",
        below("Road to Ulm").replace("[[", "Share ¶ [["),
        below("Road@Ulm").replace("[[", "Share ¶ [["),
    ),
    ("unnamed_navigation", below("Facebook").replace("[[", "Follow us ¶ [["), below("Facebook")),
    (
        "unnamed_navigation",
        "Home ¶ News ¶ [[Subscribe]] ¶ World ¶ {1} ¶ {2}",
        "Home ¶ News ¶ [[Subscribe]] ¶ {1} ¶ {2}",
    ),
    (
        "unnamed_navigation",
        f"{T} ¶ {BODY} ¶ Related ¶ Roads ¶ Rails ¶ [[Boats]] ¶ Trams ¶ Bikes",
        f"{T} ¶ {BODY} ¶ Related ¶ Roads ¶ Rails ¶ [[Boats]] ¶ Trams",
    ),
    (
        "unnamed_section_tag",
        f"{T} ¶ {BODY} ¶ Share ¶ [[Roads]] ↵ , ↵ Rails",
        f"{T} ¶ {BODY} ¶ Share ¶ [[Roads]] ↵ Rails",
    ),
    (
        "subhead",
        inside("Winter roads"),
        f"{T} ¶ {{1}} They say that the long and winding road of ¶ [[Winter roads]] ¶ {{2}}",
    ),
    # what stands below a heading
    ("listed_teaser", below("Winter comes").replace("[[", "Related ¶ [["), below("Winter comes")),
    (
        "listed_teaser",
        f"{T} ¶ {BODY} ¶ Related articles ¶ {{1}} ¶ [[Winter comes]] ¶ Roads",
        f"{T} ¶ {BODY} ¶ Related articles ¶ {{1}} {{2}} {{3}} {{1}} ¶ [[Winter comes]] ¶ Roads",
    ),
    (
        "listed_teaser",
        f"{T} ¶ {BODY} ¶ Related articles ¶ [[Winter comes]] ¶ {{1}} ¶ {{2}} ¶ Roads",
        f"{T} ¶ {BODY} ¶ Related articles ¶ [[Winter comes]] ¶ {{1}} ¶ {{2}}",
    ),
    (
        "listed_teaser",
        f"{T} ¶ {BODY} ¶ Related articles ¶ Share ¶ [[Winter comes]]",
        f"{T} ¶ {BODY} ¶ Related articles ¶ Contact us ¶ [[Winter comes]]",
    ),
    # rows of links
    (
        "row_navigation",
        "[[Roads | Rails | Bridges | Boats]] ¶ " + T + " ¶ " + BODY,
        "[[Roads | Rails | Bridges]] ¶ " + BODY,
    ),
    ("row_navigation", below("Roads | Rails | Bridges | Boats"), below("Roads • Rails • Bridges • Boats")),
    (
        "row_navigation",
        below("Roads | Rails | Boats | " + "b" * 30),
        below("Roads | Rails | Boats | " + "b" * 31),
    ),
    ("row_navigation", below("[Read](#a) | [Sign](#b)"), below("[Read](#a)")),
    ("row_navigation", below("[Read](#a) [Sign](#b) " + "b" * 30), below("[Read](#a) [Sign](#b) " + "b" * 31)),
    (
        "row_share_widget",
        below("Share Facebook Twitter Roads Rails"),
        below("Share Facebook Twitter Roads Rails Boats"),
    ),
    ("row_share_widget", below("Facebook | Twitter"), below("© Facebook | Twitter")),
    ("row_navigation", inside("World | News"), "{1} ¶ [[World | News]] ↵ roads and rails ¶ {2}"),
    # menus that are glued
    ("glued_menu", "[[HomeNews aboutUs ourWork]] ¶ " + BODY, "[[HomeNews aboutUs works]] ¶ " + BODY),
    (
        "glued_menu",
        f"[[HomeNews aboutUs ourWork {words(21, 'road')}]] ¶ " + BODY,
        f"[[HomeNews aboutUs ourWork {words(22, 'road')}]] ¶ " + BODY,
    ),
    ("glued_menu", "[[HomeNews aboutUs ourWork]] ¶ " + BODY, "[[HomeNews aboutUs. ourWork]] ¶ " + BODY),
    ("glued_menu", f"[[{words(7, 'icon')}]] ¶ " + BODY, f"[[{words(6, 'icon')}]] ¶ " + BODY),
    (
        "glued_menu",
        f"[[{words(7, 'icon')} {words(14, 'road')}]] ¶ " + BODY,
        f"[[{words(7, 'icon')} {words(15, 'road')}]] ¶ " + BODY,
    ),
    # captions
    ("credited_caption", below("Photo: " + "r" * 693), below("Photo: " + "r" * 694)),
    (
        "credited_caption",
        above("The chair (left) and her deputy leave."),
        below("The chair (left) and her deputy leave."),
    ),
    (
        "credited_caption",
        above("The chair (left) and her deputy leave."),
        above("The “chair” (left) and her deputy leave."),
    ),
    ("credited_caption", above("The chair (left) leaves the hall"), above("The chair (left) leaves the hall:")),
    ("credited_caption", below("The hall / AFP"), below("The hall and the AFP")),
    # titles that come back
    ("repeated_title", "[[A new plan]] ¶ A new plan ¶ " + BODY, "[[The plan]] ¶ The plan ¶ " + BODY),
    (
        "repeated_title",
        f"[[{long('Roads', 250)}]] ¶ {long('Roads', 250)} ¶ " + BODY,
        f"[[{long('Roads', 251)}]] ¶ {long('Roads', 251)} ¶ " + BODY,
    ),
    (
        "repeated_title",
        f"[[A road and a bridge]] ¶ {T} ¶ A road and a bridge ¶ " + BODY,
        f"[[A road or two]] ¶ {T} ¶ A road or two ¶ " + BODY,
    ),
    ("glued_title", f"HomeNews[[{T}]] ¶ {T} ¶ " + BODY, "HomeNews[[A plan for roads]] ¶ A plan for road ¶ " + BODY),
    (
        "glued_title",
        "HomeNews [[Plans for a road]] ¶ Plans for a road ¶ " + BODY,
        "HomeNews [[Plan for a road]] ¶ Plan for a road ¶ " + BODY,
    ),
    # dates
    ("date_line", above("3 March 2018 " + words(12, "road")), above("3 March 2018 " + words(13, "road"))),
    ("date_line", above("Roads, Rails, Boats, 3 March 2018"), above("Roads Rails Boats 3 March 2018")),
    ("date_line", below("Roads, Rails, Boats, 3 March 2018"), below("Roads, Rails, Boats, All, 3 March 2018")),
    ("date_line", above("Road, " * 5 + "3 March 2018"), above("Road, " * 6 + "3 March 2018")),
    ("date_line", inside("3 March 2018"), inside("3 March")),
    ("date_line", inside("3 March 2018"), f"{T} ¶ {{1}} ¶ {{2}} ¶ [[Valley, 3 March 2018]] ¶ {{3}}"),
    ("date_byline", f"{T} ¶ [[By Ann]] 3 March 2018 ¶ {BODY}", f"{T} ¶ [[The road]] 3 March 2018 ¶ {BODY}"),
    # writers
    ("byline", above("By Ann Example"), f"{T} ¶ {{1}} ¶ {{2}} ¶ [[By Ann Example]] ¶ {{3}}"),
    ("byline", above("By Ann Example"), above("By ann example")),
    ("byline", above("By " + "A" * 97), above("By " + "A" * 98)),
    ("byline", inside("(Reporting by Ann Example)"), inside("Reporting on Ann Example")),
    ("byline", below("Reporting by " + "A" * 287), below("Reporting by " + "A" * 288)),
    ("byline_credit", above("By: AFP / Ap – Valley"), above("By: AFP, Ap – Valley")),
    ("contributors", below("Bo Example contributed to this report."), inside("Bo Example contributed to this report.")),
    # places of wire reports
    ("wire_dateline", T + " ¶ [[VALLEY -]] {1} ¶ {2}", T + " ¶ [[Valley -]] {1} ¶ {2}"),
    ("wire_dateline", T + " ¶ [[Valley, March 3 -]] {1} ¶ {2}", T + " ¶ [[Valley, spring 3 -]] {1} ¶ {2}"),
    ("wire_dateline", T + " ¶ [[VALLEY -]] {1} ¶ {2}", T + " ¶ {1} ¶ [[VALLEY -]] {2}"),
    ("wire_dateline", T + " ¶ [[Valley, Hill –]] {1} ¶ {2}", T + " ¶ [[Valley Hill –]] {1} ¶ {2}"),
    ("wire_dateline", T + " ¶ [[3 March 2016 –]] {1} ¶ {2}", T + " ¶ [[3 marches –]] {1} ¶ {2}"),
    # letters
    ("salutation", "[[Dear " + "A" * 114 + ",]] ¶ " + BODY, "[[Dear " + "A" * 115 + ",]] ¶ " + BODY),
    (
        "salutation",
        f"{T} ¶ {BODY} ¶ [[Dear {'A' * 54},]] ¶ {{3}}",
        f"{T} ¶ {BODY} ¶ [[Dear {'A' * 55},]] ¶ {{3}}",
    ),
    ("salutation", "[[Mr. Example:]] ¶ " + BODY, "{1} ¶ [[Mr. Example:]] ¶ {2}"),
    ("closing", below("Sincerely " + "a" * 59 + ","), below("Sincerely " + "a" * 60 + ",")),
    ("closing", below("Sincerely " + words(5, "a")), below("Sincerely " + words(6, "a"))),
    ("closing", below("Thank you all, " + "a" * 54 + "."), below("Thank you all, " + "a" * 55 + ".")),
    ("closing", below("Please accept, " + "a" * 144 + "."), below("Please accept, " + "a" * 145 + ".")),
    ("closing", below("I thank you for this."), inside("I thank you for this.")),
    ("addressee", "[[To: " + "A" * 196 + "]] ¶ Dear Sir, ¶ " + BODY, "[[To: " + "A" * 197 + "]] ¶ Dear Sir, ¶ " + BODY),
    (
        "addressee",
        "Ms. Example ↵ [[Bridge Road]] ¶ Dear Sir, ¶ " + BODY,
        "Ms. Example ¶ [[Bridge Road]] ¶ Dear Sir, ¶ " + BODY,
    ),
    (
        "signature",
        "Dear Sir, ¶ " + BODY + " ¶ Sincerely, ¶ [[" + long("Ann ", 150) + "]]",
        "Dear Sir, ¶ " + BODY + " ¶ Sincerely, ¶ [[" + long("Ann ", 151) + "]]",
    ),
    (
        "signature",
        "Dear Sir, ¶ " + BODY + " ¶ Sincerely, ¶ [[Ann Example]]",
        "Dear Sir, ¶ " + BODY + " ¶ Sincerely, ¶ [[(Ann Example)]]",
    ),
    (
        "signing",
        "Dear Sir, ¶ " + BODY + " ¶ [[Ann, x]] ↵ Bo, x ↵ Cy, x ↵ Di ↵ Ed",
        "Dear Sir, ¶ " + BODY + " ¶ [[Ann, x]] ↵ Bo, x ↵ Cy ↵ Di ↵ Ed",
    ),
    # subheads and what is left below
    ("subhead", inside(long("Roads ", 100, "Bridgework ")), inside(long("Roads ", 101, "Bridgework "))),
    ("subhead", inside(words(14, "Road")), inside(words(15, "Road"))),
    ("subhead", inside("Roads and bridges"), inside("Roads and bridges,")),
    ("subhead", inside("Roads and bridges"), inside("Roads\tand bridges")),
    ("subhead", inside("Roads and bridges"), "{1} ¶ They want: ¶ [[Roads and bridges]] ¶ {2} ¶ {3}"),
    ("subhead", inside("Roads and bridges"), "{1} ¶ [[Roads and bridges]] ¶ and {2} ¶ {3}"),
    ("subhead", inside("Roads for all"), inside("Roads for the")),
    (
        "below_text",
        f"{T} ¶ {BODY} ¶ Share ¶ [[{words(12, 'Road@')}]]",
        f"Home ¶ {T} ¶ {BODY} ¶ [[{words(13, 'Road@')}]]",
    ),
    (
        "below_text",
        f"Home ¶ {T} ¶ {BODY} ¶ [[{words(12, 'Road@')}]]",
        f"Home ¶ {T} ¶ {BODY} ¶ [[{words(13, 'Road@')}]]",
    ),
    (
        "after_end_mark",
        f"{T} ¶ {BODY} ¶ ENDS ¶ [[{long('Roads ', 1200)}]]",
        f"{T} ¶ {BODY} ¶ ENDS ¶ [[{long('Roads ', 1201)}]]",
    ),
    ("after_end_mark", f"{T} ¶ {BODY} ¶ ###  ¶ [[The council.]]", f"{T} ¶ {BODY} ¶ --- ¶ [[The council.]]"),
    # lists of names
    ("run_in_signatory", "{1} ¶ Ann A; Bo B; Cy C; Di D; [[Ed E]]", "{1} ¶ Ann A; Bo B; Cy C; [[Di D]]"),
    ("run_in_signatory", "{1} ¶ Signatories: Ann, Bo, Cy, [[Di]]", "{1} ¶ Signatories: Ann, Bo, [[Cy]]"),
    (
        "run_in_signatory",
        f"{{1}} ¶ Ann A; Bo B; Cy C; Di D; [[{words(16)}]]",
        f"{{1}} ¶ Ann A; Bo B; Cy C; Di D; [[{words(17)}]]",
    ),
    (
        "signatory",
        "{1} ¶ {2} ¶ Signatories: ¶ [[" + "A" * 200 + "]] ↵ Bo",
        "{1} ¶ {2} ¶ Signatories: ¶ [[" + "A" * 201 + "]] ↵ Bo",
    ),
    (
        "signatory",
        "{1} ¶ {2} ¶ Signed by " + words(10, "a") + " ¶ [[1. Ann]] ↵ 2. Bo",
        "{1} ¶ {2} ¶ Signed by " + words(11, "a") + " ¶ [[1. Ann]] ↵ 2. Bo",
    ),
    (
        "signatory",
        "{1} ¶ {2} ¶ Signatories: ¶ 1. Ann ↵ 2. Bo ¶ [[3. Cy]]",
        "{1} ¶ {2} ¶ Signatories: ¶ 1. Ann ↵ 2. Bo ¶ [[Cy]]",
    ),
    # comments
    (
        "author_below",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ [[Ann Example]] ↵ 3 March 2018 ¶ No.",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ [[Ann Example of the road]] ↵ 3 March 2018 ¶ No.",
    ),
    (
        "author_below",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ [[a b c d e 3 March 2018]] ¶ No.",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ [[a b c d e f 3 March 2018]] ¶ No.",
    ),
    (
        "author_below",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ [[3 March 2018 a b c]] ¶ No.",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ [[3 March 2018 a b c d]] ¶ No.",
    ),
    (
        "comment_below",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ Ann says: ¶ [[No.]]",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ [[No.]] ¶ Ann says: ¶ Yes.",
    ),
    (
        "comment_below",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ Ann says: ¶ No. ¶ [[Yes.]]",
        f"{T} ¶ {BODY} ¶ 2 comments ¶ Ann says: ¶ No. ¶ Leave a reply ¶ [[Yes.]]",
    ),
    (
        "indented_author",
        "{1} ¶  [[• Ann]] ¶   No. ¶  • Bo ¶   Yes.",
        "{1} ¶ [[• Ann]] ¶   No. ¶  • Bo ¶   Yes. ¶  • Cy ¶   No.",
    ),
    ("indented_author", "{1} ¶  [[• Ann]] ¶   No. ¶  • Bo ¶   Yes.", "{1} ¶  [[• Ann]] ¶   No."),
    (
        "indented_author",
        "{1} ¶  [[• Ann]] ¶   No. ¶  • Bo ¶   Yes.",
        " • Roads ¶   Rails ¶ {1} ¶  [[• Ann]] ¶   No. ¶  • Bo ¶   Yes.",
    ),
    (
        "indented_author",
        "{1} ¶  [[• " + "A" * 78 + "]] ¶   No. ¶  • Bo ¶   Yes.",
        "{1} ¶  [[• " + "A" * 79 + "]] ¶   No. ¶  • Bo ¶   Yes. ¶  • Cy ¶   No.",
    ),
    # between title and text
    (
        "headline",
        f"[[{long('Roads ', 180)}]] ¶ 3 March 2018 ¶ " + BODY,
        f"[[{long('Roads ', 181)}]] ¶ 3 March 2018 ¶ " + BODY,
    ),
    ("headline", "[[Two roads]] ¶ 3 March 2018 ¶ " + BODY, "[[Roads]] ¶ 3 March 2018 ¶ " + BODY),
    ("headline", "[[Two roads]] ¶ 3 March 2018 ¶ " + BODY, "[[Two    roads]] ¶ 3 March 2018 ¶ " + BODY),
    ("headline", "[[Two roads]] ¶ 3 March 2018 ¶ " + BODY, "[[2 + 2]] ¶ 3 March 2018 ¶ " + BODY),
    ("name_line", above("Ann Bo Cy Di"), above("Ann Bo Cy Di Ed")),
    ("place_line", above("Geneva"), f"{T} ¶ [[Geneva]] ¶ {BODY}"),
    ("place_line", above("Valley, North"), above("Valley North")),
    (
        "above_navigation",
        f"[[Roads and rails]] ¶ {T} ¶ 3 March 2018 ¶ {BODY}",
        f"[[Roads and rails too]] ¶ 3 March 2018 ¶ {T} ¶ {BODY}",
    ),
    (
        "bare_caption",
        f"{T} ¶ 3 March 2018 ¶ [[Ann Example]] ¶ {{1}} ¶ Ann Example spoke. {{2}}",
        f"{T} ¶ 3 March 2018 ¶ [[ANN EXAMPLE]] ¶ {{1}} ¶ ANN EXAMPLE spoke. {{2}}",
    ),
    (
        "bare_caption",
        "A plan for the winter ¶ 3 March 2018 ¶ [[Ann Example]] ¶ {1} ¶ Ann Example spoke. {2}",
        "A plan for winter ¶ 3 March 2018 ¶ [[Ann Example]] ¶ {1} ¶ Ann Example spoke. {2}",
    ),
    (
        "signatory",
        f"{{1}} ¶ {{2}} ¶ Signed {'a' * 112}: ¶ [[1. Ann]] ↵ 2. Bo",
        f"{{1}} ¶ {{2}} ¶ Signed {'a' * 113}: ¶ [[1. Ann]] ↵ 2. Bo",
    ),
]


@pytest.mark.parametrize(("rule", "takes", "leaves"), CONDITIONS)
def test_what_it_lets_through_and_a_near_miss(rule, takes, leaves):
    assert rule in {name for _, name in deciding(takes)}
    assert rule not in {name for _, name in deciding(leaves)}
