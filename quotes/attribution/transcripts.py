"""A parsed article in, the turns of its transcripts out: paragraphs with a label, and the answers of an interview.

An interview in a magazine often has no labels at all: short paragraphs that ask "you", each with an answer below. Who
answers is then the person whom the article names before the first question.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from quotes.document import Document
from quotes.lexicon.lists import LISTS
from quotes.model import Span
from quotes.parse.turn_labels import turn_labels

FEWEST_QUESTIONS = 2
LONGEST_QUESTION = 200
"""Characters of a paragraph that only asks."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of a transcript: who speaks, the mark that tells it, and what is said in one or more."""

    name: Span
    mark: Span
    content: tuple[Span, ...]


def turns(document: Document) -> tuple[Turn, ...]:
    """The turns of an article in text order."""
    labels = turn_labels(document.text, document.paragraphs)
    return tuple(Turn(one.name, one.mark, (one.content,)) for one in labels) or tuple(_answers(document))


def _answers(document: Document) -> Iterator[Turn]:
    """The answers below questions that are paragraphs of their own, of whoever is named in full above them."""
    text = document.text
    asked = [(q, a) for q, a in pairwise(document.paragraphs) if _asks(text, q) and not _asks(text, a)]
    if len(asked) < FEWEST_QUESTIONS or any(
        _asks(text, q) and _asks(text, a) for q, a in pairwise(document.paragraphs)
    ):
        return
    first = asked[0][0].start
    named = [
        span
        for sentence in document.sentences
        if sentence.start < first
        for span, kind in sentence.entities
        if kind == "PER" and " " in span.of(text)
    ]
    for question, answer in asked if named else ():
        yield Turn(named[0], Span(question.end - 1, question.end), (answer,))


def _asks(text: str, paragraph: Span) -> bool:
    """Whether a paragraph does nothing but ask whoever answers."""
    words = paragraph.of(text)
    addressed = not LISTS.grammar.second_person.isdisjoint(words.lower().rstrip("?").split())
    return words.endswith("?") and len(words) <= LONGEST_QUESTION and words[0].isupper() and addressed
