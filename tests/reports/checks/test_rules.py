"""Checks of who is heard at all ask where they should, and are silent where an answer is there."""

import pytest
from asking import assert_asks_and_shows_the_place, assert_is_silent

from quotes.model import Analysis
from quotes.roles.codebook import Codebook
from reports.checks.checks import load_checks
from reports.checks.reading import Settings

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("check", "article", "words"),
    [
        ("single-source", "single", "Ruth Adeyemi. Is there anybody else"),
        ("officials-only", "officials", "speaks as official. It also tells of residents: could"),
        ("affected-not-heard", "affected", "speaks of tenants and families"),
        ("one-source-over-half", "mostly", "Otto Lind has"),
        ("documents-only", "statement", "prepared statements"),
    ],
)
def test_a_check_asks_and_shows_the_place(
    analyses: dict[str, Analysis], codebook: Codebook, check: str, article: str, words: str
) -> None:
    assert_asks_and_shows_the_place(analyses[article], codebook, check, words)


@pytest.mark.parametrize(
    ("check", "article"),
    [
        ("single-source", "brief"),
        ("single-source", "officials"),
        ("officials-only", "heard"),
        ("officials-only", "single"),
        ("affected-not-heard", "heard"),
        ("affected-not-heard", "single"),
        ("one-source-over-half", "officials"),
        ("one-source-over-half", "single"),
        ("documents-only", "officials"),
        ("single-source", "interviewed"),
        ("officials-only", "bodies"),
        ("officials-only", "comment"),
        ("one-source-over-half", "in_headline"),
        ("officials-only", "few_words"),
        ("officials-only", "told_once"),
        ("single-source", "in_vain"),
        ("single-source", "speech"),
        ("single-source", "told_us"),
        ("single-source", "own_voice"),
    ],
)
def test_a_check_is_silent_where_an_answer_is_there(
    analyses: dict[str, Analysis], codebook: Codebook, check: str, article: str
) -> None:
    assert_is_silent(analyses[article], codebook, check)


def test_those_concerned_are_said_in_words_that_can_stand_alone() -> None:
    settings = Settings(load_checks().by_name["officials-only"].settings)
    told = settings.told(["people living", "Residents", "workers at", "their\nworkers"])
    assert told == ("people living there", "residents", "workers")
