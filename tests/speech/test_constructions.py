"""Each construction is found where its example says, and not where a near miss stands."""

from __future__ import annotations

import pytest
from sentences import sentence_of, sentences_of, words_of

from corpus_utils.speech.constructions import CONSTRUCTIONS, find_reports, subject

#: For each construction a sentence that looks like it and is none: what else, if anything, it is read as.
NEAR = {
    "comment": ("As the road was long, it was late.", None),
    "subordinate": ("While it rains, he says it is late.", "bare"),
    "relative": ("The man, who saw that it was late, left.", None),
    "that to": ("She told a crowd that filled the square.", None),
    "that": ("She announced a plan that failed.", None),
    "that apart": ("She said, in a letter, no.", None),
    "whether": ("She asked for help.", None),
    "how": ("Hard times show how it was late.", None),
    "bare to": ("She told him no.", None),
    "bare": ("She said nothing.", None),
    "bare he": ("She announced the road.", None),
    "to do": ("She agreed to talks.", None),
    "whom to do": ("She urged him to the door.", None),
    "doing": ("She left building a road.", None),
    "elided to do": ("She left and agreed to talks.", None),
    "elided whom to do": ("She left and urged him to the door.", None),
    "participle to do": ("She left, agreeing to talks.", None),
    "participle whom to do": ("She left, urging him to the door.", None),
    "his that": ("Her road that was late is wrong.", None),
    "held": ("She expressed the view of the town that it was late.", None),
    "elided held": ("She left and expressed anger that it was late.", None),
    "his to": ("Her road to build was late.", None),
    "demanded": ("She announced an end to the noise.", None),
    "elided demanded": ("She left and announced an end to the noise.", None),
    "participle demanded": ("She left, announcing an end to the noise.", None),
    "about": ("She spoke of how it was late.", None),
    "accused of": ("She accused him.", None),
    "elided accused of": ("She left and accused him.", None),
    "participle accused of": ("She left, accusing him.", None),
    "called so": ("She called the road.", None),
    "elided called so": ("She left and called the road.", None),
    "participle called so": ("She left, calling the road.", None),
    "seen as": ("The work went on as a danger.", None),
    "elided seen as": ("She left and worked as a nurse.", None),
    "participle seen as": ("She left, working as a nurse.", None),
    "likened": ("She compared the road with a river.", None),
    "participle likened": ("She left, comparing the road with a river.", None),
    "blamed for": ("She blamed him.", None),
    "participle blamed for": ("She left, blaming him.", None),
    "colon": ("There were two: it was late.", None),
    "named": ("Two roads were closed: “Late.”", None),
    "lead": ("She told reporters by phone.", None),
    "speech after": ("When she came, she said, “late”.", "quote after"),
    "loose": ("She said no.", None),
    "gapped": ("The road, which is long, is closed.", None),
    "medial inverted": ("The road, Jane Roe, was long.", None),
    "medial": ("The road, she knew, and the town.", None),
    "medial quote": ("On Monday, she said, “late”.", "quote after"),
    "continued": ("On Monday, she said, because it rained.", None),
    "trailing": ("While it rained, she said.", None),
    "trailing inverted": ("It was late, has claimed lives.", None),
    "mixed": ("Asked about it, “Late,” she said.", "quote trailing"),
    "mixed inverted": ("“Long,” said Jane Roe.", "quote inverted"),
    "quote trailing": ("“Late,” she left.", None),
    "quote inverted": ("“Late,” left Jane Roe.", None),
    "signed": ("“It is late.” — a road", None),
    "called": ("She left it “late”.", None),
    "quote after": ("She left it, in short: “late”.", None),
    "called by": ("The road, closed “late” by Jane Roe, is long.", None),
    "quoted as": ("She was quoted as a friend.", None),
    "quoting as": ("The paper quoted her as a friend.", None),
    "participle that": ("She left, seeing that it was late.", None),
    "participle bare": ("She left, seeing it was late.", None),
    "participle bare to": ("She left, telling him no.", None),
    "participle he": ("She left, announcing the road.", None),
    "participle whether": ("She left, asking for help.", None),
    "participle how": ("She left, describing the road.", None),
    "participle quote": ("She left, singing “Late.”", None),
    "elided that": ("She left and saw that it was late.", None),
    "elided bare": ("She left and saw it was late.", None),
    "elided bare to": ("She left and told him no.", None),
    "elided quote": ("She left and sang: “Late.”", None),
    "elided whether": ("She left and asked for help.", None),
    "with saying": ("She fled, from a man saying it was late.", None),
    "reduced that": ("A man seeing that it was late came.", None),
    "paper saying": ("A road saying it was late came.", None),
    "paper finding": ("A road shows Jane Roe leading.", None),
    "paper showing": ("The road shows a lead of the mayor.", None),
    "paper quoting": ("A road calling for “peace” came.", None),
    "according before": ("According to the plan, it was late.", None),
    "according medial": ("The road, according to the plan, was long.", None),
    "according after": ("It was late, according to the plan.", None),
    "according amid": ("It rained and, according to the rules, it was late.", None),
    "according quote": ("Late, according to the rules.", None),
}


