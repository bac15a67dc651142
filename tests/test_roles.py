"""In what role a source speaks, and the words that decided it."""

from pathlib import Path

import pytest
from newsroom_reports import REPORTS, attributions, read

from quotes.lexicons import load, phrases
from quotes.model import Analysis, Article, Attribution, Source, Span
from quotes.parse import Parser
from quotes.roles.assign import assign_own_roles, assign_roles
from quotes.roles.codebook import Codebook, load_codebook
from quotes.roles.role_confidence import confidence_of, kind_of_rule
from quotes.sources.names import is_given
from quotes.sources.resolve import resolve


def with_roles(parser: Parser, text: str, said: list[Attribution], book: Codebook | None = None) -> list[Source]:
    """For each attribution its source with role."""
    article = Article("report", text)
    parse = next(parser.parse([article]))
    found, sources = resolve(article, parse, said)
    sources = assign_roles(article, parse, found, sources, book or load_codebook())
    return [sources[a.speaker] for a in found if a.speaker is not None]


def role_of(parser: Parser, text: str, source: str, book: Codebook | None = None) -> str:
    start = text.index(source)
    said = [Attribution("indirect", (), (), Span(start, start + len(source)), "test", 1.0)]
    role = with_roles(parser, text, said, book)[0].role
    assert role is not None
    return role.name


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_roles_in_local_reports(parser: Parser, name: str) -> None:
    text, expected = read(REPORTS[name])
    found = with_roles(parser, text, attributions(expected))
    wrong = [
        (e.span.of(text), e.role, source.role)
        for e, source in zip(expected, found, strict=True)
        if source.role is None or source.role.name != e.role
    ]
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
        ("Bo Lund, an engineer, denies 14 counts of fraud. Lund said it was a gift.", "Bo Lund", "legal-party"),
        ("A rival said the price was a joke.", "A rival", "unknown"),
        ("The opposition National Congress said agents were beaten.", "The opposition National Congress", "political"),
        ("Attorney Ann Moss, who filed the suit, said so.", "Attorney Ann Moss", "legal-party"),
        ("Public Enterprises Minister Ann Moss said so.", "Public Enterprises Minister Ann Moss", "official"),
        ("Fr Colm Moss said a prayer.", "Fr Colm Moss", "activist"),
        ("Democrats said turnout was low.", "Democrats", "political"),
        ("Ann Moss, a registered nurse and president of the nurses' union, said so.", "Ann Moss", "activist"),
        ("State veterinarian Dr. Kay Lund said the herd was sick.", "State veterinarian Dr. Kay Lund", "official"),
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
        ("Former inmate Kwame Otis said it was cold.", "Former inmate Kwame Otis", "witness"),
        ("Red Cross worker Ivo Lenz said tents were on the way.", "Red Cross worker Ivo Lenz", "activist"),
    ],
)
def test_rules_of_the_codebook(parser: Parser, text: str, source: str, role: str) -> None:
    assert role_of(parser, text, source) == role


def test_evidence_is_the_words_that_decided(parser: Parser) -> None:
    text = "Tom Okafor, a neighbor, said he smelled smoke."
    source = with_roles(parser, text, [Attribution("indirect", (), (), Span(0, 10), "test", 1.0)])[0]
    assert source.role is not None and source.role.evidence is not None
    assert source.role.evidence.of(text) == "neighbor"
    assert 0 < source.role.confidence <= 1
    assert "neighbor" in source.role.rule


def test_words_of_an_own_codebook_go_before_the_lexicons(parser: Parser, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        'name = "own"\nunknown = "rest"\n'
        '[[role]]\nname = "water"\nlabel = "Water"\ncolour = "#0072b2"\ndefinition = "d"\nwords = ["dam keeper"]\n'
        '[[role]]\nname = "rest"\nlabel = "Rest"\ncolour = "#7f7f7f"\ndefinition = "d"\n',
        encoding="utf-8",
    )
    book = load_codebook(path)
    assert role_of(parser, "Jo Lund, the dam keeper, said it held.", "Jo Lund", book) == "water"
    assert role_of(parser, "Mayor Jo Lund said it held.", "Mayor Jo Lund", book) == "rest"


def test_no_personal_names_in_the_lexicons() -> None:
    """Words for persons, texts and events name none; names of bodies may have one in them ("Wells Fargo")."""
    listed = [
        phrase
        for table, entry in load("people").items()
        if table not in ("abbreviations", "gender", "same")
        for phrase in phrases(entry["words"])
    ]
    words_too = {"art", "christian", "dean", "lance"}  # "art teacher", "lance corporal"
    firsts = [phrase.split()[0].split("=")[0] for phrase in listed if len(phrase.split()) > 1]
    assert not [first for first in firsts if is_given(first) and first not in words_too]


def test_runner_up_and_margin_tell_how_much_in_doubt_a_role_is(parser: Parser) -> None:
    said = [Attribution("indirect", (), (), Span(0, 8), "test", 1.0)]
    doctor = with_roles(parser, "Ann Moss, a doctor who was shot in the arm, said she hid.", said)[0].role
    neighbor = with_roles(parser, "Bo Clark, a neighbor, said he smelled smoke.", said)[0].role
    assert doctor is not None and neighbor is not None
    assert neighbor.runner_up == ""
    assert doctor.runner_up == "expert"
    assert 0 <= doctor.margin < 0.1 < neighbor.margin <= 1


def own_roles(parser: Parser, text: str, mentions: list[str]) -> list[str]:
    article = Article("report", text)
    parse = next(parser.parse([article]))
    said, last = [], 0
    for mention in mentions:
        last = text.index(mention, last)
        said.append(Attribution("indirect", (), (), Span(last, last + len(mention)), "test", 1.0))
        last += len(mention)
    found, sources = resolve(article, parse, said)
    sources = assign_roles(article, parse, found, sources, load_codebook())
    analysis = Analysis(article, assign_own_roles(article, parse, found, sources, load_codebook()), sources)
    roles = [analysis.role_of(a) for a in analysis.attributions]
    return [role.name for role in roles if role is not None]


def test_somebody_may_speak_in_another_capacity_in_one_statement(parser: Parser) -> None:
    text = (
        "Mayor Dana Bell said the bridge was safe. Speaking as a mother of three, Bell said she would not drive "
        "over it. Bell said the council would meet."
    )
    assert own_roles(parser, text, ["Dana Bell", "Bell", "Bell said the council"[:4]]) == [
        "official",
        "witness",
        "official",
    ]


def test_confidence_is_the_share_that_was_right() -> None:
    table = load("role_confidence")
    for shares in (table["clear"], table["close"]):
        assert shares and all(0 < share < 1 for share in shares.values())
    assert kind_of_rule("word for a person: mayor") == "word for a person"
    assert kind_of_rule("former office (word for a person: mayor)") == "former office"
    assert kind_of_rule("chair of no named body") == "of no named body"
    assert confidence_of("a rule that nobody has counted", 0.5) == table["overall"]
    assert confidence_of("nothing in the article tells", 0.0) < confidence_of("word for a person: mayor", 0.5)
