"""A parsed article in, its words by place out: which sentence stands at an offset, which words a span covers."""

from __future__ import annotations

from bisect import bisect_right

from quotes.model import Span
from quotes.tree import Parse, Sentence, Word


class Located:
    """The sentences and words of one article by their offsets."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._starts = [s.start for s in parse.sentences]

    def number(self, start: int) -> int:
        """The position of the sentence at an offset, or of the last before it."""
        return max(0, bisect_right(self._starts, start) - 1)

    def sentence(self, start: int) -> Sentence:
        """The sentence at an offset."""
        return self._parse.sentences[self.number(start)]

    def words(self, span: Span) -> tuple[Word, ...]:
        """The words of a span in the sentence where it starts; none in an article without sentences."""
        if not self._parse.sentences:
            return ()
        return tuple(w for w in self.sentence(span.start).words if w.start < span.end and w.end > span.start)
