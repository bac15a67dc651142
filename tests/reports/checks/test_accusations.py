"""An accusation is asked about where nobody answers it."""

import pytest
from asking import assert_asks_and_shows_the_place, assert_is_silent

from quotes.model import Analysis
from quotes.roles.codebook import Codebook

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("check", "article", "words"),
    [
        ("accusation-without-reply", "accused", "an accusation against the Kestrel Bus Company, by Ann Moss"),
        ("accusation-without-reply", "lied", "an accusation against Walter Brandt, by Joan Pike"),
    ],
)
def test_a_check_asks_and_shows_the_place(
    analyses: dict[str, Analysis], codebook: Codebook, check: str, article: str, words: str
) -> None:
    assert_asks_and_shows_the_place(analyses[article], codebook, check, words)


@pytest.mark.parametrize(
    ("check", "article"),
    [
        ("accusation-without-reply", "denied"),
        ("accusation-without-reply", "asked"),
        ("accusation-without-reply", "answered"),
        ("accusation-without-reply", "single"),
        ("accusation-without-reply", "robbed"),
        ("accusation-without-reply", "named_next"),
    ],
)
def test_a_check_is_silent_where_an_answer_is_there(
    analyses: dict[str, Analysis], codebook: Codebook, check: str, article: str
) -> None:
    assert_is_silent(analyses[article], codebook, check)
