"""Who speaks where other tools fail: whole articles, from the text to the speaker; people and places are invented."""

import pytest
from speaking import analysed, closest, has_words, speaker_of
from trees import Trees


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“We heard the dam before we saw it,” said Rosa Lund, a baker who has lived below the spillway since her "
            "sons were small.\n\n“Then the lights went out. We ran for the hill with the dog.”\n\nThe county opened a "
            "shelter at noon.",
            {"heard the dam": "Rosa Lund", "Then the lights": "Rosa Lund"},
            id="description between name and verb, and the quotation goes on in the next paragraph",
        ),
        pytest.param(
            "William Ames, who goes by “Shorty,” has run the ferry for 40 years. “The river never sleeps,” Shorty "
            "said. Ames said the fare would stay at two dollars.",
            {"never sleeps": "William Ames", "the fare would stay": "William Ames"},
            id="nickname in quotation marks",
        ),
        pytest.param(
            "Mayor Dana Hall and her opponent, Councilman Peter Hall, met in Millrace on Monday. They are not related."
            "\n\nDana Hall said the bridge would open in June. Peter Hall said it would not. “She has promised that "
            "before,” the councilman said.",
            {"would open in June": "Dana Hall", "would not": "Peter Hall", "promised that": "Peter Hall"},
            id="two people with one surname",
        ),
        pytest.param(
            "Ann and Joe Lund lost their barn in the fire. “We built it with our own hands,” Ann Lund said. “It took "
            "us two summers,” her husband said.",
            {"built it": "Ann Lund", "two summers": "Joe Lund"},
            id="a couple",
        ),
        pytest.param(
            "“There was no warning at all,” she said.\n\nRuth Abel, 61, was asleep when the wall fell. Abel said the "
            "dog woke her.",
            {"no warning": "Ruth Abel", "the dog woke her": "Ruth Abel"},
            id="a person first named after being quoted",
        ),
        pytest.param(
            "Sheriff Tom Bell met Carl Reyes, the owner of the mill, on Monday. Bell said the road was closed. He said "
            "it would open on Friday.",
            {"road was closed": "Bell", "open on Friday": "Bell"},
            id="he after two men",
        ),
        pytest.param(
            "Fire Chief Dana Moss: “Nobody was inside.”\n\n“The roof is gone and so are the books.” — Librarian Eve "
            "Tarn",
            {"Nobody was inside": "Dana Moss", "roof is gone": "Eve Tarn"},
            id="a colon line and a dash line",
        ),
        pytest.param(
            "Reyes: Mill Will Not Reopen\n\nThe mill on Foundry Street is shut for good, its owner said on Monday. "
            "“There is no money left,” he said.",
            {"no money left": "owner", "shut for good": "owner"},
            id="a source named only in the headline",
        ),
        pytest.param(
            "“The officer told me, ‘Leave now or swim,’ and I left,” said Gus Lund, a retired welder.",
            {"and I left": "Gus Lund"},
            id="a quotation inside a quotation",
        ),
        pytest.param(
            "Two brothers, Tom and Bill Reyes, opened the shop in May. The two men said they had slept in the van."
            " Both said the rent was too high.",
            {"slept in the van": "Tom and Bill Reyes", "rent was too high": "Tom and Bill Reyes"},
            id="the two men, and both",
        ),
        pytest.param(
            "A retired teacher and her husband were found in the cellar. The couple said they had heard nothing. “We "
            "were asleep,” they said.",
            {"heard nothing": "teacher and her husband", "were asleep": "teacher and her husband"},
            id="a couple without names",
        ),
        pytest.param(
            "“I knew it would flood,” said a man in a yellow coat. He gave his name as Pete Lowry. Lowry said he had "
            "moved the tractor.",
            {"knew it would flood": "Pete Lowry", "moved the tractor": "Pete Lowry"},
            id="a man who gives his name later",
        ),
        pytest.param(
            "William Ames, known to everyone as “Shorty,” runs the ferry. “The river never sleeps,” Shorty said.",
            {"never sleeps": "William Ames"},
            id="known to everyone by a nickname",
        ),
        pytest.param(
            "The Missouri State Highway Patrol (MSHP) closed the road. The patrol said nobody was hurt. MSHP said a "
            "truck had lost its load.",
            {"nobody was hurt": "Missouri State Highway Patrol", "lost its load": "Missouri State Highway Patrol"},
            id="the patrol, and its acronym",
        ),
        pytest.param(
            "Ruth Abel, 26, was pulled from the river on Sunday. The 26-year-old said she had slipped. Her lawyer said "
            "the town should have put up a fence.",
            {"she had slipped": "Ruth Abel", "put up a fence": "Abel’s lawyer"},
            id="the 26-year-old, and her lawyer",
        ),
        pytest.param(
            "Deputy Mayor Carl Bell and Sheriff Tom Reyes met on Monday. Reyes said he would not pay for a new jail.",
            {"not pay": "Tom Reyes"},
            id="a last name that looks like a plural",
        ),
        pytest.param(
            "“Nobody told us the well was dry,” said Ike Bramwell, who farms 90 acres along the county line and "
            "sits on "
            "no board.\n\n“We found out when the cows stopped drinking.”",
            {"well was dry": "Ike Bramwell", "cows stopped": "Ike Bramwell"},
            id="a relative clause between name and quotation, which goes on",
        ),
        pytest.param(
            "Margaret “Peg” Nolan has cut hair in Aldby since 1971. “I have buried half my customers,” Peg said. Nolan "
            "said she would close in May.",
            {"buried half": "Nolan", "close in May": "Nolan"},
            id="nickname between the parts of a name",
        ),
        pytest.param(
            "Judge Carla Reyes fined the mill on Monday. Its owner, Luis Reyes, who is not related to her, was "
            "in court. "
            "Luis Reyes said he would pay. “He had two warnings,” the judge said.",
            {"would pay": "Luis Reyes", "two warnings": "Carla Reyes"},
            id="a judge and an owner of one surname",
        ),
        pytest.param(
            "“They let the dog in first,” he said.\n\nOmar Haddad, 33, had waited at the shelter since noon. "
            "Haddad said "
            "the beds were full.",
            {"dog in first": "Omar Haddad", "beds were full": "Omar Haddad"},
            id="a man first named after being quoted",
        ),
        pytest.param(
            "Coach Ed Ramm watched as Tim Sorley missed twice. Ramm said the wind was cruel. He said Saturday would be "
            "another day.",
            {"wind was cruel": "Ed Ramm", "another day": "Ed Ramm"},
            id="he after two men, one of them the speaker",
        ),
        pytest.param(
            "Bishop Tomas Ortega: “The doors will stay open.”\n\n“I was baptised here and I want to be buried here.” — "
            "Florence Keane, 88",
            {"doors will stay": "Tomas Ortega", "baptised here": "Florence Keane"},
            id="a colon line and a dash line with an age",
        ),
        pytest.param(
            "Auditor: Town Overpaid for Gravel\n\nHARLAN — The town paid twice for the same gravel, State Auditor Nell "
            "Finch said on Monday. “Somebody signed for both loads,” she said.",
            {"paid twice": "Nell Finch", "signed for both": "Nell Finch"},
            id="a headline that names the source by post",
        ),
        pytest.param(
            "“My mother told me, ‘Never sell the bottom field,’ and I never have,” said Bridie Walsh, 91.",
            {"I never have": "Bridie Walsh"},
            id="a quotation of a mother inside a quotation",
        ),
        pytest.param(
            "Harold Beck and his wife, Irene Beck, lost the barn on Friday. “It took an hour,” Mr. Beck said. "
            "“The cows "
            "are safe,” said Mrs. Beck. Her husband said they had no insurance.",
            {"took an hour": "Harold Beck", "cows are safe": "Irene Beck", "no insurance": "Harold Beck"},
            id="Mr. and Mrs. Beck, and her husband",
        ),
    ],
)
def test_hard_cases(trees: Trees, text: str, expected: dict[str, str]) -> None:
    analysis = analysed(trees, text)
    found = {words: speaker_of(analysis, words) for words in expected}
    assert not [words for words, name in expected.items() if not has_words(found[words], name)], found


