"""Sentences end behind an abbreviation where what follows begins one, and only there."""

import pytest

from quotes.model import Span
from quotes.parse.sentence_ends import ends_behind_abbreviations


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("The bridge would open in May. Brandt said so.", ["Brandt"]),
        ("There is no plan B. Holm said so.", ["Holm"]),
        ("The nurse trained in the U.K. Dr. Voss praised her.", ["Dr."]),
        ("The firm is Marrow Inc. Police sealed it.", ["Police"]),
        ("Hanna Brock moved to the U.S. Brock said she was glad.", ["Brock"]),
        ("He lives in the U.S. They never met.", ["They"]),
        ("The boat sank in Feb. Customs said it was stolen.", ["Customs"]),
        ("The U.S. Senate passed it.", []),
        ("The U.S. Customs said no.", []),
        ("It was sold on Feb. 3.", []),
        ("The U.S. Steel said no. Nobody knows the U.S. Steel.", []),
        ("Marrow Inc. Chairman Bob Hale resigned.", []),
        ("A letter by B. Holm was found.", []),
    ],
)
def test_ends(text: str, begins: list[str]) -> None:
    found = [text[place:].split()[0] for place in ends_behind_abbreviations(text, Span(0, len(text)))]
    assert found == begins
