"""A parsed article in, the names signed under texts out: letters to the editor, comments, posts.

On such a page "I" outside of quotation marks is whoever signs below.
"""

from __future__ import annotations

from bisect import bisect_right

from quotes.document import Document, Sentence
from quotes.model import Span
from quotes.text.dashes import DASHES

MOST_WORDS = 4
EDGE = DASHES | {".", ","}
"""Marks before and behind a name that is signed."""


class Signatures:
    """Where names stand alone in a paragraph under a text in the first person."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.spans = tuple(
            span for span in map(_signature, document.sentences[1:], document.sentences) if span is not None
        )
        self._starts = [span.start for span in self.spans]

    def below(self, position: int) -> Span | None:
        """The first name signed below a position outside of quotation marks, ``None`` where there is none."""
        if self._document.quotation_at(position) is not None:
            return None
        index = bisect_right(self._starts, position)
        return self.spans[index] if index < len(self.spans) else None


def _signature(sentence: Sentence, before: Sentence) -> Span | None:
    """The name that a sentence is and nothing else, in a paragraph of its own below a longer sentence."""
    words = [w for w in sentence.words if w.text not in EDGE]
    if sentence.paragraph == before.paragraph or not words or len(before.words) <= MOST_WORDS + 1:
        return None
    span = Span(words[0].start, words[-1].end)
    if len(sentence.words) - len(words) <= 2 and words[0].text[0] == "@" and len(words) < 3:
        return span
    if not 2 <= len(words) <= MOST_WORDS or len(sentence.words) - len(words) > 3:
        return None
    if any(w.text in "," for w in sentence.words[1:-1]) or any(w.entity in ("LOC", "ORG") for w in words):
        return None
    named = all(w.text[0].isupper() and not w.text.isupper() and w.is_proper_noun for w in words)
    return span if named else None
