"""Four times the article takes four times the time: thousands of quotations and names, also in one paragraph."""

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from quotes.attribution.attribute import attribute
from quotes.document import Document, Sentence
from quotes.model import Analysis, Article, Span
from quotes.parse.parser import Parser
from quotes.roles.assign import assign_roles
from quotes.roles.codebook import load_codebook
from quotes.sources.resolve import resolve
from quotes.table.rows import rows_of
from quotes.text.layout import layout_of

pytestmark = [pytest.mark.models, pytest.mark.slow]

SMALL, LARGE = 100, 400
"""How often a text stands in an article."""
MOST = 1.5
"""How many times its share a large article may take: clocks are uneven, and a square would take four times."""
TRIES = 3
"""A busy machine may be uneven once."""
PEOPLE = (
    "“The bridge will close in May,” said Bella Moore, a nurse.\n\nThe mayor, Colin Frost, said that “the town” would "
    "pay for it. She denied it.\n\n"
)
QUOTATIONS = "“It is late,” she said. “Go home.” “No,” he said.\n\n"
NAMES = ("Bella", "Moore", "Colin", "Frost")
CONSONANTS = "bcdfghjklmnprstvwxyz"


def other_name(name: str, number: int) -> str:
    """A name of the same first letter and length for each number."""
    return name[0] + "".join(CONSONANTS[number // 20**place % 20] for place in range(4))


def repeated(once: Document, number: int) -> Iterator[Sentence]:
    """The sentences of a text over and over, with other names each time."""
    paragraphs = len(once.paragraphs) if once.text.endswith("\n\n") else 0
    for turn in range(number):
        names = {name: other_name(name, 4 * turn + place) for place, name in enumerate(NAMES)}
        start = turn * len(once.text)
        for sentence in once.sentences:
            words = (
                replace(
                    word,
                    text=names.get(word.text, word.text),
                    lemma=names.get(word.lemma, word.lemma),
                    start=start + word.start,
                    end=start + word.end,
                )
                for word in sentence.words
            )
            entities = tuple((Span(start + span.start, start + span.end), kind) for span, kind in sentence.entities)
            yield Sentence(tuple(words), turn * paragraphs + sentence.paragraph, entities)


def large(once: Document, number: int) -> Document:
    text = list(once.text * number)
    sentences = tuple(repeated(once, number))
    for sentence in sentences:
        for word in sentence.words:
            text[word.start : word.end] = word.text
    whole = "".join(text)
    layers = np.concatenate([once.layers] * number, axis=1)
    return replace(once, text=whole, layout=layout_of(whole), sentences=sentences, layers=layers)


def seconds(document: Document) -> tuple[float, float, int, int]:
    """What the way from the parse to the rows takes of the processor, what roles take of that, and how many statements
    and sources it finds.
    """
    article, book = Article("large", document.text), load_codebook()
    began = time.process_time()
    found, sources = resolve(article, document, attribute(document))
    resolved = time.process_time()
    sources, found = assign_roles(document, found, sources, book)
    roles = time.process_time() - resolved
    rows_of(Analysis(article, tuple(found), sources, document.layout))
    return time.process_time() - began, roles, len(found), len(sources)


@pytest.mark.parametrize(
    "text",
    [PEOPLE, QUOTATIONS, QUOTATIONS.replace("\n\n", " "), PEOPLE.replace("\n\n", " ")],
    ids=["people", "quotations", "quotations in one paragraph", "people in one paragraph"],
)
def test_time_grows_with_the_article(text: str, parser: Parser) -> None:
    once = next(parser.parse([Article("once", text)]))
    seconds(large(once, 10))  # what is loaded with the first article does not count
    tries: list[float] = []
    while not tries or (tries[-1] >= MOST and len(tries) < TRIES):
        few, roles, found, sources = seconds(large(once, SMALL))
        many, roles_in_many, found_in_many, sources_in_many = seconds(large(once, LARGE))
        of_roles = roles_in_many / roles if sources > SMALL else 0.0
        tries.append(max(many / few, of_roles) * SMALL / LARGE)
    assert found >= SMALL and found_in_many == pytest.approx(found * LARGE / SMALL, rel=0.1)
    assert sources_in_many == (pytest.approx(sources * LARGE / SMALL, rel=0.1) if text.startswith(PEOPLE[:9]) else 2)
    assert tries[-1] < MOST, tries