@pytest.mark.parametrize(
    ("text", "words", "role"),
    [
        (
            "The mill was sold on Monday. Missing from the hall was the mill’s chief executive, Roland Pike, who told "
            "workers in a video that he would retire.",
            "he would retire",
            "business",
        ),
        (
            "Two voters, Tess Moor and Brian Hale, stood in the rain in Harlan. Hale said the line was too long.",
            "too long",
            "witness",
        ),
    ],
)
def test_hard_roles(trees: Trees, text: str, words: str, role: str) -> None:
    analysis = analysed(trees, text)
    found = closest(analysis, words).role
    assert found is not None
    assert found.name == role, found


def test_letters_to_the_editor_are_signed_by_their_writers(trees: Trees) -> None:
    text = (
        "LETTERS.\n\nI believe that the dam will not last another winter, and the council knows it as well as I do.\n\n"
        "Edna Crowe.\n\nHarlan.\n\nThe dam was built by my grandfather and I think that it will stand for a hundred "
        "years.\n\nPaul Lindqvist."
    )
    analysis = analysed(trees, text)
    assert speaker_of(analysis, "will not last") == "Edna Crowe"
    assert speaker_of(analysis, "stand for a hundred") == "Paul Lindqvist"


def test_the_company_is_no_college(trees: Trees) -> None:
    text = (
        "Corvane Therapeutics tested the pill at St. Orla Medical College. “Safety comes first,” the company said in a "
        "statement on Monday."
    )
    assert speaker_of(analysed(trees, text), "Safety comes first") == "Corvane Therapeutics"


def test_a_dateline_is_no_company(trees: Trees) -> None:
    text = (
        "MILLRACE, Ohio (AP) — Hadley Stove will close its plant in June. The company told workers that the line would "
        "stop on Friday."
    )
    assert speaker_of(analysed(trees, text), "the line would stop") == "Hadley Stove"


def test_police_officers_and_a_police_spokeswoman_are_three_sources(trees: Trees) -> None:
    text = (
        "Police said the bridge was closed. Officers said they had seen no car. A police spokeswoman said the search "
        "would go on until dark."
    )
    analysis = analysed(trees, text)
    found = [speaker_of(analysis, words) for words in ("bridge was closed", "seen no car", "until dark")]
    assert len(set(found)) == 3
    roles = {a.role.name for a in analysis.attributions if a.role is not None}
    assert roles == {"official"}
    police, officers, spokeswoman = (analysis.sources[a.source_index or 0] for a in analysis.attributions)
    assert police.member_of == ()
    assert officers.member_of == spokeswoman.member_of == (0,)


@pytest.mark.parametrize(
    ("text", "words", "speaker", "role"),
    [
        (
            "The climate group Lightfall sued the canton. A radio station reported on it. The group said that "
            "its spokeswoman would not be there.",
            "would not be there",
            "Lightfall",
            "activist",
        ),
    ],
)
def test_who_and_what_is_told_around_the_name(trees: Trees, text: str, words: str, speaker: str, role: str) -> None:
    analysis = analysed(trees, text)
    assert has_words(speaker_of(analysis, words), speaker)
    found = closest(analysis, words).role
    assert found is not None
    assert found.name == role, found
