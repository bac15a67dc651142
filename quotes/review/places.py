"""Words that somebody marked in a text in, where they stand in another state of that text out.

A file may have been wrapped anew, a paragraph may have come in: the longest words say how far the text has moved, and
each other stretch is the nearest place with its words. White space counts as the same whatever it is, and so do
straight and curly quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.fuzz import partial_ratio_alignment

from quotes.model import Span
from quotes.review.corrections import Quoted, Reading, quoted_at

TELLING = 20
"""Characters from which on words that stand several times are still taken to be the nearest of them."""
LIKE = 85
"""From 0 to 100, how like a text the words must be that a person wrote from it with slips."""
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


def likely_place(words: str, text: str, near: Span | None = None) -> Span | None:
    """Where words that a person wrote from a text stand in it, near misses too; ``None`` where that is not clear.

    Marks, case and white space do not count. What was written with slips stands where it is most like the text, if
    it is ``LIKE`` it. Of several places the one nearest to ``near`` is meant.
    """
    plain, starts = _plain(text)
    wanted, _ = _plain(words)
    wanted = wanted.strip()
    if not wanted:
        return None
    found = [_span(*match.span(), starts) for match in re.finditer(rf"(?<!\S){re.escape(wanted)}(?!\S)", plain)]
    if found:
        if len(found) > 1 and near is None and len(wanted) < TELLING:
            return None
        begin = near.start if near is not None else 0
        return min(found, key=lambda place: abs(place.start - begin))
    best = partial_ratio_alignment(wanted, plain) if len(wanted) >= TELLING else None
    if best is None or best.score < LIKE or best.dest_end - best.dest_start < len(wanted) / 2:
        return None
    begin, end = best.dest_start, best.dest_end
    while begin > 0 and plain[begin - 1] != " ":
        begin -= 1
    while end < len(plain) and plain[end] != " ":
        end += 1
    return _span(begin, end, starts)


def _plain(text: str) -> tuple[str, list[int]]:
    """Letters, digits and single spaces of ``text`` in lower case, with the place of each in it."""
    kept: list[str] = []
    starts: list[int] = []
    for place, letter in enumerate(text):
        if letter.isalnum():
            kept.append(letter.lower()[0])
            starts.append(place)
        elif letter not in "'’" and kept and kept[-1] != " ":
            kept.append(" ")
            starts.append(place)
    return "".join(kept), starts


def _span(begin: int, end: int, starts: list[int]) -> Span:
    return Span(starts[begin], starts[end - 1] + 1)