def reports(text: str) -> list[tuple[str, tuple[str, ...]]]:
    sentence = sentence_of(text)
    return [
        (words_of(sentence, found.source), tuple(words_of(sentence, clause) for clause in found.clauses))
        for found in find_reports(sentence)
    ]


class TestWhoCanWant:
    @pytest.mark.parametrize(
        ("who", "what"),
        [
            ("The minister", "The drought"),
            ("Few", "This"),
            ("Residents of the old town", "High prices in the old town"),
            ("The people", "The times"),
            ("She", "It was clear that change"),
            ("Two advocates", "Two roads"),
            ("The resolution of the council", "The size of the council"),
            ("Turkey", "The road works of Turkey"),
        ],
    )
    @pytest.mark.parametrize("wants", ["threatens to leave.", "calls on us to leave.", "calls for an answer."])
    def test_a_person_body_or_document_and_no_thing(self, who, what, wants):
        assert (len(reports(f"{who} {wants}")), reports(f"{what} {wants}")) == (1, [])


class TestWhoCanJudge:
    @pytest.mark.parametrize(
        "text",
        ["The tax called the levy a burden.", "What she called the levy a burden stayed.", "She found it good to go."],
    )
    def test_no_thing_nothing_after_what_and_no_adjective(self, text):
        assert reports(text) == []


