"""Who is meant by a mention: names, titles, pronouns, descriptions, groups."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom_reports import REPORTS, attributions, read
from speaking import mention, mentions, misheard, resolved, speakers, without_marks
from trees import Trees

from quotes.document import Document, Sentence, Word
from quotes.model import Article, Attribution, Layout, Span
from quotes.parse.parser import Parser
from quotes.sources.resolve import resolve


def same(one: str, other: str) -> bool:
    """Whether two speakers are one, titles and articles aside."""
    first, second = (
        {w for w in s.lower().replace(".", "").split() if w not in ("the", "a", "an")} for s in (one, other)
    )
    return first <= second or second <= first


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_speakers_of_local_reports(parser: Parser, name: str) -> None:
    text, expected = read(REPORTS[name])
    found, sources = resolved(parser, text, attributions(expected))
    wrong = [
        (e.span.of(text), e.speaker, sources[a.source_index].speaker, sources[a.source_index].named)
        for e, a in zip(expected, found, strict=True)
        if a.source_index is not None
        and not (same(e.speaker, sources[a.source_index].speaker) and e.named == sources[a.source_index].named)
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[[Bell]] Says Road Is Closed\n\n[[Sheriff Dana Bell]] said so on Monday. [[Bell]] said it was icy.", ["Bell"] * 3),  # noqa: E501
        (
            "The Harlan County Water Authority (HCWA) raised rates. [[The HCWA]] said costs had risen. [[The authority]] "  # noqa: E501
            "said more was to come.",
            ["Harlan County Water Authority"] * 2,
        ),
        (
            "“We left at once,” said [[William “Shorty” Ames]]. [[Shorty]] said the dogs came too. [[Ames]] said he was tired.",  # noqa: E501
            ["Ames"] * 3,
        ),
        ("[[PCSO Jade Mills]] rang the bell. [[Jade Mills]] left at noon.", ["Jade Mills"] * 2),
        ("[[Jackie “the Jet” Owens]] rang the bell. [[Owens]] left at noon.", ["Jackie Owens"] * 2),
        ("[[Rowan Ltd]] closed the mill. [[The company]] left the town.", ["Rowan Ltd"] * 2),
        ("“They kicked us,” fumed [[manager Ally Baird]]. [[Baird]] left at noon.", ["Ally Baird"] * 2),
        (
            "The author, [[glaciologist Signe Dahl of the University of Oslo]], left. [[Dahl]] waved.",
            ["Signe Dahl"] * 2,
        ),
        ("Counsel to the inquiry, [[Hugh Lister KC]], rose. [[The counsel]] asked for a fax.", ["Hugh Lister"] * 2),
        ("The rallies led [[Prime Minister Ada Hall]] to go. [[The prime minister]] wept.", ["Ada Hall"] * 2),
        ("[[Robert Lund Jr.]] spoke first. [[Bob Lund]] said the mill was his life. [[Lund]] wept.", ["Lund"] * 3),
        ("[[Anke van der Berg]] won. [[Van der Berg]] said she had trained hard.", ["Berg"] * 2),
        ("[[Maria Ortiz-Hall]] lost her car. [[Ortiz-Hall’s]] statement said it was new.", ["Ortiz-Hall"] * 2),
        ("When [[she]] reached the bridge, [[Dana Ruiz]] said, the road was gone.", ["Dana Ruiz"] * 2),
        (
            "[[Tom Lee]] and his sister Ann live there. [[Lee]] said the cellar was wet. [[Ann Lee]] said the roof leaked.",  # noqa: E501
            ["Tom Lee", "Tom Lee", "Ann Lee"],
        ),
    ],
)  # fmt: skip
def test_hard_names(trees: Trees, marked: str, expected: list[str]) -> None:
    found = speakers(trees, marked)
    assert len(found) == len(expected)
    for one, wanted in zip(found, expected, strict=True):
        assert set(wanted.lower().split()) <= set(one.lower().split()) or same(one, wanted), (found, expected)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[[Ana Holm, analyst and author of a report]], said so. [[She]] left.", ["Ana Holm"]),
        ("[[Italian Ambassador to China Vera Stone]] said so.", ["Vera Stone"]),
        ("[[A spokesman for Orvis Builders, Carl Denby]], told reporters so.", ["Carl Denby"]),
        ("[[NRLF]] wants tax cut\n\n[[The National Rural Land Federation]] said so on Monday.", ["National Rural Land Federation"]),  # noqa: E501
        ("[[Corland Inc]] sold its mill. The buyers met [[Corland]] in May, [[Corland]] said.", ["Corland"]),
        ("[[The states of Ohio, Maine and Iowa]] said so.", ["states of Ohio, Maine and Iowa"]),
        ("[[Corland]] sold its mill. [[Corland Holdings Ltd]] said so on Monday.", ["Corland Holdings Ltd"]),
        ("[[Donald Gray Jr.]] flew in. [[President Donald Gray]] said so.", ["Donald Gray Jr.", "President Donald Gray"]),  # noqa: E501
        ("[[Senators Ann Moss and Bo Lund]] said so.", ["Ann Moss and Bo Lund"]),
    ],
)  # fmt: skip
def test_one_source_is_not_taken_for_two_nor_two_for_one(trees: Trees, marked: str, expected: list[str]) -> None:
    found = list(dict.fromkeys(speakers(trees, marked)))
    assert [one.removeprefix("the ").removeprefix("The ") for one in found] == expected


def test_one_of_many_belongs_to_the_group_told_before(trees: Trees) -> None:
    text, said = without_marks("The strikers met at noon. [[One]] said he was tired. [[Others]] said they would go on.")
    _, sources = resolved(trees, text, said)
    assert [[span.of(text) for span in source.backing] for source in sources] == [["The strikers"]] * 2


def test_we_and_you_outside_of_a_quotation_stay_what_they_are(trees: Trees) -> None:
    assert speakers(trees, "[[We]] think so. [[You]] may say it is late.") == ["we", "you"]


def test_pronoun_keeps_to_the_gender_that_the_article_shows(trees: Trees) -> None:
    text = "[[Mr. Quill]] met Ms. Tarn at the gate. [[She]] said the gate was locked. [[He]] said it was open."
    assert [s.split()[-1] for s in speakers(trees, text)] == ["Quill", "Tarn", "Quill"]


def test_first_person_in_a_quotation_is_its_speaker(trees: Trees) -> None:
    text = "“I told them I feared the dam,” said Rosa Lund. “They laughed.”"
    inner = text.index("I feared")
    said = [
        Attribution("direct", (Span(0, 31),), (), Span(text.index("Rosa"), text.index("Lund") + 4), "test", 1.0),
        Attribution("indirect", (Span(inner + 2, 29),), (), Span(inner, inner + 1), "test", 1.0),
    ]
    found, sources = resolved(trees, text, said)
    assert found[0].source_index == found[1].source_index
    assert [s.speaker for s in sources] == ["Rosa Lund"]


def test_who_is_never_a_thing(trees: Trees) -> None:
    text = "Rusk has had a frosty relationship with Moss, [[who]] said taxes must fall."
    assert speakers(trees, text) == ["Moss"]
    assert speakers(trees, "The council, [[who]] met on Monday, said no.") == ["the council"]


def test_a_side_is_shown_with_those_named_among_it(trees: Trees) -> None:
    text = "[[Critics of the plan, like Senators Carl Hume and Dora Voss,]] said so. [[They]] want it closed."
    assert set(speakers(trees, text)) == {"critics of the plan, like Senators Carl Hume and Dora Voss"}


@pytest.mark.parametrize(
    ("marked", "named"),
    [
        ("[[Citizens for Tax Justice]] said so.", True),
        ("[[A complaint filed last May by the Harlan Trade Commission]] says the firm lied.", True),
        ("[[A complaint filed last May by a neighbor]] says the firm lied.", False),
        ("[[A HARLAN TIMES analysis of the accounts]] shows that the firm lied.", True),
        ("[[A memo obtained last May by the Harlan Courier]] says the firm lied.", False),
        ("[[Lawyers for the town]] said so.", False),
        ("[[Protesters against Mayor Hall]] said so.", False),
    ],
)
def test_causes_and_texts_with_an_issuer_are_named(trees: Trees, marked: str, named: bool) -> None:
    _, sources = resolved(trees, *without_marks(marked))
    assert [source.named for source in sources] == [named]


def test_descriptions_are_spans_of_the_text(trees: Trees) -> None:
    text = "Sgt. Andy Bell, 41, a member of the dive team, said so. Bell, who grew up in Harlan, was pale."
    _, sources = resolved(trees, text, mentions(text, "Sgt. Andy Bell"))
    told = {d.of(text) for d in sources[0].descriptions}
    assert {"Sgt.", "41", "a member of the dive team", "who grew up in Harlan"} <= told
    assert sources[0].speaker == "Sgt. Andy Bell"


def test_statements_without_source_get_no_speaker(trees: Trees) -> None:
    found, sources = resolved(trees, "It rained.", [mention(None)])
    assert (found[0].source_index, sources) == (None, ())


def sentence(words: list[str], tags: list[str], start: int, paragraph: int) -> Sentence:
    made = []
    for i, (text, tag) in enumerate(zip(words, tags, strict=True)):
        relation, head = ("root", -1) if i == 2 else ("nsubj" if i == 1 else "dep", 2)
        made.append(Word(i, text, text, "X", tag, relation, head, start, start + len(text), ""))
        start += len(text) + 1
    return Sentence(tuple(made), paragraph)


@pytest.mark.parametrize("family", ["{}", "Bell"])
def test_thousands_of_names_take_seconds(family: str) -> None:
    sentences, said, text = [], [], ""
    for i in range(4000):
        letters = "".join(chr(97 + int(d)) for d in str(i))
        words = [f"Q{letters}", family.format(f"Z{letters}"), "said", "so"]
        sentences.append(sentence(words, ["NNP", "NNP", "VBD", "RB"], len(text), i))
        said.append(mention(Span(len(text), len(text) + len(words[0] + words[1]) + 1)))
        text += " ".join(words) + "\n"
    document = Document(text, Layout(tuple(s.span for s in sentences), ()), tuple(sentences))
    begun = time.process_time()
    _, sources = resolve(Article("hostile", text), document, said)
    assert time.process_time() - begun < 20
    assert len(sources) == 4000


@given(st.lists(st.tuples(st.integers(0, 70), st.integers(1, 30)), max_size=8))
def test_any_source_span_is_resolved(spans: list[tuple[int, int]]) -> None:
    text = "Dana Hall , a nurse , told her brother Bo that police said no to the company ."
    words = text.split()
    tags = [
        "NNP",
        "NNP",
        ",",
        "DT",
        "NN",
        ",",
        "VBD",
        "PRP$",
        "NN",
        "NNP",
        "IN",
        "NNS",
        "VBD",
        "UH",
        "IN",
        "DT",
        "NN",
        ".",
    ]
    document = Document(text, Layout((Span(0, len(text)),), ()), (sentence(words, tags, 0, 0),))
    said = [mention(Span(s, min(len(text), s + n))) for s, n in spans]
    found, sources = resolve(Article("a", text), document, said)
    assert all(a.source_index is not None and a.source in sources[a.source_index].mentions for a in found)
    assert all(source.speaker for source in sources)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Dame Helen Moss led the inquiry. On Monday, Dame Helen said so.", "Dame Helen said", "Dame Helen Moss"),
        ("A trader, Mrs. Hauwa Moss, said nobody came.", "A trader, Mrs. Hauwa Moss", "Mrs. Hauwa Moss"),
        ("Mum-of-two Kelly Moss said it was chaos.", "Mum-of-two Kelly Moss", "Kelly Moss"),
        ("Minister for Higher Education Ann Moss said so.", "Minister for Higher Education Ann Moss", "Ann Moss"),
        ("Founder and chief engineer Jonas Moss said so.", "Founder and chief engineer Jonas Moss", "Jonas Moss"),
        (
            "Parks and Wildlife Service controller Nic Moss said so.",
            "Parks and Wildlife Service controller Nic Moss",
            "Nic Moss",
        ),
        ("The accused’s sister, Ann Moss, spoke of Leah Moss. “She is kind,” Ms Moss said.", "Ms Moss", "Ann Moss"),
    ],
)
def test_names_behind_titles_of_many_kinds(trees: Trees, text: str, words: str, name: str) -> None:
    said = mention(Span(start := text.index(words), start + len(words.removesuffix(" said"))))
    (found,), sources = resolved(trees, text, [said])
    assert found.source_index is not None
    assert sources[found.source_index].named
    assert sources[found.source_index].speaker == name


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[[Joy Hope, a florist]], said sales were up. [[Hope]] said roses sell best.", ["Joy Hope"] * 2),
        ("[[Will Power, a roofer,]] said he fell two floors. [[Power]] said he was lucky.", ["Will Power"] * 2),
        (
            "[[Abdul-Rahman al-Zubaidi, a grocer,]] said he saw the tank. [[Al-Zubaidi]] said it fired twice. "
            "[[Mr. al-Zubaidi]] said he ran.",
            ["Abdul-Rahman al-Zubaidi"] * 3,
        ),
        (
            "[[King Charles III]] said he was touched. [[Charles]] said the garden was lovely. [[The king]] "
            "said he would "
            "be back.",
            ["Charles III"] * 3,
        ),
        (
            "A letter came from Bishop Leo Marsh. [[Pope Leo XIV]] said peace must come. [[The pope]] said he "
            "would pray.",
            ["Leo XIV"] * 2,
        ),
        ("A fisherman named [[Suharto]] lost his boat. [[He]] said he held on to a door.", ["Suharto"] * 2),
        (
            "[[Sgt. Liam O’Brien]] said the road was shut. [[O’Brien]] said it would open. [[Sgt. O'Brien]] "
            "said ice was "
            "to blame.",
            ["Liam O’Brien"] * 3,
        ),
        (
            "[[Rosa de la Cruz, 41, a maid,]] said she was not paid. [[De la Cruz]] said the hotel owed her $900. "
            "[[Ms. de la Cruz]] said she would sue.",
            ["Rosa de la Cruz"] * 3,
        ),
        (
            "On Monday [[Tran Thi Binh, a rice farmer,]] said the river was salty. [[Ms. Binh]] said her crop "
            "had died.",
            ["Tran Thi Binh"] * 2,
        ),
        ("[[Ng Wei Ling, a hawker,]] said rents were high. [[Ms Ng]] said she would close.", ["Ng Wei Ling"] * 2),
        (
            "[[Dr. Ama K. Boateng-Smith Jr., a dentist,]] said measles was back. [[Boateng-Smith]] said vaccines work.",
            ["Ama K. Boateng-Smith Jr"] * 2,
        ),
        (
            "It was hot on Tuesday. [[Queen Margrethe II]] said the ship was ready. [[Margrethe]] said she would sail.",
            ["Margrethe II"] * 2,
        ),
        ("[[Sister Mary Agnes]] said the roof leaks. [[The nun]] said rain fell on the altar.", ["Mary Agnes"] * 2),
    ],
)
def test_unusual_names(trees: Trees, marked: str, expected: list[str]) -> None:
    assert not misheard(trees, marked, expected)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            "[[Salt and Lantern, the aid group that runs the shelter,]] said it was full. [[Salt and Lantern]] said "
            "beds would come.",
            ["Salt and Lantern"] * 2,
            id="two words with and",
        ),
        pytest.param(
            "[[Channel 9 News]] reported that the dam held. [[Channel 9 News]] said a gate had jammed.",
            ["Channel 9 News"] * 2,
            id="a number inside",
        ),
        pytest.param(
            "The firm was identified as Oxbow Staffing. [[Oxbow]] declined to comment.",
            ["Oxbow Staffing"],
            id="by its first word",
        ),
        pytest.param(
            "Milton Pump will close its foundry. [[The company]] said buyers were gone.",
            ["Milton Pump"],
            id="its, not his",
        ),
    ],
)
def test_names_of_bodies_that_look_like_other_things(trees: Trees, marked: str, expected: list[str]) -> None:
    assert speakers(trees, marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[[Coach Enzo Moro]] said they lost shape. [[The Italian]] said it hurt.", ["Enzo Moro"] * 2),
        (
            "[[Joe Lund]] has signed a lease. “It might bring one of them home,” [[the sheep farmer]] said.",
            ["Joe Lund"] * 2,
        ),
        (
            "[[Joe Lund]] and [[Ann Moss]] have signed. The farmer from Hill End, [[Bo Clark]], said he had not.",
            ["Joe Lund", "Ann Moss", "Bo Clark"],
        ),
        ("Ask [[Superintendent of Police (Rural) Meena Rathi]]. [[Rathi]] said nobody fled.", ["Meena Rathi"] * 2),
        ("[[Leader of the Opposition Harish Bhan]] said so. [[Bhan]] said it was fixed.", ["Harish Bhan"] * 2),
        ("[[A therapist who had seen her, Naomi Quill,]] said so. [[She]] said it twice.", ["Naomi Quill"] * 2),
    ],
)
def test_descriptions_and_titles_that_lead_to_a_name(trees: Trees, marked: str, expected: list[str]) -> None:
    assert not misheard(trees, marked, expected)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "[[Union Chief]]: Talks Are Dead\n\nMoira Gill, president of the nurses’ union, walked out. "
            "[[Gill]] said so.",
            ["Moira Gill"] * 2,
        ),
        (
            "[[Auditor]]: Mayor Spent $40,000\n\nMayor Jo Pell used a town card. State Auditor Nell Finch said so on "
            "Monday. “These were holidays,” [[she]] said.",
            ["Nell Finch"] * 2,
        ),
        (
            "[[Cop]] Says Car Was Empty\n\nOfficer Jay Dunn said on Monday that the car was empty.",
            ["Jay Dunn"],
        ),
    ],
)
def test_headline_names_by_post_who_is_introduced_below(trees: Trees, marked: str, expected: list[str]) -> None:
    assert not misheard(trees, marked, expected)
