"""Characters in, their layout out: paragraphs and quotations, found once and handed on to all who need them."""

from quotes.model import Layout
from quotes.text.dialogue import spoken_behind_dashes
from quotes.text.marks import find_quotations
from quotes.text.paragraphs import paragraphs


def layout_of(text: str) -> Layout:
    """The paragraphs of ``text`` and the quotations in them, of marks and of dialogues with dashes."""
    blocks = paragraphs(text)
    marked = find_quotations(text, blocks)
    spoken = spoken_behind_dashes(text, blocks, marked)
    return Layout(blocks, tuple(sorted((*marked, *spoken), key=lambda q: (q.span.start, q.depth))))
