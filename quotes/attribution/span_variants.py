"""A candidate in, the same with parts that begin and end where the tagger finds it likelier out.

A construction finds by the tree what belongs together, and is often off by a word or a phrase: these are its rivals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from quotes.attribution.candidates import Candidate, SentenceContext
from quotes.attribution.tagger.probabilities import Part
from quotes.model import Span

MOST_CONTENTS = 4
"""Spans of the tagger that are tried in the place of a content."""
LIKELY, LIKELIER = 0.3, 1.5
"""The chance from which a span of the tagger replaces a cue or source, and by how much it must exceed that one's."""


def variants(context: SentenceContext, candidate: Candidate) -> Iterator[Candidate]:
    """The candidate with the tagger's cue and source, once with each content that may go with them."""
    cue = candidate.cue if candidate.construction.only_reports else _likeliest(context, "cue", candidate.cue)
    source = _likeliest(context, "source", [candidate.source])[0] if candidate.source else None
    apart = [*cue, *([source] if source else [])]
    if source is not None and any(source.overlaps(span) for span in cue):
        return
    for content in dict.fromkeys(_contents(context, candidate)):
        if not any(span.overlaps(other) for span in content for other in apart):
            quoted = any(q.span.overlaps(span) for q in context.quotes for span in content)
            yield replace(candidate, cue=cue, source=source, content=content, quoted=quoted)


def _contents(context: SentenceContext, candidate: Candidate) -> Iterator[tuple[Span, ...]]:
    """The candidate's own content, the tagger's for each piece of it, and others that share words with it."""
    yield candidate.content
    yield _likeliest(context, "content", candidate.content)
    if len(candidate.content) == 1:
        for span, _ in sorted(_sharing(context, "content", candidate.content[0]), key=lambda one: -one[1])[
            :MOST_CONTENTS
        ]:
            yield (span,)


def _likeliest(context: SentenceContext, part: Part, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Each of the spans of a part, or one that shares words with it and that the tagger finds clearly likelier."""
    found = []
    for span in spans:
        least = max(LIKELY, LIKELIER * context.probabilities.exact(part, span))
        rivals = [(span, least), *_sharing(context, part, span)]
        found.append(max(rivals, key=lambda one: one[1])[0])
    return tuple(dict.fromkeys(found))


def _sharing(context: SentenceContext, part: Part, span: Span) -> Iterator[tuple[Span, float]]:
    """The spans of a part that may well be one and share words with ``span``, each with its chance."""
    return (one for one in context.probabilities.likely[part] if one[0].overlaps(span))
