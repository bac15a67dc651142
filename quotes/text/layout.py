"""Characters in, their layout out: paragraphs and quotations, found once and handed on to all who need them."""

from quotes.model import Layout
from quotes.text.marks import find_quotations
from quotes.text.paragraphs import paragraphs


def layout_of(text: str) -> Layout:
    """The paragraphs of ``text`` and the quotations in them."""
    blocks = paragraphs(text)
    return Layout(blocks, find_quotations(text, blocks))
