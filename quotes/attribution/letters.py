"""A parsed article in, its letters to the editor out: what stands between a greeting and the name signed below it."""

import functools
import re
from collections.abc import Iterable, Iterator

from quotes.attribution.transcripts import Turn
from quotes.document import Document
from quotes.lexicon.lists import LISTS
from quotes.model import Span
from quotes.text.dashes import DASHES

LONGEST = 12
"""Paragraphs of the longest letter."""
_DASH = "".join(map(re.escape, sorted(DASHES)))
_SIGNATURE = re.compile(rf"[{_DASH}]?\s?(?P<name>[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){{1,5}})(?=\s*(?:[,(\n]|$))")
"""A name with its titles at the start of a paragraph, up to a comma, bracket or the end of a line."""


def letters(document: Document) -> Iterator[Turn]:
    """Each letter as what its signatory says; the mark is the greeting ("Sir, –", "To the Editor:")."""
    text, paragraphs = document.text, document.paragraphs
    greetings = [_greeting().match(text, p.start, p.end) for p in paragraphs]
    for number, greeting in enumerate(greetings):
        if greeting is None or document.spoken_at(paragraphs[number].start) is not None:
            continue
        said = _without_closing(text, Span(greeting.end(), paragraphs[number].end))
        for below in range(number + 1, min(len(paragraphs), number + 1 + LONGEST)):
            if greetings[below] is not None:
                break
            closed = _closing().search(paragraphs[below - 1].of(text)) is not None
            name = _signed(document, paragraphs[below], closed)
            if name is not None and said:
                yield Turn(name, Span(greeting.start(), greeting.start("mark")), tuple(said))
                break
            said += _without_closing(text, paragraphs[below])


def _without_closing(text: str, paragraph: Span) -> list[Span]:
    """A paragraph without the "Yours faithfully," in which it ends; nothing where that is all of it."""
    closing = _closing().search(paragraph.of(text))
    said = Span(paragraph.start, paragraph.start + closing.start() if closing else paragraph.end)
    return [said] if len(said) else []


def _signed(document: Document, paragraph: Span, closed: bool) -> Span | None:
    """The name with which a paragraph begins that tells who wrote what stands above: "Dr Ana Holm, Leeds".

    Behind a closing it may be any name, else it must be known for a person's.
    """
    text = document.text
    found = _SIGNATURE.match(text, paragraph.start, paragraph.end)
    words = [w for s in document.sentences_between(paragraph.start, paragraph.end) for w in s.words]
    if found is None or any(w.xpos in ("VBD", "VBZ", "VBP", "MD") for w in words):
        return None
    name = Span(*found.span("name"))
    inside = [w for w in words if name.start <= w.start < name.end]
    capital = all(part[:1].isupper() or part in LISTS.names.particles for part in name.of(text).split())
    known = closed or any(w.entity == "PER" or LISTS.names.is_given(w.text.lower()) for w in inside)
    return name if capital and known else None


@functools.cache
def _greeting() -> re.Pattern[str]:
    """A greeting with which a paragraph begins, and the mark behind it."""
    return re.compile(
        rf"(?:{_any_of(LISTS.grammar.greetings)})(?P<mark>\s?[,:{_DASH}][\s,:{_DASH}]*|\s*$)", re.IGNORECASE
    )


@functools.cache
def _closing() -> re.Pattern[str]:
    """The closing in which a paragraph ends, or which it is."""
    return re.compile(
        rf"(?:^|(?<=[.!?]))[\s{_DASH}]*(?:{_any_of(LISTS.grammar.closings)})[\s,.{_DASH}]*$", re.IGNORECASE
    )


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
