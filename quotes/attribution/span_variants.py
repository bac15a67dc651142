"""A candidate in, the same with parts that begin and end where the tagger finds it likelier out.

A construction finds by the tree what belongs together, and is often off by a word or a phrase: these are its rivals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from quotes.attribution.candidates import Candidate
from quotes.attribution.cue import SentenceContext
from quotes.attribution.tagger.probabilities import Part
from quotes.model import Span

MOST_CONTENTS = 4
"""Spans of the tagger that are tried in the place of a content."""
LIKELY, LIKELIER = 0.3, 1.5
"""The chance from which a span of the tagger replaces a cue or source, and by how much it must exceed that one's."""


class Parts(NamedTuple):
    """The parts of a candidate that the tagger sees otherwise."""

    content: tuple[Span, ...]
    source: Span | None
    cue: tuple[Span, ...]


def variants(context: SentenceContext, candidate: Candidate) -> Iterator[Parts]:
    """The tagger's cue and source for a candidate, once with each content that may go with them."""
    cue = candidate.cue if candidate.construction.only_reports else _likeliest(context, "cue", candidate.cue)
    source = _likeliest(context, "source", (candidate.source,))[0] if candidate.source else None
    apart = [*cue, *([source] if source else [])]
    if source is not None and any(source.overlaps(span) for span in cue):
        return
    for content in dict.fromkeys(_contents(context, candidate)):
        if not any(span.overlaps(other) for span in content for other in apart):
            yield Parts(content, source, cue)


def varied(context: SentenceContext, candidate: Candidate, parts: Parts) -> Candidate:
    """The candidate with these parts."""
    quoted = bool(context.quotes_in(parts.content))
    return replace(candidate, cue=parts.cue, source=parts.source, content=parts.content, quoted=quoted)


def _contents(context: SentenceContext, candidate: Candidate) -> Iterator[tuple[Span, ...]]:
    """The candidate's own content, the tagger's for each piece of it, and others that share words with it."""
    yield candidate.content
    yield _likeliest(context, "content", candidate.content)
    if len(candidate.content) == 1:
        sharing = context.probabilities.likely_at("content", candidate.content[0])
        for span, _ in sorted(sharing, key=lambda one: -one[1])[:MOST_CONTENTS]:
            yield (span,)


def _likeliest(context: SentenceContext, part: Part, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Each of the spans of a part, or one that shares words with it and that the tagger finds clearly likelier."""
    found = []
    for span in spans:
        rivals = context.probabilities.likely_at(part, span)
        best, chance = max(rivals, key=lambda one: one[1]) if rivals else (span, 0.0)
        least = max(LIKELY, LIKELIER * context.probabilities.exact(part, span)) if chance > LIKELY else chance
        found.append(best if chance > least else span)
    return tuple(dict.fromkeys(found))
