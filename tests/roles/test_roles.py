"""In what role a source speaks, and the words that decided it."""

from pathlib import Path

import pytest
from newsroom_reports import REPORTS, attributions, read
from speaking import analysed, mention, mentions, parsed, without_marks
from trees import Trees

from quotes.attribution.attribute import attribute
from quotes.model import Analysis, Role, Span
from quotes.parse.parser import Parser
from quotes.roles.codebook import Codebook, load_codebook
from quotes.roles.evidence import Evidence
from quotes.roles.rules import EXAMPLES, Rule, RuleKind
from quotes.roles.verdict import Verdict


def told_of(trees: Trees, text: str, source: str) -> list[Verdict]:
    """What the words of an article tell of the source whose last mention this is."""
    start = text.rindex(source)
    analysis = analysed(trees, text, [mention(Span(start, start + len(source)))])
    return Evidence(parsed(trees, text), analysis.attributions, analysis.sources, load_codebook()).of(0)


def role_of(trees: Trees, text: str, source: str, book: Codebook | None = None) -> str:
    """The role of the source whose last mention this is."""
    start = text.rindex(source)
    return roles_of(analysed(trees, text, [mention(Span(start, start + len(source)))], book))[0].name


@pytest.mark.parametrize(
    ("text", "source", "role"),
    [
        ("The agency, which brought the case, said so.", "The agency", "witness"),
        ("Ann Moss (Bath, Maine) said it was late.", "Ann Moss", "official"),
        ("Ann Moss, who took part in the study, said so.", "Ann Moss", "expert"),
        ("Ann Power said she hid.", "Ann Power", "business"),
    ],
)
def test_what_rules_do_not_read(trees: Trees, text: str, source: str, role: str) -> None:
    assert role not in {verdict.capacity for verdict in told_of(trees, text, source)}


def test_whom_an_indefinite_phrase_presents_is_not_named(trees: Trees) -> None:
    text = "Halden Bank froze 200 accounts. A charity said refugees had been left without food."
    start = text.index("A charity")
    (source,) = analysed(trees, text, [mention(Span(start, start + len("A charity")))]).sources
    assert not source.named


def roles_of(analysis: Analysis) -> list[Role]:
    """For each attribution the role of its source."""
    return [a.role for a in analysis.attributions if a.role is not None]


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_roles_in_local_reports(parser: Parser, name: str) -> None:
    text, expected = read(REPORTS[name])
    found = roles_of(analysed(parser, text, attributions(expected)))
    wrong = [(e.span.of(text), e.role, r) for e, r in zip(expected, found, strict=True) if r.name != e.role]
    assert not wrong


