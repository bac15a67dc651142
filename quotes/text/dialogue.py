"""Text and its paragraphs in, what is said behind dashes out: "– Who will pay? asked his son."."""

import re
from collections.abc import Sequence

from quotes.model import Quotation, Span
from quotes.text.paragraphs import split_at
from quotes.text.tags import before_tag

_TURN = re.compile(r"[–—―-]\s(?=\w)")
_GOES_ON = re.compile(r"(?<=[.!?…])\s+(?=[–—―-]\s\w)")
"""Where the one who speaks goes on: "– They took the nets, he said. – All of them."."""


def spoken_behind_dashes(text: str, paragraphs: Sequence[Span], marked: Sequence[Quotation]) -> list[Quotation]:
    """The speech of a dialogue with dashes for marks, in text order; none in paragraphs with marks (``marked``).

    A list has dashes too. What tells a dialogue is a paragraph in which somebody asks or shouts before it is told who
    does, or goes on speaking behind that; the others of the article that tell who speaks are then turns of it as well.
    """
    turns = [list(split_at(_GOES_ON, text, p)) for p in paragraphs if _TURN.match(text, p.start, p.end)]
    turns = [turn for turn in turns if _is_told(text, turn[0]) and not any(turn[0].overlaps(q.span) for q in marked)]
    if not any(len(turn) > 1 or _said(text, turn[0]).of(text)[-1] in "?!" for turn in turns):
        return []
    spoken = [(stretch.start, _said(text, stretch)) for turn in turns for stretch in turn]
    return [Quotation(Span(dash, said.end), said, 0, closed=False, continues=False) for dash, said in spoken]


def _said(text: str, stretch: Span) -> Span:
    """What is said in a stretch that begins with a dash."""
    return before_tag(text, Span(stretch.start + 1, stretch.end).trimmed(text))


def _is_told(text: str, stretch: Span) -> bool:
    return _said(text, stretch).end < stretch.end
