"""Languages: every word of a report is in the catalogue, every message translated, every page in its language."""

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from lxml import html
from report_samples import corpus, road

from quotes.model import Role
from quotes.roles.codebook import load_codebook
from quotes.roles.rules import Rule, RuleKind
from quotes.table.rows import articles_table, attributions_table
from reports.catalogue import catalogue
from reports.checks.checks import Finding, load_checks
from reports.checks.question_words import SOMEBODY, Listed, Value
from reports.language.codes import LOCALES, languages
from reports.language.language import LanguageError, load
from reports.language.words import rule_kinds, rule_told
from reports.measures.balance import Balance, balance
from reports.measures.comparison import compare
from reports.pages.corpus import CorpusReport
from reports.pages.findings import shown
from reports.pages.render import Pages

FOREIGN = languages()[1:]


@cache
def messages() -> Catalog:
    return catalogue()


@cache
def measures() -> Balance:
    return balance(attributions_table(corpus()), len(corpus()))


def translation(code: str) -> Catalog:
    with (LOCALES / code / "LC_MESSAGES" / "reports.po").open("rb") as file:
        return read_po(file, locale=code)


def keys(found: Catalog) -> set[tuple[str | None, str]]:
    return {(one.context, one.id if isinstance(one.id, str) else one.id[0]) for one in found if one.id}


@cache
def pages_in(code: str) -> dict[str, str]:
    book = load_codebook()
    pages = Pages(
        book,
        language_code=code,
        checks=load_checks(),
        comparison_page=True,
    )
    rows, articles = attributions_table(corpus()), articles_table(corpus())
    compared = compare(rows, articles.assign(outlet=["A", "B"] * 5), "outlet", fewest=3)
    return {
        "corpus": pages.corpus(CorpusReport(measures(), articles)),
        "article": pages.article(road(), pages.checks.findings(road(), book)),
        "articles": pages.article_list(articles, measures()),
        "source": pages.source("Ruth Adeyemi", rows[rows["speaker"] == "Ruth Adeyemi"]),
        "comparison": pages.comparison(compared),
    }


def test_the_catalogue_beside_the_code_is_that_of_the_code() -> None:
    with (LOCALES / "reports.pot").open("rb") as file:
        assert keys(read_po(file)) == keys(messages()), "run: python -m reports.catalogue"


@pytest.mark.parametrize("code", FOREIGN)
def test_a_translation_is_whole_and_its_places_are_those_of_the_message(code: str) -> None:
    found = translation(code)
    assert keys(found) == keys(messages())
    for message in found:
        if message.id:
            forms = [message.string] if isinstance(message.string, str) else list(message.string)
            assert all(forms), message.id
            assert not message.fuzzy, message.id
            named = set(
                re.findall(r"%\((\w+)\)s", " ".join([message.id] if isinstance(message.id, str) else message.id))
            )
            for form in forms:
                assert set(re.findall(r"%\((\w+)\)s", form)) <= named
                if message.context != "measure" and message.context != "role":
                    assert not re.search(r"%(?![(%])", form.replace("%%", "")), form


@pytest.mark.parametrize("code", languages())
def test_every_page_is_in_its_language_and_says_so(code: str) -> None:
    english = {"The report", "All articles", "Statements", "Sources", "The article", "Words", "Share", "Role"}
    for name, page in pages_in(code).items():
        document = html.document_fromstring(page)
        assert document.get("lang") == code, name
        shown = {text.strip() for text in document.xpath("//nav//text() | //th//text() | //h2//text()")}
        assert bool(shown & english) == (code == "en"), name


def test_german_says_numbers_roles_and_plurals_as_german_does() -> None:
    words = " ".join(html.document_fromstring(pages_in("de")["corpus"]).text_content().split())
    assert "14 Äußerungen (11 Quellen, 10 Artikel)" in words
    assert "Von je zehn Äußerungen hört man fünf von amtlichen Quellen, mehr als zwei von Zeugen, Bürgern und" in words
    assert "1 Mal gefragt, ohne Antwort" in words
    german = load("de")
    assert german.number(12345) == "12.345" and german.decimal(1.5, 1) == "1,5"
    assert german.date("2024-11-04") == "4. November 2024" and german.date("spring") == "spring"
    assert german.pgettext("role", "a role of my own") == "a role of my own"


def test_the_rule_behind_a_role_is_told_in_german_with_the_word_that_it_names() -> None:
    german = load("de")
    rule = Rule(RuleKind.WORD_FOR_PERSON, "mayor")
    assert rule_told(german, Role("official", None, str(rule), 1.0, rule_kind=rule.kind)) == (
        "Wort für eine Person",
        "mayor",
    )
    assert rule_told(german, Role("official", None, "of a plugin", 1.0, rule_kind="of a plugin")) == ("", "of a plugin")
    assert all(told != kind for kind, told in rule_kinds(german).items())


def test_a_negative_number_has_a_minus_sign_and_no_hyphen() -> None:
    assert load("en").decimal(-1234.5, 1) == "−1,234.5"
    assert load("de").decimal(-0.25, 2) == "−0,25"
    assert load("en").decimal(292.72, 0) == "293"


def test_what_a_question_puts_in_is_said_in_the_language_of_the_report() -> None:
    checks = load_checks()
    values: dict[str, dict[str, Value]] = {
        "officials-only": {
            "roles": Listed(("Official", "Witness or citizen"), "role", "or"),
            "people": Listed(("tenants",)),
        },
        "one-source-over-half": {"speaker": Listed(("the mayor",), capital=True), "share": 0.58},
        "accusation-without-reply": {"speaker": Listed(("Pike",)), "accused": Listed((SOMEBODY,), "check")},
        "anonymous-without-reason": {"speaker": Listed(("a", "b", "c", "d", "e"))},
    }
    said = {}
    for code in ("en", "de"):
        for name, put_in in values.items():
            finding = Finding(name, "", "a", (), (), put_in)
            said[code, name] = shown(finding, checks, load(code)).question
    assert "speaks as official or witness or citizen." in said["en", "officials-only"]
    assert "„Amtlich“ oder „Zeugen und Bürger“" in said["de", "officials-only"]
    assert said["en", "one-source-over-half"].startswith("The mayor has 58% of the words")
    assert "58\xa0%" in said["de", "one-source-over-half"]
    assert "somebody" not in said["de", "accusation-without-reply"]
    assert "„a“, „b“, „c“ und 2 weitere" in said["de", "anonymous-without-reason"]


def test_percentages_never_call_little_nothing_or_nearly_all_all() -> None:
    shares = (0, 0.0001, 0.005, 0.434, 0.994, 0.995, 0.9999, 1)
    expected = ["0%", "<1%", "<1%", "43%", "99%", ">99%", ">99%", "100%"]
    assert [load().percent(share) for share in shares] == expected


@pytest.mark.parametrize("code", ["xx", "../de", "", "DE"])
def test_a_language_that_is_not_there_is_told_with_those_that_are(code: str) -> None:
    with pytest.raises(LanguageError, match="en, de"):
        load(code)