@pytest.mark.parametrize(
    ("text", "source", "role"),
    [
        ("Lee Dunn, president of the police union, said so.", "Lee Dunn", "activist"),
        ("Ann Moss, a doctor who was shot in the arm, said she hid.", "Ann Moss", "witness"),
        ("Mayor Rita Vale, who is running for Senate, said so.", "Mayor Rita Vale", "official"),
        ("Former Mayor Rita Vale said the budget never worked.", "Former Mayor Rita Vale", "expert"),
        ("Her lawyer said she would appeal.", "Her lawyer", "legal-party"),
        ("A spokesman for the hardware chain said so.", "A spokesman", "business"),
        ("An email from the clerk said the vote was void.", "An email from the clerk", "document"),
        ("The glaciologist said the ice was thin.", "The glaciologist", "expert"),
        ("Parents for Safe Streets said cars were too fast.", "Parents for Safe Streets", "activist"),
        ("Lawyers for Bell said the charges would be dropped.", "Lawyers for Bell", "legal-party"),
        ("Dana Merrick, a pollster for the Bell campaign, said it was close.", "Dana Merrick", "political"),
        ("A source said a deal was near.", "A source", "unknown"),
        ("House Democrats said they would vote no.", "House Democrats", "official"),
        (
            "The Commissioner for Health, Dr. Ann Moss, said so.",
            "The Commissioner for Health, Dr. Ann Moss",
            "official",
        ),
        ("Ann Moss, a nurse who pleaded anonymity, said so.", "Ann Moss", "witness"),
        ("Ann Moss, prosecuting, said it was a lie.", "Ann Moss", "official"),
        ("Ann Moss, defending, said he was a good man.", "Ann Moss", "legal-party"),
        ("Attorney Ann Moss, who filed the suit, said so.", "Attorney Ann Moss", "legal-party"),
        ("Prosecuting, Ann Moss said it was a lie.", "Ann Moss", "official"),
        ("Speaking for the defence, Ann Moss said it was a lie.", "Ann Moss", "legal-party"),
        ("Ann Moss, for the prosecution, said the knife was new.", "Ann Moss, for the prosecution,", "official"),
        ("Counsel for the Crown said the knife was new.", "Counsel for the Crown", "official"),
        ("Ann Moss, for the accused, said so.", "Ann Moss, for the accused,", "legal-party"),
        ("Ann Moss (Lab, Bath) said it was late.", "Ann Moss", "official"),
        ("Marie Roy (Lac-Vert, BQ) said it was late.", "Marie Roy", "official"),
        ("Ann Moss, a chemist who had no part in the study, said so.", "Ann Moss", "expert"),
        ("Ann Moss, a roofer running for the seat, said it was a gift.", "Ann Moss", "political"),
        ("Ann Moss, who is seeking re-election, said it was a gift.", "Ann Moss", "political"),
        ("Ann Moss, whose constituency the river crosses, said so.", "Ann Moss", "official"),
        ("Ann Moss, whose bakery stands opposite, said so.", "Ann Moss", "business"),
        ("The Association of Seed Merchants said so.", "The Association of Seed Merchants", "business"),
        ("The State Museum said the coins would stay.", "The State Museum", "official"),
        ("Transport Secretary Dr Ann Moss said it was a start.", "Ann Moss", "official"),
        ("Rita Vale, the secretary-general of the dockers' union, said so.", "Rita Vale", "activist"),
        ("Public Enterprises Minister Ann Moss said so.", "Public Enterprises Minister Ann Moss", "official"),
        ("Fr Colm Moss said a prayer.", "Fr Colm Moss", "activist"),
        ("Democrats said turnout was low.", "Democrats", "political"),
        ("Ann Moss, a registered nurse and president of the nurses' union, said so.", "Ann Moss", "activist"),
        ("The charity regulator said it had been told.", "The charity regulator", "official"),
        ("Councilwoman Rhea Banks said it was a start.", "Councilwoman Rhea Banks", "official"),
        ("Analyst Priya Nair of Colton Securities said the cut was overdue.", "Analyst Priya Nair", "expert"),
        ("Det. Insp. Carol Mears said the driver was safe.", "Det. Insp. Carol Mears", "official"),
        ("Headteacher Fiona Stroud said pupils were safe.", "Headteacher Fiona Stroud", "official"),
        ("Local TD Conor Slattery said the village was in shock.", "Conor Slattery", "official"),
        ("The Health and Safety Executive said it would look into it.", "The Health and Safety Executive", "official"),
        ("Shop steward Ray Coyle said all had backed it.", "Shop steward Ray Coyle", "activist"),
        ("Friends of the Ellesmere said they would go to court.", "Friends of the Ellesmere", "activist"),
        ("GP Naveed Aslam said he was tired.", "GP Naveed Aslam", "expert"),
        ("The University of Texas said the dorm was safe.", "The University of Texas", "official"),
        ("A spokesman for the University of Texas said so.", "A spokesman for the University of Texas", "official"),
        ("University of Texas spokeswoman Jo Ames said so.", "University of Texas spokeswoman Jo Ames", "official"),
        ("Researchers at the University of Texas said it worked.", "Researchers at the University of Texas", "expert"),
        ("The University of Chicago said it would not.", "The University of Chicago", "business"),
        ("Capt. John Bass (rtd) said the town needed hydrants.", "Capt. John Bass (rtd)", "expert"),
        ("The co-op’s general manager, Lyle Hart, said so.", "Lyle Hart", "business"),
        ("Coun. Darren Pyle said a meeting was planned.", "Coun. Darren Pyle", "official"),
        ("Deputy Dist. Atty. Joan Pell had asked for 14 years.", "Deputy Dist. Atty. Joan Pell", "official"),
        ("A Welsh FA spokeswoman said it would wait.", "A Welsh FA spokeswoman", "public-figure"),
        ("The Commissioner for Commerce, Hajia Zainab Moss, said so.", "Hajia Zainab Moss", "official"),
        ("Tim Hall, 44, an economist, said rates would rise.", "Tim Hall", "expert"),
        ("Attorney General Loretta Moss said that she met the president and regretted it.", "Loretta Moss", "official"),
        ("Ann Moss, a former mayoral aide who is now a water consultant, said so.", "Ann Moss", "expert"),
        ("Bo Lund, a former aide to the senator, now a lecturer in law, said so.", "Bo Lund", "expert"),
        ("The candidate's former doctor said she was well.", "The candidate's former doctor", "expert"),
    ],
)
def test_what_rules_read(trees: Trees, text: str, source: str, role: str) -> None:
    assert role in {verdict.capacity for verdict in told_of(trees, text, source)}


