"""What an article tells of a person besides the post: age and place, of the person itself and of nobody else."""

import pytest

from quotes.model import Article, Elements, Source, Span
from quotes.table.told import age_of, place_of

TEXT = (
    "Tamsin Orr, 52, a driver from Delby, of Lower Sawtell, of Pell Research, is 37, a 60-year-old waitress, 13, "
    "from Channel 61 Union who sold 40 percent. It rains in Lower Sawtell. Another Port Lemoyne resident, who grew up "
    "in Pine Gap, a Tarn Police man, Another man."
)


def person(*descriptions: str, affiliation: str = "", kind: str = "person") -> Source:
    spans = tuple(Span(start := TEXT.index(words), start + len(words)) for words in descriptions)
    body = Span(start := TEXT.index(affiliation), start + len(affiliation)) if affiliation else None
    return Source(
        "Tamsin Orr",
        (),
        True,
        kind,
        spans,
        elements=Elements(affiliation=body),
        article=Article("one", TEXT),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("descriptions", "age"),
    [
        (("52", "a driver from Delby"), 52),
        (("is 37",), 37),
        (("a 60-year-old waitress",), 60),
        (("52", "13"), None),  # one of the two is somebody else's
        (("from Channel 61 Union who sold 40 percent",), None),
        ((), None),
    ],
)
def test_the_age_is_that_of_the_person(descriptions: tuple[str, ...], age: int | None) -> None:
    assert age_of(person(*descriptions)) == age
    assert age_of(person(*descriptions, kind="group")) is None


@pytest.mark.parametrize(
    ("descriptions", "affiliation", "place"),
    [
        (("52", "a driver from Delby"), "", "Delby"),
        (("a driver from Delby",), "Delby", None),  # then it is a body's name
        (("of Lower Sawtell",), "Lower Sawtell", "Lower Sawtell"),  # in which it rains
        (("of Lower Sawtell",), "", "Lower Sawtell"),
        (("of Pell Research",), "Pell Research", None),
        (("from Channel 61 Union who sold 40 percent",), "", None),
        (("Another Port Lemoyne resident",), "", "Port Lemoyne"),
        (("who grew up in Pine Gap",), "", "Pine Gap"),
        (("a Tarn Police man",), "", None),
        (("Another man",), "", None),
    ],
)
def test_a_place_is_no_body(descriptions: tuple[str, ...], affiliation: str, place: str | None) -> None:
    assert place_of(person(*descriptions, affiliation=affiliation)) == place