class TestFindReports:
    @pytest.mark.parametrize(
        ("text", "source", "clauses"),
        [
            ("She announced the road to the town was closed.", "she", ["the road to the town was closed"]),
            ("She called it a mistake, and left.", "she", ["it a mistake"]),
            ("She accused the town and the guild of cheating.", "she", ["the town and the guild of cheating"]),
            ("She wrote to the man, who said it was late.", "the man", ["it was late"]),
            (
                "The men in the guild and in the town say it is late.",
                "the men in the guild and in the town",
                ["it is late"],
            ),
            ("The men who live there say it is late.", "the men", ["it is late"]),
            ("(The minister said it was late.)", "the minister", ["it was late"]),
            (
                "The road is long, according to a law enforcement official.",
                "a law enforcement official",
                ["the road is long"],
            ),
            ("That road does not lead to other towns, she said.", "she", ["that road does not lead to other towns"]),
            ("The ministry and the guild say they are late.", "the ministry and the guild", ["they are late"]),
            ("The experts I met said it was late.", "the experts", ["it was late"]),
            ("The man who in 2010 said it was late left.", "the man", ["it was late left"]),
            ("Europeans especially say it is late.", "europeans", ["it is late"]),
            ("She told a hearing two weeks ago that it was late.", "she", ["it was late"]),
            ("A report published on Tuesday found that it was late.", "a report", ["it was late"]),
            ("Jane Roe a retired colonel said it was late.", "jane roe", ["it was late"]),
            ("She is convinced that it is late.", "she", ["it is late"]),
            ("The road, which she said was long, is closed.", "she", ["was long"]),
            ("The minister said that it was late.", "the minister", ["it was late"]),
            ("The minister said it was late.", "the minister", ["it was late"]),
            ("The minister said on Monday it was late.", "the minister", ["it was late"]),
            ("The minister said in a letter to the paper that it was late.", "the minister", ["it was late"]),
            ("The minister told reporters in Geneva it was late.", "the minister", ["it was late"]),
            ("The minister told the daily paper that it was late.", "the minister", ["it was late"]),
            ("The minister told her it was late.", "the minister", ["it was late"]),
            ("The minister, however, said, in a letter, that it was late.", "the minister", ["it was late"]),
            ("It was late, the minister said.", "the minister", ["it was late"]),
            ("It was late, the minister said on Monday after the talks.", "the minister", ["it was late"]),
            ("It was late, said the minister.", "the minister", ["it was late"]),
            ("It was late, the minister told reporters after he met her.", "the minister", ["it was late"]),
            ("The road, the minister said, was long.", "the minister", ["the road", "was long"]),
            ("During the talks, the minister said, it was late.", "the minister", ["during the talks", "it was late"]),
            ("The minister, who leads the party, said it was late.", "the minister", ["it was late"]),
            ("The minister, a veteran of the war, said it was late.", "the minister", ["it was late"]),
            ("The minister, speaking in Geneva, said it was late.", "the minister", ["it was late"]),
            ("According to the minister, it was late.", "the minister", ["it was late"]),
            ("It was late, according to the minister.", "the minister", ["it was late"]),
            ("The road was long and, according to the minister, was lost.", "the minister", ["was lost"]),
            ("As the minister said, it was late.", "the minister", ["it was late"]),
            ("The minister believes it is late.", "the minister", ["it is late"]),
            ("The minister insists that it is late.", "the minister", ["it is late"]),
            ("Moscow maintains that it is late.", "moscow", ["it is late"]),
            ("The minister has repeatedly warned that it was late.", "the minister", ["it was late"]),
            ("The minister went on to say that it was late.", "the minister", ["it was late"]),
            ("The minister made it clear that it was late.", "the minister", ["it was late"]),
            ("The minister was quoted by the paper as saying that it was late.", "the minister", ["it was late"]),
            ("The paper quoted the minister as saying it was late.", "the minister", ["it was late"]),
            ("The minister left, saying it was late.", "the minister", ["it was late"]),
            ("Asked about it, the minister replied that it was late.", "the minister", ["it was late"]),
            ("In Geneva, the minister hesitated before saying that it was late.", "the minister", ["it was late"]),
            (
                "The head of the council of the town said it was late.",
                "the head of the council of the town",
                ["it was late"],
            ),
            ("The minister and the envoy said it was late.", "the minister and the envoy", ["it was late"]),
            ("The minister asked whether it was late.", "the minister", ["whether it was late"]),
            ("The minister said: it was late.", "the minister", ["it was late"]),
            ("It was late, TASS reported, citing the minister.", "the minister", ["it was late"]),
            ("Two in three said they were late.", "two", ["they were late"]),
            ("Kelly said it was late.", "kelly", ["it was late"]),
            ("Those surveyed say it is late.", "those surveyed", ["it is late"]),
            ("The undersigned believe that it is late.", "the undersigned", ["it is late"]),
            ("The scholars -- Roe, Poe and Doe -- agreed it was late.", "the scholars", ["it was late"]),
            ("She told The Post and Courier on Monday that it was late.", "she", ["it was late"]),
            ("She says that doesn't mean it is late.", "she", ["that doesn't mean it is late"]),
            ("If it rained, she argued, they would lose.", "she", ["if it rained", "they would lose"]),
            ("Defending the town is a duty, said the mayor.", "the mayor", ["defending the town is a duty"]),
            ("In May, according to the union, state officers fled.", "the union", ["in may", "state officers fled"]),
            ("According to Jane Roe, a lawyer, it was late.", "jane roe", ["it was late"]),
            ("But according to the mayor, it was late.", "the mayor", ["it was late"]),
            ("Ten roads in all, according to the mayor.", "the mayor", ["ten roads in all"]),
            ("She has vowed to work to repeal the law.", "she", ["to work to repeal the law"]),
            ("She promised on Monday not to leave.", "she", ["not to leave"]),
            ("She does not want to leave.", "she", ["to leave"]),
            ("A man who hopes to leave, is early.", "a man", ["to leave"]),
            ("She called on the council to act at once.", "she", ["the council to act at once"]),
            ("The mayor's claim that the road had closed was wrong.", "the mayor's", ["the road had closed"]),
            ("They met after the mayor's claim that it was late in May.", "the mayor's", ["it was late in may"]),
            ("Jane Roe stood by her claim that it was late.", "jane roe", ["it was late"]),
            ("There was anger at her claim that it was late.", "her", ["it was late"]),
            ("A result of the mayor's claim that it rained was wrong.", "the mayor's", ["it rained"]),
            ("Her promise not to leave was late.", "her", ["not to leave"]),
            ("She talked on Monday about whether it was late.", "she", ["whether it was late"]),
            ("She accused the council of hiding it.", "she", ["the council of hiding it"]),
            ("She demanded an end to the noise, and left.", "she", ["an end to the noise"]),
            ("It was late, the minister said, TASS reported.", "the minister", ["it was late"]),
        ],
    )
    def test_construction(self, text, source, clauses):
        assert reports(text) == [(source, tuple(clauses))]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "While the minister insists that it is late, the envoy says that it is early.",
                [("the minister", ("it is late",)), ("the envoy", ("it is early",))],
            ),
            (
                "The minister said it was late, but added that it was dark.",
                [("the minister", ("it was late",)), ("the minister", ("it was dark",))],
            ),
            (
                "The minister said it was late, adding that it was dark.",
                [("the minister", ("it was late",)), ("the minister", ("it was dark",))],
            ),
            (
                "The minister said it was late, but the envoy said it was early.",
                [("the minister", ("it was late",)), ("the envoy", ("it was early",))],
            ),
        ],
    )
    def test_several_in_one_sentence(self, text, expected):
        assert reports(text) == expected

    @pytest.mark.parametrize(
        ("text", "source"),
        [
            ("The envoy believes that it is late, the minister said.", "the minister"),
            ("The minister said the envoy believes that it is late.", "the minister"),
        ],
    )
    def test_the_outermost_speaks(self, text, source):
        assert [found for found, _ in reports(text)] == [source]

    @pytest.mark.parametrize(
        "text",
        [
            "The sides reiterated their commitment to peace.",
            "The ministry announced a plan.",
            "He declined to say that it was late.",
            "He did not promise to leave.",
            "The sides agreed to terms.",
            "She did not say that it was late.",
            "Neither side said that it was late.",
            "It is said that it was late.",
            "The claim that it was late is wrong.",
            "His remarks were late.",
            "The demands that he left were met.",
            "The party's roads that he left were met.",
            "She welcomed the agreement.",
            "A man known as Jack left.",
            "He could say that it was late.",
            "According to the plan, it was late.",
            "Some Arab states left.",
            "The United States left.",
            "The minister dismissed the talks as a trick.",
            "",
        ],
    )
    def test_nothing_is_reported(self, text):
        assert [report for report in (reports(text) if text else []) if report[1]] == []

    def test_a_quotation_needs_no_clause(self):
        (found,) = find_reports(sentence_of("The minister said: “It is late.”"))
        assert (found.clauses, found.quote) == ((), 4)

    def test_what_follows_the_clause_is_the_narrators(self):
        assert reports("A spokesman said it would stay, dismissing the plan.")[0] == ("a spokesman", ("it would stay",))