@pytest.mark.parametrize(
    ("text", "source", "role"),
    [
        ("Gov. Ann Lee vetoed it. Her spokesman, Bo Dahl, said the bill was bad.", "Bo Dahl", "official"),
        ("Gov. Ann Lee vetoed it. Her aides said the bill was bad.", "Her aides", "official"),
        ("Ann Lee, who owns the mill, closed it. Her spokeswoman said it lost money.", "Her spokeswoman", "business"),
        ("Gov. Ann Lee vetoed it. Her opponent's aides said it was late.", "Her opponent's aides", "political"),
        ("Gov. Ann Lee vetoed it. Her husband, Tim Moss, said she was tired.", "Tim Moss", "witness"),
    ],
)
def test_whom_somebody_speaks_for_is_read(trees: Trees, text: str, source: str, role: str) -> None:
    assert role in {verdict.capacity for verdict in told_of(trees, text, source)}


@pytest.mark.parametrize(
    ("text", "source", "role"),
    [
        ("Lee Dunn, president of the police union, said so.", "Lee Dunn", "activist"),
        ("Mayor Rita Vale, who is running for Senate, said so.", "Mayor Rita Vale", "official"),
        ("Her lawyer said she would appeal.", "Her lawyer", "legal-party"),
        ("A spokesman for the hardware chain said so.", "A spokesman", "business"),
        ("An email from the clerk said the vote was void.", "An email from the clerk", "document"),
        ("A source said a deal was near.", "A source", "unknown"),
        ("Ann Moss, a doctor who was shot in the arm, said she hid.", "Ann Moss", "witness"),
    ],
)
def test_the_model_decides_by_what_is_read(trees: Trees, text: str, source: str, role: str) -> None:
    assert role_of(trees, text, source) == role


def test_what_is_read_out_is_a_document(trees: Trees) -> None:
    text = "A bedsheet hung from the tower read: “Thanks for nothing.”"
    said = [a for a in attribute(parsed(trees, text)) if a.kind == "direct"]
    assert [role.name for role in roles_of(analysed(trees, text, said))] == ["document"]


def test_a_judge_and_a_convict_of_one_surname(trees: Trees) -> None:
    text = "Judge Ellen Park sentenced William Park, no relation, to a year. Mr. Park said he would appeal."
    assert role_of(trees, text, "Mr. Park") == "legal-party"
    assert role_of(trees, text, "Judge Ellen Park") == "official"


def test_who_is_introduced_as_a_relative_speaks_as_one(trees: Trees) -> None:
    text = "Amelia Stone, 11, lost a shoe. Her father, Dr. Ben Stone, a physician, said he had counted heads twice."
    assert role_of(trees, text, "Dr. Ben Stone") == "witness"
    assert role_of(trees, "Dr. Ben Stone, a physician, said measles was back.", "Dr. Ben Stone") == "expert"


def test_evidence_is_the_words_that_decided(trees: Trees) -> None:
    text = "Tom Okafor, a neighbor, said he smelled smoke."
    (role,) = roles_of(analysed(trees, text, mentions(text, "Tom Okafor")))
    assert role.evidence is not None
    assert role.evidence.of(text) == "neighbor"
    assert 0 < role.confidence <= 1
    assert "neighbor" in role.rule


