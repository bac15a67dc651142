"""Words that somebody marked in a text in, where they stand in another state of that text out.

A file may have been wrapped anew, a paragraph may have come in: the longest words say how far the text has moved, and
each other stretch is the nearest place with its words. White space counts as the same whatever it is, and so do
straight and curly quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.model import Span
from quotes.review.corrections import Quoted, Reading, quoted_at

TELLING = 20
"""Characters from which on words that stand several times are still taken to be the nearest of them."""
FARTHEST = 1_000
"""Characters from their statement's longest words within which all others must stand."""
MARKS = ('"“”„«»', "'‘’‚`")


def moved(reading: Reading, text: str) -> Reading | None:
    """``reading`` at its places in ``text``; ``None`` where its words are not there, or not to be told from others."""
    every = (*reading.content, *reading.cue, *reading.source)
    if all(text[quoted.start : quoted.end] == quoted.words for quoted in every):
        return reading
    found = _moved(every, text)
    if found is None:
        return None
    return replace(
        reading,
        content=tuple(found[quoted] for quoted in reading.content),
        cue=tuple(found[quoted] for quoted in reading.cue),
        source=tuple(found[quoted] for quoted in reading.source),
    )


def moved_stretch(quoted: Quoted, text: str) -> Quoted | None:
    """One stretch alone at its place in ``text``, as ``moved`` finds it."""
    found = _moved([quoted], text)
    return None if found is None else found[quoted]


def _moved(every: Sequence[Quoted], text: str) -> dict[Quoted, Quoted] | None:
    longest = max(every, key=lambda quoted: len(quoted.words))
    places = places_of(longest.words, text)
    if not places or (len(places) > 1 and len(longest.words) < TELLING):
        return None
    anchor = min(places, key=lambda place: abs(place.start - longest.start))
    shift = anchor.start - longest.start
    found = {}
    for quoted in every:
        place: Span | None = anchor
        if quoted is not longest:
            expected = quoted.start + shift
            near = places_of(quoted.words, text)
            place = min(near, key=lambda one: abs(one.start - expected), default=None)
        if place is None or abs(place.start - anchor.start) > FARTHEST + abs(quoted.start - longest.start):
            return None
        found[quoted] = quoted_at(text, place)
    return found


def places_of(words: str, text: str) -> list[Span]:
    """Where ``words`` stand in ``text``, whatever white space is between them there, and however marks are drawn."""
    pattern = r"\s+".join(map(_loose, words.split()))
    return [Span(*match.span()) for match in re.finditer(pattern, text)] if pattern else []


def _loose(word: str) -> str:
    """A pattern for a word in which any quotation mark stands for its likes: spreadsheets and mail change them."""
    likes = {mark: f"[{re.escape(group)}]" for group in MARKS for mark in group}
    return "".join(likes.get(character, re.escape(character)) for character in word)