class TestSubject:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The mayor left.", "the mayor"),
            ("In Geneva, the mayor left.", "the mayor"),
            ("Asked about it, she left.", "she"),
            ("While it rained, Jane Example left.", "jane example"),
            ("A few days later, the mayor left.", "the mayor"),
            ("In Zenda, Ruritania, on Monday, the mayor left.", "the mayor"),
            ("Here in Zenda, she left.", "she"),
            ("At least ten men were hurt.", "at-least least ten men"),
        ],
    )
    def test_it(self, text, expected):
        sentence = sentence_of(text)
        assert words_of(sentence, subject(sentence)) == expected

    def test_none(self):
        assert subject(sentence_of("In Geneva on Monday.")) is None


class TestConstructions:
    @pytest.mark.parametrize("construction", CONSTRUCTIONS, ids=lambda construction: construction.name)
    def test_its_example_is_found_by_it(self, construction):
        found = [report.rule for sentence in sentences_of(construction.example) for report in find_reports(sentence)]
        assert construction in found

    @pytest.mark.parametrize("construction", CONSTRUCTIONS, ids=lambda construction: construction.name)
    def test_a_near_miss_is_not(self, construction):
        text, other = NEAR[construction.name]
        found = [report.rule.name for sentence in sentences_of(text) for report in find_reports(sentence)]
        assert found == ([other] if other else [])

    def test_names_are_there_once(self):
        assert len({construction.name for construction in CONSTRUCTIONS}) == len(CONSTRUCTIONS)


@pytest.mark.parametrize(
    "text, rule, clause",
    [
        ("She accused the town of taking orders.", "accused of", "the town of taking orders"),
        ("According to a baker, who was ill, the road was long.", "according before", "the road was long"),
        ("According to a baker, the road was long.", "according before", "the road was long"),
    ],
)
def test_where_a_clause_begins(text, rule, clause):
    sentence = sentence_of(text)
    found = {report.rule.name: report.clauses for report in find_reports(sentence)}
    assert [sentence.text(*place) for place in found[rule]] == [clause]