def test_words_of_an_own_codebook_go_before_the_lexicons(trees: Trees, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        'name = "own"\nunknown = "rest"\n'
        '[[role]]\nname = "water"\nlabel = "Water"\ncolour = "#0072b2"\ndefinition = "d"\nwords = ["dam keeper"]\n'
        '[[role]]\nname = "rest"\nlabel = "Rest"\ncolour = "#7f7f7f"\ndefinition = "d"\n',
        encoding="utf-8",
    )
    book = load_codebook(path)
    assert role_of(trees, "Jo Lund, the dam keeper, said it held.", "Jo Lund", book) == "water"
    assert role_of(trees, "Mayor Jo Lund said it held.", "Mayor Jo Lund", book) == "rest"


def test_runner_up_and_margin_tell_how_much_in_doubt_a_role_is(trees: Trees) -> None:
    said = [mention(Span(0, 8))]
    (doctor,) = roles_of(analysed(trees, "Ann Moss, a doctor who was shot in the arm, said she hid.", said))
    (neighbor,) = roles_of(analysed(trees, "Bo Clark, a neighbor, said he smelled smoke.", said))
    assert doctor.runner_up == "expert"
    assert 0 <= doctor.margin < neighbor.margin <= 1


def test_somebody_may_speak_in_another_capacity_in_one_statement(trees: Trees) -> None:
    text = (
        "Mayor Dana Bell said the bridge was safe. Speaking as a mother of three, Bell said she would not drive "
        "over it. Bell said the council would meet."
    )
    found = roles_of(analysed(trees, text, mentions(text, "Dana Bell", "Bell", "Bell")))
    assert [role.name for role in found] == ["official", "witness", "official"]


@pytest.mark.parametrize("kind", EXAMPLES)
def test_each_rule_tells_what_its_example_says(trees: Trees, kind: RuleKind) -> None:
    marked, role = EXAMPLES[kind]
    text, said = without_marks(marked)
    analysis = analysed(trees, text, said)
    evidence = Evidence(parsed(trees, text), analysis.attributions, analysis.sources, load_codebook())
    assert (kind, role) in {(verdict.rule.kind, verdict.capacity) for verdict in evidence.of(0)}


def test_every_rule_that_reads_an_article_has_an_example() -> None:
    """The others are the codebook's own, a statement's own words, and those by which the model alone decides."""
    others = {"CODEBOOK_WORD", "SOURCE_TYPE", "IN_CAPACITY", "DESCRIPTION", "MENTION", "UNTOLD"}
    assert {kind.name for kind in RuleKind} == {kind.name for kind in EXAMPLES} | others


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule(RuleKind.FULL_NAME), "full name of the body"),
        (Rule(RuleKind.WORD_FOR_PERSON, "mayor"), "word for a person: mayor"),
        (Rule(RuleKind.OF_NO_BODY, "chair"), "chair of no named body"),
        (
            Rule(RuleKind.FORMER_OFFICE, over=Rule(RuleKind.WORD_FOR_PERSON, "mayor")),
            "former office (word for a person: mayor)",
        ),
    ],
)
def test_a_rule_reads_as_a_phrase(rule: Rule, words: str) -> None:
    assert str(rule) == words


@pytest.mark.parametrize(
    ("codebook", "text", "source", "role"),
    [
        ("gmmp", "A witness said the car was red.", "A witness", "eyewitness"),
        ("gmmp", "Ann Moss, a voter, said it was close.", "Ann Moss", "popular-opinion"),
        ("gmmp", "Police said the road was open.", "Police", "spokesperson"),
        ("source-type", "Mayor Ann Moss said so.", "Mayor Ann Moss", "named-person"),
        ("source-type", "Officials said so.", "Officials", "unnamed-group"),
        ("source-type", "The report said so.", "The report", "document"),
    ],
)
def test_other_codebooks(trees: Trees, codebook: str, text: str, source: str, role: str) -> None:
    assert role_of(trees, text, source, load_codebook(codebook)) == role
