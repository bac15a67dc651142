"""A parse in, the same with names read as the article itself introduces them out."""

from quotes.document import Document
from quotes.parse.apposed_names import settle_apposed_names
from quotes.parse.introduced_bodies import settle_introduced_bodies
from quotes.parse.introduced_names import settle_introduced_names
from quotes.parse.inverted_subjects import settle_inverted_subjects


def settled(document: Document) -> Document:
    """A parse with the names read as news writes them, whatever the models make of them."""
    return settle_inverted_subjects(settle_introduced_bodies(settle_apposed_names(settle_introduced_names(document))))
