"""A parsed article in, the field that it is about out, where it is one in which people speak as of it."""

from quotes.document import Document
from quotes.lexicon.lists import LISTS

FIELDS = ("political", "public-figure", "activist")
FEWEST, FEWEST_SHARE = 3, 0.1
"""Sentences with words of a field from which on it is the article's: their number, and their share of all."""


def field_of(document: Document) -> str:
    """``political``, ``public-figure`` (sport, arts), ``activist`` (protest) or empty."""
    told = dict.fromkeys(FIELDS, 0)
    for sentence in document.sentences:
        words = {word.text.lower() for word in sentence.words}
        for field in FIELDS:
            told[field] += not words.isdisjoint(LISTS.events.topic[field])
    field = max(FIELDS, key=lambda one: told[one])
    return field if told[field] >= max(FEWEST, FEWEST_SHARE * len(document.sentences)) else ""
