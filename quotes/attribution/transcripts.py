"""A parsed article in, the turns of its transcripts out: paragraphs that begin with "BELL:".

A name in capitals and a colon are sign enough, for a person as for a program, once an article has two of them
with words behind; a single one may as well be a label ("UPDATE: …"), of which the cue lexicon lists some.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from quotes.document import Document
from quotes.model import Span

_NAMED = re.compile(r"[“\"‘'«]?\s?(?P<name>[^\W\d_][^:\n“”\"?!]{2,40}):\s+(?=.*[^\W\d_])")
FEWEST = 2
"""Paragraphs of an article that begin so before they are taken for turns."""
SHORTEST_NAME = 3
"""Letters of a name."""
_LABEL = r"(?P<label>Q(?:uestion)?|A(?:nswer)?)\s?\d{0,2}"
INTERVIEW_LINE = re.compile(_LABEL + r"(?P<mark>[.:)])\s")
"""How the lines of an interview begin; an article with lines of one label alone is none."""
_LABEL_ALONE = re.compile(_LABEL + "[.:)]?")


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of a transcript: who speaks, the colon behind the name, and what is said."""

    name: Span
    colon: Span
    content: Span


def turns(document: Document, labels: Collection[str]) -> tuple[Turn, ...]:
    """The turns of an article in text order; ``labels`` are words that are no names, in lower case."""
    found = [turn for paragraph in document.paragraphs if (turn := _turn(document.text, paragraph, labels)) is not None]
    return tuple(found) if len(found) >= FEWEST else _of_interview(document)


def _of_interview(document: Document) -> tuple[Turn, ...]:
    """The lines of "Q: …" and "A: …"; whom the letters stand for is found with the sources."""
    lines = [
        (p, m) for p in document.paragraphs if (m := INTERVIEW_LINE.match(document.text, p.start, p.end)) is not None
    ]
    if len({m["label"][0] for _, m in lines}) < FEWEST:
        return ()
    return tuple(
        Turn(
            name=Span(m.start("label"), m.start("mark")).trimmed(document.text),
            colon=Span(*m.span("mark")),
            content=Span(m.end(), paragraph.end).trimmed(document.text),
        )
        for paragraph, m in lines
        if m.end() < paragraph.end
    )


def interview_label(words: str) -> str:
    """``Q`` or ``A`` for words that are nothing but the label of an interview's line, else empty."""
    label = _LABEL_ALONE.fullmatch(words)
    return label["label"][0] if label is not None else ""


def _turn(text: str, paragraph: Span, labels: Collection[str]) -> Turn | None:
    match = _NAMED.match(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    name = match["name"]
    if not name.isupper() or sum(map(str.isalpha, name)) < SHORTEST_NAME or name.lower() in labels:
        return None
    return Turn(
        name=Span(*match.span("name")).trimmed(text),
        colon=Span(match.end("name"), match.end("name") + 1),
        content=Span(match.end(), paragraph.end).trimmed(text),
    )
