"""Words that somebody copied from an article in, where they stand in it out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotes.messages import shortened
from quotes.model import LONGEST_SHOWN, Span
from quotes.review.corrections import Quoted, quoted_at
from quotes.review.places import places_of

PIECES = re.compile(r"\s+(?:…|\.\.\.)\s+")


def words_in(words: str, text: str, near: Span | None) -> tuple[Quoted, ...]:
    """Where ``words`` stand in ``text``, pieces apart where “ … ” stands between them: the places nearest to ``near``.

    White space counts as the same whatever it is, and so do straight and curly quotation marks. Raises ValueError where
    the text has no such words, or, with no ``near``, has the first of them several times.
    """
    places = list(_found([words], text, near) or _found(PIECES.split(words), text, near) or ())
    if not places:
        shown = shortened(words, LONGEST_SHOWN)
        raise ValueError(f"“{shown}” does not stand in the article; copy the words from its text")
    return tuple(quoted_at(text, place) for place in places)


def _found(pieces: Iterable[str], text: str, near: Span | None) -> list[Span] | None:
    found: list[Span] = []
    for piece in pieces:
        places = [place for place in places_of(piece, text) if not any(place.overlaps(one) for one in found)]
        if not places:
            return None
        if near is None and len(places) > 1:
            shown = shortened(piece, LONGEST_SHOWN)
            raise ValueError(f"“{shown}” stands in the article several times; write more of the words")
        about = near = near or places[0]
        found.append(min(places, key=lambda place: (not about.contains(place), abs(place.start - about.start))))
    return sorted(found)
